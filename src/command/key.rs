//! Keys in files: Ed25519, as `openssl genpkey` writes them.

use std::path::Path;

use ed25519_dalek::pkcs8::DecodePrivateKey;
use ed25519_dalek::{Signature, Signer, SigningKey, VerifyingKey};

use super::{Failure, input};
use crate::package::signing::key::{Keyed, bytes, hexadecimal};

/// A private key in PKCS #8 (RFC 8410), as PEM.
pub(super) fn read(path: &Path) -> Result<SigningKey, Failure> {
    let file = path.display().to_string();
    let text = String::from_utf8(input::bytes(path)?).unwrap_or_default();
    SigningKey::from_pkcs8_pem(&text).map_err(|_| {
        let problem = "This is no private Ed25519 key in PEM form. “openssl genpkey -algorithm ed25519” makes one.";
        Failure::file(file, problem)
    })
}

/// The public key in hexadecimal.
pub(super) fn public(key: &SigningKey) -> String {
    hexadecimal(key.verifying_key().as_bytes())
}

/// The key's signature over a message (RFC 8032), in hexadecimal.
pub(super) fn sign(key: &SigningKey, message: &str) -> String {
    hexadecimal(&key.sign(message.as_bytes()).to_bytes())
}

/// Whether a signature is that of its key.
pub(super) fn is_genuine(keyed: &Keyed) -> bool {
    let parts = bytes(&keyed.public).zip(bytes(&keyed.signature));
    let Some((public, signature)) = parts else { return false };
    let key = <[u8; 32]>::try_from(public).ok().and_then(|public| VerifyingKey::from_bytes(&public).ok());
    let signature = Signature::from_slice(&signature).ok();
    key.zip(signature).is_some_and(|(key, signature)| key.verify_strict(keyed.message.as_bytes(), &signature).is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 8032, 7.1: secret key, public key, message, signature.
    const PUBLISHED: [[&str; 4]; 3] = [
        [
            "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
            "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
            "",
            "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
        ],
        [
            "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
            "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
            "72",
            "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
        ],
        [
            "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
            "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
            "af82",
            "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
        ],
    ];

    #[test]
    fn keys_and_signatures_are_those_of_rfc_8032() {
        for [secret, public_key, message, signature] in PUBLISHED {
            let secret = <[u8; 32]>::try_from(bytes(secret).unwrap()).unwrap();
            let key = SigningKey::from_bytes(&secret);
            assert_eq!(public(&key), public_key);
            assert_eq!(hexadecimal(&key.sign(&bytes(message).unwrap()).to_bytes()), signature);
        }
    }

    #[test]
    fn a_signature_is_its_keys_and_its_messages() {
        let [secret, public_key, ..] = PUBLISHED[1];
        let key = SigningKey::from_bytes(&<[u8; 32]>::try_from(bytes(secret).unwrap()).unwrap());
        let whole = Keyed {
            public: public_key.to_owned(),
            signature: sign(&key, "é"),
            message: "é".to_owned(),
            ..Keyed::default()
        };
        assert!(is_genuine(&whole));
        assert!(!is_genuine(&Keyed { message: "e".to_owned(), ..whole.clone() }));
        assert!(!is_genuine(&Keyed { public: PUBLISHED[0][1].to_owned(), ..whole.clone() }));
        assert!(!is_genuine(&Keyed { signature: PUBLISHED[0][3].to_owned(), ..whole.clone() }));
        for broken in ["", "00", "zz", &"00".repeat(64), &"ff".repeat(64)] {
            assert!(!is_genuine(&Keyed { signature: broken.to_owned(), ..whole.clone() }), "{broken}");
            assert!(!is_genuine(&Keyed { public: broken.to_owned(), ..whole.clone() }), "{broken}");
        }
    }
}

//! Keys: what an Ed25519 key signs, and how keys and signatures stand in a package.

use super::super::document::Plain;
use super::super::review::{Key, SignOff};
use super::super::{Id, Package, digest};
use super::bare;

record! {
    /// A sign-off with what its key is said to have signed.
    pub struct Keyed {
        /// The sign-off.
        pub id: Id,
        /// Its place among the sign-offs, from 0.
        pub place: u32,
        /// The role signing.
        pub role: String,
        /// The person's name.
        pub name: String,
        /// The public key, 32 bytes in hexadecimal.
        pub public: String,
        /// The signature, 64 bytes in hexadecimal.
        pub signature: String,
        /// What it must be a signature of, as UTF-8.
        pub message: String,
    }
}

/// What a key signs: the canonical JSON (RFC 8785) of the sign-off as its seal covers it, public key included, without
/// the seal and the signature themselves.
pub fn message(sign_off: &SignOff) -> String {
    String::from_utf8(digest::canonical(&bare(sign_off).to_value())).unwrap_or_default()
}

/// Every sign-off that names a key.
pub fn keyed(package: &Package) -> Vec<Keyed> {
    let all = package.review.sign_offs.iter().enumerate();
    let keyed = all.filter(|(_, one)| one.is_signed() && !one.signature.key.is_empty()).map(|(place, one)| {
        let Key { public, signature, .. } = one.signature.key.clone();
        let (role, name) = (one.role.clone(), one.name.clone());
        Keyed { id: one.id.clone(), place: place as u32, role, name, public, signature, message: message(one) }
    });
    keyed.collect()
}

/// Bytes as lower-case hexadecimal.
pub fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The bytes that lower-case hexadecimal stands for.
pub fn bytes(text: &str) -> Option<Vec<u8>> {
    let digit = |letter: u8| match letter {
        b'0'..=b'9' => Some(letter - b'0'),
        b'a'..=b'f' => Some(letter - b'a' + 10),
        _ => None,
    };
    if !text.len().is_multiple_of(2) {
        return None;
    }
    text.as_bytes().chunks(2).map(|pair| Some(16 * digit(pair[0])? + digit(pair[1])?)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hexadecimal_comes_back() {
        let all: Vec<u8> = (0..=255).collect();
        assert_eq!(bytes(&hexadecimal(&all)), Some(all));
        for none in ["a", "0g", "AB", "é0", " 0"] {
            assert_eq!(bytes(none), None, "{none}");
        }
    }
}

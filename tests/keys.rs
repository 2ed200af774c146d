//! Keys of the browser against RFC 8032, in the browser itself: `cargo xtask test --browser`.

#![cfg(target_arch = "wasm32")]

use shipworthy::browser::key::{KeyPair, is_genuine};
use shipworthy::package::signing::key::bytes;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

/// RFC 8032, 7.1: public key, message, signature.
const VECTORS: [[&str; 3]; 3] = [
    [
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
    ],
    [
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
    ],
    [
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
    ],
];

fn decoded(vector: [&str; 3]) -> [Vec<u8>; 3] {
    vector.map(|text| bytes(text).expect("hexadecimal"))
}

#[wasm_bindgen_test]
async fn signatures_of_rfc_8032_are_their_keys_and_no_others_are() {
    for (place, vector) in VECTORS.into_iter().enumerate() {
        let [public, message, signature] = decoded(vector);
        assert_eq!(is_genuine(&public, &signature, &message).await, Ok(true), "vector {place}");
        let mut longer = message.clone();
        longer.push(0);
        assert_eq!(is_genuine(&public, &signature, &longer).await, Ok(false), "vector {place}, another message");
        let mut forged = signature.clone();
        forged[place] ^= 1;
        assert_eq!(is_genuine(&public, &forged, &message).await, Ok(false), "vector {place}, another signature");
        let [other, ..] = decoded(VECTORS[(place + 1) % VECTORS.len()]);
        assert_eq!(is_genuine(&other, &signature, &message).await, Ok(false), "vector {place}, another key");
    }
}

#[wasm_bindgen_test]
async fn what_the_browser_signs_it_finds_genuine() {
    let pair = KeyPair::generate().await.expect("this browser makes keys");
    let public = pair.public().await.expect("a public key");
    let signature = pair.sign(b"approved").await.expect("a signature");
    assert_eq!((public.len(), signature.len()), (32, 64));
    assert_eq!(is_genuine(&public, &signature, b"approved").await, Ok(true));
    assert_eq!(is_genuine(&public, &signature, b"refused").await, Ok(false));
}

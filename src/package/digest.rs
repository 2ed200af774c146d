//! Digests: SHA-256 over bytes, and over a document's canonical form.

use std::fmt::Write;

use serde_json::Value;
use sha2::{Digest, Sha256};

use super::document::Plain;

/// SHA-256 of `bytes` in lower-case hexadecimal.
pub fn of_bytes(bytes: &[u8]) -> String {
    hexadecimal(&Sha256::digest(bytes))
}

/// SHA-256 of `document` in canonical JSON (RFC 8785), in lower-case hexadecimal.
///
/// The same document has the same digest whatever the order of its keys or the form of its numbers.
pub fn of_document(document: &dyn Plain) -> String {
    of_value(&document.to_value())
}

/// The same for a document as a JSON value.
pub fn of_value(value: &Value) -> String {
    of_bytes(&serde_json_canonicalizer::to_vec(value).expect("every JSON value has a canonical form"))
}

/// A digest computed while bytes pass by.
#[derive(Clone, Default)]
pub struct RunningDigest(Sha256);

impl RunningDigest {
    /// Takes the next bytes.
    pub fn update(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    /// The digest of everything taken, in lower-case hexadecimal.
    pub fn finish(self) -> String {
        hexadecimal(&self.0.finalize())
    }
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(2 * bytes.len()), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_have_the_digest_of_fips_180() {
        assert_eq!(of_bytes(b"abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    #[test]
    fn a_document_is_digested_in_its_canonical_form() {
        let document = serde_json::json!({"b": 1.0, "a": "é"});
        assert_eq!(of_value(&document), of_bytes("{\"a\":\"é\",\"b\":1}".as_bytes()));
    }
}

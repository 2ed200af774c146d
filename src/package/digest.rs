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
    of_bytes(&canonical(value))
}

/// The canonical JSON (RFC 8785) of a value, in UTF-8.
pub fn canonical(value: &Value) -> Vec<u8> {
    serde_json_canonicalizer::to_vec(value).expect("every JSON value has a canonical form")
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

    #[track_caller]
    fn check_canonical(text: &str, expected: &str) {
        let value = crate::package::json::read(text).unwrap_or_else(|error| panic!("{text}: {error:?}"));
        assert_eq!(String::from_utf8(canonical(&value)).unwrap(), expected);
    }

    /// RFC 8785, 3.2.2 and 3.2.3: primitive values, and keys sorted by their UTF-16.
    #[test]
    fn values_and_keys_are_written_as_rfc_8785_shows() {
        check_canonical(
            r#"{"numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
                "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/", "literals": [null, true, false]}"#,
            r#"{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}"#,
        );
        check_canonical(
            r#"{"\u20ac": "Euro Sign", "\r": "Carriage Return", "\ufb33": "Hebrew Letter Dalet With Dagesh", "1": "One",
                "\ud83d\ude00": "Emoji: Grinning Face", "\u0080": "Control", "\u00f6": "Latin Small Letter O With Diaeresis"}"#,
            "{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u{80}\":\"Control\",\"ö\":\"Latin Small Letter O With Diaeresis\",\"€\":\"Euro Sign\",\"😀\":\"Emoji: Grinning Face\",\"\u{fb33}\":\"Hebrew Letter Dalet With Dagesh\"}",
        );
    }

    /// What 3.2.3 and 3.1 say besides: keys are sorted within each object and whatever the language, lists keep their
    /// order, an empty key comes first, and letters are not put together with the marks behind them.
    #[test]
    fn every_object_is_sorted_by_itself_and_texts_stay_as_they_are() {
        check_canonical(
            r#"{"b": [3, {"z": 1, "10": null, "1": []}, 2], "a": {"\n": 5.0, "": "", "f": {"f": 0, "F": -0.0}}, "A": {}}"#,
            "{\"A\":{},\"a\":{\"\":\"\",\"\\n\":5,\"f\":{\"F\":0,\"f\":0}},\"b\":[3,{\"1\":[],\"10\":null,\"z\":1},2]}",
        );
        check_canonical(
            r#"{"zoo": 1, "été": 2, "eta": 3, "A\u030a": "\u00c5 and A\u030a"}"#,
            "{\"A\u{30a}\":\"\u{c5} and A\u{30a}\",\"eta\":3,\"zoo\":1,\"été\":2}",
        );
    }

    /// RFC 8785, appendix B: doubles by their bits.
    const NUMBERS: [(u64, &str); 24] = [
        (0x0000_0000_0000_0000, "0"),
        (0x8000_0000_0000_0000, "0"),
        (0x0000_0000_0000_0001, "5e-324"),
        (0x8000_0000_0000_0001, "-5e-324"),
        (0x7fef_ffff_ffff_ffff, "1.7976931348623157e+308"),
        (0xffef_ffff_ffff_ffff, "-1.7976931348623157e+308"),
        (0x4340_0000_0000_0000, "9007199254740992"),
        (0xc340_0000_0000_0000, "-9007199254740992"),
        (0x4430_0000_0000_0000, "295147905179352830000"),
        (0x44b5_2d02_c7e1_4af5, "9.999999999999997e+22"),
        (0x44b5_2d02_c7e1_4af6, "1e+23"),
        (0x44b5_2d02_c7e1_4af7, "1.0000000000000001e+23"),
        (0x444b_1ae4_d6e2_ef4e, "999999999999999700000"),
        (0x444b_1ae4_d6e2_ef4f, "999999999999999900000"),
        (0x444b_1ae4_d6e2_ef50, "1e+21"),
        (0x3eb0_c6f7_a0b5_ed8c, "9.999999999999997e-7"),
        (0x3eb0_c6f7_a0b5_ed8d, "0.000001"),
        (0x41b3_de43_5555_5553, "333333333.3333332"),
        (0x41b3_de43_5555_5554, "333333333.33333325"),
        (0x41b3_de43_5555_5555, "333333333.3333333"),
        (0x41b3_de43_5555_5556, "333333333.3333334"),
        (0x41b3_de43_5555_5557, "333333333.33333343"),
        (0xbecb_f647_612f_3696, "-0.0000033333333333333333"),
        (0x4314_3ff3_c1cb_0959, "1424953923781206.2"),
    ];

    #[test]
    fn numbers_are_written_as_rfc_8785_shows() {
        for (bits, expected) in NUMBERS {
            let number = f64::from_bits(bits);
            assert_eq!(String::from_utf8(canonical(&number.into())).unwrap(), expected, "{bits:016x}");
        }
        for bits in [0x7fff_ffff_ffff_ffff_u64, 0x7ff0_0000_0000_0000] {
            assert!(serde_json::Number::from_f64(f64::from_bits(bits)).is_none(), "{bits:016x} is no JSON");
        }
    }

    #[test]
    fn a_document_is_digested_in_its_canonical_form() {
        let document = serde_json::json!({"b": 1.0, "a": "é"});
        assert_eq!(of_value(&document), of_bytes("{\"a\":\"é\",\"b\":1}".as_bytes()));
    }
}

//! YAML as Kubernetes and Prometheus read it.

use serde_json::Value;

/// Documents as one file, each begun with a line of three dashes, and comment lines above.
///
/// A text is quoted wherever a reader of YAML 1.1 or 1.2 could take it for something else.
pub fn file(comments: &[&str], documents: &[Value]) -> String {
    let mut text: String = comments.iter().map(|line| format!("# {}\n", line.replace(char::is_control, " "))).collect();
    for document in documents {
        text.push_str("---\n");
        text.push_str(&written(document));
    }
    text
}

fn written(document: &Value) -> String {
    let options = serde_saphyr::ser_options! { prefer_block_scalars: false, compact_list_indent: false };
    // Nothing of JSON's is beyond YAML, and a text takes whatever is written to it.
    serde_saphyr::to_string_with_options(document, options).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    #[test]
    fn what_could_be_taken_for_something_else_is_quoted() {
        for text in [
            "yes",
            "no",
            "on",
            "off",
            "null",
            "~",
            "1",
            "1e3",
            "0x1f",
            "12:30",
            "2026-11-21",
            "- a",
            "a: b",
            "a #b",
            "",
            " a",
            "{{",
            "*a",
            "&a",
            "!a",
            "%a",
            "@a",
            "`a",
            "y",
            "=",
        ] {
            let written = written(&json!({ "key": text }));
            assert!(
                written == format!("key: \"{text}\"\n") || written == format!("key: '{text}'\n"),
                "{text}: {written}"
            );
        }
        assert_eq!(
            file(&["One\nline"], &[json!({"a": [1, 2.5, "x y"]})]),
            "# One line\n---\na:\n  - 1\n  - 2.5\n  - x y\n"
        );
    }

    proptest! {
        #[test]
        fn a_text_comes_back_as_it_was(text in any::<String>(), key in any::<String>()) {
            let document = json!({ key: [text, { "nested": text }] });
            let back: Value = serde_saphyr::from_str(&written(&document)).unwrap();
            prop_assert_eq!(back, document);
        }
    }
}

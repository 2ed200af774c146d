//! Lists of packages and reports of tests that are cut off, changed or made up: read, or refused with a word, and nothing
//! else.

use proptest::prelude::*;

use super::*;

const PIP_FREEZE: &str = include_str!("../../../../tests/formats/pip-freeze-machine-b.txt");
const CYCLONE_DX: &str = include_str!("../../../../tests/formats/cyclonedx-machine-a.json");
const JUNIT: &str = include_str!("../../../../tests/formats/junit-numpy-extract.xml");
const CARGO_LOCK: &str = include_str!("../../../../Cargo.lock");
const PACKAGE_LOCK: &str = r#"{"name": "app", "lockfileVersion": 3, "packages": {"": {"name": "app"},
    "node_modules/a": {"version": "1.0.0", "integrity": "sha512-x"}, "node_modules/a/node_modules/b": {"version": "2.0.0"},
    "node_modules/c": {"resolved": "packages/c", "link": true}, "packages/c": {"version": "0.1.0"}}}"#;
const PACKAGE_LOCK_1: &str = r#"{"lockfileVersion": 1, "dependencies": {"a": {"version": "1.0.0",
    "dependencies": {"b": {"version": "git+https://user:secret@host.example/b.git#0123"}}}}}"#;
const REQUIREMENTS: &str = "--index-url https://user:secret@host.example/\nflask[async]==3.1.3 ; python_version > '3' \\\n  \
    --hash=sha256:aa\n-e git+https://x@host.example/t.git@0123#egg=t\nlocal @ file:///m.whl\nnumpy>=1,<2 # why\n";

/// A file of each kind, with the name it has.
const FILES: [(&str, &str); 7] = [
    ("freeze.txt", PIP_FREEZE),
    ("requirements.txt", REQUIREMENTS),
    ("bom.json", CYCLONE_DX),
    ("report.xml", JUNIT),
    ("Cargo.lock", CARGO_LOCK),
    ("package-lock.json", PACKAGE_LOCK),
    ("package-lock.json", PACKAGE_LOCK_1),
];

/// Long files are read in part, so that many can be.
const LONGEST: usize = 12_000;

/// Reads it or says why not.
fn answer(name: &str, bytes: &[u8]) {
    let options = ReadOptions { file_name: name.to_owned(), ..ReadOptions::default() };
    match read_with(bytes, &options) {
        Ok(reading) => {
            assert!(reading.table.columns.iter().all(|column| column.values.len() == reading.table.rows), "{name}");
        }
        Err(problem) => assert!(!problem.to_string().is_empty(), "{name}"),
    }
}

#[test]
fn each_is_read_whole() {
    for (name, text) in FILES {
        let options = ReadOptions { file_name: name.to_owned(), ..ReadOptions::default() };
        assert!(read_with(text.as_bytes(), &options).unwrap().table.rows > 0, "{name}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_file_that_breaks_off_is_answered(which in 0..FILES.len(), at in any::<prop::sample::Index>()) {
        let (name, text) = FILES[which];
        answer(name, &text.as_bytes()[..at.index(text.len().min(LONGEST))]);
    }

    #[test]
    fn a_file_with_other_letters_is_answered(
        which in 0..FILES.len(),
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6),
    ) {
        let (name, text) = FILES[which];
        let mut bytes = text.as_bytes()[..text.len().min(LONGEST)].to_vec();
        for (place, letter) in changes {
            let place = place.index(bytes.len());
            bytes[place] = letter;
        }
        answer(name, &bytes);
    }

    #[test]
    fn what_is_made_up_is_answered(
        which in 0..FILES.len(),
        text in "([\\[\\]{}<>\"'=:;,.@#&!/\\\\ \n-]|package|name|version|testcase|testsuite|==|--hash|egg=|components|[a-z0-9é]){0,40}",
    ) {
        let (name, _) = FILES[which];
        answer(name, text.as_bytes());
        answer(name, format!("[[package]]\n{text}").as_bytes());
        answer(name, format!("{{\"lockfileVersion\": 3, \"packages\": {{\"node_modules/{text}").as_bytes());
        answer(name, format!("<testsuite>{text}").as_bytes());
    }
}

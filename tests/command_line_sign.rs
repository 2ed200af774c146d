//! Signing from the command line, and what verification says of what was signed.

mod terminal;

use serde_json::{Value, json};
use shipworthy::package::digest;
use terminal::{Folder, check};

/// The first key of RFC 8032, 7.1, in PKCS #8.
const KEY: &str = "-----BEGIN PRIVATE KEY-----\n\
                   MC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g\n\
                   -----END PRIVATE KEY-----\n";

/// Its public key begins so.
const PUBLIC: &str = "d75a980182b10ab7";

/// The worked example with the sign-offs of two roles, the second with a key.
fn signed(folder: &Folder) -> String {
    let (file, _) = folder.package();
    let key = folder.file("key.pem", KEY);
    let one = folder.0.join("one.json").display().to_string();
    let two = folder.0.join("two.json").display().to_string();
    let qa = ["--role", "QA lead", "--name", "Ana Lim", "--decision", "conditional"];
    let terms = ["--condition", "A rollback drill | Ben | 2026-12-01", "--expires", "2027-01-31"];
    check(
        &[&["sign", &file, "-o", &one, "--on", "2026-11-22"], &qa[..], &terms[..]].concat(),
        0,
        &["Ana Lim (QA lead) answers for Evidence, Alternatives and Gates."],
    );
    let sponsor = ["--role", "Sponsor", "--decision", "approved", "--rationale", "Worth it.", "--key", &key];
    check(&[&["sign", &one, "-o", &two], &sponsor[..]].concat(), 0, &["Sponsor answers for the whole package."]);
    two
}

#[test]
fn what_is_signed_is_verified() {
    let folder = Folder::new("signed");
    let file = signed(&folder);
    check(
        &["verify", &file, "--on", "2026-12-24"],
        0,
        &[
            "Signed: Ana Lim (QA lead): Approved with conditions on 22 Nov 2026; signed as it stands; counts until 31 Jan 2027.",
            "Open: Ben: A rollback drill (by 1 Dec 2026).",
            &format!("signed with the key {PUBLIC}…. Worth it."),
            "Each sign-off follows the one before it",
            "whose key it is it cannot show",
            "Verified: every field follows",
        ],
    );
    check(&["verify", &file, "--on", "2027-02-01"], 0, &["It ended on 31 Jan 2027, though the package is judged on"]);
    check(&["score", &file], 0, &["Ana Lim (QA lead) asks: A rollback drill (by 1 Dec 2026)."]);
}

/// Changes the sign-offs as somebody would who makes the digests fit, and checks what verification says.
#[track_caller]
fn tampered(file: &str, change: impl FnOnce(&mut Vec<Value>), said: &[&str]) {
    let mut document: Value = serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap();
    change(document["package"]["review"]["sign_offs"].as_array_mut().unwrap());
    document["digests"]["package"] = json!(digest::of_value(&document["package"]));
    let other = format!("{file}.changed.json");
    std::fs::write(&other, document.to_string()).unwrap();
    check(&["verify", &other], 1, said);
}

#[test]
fn what_was_done_to_a_sign_off_is_named() {
    let folder = Folder::new("tampered");
    let file = signed(&folder);
    let gone = "follows a sign-off that is not here: one was removed or replaced";
    tampered(&file, |all| drop(all.remove(0)), &["Review, sign-off by Sponsor", gone, "that is not here"]);
    tampered(&file, |all| all.reverse(), &["stands before a sign-off that it follows"]);
    tampered(&file, |all| all[0]["decision"] = json!("approved"), &["content changed after it was signed"]);
    tampered(
        &file,
        |all| all[1]["signature"]["key"]["signature"] = json!("00".repeat(64)),
        &["Review, sign-off by Sponsor: the signature is not the key's"],
    );
    tampered(&file, |all| all[1]["signature"]["key"]["signature"] = json!(""), &["the signature is not the key's"]);
}

#[test]
fn what_cannot_be_signed_is_said() {
    let folder = Folder::new("unsigned");
    let (file, _) = folder.package();
    let refused = |options: &[&str], said: &str| check(&[&["sign", &file], options].concat(), 2, &[said]);
    refused(&["--decision", "approved"], "Say who signs");
    refused(&["--role", "QA"], "Say what is decided");
    refused(&["--role", "QA", "--decision", "yes"], "--decision is approved, conditional or refused, not “yes”.");
    refused(
        &["--role", "QA", "--decision", "approved", "--expires", "soon"],
        "--expires takes a date such as 2026-12-01",
    );
    refused(&["--role", "QA", "--decision", "refused", "--expires", "2026-12-01"], "A refusal does not expire");
    refused(
        &["--role", "QA", "--decision", "approved", "--condition", "x"],
        "Conditions belong to --decision conditional",
    );
    refused(&["--role", "QA", "--decision", "approved", "--part", "Everything"], "--part is one of charter, evidence");
    let no_key = folder.file("no-key.pem", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n");
    refused(&["--role", "QA", "--decision", "approved", "--key", &no_key], "This is no private Ed25519 key");
}

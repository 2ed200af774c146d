//! `shipworthy monitors` and `shipworthy triage`, run as people run them.

mod terminal;

use serde_json::Value;
use terminal::{Folder, command};

/// Exit code and what was printed.
fn run(arguments: &[&str]) -> (i32, String) {
    let output = command(arguments).output().unwrap();
    (output.status.code().unwrap(), String::from_utf8(output.stdout).unwrap())
}

#[test]
fn monitors_are_replayed_and_followed_to_their_targets() {
    let folder = Folder::new("monitors");
    let (file, package) = folder.package();
    let (code, text) = run(&["monitors", &file]);
    assert_eq!(code, 0, "{text}");
    assert!(text.contains("Operational load"), "{text}");
    assert!(text.contains("Proposals made: choose the measure of its bad events."), "{text}");
    assert!(text.contains("asks to roll back prompt, and its monitor rolls back model."), "{text}");
    let (code, text) = run(&["monitors", &file, "--json"]);
    let found: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(code, 0);
    assert_eq!(found["replays"], package["findings"]["replays"], "the page's export says the same");
    assert_eq!(found["closure"], package["findings"]["closure"]);
    let seen = found["replays"]
        .as_array()
        .unwrap()
        .iter()
        .find(|one| one["id"] == "monitor-quality" && one["alternative"] == "automatic");
    assert_eq!(seen.unwrap()["incidents"][0]["critical_after"], 0.0, "the incident of week 15 is seen at once");
}

#[test]
fn nothing_to_replay_is_said() {
    let folder = Folder::new("monitors-blank");
    let (file, mut package) = folder.package();
    let inner = package["package"].as_object_mut().unwrap();
    inner.insert("monitors".to_owned(), Value::Array(Vec::new()));
    inner.remove("service_levels");
    std::fs::write(&file, package.to_string()).unwrap();
    let (code, text) = run(&["monitors", &file, "--accept-changed"]);
    assert_eq!(code, 1);
    assert!(text.starts_with("Nothing is watched yet."), "{text}");
    assert!(text.contains("Nothing sees “A gas leak is sorted as a billing question”"), "{text}");
}

#[test]
fn a_triage_sheet_names_what_is_there_and_what_is_not() {
    let folder = Folder::new("triage");
    let (file, _) = folder.package();
    let (_, text) = run(&["triage", &file, "data-refresh"]);
    assert!(text.starts_with("Quality dropped after a data refresh\n"), "{text}");
    assert!(
        text.contains("Minutes 0 to 5: Is it real?") && text.contains("Minutes 25 to 30: Who must know?"),
        "{text}"
    );
    assert!(text.contains("Data back to category-index 2026-09-14"), "{text}");
    assert!(!text.contains("Cost doubled"), "one scenario was asked for");
    let (code, text) = run(&["triage", &file, "flood"]);
    assert_eq!(code, 1);
    assert!(text.contains("There is no scenario “flood”.") && text.contains("cost-doubled: Cost doubled"), "{text}");
    let (_, text) = run(&["triage", &file, "--json"]);
    let found: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(found["sheets"].as_array().unwrap().len(), 3);
    let (code, _) = run(&["triage", &file, "one", "two"]);
    assert_eq!(code, 2);
}

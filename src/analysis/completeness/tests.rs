use super::fixture::{asking, complete, missing_of};
use super::*;
use crate::package::document::Sparse;

#[test]
fn the_worked_example_is_complete() {
    assert_eq!(missing_of(&complete()), []);
}

#[test]
fn names_of_checks_are_unique_and_the_usual_ones_are_there() {
    let mut names: Vec<_> = checks().map(|check| check.name).chain([MEMO]).collect();
    names.sort_unstable();
    let all = names.len();
    names.dedup();
    assert_eq!(names.len(), all);
    for usual in usual::USUAL {
        assert!(names.contains(usual), "{usual}");
    }
}

#[test]
fn a_package_is_asked_for_what_it_lists() {
    let package = asking(&[("risk_owners", None), ("title", None)]);
    let ids: Vec<_> = require(&package, &Findings::default()).into_iter().map(|item| item.id).collect();
    assert_eq!(ids, ["risk_owners", "title"]);
    assert_eq!(memo(&package, MemoLength::default()), None);

    let package = asking(&[("alternatives", Some(9)), ("scope_in", Some(40)), ("gates", Some(1)), ("memo", None)]);
    let items: Vec<_> =
        require(&package, &Findings::default()).into_iter().map(|item| (item.least, item.done)).collect();
    assert_eq!(items, [(Some(9), false), (Some(40), false), (None, true)]);
    assert!(memo(&package, MemoLength::default()).is_some());
}

#[test]
fn what_no_check_can_find_is_missing() {
    let package = asking(&[("moon_phase", None)]);
    let missing = missing_of(&package);
    assert_eq!(missing[0].id, "moon_phase");
    assert_eq!(missing[0].found, Found::UnknownCheck);
}

#[test]
fn a_package_without_a_list_asks_for_what_the_worked_example_lists() {
    let listing = complete();
    let silent = Package { required: Sparse::default(), ..complete() };
    let found = Findings::default();
    assert_eq!(require(&silent, &found), require(&listing, &found));
    assert!(!crate::package::document::write(&silent).contains("\"required\""), "its digest is what it was");
}

#[test]
fn a_blank_package_lacks_everything_and_says_where() {
    let blank = Package::default();
    let items = require(&blank, &Findings::default());
    let done: Vec<_> = items.iter().filter(|item| item.done).map(|item| item.id.as_str()).collect();
    assert_eq!(done, [""; 0]);
    assert!(items.iter().all(|item| item.anchor.starts_with("field-")));
    let mut ids: Vec<_> = items.iter().map(|item| &item.id).collect();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), items.len(), "identifiers are unique");
}

#[test]
fn the_memo_has_its_length_and_no_empty_place() {
    let check = |words: u32, unknown: &[&str], done: bool| {
        let unknown = unknown.iter().map(|&name| name.to_owned()).collect();
        assert_eq!(memo(&Package::default(), MemoLength { words, unknown }).unwrap().done, done);
    };
    check(899, &[], false);
    check(900, &[], true);
    check(1200, &[], true);
    check(1201, &[], false);
    check(1000, &["{{score:gone}}"], false);
}

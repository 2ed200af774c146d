//! The laws of a merge: each edit is merged or listed, whoever merges whom; nothing comes out that neither wrote.

use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use serde_json::{Value, json};
use shipworthy::package::conflict::{ConflictKind, Side};
use shipworthy::package::difference::{Edit, EditKind, difference};
use shipworthy::package::document::Plain;
use shipworthy::package::merge::{Authors, Clash, MergeError, merge, merge_documents};
use shipworthy::package::path::{Path, Step, records};
use shipworthy::package::review::{SignOff, SignOffCondition, SignOffDecision};
use shipworthy::package::template::TEMPLATES;
use shipworthy::package::{Id, Package, Record, Risk, signing};

const AUTHORS: Authors<'_> = Authors { ours: "Ana", theirs: "Ben" };

/// Something a person does to the small document.
#[derive(Clone, Debug)]
enum Act {
    Title(u8),
    Scope(u8),
    Weight(u8, Option<u8>),
    Name(u8, u8),
    Impact(u8, u8),
    Sign(u8, u8),
    Meet(u8, u8, bool),
    Source(bool, u8),
    Add(u8, u8),
    Remove(u8),
    Move(u8, u8),
}

fn acts() -> impl Strategy<Value = Vec<Act>> {
    let small = 0_u8..4;
    let act = prop_oneof![
        small.clone().prop_map(Act::Title),
        small.clone().prop_map(Act::Scope),
        (small.clone(), proptest::option::of(small.clone())).prop_map(|(key, value)| Act::Weight(key, value)),
        (0_u8..6, small.clone()).prop_map(|(at, value)| Act::Name(at, value)),
        (0_u8..6, small.clone()).prop_map(|(at, value)| Act::Impact(at, value)),
        (0_u8..2, small.clone()).prop_map(|(at, value)| Act::Sign(at, value)),
        (0_u8..2, 0_u8..2, any::<bool>()).prop_map(|(at, condition, met)| Act::Meet(at, condition, met)),
        (any::<bool>(), small.clone()).prop_map(|(kind, value)| Act::Source(kind, value)),
        (0_u8..6, 0_u8..8).prop_map(|(at, id)| Act::Add(at, id)),
        (0_u8..6).prop_map(Act::Remove),
        (0_u8..6, 0_u8..6).prop_map(|(from, to)| Act::Move(from, to)),
    ];
    proptest::collection::vec(act, 0..5)
}

fn begun() -> Value {
    let condition = |id: &str| json!({"id": id, "what": "", "met": false});
    let sign_off = |id: &str| json!({"id": id, "name": "", "seal": "", "terms": {"conditions": [condition("c0"), condition("c1")]}});
    let risk = |id: &str| json!({"id": id, "name": "", "rating": {"impact": 0, "probability": 0}});
    json!({
        "title": "", "scope": ["a"], "weights": {"w0": 1, "w1": 2}, "empty": [],
        "risks": [risk("r0"), risk("r1"), risk("r2"), risk("r3")],
        "sign_offs": [sign_off("s0"), sign_off("s1")],
        "source": {"kind": "generated", "seed": 1},
    })
}

fn done(mut document: Value, acts: &[Act]) -> Value {
    for act in acts {
        let risks = document["risks"].as_array_mut().expect("a list");
        let within = |at: u8| usize::from(at) % risks.len().max(1);
        match *act {
            Act::Add(at, id) if risks.iter().all(|risk| risk["id"] != format!("r{id}")) => {
                let at = usize::from(at).min(risks.len());
                risks
                    .insert(at, json!({"id": format!("r{id}"), "name": "", "rating": {"impact": 1, "probability": 0}}));
            }
            Act::Remove(at) if usize::from(at) < risks.len() => drop(risks.remove(usize::from(at))),
            Act::Move(from, to) if !risks.is_empty() => {
                let (from, to) = (within(from), within(to));
                let moved = risks.remove(from);
                risks.insert(to, moved);
            }
            Act::Name(at, value) if !risks.is_empty() => {
                let at = within(at);
                risks[at]["name"] = json!(value);
            }
            Act::Impact(at, value) if !risks.is_empty() => {
                let at = within(at);
                risks[at]["rating"]["impact"] = json!(value);
            }
            Act::Title(value) => document["title"] = json!(value),
            Act::Scope(value) => document["scope"] = json!(["a", value]),
            Act::Weight(key, Some(value)) => document["weights"][format!("w{key}")] = json!(value),
            Act::Weight(key, None) => {
                document["weights"].as_object_mut().expect("a map").shift_remove(&format!("w{key}"));
            }
            Act::Sign(at, value) => {
                document["sign_offs"][usize::from(at)]["name"] = json!(value);
                document["sign_offs"][usize::from(at)]["seal"] = json!(format!("seal of {value}"));
            }
            Act::Meet(at, condition, met) => {
                document["sign_offs"][usize::from(at)]["terms"]["conditions"][usize::from(condition)]["met"] =
                    json!(met);
            }
            Act::Source(true, value) => {
                document["source"] = json!({"kind": "imported", "sha256": value, "bytes": value})
            }
            Act::Source(false, value) => document["source"] = json!({"kind": "generated", "seed": value}),
            Act::Add(..) | Act::Remove(_) | Act::Move(..) | Act::Name(..) | Act::Impact(..) => {}
        }
    }
    document
}

fn begins(path: &Path, with: &Path) -> bool {
    path.0.starts_with(&with.0)
}

fn at(path: &Path, document: &Value) -> Value {
    path.find(document).cloned().unwrap_or_default()
}

fn order_of(path: &Path, document: &Value, among: &[&Value]) -> Vec<String> {
    let is_in = |id: &str, document: &Value| path.record(id).find(document).is_some();
    let ids = records(path.find(document)).unwrap_or_default();
    let shared = ids.into_iter().filter(|(id, _)| among.iter().all(|other| is_in(id, other)));
    shared.map(|(id, _)| id.to_owned()).collect()
}

/// Whether an edit of one copy stands in the merged document, or in the list.
fn is_kept(edit: &Edit, copy: &Value, [base, ours, theirs]: [&Value; 3], merged: &Value, clashes: &[Clash]) -> bool {
    let listed = |kind: ConflictKind| {
        clashes
            .iter()
            .any(|clash| clash.kind == kind && (begins(&edit.path, &clash.path) || begins(&clash.path, &edit.path)))
    };
    let stands = match &edit.kind {
        EditKind::Changed { after, .. } => at(&edit.path, merged) == *after,
        EditKind::Added(_) => at(&edit.path, merged) == at(&edit.path, copy),
        EditKind::Removed(_) => edit.path.find(merged).is_none(),
        EditKind::Reordered => {
            let among = [base, ours, theirs, merged];
            let order = |document: &Value| order_of(&edit.path, document, &among);
            // A move past a record that the other removed leaves nothing to keep.
            return order(copy) == order(merged) || order(copy) == order(base) || listed(ConflictKind::Order);
        }
    };
    stands || listed(ConflictKind::Value)
}

/// Every value without parts, with its path.
fn leaves(path: &Path, value: &Value, found: &mut Vec<(Path, Value)>) {
    match (value, records(Some(value))) {
        (Value::Object(fields), _) => fields.iter().for_each(|(key, value)| leaves(&path.field(key), value, found)),
        (Value::Array(_), Some(entries)) => {
            entries.iter().for_each(|(id, value)| leaves(&path.record(id), value, found))
        }
        _ => found.push((path.clone(), value.clone())),
    }
}

fn check_laws(base: &Value, ours: &Value, theirs: &Value) -> Result<(), TestCaseError> {
    let (merged, clashes) = merge_documents(base, ours, theirs);
    for copy in [ours, theirs] {
        for edit in difference(base, copy) {
            prop_assert!(
                is_kept(&edit, copy, [base, ours, theirs], &merged, &clashes),
                "lost: {edit:?} in {merged}, {clashes:?}"
            );
        }
    }
    for edit in difference(base, &merged) {
        let found = [ours, theirs].iter().any(|copy| match &edit.kind {
            EditKind::Changed { after, .. } => at(&edit.path, copy) == *after,
            EditKind::Added(_) => edit.path.find(copy).is_some(),
            EditKind::Removed(_) => edit.path.find(copy).is_none(),
            EditKind::Reordered => {
                let among = [base, ours, theirs, &merged];
                order_of(&edit.path, copy, &among) == order_of(&edit.path, &merged, &among)
            }
        });
        prop_assert!(found, "nobody did {edit:?}");
    }
    let mut values = Vec::new();
    leaves(&Path::default(), &merged, &mut values);
    for (path, value) in values {
        prop_assert!([base, ours, theirs].iter().any(|copy| at(&path, copy) == value), "invented: {value} at {path:?}");
    }
    for clash in &clashes {
        prop_assert!(clash.ours != clash.theirs && clash.base != clash.ours && clash.base != clash.theirs, "{clash:?}");
    }

    let (turned, mirrored) = merge_documents(base, theirs, ours);
    let swapped: Vec<Clash> = clashes
        .iter()
        .map(|clash| Clash { ours: clash.theirs.clone(), theirs: clash.ours.clone(), ..clash.clone() })
        .collect();
    let sorted = |mut clashes: Vec<Clash>| {
        clashes.sort_by(|one, other| (&one.path, one.kind).cmp(&(&other.path, other.kind)));
        clashes
    };
    prop_assert_eq!(sorted(mirrored), sorted(swapped));
    let same = |mut document: Value| {
        for clash in &clashes {
            match clash.kind {
                ConflictKind::Value => drop(clash.path.put(&mut document, Some(clash.ours.clone()))),
                ConflictKind::Order => sort_records(&clash.path, &mut document),
            }
        }
        document
    };
    prop_assert_eq!(same(merged.clone()), same(turned));

    prop_assert_eq!(merge_documents(base, ours, ours), (ours.clone(), Vec::new()));
    prop_assert_eq!(merge_documents(base, base, theirs), (theirs.clone(), Vec::new()));
    prop_assert_eq!(merge_documents(base, ours, base), (ours.clone(), Vec::new()));
    if clashes.is_empty() {
        prop_assert_eq!(merge_documents(base, &merged, theirs), (merged.clone(), Vec::new()));
        prop_assert_eq!(merge_documents(base, ours, &merged), (merged.clone(), Vec::new()));
    }
    Ok(())
}

fn sort_records(path: &Path, document: &mut Value) {
    let Some(Value::Array(mut entries)) = path.find(document).cloned() else { return };
    entries.sort_by_key(|entry| entry["id"].to_string());
    path.put(document, Some(Value::Array(entries)));
}

/// A hundred thousand pairs in all, half of them from an ancestor that people have worked on.
fn check_pairs(ancestors: impl Strategy<Value = Vec<Act>>) {
    let mut runner = TestRunner::new(Config { cases: 50_000, failure_persistence: None, ..Config::default() });
    let result = runner.run(&(ancestors, acts(), acts()), |(before, ours, theirs)| {
        let base = done(begun(), &before);
        check_laws(&base, &done(base.clone(), &ours), &done(base.clone(), &theirs))
    });
    result.unwrap();
}

#[test]
fn every_edit_is_merged_or_listed() {
    check_pairs(Just(Vec::new()));
}

#[test]
fn every_edit_of_a_document_at_work_is_merged_or_listed() {
    check_pairs(acts());
}

/// Leaves of the worked example that somebody changes, by their place in the list of all.
fn edited(example: &Package, places: &[(usize, u8)]) -> Package {
    let mut document = example.to_value();
    let mut found = Vec::new();
    leaves(&Path::default(), &document, &mut found);
    for (place, how) in places {
        let (path, value) = &found[place % found.len()];
        let parent = Path(path.0[..path.0.len() - 1].to_vec());
        if matches!(path.0.last(), Some(Step::Field(name)) if name == "id" || name == "kind") {
            if *how == 0 && matches!(parent.0.last(), Some(Step::Record(_))) {
                parent.put(&mut document, None);
            }
            continue;
        }
        let other = match value {
            Value::String(text) => json!(format!("{text} {how}")),
            Value::Number(number) if number.is_f64() => json!(number.as_f64().unwrap_or(0.0) + f64::from(*how)),
            _ => continue,
        };
        path.put(&mut document, Some(other));
    }
    shipworthy::package::document::from_value(document.clone()).unwrap_or_else(|_| example.clone())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn copies_of_a_whole_package_merge_by_the_same_laws(
        mine in proptest::collection::vec((any::<usize>(), 0_u8..3), 0..8),
        other in proptest::collection::vec((any::<usize>(), 0_u8..3), 0..8),
    ) {
        let base = &TEMPLATES[0].package;
        let (ours, theirs) = (edited(base, &mine), edited(base, &other));
        check_laws(&base.to_value(), &ours.to_value(), &theirs.to_value())?;
        let merged = merge(Some(base), &ours, &theirs, AUTHORS).unwrap();
        let turned = merge(Some(base), &theirs, &ours, AUTHORS).unwrap();
        prop_assert_eq!(merged.conflicts.len(), turned.conflicts.len());
        for conflict in merged.conflicts.iter() {
            for side in [Side::Ours, Side::Theirs] {
                let mut settled = merged.clone();
                conflict.settle(&mut settled, side).unwrap();
                prop_assert_eq!(settled.conflicts.len(), merged.conflicts.len() - 1);
                prop_assert_eq!(at(&conflict.path, &settled.to_value()), conflict.of(side).clone());
            }
        }
    }
}

#[test]
fn other_packages_are_no_copies() {
    let ours = Package { id: "one".into(), ..Package::default() };
    let theirs = Package { id: "two".into(), ..Package::default() };
    assert!(matches!(merge(None, &ours, &theirs, AUTHORS), Err(MergeError::NotKin { .. })));
    assert!(matches!(merge(Some(&theirs), &ours, &ours, AUTHORS), Err(MergeError::NotKin { .. })));
}

#[test]
fn without_an_ancestor_every_difference_is_a_conflict_but_for_records_of_one() {
    let ours = Package { title: "A".to_owned(), risks: vec![Risk::blank("a".into())], ..Package::default() };
    let theirs = Package { title: "B".to_owned(), risks: vec![Risk::blank("b".into())], ..Package::default() };
    let merged = merge(None, &ours, &theirs, AUTHORS).unwrap();
    let ids: Vec<&str> = merged.risks.iter().map(|risk| risk.id.as_str()).collect();
    assert_eq!(ids, ["a", "b"]);
    let conflicts: Vec<_> = merged.conflicts.iter().map(|it| (&it.path.0[..], &it.ours, &it.theirs_by[..])).collect();
    assert_eq!(conflicts, [(&[Step::Field("title".to_owned())][..], &json!("A"), "Ben")]);
}

#[test]
fn what_one_removed_and_the_other_began_to_refer_to_stays_and_is_listed() {
    let base = TEMPLATES[0].package.clone();
    let unused = shipworthy::package::Monitor::blank("spare".into());
    let base = Package { monitors: [base.monitors.clone(), vec![unused]].concat(), ..base };
    let mut ours = base.clone();
    ours.monitors.retain(|monitor| monitor.id.as_str() != "spare");
    let mut theirs = base.clone();
    theirs.risks[0].monitor = "spare".into();
    for (ours, theirs, removed) in [(&ours, &theirs, Side::Ours), (&theirs, &ours, Side::Theirs)] {
        let merged = merge(Some(&base), ours, theirs, AUTHORS).unwrap();
        assert!(merged.monitor(&Id::from("spare")).is_some());
        let [conflict] = &merged.conflicts[..] else { panic!("{:?}", merged.conflicts) };
        assert!(conflict.of(removed).is_null());
    }
}

#[test]
fn two_people_who_meet_different_conditions_of_a_sign_off_do_not_clash() {
    let condition = |id: &str| SignOffCondition { id: id.into(), what: id.to_owned(), ..SignOffCondition::default() };
    let mut draft = SignOff { id: "qa".into(), decision: SignOffDecision::Conditional, ..SignOff::default() };
    draft.terms.conditions.0 = vec![condition("drill"), condition("labels"), condition("notes")];
    let mut base = TEMPLATES[0].package.clone();
    base.review.sign_offs.push(draft);
    signing::sign(&mut base, &"qa".into(), "2026-11-20".into());
    let meeting = |ids: &[&str]| {
        let mut copy = base.clone();
        let conditions = copy.review.sign_offs[0].terms.conditions.0.iter_mut();
        conditions.filter(|one| ids.contains(&one.id.as_str())).for_each(|one| one.met = true);
        copy
    };
    let met =
        |package: &Package| package.review.sign_offs[0].terms.conditions.iter().map(|one| one.met).collect::<Vec<_>>();
    let merged = merge(Some(&base), &meeting(&["drill"]), &meeting(&["labels"]), AUTHORS).unwrap();
    assert_eq!((met(&merged), merged.conflicts.len()), (vec![true, true, false], 0));
    assert_eq!(signing::standing(&merged.review.sign_offs[0], &merged), signing::Standing::Holds);
    let without_ancestor = merge(None, &meeting(&["drill"]), &meeting(&["drill"]), AUTHORS).unwrap();
    assert_eq!((met(&without_ancestor), without_ancestor.conflicts.len()), (vec![true, false, false], 0));

    // Whoever changes what was signed, changes it whole.
    let mut altered = meeting(&["labels"]);
    altered.review.sign_offs[0].terms.conditions.0[0].what = "Nothing".to_owned();
    let merged = merge(Some(&base), &meeting(&["drill"]), &altered, AUTHORS).unwrap();
    let paths: Vec<usize> = merged.conflicts.iter().map(|conflict| conflict.path.0.len()).collect();
    assert_eq!(paths, [3], "one conflict, about the sign-off: {:?}", merged.conflicts);
}

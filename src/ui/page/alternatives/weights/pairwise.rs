//! Pairwise comparison on Saaty's scale, with how well the judgements fit together.

use crate::findings::Consistency;
use crate::ui::prelude::*;

use super::{Shown, ranking, strip};
use crate::editing::{Binding, Place};
use crate::package::weighting::{Comparison, WeightProfile};
use crate::package::{Id, Package, Record};
use crate::ui::field::{Choices, Field};
use crate::ui::term::explained;

/// Saaty's words for how much more one counts.
const WORDS: [(u8, &str); 8] = [
    (9, "extremely more"),
    (8, "very strongly to extremely more"),
    (7, "very strongly more"),
    (6, "strongly to very strongly more"),
    (5, "strongly more"),
    (4, "moderately to strongly more"),
    (3, "moderately more"),
    (2, "slightly more"),
];

/// The comparisons, their consistency, and the weights they come to.
pub(super) fn view(shown: Shown) -> AnyView {
    let criteria = shown
        .workbench
        .slice(|package| package.criteria.iter().map(|one| (one.id.clone(), one.name.clone())).collect::<Vec<_>>());
    view! {
        <p class="hint">"Compare two criteria at a time: which counts more, and how much? Not every pair needs an answer."</p>
        <div class="columns">{move || pairs(&shown.id.get(), &criteria.get())}</div>
        {consistency(shown)}
        <h3>"Resulting weights"</h3>
        <div class="weights">{move || criteria.get().into_iter().map(|(id, name)| {
            let (weight, stability) = (shown.weight(&id), strip::stability(shown.workbench, &id));
            view! { <div class="weight"><span>{name}</span>{ranking::bar(shown, weight, stability)}</div> }
        }).collect_view()}</div>
    }
}

fn pairs(profile: &Id, criteria: &[(Id, String)]) -> AnyView {
    let mut fields = Vec::new();
    for (index, (one, one_name)) in criteria.iter().enumerate() {
        for (other, other_name) in &criteria[index + 1..] {
            let choices = choices(one_name, other_name);
            let field = Field::new(format!("{one_name} or {other_name}")).id(anchor(one, other));
            fields.push(field.choice(move || choices.clone(), judgement(profile, one, other)));
        }
    }
    fields.into_any()
}

fn anchor(one: &Id, other: &Id) -> String {
    format!("pair-{one}-{other}")
}

/// As stored in the field, and as shown: `9` for the first counting nine times as much, `-9` for the second.
fn choices(one: &str, other: &str) -> Choices {
    let line = |name: &str, times: u8, word: &str| format!("{name} counts {word} ({times})");
    let first = WORDS.iter().map(|(times, word)| (times.to_string(), line(one, *times, word)));
    let second = WORDS.iter().rev().map(|(times, word)| (format!("-{times}"), line(other, *times, word)));
    let equal = ("1".to_owned(), "both count the same (1)".to_owned());
    [(String::new(), "not compared".to_owned())].into_iter().chain(first).chain([equal]).chain(second).collect()
}

fn judgement(profile: &Id, one: &Id, other: &Id) -> Binding<String> {
    let (reader, read_one, read_other) = (profile.clone(), one.clone(), other.clone());
    let (writer, one, other) = (profile.clone(), one.clone(), other.clone());
    Binding::new(
        Place::of::<WeightProfile>(profile, "comparisons").at(&one).at(&other),
        move |package: &Package| {
            let profile = WeightProfile::find(package, &reader)?;
            // Of several judgements on a pair the last counts.
            let ratio = profile.comparisons.iter().rev().find_map(|comparison| {
                let ends = (&comparison.more, &comparison.less);
                if ends == (&read_one, &read_other) {
                    Some(comparison.ratio)
                } else {
                    (ends == (&read_other, &read_one)).then_some(1.0 / comparison.ratio)
                }
            });
            Some(ratio.map_or_else(String::new, word))
        },
        move |package, word: String| {
            let Some(profile) = WeightProfile::find_mut(package, &writer) else { return };
            profile.comparisons.retain(|comparison| {
                let ends = (&comparison.more, &comparison.less);
                ends != (&one, &other) && ends != (&other, &one)
            });
            let Ok(times) = word.parse::<f64>() else { return };
            let (more, less) = if times > 0.0 { (&one, &other) } else { (&other, &one) };
            let ratio = times.abs();
            profile.comparisons.push(Comparison {
                more: more.clone(),
                less: less.clone(),
                ratio,
                ..Comparison::default()
            });
        },
    )
}

/// A ratio as the field stores it.
fn word(ratio: f64) -> String {
    let (sign, times) = if ratio >= 1.0 - 1e-9 { ("", ratio) } else { ("-", 1.0 / ratio) };
    format!("{sign}{}", (times * 100.0).round() / 100.0)
}

fn consistency(shown: Shown) -> AnyView {
    let found = Memo::new(move |_| shown.weights.read().as_ref().and_then(|one| one.consistency.clone()));
    view! { {move || found.get().map(|found| fit(shown, &found))} }
}

fn fit(shown: Shown, found: &Consistency) -> AnyView {
    let package = shown.workbench.package_now();
    let order = |id: &Id| package.criteria.iter().position(|one| one.id == *id);
    let lead = found.least_consistent.as_ref().filter(|_| !found.consistent).map(|worst| {
        let (first, second) =
            if order(&worst.more) < order(&worst.less) { (&worst.more, &worst.less) } else { (&worst.less, &worst.more) };
        view! { " "<a href=format!("#/alternatives/{}", anchor(first, second))>"Look at the comparison that fits least"</a>"." }
    });
    let ratio = match (found.ratio, found.consistent) {
        (None, _) => "Fewer than three criteria cannot contradict each other.".to_owned(),
        (Some(ratio), true) => {
            format!("Consistency ratio {ratio:.2}: the judgements are consistent (up to 0.10 is acceptable).")
        }
        (Some(ratio), false) => {
            format!("Consistency ratio {ratio:.2}: the judgements contradict each other (up to 0.10 is acceptable).")
        }
    };
    let missing = match found.missing {
        0 => String::new(),
        1 => " One pair is not compared; it follows from the others.".to_owned(),
        many => format!(" {many} pairs are not compared; they follow from the others."),
    };
    let verdict = if found.consistent { "pass" } else { "fail" };
    view! { <p class="consistency" data-verdict=verdict>{explained(ratio)}{missing}{lead}</p> }
}

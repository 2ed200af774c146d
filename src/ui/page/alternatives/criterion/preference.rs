//! The preference function of PROMETHEE II, with its thresholds.

use std::fmt::Display;

use crate::ui::prelude::*;

use crate::editing::{Binding, Place};
use crate::package::criterion::PreferenceFunction;
use crate::package::{Criterion, Id, Record};
use crate::ui::field::{Choices, Field};
use crate::ui::term::explained;
use crate::ui::workbench::use_workbench;

/// What each kind is called, and what it does.
const KINDS: [(&str, &str, &str); 6] = [
    ("usual", "Usual", "Any difference is a full preference."),
    ("u", "U-shape", "None up to q, full above it."),
    ("v", "V-shape", "Rises in a straight line to full at p."),
    ("level", "Level", "None up to q, half between q and p, full above."),
    ("v_indifference", "V-shape with indifference", "None up to q, then rises in a straight line to full at p."),
    ("gaussian", "Gaussian", "Follows a bell curve; it rises fastest at s."),
];

/// Kind and thresholds.
pub(super) fn view(id: Id) -> AnyView {
    let workbench = use_workbench();
    let shape = {
        let id = id.clone();
        workbench.slice(move |package| package.criterion(&id).map(|one| kind(&one.preference)).unwrap_or_default())
    };
    let unit = {
        let id = id.clone();
        workbench.slice(move |package| package.criterion(&id).map(|one| one.unit.clone()).unwrap_or_default())
    };
    let choices =
        || -> Choices { KINDS.iter().map(|(kind, name, _)| ((*kind).to_owned(), (*name).to_owned())).collect() };
    let chosen = binding(
        id.clone(),
        "kind",
        |preference| kind(preference).to_owned(),
        |preference, kind: String| {
            *preference = build(&kind, thresholds(preference));
        },
    );
    let threshold = move |letter: char| {
        let place = binding(
            id.clone(),
            letter,
            move |preference| Some(threshold(preference, letter)),
            move |preference, value: Option<f64>| set_threshold(preference, letter, value.unwrap_or_default()),
        );
        let label = match letter {
            'q' => "q: no preference up to",
            'p' => "p: full preference from",
            _ => "s: turning point",
        };
        Field::new(label).unit(unit.get_untracked()).number(place)
    };
    let letters = move || match shape.get() {
        "u" => "q",
        "v" => "p",
        "level" | "v_indifference" => "qp",
        "gaussian" => "s",
        _ => "",
    };
    view! {
        <h3>{explained("Preference, for PROMETHEE II")}</h3>
        <div class="columns">
            {Field::new("When a difference counts").choice(choices, chosen)}
            {move || letters().chars().map(&threshold).collect_view()}
        </div>
        <p class="hint">{move || KINDS.iter().find(|(kind, ..)| *kind == shape.get()).map(|(.., said)| *said)}</p>
    }
}

fn kind(preference: &PreferenceFunction) -> &'static str {
    match preference {
        PreferenceFunction::Usual => "usual",
        PreferenceFunction::U { .. } => "u",
        PreferenceFunction::V { .. } => "v",
        PreferenceFunction::Level { .. } => "level",
        PreferenceFunction::VIndifference { .. } => "v_indifference",
        PreferenceFunction::Gaussian { .. } => "gaussian",
    }
}

/// q and p, where the function has them; s stands for both.
fn thresholds(preference: &PreferenceFunction) -> (f64, f64) {
    match *preference {
        PreferenceFunction::Usual => (0.0, 0.0),
        PreferenceFunction::U { q } => (q, q),
        PreferenceFunction::V { p } => (0.0, p),
        PreferenceFunction::Level { q, p } | PreferenceFunction::VIndifference { q, p } => (q, p),
        PreferenceFunction::Gaussian { s } => (0.0, s),
    }
}

fn build(kind: &str, (q, p): (f64, f64)) -> PreferenceFunction {
    match kind {
        "u" => PreferenceFunction::U { q },
        "v" => PreferenceFunction::V { p },
        "level" => PreferenceFunction::Level { q, p },
        "v_indifference" => PreferenceFunction::VIndifference { q, p },
        "gaussian" => PreferenceFunction::Gaussian { s: p },
        _ => PreferenceFunction::Usual,
    }
}

fn threshold(preference: &PreferenceFunction, letter: char) -> f64 {
    let (q, p) = thresholds(preference);
    if letter == 'q' { q } else { p }
}

fn set_threshold(preference: &mut PreferenceFunction, letter: char, value: f64) {
    let (q, p) = thresholds(preference);
    *preference = build(kind(preference), if letter == 'q' { (value, p) } else { (q, value) });
}

fn binding<T: 'static>(
    id: Id,
    field: impl Display,
    read: impl Fn(&PreferenceFunction) -> T + Send + Sync + 'static,
    write: impl Fn(&mut PreferenceFunction, T) + Send + Sync + 'static,
) -> Binding<T> {
    let reader = id.clone();
    Binding::new(
        Place::of::<Criterion>(&id, "preference").at(field),
        move |package| package.criterion(&reader).map(|one| read(&one.preference)),
        move |package, value| {
            if let Some(criterion) = Criterion::find_mut(package, &id) {
                write(&mut criterion.preference, value);
            }
        },
    )
}

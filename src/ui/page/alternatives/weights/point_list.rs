//! Points and swing ratings: a slider for each criterion, with how far it can go.

use crate::publish::words;
use crate::ui::prelude::*;

use super::{Shown, strip};
use crate::editing::{Binding, Place};
use crate::package::weighting::{WeightMethod, WeightProfile};
use crate::package::{Id, Package, Record};
use crate::ui::field::Field;

/// A row per criterion.
pub(super) fn view(shown: Shown) -> AnyView {
    let rows = shown
        .workbench
        .slice(|package| package.criteria.iter().map(|one| (one.id.clone(), one.name.clone())).collect::<Vec<_>>());
    let among = shown.workbench.said_of_robustness(words::robustness::among);
    let swing = shown.part(|_, profile| profile.method == WeightMethod::Swing);
    view! {
        <p class="hint">{move || if swing.get() {
            "Think of every criterion at its worst. Which one would you lift to its best first? Give it 100, and the others a share of that."
        } else {
            "Share out points. Only proportions count; the percentages are the resulting weights."
        }}</p>
        <div class="weights">
            {move || {
                let profile = shown.id.get();
                let most = most(shown, &profile);
                rows.get().into_iter().map(|(id, name)| row(shown, &profile, &id, &name, most)).collect_view()
            }}
        </div>
        <Show when=move || shown.decides.get()>
            <p class="strip-key">
                <span><span class="strip"><span class="holds key"></span></span>{move || among.get()}"the winner stays first"</span>
                <span><span class="strip"><span class="order key"></span></span>"the whole order stays"</span>
            </p>
        </Show>
    }
}

/// Where the sliders end: it stays while one of them is held.
fn most(shown: Shown, profile: &Id) -> f64 {
    let package = shown.workbench.package_now();
    let points = WeightProfile::find(&package, profile).map(|profile| profile.points.values().copied());
    let greatest = points.into_iter().flatten().filter(|points| points.is_finite()).fold(0.0, f64::max);
    if greatest > 100.0 { greatest.ceil() } else { 100.0 }
}

fn row(shown: Shown, profile: &Id, criterion: &Id, name: &str, most: f64) -> AnyView {
    let workbench = shown.workbench;
    let place = points(profile, criterion);
    let reader = place.clone();
    let present = workbench.slice(move |package| reader.read(package).unwrap_or(0.0));
    let others = others(shown, criterion);
    let weight = shown.weight(criterion);
    let stability = strip::stability(workbench, criterion);
    // Moving one slider leaves the other points alone, so that their proportions stay: a weight w of this one
    // takes w · rest / (1 − w) points.
    let along = move |weight: f64| {
        let now = stability.read_untracked().as_ref().map_or(0.0, |one| one.weight);
        let points = present.get_untracked();
        let rest = if now > 0.0 && points > 0.0 { points * (1.0 - now) / now } else { others.get_untracked() };
        if weight >= 1.0 { 1.0 } else { weight * rest / (1.0 - weight) / most }
    };
    let id = format!("weight-{criterion}");
    view! {
        <div class="weight">
            <label for=id.clone()>{name.to_owned()}</label>
            <div class="track">
                {Field::new(format!("Weight of {name}")).id(id).in_row().slider(0.0, most, 1.0, place.clone())}
                {move || shown.decides.get().then(|| strip::view(workbench, stability, along))}
            </div>
            <div class="points">{Field::new(format!("Points of {name}")).in_row().number(place.optional())}</div>
            <output>{move || format!("{:.1} %", 100.0 * weight.get())}</output>
        </div>
    }
}

/// The points of all other criteria together.
fn others(shown: Shown, criterion: &Id) -> Memo<f64> {
    let criterion = criterion.clone();
    shown.part(move |package: &Package, profile| {
        let others = package.criteria.iter().filter(|one| one.id != criterion);
        others.filter_map(|one| profile.points.get(&one.id)).sum()
    })
}

fn points(profile: &Id, criterion: &Id) -> Binding<f64> {
    let (reader, writer) = ((profile.clone(), criterion.clone()), (profile.clone(), criterion.clone()));
    Binding::new(
        Place::of::<WeightProfile>(profile, "points").at(criterion),
        move |package| {
            let points = WeightProfile::find(package, &reader.0).and_then(|one| one.points.get(&reader.1).copied());
            Some(points.unwrap_or(0.0))
        },
        move |package, value: f64| {
            // Without any profile yet, the first weight makes the team's.
            let there = WeightProfile::find(package, &writer.0).is_some();
            let profile = match there {
                true => WeightProfile::find_mut(package, &writer.0),
                false => Some(package.weighting.active_profile_mut()),
            };
            if let Some(profile) = profile {
                profile.points.insert(writer.1.clone(), value.max(0.0));
            }
        },
    )
}

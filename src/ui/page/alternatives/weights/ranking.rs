//! Ranking only: criteria from the most important down.

use crate::findings::Stability;
use crate::ui::prelude::*;
use wasm_bindgen::JsCast;

use super::{Shown, strip};
use crate::editing::{Edit, Place};
use crate::package::weighting::WeightProfile;
use crate::package::{Id, Package, Record};
use crate::ui::workbench::Workbench;

/// The list, moved by buttons or by Alt and the arrow keys.
pub(super) fn view(shown: Shown) -> AnyView {
    let order = shown.part(order);
    view! {
        <p class="hint">"The most important criterion first. The order alone gives the weights (rank-order centroid). Alt and the arrow keys move a criterion."</p>
        <ol class="weights ranking">
            <For each=move || order.get() key=Id::clone children=move |id| row(shown, order, id) />
        </ol>
    }
}

/// The ranked criteria that are there, then the others in the package's order.
fn order(package: &Package, profile: &WeightProfile) -> Vec<Id> {
    let there = |id: &&Id| package.criterion(id).is_some();
    let mut order: Vec<Id> = profile.ranking.iter().filter(there).cloned().collect();
    let rest = package.criteria.iter().map(|one| &one.id).filter(|id| !profile.ranking.contains(id));
    order.extend(rest.cloned());
    order
}

/// Moves a criterion up (negative) or down.
fn shift(workbench: Workbench, profile: &Id, criterion: &Id, by: isize) {
    let place = Place::of::<WeightProfile>(profile, "ranking").at(criterion);
    workbench.edit(Edit::of(place, "Rank criterion"), |package| {
        let Some(found) = WeightProfile::find(package, profile) else { return };
        let mut ranking = order(package, found);
        let Some(from) = ranking.iter().position(|one| one == criterion) else { return };
        let to = from.saturating_add_signed(by).min(ranking.len() - 1);
        let moved = ranking.remove(from);
        ranking.insert(to, moved);
        if let Some(profile) = WeightProfile::find_mut(package, profile) {
            profile.ranking = ranking;
        }
    });
}

fn row(shown: Shown, all: Memo<Vec<Id>>, id: Id) -> AnyView {
    let workbench = shown.workbench;
    let named = id.clone();
    let name =
        workbench.slice(move |package| package.criterion(&named).map(|one| one.name.clone()).unwrap_or_default());
    let weight = shown.weight(&id);
    let stability = strip::stability(workbench, &id);
    let own = id.clone();
    let place = Memo::new(move |_| all.read().iter().position(|one| *one == own).unwrap_or(0));
    let id = StoredValue::new(id);
    let step = move |by: isize| id.with_value(|id| shift(workbench, &shown.id.get_untracked(), id, by));
    let keys = move |event: &web_sys::KeyboardEvent| {
        let by = match event.key().as_str() {
            "ArrowUp" if event.alt_key() => -1,
            "ArrowDown" if event.alt_key() => 1,
            _ => return,
        };
        event.prevent_default();
        step(by);
        // The row may have been taken out and put in again, which loses the focus.
        if let Some(target) = event.target().and_then(|target| target.dyn_into::<web_sys::HtmlElement>().ok()) {
            gloo::timers::callback::Timeout::new(20, move || drop(target.focus())).forget();
        }
    };
    view! {
        <li class="weight" on:keydown=move |event| keys(&event)>
            <span class="named">
                <button type="button" class="quiet" aria-label=move || format!("Move {} up", name.get())
                    on:click=move |_| step(-1)>"↑"</button>
                <button type="button" class="quiet" aria-label=move || format!("Move {} down", name.get())
                    on:click=move |_| step(1)>"↓"</button>
                <span>{move || format!("{}. {}", place.get() + 1, name.get())}</span>
            </span>
            {bar(shown, weight, stability)}
        </li>
    }
}

/// A weight that follows from something else: as a bar with its stability, and in percent.
pub(super) fn bar(shown: Shown, weight: Memo<f64>, stability: Memo<Option<Stability>>) -> AnyView {
    view! {
        <span class="track still">
            <span class="bar" aria-hidden="true"><span style:width=move || strip::percent(weight.get())></span></span>
            {move || shown.decides.get().then(|| strip::view(shown.workbench, stability, |weight| weight))}
        </span>
        <output>{move || format!("{:.1} %", 100.0 * weight.get())}</output>
    }
}

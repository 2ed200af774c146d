//! What a sign-off is subject to: until when it counts, and its conditions.

use crate::browser::clock;
use crate::editing::{Binding, Place};
use crate::package::review::{SignOff, SignOffCondition, SignOffDecision};
use crate::package::{Date, Id, Record};
use crate::ui::field::{Field, focus_within};
use crate::ui::prelude::*;
use crate::ui::workbench::Workbench;

/// Until when an approval counts, and under which conditions; nothing for a refusal.
pub fn view(workbench: Workbench, id: Id) -> AnyView {
    let reader = id.clone();
    let decision = workbench.slice(move |package| SignOff::find(package, &reader).map(|one| one.decision));
    view! {
        {move || match decision.get() {
            None | Some(SignOffDecision::Refused) => ().into_any(),
            Some(SignOffDecision::Approved) => expires(&id),
            Some(SignOffDecision::Conditional) => view! { {conditions(workbench, &id)}{expires(&id)} },
        }}
    }
}

fn expires(id: &Id) -> AnyView {
    Field::new("Counts until")
        .hint("The last day on which it counts; empty for no end.")
        .date(bind!(SignOff[id].terms.expires))
}

fn conditions(workbench: Workbench, id: &Id) -> AnyView {
    let (reader, sign_off) = (id.clone(), id.clone());
    let ids = workbench.slice(move |package| {
        let conditions = SignOff::find(package, &reader).map(|one| one.terms.conditions.iter());
        conditions.into_iter().flatten().map(|one| one.id.clone()).collect::<Vec<_>>()
    });
    let adding = id.clone();
    let add = move |_| {
        let condition = Id::fresh("condition", clock::entropy());
        let added = condition.clone();
        workbench.edit("Add condition", |package| {
            if let Some(one) = SignOff::find_mut(package, &adding) {
                one.terms.conditions.push(SignOffCondition { id: added, ..SignOffCondition::default() });
            }
        });
        focus_within(condition.0);
    };
    view! {
        <fieldset class="conditions">
            <legend>"Conditions"</legend>
            <For each=move || ids.get() key=Clone::clone children=move |condition| row(workbench, &sign_off, condition) />
            <p class="actions">
                <button type="button" class="small" on:click=add>"Add condition"</button>
                <Show when=move || ids.read().is_empty()><span class="hint">"Without one, the rationale says under which conditions."</span></Show>
            </p>
        </fieldset>
    }
}

fn row(workbench: Workbench, sign_off: &Id, condition: Id) -> AnyView {
    let (owner, removed) = (sign_off.clone(), condition.clone());
    let remove = move |_| {
        workbench.edit("Remove condition", |package| {
            if let Some(one) = SignOff::find_mut(package, &owner) {
                one.terms.conditions.retain(|one| one.id != removed);
            }
        });
    };
    let what = bound(sign_off, &condition, "what", |one| &one.what, |one| &mut one.what);
    let who = bound(sign_off, &condition, "who", |one| &one.who, |one| &mut one.who);
    let due: Binding<Date> = bound(sign_off, &condition, "due", |one| &one.due, |one| &mut one.due);
    view! {
        <div class="sign-off-condition" id=condition.0>
            {Field::new("What must hold").text(what)}
            {Field::new("Who sees to it").offered("people").text(who)}
            {Field::new("By").date(due)}
            <button type="button" class="quiet small" aria-label="Remove condition" on:click=remove>"Remove"</button>
        </div>
    }
}

/// Whether a condition is met, which may be said after the signing too.
pub fn met(sign_off: &Id, condition: &Id) -> Binding<bool> {
    bound(sign_off, condition, "met", |one| &one.met, |one| &mut one.met)
}

/// A field of a condition.
fn bound<T: Clone + Send + Sync + 'static>(
    sign_off: &Id,
    condition: &Id,
    field: &'static str,
    read: fn(&SignOffCondition) -> &T,
    change: fn(&mut SignOffCondition) -> &mut T,
) -> Binding<T> {
    let place = Place::of::<SignOff>(sign_off, "terms").at(condition).at(field);
    let (reader, read_condition) = (sign_off.clone(), condition.clone());
    let (writer, written) = (sign_off.clone(), condition.clone());
    Binding::new(
        place,
        move |package| {
            let conditions = &SignOff::find(package, &reader)?.terms.conditions;
            conditions.iter().find(|one| one.id == read_condition).map(|one| read(one).clone())
        },
        move |package, value| {
            let found = SignOff::find_mut(package, &writer);
            let mut conditions = found.into_iter().flat_map(|one| one.terms.conditions.iter_mut());
            if let Some(one) = conditions.find(|one| one.id == written) {
                *change(one) = value;
            }
        },
    )
}

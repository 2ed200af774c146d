//! One risk in full.

use crate::ui::prelude::*;

use crate::browser::clock;
use crate::editing::Binding;
use crate::findings::RiskFinding;
use crate::package::risk::{DETECTABILITY, IMPACT, PROBABILITY, RiskNote};
use crate::package::{Gate, Id, Monitor, Record, Risk};
use crate::ui::date;
use crate::ui::field::{Choices, Field};
use crate::ui::page::monitoring::{rollback, rollback_choices};
use crate::ui::record_list::choices_of;
use crate::ui::term::explained;
use crate::ui::workbench::Workbench;

/// The steps of a scale as bare numbers, for a row.
pub fn steps() -> Choices {
    std::iter::once(("0".to_owned(), "–".to_owned()))
        .chain((1..=5).map(|step| (step.to_string(), step.to_string())))
        .collect()
}

/// The steps of a scale, words first.
fn worded(words: &'static [&'static str; 5]) -> impl Fn() -> Choices {
    move || {
        let rated =
            words.iter().enumerate().map(|(place, word)| ((place + 1).to_string(), format!("{} · {word}", place + 1)));
        std::iter::once(("0".to_owned(), "not rated".to_owned())).chain(rated).collect()
    }
}

/// Probability and impact of one rating beside each other, each with its name.
pub fn pair(probability: (&'static str, Binding<String>), impact: (&'static str, Binding<String>)) -> AnyView {
    let field = |(name, place): (&'static str, Binding<String>)| Field::new(name).in_row().choice(steps, place);
    view! { <span class="rating-pair">{field(probability)}<span aria-hidden="true">"×"</span>{field(impact)}</span> }
}

/// A step of a scale as text.
pub fn step(place: Binding<u8>) -> Binding<String> {
    place.map(|step| step.to_string(), |text| text.parse().unwrap_or(0))
}

/// Inherent and residual exposure, with what stands out.
pub fn exposure(workbench: Workbench, id: Id) -> AnyView {
    let found = workbench.finding(move |findings| {
        let found = findings.risks.risks.iter().find(|risk| risk.id == id)?;
        // Its name, which is not shown here, changes with every letter.
        Some(RiskFinding { name: String::new(), ..found.clone() })
    });
    view! {
        <span class="exposure">{move || found.get().map(|risk| {
            let level = match risk.residual { 0 => "none", 1..=4 => "low", 5..=9 => "middle", _ => "high" };
            view! {
                <span class="quietly">{if risk.inherent > 0 { risk.inherent.to_string() } else { "–".to_owned() }}" → "</span>
                <strong data-level=level>{if risk.residual > 0 { risk.residual.to_string() } else { "–".to_owned() }}</strong>
                {risk.above_appetite.then(|| view! { <span class="flag" title="Above the appetite of its category">"above appetite"</span> })}
                {risk.catastrophic.then(|| view! { <span class="flag" title="Impact 5, whatever the product">"impact 5"</span> })}
                {risk.overdue.then(|| view! { <span class="flag" title="Its treatment is past its due date">"overdue"</span> })}
            }
        })}</span>
    }
}

/// Every field of the record.
pub fn detail(workbench: Workbench, id: Id) -> AnyView {
    view! {
        <div class="columns">
            {Field::new("Mitigation").hint("What makes it less likely or less severe.").long_text(bind!(Risk[id].mitigation))}
            {Field::new("Contingency").hint("What is done once it happens.").long_text(bind!(Risk[id].contingency))}
            {Field::new("Trigger").hint("The sign that it is about to happen.").long_text(bind!(Risk[id].trigger))}
        </div>
        <div class="columns">
            {Field::new("Cause").hint("Because of what?").long_text(bind!(Risk[id].cause))}
            {Field::new("Event").hint("What might happen?").long_text(bind!(Risk[id].event))}
            {Field::new("Consequence").hint("With what effect, on whom?").long_text(bind!(Risk[id].consequence))}
        </div>
        <div class="columns">
            <fieldset class="stack">
                <legend>{explained("Inherent: before any treatment")}</legend>
                {Field::new("Inherent probability").choice(worded(&PROBABILITY), step(bind!(Risk[id].inherent.probability)))}
                {Field::new("Inherent impact").choice(worded(&IMPACT), step(bind!(Risk[id].inherent.impact)))}
                {Field::new("Inherent detectability").choice(worded(&DETECTABILITY), step(bind!(Risk[id].inherent.detectability)))}
            </fieldset>
            <fieldset class="stack">
                <legend>{explained("Residual: with the treatment in place")}</legend>
                {Field::new("Residual probability").choice(worded(&PROBABILITY), step(bind!(Risk[id].residual.probability)))}
                {Field::new("Residual impact").choice(worded(&IMPACT), step(bind!(Risk[id].residual.impact)))}
                {Field::new("Residual detectability").choice(worded(&DETECTABILITY), step(bind!(Risk[id].residual.detectability)))}
                {priority(workbench, id.clone())}
            </fieldset>
        </div>
        <div class="columns">
            <div class="spared">{Field::new("Category").text(bind!(Risk[id].category))}</div>
            {Field::new("Treatment").word(bind!(Risk[id].treatment))}
            {Field::new("Due").date(bind!(Risk[id].due))}
            {Field::new("Next review").date(bind!(Risk[id].review))}
        </div>
        <div class="columns">
            {Field::new("Gate that would stop it").record(choices_of::<Gate>(workbench, |gate| gate.name.clone()), bind!(Risk[id].gate))}
            {Field::new("Monitor that would see it").record(choices_of::<Monitor>(workbench, |monitor| monitor.metric.clone()), bind!(Risk[id].monitor))}
            {Field::new("Rolled back if it happens").choice(rollback_choices, rollback(bind!(Risk[id].rollback)))}
        </div>
        {history(workbench, id)}
    }
}

fn priority(workbench: Workbench, id: Id) -> AnyView {
    let number = workbench.finding(move |findings| {
        findings.risks.risks.iter().find(|risk| risk.id == id).map(|risk| risk.priority).unwrap_or_default()
    });
    view! { <p class="quietly">{move || match number.get() {
        0 => "Priority number: rate all three to see it.".to_owned(),
        number => format!("Priority number {number} of 125 (probability × impact × detectability). Very different risks can share a number, so look at the matrix too."),
    }}</p> }
}

fn history(workbench: Workbench, id: Id) -> AnyView {
    let read = id.clone();
    let notes =
        workbench.slice(move |package| Risk::find(package, &read).map(|risk| risk.history.clone()).unwrap_or_default());
    let draft = RwSignal::new(String::new());
    let add = move || {
        let note = draft.get_untracked();
        if note.trim().is_empty() {
            return;
        }
        let id = id.clone();
        workbench.edit("Note on a risk", |package| {
            if let Some(risk) = Risk::find_mut(package, &id) {
                let role = workbench.editing.role.get_untracked();
                let who = if role.is_empty() { risk.owner.clone() } else { role };
                risk.history.push(RiskNote { date: clock::today(), who, note, ..RiskNote::default() });
            }
        });
        draft.set(String::new());
    };
    let add_by_key = add.clone();
    view! {
        <div class="stack">
            <h3>"History"</h3>
            <ul class="notes">{move || notes.get().into_iter().map(|note| view! {
                <li><span class="figure">{date::day(&note.date.0)}</span>" "{note.note}<span class="quietly">" "{note.who}</span></li>
            }).collect_view()}</ul>
            <p class="actions note-entry">
                <input type="text" aria-label="New note in the history" placeholder="What changed?"
                    prop:value=move || draft.get() on:input=move |event| draft.set(event_target_value(&event))
                    on:keydown=move |event| if event.key() == "Enter" && !event.ctrl_key() {
                        event.prevent_default();
                        event.stop_propagation();
                        add_by_key();
                    } />
                <button type="button" on:click=move |_| add()>"Add note"</button>
            </p>
        </div>
    }
}

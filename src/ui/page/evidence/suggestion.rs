//! What the columns of a loaded table suggest to measure, judge and score, each taken over with one click.

use std::sync::Arc;

use crate::ui::prelude::*;

use super::{measure, not_shown};
use crate::browser::clock;
use crate::editing::measured;
use crate::package::{CriterionSource, Direction, Id, Measure};
use crate::publish::words::figure::{self, Unit};
use crate::ui::page::{alternative_name, gates};
use crate::ui::workbench::Workbench;
use crate::worker::job::{SuggestMeasures, Suggested, suggested_part};

/// The suggested measures with their values, and what has become of each.
pub fn view(workbench: Workbench, id: &Id) -> AnyView {
    let found = RwSignal::new(Vec::<Suggested>::new());
    let (dataset, this, asker) = (id.clone(), id.clone(), workbench.datasets.jobs.asker_of_view());
    let part = workbench.slice(move |package| Arc::new(suggested_part(package, &this)));
    Effect::new(move |_| {
        workbench.datasets.version();
        asker.ask(
            SuggestMeasures { dataset: dataset.clone(), package: part.get() },
            None,
            move |outcome| match outcome {
                Ok(suggested) => found.set(suggested),
                Err(why) => not_shown(workbench, &why),
            },
        );
    });
    view! {
        <Show when=move || !found.with(Vec::is_empty)>
            <details class="suggestions" open>
                <summary><strong>"Suggested by the columns"</strong>" "<span class="quietly">"take over what counts; a limit is yours to set"</span></summary>
                <ul>{move || found.get().into_iter().map(|each| suggestion(workbench, each)).collect_view()}</ul>
            </details>
        </Show>
    }
}

fn suggestion(workbench: Workbench, suggested: Suggested) -> AnyView {
    let Suggested { suggestion, values } = suggested;
    let better = match suggestion.better {
        Some(direction) => direction.label(),
        None => "say which is better",
    };
    let name = suggestion.measure.name.clone();
    view! {
        <li class="suggestion">
            <p><strong>{name}</strong>" "<span class="quietly">{better}</span></p>
            {written(workbench, &suggestion.measure, &values)}
            {offers(workbench, suggestion.measure, suggestion.better, values)}
        </li>
    }
}

/// The value of each alternative.
fn written(workbench: Workbench, measure: &Measure, values: &[Option<f64>]) -> AnyView {
    let package = workbench.package_now();
    let unit = Unit::of(measure);
    let values = package.alternatives.iter().zip(values).enumerate().map(|(index, (alternative, value))| {
        let value = value.map_or_else(|| "no value".to_owned(), |value| figure::quantity(value, unit));
        view! { <li>{alternative_name(Some((index, alternative.name.clone())))}<span class="figure">{value}</span></li> }
    });
    view! { <ul class="values">{values.collect_view()}</ul> }
}

/// What the package makes of a suggested measure so far.
#[derive(Clone, Default, PartialEq)]
struct Taken {
    measure: Option<Id>,
    gate: Option<Id>,
    criterion: Option<Id>,
}

fn offers(workbench: Workbench, suggested: Measure, better: Option<Direction>, values: Vec<Option<f64>>) -> AnyView {
    let sought = suggested.clone();
    let taken = workbench.slice(move |package| {
        let Some(measure) = measured::same_measure(package, &sought) else { return Taken::default() };
        let gate = package.gates.iter().find(|gate| gate.measure == measure.id);
        let scores = |source: &CriterionSource| matches!(source, CriterionSource::Measure { measure: scored } if *scored == measure.id);
        let criterion = package.criteria.iter().find(|criterion| scores(&criterion.source));
        Taken {
            measure: Some(measure.id.clone()),
            gate: gate.map(|gate| gate.id.clone()),
            criterion: criterion.map(|criterion| criterion.id.clone()),
        }
    });
    let (own, gated, scored) = (suggested.clone(), suggested.clone(), suggested.clone());
    let baseline = move || {
        let package = workbench.package_now();
        let baseline = package.baseline().map(|alternative| alternative.id.clone());
        let place = package.alternatives.iter().position(|alternative| Some(&alternative.id) == baseline.as_ref());
        place.and_then(|place| values.get(place).copied().flatten())
    };
    let take = StoredValue::new(move || {
        workbench.edit("Add measure", |package| drop(measured::take_measure(package, &own, fresh)));
    });
    let judge = StoredValue::new(move || {
        let id = gates::add(workbench, &present(workbench, &gated), baseline(), better);
        gates::select_threshold(format!("[data-gate=\"{id}\"]"), 60);
    });
    let score = StoredValue::new(move || measure::add_criterion(workbench, &present(workbench, &scored), better));
    let name = suggested.name;
    let gate_words = match better {
        Some(Direction::Max) => "Add gate: at least …",
        Some(Direction::Min) => "Add gate: at most …",
        None => "Add gate",
    };
    let named = move |what: &str| format!("{what}: {name}");
    let shown = move || {
        let Taken { measure, gate, criterion } = taken.get();
        let buttons = view! {
            <div class="uses">
                {match measure {
                    Some(id) => view! { <a href=format!("#/evidence/{id}")>"Measured"</a> },
                    None => view! { <button type="button" class="small" aria-label=named("Add measure")
                        on:click=move |_| take.with_value(|take| take())>"Add measure"</button> },
                }}
                {match &gate {
                    Some(id) => view! { <a href=format!("#/gates/{id}")>"Judged by a gate"</a> },
                    None => view! { <button type="button" class="small" aria-label=named(gate_words)
                        on:click=move |_| judge.with_value(|judge| judge())>{gate_words}</button> },
                }}
                {match criterion {
                    Some(id) => view! { <a href=format!("#/alternatives/{id}")>"Scored by a criterion"</a> },
                    None => view! { <button type="button" class="small" aria-label=named("Add criterion")
                        on:click=move |_| score.with_value(|score| score())>"Add criterion"</button> },
                }}
            </div>
        };
        view! {
            {buttons}
            {gate.map(|id| view! { <div data-gate=id.0.clone()>{gates::in_brief(workbench, &id)}</div> })}
        }
    };
    shown.into_any()
}

/// The measure as the package has it, or as it will.
fn present(workbench: Workbench, suggested: &Measure) -> Measure {
    let package = workbench.package_now();
    let present = measured::same_measure(&package, suggested).cloned();
    present.unwrap_or_else(|| Measure { id: fresh(), ..suggested.clone() })
}

fn fresh() -> Id {
    Id::fresh("measure", clock::entropy())
}

//! The criteria, and every alternative's value on each.

use crate::ui::prelude::*;

use super::{criterion, values};
use crate::editing::arrangement::Key;
use crate::editing::{Binding, Place};
use crate::package::criterion::{Scale, SimulatedOutcome};
use crate::package::{Criterion, CriterionSource, Id, Record};
use crate::ui::field::{Choices, Field};
use crate::ui::proposal;
use crate::ui::record_list::RecordList;
use crate::ui::workbench::{Workbench, use_workbench};

/// The section.
pub(super) fn view() -> AnyView {
    let workbench = use_workbench();
    let list = RecordList::of::<Criterion>("Criteria", |_| {})
        .empty("A criterion is something the alternatives are compared on: quality, cost, risk, effort. Its values come from a measure, from how far a gate is cleared, or from a judgement with its reason.")
        .column("Criterion", "name", |id| Field::new("Criterion").in_row().text(bind!(Criterion[id].name)))
        .by(|it| Key::text(&it.name))
        .column("Direction", "direction-cell", move |id| direction(workbench, id))
        .by(|it| Key::word(it.direction))
        .column("Unit", "unit-cell", |id| Field::new("Unit").in_row().text(bind!(Criterion[id].unit)))
        .by(|it| Key::text(&it.unit))
        .column("Values from", "", move |id| Field::new("Values from").in_row().choice(move || sources(workbench), source(id)))
        .column("Worst", "number-cell", |id| Field::new("Worst of the scale").in_row().number(end(id, false)))
        .column("Best", "number-cell", |id| Field::new("Best of the scale").in_row().number(end(id, true)))
        .column("Weight", "weight-cell", move |id| weight(workbench, id))
        .by_found(|it, _, findings| {
            Key::number(findings.weights.iter().find(|one| one.criterion == it.id).map(|one| one.weight))
        })
        .detail(criterion::view);
    view! {
        <section id="criteria" aria-labelledby="criteria-heading">
            <h2 id="criteria-heading">"Criteria"</h2>
            <div id="field-criteria">{list.view()}</div>
            {values::view()}
        </section>
    }
}

/// Which way is better, and whether somebody said so.
fn direction(workbench: Workbench, id: Id) -> AnyView {
    let place = bind!(Criterion[id].direction).setting::<Criterion>(&id, |proposed| &mut proposed.direction);
    view! {
        {Field::new("Direction").in_row().word(place)}
        {proposal::note::<Criterion>(workbench, id, |_| "", "Keep it")}
    }
}

/// The criterion's share of the decision, leading to where it is set.
fn weight(workbench: Workbench, id: Id) -> AnyView {
    let share = workbench
        .finding(move |findings| findings.weights.iter().find(|one| one.criterion == id).map_or(0.0, |one| one.weight));
    view! { <a class="figure" href="#/alternatives/weights">{move || format!("{:.1} %", 100.0 * share.get())}</a> }
}

/// Where values can come from: as stored in a field, and as shown.
fn sources(workbench: Workbench) -> Choices {
    let package = workbench.package();
    let measures = package.evidence.measures.iter();
    let gates = package.gates.iter();
    [("stated".to_owned(), "judged or typed".to_owned())]
        .into_iter()
        .chain(measures.map(|one| (format!("measure:{}", one.id), format!("measure: {}", one.name))))
        .chain((!package.release.simulation.is_empty()).then_some(()).into_iter().flat_map(|()| {
            let outcomes = SimulatedOutcome::ALL.iter();
            outcomes.map(|one| (format!("outcome:{one}"), format!("simulated release: {one}")))
        }))
        .chain((!package.cost.is_empty()).then(|| ("cost".to_owned(), "monthly cost of the cost model".to_owned())))
        .chain(gates.map(|one| (format!("gate:{}", one.id), format!("margin of gate: {}", one.name))))
        .collect()
}

fn source(id: Id) -> Binding<String> {
    let reader = id.clone();
    Binding::new(
        Place::of::<Criterion>(&id, "source"),
        move |package| {
            Some(match &package.criterion(&reader)?.source {
                CriterionSource::Stated { .. } => "stated".to_owned(),
                CriterionSource::Measure { measure } => format!("measure:{measure}"),
                CriterionSource::GateMargin { gate } => format!("gate:{gate}"),
                CriterionSource::Cost => "cost".to_owned(),
                CriterionSource::Outcome { outcome } => format!("outcome:{outcome}"),
            })
        },
        move |package, word| {
            let source = match word.split_once(':') {
                Some(("measure", measure)) => CriterionSource::Measure { measure: measure.into() },
                Some(("gate", gate)) => CriterionSource::GateMargin { gate: gate.into() },
                Some(("outcome", outcome)) => {
                    let found = SimulatedOutcome::ALL.iter().copied().find(|one| one.label() == outcome);
                    CriterionSource::Outcome { outcome: found.unwrap_or_default() }
                }
                None if word == "cost" => CriterionSource::Cost,
                _ => CriterionSource::default(),
            };
            let unit = unit(package, &source);
            if let Some(criterion) = Criterion::find_mut(package, &id) {
                if let CriterionSource::Outcome { outcome } = source {
                    criterion.direction = outcome.direction();
                }
                criterion.source = source;
                if criterion.unit.is_empty() {
                    criterion.unit = unit;
                }
            }
        },
    )
}

fn unit(package: &crate::package::Package, source: &CriterionSource) -> String {
    let measure = match source {
        CriterionSource::Measure { measure } => Some(measure),
        CriterionSource::GateMargin { gate } => package.gate(gate).map(|gate| &gate.measure),
        CriterionSource::Cost => return package.cost.monthly_unit(),
        CriterionSource::Outcome { outcome } => return outcome.unit().to_owned(),
        CriterionSource::Stated { .. } => None,
    };
    measure.and_then(|id| package.measure(id)).map(|measure| measure.unit.clone()).unwrap_or_default()
}

/// One end of the stated scale. With both ends empty there is none; the other end begins as the nearest
/// whole number there is: 0.
fn end(id: Id, best: bool) -> Binding<Option<f64>> {
    let reader = id.clone();
    Binding::new(
        Place::of::<Criterion>(&id, "scale").at(if best { "best" } else { "worst" }),
        move |package| {
            let scale = package.criterion(&reader)?.scale.as_ref();
            Some(scale.map(|scale| if best { scale.best } else { scale.worst }))
        },
        move |package, value| {
            let Some(criterion) = Criterion::find_mut(package, &id) else { return };
            match value {
                None => criterion.scale = None,
                Some(value) => {
                    let scale = criterion.scale.get_or_insert_with(Scale::default);
                    *(if best { &mut scale.best } else { &mut scale.worst }) = value;
                }
            }
        },
    )
}

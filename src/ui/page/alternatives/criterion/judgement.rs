//! A criterion's values: judged with their reasons, or read from where they come from.

use crate::findings::Findings;
use crate::ui::prelude::*;

use super::super::values::{stated, stated_value};
use crate::package::{Criterion, CriterionSource, Id, Package};
use crate::publish::words::figure::{self, Unit};
use crate::ui::field::Field;
use crate::ui::workbench::{Workbench, use_workbench};

/// One row per alternative.
pub(super) fn view(criterion: Id) -> AnyView {
    let workbench = use_workbench();
    let kind = {
        let criterion = criterion.clone();
        workbench.slice(move |package| package.criterion(&criterion).is_none_or(is_stated))
    };
    view! {
        <h3>"Values"</h3>
        {move || if kind.get() { judged(workbench, criterion.clone()) } else { read(workbench, criterion.clone()) }}
    }
}

fn is_stated(criterion: &Criterion) -> bool {
    matches!(criterion.source, CriterionSource::Stated { .. })
}

fn judged(workbench: Workbench, criterion: Id) -> AnyView {
    let alternatives = workbench
        .slice(|package| package.alternatives.iter().map(|one| (one.id.clone(), one.name.clone())).collect::<Vec<_>>());
    let row = move |(alternative, name): (Id, String)| {
        let label = |what: &str| Field::new(format!("{what} of {name}")).in_row();
        view! {
            <tr>
                <th scope="row">{name.clone()}</th>
                <td class="number-cell">{label("Value").number(stated_value(&criterion, &alternative))}</td>
                <td class="number-cell">{label("Uncertainty").number(
                    stated(&criterion, &alternative, "deviation", |one| one.deviation, |one, value| one.deviation = value).optional())}</td>
                <td>{label("Reason").long_text(
                    stated(&criterion, &alternative, "rationale", |one| one.rationale.clone(), |one, value| one.rationale = value))}</td>
            </tr>
        }
    };
    view! {
        <table class="data-table judged">
            <thead><tr>
                <th scope="col">"Alternative"</th><th scope="col">"Value"</th>
                <th scope="col" title="Standard deviation, in the criterion's unit; 0 when certain">"±"</th>
                <th scope="col">"Why this value"</th>
            </tr></thead>
            <tbody>{move || alternatives.get().into_iter().map(&row).collect_view()}</tbody>
        </table>
        <p class="hint">"± is one standard deviation in the criterion's unit; 0 when the value is certain."</p>
    }
}

fn read(workbench: Workbench, criterion: Id) -> AnyView {
    let lines = Memo::new(move |_| lines(&workbench.package(), &workbench.findings.read(), &criterion));
    view! {
        <ul class="plain">{move || lines.get().into_iter().map(|(name, text)| view! {
            <li><strong>{name}</strong>" "<span class="figure">{text}</span></li>
        }).collect_view()}</ul>
        <p class="hint">"Measures are defined on "<a href="#/evidence">"Evidence"</a>", gates on "<a href="#/gates">"Gates"</a>"."</p>
    }
}

fn lines(package: &Package, findings: &Findings, criterion: &Id) -> Vec<(String, String)> {
    let Some(criterion) = package.criterion(criterion) else { return Vec::new() };
    let measure = match &criterion.source {
        CriterionSource::Measure { measure } => Some(measure),
        CriterionSource::GateMargin { gate } => package.gate(gate).map(|gate| &gate.measure),
        CriterionSource::Stated { .. } | CriterionSource::Cost | CriterionSource::Outcome { .. } => None,
    };
    let unit = measure.and_then(|id| package.measure(id)).map_or(Unit::Plain, Unit::of);
    let line = |alternative: &crate::package::Alternative| {
        let found =
            findings.estimates.iter().find(|one| Some(&one.measure) == measure && one.alternative == alternative.id);
        let text = match found.and_then(|one| Some((one, one.value?))) {
            None => "no data".to_owned(),
            Some((one, value)) => {
                let rows = figure::counted(usize::try_from(one.n).unwrap_or(usize::MAX), "row", "rows");
                match (one.low, one.high) {
                    (Some(low), Some(high)) => {
                        let [value, low, high] = figure::quantities([value, low, high], unit);
                        format!("{value} (between {low} and {high}, {rows})")
                    }
                    _ => format!("{} ({rows})", figure::quantity(value, unit)),
                }
            }
        };
        (alternative.name.clone(), text)
    };
    package.alternatives.iter().map(line).collect()
}

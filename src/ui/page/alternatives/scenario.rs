//! Scenarios: what decides now beside what could decide instead.

use std::sync::Arc;

use crate::findings::{AlternativeFinding, Findings, ScenarioFinding, ScenarioScore, WeightFinding};
use crate::package::scenario::Scenario;
use crate::package::{Id, Package, Record};
use crate::publish::words;
use crate::publish::words::figure;
use crate::ui::field::{Field, focus_element};
use crate::ui::page::swatch;
use crate::ui::prelude::*;
use crate::ui::workbench::{Workbench, use_workbench};

/// The section.
pub(super) fn view() -> AnyView {
    let workbench = use_workbench();
    let ids = workbench.slice(|package| package.scenarios.iter().map(|one| one.id.clone()).collect::<Vec<_>>());
    let said = workbench.said(words::scenario::sentence);
    let some = workbench.slice(|package| !(package.criteria.is_empty() && package.scenarios.is_empty()));
    let kept = move || {
        view! {
            <section id="scenarios" aria-labelledby="scenarios-heading">
                <h2 id="scenarios-heading">"Scenarios"</h2>
                <Show when=move || ids.read().is_empty()>
                    <p class="hint">"Save these weights and this method under a name, then change them: scenarios show side by side who would come first."</p>
                </Show>
                <p aria-live="polite">{move || said.get()}</p>
                {move || (!ids.read().is_empty()).then(|| table(workbench, &ids.get()))}
                <p class="actions"><button type="button" on:click=move |_| keep(workbench)>"Save as a scenario"</button></p>
            </section>
        }
    };
    view! { {move || some.get().then(kept)} }
}

/// Adds what decides now as a scenario, and has it named.
fn keep(workbench: Workbench) {
    let package = workbench.package_now();
    let count = package.scenarios.len();
    let id = workbench.add::<Scenario>(|scenario| {
        scenario.keep(&package);
        scenario.name = format!("Scenario {}", count + 1);
    });
    focus_element(format!("{id}-name"));
}

fn table(workbench: Workbench, ids: &[Id]) -> AnyView {
    let heads = ids.iter().map(|id| head(workbench, id.clone())).collect_view();
    let columns = ids.len();
    view! {
        <div class="scroll"><table class="data-table scenarios">
            <thead><tr><th scope="col">"Alternative"</th><th scope="col" class="figure">"Now"</th>{heads}</tr></thead>
            <tbody>{move || scores(&workbench.package(), &workbench.findings.get())}</tbody>
            <thead><tr><th scope="col" colspan=(columns + 2).to_string()>"Weights"</th></tr></thead>
            <tbody>{move || weights(&workbench.package(), &workbench.findings.get())}</tbody>
        </table></div>
    }
}

/// A scenario's name, what decides in it, and what can be done with it.
fn head(workbench: Workbench, id: Id) -> AnyView {
    let (used, removed, shown) = (id.clone(), id.clone(), id.clone());
    let method = workbench.slice(move |package| Scenario::find(package, &shown).map(|one| one.method.label()));
    let apply = move |_| {
        let Some(scenario) = Scenario::find(&workbench.package_now(), &used).cloned() else { return };
        workbench.edit("Use scenario", |package| scenario.apply(package));
        workbench.notices.say_undoable(format!("“{}” decides.", scenario.name));
    };
    let remove = move |_| workbench.remove::<Scenario>(&removed);
    view! {
        <th scope="col" class="scenario">
            {Field::new("Name of the scenario").id(format!("{id}-name")).in_row().text(bind!(Scenario[id].name))}
            <span class="quietly">{move || method.get()}</span>
            <span class="actions">
                <button type="button" class="quiet" on:click=apply>"Use"</button>
                <button type="button" class="quiet" aria-label="Remove this scenario" on:click=remove>"✕"</button>
            </span>
        </th>
    }
}

/// A row per alternative: its score and rank now and in each scenario.
fn scores(package: &Package, findings: &Arc<Findings>) -> AnyView {
    let method = package.settings.method;
    let row = |(place, one): (usize, &AlternativeFinding)| {
        let now = cell(one.score(method), one.rank);
        let found = |scenario: &ScenarioFinding| {
            let same = |score: &&ScenarioScore| score.alternative == one.id;
            scenario.alternatives.iter().find(same).map(|score| cell(score.score, score.rank))
        };
        let others = findings.scenarios.iter().map(found).collect_view();
        view! {
            <tr>
                <th scope="row">{swatch(place)}{one.name.clone()}
                    {(!one.releasable).then(|| view! { <span class="note">" not releasable"</span> })}</th>
                {now}{others}
            </tr>
        }
    };
    findings.alternatives.iter().enumerate().map(row).collect_view().into_any()
}

fn cell(score: Option<f64>, rank: Option<u32>) -> AnyView {
    let text = match (score, rank) {
        (Some(score), Some(rank)) => format!("{} · {rank}.", figure::fixed(score, 3)),
        _ => "not ranked".to_owned(),
    };
    view! { <td class="figure" class:first=rank == Some(1)>{text}</td> }
}

/// A row per criterion: its weight now and in each scenario.
fn weights(package: &Package, findings: &Arc<Findings>) -> AnyView {
    let of = |weights: &[WeightFinding], criterion: &Id| {
        let weight = weights.iter().find(|one| one.criterion == *criterion).map_or(0.0, |one| one.weight);
        view! { <td class="figure">{format!("{:.1} %", 100.0 * weight)}</td> }
    };
    let row = |criterion: &crate::package::Criterion| {
        let others = findings.scenarios.iter().map(|one| of(&one.weights, &criterion.id)).collect_view();
        view! { <tr><th scope="row">{criterion.name.clone()}</th>{of(&findings.weights, &criterion.id)}{others}</tr> }
    };
    package.criteria.iter().map(row).collect_view().into_any()
}

//! The decision under gates: who would be released if everything uncertain were known, and whether waiting would tell.

use crate::findings::DecisionFinding;
use crate::package::Package;
use crate::publish::chart;
use crate::publish::words;
use crate::publish::words::figure::probability;
use crate::ui::chart::chart as draw_chart;
use crate::ui::prelude::*;
use crate::ui::term::explained;
use crate::ui::workbench::{Workbench, use_workbench};

/// The bar of who would be released how often; nothing until it is drawn, or while there is no gate.
pub fn bar(workbench: Workbench) -> AnyView {
    let shown = workbench.slice(|package| !package.gates.is_empty());
    let drawn = Memo::new(move |_| workbench.robustness.read().is_some());
    view! {
        <Show when=move || shown.get() && drawn.get()>
            {draw_chart("Who would be released", 64.0, move |frame| {
                chart::decision::draw(&workbench.package(), &workbench.findings.read(), frame)
            })}
        </Show>
    }
}

/// The bar, the probabilities behind it, and whether waiting is worth it.
pub fn section() -> AnyView {
    let workbench = use_workbench();
    let found = Memo::new(move |_| {
        let robustness = workbench.robustness.get()?;
        let package = workbench.package();
        robustness.decision.as_ref().filter(|_| !package.gates.is_empty()).map(|decision| told(&package, decision))
    });
    view! {
        <Show when=move || found.read().is_some()>
            <h3>{explained("Decision acceptability: if everything uncertain were known")}</h3>
            {bar(workbench)}
            {move || found.get().map(view_of)}
        </Show>
    }
}

/// What is said of a decision.
#[derive(Clone, PartialEq)]
struct Told {
    waived: String,
    names: Vec<String>,
    shares: Vec<(String, Vec<Option<f64>>)>,
    waiting: Vec<String>,
}

fn told(package: &Package, decision: &DecisionFinding) -> Told {
    Told {
        waived: words::decision::waived(package, decision),
        names: package.alternatives.iter().map(|one| one.name.clone()).collect(),
        shares: words::decision::shares(package, decision),
        waiting: words::decision::waitings(package, decision),
    }
}

fn view_of(told: Told) -> AnyView {
    let cell = |share: Option<f64>| {
        view! { <td class="figure">{share.map_or("–".to_owned(), probability)}</td> }
    };
    let row = |(name, shares): (String, Vec<Option<f64>>)| {
        view! { <tr><th scope="row">{name}</th>{shares.into_iter().map(cell).collect_view()}</tr> }
    };
    let heads = told.names.into_iter().map(|name| view! { <th scope="col" class="figure">{name}</th> }).collect_view();
    let waiting = told.waiting.into_iter().map(|said| view! { <li>{explained(said)}</li> }).collect_view();
    view! {
        {(!told.waived.is_empty()).then(|| view! { <p class="hint">{explained(told.waived.clone())}</p> })}
        <details>
            <summary>"Probability that each gate holds"</summary>
            <div class="scroll">
                <table class="data-table">
                    <thead><tr><th scope="col">"Probability that it …"</th>{heads}</tr></thead>
                    <tbody>{told.shares.into_iter().map(row).collect_view()}</tbody>
                </table>
            </div>
        </details>
        <h3>"Is waiting worth it?"</h3>
        <ul class="checks">{waiting}</ul>
    }
}

//! Alternatives: what is compared, on what, with which weights, and how sure the answer is.

mod alternative_list;
mod criterion;
mod criterion_list;
mod intermediate;
mod scores;
mod table;
mod values;
mod weights;

use crate::publish::words;
use crate::ui::prelude::*;

use super::{certainty, cost};
use crate::publish::words::figure;
use crate::ui::workbench::use_workbench;

/// The parts of the screen: their address within it, and what they are called.
const PARTS: [(&str, &str); 9] = [
    ("scores", "Scores"),
    ("weights", "Weights"),
    ("certainty", "How sure"),
    ("what-changes-it", "What would change it"),
    ("measure-next", "What to measure next"),
    ("compared", "Alternatives"),
    ("criteria", "Criteria"),
    ("cost-model", "Cost model"),
    ("table", "From a spreadsheet"),
];

/// The screen.
pub fn view() -> AnyView {
    view! {
        <header class="page-head">
            <h1>"Alternatives"</h1>
            {standing()}
        </header>
        <nav class="parts" aria-label="On this screen">
            {PARTS.iter().map(|(address, name)| view! { <a href=format!("#/alternatives/{address}")>{*name}</a> }).collect_view()}
        </nav>
        {scores::view()}
        {weights::view()}
        {certainty::view()}
        {alternative_list::view()}
        {criterion_list::view()}
        {cost::section()}
        {table::view()}
    }
}

/// Who is first, how clearly, and whether it may be released.
fn standing() -> AnyView {
    let workbench = use_workbench();
    let verdict = workbench.said_of_robustness(|package, robustness| {
        (robustness.verdict.winner.clone(), words::robustness::verdict(package, robustness))
    });
    let said = workbench.said(move |package, findings| {
        let (winner, sentence) = verdict.get();
        let winner = winner.and_then(|id| findings.alternative(&id)).filter(|winner| !winner.releasable);
        let barred = winner.map(|winner| {
            let gates = words::gate_names(package, &winner.blocked_by);
            format!(" {} is not releasable: {} {} in the way.", winner.name, figure::list(&gates), stand(gates.len()))
        });
        sentence + barred.as_deref().unwrap_or_default()
    });
    view! { <p class="lead">{said}</p> }
}

fn stand(count: usize) -> &'static str {
    if count == 1 { "stands" } else { "stand" }
}

/// A table of texts: its first column names the rows.
fn grid(caption: String, header: Vec<String>, rows: Vec<Vec<String>>) -> AnyView {
    let head = header.into_iter().map(|cell| view! { <th scope="col">{cell}</th> }).collect_view();
    let body = rows.into_iter().map(|row| {
        let mut cells = row.into_iter();
        let name = cells.next().unwrap_or_default();
        view! { <tr><th scope="row">{name}</th>{cells.map(|cell| view! { <td class="figure">{cell}</td> }).collect_view()}</tr> }
    });
    view! {
        <div class="scroll">
            <table class="data-table">
                {(!caption.is_empty()).then(|| view! { <caption>{caption}</caption> })}
                <thead><tr>{head}</tr></thead>
                <tbody>{body.collect_view()}</tbody>
            </table>
        </div>
    }
}

//! Alternatives: what is compared, on what, with which weights, and how sure the answer is.

mod alternative_list;
mod criterion;
mod criterion_list;
mod intermediate;
mod scores;
mod table;
mod values;
mod weights;

use crate::ui::prelude::*;

use super::{certainty, cost};
use crate::analysis::figure;
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
pub fn view() -> View {
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
fn standing() -> View {
    let workbench = use_workbench();
    let said = Memo::new(move || {
        let verdict = match workbench.robustness.get() {
            Some(whole) => whole.verdict.clone(),
            None => workbench.exact.read().verdict.clone(),
        };
        let findings = workbench.findings.read();
        let winner = findings.alternatives.iter().find(|one| Some(&one.id) == verdict.winner.as_ref());
        let barred = winner.filter(|winner| !winner.releasable).map(|winner| {
            format!(
                " {} is not releasable: {} {} in the way.",
                winner.name,
                figure::list(&winner.blocked_by),
                stand(winner.blocked_by.len())
            )
        });
        verdict.sentence + barred.as_deref().unwrap_or_default()
    });
    view! { <p class="lead">{said}</p> }
}

fn stand(count: usize) -> &'static str {
    if count == 1 { "stands" } else { "stand" }
}

/// A table of texts: its first column names the rows.
fn grid(caption: String, header: Vec<String>, rows: Vec<Vec<String>>) -> View {
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

//! Alternatives: what is compared, on what, with which weights, and how sure the answer is.

mod alternative_list;
mod criterion;
mod criterion_list;
mod intermediate;
mod scores;
mod table;
mod values;
mod weights;

use leptos::prelude::*;

use super::certainty;
use crate::ui::workbench::use_workbench;

/// The parts of the screen: their address within it, and what they are called.
const PARTS: [(&str, &str); 8] = [
    ("scores", "Scores"),
    ("weights", "Weights"),
    ("certainty", "How sure"),
    ("what-changes-it", "What would change it"),
    ("measure-next", "What to measure next"),
    ("compared", "Alternatives"),
    ("criteria", "Criteria"),
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
        {table::view()}
    }
    .into_any()
}

/// Who is first and how clearly, in one line.
fn standing() -> AnyView {
    let workbench = use_workbench();
    let said = Memo::new(move |_| workbench.exact.read().verdict.sentence.clone());
    view! { <p class="lead">{said}</p> }.into_any()
}

/// The number under which the style sheet colours the alternative at `index`.
fn series(index: usize) -> String {
    (index % 8 + 1).to_string()
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
    .into_any()
}

//! Alternatives: what is compared, on what, with which weights, and how sure the answer is.

mod alternative_list;
mod criterion;
mod criterion_list;
mod intermediate;
mod parts;
mod scenario;
mod scores;
mod table;
mod values;
mod weights;

use crate::publish::words;
use crate::ui::prelude::*;

use super::{certainty, cost};
use crate::publish::words::figure;
use crate::ui::part;
use crate::ui::workbench::{Workbench, use_workbench};
use parts::Part;

/// The screen: one part of it at a time, so that what is moved stays under the hand.
pub fn view() -> AnyView {
    let workbench = use_workbench();
    let part = part::watch::<Part>(workbench);
    view! {
        <header class="page-head"><h1>"Alternatives"</h1></header>
        {part::tabs(part)}
        {move || match part.get() {
            Part::Compare => view! { {standing()}{scores::view()} },
            Part::Weights => view! { {weights::view()}{standing()}{scenario::view()} },
            Part::HowSure => how_sure(workbench),
            Part::Inputs => view! { {first_inputs(workbench)}{alternative_list::view()}{criterion_list::view()}{table::view()} },
            Part::Cost => cost::section(),
        }}
    }
}

/// Whether there is something to compare, and something to compare it on.
fn is_comparable(workbench: Workbench) -> Memo<bool> {
    workbench.slice(|package| package.alternatives.len() > 1 && !package.criteria.is_empty())
}

/// What is to be entered before anything can be compared.
fn first_steps() -> AnyView {
    view! {
        <p class="empty">
            "Scores show which alternative does best on what matters. They need at least two "
            <a href="#/alternatives/compared">"alternatives"</a>" and one "<a href="#/alternatives/criteria">"criterion"</a>
            ", or "<a href="#/alternatives/table">"a table from a spreadsheet"</a>" with both."
        </p>
    }
}

fn how_sure(workbench: Workbench) -> AnyView {
    let comparable = is_comparable(workbench);
    view! { <Show when=move || comparable.get() fallback=first_steps>{certainty::view()}</Show> }
}

/// The way into an empty comparison; nothing once there is one.
fn first_inputs(workbench: Workbench) -> AnyView {
    let comparable = is_comparable(workbench);
    view! {
        <Show when=move || !comparable.get()>
            <p class="lead">"Name the ways to proceed, carrying on as today included; then what they are compared on, with a value for each. If a spreadsheet already has both, "
                <a href="#/alternatives/table">"paste it"</a>" in one step."</p>
        </Show>
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
    let head = header.into_iter().map(|cell| match cell.is_empty() {
        true => view! { <td></td> },
        false => view! { <th scope="col">{cell}</th> },
    });
    let head = head.collect_view();
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

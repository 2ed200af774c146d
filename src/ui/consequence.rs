//! The consequence panel: what the last run of edits did to scores, gates and outcome.

use crate::findings::Findings;
use crate::publish::words;

use crate::ui::prelude::*;

use super::long_list;
use super::page::{decision_class, verdict_mark};
use super::workbench::{Workbench, use_workbench};
use crate::editing::consequence::{Consequence, consequences};
use crate::order;
use crate::publish::words::figure;

/// So many changes are named.
const MOST: usize = 24;

/// The findings now, and how they differ from before the present run of edits.
pub fn view() -> AnyView {
    let workbench = use_workbench();
    let open = RwSignal::new(false);
    let sentence = workbench.said(words::outcome::sentence);
    let changes = Memo::new(move |_| consequences(&workbench.settled(), &workbench.findings.get()));
    view! {
        <aside class="consequences" aria-label="Consequences" class:open=move || open.get()>
            <button type="button" class="consequence-bar" aria-expanded=move || open.get().to_string()
                on:click=move |_| open.update(|open| *open = !*open)>
                {move || workbench.findings.get().outcome.decision.label()}" · what follows"
            </button>
            <div class="consequence-body">
                <h2>"What follows"</h2>
                <p class="decision" data-decision=move || decision_class(workbench.findings.read().outcome.decision)>
                    <strong>{move || workbench.findings.read().outcome.decision.label()}</strong>
                </p>
                <p>{move || sentence.get()}</p>
                <table class="score-list">
                    {scores(workbench)}
                </table>
                <Show when=move || !changes.read().is_empty()>
                    <h3>"Your edits did this"</h3>
                    <ul>{move || most(&changes.read()).into_iter().map(|change| view! { <li>{change}</li> }).collect_view()}</ul>
                    <button type="button" class="quiet" on:click=move |_| workbench.settle()>
                        "Compare from here"
                    </button>
                </Show>
                <h3>"Gates that do not pass"</h3>
                <ul>{move || failing(&workbench.findings.get())}</ul>
            </div>
        </aside>
    }
}

/// The changes shown, those left out counted.
fn most(changes: &[Consequence]) -> Vec<String> {
    let mut shown: Vec<String> = changes.iter().take(MOST).map(Consequence::to_string).collect();
    if changes.len() > MOST {
        shown.push(format!("And {} more.", figure::count((changes.len() - MOST) as u64)));
    }
    shown
}

/// An alternative's rank, name, releasability and weighted sum.
type Standing = (Option<u32>, String, bool, Option<f64>);

fn scores(workbench: Workbench) -> AnyView {
    let standing = workbench.finding(|findings| {
        let mut standing: Vec<Standing> = findings
            .alternatives
            .iter()
            .map(|one| (one.rank, one.name.clone(), one.releasable, one.weighted_sum))
            .collect();
        order::sort(&mut standing, |one, two| one.0.unwrap_or(u32::MAX).cmp(&two.0.unwrap_or(u32::MAX)));
        standing
    });
    long_list::body(
        move || standing.read().len(),
        3,
        move |place| {
            let row = standing.read().get(place).cloned();
            row.map(|(rank, name, releasable, score)| {
                let score = score.map_or_else(|| "–".to_owned(), |score| format!("{score:.3}"));
                view! {
                    <td class="figure">{rank.map(|rank| format!("{rank}."))}</td>
                    <td>{name}{(!releasable).then(|| view! { <span class="note">" not releasable"</span> })}</td>
                    <td class="figure">{score}</td>
                }
            })
            .into_any()
        },
    )
}

fn failing(findings: &Findings) -> AnyView {
    use crate::findings::Verdict::Pass;
    let names = |id: &crate::package::Id| {
        findings.alternatives.iter().find(|each| each.id == *id).map(|each| each.name.clone()).unwrap_or_default()
    };
    let standing: Vec<_> = findings.gates.iter().filter(|gate| gate.verdict != Pass).collect();
    if standing.is_empty() {
        return view! { <li>"Every gate passes for every alternative."</li> };
    }
    standing
        .into_iter()
        .map(
            |gate| view! { <li>{verdict_mark(gate.verdict)}" "{gate.name.clone()}" · "{names(&gate.alternative)}</li> },
        )
        .collect_view()
        .into_any()
}

//! The consequence panel: what the last run of edits did to scores, gates and outcome.

use crate::findings::{AlternativeFinding, Findings};
use crate::publish::words;

use crate::ui::prelude::*;

use super::page::{decision_class, verdict_mark};
use super::workbench::use_workbench;
use crate::editing::consequence::consequences;
use crate::order;

/// The findings now, and how they differ from before the present run of edits.
pub fn view() -> View {
    let workbench = use_workbench();
    let open = RwSignal::new(false);
    let sentence = workbench.said(words::outcome::sentence);
    let changes = Memo::new(move || consequences(&workbench.settled(), &workbench.findings.get()));
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
                    <tbody>{move || scores(&workbench.findings.get())}</tbody>
                </table>
                <Show when=move || !changes.read().is_empty()>
                    <h3>"Your edits did this"</h3>
                    <ul>{move || changes.get().into_iter().map(|change| view! { <li>{change.to_string()}</li> }).collect_view()}</ul>
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

fn scores(findings: &Findings) -> View {
    let key = |alternative: &&AlternativeFinding| alternative.rank.unwrap_or(u32::MAX);
    let mut standing: Vec<_> = findings.alternatives.iter().collect();
    order::sort(&mut standing, |one, two| key(one).cmp(&key(two)));
    standing
        .into_iter()
        .map(|alternative| {
            let score = alternative.weighted_sum.map_or_else(|| "–".to_owned(), |score| format!("{score:.3}"));
            view! {
                <tr>
                    <td class="figure">{alternative.rank.map(|rank| format!("{rank}."))}</td>
                    <td>{alternative.name.clone()}{(!alternative.releasable).then(|| view! { <span class="note">" not releasable"</span> })}</td>
                    <td class="figure">{score}</td>
                </tr>
            }
        })
        .collect_view()
        .into_view()
}

fn failing(findings: &Findings) -> View {
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
        .into_view()
}

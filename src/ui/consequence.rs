//! The consequence panel: what the last edit did to scores, gates, outcome and sign-offs.

use crate::findings::{Findings, Screen};
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

/// What the last edit changed, what it made stale, and the findings as they are.
pub fn view(screen: Screen) -> AnyView {
    let workbench = use_workbench();
    let open = RwSignal::new(false);
    let sentence = workbench.said(words::outcome::sentence);
    let changes = Memo::new(move |_| consequences(&workbench.settled(), &workbench.findings.get()));
    let told = move |of_sign_offs: bool| {
        let told =
            changes.read().iter().filter(|one| one.is_of_sign_off() == of_sign_offs).cloned().collect::<Vec<_>>();
        most(&told).into_iter().map(|change| view! { <li>{change}</li> }).collect_view()
    };
    let stale = Memo::new(move |_| changes.read().iter().any(Consequence::is_of_sign_off));
    let moved = Memo::new(move |_| changes.read().iter().any(|one| !one.is_of_sign_off()));
    let last = Memo::new(move |_| workbench.editing.last_edit());
    view! {
        <aside class="consequences" aria-label="Consequences" class:open=move || open.get()>
            <button type="button" class="consequence-bar" aria-expanded=move || open.get().to_string()
                on:click=move |_| open.update(|open| *open = !*open)>
                {move || workbench.findings.get().outcome.decision.label()}" · "{move || match changes.read().len() {
                    0 => "what follows".to_owned(),
                    count => format!("{} from your last edit", figure::counted(count, "change", "changes")),
                }}
            </button>
            <div class="consequence-body">
                <h2>"What follows"</h2>
                {move || match last.get() {
                    None => view! { <p class="quietly">"Make an edit to see what it changes."</p> },
                    Some(label) => view! {
                        <h3>"Your last edit: "{label}</h3>
                        <Show when=move || moved.get() fallback=|| view! { <p>"It changed no score, no gate and no outcome."</p> }>
                            <ul>{move || told(false)}</ul>
                        </Show>
                        <Show when=move || stale.get()>
                            <h3>"Sign-offs"</h3>
                            <ul>{move || told(true)}</ul>
                        </Show>
                    }.into_any(),
                }}
                <h3>"Where things stand"</h3>
                <p class="decision" data-decision=move || decision_class(workbench.findings.read().outcome.decision)>
                    <strong>{move || workbench.findings.read().outcome.decision.label()}</strong>
                </p>
                <p>{move || sentence.get()}</p>
                <table class="score-list">
                    {scores(workbench)}
                </table>
                {(screen == Screen::Gates).then(|| view! {
                    <h3>"Gates that do not pass"</h3>
                    <ul>{move || failing(&workbench.findings.get())}</ul>
                })}
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
            let row = Memo::new(move |_| standing.read().get(place).cloned().unwrap_or_default());
            let rank = move || row.read().0.map(|rank| format!("{rank}."));
            let barred = Memo::new(move |_| !row.read().2);
            let score = move || row.read().3.map_or_else(|| "–".to_owned(), |score| format!("{score:.3}"));
            view! {
                <td class="figure">{rank}</td>
                <td>{move || row.read().1.clone()}<Show when=move || barred.get()><span class="note">" not releasable"</span></Show></td>
                <td class="figure">{score}</td>
            }
        },
    )
}

fn failing(findings: &Findings) -> AnyView {
    use crate::findings::Verdict::Pass;
    let names = |id: &crate::package::Id| {
        findings.alternatives.iter().find(|each| each.id == *id).map(|each| each.name.clone()).unwrap_or_default()
    };
    let standing: Vec<_> = findings.gates.iter().filter(|gate| gate.verdict != Pass).collect();
    if findings.gates.is_empty() {
        return view! { <li>"No gate judges an alternative yet."</li> };
    }
    if standing.is_empty() {
        return view! { <li>"Every gate passes for every alternative."</li> };
    }
    standing
        .into_iter()
        .map(
            |gate| view! { <li>{verdict_mark(gate.verdict)}" "<a href=format!("#/gates/{}", gate.id)>{gate.name.clone()}</a>" · "{names(&gate.alternative)}</li> },
        )
        .collect_view()
        .into_any()
}

//! Scores: the chart, the three methods side by side, and where they disagree.

use crate::findings::MethodDisagreement;
use crate::publish::words;
use crate::ui::prelude::*;

use super::{first_steps, intermediate, is_comparable};
use crate::analysis::score::key;
use crate::package::settings::{Method, MissingRule};
use crate::publish::chart::{rank, score};
use crate::publish::words::figure;
use crate::ui::chart::chart;
use crate::ui::field::Field;
use crate::ui::long_list;
use crate::ui::page::swatch;
use crate::ui::term::explained;
use crate::ui::workbench::{Workbench, use_workbench};

/// The section.
pub(super) fn view() -> AnyView {
    let workbench = use_workbench();
    let comparable = is_comparable(workbench);
    view! {
        <section id="scores" aria-labelledby="scores-heading">
            <h2 id="scores-heading">"Scores"</h2>
            <div id="field-scores" class="stack">
                <Show when=move || comparable.get() fallback=first_steps>
                    {chart("Scores", 280.0, move |frame| {
                        score::draw(&workbench.package(), &workbench.findings.read(), frame)
                    })}
                </Show>
            </div>
            {notes(workbench)}
            <Show when=move || comparable.get()>
                {choices()}
                {methods(workbench)}
                {intermediate::view()}
            </Show>
        </section>
    }
}

/// What could not be scored, and what to know about the scores.
fn notes(workbench: Workbench) -> AnyView {
    let said = workbench.said(|package, findings| {
        (words::score::problems(package, findings), words::score::warnings(package, findings))
    });
    let gaps = workbench.finding(|findings| {
        findings.alternatives.iter().any(|one| one.contributions.iter().any(|part| part.value.is_none()))
    });
    let list = |class: &'static str, texts: Vec<String>| {
        (!texts.is_empty()).then(|| {
            view! { <ul class=class>{texts.into_iter().map(|text| view! { <li>{text}</li> }).collect_view()}</ul> }
        })
    };
    view! {
        {move || list("remarks problems", said.get().0)}
        <Show when=move || gaps.get()>
            <div class="fields">{Field::new("A missing value means").id("field-missing").word::<MissingRule>(bind!(settings.missing))}</div>
        </Show>
        {move || list("remarks", said.get().1)}
    }
}

fn choices() -> AnyView {
    view! {
        <div class="columns">
            {Field::new("Deciding method").id("field-method")
                .hint("All three are always computed. This one gives the ranks.")
                .word(bind!(settings.method))}
            {Field::new("Values are made comparable by").id("field-normalisation")
                .hint("TOPSIS uses the vector norm where a value function is chosen.")
                .word(bind!(settings.normalisation))}
        </div>
    }
}

/// One alternative under the three methods.
#[derive(Clone, PartialEq)]
struct Row {
    name: String,
    releasable: bool,
    cells: Vec<(Option<f64>, Option<u32>)>,
}

fn methods(workbench: Workbench) -> AnyView {
    let rows = workbench.finding(|findings| {
        findings
            .alternatives
            .iter()
            .map(|one| Row {
                name: one.name.clone(),
                releasable: one.releasable,
                cells: Method::ALL
                    .iter()
                    .map(|method| {
                        let score = match method {
                            Method::WeightedSum => one.weighted_sum,
                            Method::Topsis => one.topsis,
                            Method::PrometheeIi => one.promethee,
                        };
                        (score, one.ranks.get(key(*method)).copied())
                    })
                    .collect(),
            })
            .collect::<Vec<_>>()
    });
    let chosen = workbench.slice(|package| package.settings.method);
    let heading = move |method: Method| {
        view! {
            <th scope="col" class="figure" class:chosen=move || chosen.get() == method>
                {explained(method.label())}{move || (chosen.get() == method).then_some(" · decides")}
            </th>
        }
    };
    view! {
        <h3>"Three methods side by side"</h3>
        <div class="scroll">
            <table class="data-table methods">
                <thead><tr><th scope="col">"Alternative"</th>{Method::ALL.iter().map(|method| heading(*method)).collect_view()}</tr></thead>
                {long_list::body(move || rows.read().len(), Method::ALL.len() + 1, move |place| {
                    let chosen = Method::ALL.iter().position(|method| *method == chosen.get());
                    let row = rows.read().get(place).cloned();
                    row.map(|row| method_row(place, row, chosen)).into_any()
                })}
            </table>
        </div>
        {disagreement(workbench)}
    }
}

fn method_row(index: usize, row: Row, chosen: Option<usize>) -> AnyView {
    let cells = row.cells.into_iter().enumerate().map(|(method, (score, rank))| {
        let text = match (score, rank) {
            (Some(score), Some(rank)) => format!("{} · {}", figure::fixed(score, 3), figure::ordinal(rank as usize)),
            _ => "not ranked".to_owned(),
        };
        view! { <td class="figure" class:chosen=chosen == Some(method) class:first=rank == Some(1)>{text}</td> }
    });
    view! {
        <th scope="row">{swatch(index)}{row.name}
            {(!row.releasable).then(|| view! { <span class="note">" not releasable"</span> })}</th>
        {cells.collect_view()}
    }
}

fn disagreement(workbench: Workbench) -> AnyView {
    let said = workbench.said_of_robustness(|package, robustness| {
        let said =
            |one: &MethodDisagreement| (one.winner_differs, words::robustness::disagreement(package, robustness, one));
        robustness.method_disagreement.iter().map(said).collect::<Vec<_>>()
    });
    let disagree = Memo::new(move |_| !said.read().is_empty());
    view! {
        <Show when=move || disagree.get()>
            {chart("Ranks under the three methods", 200.0, move |frame| {
                rank::draw(&workbench.package(), &workbench.findings.read(), frame)
            })}
        </Show>
        {move || if said.read().is_empty() {
            view! { <p class="quietly">"All three methods give the same order."</p> }
        } else {
            view! {
                <ul class="remarks">{said.get().into_iter().map(|(winner, sentence)| view! {
                    <li>{winner.then(|| view! { <strong>"Another winner: "</strong> })}{sentence}</li>
                }).collect_view()}</ul>
            }
        }}
    }
}

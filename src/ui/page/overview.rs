//! Overview: the one page for the sponsor.

use crate::findings::{Findings, Screen};
use crate::publish::words;
use crate::ui::prelude::*;

use super::{certainty, decision_class, verdict_mark};
use crate::editing::address;
use crate::package::{Alternative, Id, Monitor, Package};
use crate::publish::chart;
use crate::ui::chart::chart as draw_chart;
use crate::ui::date;
use crate::ui::field::Field;
use crate::ui::guide;
use crate::ui::page::package::{RequiredLine, required_items};
use crate::ui::record_list::choices_of;
use crate::ui::workbench::{Workbench, use_workbench};

/// So many reasons, risks and actions stand on the page; the screens have them all.
const REASONS: usize = 3;
const RISKS: usize = 4;
const ACTIONS: usize = 4;

/// Go, conditional go or no-go, and why; gates, risks, what is missing, who must act.
pub fn view() -> AnyView {
    let workbench = use_workbench();
    view! {
        <h1 class="sr">"Overview"</h1>
        {guide::list()}
        {summary(workbench, decision(workbench))}
        <section aria-labelledby="scores">
            <h2 id="scores">"How the alternatives compare"</h2>
            {draw_chart("Scores", 260.0, move |frame| chart::score::draw(&workbench.package(), &workbench.findings.read(), frame))}
            <p><a href=Screen::Alternatives.address()>"Weights, criteria and how sure this is"</a></p>
        </section>
        {missing(workbench)}
        {recommendation(workbench)}
    }
}

/// Who would be released if everything uncertain were known, where there are gates and it is drawn.
fn decision(workbench: Workbench) -> AnyView {
    let shown = Memo::new(move |_| {
        !workbench.package().gates.is_empty()
            && workbench.robustness.read().as_ref().is_some_and(|it| it.decision.is_some())
    });
    view! {
        <Show when=move || shown.get()>
            <section class="summary-decision" aria-label="If everything uncertain were known">
                {certainty::decision::bar(workbench)}
                <p><a href="#/alternatives/certainty">"Why, and whether waiting would help"</a></p>
            </section>
        </Show>
    }
}

/// What fits on one page: the verdict and why, how it would be `decided` if everything were known, gates, greatest
/// risks, who acts.
pub fn summary(workbench: Workbench, decided: AnyView) -> AnyView {
    view! {
        <div class="summary">
            {verdict(workbench)}
            {decided}
            <div class="summary-columns">
                <section class="summary-gates" aria-label="Acceptance gates">
                    <h2>"Acceptance gates"</h2>
                    <div class="scroll">{move || gates(&workbench.package(), &workbench.findings.read())}</div>
                </section>
                <section aria-label="Greatest risks">
                    <h2>"Greatest risks"</h2>
                    {move || risks(&workbench.package(), &workbench.findings.read())}
                </section>
                <section aria-label="Who must act">
                    <h2>"Who must act"</h2>
                    {move || actions(&workbench.package(), &workbench.findings.read())}
                </section>
            </div>
        </div>
    }
}

fn verdict(workbench: Workbench) -> AnyView {
    let outcome = workbench.finding(|findings| findings.outcome.clone());
    let sentence = workbench.said(words::outcome::sentence);
    let (reasons, conditions) = (workbench.said(words::outcome::reasons), workbench.said(words::outcome::conditions));
    let question = workbench.slice(|package| package.charter.decision_question.clone());
    let list =
        |items: Vec<String>| items.into_iter().map(|item| view! { <li>{date::in_text(&item)}</li> }).collect_view();
    let said = move || after_the_word(&sentence.read(), outcome.read().decision.label());
    view! {
        <section class="verdict-card" data-decision=move || decision_class(outcome.read().decision) aria-label="Outcome">
            <div>
                <p class="question-asked">{move || question.get()}</p>
                <p class="decision-word">{move || outcome.read().decision.label()}</p>
                <p class="lead">{said}</p>
                <h2>"Why"</h2>
                <ul>{move || list(reasons.get().into_iter().take(REASONS).collect())}</ul>
            </div>
            {move || (!conditions.read().is_empty()).then(|| view! {
                <div><h2>"Under these conditions"</h2><ul class="conditions">{list(conditions.get())}</ul></div>
            })}
        </section>
    }
}

/// A sentence that begins with the decision, without it: the decision stands above it in large letters.
fn after_the_word(sentence: &str, decision: &str) -> String {
    let Some(rest) = sentence.strip_prefix(decision).and_then(|rest| rest.strip_prefix(": ")) else {
        return sentence.to_owned();
    };
    words::capital(rest)
}

fn gates(package: &Package, findings: &Findings) -> AnyView {
    if package.gates.is_empty() {
        return view! { <p class="empty">"No acceptance gate yet. "<a href="#/gates/field-gates">"Set the first one"</a>"."</p> };
    }
    let verdict = |gate: &Id, alternative: &Id| {
        let found = findings.gates.iter().find(|it| it.id == *gate && it.alternative == *alternative);
        found.map(
            |found| view! { <span title=words::gate::sentence(package, found)>{verdict_mark(found.verdict)}</span> },
        )
    };
    let row = |gate: &crate::package::Gate| {
        view! {
            <tr>
                <th scope="row"><a href=format!("#/gates/{}", gate.id)>{gate.name.clone()}</a>" "<span class="quietly">{gate.severity.label()}</span></th>
                {package.alternatives.iter().map(|each| view! { <td>{verdict(&gate.id, &each.id)}</td> }).collect_view()}
            </tr>
        }
    };
    view! {
        <table class="data-table">
            <thead><tr><th scope="col">"Gate"</th>
                {package.alternatives.iter().map(|each| view! { <th scope="col">{each.name.clone()}</th> }).collect_view()}</tr></thead>
            <tbody>{package.gates.iter().map(row).collect_view()}</tbody>
        </table>
    }
}

fn risks(package: &Package, findings: &Findings) -> AnyView {
    if findings.risks.risks.is_empty() {
        return view! { <p class="empty">"The risk log is empty. "<a href="#/risks/field-risks">"Write the first risk"</a>"."</p> };
    }
    let owner =
        |id: &Id| package.risks.iter().find(|risk| risk.id == *id).map(|risk| risk.owner.clone()).unwrap_or_default();
    let top = findings.risks.risks.iter().take(RISKS).map(|risk| {
        view! {
            <li>
                <a href=format!("#/risks/{}", risk.id)>{risk.name.clone()}</a>
                <span class="quietly">{format!("exposure {} → {}", risk.inherent, risk.residual)}
                    {risk.above_appetite.then_some(", above appetite")}{risk.overdue.then_some(", overdue")}
                    {Some(owner(&risk.id)).filter(|owner| !owner.is_empty()).map(|owner| format!(" · {owner}"))}</span>
            </li>
        }
    });
    view! { <ol class="lines">{top.collect_view()}</ol> }
}

fn actions(package: &Package, findings: &Findings) -> AnyView {
    if findings.outcome.actions.is_empty() {
        return view! { <p>"Nobody: nothing is open."</p> };
    }
    let all = findings.outcome.actions.len();
    let first = findings.outcome.actions.iter().take(ACTIONS).map(|action| {
        let who = if action.who.is_empty() { "not assigned".to_owned() } else { action.who.clone() };
        view! { <li><a href=address::of_action(package, findings, action)>{date::in_text(&words::outcome::task(package, findings, action))}</a><span class="quietly">{who}</span></li> }
    });
    view! {
        <ol class="lines">{first.collect_view()}</ol>
        {(all > ACTIONS).then(|| view! { <p class="quietly">{format!("and {} more", all - ACTIONS)}</p> })}
    }
}

fn missing(workbench: Workbench) -> AnyView {
    let items = required_items(workbench, false);
    view! {
        <section aria-labelledby="missing">
            <h2 id="missing">"What is missing"</h2>
            {move || match items.get() {
                items if items.is_empty() => view! { <p>"Nothing: another reviewer can reproduce the reasoning from this package."</p> },
                items => view! { <ul class="required">{items.into_iter().map(RequiredLine::view).collect_view()}</ul> },
            }}
        </section>
    }
}

fn recommendation(workbench: Workbench) -> AnyView {
    view! {
        <section aria-labelledby="recommend">
            <h2 id="recommend">"Recommendation in your own words"</h2>
            <p class="hint">"Whatever you leave empty follows from the findings."</p>
            <div class="columns">
                {Field::new("Recommended alternative").id("field-recommended-option").record(choices_of::<Alternative>(workbench, |each| each.name.clone()), bind!(recommendation.option))}
                {Field::new("Monitor to watch first").record(choices_of::<Monitor>(workbench, |each| each.metric.clone()), bind!(recommendation.monitor))}
            </div>
            <div class="columns">
                {Field::new("Decision").id("field-decision").long_text(bind!(recommendation.decision))}
                {Field::new("Why it departs from the findings").id("field-recommendation-reason").long_text(bind!(recommendation.reason))}
                {Field::new("Rollback trigger").long_text(bind!(recommendation.rollback_trigger))}
            </div>
        </section>
    }
}

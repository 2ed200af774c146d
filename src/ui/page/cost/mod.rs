//! The cost model: assumptions, what they add up to, what that depends on, and how much hardware it needs.

mod alternative;
mod stack;

use crate::findings::CostFinding;
use crate::ui::prelude::*;

use crate::package::cost::ServingCost;
use crate::package::{Alternative, Criterion, CriterionSource, Direction, Id, Package};
use crate::publish::words::cost::{self as words, amount};
use crate::ui::field::Field;
use crate::ui::workbench::{Workbench, use_workbench};

/// The section of the Alternatives screen.
pub fn section() -> AnyView {
    let workbench = use_workbench();
    let state = workbench.slice(|package| (package.cost.is_empty(), package.alternatives.is_empty()));
    view! {
        <section aria-labelledby="cost-heading" id="cost-model" class="cost">
            <h2 id="cost-heading">"Cost model"</h2>
            {move || match state.get() {
                (true, true) => view! { <p class="empty">"What each alternative costs a month, assumption by assumption. Add an alternative first."</p> },
                (true, false) => start(workbench),
                _ => model(workbench),
            }}
        </section>
    }
}

fn start(workbench: Workbench) -> AnyView {
    let begin = move |_| {
        workbench.edit("Start the cost model", |package| {
            package.cost.currency = "EUR".to_owned();
            for alternative in &package.alternatives {
                package.cost.by_alternative.insert(alternative.id.clone(), ServingCost::default());
            }
        });
    };
    view! {
        <p class="empty">"What each alternative costs a month: traffic, tokens, accelerators, people. Each assumption takes a range, and the model says which one to trust least."</p>
        <p class="actions"><button type="button" class="primary" on:click=begin>"Start the cost model"</button></p>
    }
}

fn model(workbench: Workbench) -> AnyView {
    let said = workbench.said(|package, findings| {
        findings.cost.as_ref().map(|cost| words::sentence(package, cost)).unwrap_or_default()
    });
    let ids = workbench.slice(|package| package.alternatives.iter().map(|one| one.id.clone()).collect::<Vec<_>>());
    view! {
        <p class="lead" aria-live="polite">{move || said.get()}</p>
        <div class="scroll">{move || totals(workbench)}</div>
        {criterion(workbench)}
        <div class="columns">
            {Field::new("Currency").hint("For every amount, such as EUR.").text(bind!(cost.currency))}
        </div>
        <For each=move || ids.get() key=Id::clone children=move |id| alternative::view(workbench, id) />
        {stack::view(workbench)}
    }
}

/// Every alternative's total, the span of it, and a bar on a common scale.
fn totals(workbench: Workbench) -> AnyView {
    let findings = workbench.findings.get();
    let Some(cost) = &findings.cost else { return ().into_any() };
    let most = cost.alternatives.iter().filter_map(|finding| finding.high).fold(0.0, f64::max);
    let row = |finding: &CostFinding| {
        let spans = finding.low.zip(finding.total).zip(finding.high);
        let marks = spans.map(|((low, total), high)| span((low, high), total, (0.0, most)));
        let parts: Vec<String> = finding
            .parts
            .iter()
            .map(|part| format!("{} {}", part.item.label().to_lowercase(), amount(part.amount)))
            .collect();
        view! {
            <tr>
                <th scope="row">{finding.name.clone()}</th>
                <td class="figure">{or_dash(finding.total)}</td>
                <td class="figure">{or_dash(finding.low)}</td>
                <td class="figure">{or_dash(finding.high)}</td>
                <td class="span">{marks}</td>
                <td>{parts.join(", ")}</td>
                <td class="figure">{or_dash(finding.per_thousand_requests)}</td>
            </tr>
        }
    };
    view! {
        <table class="data-table">
            <caption>{format!("Total of each alternative, {}", cost.unit)}</caption>
            <thead><tr>
                <th scope="col">"Alternative"</th><th scope="col" class="figure">"Total"</th>
                <th scope="col" class="figure">"Low"</th><th scope="col" class="figure">"High"</th>
                <th scope="col"><span class="sr">"From low to high"</span></th>
                <th scope="col">"Made of"</th><th scope="col" class="figure">"1,000 requests"</th>
            </tr></thead>
            <tbody>{cost.alternatives.iter().map(row).collect_view()}</tbody>
        </table>
    }
}

/// The button that makes the cost a criterion, or where it is one already.
fn criterion(workbench: Workbench) -> AnyView {
    let present = workbench.slice(|package| {
        let found = package.criteria.iter().find(|criterion| criterion.source == CriterionSource::Cost);
        found.map(|criterion| (criterion.id.clone(), criterion.name.clone()))
    });
    let add = move |_| {
        let unit = workbench.package_now().cost.monthly_unit();
        workbench.add::<Criterion>(|criterion| {
            criterion.name = "Monthly cost".to_owned();
            criterion.description = "What running it takes a month, from the cost model with its ranges.".to_owned();
            criterion.direction = Direction::Min;
            criterion.unit = unit;
            criterion.source = CriterionSource::Cost;
        });
    };
    view! {
        <p class="actions">{move || match present.get() {
            Some((id, name)) => view! {
                <span>"Compared as the criterion "<a href=format!("#/alternatives/{id}")>{name}</a>", with its uncertainty. Its weight says how much it counts."</span>
            },
            None => view! {
                <button type="button" on:click=add>"Use the monthly cost as a criterion"</button>
                <span class="hint">"It takes part in the scores once it has a weight."</span>
            },
        }}</p>
    }
}

/// The finding of one alternative, followed.
fn found(workbench: Workbench, id: &Id) -> Memo<Option<CostFinding>> {
    let id = id.clone();
    workbench.finding(move |findings| findings.cost.as_ref()?.of(&id).cloned())
}

/// A bar from `low` to `high` with a tick at `at`, on a scale between two ends.
fn span((low, high): (f64, f64), at: f64, (least, most): (f64, f64)) -> AnyView {
    let place = |value: f64| if most > least { 100.0 * (value - least) / (most - least) } else { 50.0 };
    let (from, to) = (place(low.min(high)), place(low.max(high)));
    view! {
        <svg class="span-bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
            <rect class="span-range" x=from.to_string() y="1" width=(to - from).max(0.6).to_string() height="8"></rect>
            <rect class="span-now" x=(place(at) - 0.4).to_string() y="0" width="0.8" height="10"></rect>
        </svg>
    }
}

fn or_dash(value: Option<f64>) -> String {
    value.map_or_else(|| "–".to_owned(), amount)
}

/// The name of an alternative, followed.
fn name_of(workbench: Workbench, id: &Id) -> Memo<String> {
    let id = id.clone();
    workbench.slice(move |package: &Package| {
        package.alternative(&id).map(|one: &Alternative| one.name.clone()).unwrap_or_default()
    })
}

//! Serving stacks, compared on the alternatives' traffic.

use crate::findings::StackFinding;
use crate::ui::prelude::*;

use super::{or_dash, words};
use crate::editing::arrangement::Key;
use crate::package::cost::ServingStack;
use crate::package::{Alternative, Id};
use crate::ui::field::Field;
use crate::ui::record_list::{RecordList, choices_of};
use crate::ui::workbench::Workbench;

/// The stacks as they were load-tested, and what each would need.
pub fn view(workbench: Workbench) -> AnyView {
    let said = workbench
        .said(|package, findings| findings.cost.as_ref().map(|cost| words::stacks(package, cost)).unwrap_or_default());
    let alternatives = choices_of::<Alternative>(workbench, |one| one.name.clone());
    view! {
        <h3 id="serving-stacks">"Serving stacks"</h3>
        {RecordList::of::<ServingStack>("Serving stacks", |_| {})
            .empty("Compare ways of serving the model yourselves, such as vLLM, TGI and Triton: their load test beside the traffic assumed above.")
            .column("Stack", "wide", |id| Field::new("Stack").in_row().text(bind!(ServingStack[id].name)))
            .by(|it| Key::text(&it.name))
            .column("Tokens/s", "figure", |id| Field::new("Tokens per second").in_row().number(bind!(ServingStack[id].tokens_per_second)))
            .by(|it| Key::number(it.tokens_per_second))
            .column("Requests/s", "figure", |id| Field::new("Requests per second").in_row().number(bind!(ServingStack[id].requests_per_second)))
            .by(|it| Key::number(it.requests_per_second))
            .column("Price an hour", "figure", |id| Field::new("Price an hour").in_row().number(bind!(ServingStack[id].price_per_hour)))
            .by(|it| Key::number(it.price_per_hour))
            .column("Serves", "", move |id| Field::new("Serves").in_row().record(alternatives, bind!(ServingStack[id].alternative)))
            .by_found(|it, package, _| Key::text(package.alternative(&it.alternative).map(|it| it.name.clone()).unwrap_or_default()))
            .detail(|id| detail(&id))
            .view()}
        <p aria-live="polite">{move || said.get()}</p>
        <div class="scroll">{move || compared(workbench)}</div>
    }
}

fn detail(id: &Id) -> AnyView {
    Field::new("Note")
        .hint("What speaks for or against it, and on which accelerator it was tested.")
        .long_text(bind!(ServingStack[id].note))
}

fn compared(workbench: Workbench) -> AnyView {
    let findings = workbench.findings.get();
    let Some(cost) = findings.cost.as_ref().filter(|cost| !cost.stacks.is_empty()) else { return ().into_any() };
    let package = workbench.package();
    let row = |found: &StackFinding| {
        let name = package.alternative(&found.alternative).map(|one| one.name.clone()).unwrap_or_default();
        view! {
            <tr>
                <th scope="row">{found.name.clone()}</th>
                <td>{name}</td>
                <td class="figure">{or_dash(found.by_requests)}</td>
                <td class="figure">{or_dash(found.by_tokens)}</td>
                <td class="figure">{or_dash(found.monthly)}</td>
                <td class="figure">{or_dash(found.per_million_tokens)}</td>
            </tr>
        }
    };
    view! {
        <table class="data-table">
            <caption>"Accelerators each stack needs at the peak, and what they cost running all month"</caption>
            <thead><tr>
                <th scope="col">"Stack"</th><th scope="col">"Traffic of"</th>
                <th scope="col" class="figure">"By requests"</th><th scope="col" class="figure">"By tokens"</th>
                <th scope="col" class="figure">{cost.unit.clone()}</th><th scope="col" class="figure">"A million tokens"</th>
            </tr></thead>
            <tbody>{cost.stacks.iter().map(row).collect_view()}</tbody>
        </table>
    }
}

//! The interface contract, as a part of Charter: what the service promises those who call it.

mod answer;
mod field;

use crate::editing::arrangement::Key;
use crate::package::interface::{Endpoint, Method};
use crate::package::{Id, Record, interface};
use crate::publish::words;
use crate::ui::field::{Choices, Field, focus_within};
use crate::ui::prelude::*;
use crate::ui::record_list::{RecordList, choices_of};
use crate::ui::workbench::Workbench;

/// What is wrong with records, in words, each with its record.
pub(super) type Faults = Memo<Vec<(Id, String)>>;

/// The contract, or one line that offers it.
pub fn section(workbench: Workbench) -> AnyView {
    let asked = workbench.slice(|package| {
        !package.interface.is_empty() || package.required.iter().any(|one| one.check.starts_with("interface_"))
    });
    view! {
        <section aria-labelledby="interface-title">
            <h2 id="interface-title">"Interface contract"</h2>
            {move || if asked.get() { contract(workbench) } else { offer(workbench) }}
        </section>
    }
}

fn offer(workbench: Workbench) -> AnyView {
    let begin = move |_| focus_within(workbench.add::<Endpoint>(|_| {}).0);
    view! {
        <p class="actions">
            <button type="button" on:click=begin>"Add an interface contract"</button>
            <span class="hint">"For a service that others call: endpoints, fields with their limits, errors, promises and examples."</span>
        </p>
    }
}

fn contract(workbench: Workbench) -> AnyView {
    let faults = workbench.slice(|package| {
        let found = interface::faults(&package.interface).into_iter();
        found.map(|fault| (fault.record.clone(), words::interface::sentence(&package.interface, &fault))).collect()
    });
    view! {
        <div class="columns">
            {Field::new("Service").id("field-interface-service").hint("As its callers call it.").text(bind!(interface.service))}
            {Field::new("Contract version").id("field-interface-version").hint("Such as 1.2.0; a change that breaks callers raises the first number.").text(bind!(interface.version))}
        </div>
        {Field::new("Workflow").lines(3).hint("From request to answer, one step per line.").items(bind!(interface.workflow))}
        <h3 id="field-endpoints">"Endpoints"</h3>
        {endpoints(faults)}
        <h3 id="field-interface-fields">"Fields"</h3>
        {field::list(workbench, faults)}
        <h3 id="field-interface-errors">"Errors"</h3>
        {answer::errors(workbench, faults)}
        <h3 id="field-interface-examples">"Examples"</h3>
        {answer::examples(workbench, faults)}
    }
}

fn endpoints(faults: Faults) -> AnyView {
    RecordList::of::<Endpoint>("Endpoints", |_| {})
        .empty("What can be called? Name the first method and path, and what a caller gets from it.")
        .column("Method", "narrow", |id| Field::new("Method").in_row().word(bind!(Endpoint[id].method)))
        .by(|it| Key::word(it.method))
        .column("Path", "identifier", |id| Field::new("Path").in_row().text(bind!(Endpoint[id].path)))
        .by(|it| Key::text(&it.path))
        .column("Purpose", "wide", |id| Field::new("Purpose").in_row().text(bind!(Endpoint[id].purpose)))
        .by(|it| Key::text(&it.purpose))
        .column("95 in 100 within", "figure", |id| {
            Field::new("Answers in 95 of 100 cases within").unit("ms").in_row().number(bind!(Endpoint[id].latency_ms))
        })
        .by(|it| Key::number(it.latency_ms))
        .beneath(move |id| beside(faults, id))
        .detail(detail)
        .view()
}

fn detail(id: Id) -> AnyView {
    view! {
        <div class="columns">
            {Field::new("Status of success").hint("200 to 299.").whole(200, 299, bind!(Endpoint[id].status))}
            {Field::new("Largest request body").unit("bytes").hint("A larger one is refused.").whole_if_any(MOST_BYTES, bind!(Endpoint[id].request_bytes))}
            {Field::new("Largest answer").unit("bytes").whole_if_any(MOST_BYTES, bind!(Endpoint[id].response_bytes))}
        </div>
    }
}

/// The most bytes a promise may state.
const MOST_BYTES: u32 = 1_000_000_000;

/// What is wrong with a record, beneath its row.
pub(super) fn beside(faults: Faults, record: Id) -> AnyView {
    let said = Memo::new(move |_| {
        let of_record = |faults: &Vec<(Id, String)>| {
            faults.iter().filter(|(id, _)| *id == record).map(|(_, said)| said.clone()).collect::<Vec<_>>()
        };
        faults.with(of_record)
    });
    view! { {move || said.get().into_iter().map(|said| view! { <p class="missing">{said}</p> }).collect_view()} }
}

/// The endpoints to choose from.
fn endpoint_choices(workbench: Workbench) -> impl Fn() -> Choices + Copy {
    choices_of::<Endpoint>(workbench, Endpoint::called)
}

/// The endpoint that a new record most likely belongs to: the last one.
fn last_endpoint(workbench: Workbench) -> Id {
    Endpoint::list(&workbench.package_now()).last().map(|endpoint| endpoint.id.clone()).unwrap_or_default()
}

/// How the endpoint of this identifier is called, for sorting.
fn endpoint_key(package: &crate::package::Package, id: &Id) -> Key {
    Key::text(package.interface.endpoint(id).map(Endpoint::called).unwrap_or_default())
}

/// Whether requests to the endpoint of this identifier have a body; so while it is not known.
fn has_body(package: &crate::package::Package, id: &Id) -> bool {
    package.interface.endpoint(id).map_or(Method::default(), |endpoint| endpoint.method).has_body()
}

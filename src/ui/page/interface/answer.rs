//! How requests are refused, and examples of both.

use super::{Faults, beside, endpoint_choices, endpoint_key, last_endpoint};
use crate::editing::arrangement::Key;
use crate::package::Id;
use crate::package::interface::{InterfaceError, InterfaceExample};
use crate::ui::field::Field;
use crate::ui::prelude::*;
use crate::ui::record_list::{RecordList, choices_of};
use crate::ui::workbench::Workbench;

/// The errors, each with its cause and body.
pub(super) fn errors(workbench: Workbench, faults: Faults) -> AnyView {
    let endpoints = endpoint_choices(workbench);
    RecordList::of::<InterfaceError>("Errors", |error| {
        error.body =
            "{\n  \"error\": \"limits\",\n  \"field\": \"{field}\",\n  \"message\": \"{problem}\"\n}".to_owned();
    })
    .empty("How does it refuse a request? Name the first status, when it comes, and its body.")
    .column("Status", "figure", |id| Field::new("Status").in_row().whole(400, 599, bind!(InterfaceError[id].status)))
    .by(|it| Key::number(f64::from(it.status)))
    .column("Cause", "", |id| Field::new("Cause").in_row().word(bind!(InterfaceError[id].cause)))
    .by(|it| Key::word(it.cause))
    .column("When", "wide", |id| Field::new("When").in_row().text(bind!(InterfaceError[id].when)))
    .by(|it| Key::text(&it.when))
    .column("Endpoint", "", move |id| {
        let every = move || {
            let mut choices = endpoints();
            choices.insert(0, (String::new(), "every one".to_owned()));
            choices
        };
        Field::new("Endpoint").in_row().choice(every, bind!(InterfaceError[id].endpoint).map(|id| id.0, Id))
    })
    .by_found(|it, package, _| endpoint_key(package, &it.endpoint))
    .beneath(move |id| beside(faults, id))
    .detail(|id| {
        Field::new("Body")
            .hint("As JSON. {field} and {problem} in it stand for the field at fault and what is wrong with it.")
            .lines(4)
            .long_text(bind!(InterfaceError[id].body))
    })
    .view()
}

/// The examples, each held against the fields.
pub(super) fn examples(workbench: Workbench, faults: Faults) -> AnyView {
    let endpoints = endpoint_choices(workbench);
    let errors = choices_of(workbench, |error: &InterfaceError| format!("{} {}", error.status, error.when));
    RecordList::of::<InterfaceExample>("Examples", move |example| {
        example.endpoint = last_endpoint(workbench);
        (example.request, example.response) = ("{\n  \n}".to_owned(), "{\n  \n}".to_owned());
    })
    .empty("Show one request with its answer, and one that is refused. Each is held against the fields.")
    .column("Example", "wide", |id| Field::new("Example").in_row().text(bind!(InterfaceExample[id].name)))
    .by(|it| Key::text(&it.name))
    .column("Endpoint", "", move |id| {
        Field::new("Endpoint").in_row().record(endpoints, bind!(InterfaceExample[id].endpoint))
    })
    .by_found(|it, package, _| endpoint_key(package, &it.endpoint))
    .column("Refused with", "", move |id| {
        Field::new("Refused with").in_row().record(errors, bind!(InterfaceExample[id].error))
    })
    .by_found(|it, package, _| {
        Key::number(package.interface.error(&it.error).map(|error| f64::from(error.status)))
    })
    .beneath(move |id| beside(faults, id))
    .detail(|id| {
        view! {
            <div class="columns">
                {Field::new("Request").hint("As JSON, with the fields of path and query among them.").lines(6).long_text(bind!(InterfaceExample[id].request))}
                {Field::new("Answer").hint("As JSON; may be left empty when it is refused.").lines(6).long_text(bind!(InterfaceExample[id].response))}
            </div>
        }
    })
    .view()
}

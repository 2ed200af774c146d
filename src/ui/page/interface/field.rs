//! The fields of requests and answers.

use super::{Faults, beside, endpoint_choices, endpoint_key, has_body, last_endpoint};
use crate::editing::arrangement::Key;
use crate::package::interface::{FieldPlace, InterfaceField};
use crate::package::{Id, Record};
use crate::publish::words::interface::limits;
use crate::ui::field::Field;
use crate::ui::prelude::*;
use crate::ui::record_list::RecordList;
use crate::ui::workbench::Workbench;

/// The most letters or entries a limit may state.
const LONGEST: u32 = 1_000_000_000;

/// Every field with its place, type and limits; the limits are edited in the opened row.
pub(super) fn list(workbench: Workbench, faults: Faults) -> AnyView {
    let fill = move |field: &mut InterfaceField| {
        field.endpoint = last_endpoint(workbench);
        if !has_body(&workbench.package_now(), &field.endpoint) {
            field.place = FieldPlace::Query;
        }
    };
    let endpoints = endpoint_choices(workbench);
    RecordList::of::<InterfaceField>("Interface fields", fill)
        .empty("What is sent, and what comes back? Name each field with its type; open its row for limits.")
        .column("Field", "identifier", |id| Field::new("Field").in_row().text(bind!(InterfaceField[id].name)))
        .by(|it| Key::text(&it.name))
        .column("Endpoint", "", move |id| {
            Field::new("Endpoint").in_row().record(endpoints, bind!(InterfaceField[id].endpoint))
        })
        .by_found(|it, package, _| endpoint_key(package, &it.endpoint))
        .column("Place", "narrow", |id| Field::new("Place").in_row().word(bind!(InterfaceField[id].place)))
        .by(|it| Key::word(it.place))
        .column("Type", "narrow", |id| Field::new("Type").in_row().word(bind!(InterfaceField[id].kind)))
        .by(|it| Key::word(it.kind))
        .column("Required", "brief", |id| Field::new("Required").in_row().check(bind!(InterfaceField[id].required)))
        .by(|it| Key::number(f64::from(u8::from(!it.required))))
        .column("Limits", "", move |id| said(workbench, id))
        .by(|it| Key::text(limits(it)))
        .beneath(move |id| beside(faults, id))
        .detail(detail)
        .view()
}

fn said(workbench: Workbench, id: Id) -> AnyView {
    let said = workbench.slice(move |package| {
        let field = InterfaceField::find(package, &id);
        field.map_or_else(String::new, |field| [limits(field), field.unit.clone()].join(" ").trim().to_owned())
    });
    view! { <span class="cell-text">{move || match said.get() {
        said if said.is_empty() => "none".to_owned(),
        said => said,
    }}</span> }
}

fn detail(id: Id) -> AnyView {
    view! {
        {Field::new("Description").hint("What it means, and where it comes from.").long_text(bind!(InterfaceField[id].description))}
        <div class="columns">
            {Field::new("Minimum").number(bind!(InterfaceField[id].minimum))}
            {Field::new("Maximum").number(bind!(InterfaceField[id].maximum))}
            {Field::new("Unit").hint("What a number counts, such as ms.").text(bind!(InterfaceField[id].unit))}
        </div>
        <div class="columns">
            {Field::new("Shortest").hint("Letters of a text, entries of a list.").whole_if_any(LONGEST, bind!(InterfaceField[id].shortest))}
            {Field::new("Longest").whole_if_any(LONGEST, bind!(InterfaceField[id].longest))}
            {Field::new("Pattern").hint("What the whole text looks like: T-\\d{4}, [a-z]{2,5}.").text(bind!(InterfaceField[id].pattern))}
        </div>
        {Field::new("Allowed texts").hint("One per line; any text when empty.").items(bind!(InterfaceField[id].allowed))}
    }
}

//! Failure modes: how it can fail, and what would see it.

use crate::ui::prelude::*;

use crate::editing::arrangement::Key;
use crate::package::{FailureMode, Id, Monitor, Record};
use crate::ui::field::Field;
use crate::ui::page::monitoring::{rollback, rollback_choices};
use crate::ui::record_list::{RecordList, choices_of};
use crate::ui::workbench::Workbench;

/// The failure modes, each with its mitigation, its monitor and what is rolled back.
pub fn list(workbench: Workbench) -> AnyView {
    let monitors = choices_of::<Monitor>(workbench, |monitor| monitor.metric.clone());
    RecordList::of::<FailureMode>("Failure modes", |_| {})
        .empty("Name at least two ways in which it can fail once people use it.")
        .column("Failure mode", "wide", |id| Field::new("Failure mode").in_row().text(bind!(FailureMode[id].name)))
        .by(|it| Key::text(&it.name))
        .column("Seen by", "", move |id| {
            Field::new("Seen by").in_row().record(monitors, bind!(FailureMode[id].monitor))
        })
        .by_found(|it, package, _| {
            Key::text(Monitor::find(package, &it.monitor).map(|it| it.metric.clone()).unwrap_or_default())
        })
        .column("Rolled back", "narrow", |id| {
            Field::new("Rolled back").in_row().choice(rollback_choices, rollback(bind!(FailureMode[id].rollback)))
        })
        .by(|it| it.rollback.map(Key::word).unwrap_or_default())
        .column("Closed", "closed", move |id| closure(workbench, id))
        .by_found(|it, _, findings| {
            Key::text(if findings.risks.unseen_failure_modes.contains(&it.id) { "nothing sees it" } else { "seen" })
        })
        .detail(|id| {
            view! {
                <div class="columns">
                    {Field::new("How it comes about and what it does").long_text(bind!(FailureMode[id].description))}
                    {Field::new("Mitigation").long_text(bind!(FailureMode[id].mitigation))}
                    {Field::new("Accepted without a monitor, because").long_text(bind!(FailureMode[id].acceptance))}
                </div>
            }
        })
        .view()
}

fn closure(workbench: Workbench, id: Id) -> AnyView {
    let unseen = workbench.finding(move |findings| findings.risks.unseen_failure_modes.contains(&id));
    view! { <span class="verdict" data-verdict=move || if unseen.get() { "fail" } else { "pass" }>
        {move || if unseen.get() { "■ nothing sees it" } else { "● seen" }}
    </span> }
}

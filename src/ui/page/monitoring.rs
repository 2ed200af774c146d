//! Monitoring: what is watched after release, and what happens when it leaves its band.

use crate::ui::prelude::*;

use super::release;
use crate::editing::Binding;
use crate::editing::arrangement::Key;
use crate::package::{Id, Measure, Monitor, RollbackTarget, Word};
use crate::ui::field::Field;
use crate::ui::page::undetected;
use crate::ui::record_list::{RecordList, choices_of};
use crate::ui::workbench::{Workbench, use_workbench};

/// The monitoring plan, and what no monitor sees.
pub fn view() -> AnyView {
    let workbench = use_workbench();
    view! {
        <header class="page-head">
            <h1>"Monitoring"</h1>
            <p>"What is watched once it is live, who is told, and what rolls the release back."</p>
        </header>
        {undetected::view(workbench)}
        <section aria-labelledby="plan" id="field-monitors">
            <h2 id="plan">"Monitoring plan"</h2>
            {monitors(workbench)}
        </section>
    }
}

fn monitors(workbench: Workbench) -> AnyView {
    RecordList::of::<Monitor>("Monitoring plan", |monitor| monitor.window = "5 min".to_owned())
        .empty("Name the first metric: where it is read, over which window, where somebody should look and where somebody must act.")
        .column("Metric", "wide", |id| Field::new("Metric").in_row().text(bind!(Monitor[id].metric)))
        .by(|it| Key::text(&it.metric))
        .column("Good is", "sign", |id| Field::new("Good is").in_row().word(bind!(Monitor[id].comparator)))
        .by(|it| Key::word(it.comparator))
        .column("Warning", "figure", |id| Field::new("Warning").in_row().number(bind!(Monitor[id].warning)))
        .by(|it| Key::number(it.warning))
        .column("Critical", "figure", |id| Field::new("Critical").in_row().number(bind!(Monitor[id].critical)))
        .by(|it| Key::number(it.critical))
        .column("Unit", "unit-column", |id| Field::new("Unit").in_row().text(bind!(Monitor[id].unit)))
        .by(|it| Key::text(&it.unit))
        .column("Window", "spare", |id| Field::new("Window").in_row().text(bind!(Monitor[id].window)))
        .by(|it| Key::text(&it.window))
        .column("Alert goes to", "owner", |id| Field::new("Alert goes to").in_row().offered("people").text(bind!(Monitor[id].alert_to)))
        .by(|it| Key::text(&it.alert_to))
        .column("Rolls back", "sign", |id| Field::new("Rolls back").in_row().check(bind!(Monitor[id].rolls_back)))
        .by(|it| Key::number(f64::from(u8::from(!it.rolls_back))))
        .beneath(move |id| release::contradicting(workbench, id))
        .detail(move |id| detail(workbench, id))
        .view()
}

fn detail(workbench: Workbench, id: Id) -> AnyView {
    let seen = id.clone();
    let modes = workbench.slice(move |package| {
        let modes = package.failure_modes.iter().filter(|mode| mode.monitor == seen);
        modes.map(|mode| mode.name.clone()).collect::<Vec<_>>()
    });
    view! {
        <div class="columns">
            <div class="spared">{Field::new("Window").text(bind!(Monitor[id].window))}</div>
            {Field::new("Source").hint("Where the number is read, such as the gateway's access log.").text(bind!(Monitor[id].source))}
            {Field::new("Continues the measure").hint("The measure in Evidence that it goes on with.")
                .record(choices_of::<Measure>(workbench, |measure| measure.name.clone()), bind!(Monitor[id].measure))}
            {Field::new("Rolls back").choice(rollback_choices, rollback(bind!(Monitor[id].rollback)))}
        </div>
        {Field::new("Runbook").hint("What the person alerted does, or where it is written.").long_text(bind!(Monitor[id].runbook))}
        <p class="quietly">{move || match modes.get() {
            modes if modes.is_empty() => "No failure mode names this monitor yet.".to_owned(),
            modes => format!("Sees: {}.", modes.join(", ")),
        }}</p>
    }
}

/// What can be rolled back, or nothing.
pub fn rollback_choices() -> Vec<(String, String)> {
    let words = RollbackTarget::WORDS.iter().map(|target| (target.word().to_owned(), target.word().to_owned()));
    std::iter::once((String::new(), "nothing".to_owned())).chain(words).collect()
}

/// A rollback target as its word, empty for none.
pub fn rollback(place: Binding<Option<RollbackTarget>>) -> Binding<String> {
    place.map(
        |target| target.map(|target| target.word().to_owned()).unwrap_or_default(),
        |word| RollbackTarget::WORDS.iter().copied().find(|target| target.word() == word),
    )
}

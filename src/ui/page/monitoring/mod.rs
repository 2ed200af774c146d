//! Monitoring: what is watched after release, what happens when it leaves its band, and what it would have told so far.

mod closure;
mod replay;
mod triage;

use crate::ui::prelude::*;

use super::release;
use crate::editing::Binding;
use crate::editing::arrangement::Key;
use crate::package::document::Said;
use crate::package::monitor::MonitorKind;
use crate::package::{Id, Measure, Monitor, Package, Record, RollbackTarget, ServiceLevel, Signal, Word};
use crate::publish::manifest::problem as manifest_problem;
use crate::publish::words;
use crate::ui::field::Field;
use crate::ui::page::{manifest, undetected};
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
        {closure::section(workbench)}
        {undetected::view(workbench)}
        <section aria-labelledby="plan" id="field-monitors">
            <h2 id="plan">"Monitoring plan"</h2>
            {monitors(workbench)}
        </section>
        <section aria-labelledby="levels" id="field-service-levels">
            <h2 id="levels">"Service levels"</h2>
            <p>"What share of events must be good over a period. What may be bad is the error budget; an alert comes when it is used up too fast."</p>
            {levels(workbench)}
        </section>
        {replay::section(workbench)}
        {triage::section(workbench)}
        {manifest::section(&["prometheus", "openslo", "grafana"], "The plan for engines that watch it. What an engine cannot express stands in its report; nothing is dropped without a word.")}
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
            {Field::new("Kind").hint("Quality, drift, business and cost want a monitor each.").choice(kinds, kind(bind!(Monitor[id].kind)))}
            <div class="spared">{Field::new("Window").text(bind!(Monitor[id].window))}</div>
            {Field::new("Source").hint("Where the number is read, such as the gateway's access log.").text(bind!(Monitor[id].source))}
            {Field::new("Continues the measure").hint("The measure in Evidence that it goes on with.")
                .record(choices_of::<Measure>(workbench, |measure| measure.name.clone()), bind!(Monitor[id].measure))}
            {Field::new("Measure times").hint("What makes the measure this number: −100 from a ratio to the fall in percent.").number(bind!(Monitor[id].follows.times))}
            {Field::new("Plus").hint("Added after that: 100 from a ratio to the fall in percent.").number(bind!(Monitor[id].follows.plus))}
            {Field::new("Rolls back").choice(rollback_choices, rollback(bind!(Monitor[id].rollback)))}
        </div>
        {replay::of_one(workbench, id.clone())}
        {Field::new("Runbook").hint("What the person alerted does, or where it is written.").long_text(bind!(Monitor[id].runbook))}
        {signal(workbench, id.clone())}
        <p class="quietly">{move || match modes.get() {
            modes if modes.is_empty() => "No failure mode names this monitor yet.".to_owned(),
            modes => format!("Sees: {}.", modes.join(", ")),
        }}</p>
    }
}

fn levels(workbench: Workbench) -> AnyView {
    RecordList::of::<ServiceLevel>("Service levels", |_| {})
        .empty("Promise the first: which share of events must be good, over how many days.")
        .column("Service level", "wide", |id| Field::new("Service level").in_row().text(bind!(ServiceLevel[id].name)))
        .by(|it| Key::text(&it.name))
        .column("Good at least", "figure", |id| {
            Field::new("Good at least").unit("%").in_row().within(0.0, 100.0, bind!(ServiceLevel[id].objective))
        })
        .by(|it| Key::number(it.objective))
        .column("Over", "figure", |id| {
            Field::new("Over").unit("days").in_row().within(0.0, 366.0, bind!(ServiceLevel[id].period_days))
        })
        .by(|it| Key::number(it.period_days))
        .column("Alert goes to", "owner", |id| {
            Field::new("Alert goes to").in_row().offered("people").text(bind!(ServiceLevel[id].alert_to))
        })
        .by(|it| Key::text(&it.alert_to))
        .column("Rolls back", "sign", |id| Field::new("Rolls back").in_row().check(bind!(ServiceLevel[id].rolls_back)))
        .by(|it| Key::number(f64::from(u8::from(!it.rolls_back))))
        .detail(move |id| level_detail(workbench, id))
        .view()
}

fn level_detail(workbench: Workbench, id: Id) -> AnyView {
    let of = id.clone();
    let said = workbench.said(move |package, findings| {
        let level = ServiceLevel::find(package, &of)?;
        let found = findings.service_levels.iter().find(|found| found.id == of)?;
        let alerts: Vec<String> = found.alerts.iter().map(words::service_level::alert).collect();
        Some((words::service_level::budget(level, found), alerts))
    });
    view! {
        {move || said.get().map(|(budget, alerts)| view! {
            <p>{budget}</p>
            <ul class="remarks">{alerts.into_iter().map(|alert| view! { <li>{alert}</li> }).collect_view()}</ul>
        })}
        <div class="columns">
            {Field::new("Bad events are read as").hint("A share of events, or the share of slow ones.").word(bind!(ServiceLevel[id].bad.kind))}
            {Field::new("Series").hint("The counter of bad events, or the histogram.").text(bind!(ServiceLevel[id].bad.series))}
            {Field::new("Among").hint("Of a share: the counter of all events.").text(bind!(ServiceLevel[id].bad.total))}
            {Field::new("Slow above").hint("Of slow events: the histogram's bound, in its own unit.").number(bind!(ServiceLevel[id].bad.bound))}
            {Field::new("Labels").hint("Which series count: service=\"shop\".").text(bind!(ServiceLevel[id].bad.labels))}
            {Field::new("Replayed on the measure").hint("The share of bad events in Evidence: a rate, or the mean of a column of shares.")
                .record(choices_of::<Measure>(workbench, |measure| measure.name.clone()), chosen(bind!(ServiceLevel[id].measure)))}
            {Field::new("Rolls back").choice(rollback_choices, rollback(bind!(ServiceLevel[id].rollback)))}
        </div>
        {replay::of_one(workbench, id.clone())}
        {unread(workbench, id.clone(), |package, id| ServiceLevel::find(package, id).map(|level| level.bad.clone()))}
        {Field::new("Runbook").hint("What the person alerted does, or where it is written.").long_text(bind!(ServiceLevel[id].runbook))}
    }
}

/// How a monitor's number is read once the service runs.
fn signal(workbench: Workbench, id: Id) -> AnyView {
    view! {
        <details>
            <summary>"How it is read from Prometheus"</summary>
            <div class="columns">
                {Field::new("Read as").word(bind!(Monitor[id].signal.kind))}
                {Field::new("Series").hint("The gauge, the counter of the events meant, the histogram without _bucket, or the expression.").text(bind!(Monitor[id].signal.series))}
                {Field::new("Among").hint("Of a share: the counter of all events.").text(bind!(Monitor[id].signal.total))}
                {Field::new("Labels").hint("Which series count: service=\"shop\".").text(bind!(Monitor[id].signal.labels))}
                {Field::new("Quantile").hint("Between 0 and 1, such as 0.99.").number(bind!(Monitor[id].signal.quantile))}
                {Field::new("Slow above").hint("Of slow events: the histogram's bound, in its own unit.").number(bind!(Monitor[id].signal.bound))}
                {Field::new("Times").hint("100 from a share to percent, 1000 from seconds to milliseconds.").number(bind!(Monitor[id].signal.factor))}
            </div>
            {unread(workbench, id, |package, id| package.monitor(id).map(|monitor| monitor.signal.clone()))}
        </details>
    }
}

/// Why a signal cannot be read as it stands, if so.
fn unread(workbench: Workbench, id: Id, of: fn(&Package, &Id) -> Option<Signal>) -> AnyView {
    let why = workbench.slice(move |package| {
        let signal = of(package, &id).filter(|signal| !signal.is_empty())?;
        manifest_problem(&signal)
    });
    view! { {move || why.get().map(|why| view! { <p class="problem">{why}</p> })} }
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

/// What kinds of monitors there are, or none said.
fn kinds() -> Vec<(String, String)> {
    let words = MonitorKind::WORDS.iter().map(|kind| (kind.word().to_owned(), kind.word().to_owned()));
    std::iter::once((String::new(), "not said".to_owned())).chain(words).collect()
}

/// A kind as its word, empty for none.
fn kind(place: Binding<Said<MonitorKind>>) -> Binding<String> {
    place.map(
        |kind| kind.0.map(|kind| kind.word().to_owned()).unwrap_or_default(),
        |word| Said(MonitorKind::WORDS.iter().copied().find(|kind| kind.word() == word)),
    )
}

/// A record that somebody may have chosen, empty for none.
fn chosen(place: Binding<Said<Id>>) -> Binding<Id> {
    place.map(|id| id.0.unwrap_or_default(), |id| Said(Some(id).filter(|id| !id.is_empty())))
}

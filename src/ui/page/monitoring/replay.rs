//! The plan replayed on telemetry: when it would have fired, how late, and how often for nothing.

use crate::ui::prelude::*;

use crate::editing::arrangement::Key;
use crate::findings::ReplayFinding;
use crate::package::{Alternative, Dataset, Id, PastIncident};
use crate::publish::chart;
use crate::publish::words::replay as words;
use crate::ui::chart::chart as draw_chart;
use crate::ui::field::{Choices, Field};
use crate::ui::page::release::contradicting;
use crate::ui::record_list::{RecordList, choices_of};
use crate::ui::workbench::Workbench;

/// The section of the Monitoring screen.
pub(super) fn section(workbench: Workbench) -> AnyView {
    let replayed = workbench.said(|_, findings| findings.replays.iter().any(|one| one.problem.is_none()));
    let planned = workbench.slice(|package| !package.monitors.is_empty() || !package.service_levels.is_empty());
    view! {
        <section aria-labelledby="replay-title" id="field-replay">
            <h2 id="replay-title">"Replay on telemetry"</h2>
            <p>"What the plan would have told of the telemetry in Evidence: when each alert would have come, how late, and how often for nothing."</p>
            {move || match (planned.get(), replayed.get()) {
                (false, _) => view! { <p class="empty">"There is nothing to replay yet: name the first metric above."</p> },
                (true, false) => view! { <p class="empty">"Nothing could be replayed yet. Open a monitor and choose the measure that it continues."</p> },
                (true, true) => replayed_on(workbench),
            }}
            {idle(workbench)}
            <h3>"When something was wrong"</h3>
            <p>"Generated telemetry knows its own incidents. For other telemetry, say when something was wrong: only then can be told how late an alert would have come, and whether one came for nothing."</p>
            {incidents(workbench)}
        </section>
    }
}

fn replayed_on(workbench: Workbench) -> AnyView {
    let (picked, watched) = (RwSignal::new(Id::default()), RwSignal::new(Id::default()));
    let alternatives = workbench.said(|package, findings| {
        let has = |id: &Id| findings.replays.iter().any(|one| one.problem.is_none() && one.alternative == *id);
        let all = package.alternatives.iter().filter(|one| has(&one.id));
        all.map(|one| (one.id.clone(), one.name.clone())).collect::<Vec<_>>()
    });
    // The one that would be released is looked at first.
    let preferred = workbench.said(|_, findings| findings.outcome.alternative.clone());
    let alternative = Memo::new(move |_| {
        let all = alternatives.get();
        let is_there = |id: &Id| all.iter().any(|(own, _)| own == id);
        let wanted = [Some(picked.get()), preferred.get()].into_iter().flatten().find(is_there);
        wanted.or_else(|| all.last().map(|(id, _)| id.clone())).unwrap_or_default()
    });
    let all = workbench.said(move |package, findings| {
        let of = findings.replays.iter().filter(|one| one.problem.is_none() && one.alternative == alternative.get());
        of.map(|one| (one.id.clone(), words::name(package, &one.id))).collect::<Vec<_>>()
    });
    let one = Memo::new(move |_| {
        let all = all.get();
        let wanted = all.iter().find(|(id, _)| *id == watched.get()).or_else(|| all.first());
        wanted.map(|(id, _)| id.clone()).unwrap_or_default()
    });
    view! {
        <div class="columns">{picker("Telemetry of", move || alternatives.get(), alternative, picked)}</div>
        {draw_chart("What would have fired", 260.0, move |frame| {
            chart::replay::timeline(&workbench.package(), &workbench.findings.read(), &alternative.get(), frame)
        })}
        {table(workbench, alternative)}
        <p class="quietly">{words::FOR_NOTHING}</p>
        <div class="columns">{picker("Look at", move || all.get(), one, watched)}</div>
        {draw_chart("What it saw", 260.0, move |frame| {
            let findings = workbench.findings.read();
            let found = findings.replays.iter().find(|found| found.id == one.get() && found.alternative == alternative.get());
            match found {
                Some(found) => chart::replay::draw(&workbench.package(), found, frame),
                None => chart::Drawing::empty(frame, "Nothing was replayed."),
            }
        })}
    }
}

/// Every replay on an alternative's telemetry in figures.
fn table(workbench: Workbench, alternative: Memo<Id>) -> AnyView {
    let rows = workbench.said(move |package, findings| {
        let of = findings.replays.iter().filter(|one| one.problem.is_none() && one.alternative == alternative.get());
        of.map(|one| words::row(package, one)).collect::<Vec<_>>()
    });
    view! {
        <div class="scroll"><table class="data-table">
            <caption>"Each monitor and service level"</caption>
            <thead><tr>{words::COLUMNS.iter().map(|name| view! { <th scope="col">{*name}</th> }).collect_view()}</tr></thead>
            <tbody>{move || rows.get().into_iter().map(|row| {
                let mut cells = row.into_iter();
                let name = cells.next();
                view! { <tr><th scope="row">{name}</th>{cells.map(|cell| view! { <td>{cell}</td> }).collect_view()}</tr> }
            }).collect_view()}</tbody>
        </table></div>
    }
}

/// What could not be replayed, and why.
fn idle(workbench: Workbench) -> AnyView {
    let said = workbench.said(|package, findings| {
        let why = |one: &ReplayFinding| {
            let named = format!("#/monitoring/{}", one.id);
            Some((named, words::name(package, &one.id), words::problem(package, one, one.problem?)))
        };
        findings.replays.iter().filter_map(why).collect::<Vec<_>>()
    });
    view! {
        {move || match said.get() {
            said if said.is_empty() => ().into_any(),
            said => view! {
                <details>
                    <summary>{words::idle(said.len())}</summary>
                    <ul class="remarks">{said.into_iter().map(|(address, name, why)| view! {
                        <li><a href=address>{name}</a>": "{why}"."</li>
                    }).collect_view()}</ul>
                </details>
            },
        }}
    }
}

/// What the replay of one monitor or service level came to, alternative by alternative.
pub(super) fn of_one(workbench: Workbench, id: Id) -> AnyView {
    let said = workbench.said(move |package, findings| {
        let found = findings.replays.iter().filter(|one| one.id == id);
        let line = |one: &ReplayFinding| {
            let name = package.alternative(&one.alternative).map(|one| one.name.clone());
            (name, words::sentence(package, one))
        };
        found.map(line).collect::<Vec<_>>()
    });
    view! {
        <ul class="remarks">{move || said.get().into_iter().map(|(name, said)| match name {
            Some(name) => view! { <li>{name}": "{said}</li> },
            None => view! { <li>{said}</li> },
        }).collect_view()}</ul>
    }
}

fn incidents(workbench: Workbench) -> AnyView {
    let watched = move || -> Choices {
        let package = workbench.package();
        let ids = package.monitors.iter().map(|one| &one.id).chain(package.service_levels.iter().map(|one| &one.id));
        ids.map(|id| (id.0.clone(), words::name(&package, id))).collect()
    };
    RecordList::of::<PastIncident>("Incidents", |_| {})
        .empty("Nobody has stated an incident.")
        .column("What was wrong", "wide", |id| Field::new("What was wrong").in_row().text(bind!(PastIncident[id].name)))
        .by(|it| Key::text(&it.name))
        .column("From", "", |id| Field::new("From").in_row().text(bind!(PastIncident[id].from)))
        .by(|it| Key::text(&it.from))
        .column("Until", "", |id| Field::new("Until").in_row().text(bind!(PastIncident[id].until)))
        .by(|it| Key::text(&it.until))
        .column("Alternative", "owner", move |id| {
            let all = choices_of::<Alternative>(workbench, |one| one.name.clone());
            Field::new("Alternative").in_row().record(all, bind!(PastIncident[id].alternative))
        })
        .column("To be seen by", "owner", move |id| {
            Field::new("To be seen by").in_row().record(watched, bind!(PastIncident[id].monitor))
        })
        .beneath(move |id| contradicting(workbench, id))
        .detail(move |id| view! {
            <p class="hint">"Write a day, such as 2026-04-13, a day with a time, or seconds where the rows count their time. Without an end it lasts until the last row; without an alternative or a monitor it is of all."</p>
            <div class="columns">
                {Field::new("Dataset").record(choices_of::<Dataset>(workbench, |one| one.label().to_owned()), bind!(PastIncident[id].dataset))}
            </div>
        })
        .view()
}

/// One of several, for looking only; `chosen` is the one that is looked at.
fn picker(
    label: &'static str,
    choices: impl Fn() -> Vec<(Id, String)> + Send + Sync + 'static,
    chosen: Memo<Id>,
    picked: RwSignal<Id>,
) -> AnyView {
    view! {
        <label class="field"><span>{label}</span>
            <select on:change=move |event| picked.set(Id(event_target_value(&event)))>
                {move || choices().into_iter().map(|(id, name)| {
                    let own = id.clone();
                    view! { <option value=id.0 prop:selected=move || chosen.get() == own>{name}</option> }
                }).collect_view()}
            </select>
        </label>
    }
}

//! Triage drills: the first thirty minutes of an incident walked through, and what was decided.

use crate::ui::prelude::*;

use crate::analysis::triage::sheet;
use crate::browser::clock;
use crate::editing::arrangement::Key;
use crate::editing::{Binding, address};
use crate::findings::{Screen, TriageStep};
use crate::package::path::Path;
use crate::package::triage::{TriageDrill, TriageScenario, TriageStepKind};
use crate::package::{Id, Package, Record};
use crate::publish::words::triage as words;
use crate::ui::field::{Choices, Field};
use crate::ui::page::monitoring::{rollback, rollback_choices};
use crate::ui::record_list::RecordList;
use crate::ui::route;
use crate::ui::workbench::Workbench;

/// The section of the Monitoring screen.
pub(super) fn section(workbench: Workbench) -> AnyView {
    let picked = RwSignal::new(TriageScenario::usual()[0].id.clone());
    let chosen = workbench.slice(move |package| chosen(package, &picked.get()));
    let open = RwSignal::new(route::anchor().map(Id));
    let begin = move |_| open.set(Some(begin(workbench, &chosen.get_untracked())));
    view! {
        <section aria-labelledby="triage-title" id="field-triage">
            <h2 id="triage-title">"Triage drill"</h2>
            <p>"The first thirty minutes of an incident, walked through with the plan at hand before they come. What was decided, and what was missing, is kept as evidence."</p>
            <div class="columns">
                <label class="field"><span>"Scenario"</span>
                    <select on:change=move |event| picked.set(Id(event_target_value(&event)))>
                        {move || scenarios(workbench)().into_iter().map(|(id, name)| {
                            let own = Id(id.clone());
                            view! { <option value=id prop:selected=move || chosen.read().id == own>{name}</option> }
                        }).collect_view()}
                    </select>
                </label>
            </div>
            <p class="lead">{move || chosen.read().sign.clone()}</p>
            {steps(workbench, chosen, None)}
            <p class="actions"><button type="button" class="primary" on:click=begin>"Walk through it"</button></p>
            <h3>"Drills"</h3>
            {drills(workbench, open)}
            <h3>"Scenarios of your own"</h3>
            {own()}
        </section>
    }
}

/// The scenario picked, or else the first.
fn chosen(package: &Package, picked: &Id) -> TriageScenario {
    package.triage.scenario(picked).unwrap_or_else(|| TriageScenario::usual()[0].clone())
}

fn scenarios(workbench: Workbench) -> impl Fn() -> Choices + Copy + Send + Sync + 'static {
    move || workbench.package().triage.all().iter().map(|one| (one.id.0.clone(), words::scenario(one))).collect()
}

/// Records a drill of today, with what the plan lacks now, and goes there; gives the drill.
fn begin(workbench: Workbench, scenario: &TriageScenario) -> Id {
    let package = workbench.package_now();
    let missing = words::lacking(&package, scenario, &sheet(&package, scenario));
    let drill = TriageDrill {
        scenario: scenario.id.clone(),
        date: clock::today(),
        missing,
        ..TriageDrill::blank(Id::fresh("triage-drill", clock::entropy()))
    };
    let id = drill.id.clone();
    workbench.edit("Walk through a triage drill", |package| package.triage.drills.push(drill));
    route::go(&format!("{}/{id}", Screen::Monitoring.address()));
    id
}

/// The sheet step by step; under each the field of what a drill decided, where there is one.
fn steps(workbench: Workbench, scenario: Memo<TriageScenario>, drill: Option<Id>) -> AnyView {
    let sheet = workbench.slice(move |package| sheet(package, &scenario.get()));
    let step = move |place: usize, kind: TriageStepKind| {
        let decided = drill.clone().map(|drill| decision(drill, kind));
        view! {
            <li>
                <h3>{words::heading(kind)}</h3>
                <p>{move || words::task(&scenario.read(), kind)}</p>
                {move || sheet.read().steps.get(place).map(|step| looked(workbench, &scenario.read(), step))}
                {decided}
            </li>
        }
    };
    let all = TriageStepKind::ALL.iter().enumerate().map(|(place, kind)| step(place, *kind)).collect_view();
    view! { <ol class="triage">{all}</ol> }
}

fn looked(workbench: Workbench, scenario: &TriageScenario, step: &TriageStep) -> AnyView {
    let package = workbench.package();
    let look = step.look.iter().map(|id| {
        let (said, address) = (words::look(&package, step, id), address_of(&package, id));
        view! { <li><a href=address>{said}</a></li> }
    });
    let lacking = step.lacking.iter().map(|lack| {
        let said = words::lack(&package, scenario, lack);
        view! { <li class="missing">{said}</li> }
    });
    view! { <ul class="remarks">{look.collect_view()}{lacking.collect_view()}</ul> }
}

/// Where a record of a sheet is edited.
fn address_of(package: &Package, id: &Id) -> String {
    let is_target = package.release.rollback.targets.iter().any(|one| one.id == *id);
    let list = match () {
        () if is_target => "release",
        () if package.failure_mode(id).is_some() => "failure_modes",
        () => "monitors",
    };
    address::of_path(&Path::default().field(list).record(id.as_str()))
}

/// What was decided at a step.
fn decision(drill: Id, step: TriageStepKind) -> AnyView {
    let place: Binding<String> = match step {
        TriageStepKind::Confirm => bind!(TriageDrill[drill].decisions.confirm),
        TriageStepKind::Changed => bind!(TriageDrill[drill].decisions.changed),
        TriageStepKind::Attribute => bind!(TriageDrill[drill].decisions.attribute),
        TriageStepKind::Act => bind!(TriageDrill[drill].decisions.act),
        TriageStepKind::Tell => bind!(TriageDrill[drill].decisions.tell),
    };
    Field::new(format!("Decided: {}", step.label())).lines(2).long_text(place)
}

fn drills(workbench: Workbench, open: RwSignal<Option<Id>>) -> AnyView {
    RecordList::of::<TriageDrill>("Triage drills", |drill| {
        drill.scenario = TriageScenario::usual()[0].id.clone();
        drill.date = clock::today();
    })
    .empty("No drill has been walked through yet.")
    .opening(open)
    .column("When", "narrow", |id| Field::new("When").in_row().date(bind!(TriageDrill[id].date)))
    .by(|it| Key::text(&it.date.0))
    .column("Scenario", "wide", move |id| {
        Field::new("Scenario").in_row().record(scenarios(workbench), bind!(TriageDrill[id].scenario))
    })
    .column("Led by", "owner", |id| Field::new("Led by").in_row().offered("people").text(bind!(TriageDrill[id].led_by)))
    .by(|it| Key::text(&it.led_by))
    .column("Rolled back", "owner", |id| {
        Field::new("Rolled back").in_row().choice(rollback_choices, rollback(bind!(TriageDrill[id].rolled_back)))
    })
    .detail(move |id| {
        let of = id.clone();
        let scenario = workbench.slice(move |package| {
            let scenario = TriageDrill::find(package, &of).map(|drill| drill.scenario.clone());
            chosen(package, &scenario.unwrap_or_default())
        });
        view! {
            {steps(workbench, scenario, Some(id.clone()))}
            <div class="columns">
                {Field::new("Decided after").unit("min").number(bind!(TriageDrill[id].minutes))}
            </div>
            {Field::new("What was missing").hint("One thing a line. It began with what the plan lacked that day.").items(bind!(TriageDrill[id].missing))}
        }
    })
    .view()
}

fn own() -> AnyView {
    RecordList::of::<TriageScenario>("Scenarios of your own", |_| {})
        .empty("Beside the usual three: what else would be noticed first, and what would be suspected?")
        .column("Scenario", "wide", |id| Field::new("Scenario").in_row().text(bind!(TriageScenario[id].name)))
        .by(|it| Key::text(&it.name))
        .column("Seen by monitors of", "owner", |id| {
            Field::new("Seen by monitors of").in_row().word(bind!(TriageScenario[id].kind))
        })
        .column("Suspected first", "owner", |id| {
            Field::new("Suspected first").in_row().word(bind!(TriageScenario[id].suspect))
        })
        .detail(|id| Field::new("What is noticed").long_text(bind!(TriageScenario[id].sign)))
        .view()
}

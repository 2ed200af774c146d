//! Release: the pipeline with its checks and rollback, drawn as the form has it, and simulated.

mod check;
mod design;
mod fault;
mod parts;
mod plan;
mod power;
mod rollback;
mod run;
mod simulation;

use crate::ui::prelude::*;

use crate::editing::arrangement::Key;
use crate::editing::{Binding, Place};
use crate::package::contradiction::contradictions;
use crate::package::release::{Stage, Strategy};
use crate::package::{Gate, Id, Record};
use crate::publish::chart;
use crate::publish::words::contradiction;
use crate::ui::chart::chart as draw_chart;
use crate::ui::field::Field;
use crate::ui::page::{deployment, manifest};
use crate::ui::part;
use crate::ui::record_list::RecordList;
use crate::ui::workbench::{Workbench, use_workbench};
use parts::Part;
use simulation::Chosen;

/// The pipeline, what is simulated of it, and the way back: one part at a time.
pub fn view() -> AnyView {
    let workbench = use_workbench();
    let part = part::watch::<Part>(workbench);
    let chosen = Chosen::new(workbench);
    view! {
        <header class="page-head">
            <h1>"Release"</h1>
            <p>"How it reaches everyone, step by step, and how it is rolled back."</p>
        </header>
        {part::tabs(part)}
        {move || match part.get() {
            Part::Pipeline => view! { {pipeline(workbench)}{check::section(workbench)} },
            Part::Simulation => simulation::section(workbench, simulation::results(chosen)),
            Part::Power => simulation::section(workbench, simulation::powers(chosen)),
            Part::Plan => simulation::section(workbench, plan::view),
            Part::Supposed => simulation::section(workbench, simulation::supposed),
            Part::Rollback => rollback::sections(workbench),
            Part::Deployment => view! {
                {deployment::section(workbench)}
                {manifest::section(&["argo", "flagger", "actions"], "The pipeline for engines that run it. What an engine cannot express stands in its report; nothing is dropped without a word.")}
            },
        }}
    }
}

fn pipeline(workbench: Workbench) -> AnyView {
    view! {
        <section aria-labelledby="diagram">
            <h2 id="diagram">"The pipeline"</h2>
            {draw_chart("Release pipeline", 260.0, move |frame| chart::pipeline::draw(&workbench.package(), frame))}
        </section>
        <section aria-labelledby="stages-title" id="field-stages">
            <h2 id="stages-title">"Stages"</h2>
            <div class="columns">
                {Field::new("Strategy").word(bind!(release.strategy))}
                {Field::new("Service or model released").text(bind!(release.service))}
            </div>
            {stages(workbench)}
            <p class="actions"><button type="button" on:click=move |_| usual_canary(workbench)>"Add the usual canary stages"</button></p>
        </section>
    }
}

fn stages(workbench: Workbench) -> AnyView {
    RecordList::of::<Stage>("Stages", |stage| stage.duration_hours = 24.0)
        .empty("The first stage exposes a few people for a while. Say how many, for how long, and what must hold to proceed.")
        .column("Stage", "", |id| Field::new("Stage").in_row().text(bind!(Stage[id].name)))
        .by(|it| Key::text(&it.name))
        .column("Traffic", "figure", |id| {
            Field::new("Traffic").unit("%").in_row().within(0.0, 100.0, bind!(Stage[id].traffic_percent))
        })
        .by(|it| Key::number(it.traffic_percent))
        .column("Held for", "figure", |id| {
            Field::new("Held for").unit("h").in_row().number(bind!(Stage[id].duration_hours).optional())
        })
        .by(|it| Key::number(it.duration_hours))
        .column("Approved by", "owner", |id| {
            Field::new("Approved by").in_row().offered("people").text(bind!(Stage[id].approver))
        })
        .by(|it| Key::text(&it.approver))
        .column("Gates to proceed", "", move |id| promoting(workbench, id))
        .by_found(|it, package, _| {
            let gates = it.promotion_gates.iter().filter_map(|gate| package.gate(gate));
            Key::text(gates.map(|gate| gate.name.as_str()).collect::<Vec<_>>().join(", "))
        })
        .beneath(move |id| contradicting(workbench, id))
        .detail(move |id| stage_detail(workbench, id))
        .view()
}

/// What the package says of a stage or monitor that cannot hold beside the rest.
pub fn contradicting(workbench: Workbench, record: Id) -> AnyView {
    let said = workbench.slice(move |package| {
        let here = contradictions(package).into_iter().filter(|one| one.record() == Some(&record));
        here.map(|one| contradiction::sentence(package, &one)).collect::<Vec<_>>()
    });
    view! { {move || said.get().into_iter().map(|said| view! { <p class="missing">{said}</p> }).collect_view()} }
}

fn promoting(workbench: Workbench, id: Id) -> AnyView {
    let names = workbench.slice(move |package| {
        let gates = Stage::find(package, &id).map(|stage| stage.promotion_gates.clone()).unwrap_or_default();
        gates.iter().filter_map(|gate| package.gate(gate)).map(|gate| gate.name.clone()).collect::<Vec<_>>().join(", ")
    });
    view! { <span class="cell-text">{move || match names.get() {
        names if names.is_empty() => "none; open the row to choose".to_owned(),
        names => names,
    }}</span> }
}

fn stage_detail(workbench: Workbench, id: Id) -> AnyView {
    let gates = workbench
        .slice(|package| package.gates.iter().map(|gate| (gate.id.clone(), gate.name.clone())).collect::<Vec<_>>());
    let stage = id.clone();
    view! {
        <fieldset>
            <legend>"Gates that must pass before the next stage"</legend>
            {move || match gates.get() {
                gates if gates.is_empty() => view! { <p class="hint">"No gate yet. "<a href="#/gates">"Add one on Gates"</a>"."</p> },
                gates => gates.into_iter().map(|(gate, name)| {
                    Field::new(if name.is_empty() { "Unnamed gate".to_owned() } else { name }).check(promotes(stage.clone(), gate))
                }).collect_view().into_any(),
            }}
        </fieldset>
        {Field::new("What is done or checked in this stage").long_text(bind!(Stage[id].note))}
    }
}

/// Whether a gate must pass before the stage after `stage`.
fn promotes(stage: Id, gate: Id) -> Binding<bool> {
    let (stage_written, gate_written) = (stage.clone(), gate.clone());
    Binding::new(
        Place::of::<Stage>(&stage, "promotion_gates").at(&gate),
        move |package| Stage::find(package, &stage).map(|stage| stage.promotion_gates.contains(&gate)),
        move |package, wanted| {
            let Some(stage) = Stage::find_mut(package, &stage_written) else { return };
            stage.promotion_gates.retain(|each| *each != gate_written);
            if wanted {
                stage.promotion_gates.push(gate_written.clone());
            }
        },
    )
}

fn usual_canary(workbench: Workbench) {
    let stages = [("Canary 5 %", 5.0, 24.0), ("Canary 25 %", 25.0, 24.0), ("Everybody", 100.0, 0.0)];
    let present = workbench.package_now().release.stages.clone();
    if stages.iter().any(|(name, ..)| present.iter().any(|stage| stage.name == *name)) {
        workbench.notices.say("The usual canary stages are there already.");
        return;
    }
    let fresh: Vec<Stage> = stages
        .into_iter()
        .map(|(name, traffic_percent, duration_hours)| Stage {
            name: name.to_owned(),
            traffic_percent,
            duration_hours,
            ..Stage::blank(Id::fresh("stage", crate::browser::clock::entropy()))
        })
        .collect();
    workbench.edit("Add the usual canary stages", |package| {
        package.release.strategy = Strategy::Canary;
        let blockers = package.gates.iter().filter(|gate| gate.severity == crate::package::Severity::Blocker);
        let blockers: Vec<Id> = blockers.map(|gate: &Gate| gate.id.clone()).collect();
        let last = fresh.len() - 1;
        package.release.stages.extend(fresh.into_iter().enumerate().map(|(place, stage)| Stage {
            promotion_gates: if place < last { blockers.clone() } else { Vec::new() },
            ..stage
        }));
    });
}

//! Checks: what is looked at again and again while a stage is held.

use crate::ui::prelude::*;

use super::contradicting;
use crate::editing::arrangement::Key;
use crate::editing::{Binding, Place};
use crate::package::release::{Check, CheckMetric, Stage};
use crate::package::{Id, Monitor, Record};
use crate::publish::words::release as words;
use crate::ui::field::Field;
use crate::ui::record_list::{RecordList, choices_of};
use crate::ui::workbench::Workbench;

/// The section of the Release screen.
pub(super) fn section(workbench: Workbench) -> AnyView {
    view! {
        <section aria-labelledby="checks-title" id="field-checks">
            <h2 id="checks-title">"Checks while a stage is held"</h2>
            {RecordList::of::<Check>("Checks", |check| (check.metric, check.threshold) = (CheckMetric::Errors, 1.0))
                .empty("A check looks at one metric in equal intervals and rolls back when too many looks fail. Without one, only a person or a monitor notices.")
                .column("Check", "", |id| Field::new("Check").in_row().text(bind!(Check[id].name)))
                .by(|it| Key::text(&it.name))
                .column("Metric", "narrow", |id| Field::new("Metric").in_row().word(bind!(Check[id].metric)))
                .by(|it| Key::word(it.metric))
                .column("Judge", "", |id| Field::new("Judge").in_row().word(bind!(Check[id].judge)))
                .by(|it| Key::word(it.judge))
                .column("Limit", "figure", move |id| limit(workbench, id))
                .by(|it| Key::number(it.threshold))
                .column("Every", "figure", |id| {
                    Field::new("Every").unit("min").in_row().number(bind!(Check[id].interval_minutes).optional())
                })
                .by(|it| Key::number(it.interval_minutes))
                .column("May fail", "figure", |id| Field::new("May fail").in_row().whole(0, 100_000, bind!(Check[id].failure_limit)))
                .by(|it| Key::number(f64::from(it.failure_limit)))
                .beneath(move |id| contradicting(workbench, id))
                .detail(move |id| detail(workbench, id))
                .view()}
        </section>
    }
}

fn limit(workbench: Workbench, id: Id) -> AnyView {
    let unit = {
        let id = id.clone();
        workbench.slice(move |package| match Check::find(package, &id).map(|check| words::unit(package, check)) {
            Some(crate::publish::chart::Unit::Named(name)) => name.to_owned(),
            _ => String::new(),
        })
    };
    // The unit is part of the label of a field, so that another one is another field.
    view! { {move || Field::new("Limit").unit(unit.get()).in_row().number(bind!(Check[id].threshold).optional())} }
}

fn detail(workbench: Workbench, id: Id) -> AnyView {
    let said = {
        let id = id.clone();
        workbench.slice(move |package| {
            Check::find(package, &id).map(|check| {
                format!("A look fails when {} is {}.", words::metric(check), words::failure(package, check))
            })
        })
    };
    let stages = workbench.slice(|package| {
        package.release.stages.iter().map(|one| (one.id.clone(), one.name.clone())).collect::<Vec<_>>()
    });
    let check = id.clone();
    view! {
        <p>{move || said.get()}</p>
        <div class="columns">
            {Field::new("Passes up to").hint("Between this and the limit a look is inconclusive; the limit alone decides when empty.").number(bind!(Check[id].passes_at))}
            {Field::new("May be inconclusive").hint("One more holds the release where it is until a person looks.").whole(0, 100_000, bind!(Check[id].inconclusive_limit))}
            {Field::new("Level").hint("Of a judge that tests: how often it may fail a stage that is as good as the old version.").within(0.0, 0.5, bind!(Check[id].level))}
            {Field::new("Quantile").hint("Of the latency: 0.99 is p99.").within(0.0, 1.0, bind!(Check[id].quantile))}
            {Field::new("Monitor that goes on with it").record(choices_of::<Monitor>(workbench, |monitor| monitor.metric.clone()), bind!(Check[id].monitor))}
        </div>
        <fieldset>
            <legend>"Stages it belongs to; every one when none is chosen"</legend>
            {move || stages.get().into_iter().map(|(stage, name)| {
                Field::new(if name.is_empty() { "Unnamed stage".to_owned() } else { name }).check(belongs(check.clone(), stage))
            }).collect_view()}
        </fieldset>
    }
}

/// Whether a check belongs to a stage by name.
fn belongs(check: Id, stage: Id) -> Binding<bool> {
    let (check_written, stage_written) = (check.clone(), stage.clone());
    Binding::new(
        Place::of::<Check>(&check, "stages").at(&stage),
        move |package| Check::find(package, &check).map(|check| check.stages.contains(&stage)),
        move |package, wanted| {
            let present = Stage::find(package, &stage_written).is_some();
            let Some(check) = Check::find_mut(package, &check_written) else { return };
            check.stages.retain(|each| *each != stage_written);
            if wanted && present {
                check.stages.push(stage_written.clone());
            }
        },
    )
}

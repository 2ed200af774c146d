//! The way back: targets, steps, what needs what, and drills.

use crate::ui::prelude::*;

use super::contradicting;
use crate::editing::arrangement::Key;
use crate::package::Package;
use crate::package::release::{Compatibility, Drill, RollbackStep, RollbackVersion, retreats};
use crate::publish::words::release as words;
use crate::ui::field::{Choices, Field};
use crate::ui::record_list::RecordList;
use crate::ui::workbench::Workbench;

/// The sections of the Release screen.
pub(super) fn sections(workbench: Workbench) -> AnyView {
    view! {
        {objective(workbench)}
        {targets(workbench)}
        {compatibility(workbench)}
        {steps()}
        {drills(workbench)}
    }
}

fn objective(workbench: Workbench) -> AnyView {
    let minutes = workbench.slice(|package| {
        let steps = package.release.rollback.steps.iter().filter_map(|step| step.minutes);
        (steps.fold(0.0, |sum: f64, minutes| sum + minutes), package.release.rollback.objective_minutes)
    });
    view! {
        <section aria-labelledby="rollback-title">
            <h2 id="rollback-title">"Rollback"</h2>
            <div class="columns">
                {Field::new("Roll back within").id("field-rollback-objective").unit("min").number(bind!(release.rollback.objective_minutes))}
                {Field::new("Last rehearsed").id("field-rehearsed").hint("When and how; a rollback nobody has tried is only a hope.").long_text(bind!(release.rollback.rehearsed))}
            </div>
            <p>{move || match minutes.get() {
                (0.0, _) => String::new(),
                (total, Some(objective)) if total > objective => format!("The steps take {total} minutes, more than the {objective} allowed."),
                (total, Some(objective)) => format!("The steps take {total} minutes of the {objective} allowed."),
                (total, None) => format!("The steps take {total} minutes; no time objective is stated."),
            }}</p>
        </section>
    }
}

fn targets(workbench: Workbench) -> AnyView {
    view! {
        <section aria-labelledby="targets-title" id="field-rollback-targets">
            <h2 id="targets-title">"What can be rolled back"</h2>
            {RecordList::of::<RollbackVersion>("Rollback targets", |_| {})
                .empty("Code, model, prompt and data are rolled back separately. Name each with the version to go back to.")
                .column("Target", "narrow", |id| Field::new("Target").in_row().word(bind!(RollbackVersion[id].target)))
                .by(|it| Key::word(it.target))
                .column("Released", "", |id| Field::new("Released version").in_row().text(bind!(RollbackVersion[id].current)))
                .by(|it| Key::text(&it.current))
                .column("Back to", "", |id| Field::new("Back to version").in_row().text(bind!(RollbackVersion[id].previous)))
                .by(|it| Key::text(&it.previous))
                .column("How, and who", "wide", |id| Field::new("How, and who").in_row().text(bind!(RollbackVersion[id].how)))
                .by(|it| Key::text(&it.how))
                .beneath(move |id| contradicting(workbench, id))
                .detail(|id| view! {
                    <div class="columns">
                        {Field::new("Takes").unit("min").number(bind!(RollbackVersion[id].reach.minutes))}
                        {Field::new("Done by").offered("people").text(bind!(RollbackVersion[id].reach.owner))}
                    </div>
                    {Field::new("What it cannot undo").hint("Such as a migrated schema or a changed feature store.").long_text(bind!(RollbackVersion[id].reach.cannot_undo))}
                })
                .view()}
        </section>
    }
}

fn choices(workbench: Workbench) -> impl Fn() -> Choices + Copy + Send + Sync + 'static {
    move || {
        let package = workbench.package();
        let targets = package.release.rollback.targets.iter();
        targets.map(|target| (target.id.0.clone(), words::target(&package, &target.id))).collect()
    }
}

fn compatibility(workbench: Workbench) -> AnyView {
    let together = workbench.slice(|package: &Package| {
        let found = retreats(&package.release.rollback);
        let possible = found.iter().filter(|one| one.unmet.is_none());
        possible.filter_map(|one| words::retreat(package, one)).collect::<Vec<_>>()
    });
    view! {
        <section aria-labelledby="compatibility-title">
            <h2 id="compatibility-title">"What needs what"</h2>
            {RecordList::of::<Compatibility>("What needs what", |_| {})
                .empty("If a version of one target works only with a version of another, say so: what must go back together is worked out.")
                .column("Target", "narrow", move |id| Field::new("Target").in_row().record(choices(workbench), bind!(Compatibility[id].target)))
                .column("In version", "", |id| Field::new("In version").in_row().text(bind!(Compatibility[id].version)))
                .by(|it| Key::text(&it.version))
                .column("Needs", "narrow", move |id| Field::new("Needs").in_row().record(choices(workbench), bind!(Compatibility[id].needs)))
                .column("In version", "", |id| Field::new("Needed version").in_row().text(bind!(Compatibility[id].needs_version)))
                .by(|it| Key::text(&it.needs_version))
                .view()}
            {move || together.get().into_iter().map(|said| view! { <p>{said}</p> }).collect_view()}
        </section>
    }
}

fn steps() -> AnyView {
    view! {
        <section aria-labelledby="steps-title" id="field-rollback-steps">
            <h2 id="steps-title">"Rollback steps"</h2>
            {RecordList::of::<RollbackStep>("Rollback steps", |_| {})
                .empty("What is done first, and by whom? The steps are followed in this order.")
                .column("Step", "wide", |id| Field::new("Step").in_row().text(bind!(RollbackStep[id].action)))
                .by(|it| Key::text(&it.action))
                .column("Owner", "owner", |id| Field::new("Owner").in_row().offered("people").text(bind!(RollbackStep[id].owner)))
                .by(|it| Key::text(&it.owner))
                .column("Takes", "figure", |id| Field::new("Takes").unit("min").in_row().number(bind!(RollbackStep[id].minutes)))
                .by(|it| Key::number(it.minutes))
                .view()}
        </section>
    }
}

fn drills(workbench: Workbench) -> AnyView {
    view! {
        <section aria-labelledby="drills-title" id="field-drills">
            <h2 id="drills-title">"Drills"</h2>
            {RecordList::of::<Drill>("Drills", |_| {})
                .empty("Each rehearsal of a rollback: when, where, how long it took and what was learnt.")
                .column("When", "narrow", |id| Field::new("When").in_row().date(bind!(Drill[id].date)))
                .by(|it| Key::text(&it.date.0))
                .column("Target", "narrow", move |id| Field::new("Target").in_row().record(choices(workbench), bind!(Drill[id].target)))
                .column("Where", "", |id| Field::new("Where").in_row().text(bind!(Drill[id].setting)))
                .by(|it| Key::text(&it.setting))
                .column("Took", "figure", |id| Field::new("Took").unit("min").in_row().number(bind!(Drill[id].minutes)))
                .by(|it| Key::number(it.minutes))
                .column("Result", "narrow", |id| Field::new("Result").in_row().word(bind!(Drill[id].result)))
                .by(|it| Key::word(it.result))
                .detail(|id| Field::new("What was learnt").long_text(bind!(Drill[id].note)))
                .view()}
        </section>
    }
}

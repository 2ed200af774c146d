//! Designs to compare: started from presets, and changed freely.

use crate::ui::prelude::*;

use super::contradicting;
use crate::editing::arrangement::Key;
use crate::editing::{Binding, steps};
use crate::package::release::{Design, Strategy};
use crate::package::{Alternative, Id, Record};
use crate::ui::field::Field;
use crate::ui::record_list::{RecordList, choices_of};
use crate::ui::workbench::Workbench;

/// The list of designs, with the presets to start from.
pub(super) fn list(workbench: Workbench) -> AnyView {
    let none = workbench.slice(|package| package.release.simulation.designs.is_empty());
    view! {
        {RecordList::of::<Design>("Designs", |design| *design = Design { id: design.id.clone(), ..Design::preset(Strategy::Canary) })
            .empty("Compared with a preset of each strategy. Take the presets over to change them.")
            .column("Design", "", |id| Field::new("Design").in_row().text(bind!(Design[id].name)))
            .by(|it| Key::text(&it.name))
            .column("Strategy", "narrow", |id| Field::new("Strategy").in_row().word(bind!(Design[id].strategy)))
            .by(|it| Key::word(it.strategy))
            .column("Steps", "wide", move |id| steps_field(workbench, id))
            .column("Back within", "figure", |id| {
                Field::new("Back within").unit("min").in_row().number(bind!(Design[id].rollback_minutes).optional())
            })
            .by(|it| Key::number(it.rollback_minutes))
            .beneath(move |id| contradicting(workbench, id))
            .detail(move |id| view! {
                {releases(workbench, bind!(Design[id].released.alternative))}
                <p class="actions"><button type="button" on:click=move |_| plan(workbench, &id)>"Plan the release like this"</button></p>
            })
            .view()}
        {move || none.get().then(|| view! {
            <p class="actions"><button type="button" on:click=move |_| take_presets(workbench)>"Take the presets over"</button></p>
        })}
    }
}

/// Which alternative a way of releasing is for.
pub(super) fn releases(workbench: Workbench, place: Binding<Id>) -> AnyView {
    Field::new("Alternative released like this")
        .hint("What the simulation comes to can then be a criterion's value for it; of several ways the first counts.")
        .record(choices_of::<Alternative>(workbench, |alternative| alternative.name.clone()), place)
}

/// Steps as text, read once the field is left.
fn steps_field(workbench: Workbench, id: Id) -> AnyView {
    let problem = RwSignal::new(false);
    let shown = {
        let id = id.clone();
        workbench.slice(move |package| {
            Design::find(package, &id).map(|design| steps::written(&design.steps)).unwrap_or_default()
        })
    };
    let write = move |event: web_sys::Event| {
        let read = steps::read(&event_target_value(&event));
        problem.set(read.is_none());
        if let Some(read) = read {
            workbench.edit("Steps", |package| {
                if let Some(design) = Design::find_mut(package, &id) {
                    design.steps = read;
                }
            });
        }
    };
    view! {
        <input type="text" aria-label="Steps" aria-invalid=move || problem.get().then_some("true")
            prop:value=move || shown.get() on:change=write />
        {move || problem.get().then(|| view! {
            <p class="problem">"Write shares and times, such as “5 % 24 h, 100 % 24 h”; what stood there before still counts."</p>
        })}
    }
}

fn take_presets(workbench: Workbench) {
    let entropy = crate::browser::clock::entropy();
    workbench.edit("Take the presets over", |package| {
        let presets = Strategy::ALL.iter().enumerate();
        package.release.simulation.designs = presets
            .map(|(place, strategy)| Design {
                id: Id::fresh("design", entropy.wrapping_add(place as u64)),
                ..Design::preset(*strategy)
            })
            .collect();
    });
}

/// Makes a design's steps the stages of the release; gates and approvers of a stage in the same place stay.
fn plan(workbench: Workbench, id: &Id) {
    let entropy = crate::browser::clock::entropy();
    workbench.edit("Plan the release like this", |package| {
        let Some(design) = Design::find(package, id).cloned() else { return };
        package.release.strategy = design.strategy;
        package.release.simulation.rollback_minutes = design.rollback_minutes;
        package.release.set_stages(&design.steps, &mut |place| Id::fresh("stage", entropy.wrapping_add(place as u64)));
    });
}

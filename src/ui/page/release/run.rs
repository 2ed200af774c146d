//! One run that one can scrub through: why it was rolled back, or was not.

use std::sync::Arc;

use crate::ui::prelude::*;

use super::simulation::{Chosen, select};
use crate::analysis::simulation::replay::{Replay, replay};
use crate::package::Id;
use crate::publish::chart;
use crate::publish::words::{figure, simulation as words};
use crate::ui::chart::chart as draw_chart;
use crate::ui::workbench::Workbench;

/// The run, its number and the hour it is seen at.
pub(super) fn view(workbench: Workbench, chosen: Chosen) -> AnyView {
    let run = RwSignal::new(0_u32);
    let hour = RwSignal::new(f64::INFINITY);
    let replayed = Memo::new(move |_| {
        let (design, fault) = (chosen.design.get(), chosen.fault.get());
        replay(&workbench.package(), &design, &fault, run.get()).map(Arc::new)
    });
    let horizon = move || replayed.read().as_ref().map_or(0.0, |run: &Arc<Replay>| run.horizon);
    let runs = workbench.slice(|package| package.release.simulation.runs);
    let number = move |event: web_sys::Event| {
        if let Ok(number) = event_target_value(&event).parse::<u32>() {
            run.set(number.clamp(1, runs.get_untracked().max(1)) - 1);
        }
    };
    let scrubbed = move |event: web_sys::Event| {
        if let Ok(at) = event_target_value(&event).parse::<f64>() {
            hour.set(if at >= horizon() { f64::INFINITY } else { at });
        }
    };
    let until = move || format!("Seen until hour {}", figure::number(hour.get().min(horizon()).round()));
    let designs = move || -> Vec<(Id, String)> {
        let package = workbench.package();
        let others = package.release.simulation.compared();
        let ids = std::iter::once(Id::default()).chain(others.into_iter().map(|design| design.id));
        ids.map(|id| (id.clone(), words::design(&package, &id))).collect()
    };
    view! {
        <h2>"One run"</h2>
        <div class="columns">
            {select("Design", designs, move || chosen.design.get(), chosen.design)}
            <label class="field"><span>"Run"</span>
                <input type="number" min="1" max=move || runs.get().to_string()
                    prop:value=move || (run.get() + 1).to_string() on:input=number />
            </label>
            <label class="field"><span>{until}</span>
                <input type="range" min="0" max=move || horizon().to_string() step="any"
                    prop:value=move || hour.get().min(horizon()).to_string() on:input=scrubbed />
            </label>
        </div>
        {draw_chart("One run of the release", 260.0, move |frame| match replayed.get() {
            Some(run) => chart::run::draw(&workbench.package(), &run, hour.get().min(run.horizon), frame),
            None => chart::Drawing::empty(frame, "There is no run to show."),
        })}
    }
}

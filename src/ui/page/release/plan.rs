//! "Find me a plan": what is wanted, the plans found, and the one that is picked.

use std::sync::Arc;

use crate::ui::prelude::*;

use super::simulation::problems;
use crate::analysis::simulation::plan::take;
use crate::findings::{Plan, PlanSearch};
use crate::package::Id;
use crate::publish::chart;
use crate::publish::words::plan as words;
use crate::ui::chart::chart as draw_chart;
use crate::ui::field::Field;
use crate::ui::workbench::Workbench;
use crate::worker::Stage;

/// The part of the screen.
pub(super) fn view(workbench: Workbench) -> AnyView {
    let planning = workbench.planning;
    let prevented = workbench.slice(words::prevented);
    view! {
        <h2>"Find me a plan"</h2>
        <p>"Stages, times and limits are searched for the fewest requests exposed to faults. Say how sure detection must be, and how many releases may be stopped for nothing."</p>
        {problems(workbench)}
        <div class="columns">
            {Field::new("Faults to be detected, at least").unit("%").within(0.0, 100.0, bind!(release.simulation.wanted.detection_percent))}
            {Field::new("Stopped without cause, at most").unit("%").within(0.0, 100.0, bind!(release.simulation.wanted.false_percent))}
        </div>
        {move || match (prevented.get(), planning.stage()) {
            (Some(why), _) => view! { <p class="missing">{why}</p> },
            (None, stage) if stage.is_busy() => view! {
                <p class="actions"><span role="status">{searching(&stage)}</span>
                    <button type="button" on:click=move |_| planning.stop()>"Stop"</button></p>
            },
            _ => view! {
                <p class="actions"><button type="button" class="primary" on:click=move |_| planning.search()>"Search for a plan"</button></p>
            },
        }}
        {move || planning.is_old().then(|| view! { <p class="missing">"The package has changed since: these plans are of what it said before. Search again."</p> })}
        {move || planning.found().map(|found| plans(workbench, found))}
    }
}

fn searching(stage: &Stage) -> String {
    match stage {
        Stage::Running(Some(progress)) => format!("Searching: {} %", 100 * progress.done / progress.total.max(1)),
        _ => "Searching".to_owned(),
    }
}

fn plans(workbench: Workbench, found: Arc<PlanSearch>) -> AnyView {
    let summary = words::summary(&found);
    if found.plans.is_empty() {
        return view! { <p class="lead" role="status">{summary}</p> };
    }
    let drawn = Arc::clone(&found);
    let rows = found.plans.iter().enumerate().map(|(at, plan)| row(workbench, at, plan)).collect_view();
    view! {
        <p class="lead" role="status">{summary}</p>
        {draw_chart("Plans worth choosing from", 260.0, move |frame| chart::plan::draw(&drawn, frame))}
        <div class="scroll"><table class="data-table">
            <caption>"Means over the faults, weighed with their priors, as simulated"</caption>
            <thead><tr><td></td>{words::COLUMNS.iter().enumerate().map(|(place, name)| view! {
                <th scope="col" class:figure=place != 0>{*name}</th>
            }).collect_view()}<td></td></tr></thead>
            <tbody>{rows}</tbody>
        </table></div>
    }
}

fn row(workbench: Workbench, at: usize, plan: &Plan) -> AnyView {
    let mut cells = words::row(plan).into_iter();
    let name = cells.next();
    let (described, taken) = (plan.clone(), plan.clone());
    let settings = move || {
        let package = workbench.package();
        let checks = described.checks.iter().map(|one| words::setting(&package, one));
        let said = checks.chain([words::confirmed(&package, &described)]);
        said.map(|said| view! { <li>{said}</li> }).collect_view()
    };
    view! {
        <tr>
            <td class="figure">{(at + 1).to_string()}</td>
            <th scope="row">{name}
                <details><summary>"Checks, and how it was confirmed"</summary><ul>{settings}</ul></details>
            </th>
            {cells.map(|cell| view! { <td class="figure">{cell}</td> }).collect_view()}
            <td><button type="button" aria-label=format!("Pick plan {}", at + 1) disabled=move || workbench.planning.is_old()
                on:click=move |_| pick(workbench, &taken)>"Pick"</button></td>
        </tr>
    }
}

/// Makes a plan the pipeline, in one step that can be undone.
fn pick(workbench: Workbench, plan: &Plan) {
    let entropy = crate::browser::clock::entropy();
    workbench.edit("Pick a release plan", |package| {
        take(package, plan, &mut |place| Id::fresh("stage", entropy.wrapping_add(place as u64)));
    });
    workbench.notices.say(words::taken(plan));
}

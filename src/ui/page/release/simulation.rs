//! The simulation: strategies side by side on the same faults, and what it supposes.

use crate::ui::prelude::*;

use super::{design, fault, power, run};
use crate::package::contradiction::{Contradiction, contradictions};
use crate::package::release::{Check, CheckMetric, Fault, NormalLevels, Onset, Traffic};
use crate::package::{Id, Package};
use crate::publish::chart;
use crate::publish::words::{contradiction, simulation as words};
use crate::ui::chart::chart as draw_chart;
use crate::ui::field::Field;
use crate::ui::workbench::Workbench;

/// What is looked at: a design and a fault.
#[derive(Clone, Copy)]
pub(super) struct Chosen {
    /// Empty for the package's own.
    pub design: RwSignal<Id>,
    /// One that the package has.
    pub fault: Memo<Id>,
    picked: RwSignal<Id>,
}

impl Chosen {
    /// The pipeline as planned under the first fault that is one.
    pub fn new(workbench: Workbench) -> Self {
        let picked = RwSignal::new(Id::default());
        let fault = workbench.slice(move |package| chosen_fault(package, &picked.get()));
        Self { design: RwSignal::new(Id::default()), fault, picked }
    }
}

/// A section of the Release screen that rests on what is supposed, or the way to suppose something.
pub(super) fn section(
    workbench: Workbench,
    content: impl Fn(Workbench) -> AnyView + Copy + Send + Sync + 'static,
) -> AnyView {
    let empty = workbench.slice(|package| package.release.simulation.is_empty());
    view! {
        <section aria-label="Simulation" id="field-simulation">
            {move || if empty.get() { start(workbench) } else { content(workbench) }}
        </section>
    }
}

fn start(workbench: Workbench) -> AnyView {
    view! {
        <h2>"Simulation"</h2>
        <p class="empty">"Compare ways of releasing on the same faults before anything is deployed: what is detected and how fast, who is exposed, what is rolled back for nothing."</p>
        <p class="actions"><button type="button" class="primary" on:click=move |_| begin(workbench)>"Simulate the release"</button></p>
    }
}

/// Traffic, levels and faults to start from, and a check where there is none.
fn begin(workbench: Workbench) {
    let entropy = crate::browser::clock::entropy();
    let fresh = |noun: &str, place: u64| Id::fresh(noun, entropy.wrapping_add(place));
    workbench.edit("Simulate the release", |package| {
        let release = &mut package.release;
        if release.checks.is_empty() {
            let check = |place, name: &str, metric, threshold| Check {
                id: fresh("check", place),
                name: name.to_owned(),
                metric,
                threshold,
                interval_minutes: 30.0,
                failure_limit: 1,
                ..Check::default()
            };
            release.checks.0 = vec![
                check(1, "Failed requests", CheckMetric::Errors, 2.0),
                check(2, "p99 latency", CheckMetric::Latency, 150.0),
            ];
        }
        let simulation = &mut release.simulation;
        simulation.traffic = Traffic { requests_per_hour: 5_000.0, users: 20_000.0, ..Traffic::default() };
        simulation.normal = NormalLevels {
            error_percent: 0.5,
            latency_median: 40.0,
            latency_p99: 90.0,
            conversion_percent: 3.0,
            ..NormalLevels::default()
        };
        let fault = |place, name: &str, prior_percent, onset| Fault {
            id: fresh("fault", place),
            name: name.to_owned(),
            prior_percent,
            onset,
            ..Fault::default()
        };
        simulation.faults = vec![
            fault(3, "Nothing is wrong", 80.0, Onset::Never),
            Fault { error_points: 3.0, ..fault(4, "Requests fail", 10.0, Onset::AtDeploy) },
            Fault { latency_percent: 120.0, above_percent: 20.0, ..fault(5, "Slow under load", 5.0, Onset::UnderLoad) },
            Fault { conversion_percent: -15.0, ..fault(6, "Fewer conversions", 5.0, Onset::AtDeploy) },
        ];
    });
}

fn faults(workbench: Workbench) -> impl Fn() -> Vec<(Id, String)> + Copy + Send + Sync + 'static {
    move || {
        let package = workbench.package();
        package.release.simulation.faults.iter().map(|one| (one.id.clone(), words::fault(&package, &one.id))).collect()
    }
}

/// Every way of releasing on the same faults, and one run of one of them.
pub(super) fn results(chosen: Chosen) -> impl Fn(Workbench) -> AnyView + Copy + Send + Sync + 'static {
    move |workbench| {
        view! {
            <h2>"Ways of releasing on the same faults"</h2>
            {problems(workbench)}
            {progress(workbench)}
            <p class="lead" aria-live="polite">{move || {
                let found = workbench.simulating.shown.get();
                found.map(|found| words::summary(&workbench.package(), &found))
            }}</p>
            {comparison(workbench)}
            {select("Fault", faults(workbench), move || chosen.fault.get(), chosen.picked)}
            {draw_chart("Requests exposed by each design", 260.0, move |frame| match workbench.simulating.shown.get() {
                Some(found) => chart::exposure::draw(&workbench.package(), &found, &chosen.fault.get(), frame),
                None => chart::Drawing::empty(frame, "Nothing has been simulated yet."),
            })}
            {run::view(workbench, chosen)}
        }
    }
}

/// What each stage can see, and what other limits would.
pub(super) fn powers(chosen: Chosen) -> impl Fn(Workbench) -> AnyView + Copy + Send + Sync + 'static {
    move |workbench| {
        view! {
            {problems(workbench)}
            {power::operating(workbench, chosen, select("Fault", faults(workbench), move || chosen.fault.get(), chosen.picked))}
            {power::table(workbench)}
        }
    }
}

/// The fault picked, or else the first that is one.
fn chosen_fault(package: &Package, picked: &Id) -> Id {
    let faults = &package.release.simulation.faults;
    let found = faults.iter().find(|one| one.id == *picked);
    let found = found.or_else(|| faults.iter().find(|one| one.onset != Onset::Never)).or(faults.first());
    found.map(|one| one.id.clone()).unwrap_or_default()
}

pub(super) fn problems(workbench: Workbench) -> AnyView {
    let said = workbench.slice(|package| {
        let all = contradictions(package);
        let here = all.iter().filter(|one| one.is_of_simulation());
        here.map(|one: &Contradiction| contradiction::sentence(package, one)).collect::<Vec<_>>()
    });
    view! { {move || said.get().into_iter().map(|said| view! { <p class="missing">{said}</p> }).collect_view()} }
}

fn progress(workbench: Workbench) -> AnyView {
    let simulating = workbench.simulating;
    let part = move || simulating.progress().map(|progress| 100 * progress.done / progress.total.max(1));
    view! {
        <p class="actions">{move || match (simulating.is_busy(), simulating.whole.get().is_some()) {
            (true, _) => view! {
                <span>{move || match part() {
                    Some(part) => format!("Running: {part} %"),
                    None => "Running".to_owned(),
                }}</span>
                <button type="button" on:click=move |_| simulating.stop()>"Stop"</button>
            },
            (false, false) if simulating.shown.get().is_some() => view! {
                <span>"Stopped: what is shown is a coarse answer."</span>
                <button type="button" on:click=move |_| simulating.run()>"Run in full"</button>
            },
            _ => ().into_any(),
        }}</p>
    }
}

/// Means over the faults, weighed with their priors.
fn comparison(workbench: Workbench) -> AnyView {
    let rows = Memo::new(move |_| {
        let (package, found) = (workbench.package(), workbench.simulating.shown.get());
        found
            .map(|found| found.designs.iter().map(|one| words::row(&package, one)).collect::<Vec<_>>())
            .unwrap_or_default()
    });
    view! {
        <div class="scroll"><table class="data-table">
            <caption>"Means over the faults, weighed with their priors"</caption>
            <thead><tr>{words::COLUMNS.iter().enumerate().map(|(place, name)| view! {
                <th scope="col" class:figure=place != 0>{*name}</th>
            }).collect_view()}</tr></thead>
            <tbody>{move || rows.get().into_iter().map(|row| {
                let mut cells = row.into_iter();
                let name = cells.next();
                view! { <tr><th scope="row">{name}</th>{cells.map(|cell| view! { <td class="figure">{cell}</td> }).collect_view()}</tr> }
            }).collect_view()}</tbody>
        </table></div>
    }
}

/// What is supposed: faults, designs, traffic, levels and runs.
pub(super) fn supposed(workbench: Workbench) -> AnyView {
    view! {
        {problems(workbench)}
        <h2>"Faults"</h2>
        {fault::list(workbench)}
        <h2>"Designs compared"</h2>
        {design::list(workbench)}
        <h2>"Traffic and normal levels"</h2>
        <div class="columns">
            {Field::new("Requests an hour").hint("Mean of a day.").number(bind!(release.simulation.traffic.requests_per_hour).optional())}
            {Field::new("People they come from").number(bind!(release.simulation.traffic.users).optional())}
            {Field::new("Busiest hour, times the mean").hint("1: the same at all hours.").within(1.0, 2.0, bind!(release.simulation.traffic.peak_factor))}
            {Field::new("Busiest hour of the day").within(0.0, 24.0, bind!(release.simulation.traffic.peak_hour))}
            {Field::new("Released at hour").within(0.0, 24.0, bind!(release.simulation.traffic.start_hour))}
        </div>
        {Field::new("Each person stays with one version").check(bind!(release.simulation.traffic.sticky))}
        <div class="columns">
            {Field::new("Requests that fail").unit("%").within(0.0, 100.0, bind!(release.simulation.normal.error_percent))}
            {Field::new("Requests that convert").unit("%").within(0.0, 100.0, bind!(release.simulation.normal.conversion_percent))}
            {Field::new("Median latency").unit("ms").number(bind!(release.simulation.normal.latency_median).optional())}
            {Field::new("p99 latency").unit("ms").number(bind!(release.simulation.normal.latency_p99).optional())}
            {Field::new("Cost per request").number(bind!(release.simulation.normal.request_cost).optional())}
            {Field::new("Its standard deviation").number(bind!(release.simulation.normal.cost_deviation).optional())}
        </div>
        <div class="columns">
            {design::releases(workbench, bind!(release.simulation.released.alternative))}
            {Field::new("As planned, back within").unit("min").number(bind!(release.simulation.rollback_minutes).optional())}
            {Field::new("Look at").unit("h").within(1.0, 2_000.0, bind!(release.simulation.horizon_hours))}
            {Field::new("Runs").whole(100, 20_000, bind!(release.simulation.runs))}
            {Field::new("Seed").whole(0, u32::MAX, bind!(release.simulation.seed))}
        </div>
    }
}

/// One of several, for looking only; `shown` is the one that is looked at.
pub(super) fn select(
    label: &'static str,
    choices: impl Fn() -> Vec<(Id, String)> + Send + Sync + 'static,
    shown: impl Fn() -> Id + Copy + Send + Sync + 'static,
    picked: RwSignal<Id>,
) -> AnyView {
    view! {
        <label class="field"><span>{label}</span>
            <select on:change=move |event| picked.set(Id(event_target_value(&event)))>
                {move || choices().into_iter().map(|(id, name)| {
                    let own = id.clone();
                    view! { <option value=id.0 prop:selected=move || shown() == own>{name}</option> }
                }).collect_view()}
            </select>
        </label>
    }
}

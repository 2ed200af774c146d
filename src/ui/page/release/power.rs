//! What each stage can see, and what other limits of a check would do.

use crate::ui::prelude::*;

use super::simulation::{Chosen, select};
use crate::analysis::simulation::curve::curve;
use crate::editing::{Edit, Place};
use crate::findings::PowerFinding;
use crate::package::release::{Check, CheckJudge, Fault, Onset};
use crate::package::{Id, Package, Record};
use crate::publish::chart;
use crate::publish::words::{release, simulation as words};
use crate::ui::chart::draggable_chart;
use crate::ui::workbench::Workbench;

/// Stage by stage, check by check.
pub(super) fn table(workbench: Workbench) -> AnyView {
    let rows = Memo::new(move |_| {
        let package = workbench.package();
        let found = workbench.simulating.shown.get();
        let row = |one: &PowerFinding| {
            let faults = one.faults.iter().map(|fault| words::dilution(&package, one, fault)).collect::<Vec<_>>();
            (
                words::stage(&package, &one.stage),
                words::check(&package, &one.check),
                words::power(&package, one),
                faults,
            )
        };
        found.map(|found| found.power.iter().map(row).collect::<Vec<_>>()).unwrap_or_default()
    });
    view! {
        <h2>"What each stage can see"</h2>
        <div class="scroll"><table class="data-table">
            <thead><tr><th scope="col">"Stage"</th><th scope="col">"Check"</th><th scope="col">"What it sees, and what an alert on all traffic would"</th></tr></thead>
            <tbody>{move || rows.get().into_iter().map(|(stage, check, said, faults)| view! {
                <tr><th scope="row">{stage}</th><td>{check}</td><td>
                    <p>{said}</p>
                    {faults.into_iter().map(|fault| view! { <p class="hint">{fault}</p> }).collect_view()}
                </td></tr>
            }).collect_view()}</tbody>
        </table></div>
    }
}

/// The operating curve of a check with a fixed limit, which can be dragged.
pub(super) fn operating(workbench: Workbench, chosen: Chosen, fault: AnyView) -> AnyView {
    let checks = move || -> Vec<(Id, String)> {
        let package = workbench.package();
        let fixed = package.release.checks.iter().filter(|check| check.judge == CheckJudge::Threshold);
        fixed.map(|check| (check.id.clone(), words::check(&package, &check.id))).collect()
    };
    let picked = RwSignal::new(Id::default());
    let check = Memo::new(move |_| {
        let all = checks();
        let picked = picked.get();
        all.iter().find(|(id, _)| *id == picked).or(all.first()).map(|(id, _)| id.clone()).unwrap_or_default()
    });
    // The limit itself moves nothing of the curve: it is drawn about the one that stood there when it was taken.
    let found = Memo::new(move |_| curve(&workbench.package(), &check.get(), &chosen.fault.get()));
    let moved = move |_: usize, (limit, _): (f64, f64)| {
        let id = check.get_untracked();
        let edit = Edit::of(Place::of::<Check>(&id, "threshold"), "Limit");
        workbench.edit(edit, |package| set_limit(package, &id, limit));
    };
    view! {
        <h2>"What another limit would do"</h2>
        <div class="columns">{select("Check", checks, move || check.get(), picked)}{fault}</div>
        {draggable_chart("Operating curve", 240.0, move |frame| {
            let package = workbench.package();
            let one = Check::find(&package, &check.get());
            let unit = one.map_or(chart::Unit::Plain, |check| release::unit(&package, check));
            let limit = one.map_or(0.0, |check| check.threshold);
            let fault = Fault::find(&package, &chosen.fault.get()).filter(|fault| fault.onset != Onset::Never);
            let name = fault.map(|fault| words::fault(&package, &fault.id));
            chart::operating_curve::draw(&found.get().unwrap_or_default(), limit, unit, name.as_deref(), frame)
        }, moved)}
        <p class="hint">"Drag the limit; the simulation follows. Everything else of the check stays."</p>
    }
}

/// Sets a check's limit to three digits; what passes moves along.
fn set_limit(package: &mut Package, id: &Id, limit: f64) {
    let Some(check) = Check::find_mut(package, id) else { return };
    let step = libm::pow(10.0, libm::floor(libm::log10(limit.abs().max(1e-9))) - 2.0);
    let limit = (limit / step).round() * step;
    // What the rounding leaves behind in the last bits is nothing anybody wrote.
    let limit = (limit * 1e9).round() / 1e9;
    check.passes_at = check.passes_at.map(|passes| ((passes + limit - check.threshold) * 1e9).round() / 1e9);
    check.threshold = limit;
}

//! One alternative's assumptions, and what follows from them.

use std::fmt::Display;

use crate::ui::prelude::*;

use super::{amount, found, name_of, span, words};
use crate::editing::{Binding, Place};
use crate::findings::{CostFinding, Swing};
use crate::package::cost::{Assumption, CostDriver, Serving, ServingCost};
use crate::package::{Alternative, Id, Package};
use crate::publish::words::figure::{self, Unit};
use crate::ui::field::Field;
use crate::ui::workbench::Workbench;

/// The alternative's total in a line, opening into its assumptions.
pub fn view(workbench: Workbench, id: Id) -> AnyView {
    let finding = found(workbench, &id);
    let name = name_of(workbench, &id);
    let unit = workbench.slice(|package| package.cost.monthly_unit());
    let total = move || {
        let total = finding.get().and_then(|finding| finding.total);
        total.map_or_else(|| "no total yet".to_owned(), |total| format!("{} {}", amount(total), unit.get()))
    };
    let serving = serving(id.clone());
    let shown = {
        let serving = serving.clone();
        workbench.slice(move |package| serving.read(package).unwrap_or_default())
    };
    let for_rows = id.clone();
    view! {
        <details class="cost-of">
            <summary><strong>{move || name.get()}</strong>" · "<span class="figure">{total}</span></summary>
            <div class="stack">
                <div class="columns">{Field::new("Model").hint("How its model is paid for.").word(serving)}</div>
                {move || assumptions(workbench, &for_rows, shown.get())}
                <div class="stack" aria-live="polite">{move || finding.get().map(|finding| findings(workbench, &finding))}</div>
            </div>
        </details>
    }
}

fn serving(id: Id) -> Binding<Serving> {
    place(id, "serving", |cost| cost.serving, |cost, serving| cost.serving = serving)
}

/// A place in an alternative's assumptions, which begin to exist with the first of them.
fn place<T: 'static>(
    id: Id,
    field: impl Display,
    read: impl Fn(&ServingCost) -> T + Send + Sync + 'static,
    write: impl Fn(&mut ServingCost, T) + Send + Sync + 'static,
) -> Binding<T> {
    let place = Place::of::<Alternative>(&id, "cost").at(field);
    let (reader, writer) = (id.clone(), id);
    Binding::new(
        place,
        move |package: &Package| {
            package.alternative(&reader)?;
            let cost = package.cost.by_alternative.get(&reader);
            Some(cost.map_or_else(|| read(&ServingCost::default()), &read))
        },
        move |package, value| {
            write(package.cost.by_alternative.get_or_insert_with(writer.clone(), Default::default), value)
        },
    )
}

fn assumptions(workbench: Workbench, id: &Id, serving: Serving) -> AnyView {
    let currency = workbench.slice(|package| package.cost.currency.clone());
    let drivers = serving.cost_drivers().iter().chain(serving.sizing_drivers());
    let rows = drivers.map(|driver| row(currency, id, *driver)).collect_view();
    view! {
        <div class="records">
            <table class="record-table assumptions" aria-label="Assumptions">
                <thead><tr>
                    <th scope="col">"Assumption"</th><th scope="col" class="figure">"Value"</th>
                    <th scope="col" class="figure">"Low"</th><th scope="col" class="figure">"High"</th>
                    <th scope="col">"Unit"</th><th scope="col" class="wide">"Where it comes from"</th>
                </tr></thead>
                {rows}
            </table>
        </div>
    }
}

fn row(currency: Memo<String>, id: &Id, driver: CostDriver) -> AnyView {
    let number = |name: &str, read: fn(&Assumption) -> Option<f64>, write: fn(&mut Assumption, Option<f64>)| {
        let place = place(
            id.clone(),
            format_args!("{driver:?}.{name}"),
            move |cost| read(cost.assumption(driver)),
            move |cost, value| write(cost.assumption_mut(driver), value),
        );
        Field::new(format!("{}, {name}", driver.label())).in_row().number(place)
    };
    let note = place(
        id.clone(),
        format_args!("{driver:?}.note"),
        move |cost| cost.assumption(driver).note.clone(),
        move |cost, note| cost.assumption_mut(driver).note = note,
    );
    view! {
        <tbody><tr>
            <th scope="row" class="driver">{driver.label()}</th>
            <td class="figure" data-label="Value">{number("value", |it| it.value, |it, value| it.value = value)}</td>
            <td class="figure" data-label="Low">{number("low", |it| it.low, |it, low| it.low = low)}</td>
            <td class="figure" data-label="High">{number("high", |it| it.high, |it, high| it.high = high)}</td>
            <td class="unit-cell" data-label="Unit">{move || shown_unit(driver, &currency.get())}</td>
            <td class="wide" data-label="Where it comes from">{Field::new(format!("{}, where it comes from", driver.label())).in_row().text(note)}</td>
        </tr></tbody>
    }
}

/// The unit as it stands beside a number; a share says between what it lies.
fn shown_unit(driver: CostDriver, currency: &str) -> String {
    if driver == CostDriver::Utilisation { "(0 to 1)".to_owned() } else { driver.unit(currency) }
}

fn findings(workbench: Workbench, finding: &CostFinding) -> AnyView {
    let package = workbench.package();
    let problem = |problem| view! { <p class="missing">{words::problem(&package, finding, problem)}</p> };
    let problems = finding.problems.iter().map(problem).collect_view();
    let sentence = finding.total.is_some().then(|| view! { <p>{words::dependence(&package, finding)}</p> });
    let parts = finding.parts.iter().map(|part| {
        let formula = words::formula(&package, &finding.alternative, part.item);
        view! { <li>{part.item.label()}": "<span class="figure">{amount(part.amount)}</span>" = "{formula}</li> }
    });
    view! {
        {problems}
        <ul class="quietly">{parts.collect_view()}</ul>
        {sentence}
        {(!finding.swings.is_empty()).then(|| swings(workbench, finding))}
        {(!finding.sizing.is_empty()).then(|| sizing(&package, finding))}
    }
}

/// What each assumption does to the total, the widest first.
fn swings(workbench: Workbench, finding: &CostFinding) -> AnyView {
    let ends = || finding.swings.iter().flat_map(|swing| swing.totals);
    let scale = (ends().fold(f64::INFINITY, f64::min), ends().fold(f64::NEG_INFINITY, f64::max));
    let total = finding.total.unwrap_or_default();
    let currency = workbench.package().cost.currency.clone();
    let row = |swing: &Swing| {
        let [low, high] = figure::quantities(swing.ends, Unit::Plain);
        view! {
            <tr>
                <th scope="row">{swing.driver.label()}</th>
                <td>{format!("{low} to {high} {}", shown_unit(swing.driver, &currency))}</td>
                <td class="figure">{amount(swing.totals[0])}</td>
                <td class="span">{span((swing.totals[0], swing.totals[1]), total, scale)}</td>
                <td class="figure">{amount(swing.totals[1])}</td>
                <td class="figure">{figure::percent((swing.share * 100.0).round() / 100.0)}</td>
            </tr>
        }
    };
    view! {
        <div class="scroll"><table class="data-table">
            <caption>"What each assumption does to the total"</caption>
            <thead><tr>
                <th scope="col">"Assumption"</th><th scope="col">"Range"</th>
                <th scope="col" class="figure">"Total at low"</th><th scope="col"><span class="sr">"From one to the other"</span></th>
                <th scope="col" class="figure">"Total at high"</th><th scope="col" class="figure">"Share of uncertainty"</th>
            </tr></thead>
            <tbody>{finding.swings.iter().map(row).collect_view()}</tbody>
        </table></div>
    }
}

/// The worked table of the sizing.
fn sizing(package: &Package, finding: &CostFinding) -> AnyView {
    let rows = finding.sizing.iter().map(|row| {
        let sized = |value: f64| words::sized(row.quantity, value);
        view! {
            <tr>
                <th scope="row">{row.quantity.label()}</th>
                <td class="figure">{sized(row.mean)}</td>
                <td class="figure">{row.peak.map_or_else(|| "–".to_owned(), sized)}</td>
                <td>{words::sizing_formula(package, finding, row)}</td>
            </tr>
        }
    });
    view! {
        <p>{words::sizing(package, finding)}</p>
        <div class="scroll"><table class="data-table">
            <caption>"What the traffic needs"</caption>
            <thead><tr>
                <th scope="col">"Quantity"</th><th scope="col" class="figure">"Mean"</th>
                <th scope="col" class="figure">"Peak"</th><th scope="col">"How the mean comes about"</th>
            </tr></thead>
            <tbody>{rows.collect_view()}</tbody>
        </table></div>
    }
}

//! The cost model: totals, assumptions, sizing and serving stacks.

use super::document::Document;
use super::table::{Align, Table};
use crate::findings::{CostFinding, CostFindings, Findings};
use crate::package::Package;
use crate::publish::words::cost as words;
use crate::publish::words::figure::{Unit, number, quantity};

/// Writes the cost model; nothing when there is none.
pub(super) fn write(document: &mut Document, package: &Package, findings: &Findings) {
    let Some(cost) = &findings.cost else { return };
    document.part("Cost model");
    document.prose(&words::sentence(package, cost));
    totals(document, package, cost);
    for finding in &cost.alternatives {
        document.heading(&format!("Cost of {}", finding.name));
        document.prose(&words::dependence(package, finding));
        assumptions(document, package, finding);
        sizing(document, package, finding);
    }
    stacks(document, package, cost);
}

fn or_dash(value: Option<f64>) -> String {
    value.map_or_else(|| "–".to_owned(), number)
}

fn totals(document: &mut Document, package: &Package, cost: &CostFindings) {
    let mut table = Table::new(&[
        ("Alternative", Align::Left),
        ("Total", Align::Right),
        ("Low", Align::Right),
        ("High", Align::Right),
        ("Made of", Align::Left),
    ]);
    for finding in &cost.alternatives {
        let parts: Vec<String> = finding
            .parts
            .iter()
            .map(|part| {
                let formula = words::formula(package, &finding.alternative, part.item);
                format!("{} {} = {formula}", part.item, number(part.amount))
            })
            .collect();
        let total = finding.total.map_or_else(|| "–".to_owned(), |total| quantity(total, Unit::named(&cost.unit)));
        table.row(&[&finding.name, &total, &or_dash(finding.low), &or_dash(finding.high), &parts.join("; ")]);
    }
    document.table(table, "No assumptions have been entered yet.");
}

fn assumptions(document: &mut Document, package: &Package, finding: &CostFinding) {
    let Some(cost) = package.cost.by_alternative.get(&finding.alternative) else { return };
    let mut table = Table::new(&[
        ("Assumption", Align::Left),
        ("Value", Align::Right),
        ("Low", Align::Right),
        ("High", Align::Right),
        ("Unit", Align::Left),
        ("From", Align::Left),
    ]);
    for driver in cost.serving.cost_drivers().iter().chain(cost.serving.sizing_drivers()) {
        let assumed = cost.assumption(*driver);
        if assumed.value.is_some() {
            let [value, low, high] = [assumed.value, assumed.low, assumed.high].map(or_dash);
            let unit = driver.unit(&package.cost.currency);
            table.row(&[driver.label(), &value, &low, &high, &unit, &assumed.note]);
        }
    }
    document.table(table, "Nothing is assumed.");
}

fn sizing(document: &mut Document, package: &Package, finding: &CostFinding) {
    if finding.sizing.is_empty() {
        return;
    }
    let mut table =
        Table::new(&[("Sizing", Align::Left), ("Mean", Align::Right), ("Peak", Align::Right), ("How", Align::Left)]);
    for row in &finding.sizing {
        let [mean, peak] = [Some(row.mean), row.peak]
            .map(|value| value.map_or_else(|| "–".to_owned(), |value| words::sized(row.quantity, value)));
        table.row(&[row.quantity.label(), &mean, &peak, &words::sizing_formula(package, finding, row)]);
    }
    document.table(table, "");
    document.prose(&words::sizing(package, finding));
}

fn stacks(document: &mut Document, package: &Package, cost: &CostFindings) {
    if cost.stacks.is_empty() {
        return;
    }
    document.heading("Serving stacks");
    let mut table = Table::new(&[
        ("Stack", Align::Left),
        ("Alternative", Align::Left),
        ("By requests", Align::Right),
        ("By tokens", Align::Right),
        ("Cost", Align::Right),
        ("Per million tokens", Align::Right),
        ("Note", Align::Left),
    ]);
    for found in &cost.stacks {
        let name = package.alternative(&found.alternative).map_or("", |alternative| alternative.name.as_str());
        let stack = package.cost.stacks.iter().find(|stack| stack.id == found.stack);
        let [requests, tokens, monthly, million] =
            [found.by_requests, found.by_tokens, found.monthly, found.per_million_tokens].map(or_dash);
        let note = stack.map_or("", |stack| stack.note.as_str());
        table.row(&[&found.name, name, &requests, &tokens, &monthly, &million, note]);
    }
    document.table(table, "");
    document.prose(&words::stacks(package, cost));
}

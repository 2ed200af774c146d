//! Alternatives, scores, measures and gates.

use super::document::Document;
use super::table::{Align, Table};
use super::text::inline;
use crate::findings::{Findings, GateFinding, WeightFinding};
use crate::package::{CriterionSource, Gate, Id, Package};
use crate::publish::memo::Quantity;
use crate::publish::words;
use crate::publish::words::figure::{Unit, count, date, fixed, percent, probability, quantity};

pub(super) fn write(document: &mut Document, package: &Package, findings: &Findings) {
    alternatives(document, package);
    scores(document, package, findings);
    scenarios(document, package, findings);
    judged(document, package);
    measures(document, package, findings);
    gates(document, package, findings);
    certainty(document, package, findings);
}

/// A row of the scoring table below the criteria: what it is called, and what it holds of each alternative.
type Row = (&'static str, fn(Id) -> Quantity);

fn alternatives(document: &mut Document, package: &Package) {
    document.part("Alternatives");
    for alternative in &package.alternatives {
        let baseline = if alternative.baseline { " (baseline)" } else { "" };
        document.heading(&format!("{}{baseline}", alternative.name));
        document.prose(&alternative.description);
        document.field("Strength", &alternative.strength);
        document.field("Risk", &alternative.risk);
        document.field("Evidence", &alternative.evidence);
    }
    if package.alternatives.is_empty() {
        document.block("None described.");
    }
}

fn scores(document: &mut Document, package: &Package, findings: &Findings) {
    document.part("Scoring table");
    if package.alternatives.is_empty() || package.criteria.is_empty() {
        document.block("There is nothing to score.");
        return;
    }
    let mut columns = vec![("Criterion", Align::Left), ("Better", Align::Left), ("Weight", Align::Right)];
    columns.extend(package.alternatives.iter().map(|alternative| (alternative.name.as_str(), Align::Right)));
    let mut table = Table::new(&columns);
    let value = |quantity: Quantity| quantity.value(package, findings).and_then(|found| found.text);
    let or_dash = |text: Option<String>| text.unwrap_or_else(|| "–".to_owned());
    for criterion in &package.criteria {
        let head = [
            inline(&criterion.name),
            criterion.direction.label().to_owned(),
            or_dash(value(Quantity::Weight(criterion.id.clone()))),
        ];
        let cells = package.alternatives.iter().map(|alternative| {
            let on = |quantity: fn(Id, Id) -> Quantity| value(quantity(criterion.id.clone(), alternative.id.clone()));
            match (on(Quantity::Value), on(Quantity::Worth)) {
                (Some(value), Some(worth)) => format!("{value} ({worth})"),
                (value, _) => or_dash(value),
            }
        });
        table.markdown_row(head.into_iter().chain(cells));
    }
    let rows: [Row; 5] = [
        ("Score", Quantity::Score),
        ("Rank", Quantity::Rank),
        ("TOPSIS", Quantity::Topsis),
        ("PROMETHEE II", Quantity::Promethee),
        ("Releasable", Quantity::Releasable),
    ];
    for (name, quantity) in rows {
        let cells = package.alternatives.iter().map(|alternative| or_dash(value(quantity(alternative.id.clone()))));
        table.markdown_row([format!("**{name}**"), String::new(), String::new()].into_iter().chain(cells));
    }
    document.table(table, "");
    document.block("In parentheses: what the value is worth, from 0 to 1.");
    document.field("Method", package.settings.method.label());
    document.list("Why there is no score", words::score::problems(package, findings));
    for criterion in &package.criteria {
        if let Some(scale) = &criterion.scale {
            let (worst, best) = (
                quantity(scale.worst, Unit::named(&criterion.unit)),
                quantity(scale.best, Unit::named(&criterion.unit)),
            );
            document.block(&format!(
                "*{}*, judged from {} (worth 0) to {} (worth 1). {}",
                inline(&criterion.name),
                inline(&worst),
                inline(&best),
                inline(&criterion.description)
            ));
        }
    }
}

/// What would be found if a scenario decided, beside what is.
fn scenarios(document: &mut Document, package: &Package, findings: &Findings) {
    if findings.scenarios.is_empty() {
        return;
    }
    document.heading("Scenarios");
    document.prose(&words::scenario::sentence(package, findings));
    let mut columns = vec![("Scenario", Align::Left), ("Method", Align::Left), ("Weights", Align::Left)];
    columns.extend(package.alternatives.iter().map(|alternative| (alternative.name.as_str(), Align::Right)));
    let mut table = Table::new(&columns);
    for (scenario, found) in package.scenarios.iter().zip(findings.scenarios.iter()) {
        let weight = |one: &WeightFinding| {
            let criterion = package.criterion(&one.criterion).map_or("", |criterion| criterion.name.as_str());
            format!("{criterion} {}", percent(one.weight))
        };
        let weights: Vec<String> = found.weights.iter().map(weight).collect();
        let head =
            [words::scenario::name(package, &scenario.id), scenario.method.label(), &weights.join(", ")].map(inline);
        let scores = found.alternatives.iter().map(|one| match (one.score, one.rank) {
            (Some(score), Some(rank)) => format!("{} ({rank})", fixed(score, 3)),
            _ => "–".to_owned(),
        });
        table.markdown_row(head.into_iter().chain(scores));
    }
    document.table(table, "");
    document.block("In parentheses: the rank.");
}

fn judged(document: &mut Document, package: &Package) {
    let mut table = Table::new(&[
        ("Criterion", Align::Left),
        ("Alternative", Align::Left),
        ("Value", Align::Right),
        ("Why", Align::Left),
    ]);
    for criterion in &package.criteria {
        let CriterionSource::Stated { values } = &criterion.source else { continue };
        for alternative in &package.alternatives {
            let Some(stated) = values.get(&alternative.id) else { continue };
            let value = stated.value.map_or("–".to_owned(), |value| quantity(value, Unit::named(&criterion.unit)));
            let value = if stated.deviation > 0.0 {
                format!("{value} ± {}", quantity(stated.deviation, Unit::Plain))
            } else {
                value
            };
            table.row(&[&criterion.name, &alternative.name, &value, &stated.rationale]);
        }
    }
    if !table.is_empty() {
        document.heading("Judgements");
        document.table(table, "");
    }
}

/// Every measured value with its interval, as a part.
pub fn measures(document: &mut Document, package: &Package, findings: &Findings) {
    document.part("Measures");
    let mut table = Table::new(&[
        ("Measure", Align::Left),
        ("Alternative", Align::Left),
        ("Value", Align::Right),
        ("Low", Align::Right),
        ("High", Align::Right),
        ("Rows", Align::Right),
        ("Missing", Align::Right),
        ("Interval", Align::Left),
    ]);
    for measure in &package.evidence.measures {
        let unit = Unit::of(measure);
        for estimate in findings.estimates.iter().filter(|estimate| estimate.measure == measure.id) {
            let name = package.alternative(&estimate.alternative).map_or("", |alternative| &alternative.name);
            table.row(&[
                &measure.name,
                name,
                &written(estimate.value, unit),
                &written(estimate.low, unit),
                &written(estimate.high, unit),
                &count(estimate.n),
                &count(estimate.missing),
                estimate.interval.label(),
            ]);
        }
    }
    document.table(table, "Nothing has been measured.");
}

fn gates(document: &mut Document, package: &Package, findings: &Findings) {
    document.part("Acceptance gates");
    if package.gates.is_empty() {
        document.block("There are none.");
        return;
    }
    document.block(&format!(
        "Intervals have {} confidence. A gate passes when its whole interval lies on the good side.",
        percent(package.settings.confidence)
    ));
    for gate in &package.gates {
        gate_with_verdicts(document, package, findings, gate);
    }
}

fn gate_with_verdicts(document: &mut Document, package: &Package, findings: &Findings, gate: &Gate) {
    let measure = package.measure(&gate.measure);
    let unit = measure.map_or(Unit::Plain, Unit::of);
    document.heading(&gate.name);
    document.field(
        "Condition",
        &format!(
            "{} {} {}, judged on {}",
            measure.map_or("no measure", |measure| &measure.name),
            gate.comparator.label(),
            quantity(gate.threshold, unit),
            gate.judge.label()
        ),
    );
    document.field("Severity", gate.severity.label());
    document.field("Owner", &gate.owner);
    document.field("Why this threshold", &gate.rationale);
    document.field("When it fails", &gate.mitigation);
    if let Some(waiver) = &gate.waiver {
        let whom = package.alternative(&waiver.alternative).map_or("all alternatives", |alternative| &alternative.name);
        document.field("Waiver", &format!("{}, until {}, for {whom}: {}", waiver.who, date(&waiver.until), waiver.why));
    }
    let mut table = Table::new(&[
        ("Alternative", Align::Left),
        ("Verdict", Align::Left),
        ("Value", Align::Right),
        ("Low", Align::Right),
        ("High", Align::Right),
        ("Rows", Align::Right),
        ("Why", Align::Left),
    ]);
    for finding in findings.gates.iter().filter(|finding| finding.id == gate.id) {
        verdict(&mut table, package, finding, unit);
    }
    document.table(table, "It has not been judged.");
}

/// How sure the answer is, and who would be released if everything uncertain were known.
fn certainty(document: &mut Document, package: &Package, findings: &Findings) {
    let Some(robustness) = &findings.robustness else { return };
    document.part("How sure this is");
    document.block(&inline(&words::robustness::verdict(package, robustness)));
    let shifts = robustness.joint_shift.iter().map(|shift| words::robustness::joint_shift(package, robustness, shift));
    document.list("What would change the winner", shifts);
    let Some(decision) = &robustness.decision else { return };
    document.heading("The decision under gates");
    document.block(&inline(&words::decision::chances(package, decision)));
    document.block(&inline(&words::decision::waived(package, decision)));
    let mut columns = vec![("Probability", Align::Left)];
    columns.extend(package.alternatives.iter().map(|alternative| (alternative.name.as_str(), Align::Right)));
    let mut table = Table::new(&columns);
    for (name, shares) in words::decision::shares(package, decision) {
        let cells = shares.into_iter().map(|share| share.map_or("–".to_owned(), probability));
        table.markdown_row([inline(&name)].into_iter().chain(cells));
    }
    document.table(table, "");
    let evidence = words::decision::worthwhile(decision).take(5);
    document.list("What to find out", evidence.map(|one| words::decision::evidence(package, decision, one)));
    document.list("Is waiting worth it?", words::decision::waitings(package, decision));
}

fn verdict(table: &mut Table, package: &Package, finding: &GateFinding, unit: Unit<'_>) {
    let name = package.alternative(&finding.alternative).map_or("", |alternative| &alternative.name);
    table.row(&[
        name,
        finding.verdict.label(),
        &written(finding.value, unit),
        &written(finding.low, unit),
        &written(finding.high, unit),
        &count(finding.n),
        &words::gate::sentence(package, finding),
    ]);
}

fn written(value: Option<f64>, unit: Unit<'_>) -> String {
    value.map_or("–".to_owned(), |value| quantity(value, unit))
}

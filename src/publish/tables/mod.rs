//! Tables for a spreadsheet: scores, criteria, gates, risks and monitors as CSV.

mod sheet;

use super::publication::{File, Material, Publication, Written, file_name, nothing_lacks};
use crate::findings::Findings;
use crate::package::settings::Method;
use crate::package::{Criterion, CriterionSource, Id, Package, RollbackTarget};
use sheet::{Cell, Sheet};

/// The tables.
pub const PUBLICATION: Publication = Publication {
    name: "tables",
    label: "tables",
    purpose: "Scores, criteria, gates, risks and monitors as CSV, for a spreadsheet. Text that a spreadsheet would take for a formula begins with an apostrophe.",
    ending: "csv",
    media_type: "text/csv",
    lacks: nothing_lacks,
    write,
};

fn write(material: &Material<'_>) -> Written {
    let &Material { package, findings, .. } = material;
    let tables = [
        ("scores", scores(package, findings)),
        ("criteria", criteria(package, findings)),
        ("gates", gates(package, findings)),
        ("risks", risks(package, findings)),
        ("monitors", monitors(package)),
    ];
    let file = |(name, sheet): (&str, Sheet)| File {
        name: file_name(&package.title, &file_name(name, PUBLICATION.ending)),
        bytes: sheet.finish().into_bytes(),
    };
    Written { files: tables.into_iter().map(file).collect(), losses: Vec::new() }
}

fn scores(package: &Package, findings: &Findings) -> Sheet {
    let mut sheet = Sheet::new(&[
        "alternative",
        "releasable",
        "blocked by",
        "method",
        "rank",
        "score",
        "weighted sum",
        "TOPSIS",
        "PROMETHEE II",
    ]);
    let method: Method = package.settings.method;
    for found in &findings.alternatives {
        let blockers: Vec<&str> =
            found.blocked_by.iter().filter_map(|gate| package.gate(gate)).map(|gate| gate.name.as_str()).collect();
        sheet.row(&[
            Cell::Text(&found.name),
            Cell::answer(found.releasable),
            Cell::Text(&blockers.join("; ")),
            Cell::Text(method.label()),
            Cell::Number(found.rank.map(f64::from)),
            Cell::Number(found.score(method)),
            Cell::Number(found.weighted_sum),
            Cell::Number(found.topsis),
            Cell::Number(found.promethee),
        ]);
    }
    sheet
}

fn criteria(package: &Package, findings: &Findings) -> Sheet {
    let mut sheet = Sheet::new(&[
        "criterion",
        "alternative",
        "direction",
        "value",
        "unit",
        "worth",
        "weight",
        "contribution",
        "reason",
    ]);
    for (place, criterion) in package.criteria.iter().enumerate() {
        let weight = findings.weights.iter().find(|weight| weight.criterion == criterion.id);
        for found in &findings.alternatives {
            let part = found.contributions.get(place);
            sheet.row(&[
                Cell::Text(&criterion.name),
                Cell::Text(&found.name),
                Cell::Text(criterion.direction.label()),
                Cell::Number(part.and_then(|part| part.value)),
                Cell::Text(&criterion.unit),
                Cell::Number(part.and_then(|part| part.worth)),
                Cell::Number(weight.map(|weight| weight.weight)),
                Cell::Number(part.and_then(|part| part.contribution)),
                Cell::Text(reason(criterion, &found.id)),
            ]);
        }
    }
    sheet
}

/// Why somebody judged this value.
fn reason<'a>(criterion: &'a Criterion, alternative: &Id) -> &'a str {
    match &criterion.source {
        CriterionSource::Stated { values } => values.get(alternative).map_or("", |stated| &stated.rationale),
        _ => "",
    }
}

fn gates(package: &Package, findings: &Findings) -> Sheet {
    let mut sheet = Sheet::new(&[
        "gate",
        "alternative",
        "severity",
        "verdict",
        "value",
        "low",
        "high",
        "rows",
        "rows needed",
        "comparator",
        "threshold",
        "unit",
        "judged on",
        "owner",
    ]);
    for found in &findings.gates {
        let Some(gate) = package.gate(&found.id) else { continue };
        let alternative = package.alternative(&found.alternative).map_or("", |one| &one.name);
        let unit = package.measure(&gate.measure).map_or("", |measure| &measure.unit);
        sheet.row(&[
            Cell::Text(&found.name),
            Cell::Text(alternative),
            Cell::Text(found.severity.label()),
            Cell::Text(found.verdict.label()),
            Cell::Number(found.value),
            Cell::Number(found.low),
            Cell::Number(found.high),
            Cell::Number(Some(found.n as f64)),
            Cell::Number(found.needed.map(|needed| needed as f64)),
            Cell::Text(gate.comparator.label()),
            Cell::Number(Some(gate.threshold)),
            Cell::Text(unit),
            Cell::Text(gate.judge.label()),
            Cell::Text(&gate.owner),
        ]);
    }
    sheet
}

fn risks(package: &Package, findings: &Findings) -> Sheet {
    let mut sheet = Sheet::new(&[
        "risk",
        "cause",
        "event",
        "consequence",
        "category",
        "owner",
        "treatment",
        "mitigation",
        "contingency",
        "trigger",
        "status",
        "inherent probability",
        "inherent impact",
        "inherent detectability",
        "residual probability",
        "residual impact",
        "residual detectability",
        "residual exposure",
        "above appetite",
        "due",
        "review",
        "gate",
        "monitor",
        "rolls back",
    ]);
    for risk in &package.risks {
        let found = findings.risks.risks.iter().find(|found| found.id == risk.id);
        let rated = |rating: u8| Cell::Number((rating > 0).then(|| f64::from(rating)));
        sheet.row(&[
            Cell::Text(&risk.name),
            Cell::Text(&risk.cause),
            Cell::Text(&risk.event),
            Cell::Text(&risk.consequence),
            Cell::Text(&risk.category),
            Cell::Text(&risk.owner),
            Cell::Text(risk.treatment.label()),
            Cell::Text(&risk.mitigation),
            Cell::Text(&risk.contingency),
            Cell::Text(&risk.trigger),
            Cell::Text(risk.status.label()),
            rated(risk.inherent.probability),
            rated(risk.inherent.impact),
            rated(risk.inherent.detectability),
            rated(risk.residual.probability),
            rated(risk.residual.impact),
            rated(risk.residual.detectability),
            rated(risk.residual.exposure()),
            Cell::answer(found.is_some_and(|found| found.above_appetite)),
            Cell::Text(&risk.due.0),
            Cell::Text(&risk.review.0),
            Cell::Text(package.gate(&risk.gate).map_or("", |gate| &gate.name)),
            Cell::Text(package.monitor(&risk.monitor).map_or("", |monitor| &monitor.metric)),
            Cell::Text(risk.rollback.map_or("", RollbackTarget::label)),
        ]);
    }
    sheet
}

fn monitors(package: &Package) -> Sheet {
    let mut sheet = Sheet::new(&[
        "metric",
        "source",
        "window",
        "comparator",
        "warning",
        "critical",
        "unit",
        "alert to",
        "runbook",
        "rolls back",
        "target",
    ]);
    for monitor in &package.monitors {
        sheet.row(&[
            Cell::Text(&monitor.metric),
            Cell::Text(&monitor.source),
            Cell::Text(&monitor.window),
            Cell::Text(monitor.comparator.label()),
            Cell::Number(monitor.warning),
            Cell::Number(monitor.critical),
            Cell::Text(&monitor.unit),
            Cell::Text(&monitor.alert_to),
            Cell::Text(&monitor.runbook),
            Cell::answer(monitor.rolls_back),
            Cell::Text(monitor.rollback.map_or("", RollbackTarget::label)),
        ]);
    }
    sheet
}

//! Acceptance gates as rows.

use super::cell::Amount;
use super::{Column, Tabular};
use crate::package::{Comparator, Gate, Measure, Package, Severity, Statistic, Word};
use crate::publish::words::figure::{self, Unit};

/// How people write which side is good.
const SIDES: [(&str, Comparator); 10] = [
    ("<=", Comparator::AtMost),
    ("=<", Comparator::AtMost),
    ("at most", Comparator::AtMost),
    ("max", Comparator::AtMost),
    ("less than", Comparator::Below),
    (">=", Comparator::AtLeast),
    ("=>", Comparator::AtLeast),
    ("at least", Comparator::AtLeast),
    ("min", Comparator::AtLeast),
    ("more than", Comparator::Above),
];

const SEVERITIES: [(&str, Severity); 2] = [("blocking", Severity::Blocker), ("minor", Severity::Advisory)];

impl Tabular for Gate {
    // The measure stands before the threshold, whose unit it gives.
    const COLUMNS: &'static [Column<Self>] = &[
        Column {
            heading: "Gate",
            also: &["name", "acceptancegate", "requirement"],
            shown: |gate, _| gate.name.clone(),
            take: |gate, cell| {
                gate.name = cell.text();
                Ok(())
            },
        },
        Column {
            heading: "Measure",
            also: &["metric", "kpi"],
            shown: |gate, package| package.measure(&gate.measure).map(|it| it.name.clone()).unwrap_or_default(),
            take: |gate, cell| {
                gate.measure = cell.record::<Measure>(|measure| &measure.name)?;
                Ok(())
            },
        },
        Column {
            heading: "Must be",
            also: &["comparator", "operator", "sign", "side"],
            shown: |gate, _| gate.comparator.word().to_owned(),
            take: |gate, cell| {
                gate.comparator = cell.word(&SIDES)?;
                gate.proposed.direction = false;
                Ok(())
            },
        },
        Column {
            heading: "Threshold",
            also: &["limit", "target", "value"],
            shown: |gate, package| figure::quantity(gate.threshold, unit(gate, package)),
            take: |gate, cell| {
                let amount = match unit(gate, cell.package) {
                    Unit::Named(name) => cell.number(name)?,
                    _ => cell.number("")?,
                };
                gate.threshold = match (amount, is_share(gate, cell.package)) {
                    (Amount::Share(share), _) => share,
                    (Amount::Plain(value), true) if !(0.0..=1.0).contains(&value) => {
                        return Err("a share such as 5 % or 0.05".to_owned());
                    }
                    (Amount::Plain(value), _) => value,
                };
                gate.proposed.threshold = false;
                Ok(())
            },
        },
        Column {
            heading: "Severity",
            also: &["priority", "level"],
            shown: |gate, _| gate.severity.word().to_owned(),
            take: |gate, cell| {
                gate.severity = cell.word(&SEVERITIES)?;
                Ok(())
            },
        },
        Column {
            heading: "Owner",
            also: &["responsible", "who"],
            shown: |gate, _| gate.owner.clone(),
            take: |gate, cell| {
                gate.owner = cell.text();
                Ok(())
            },
        },
        Column {
            heading: "Why this threshold",
            also: &["rationale", "why", "reason"],
            shown: |gate, _| gate.rationale.clone(),
            take: |gate, cell| {
                gate.rationale = cell.text();
                Ok(())
            },
        },
        Column {
            heading: "Mitigation when it fails",
            also: &["mitigation"],
            shown: |gate, _| gate.mitigation.clone(),
            take: |gate, cell| {
                gate.mitigation = cell.text();
                Ok(())
            },
        },
    ];
}

fn unit<'a>(gate: &Gate, package: &'a Package) -> Unit<'a> {
    package.measure(&gate.measure).map_or(Unit::Plain, Unit::of)
}

fn is_share(gate: &Gate, package: &Package) -> bool {
    package.measure(&gate.measure).is_some_and(|measure| measure.statistic == Statistic::Rate)
}

//! Risks as rows.

use super::{Column, Tabular};
use crate::package::risk::{DETECTABILITY, IMPACT, PROBABILITY, RiskStatus, Treatment};
use crate::package::{Gate, Monitor, Record, Risk, Word};

const TREATMENTS: [(&str, Treatment); 4] = [
    ("mitigate", Treatment::Reduce),
    ("mitigation", Treatment::Reduce),
    ("share", Treatment::Transfer),
    ("acceptance", Treatment::Accept),
];

const STATUSES: [(&str, RiskStatus); 3] =
    [("in progress", RiskStatus::Treating), ("mitigated", RiskStatus::Treated), ("done", RiskStatus::Treated)];

/// A step of a scale; nothing when it is not rated.
fn rated(step: u8) -> String {
    if step == 0 { String::new() } else { step.to_string() }
}

impl Tabular for Risk {
    // A rating that does not say when is one before treatment, as risk logs have it.
    const COLUMNS: &'static [Column<Self>] = &[
        Column {
            heading: "Risk",
            also: &["name", "title", "riskname", "risktitle"],
            shown: |risk, _| risk.name.clone(),
            take: |risk, cell| {
                risk.name = cell.text();
                Ok(())
            },
        },
        Column {
            heading: "Category",
            also: &["type", "area", "kind"],
            shown: |risk, _| risk.category.clone(),
            take: |risk, cell| {
                risk.category = cell.text();
                Ok(())
            },
        },
        Column {
            heading: "Owner",
            also: &["riskowner", "responsible", "who"],
            shown: |risk, _| risk.owner.clone(),
            take: |risk, cell| {
                risk.owner = cell.text();
                Ok(())
            },
        },
        Column {
            heading: "Cause",
            also: &["because"],
            shown: |risk, _| risk.cause.clone(),
            take: |risk, cell| {
                risk.cause = cell.text();
                Ok(())
            },
        },
        Column {
            heading: "Event",
            also: &["description", "riskdescription"],
            shown: |risk, _| risk.event.clone(),
            take: |risk, cell| {
                risk.event = cell.text();
                Ok(())
            },
        },
        Column {
            heading: "Consequence",
            also: &["effect", "consequences"],
            shown: |risk, _| risk.consequence.clone(),
            take: |risk, cell| {
                risk.consequence = cell.text();
                Ok(())
            },
        },
        Column {
            heading: "Inherent probability",
            also: &["probability", "likelihood", "inherentlikelihood", "p"],
            shown: |risk, _| rated(risk.inherent.probability),
            take: |risk, cell| {
                risk.inherent.probability = cell.step(&PROBABILITY)?;
                Ok(())
            },
        },
        Column {
            heading: "Inherent impact",
            also: &["impact", "severity", "inherentseverity", "i"],
            shown: |risk, _| rated(risk.inherent.impact),
            take: |risk, cell| {
                risk.inherent.impact = cell.step(&IMPACT)?;
                Ok(())
            },
        },
        Column {
            heading: "Inherent detectability",
            also: &["detectability", "detection"],
            shown: |risk, _| rated(risk.inherent.detectability),
            take: |risk, cell| {
                risk.inherent.detectability = cell.step(&DETECTABILITY)?;
                Ok(())
            },
        },
        Column {
            heading: "Treatment",
            also: &["response", "strategy"],
            shown: |risk, _| risk.treatment.word().to_owned(),
            take: |risk, cell| {
                risk.treatment = cell.word(&TREATMENTS)?;
                Ok(())
            },
        },
        Column {
            heading: "Mitigation",
            also: &["mitigations", "measures", "countermeasure", "action"],
            shown: |risk, _| risk.mitigation.clone(),
            take: |risk, cell| {
                risk.mitigation = cell.text();
                Ok(())
            },
        },
        Column {
            heading: "Contingency",
            also: &["contingencyplan", "fallback"],
            shown: |risk, _| risk.contingency.clone(),
            take: |risk, cell| {
                risk.contingency = cell.text();
                Ok(())
            },
        },
        Column {
            heading: "Trigger",
            also: &["sign", "indicator"],
            shown: |risk, _| risk.trigger.clone(),
            take: |risk, cell| {
                risk.trigger = cell.text();
                Ok(())
            },
        },
        Column {
            heading: "Residual probability",
            also: &["residuallikelihood", "probabilityaftertreatment", "likelihoodaftertreatment"],
            shown: |risk, _| rated(risk.residual.probability),
            take: |risk, cell| {
                risk.residual.probability = cell.step(&PROBABILITY)?;
                Ok(())
            },
        },
        Column {
            heading: "Residual impact",
            also: &["residualseverity", "impactaftertreatment"],
            shown: |risk, _| rated(risk.residual.impact),
            take: |risk, cell| {
                risk.residual.impact = cell.step(&IMPACT)?;
                Ok(())
            },
        },
        Column {
            heading: "Residual detectability",
            also: &["detectabilityaftertreatment"],
            shown: |risk, _| rated(risk.residual.detectability),
            take: |risk, cell| {
                risk.residual.detectability = cell.step(&DETECTABILITY)?;
                Ok(())
            },
        },
        Column {
            heading: "Due",
            also: &["duedate", "deadline"],
            shown: |risk, _| risk.due.to_string(),
            take: |risk, cell| {
                risk.due = cell.date()?;
                Ok(())
            },
        },
        Column {
            heading: "Next review",
            also: &["review", "reviewdate", "lookedatagain"],
            shown: |risk, _| risk.review.to_string(),
            take: |risk, cell| {
                risk.review = cell.date()?;
                Ok(())
            },
        },
        Column {
            heading: "Status",
            also: &["state"],
            shown: |risk, _| risk.status.word().to_owned(),
            take: |risk, cell| {
                risk.status = cell.word(&STATUSES)?;
                Ok(())
            },
        },
        Column {
            heading: "Gate that would stop it",
            also: &["gate"],
            shown: |risk, package| Gate::find(package, &risk.gate).map(|it| it.name.clone()).unwrap_or_default(),
            take: |risk, cell| {
                risk.gate = cell.record::<Gate>(|it| &it.name)?;
                Ok(())
            },
        },
        Column {
            heading: "Monitor that would see it",
            also: &["monitor"],
            shown: |risk, package| {
                Monitor::find(package, &risk.monitor).map(|it| it.metric.clone()).unwrap_or_default()
            },
            take: |risk, cell| {
                risk.monitor = cell.record::<Monitor>(|it| &it.metric)?;
                Ok(())
            },
        },
    ];
}

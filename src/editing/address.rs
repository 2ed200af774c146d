//! Where in the page something is done, as an address.

use crate::findings::{Action, Findings, Gap, GapKind, RequiredItem, Screen, Task};
use crate::package::path::{Path, Step};
use crate::package::{FailureMode, Id, Package, Record};

/// The field or record where an action is done: `#/gates/gate-3`.
pub fn of_action(package: &Package, findings: &Findings, action: &Action) -> String {
    let at = |id: &str| within(action.screen, id);
    match &action.task {
        Task::PassOrWaive { gate }
        | Task::PassOrMitigate { gate }
        | Task::Mitigate { gate }
        | Task::SetLimit { gate }
        | Task::ResolveWaiver { gate } => at(gate.as_str()),
        Task::GatherRows { gate, .. } | Task::BringData { gate } => match measure(package, gate) {
            Some(measure) => at(measure.as_str()),
            None => within(Screen::Gates, gate.as_str()),
        },
        Task::ConfirmConditions { .. }
        | Task::MeetCondition { .. }
        | Task::RenewSignOff { .. }
        | Task::AnswerRefusal { .. } => at("signoffs"),
        Task::FinishTreatment { risk } | Task::ReduceRisk { risk } => at(risk.as_str()),
        Task::GatherEvidence { evidence } => at(evidence.as_str()),
        Task::Complete { items } => {
            let first = items.first().and_then(|id| findings.completeness.iter().find(|item| item.id == *id));
            first.map_or_else(|| action.screen.address(), of_item)
        }
    }
}

/// The field or record where a required item belongs.
pub fn of_item(item: &RequiredItem) -> String {
    within(item.screen, &item.anchor)
}

/// Where what is missing between a failure mode and the way back is mended.
pub fn of_gap(package: &Package, gap: &Gap) -> String {
    match gap.kind {
        GapKind::NeverExercised => within(Screen::Release, "field-drills"),
        GapKind::NoWayBack => within(Screen::Release, "field-rollback-targets"),
        _ if FailureMode::find(package, &gap.record).is_some() => within(Screen::Risks, gap.record.as_str()),
        _ => within(Screen::Monitoring, gap.record.as_str()),
    }
}

/// Where a part of the package is edited: its record, or the screen it stands on.
pub fn of_path(path: &Path) -> String {
    let screen = match path.names().next().unwrap_or_default() {
        "title" | "module" | "artifact" | "charter" | "interface" => Screen::Charter,
        "evidence" | "additional_evidence" => Screen::Evidence,
        "alternatives" | "criteria" | "cost" | "weighting" | "scenarios" | "settings" => Screen::Alternatives,
        "gates" => Screen::Gates,
        "recommendation" => Screen::Overview,
        "risks" | "failure_modes" | "appetite" => Screen::Risks,
        "release" | "deployment" => Screen::Release,
        "monitors" | "service_levels" | "incidents" | "triage" => Screen::Monitoring,
        "review" => Screen::Review,
        "memo" | "open_questions" => Screen::Memo,
        _ => Screen::Package,
    };
    let record = path.0.iter().rev().find_map(|step| match step {
        Step::Record(id) => Some(id.as_str()),
        Step::Field(_) => None,
    });
    // The checks of the ML Test Score are no records; they stand in one place.
    let unnamed = if path.names().any(|name| name == "tests") { "field-ml-test-score" } else { "" };
    within(screen, record.unwrap_or(unnamed))
}

fn within(screen: Screen, anchor: &str) -> String {
    if anchor.is_empty() { screen.address() } else { format!("{}/{anchor}", screen.address()) }
}

/// The measure a gate judges, if it is there.
fn measure<'a>(package: &'a Package, gate: &Id) -> Option<&'a Id> {
    package.measure(&package.gate(gate)?.measure).map(|measure| &measure.id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::package::{Gate, Measure, Record};

    #[test]
    fn a_part_of_the_package_leads_to_the_record_it_stands_in() {
        let risk = Path::default().field("risks").record("drift");
        assert_eq!(of_path(&risk.field("residual").field("impact")), "#/risks/drift");
        assert_eq!(of_path(&Path::default().field("charter").field("boundary")), "#/charter");
        assert_eq!(of_path(&Path::default().field("required")), "#/package");
        let test = Path::default().field("review").field("readiness").field("tests");
        assert_eq!(of_path(&test), "#/review/field-ml-test-score");
    }

    #[test]
    fn an_action_leads_to_the_field_where_it_is_done() {
        let mut package = Package::default();
        package.evidence.measures.push(Measure::blank("p99".into()));
        package.gates.push(Gate { measure: "p99".into(), ..Gate::blank("fast".into()) });
        package.gates.push(Gate::blank("idle".into()));
        let item =
            RequiredItem { id: "stages".to_owned(), anchor: "field-stages".to_owned(), ..RequiredItem::default() };
        let findings =
            Findings { completeness: vec![RequiredItem { screen: Screen::Release, ..item }], ..Findings::default() };
        let check = |task: Task, screen: Screen, expected: &str| {
            let action = Action { task, screen, ..Action::default() };
            assert_eq!(of_action(&package, &findings, &action), expected);
        };
        check(Task::SetLimit { gate: "fast".into() }, Screen::Gates, "#/gates/fast");
        check(Task::BringData { gate: "fast".into() }, Screen::Evidence, "#/evidence/p99");
        check(Task::BringData { gate: "idle".into() }, Screen::Evidence, "#/gates/idle");
        check(Task::ReduceRisk { risk: "r".into() }, Screen::Risks, "#/risks/r");
        let items = |ids: &[&str]| ids.iter().map(|&id| id.to_owned()).collect();
        check(Task::Complete { items: items(&["stages"]) }, Screen::Release, "#/release/field-stages");
        check(Task::Complete { items: items(&[]) }, Screen::Memo, "#/memo");
    }
}

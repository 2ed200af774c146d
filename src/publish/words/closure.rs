//! Closure in words: what is missing between a way to fail and the way back.

use super::figure::{counted, date, list, probability};
use super::replay::{is_level, name};
use super::{capital, quoted};
use crate::findings::{Chain, ClosureFinding, Gap, GapKind, TriggerFinding};
use crate::package::{FailureMode, Id, Package, Record, RollbackTarget};

/// The headings of [`row`].
pub const COLUMNS: [&str; 5] = ["Failure mode", "Mitigation", "Monitor", "Alert goes to", "Rolled back"];

/// The headings of [`trigger_row`].
pub const TRIGGER_COLUMNS: [&str; 5] =
    ["Trigger", "Rolls back", "Fired on telemetry", "In the simulation", "Rehearsed"];

/// A failure mode by name, or by its place.
pub fn mode(package: &Package, id: &Id) -> String {
    let place = package.failure_modes.iter().position(|mode| mode.id == *id).unwrap_or_default();
    match FailureMode::find(package, id).map(|mode| mode.name.trim()) {
        Some(name) if !name.is_empty() => name.to_owned(),
        _ => format!("Failure mode {}", place + 1),
    }
}

/// What is rolled back, in a word.
pub fn target(target: Option<RollbackTarget>) -> String {
    target.map_or("nothing".to_owned(), |target| target.label().to_lowercase())
}

/// The whole in a sentence.
pub fn summary(found: &ClosureFinding) -> String {
    let open = found.chains.iter().filter(|chain| !is_closed(found, chain)).count();
    let untried = found.triggers.iter().filter(|trigger| !trigger.exercised).count();
    let mut text = match (found.chains.len(), open) {
        (0, _) => "No failure mode is described yet.".to_owned(),
        (1, 0) => {
            "The one failure mode is closed: prevented, seen, told to somebody and undone, or accepted.".to_owned()
        }
        (all, 0) => {
            format!("All {all} failure modes are closed: prevented, seen, told to somebody and undone, or accepted.")
        }
        (all, open) => format!(
            "{open} of {} {} open.",
            counted(all, "failure mode", "failure modes"),
            if open == 1 { "is" } else { "are" }
        ),
    };
    if !found.triggers.is_empty() {
        let all = counted(found.triggers.len(), "rollback trigger", "rollback triggers");
        text += &match untried {
            0 => format!(" Of {all} each has fired or been rehearsed."),
            untried => {
                format!(" Of {all} {untried} {} never been exercised.", if untried == 1 { "has" } else { "have" })
            }
        };
    }
    text
}

/// Whether nothing is missing on the way from a failure mode to the way back.
pub fn is_closed(found: &ClosureFinding, chain: &Chain) -> bool {
    let open =
        |gap: &Gap| gap.kind != GapKind::NeverExercised && (gap.record == chain.mode || gap.record == chain.monitor);
    !found.gaps.iter().any(|gap| open(gap) && !gap.record.is_empty())
}

/// One failure mode as a row of [`COLUMNS`].
pub fn row(package: &Package, chain: &Chain) -> [String; 5] {
    [
        mode(package, &chain.mode),
        mitigation(package, chain),
        monitor(package, chain),
        alert(package, chain),
        rollback(chain),
    ]
}

/// What prevents or softens it.
pub fn mitigation(package: &Package, chain: &Chain) -> String {
    let text = FailureMode::find(package, &chain.mode).map(|mode| mode.mitigation.trim()).unwrap_or_default();
    if text.is_empty() { "no mitigation".to_owned() } else { text.to_owned() }
}

/// What sees it.
pub fn monitor(package: &Package, chain: &Chain) -> String {
    match (chain.monitor.is_empty(), chain.accepted) {
        (true, true) => {
            let why = FailureMode::find(package, &chain.mode).map(|mode| mode.acceptance.trim()).unwrap_or_default();
            format!("accepted: {why}")
        }
        (true, false) => "no monitor".to_owned(),
        (false, _) => name(package, &chain.monitor),
    }
}

/// Who is told.
pub fn alert(package: &Package, chain: &Chain) -> String {
    let of_monitor = package.monitor(&chain.monitor).map(|monitor| monitor.alert_to.as_str());
    let level =
        || package.service_levels.iter().find(|level| level.id == chain.monitor).map(|level| level.alert_to.as_str());
    match of_monitor.or_else(level).map(str::trim).filter(|text| !text.is_empty()) {
        Some(who) => who.to_owned(),
        None if chain.accepted => "nobody needs to be".to_owned(),
        None => "nobody".to_owned(),
    }
}

/// What is undone.
pub fn rollback(chain: &Chain) -> String {
    match chain.rollback {
        Some(target) => target.label().to_owned(),
        None if chain.accepted => "nothing needs to be".to_owned(),
        None => "nothing".to_owned(),
    }
}

/// One trigger as a row of [`TRIGGER_COLUMNS`].
pub fn trigger_row(package: &Package, found: &TriggerFinding) -> [String; 5] {
    let fired = match found.fired {
        0 => "never".to_owned(),
        1 => "once".to_owned(),
        times => format!("{times} times"),
    };
    let simulated = match found.simulated {
        None => "no check on it".to_owned(),
        Some(share) if share > 0.0 => format!("in up to {} of runs", probability(share)),
        Some(_) => "never".to_owned(),
    };
    let drilled = if found.drilled.is_empty() { "never".to_owned() } else { date(&found.drilled) };
    [name(package, &found.id), target(found.target), fired, simulated, drilled]
}

/// What is missing, and where it belongs, in a sentence.
pub fn gap(package: &Package, gap: &Gap) -> String {
    let record = &gap.record;
    let of_mode = FailureMode::find(package, record).is_some();
    let named = quoted(&if of_mode { mode(package, record) } else { name(package, record) });
    let watch = if is_level(package, record) { "service level" } else { "monitor" };
    let rolled_back = target(gap.target);
    match gap.kind {
        GapKind::NoMitigation => format!("Nothing prevents or softens {named}."),
        GapKind::NoMonitor => format!("Nothing sees {named}: choose a monitor, or accept it with a reason."),
        GapKind::NoRollback if of_mode => format!("Neither {named} nor its monitor says what is rolled back."),
        GapKind::NoRollback => format!("The {watch} {named} rolls back, but does not say what."),
        GapKind::TargetsDiffer => {
            let asked = FailureMode::find(package, record).and_then(|mode| mode.rollback);
            format!("{named} asks to roll back {}, and its monitor rolls back {rolled_back}.", target(asked))
        }
        GapKind::NoThreshold => format!("The {watch} {named} has no threshold at which somebody must act."),
        GapKind::NobodyTold => format!("Nobody is told by the {watch} {named}."),
        GapKind::NoRunbook => format!("Nobody has written what to do when the {watch} {named} fires."),
        GapKind::NoWayBack => format!("{named} rolls back {rolled_back}, and Release has no way back for it."),
        GapKind::NeverExercised => format!(
            "The {watch} {named} has never been exercised: it never fired on telemetry, rolled back no simulated run, and {} was never rehearsed.",
            match gap.target {
                Some(target) => format!("a rollback of {}", target.label().to_lowercase()),
                None => "its rollback".to_owned(),
            }
        ),
    }
}

/// What a gap is closed with, for a link.
pub fn mend(gap: &Gap) -> &'static str {
    match gap.kind {
        GapKind::NoMitigation | GapKind::NoMonitor | GapKind::TargetsDiffer => "Open the failure mode",
        GapKind::NoRollback => "Choose what is rolled back",
        GapKind::NoThreshold => "Set a threshold",
        GapKind::NobodyTold => "Name who is told",
        GapKind::NoRunbook => "Write the runbook",
        GapKind::NoWayBack => "Add the way back",
        GapKind::NeverExercised => "Record a drill",
    }
}

/// The failure modes that end at a target, in a sentence for a chart.
pub fn ending(package: &Package, found: &ClosureFinding, at: RollbackTarget) -> String {
    let modes: Vec<String> = found
        .chains
        .iter()
        .filter(|chain| chain.rollback == Some(at))
        .map(|chain| quoted(&mode(package, &chain.mode)))
        .collect();
    capital(&format!("rolled back for {}", list(&modes)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::chain::chain;
    use crate::findings::{Findings, SimulationFinding};
    use crate::package::Monitor;
    use crate::package::template::TEMPLATES;

    fn found(package: &Package) -> ClosureFinding {
        chain(package, &Findings::default(), &SimulationFinding::default())
    }

    #[test]
    fn each_gap_is_said_with_its_record() {
        let mode = FailureMode {
            id: "mode".into(),
            name: "Queue fills".to_owned(),
            monitor: "m".into(),
            ..FailureMode::default()
        };
        let monitor = Monitor { id: "m".into(), metric: "length".to_owned(), rolls_back: true, ..Monitor::default() };
        let package = Package { failure_modes: vec![mode], monitors: vec![monitor], ..Package::default() };
        let found = found(&package);
        let lines: Vec<String> = found.gaps.iter().map(|one| gap(&package, one)).collect();
        assert_eq!(
            lines,
            [
                "Nothing prevents or softens “Queue fills”.",
                "Neither “Queue fills” nor its monitor says what is rolled back.",
                "The monitor “length” has no threshold at which somebody must act.",
                "Nobody is told by the monitor “length”.",
                "Nobody has written what to do when the monitor “length” fires.",
                "The monitor “length” rolls back, but does not say what.",
                "The monitor “length” has never been exercised: it never fired on telemetry, rolled back no simulated run, and its rollback was never rehearsed.",
            ]
        );
        assert_eq!(summary(&found), "1 of 1 failure mode is open. Of 1 rollback trigger 1 has never been exercised.");
        assert_eq!(summary(&ClosureFinding::default()), "No failure mode is described yet.");
    }

    #[test]
    fn the_worked_example_has_one_gap() {
        let package = &TEMPLATES[0].package;
        let said = summary(&found(package));
        assert_eq!(said, "1 of 5 failure modes is open. Of 10 rollback triggers each has fired or been rehearsed.");
        let [one] = &found(package).gaps[..] else { panic!("one gap") };
        let expected =
            "“A message instructs the assistant” asks to roll back prompt, and its monitor rolls back model.";
        assert_eq!(gap(package, one), expected);
    }
}

//! What a simulation of the release found, in sentences.

use serde_json::{Value, json};

use super::figure::{Unit, counted, duration, number, percent, probability, quantity};
use super::{quoted, release};
use crate::findings::{DesignFinding, DilutionFinding, FaultOutcome, PowerFinding, SimulationFinding};
use crate::package::release::{Check, CheckMetric, Fault, Onset, Stage};
use crate::package::{Id, Package, Record};

/// What a design is called.
pub fn design(package: &Package, id: &Id) -> String {
    if id.is_empty() {
        return "As planned".to_owned();
    }
    let designs = package.release.simulation.compared();
    let name = designs.iter().find(|design| design.id == *id).map_or("", |design| design.name.trim());
    if name.is_empty() { "Unnamed".to_owned() } else { name.to_owned() }
}

/// What a fault is called.
pub fn fault(package: &Package, id: &Id) -> String {
    let fault = Fault::find(package, id);
    match fault.map_or("", |fault| fault.name.trim()) {
        "" => fault.map_or("Unnamed", |fault| fault.onset.label()).to_owned(),
        name => name.to_owned(),
    }
}

/// What a check is called.
pub fn check(package: &Package, id: &Id) -> String {
    let check = Check::find(package, id);
    match check.map_or("", |check| check.name.trim()) {
        "" => check.map_or("a check".to_owned(), release::metric),
        name => name.to_owned(),
    }
}

/// The whole in a sentence or two: how the planned design fares over the faults, and which other exposes fewest requests to
/// them while it detects as much.
pub fn summary(package: &Package, found: &SimulationFinding) -> String {
    let Some(own) = found.own() else { return String::new() };
    let Some(detected) = own.expected.detected else {
        return format!(
            "No fault has a prior, so only false rollbacks are seen: {}.",
            probability(own.expected.false_rollback)
        );
    };
    let first = format!(
        "As planned, {} of the faults are detected, {} requests meet one on average, and {} of releases are rolled back without cause.",
        probability(detected),
        rounded(own.expected.requests),
        probability(own.expected.false_rollback)
    );
    // Less than the noise of the runs is no difference.
    let as_sure = |design: &&DesignFinding| design.expected.detected.is_some_and(|other| other >= detected - 0.01);
    let fewer = |design: &&DesignFinding| design.expected.requests < 0.9 * own.expected.requests;
    let others = found.designs.iter().filter(|design| !design.design.is_empty()).filter(as_sure).filter(fewer);
    let best = others.min_by(|one, two| one.expected.requests.total_cmp(&two.expected.requests));
    match best {
        None => format!("{first} No design compared detects as much and exposes clearly fewer."),
        Some(best) => format!(
            "{first} {} detects as much and exposes {}.",
            quoted(&design(package, &best.design)),
            rounded(best.expected.requests)
        ),
    }
}

/// What became of one design under one fault.
pub fn outcome(package: &Package, outcome: &FaultOutcome) -> String {
    let is_none = Fault::find(package, &outcome.fault).is_none_or(|fault| fault.onset == Onset::Never);
    let held = match outcome.held.value {
        0.0 => String::new(),
        held => format!(" {} of runs are held because a check cannot tell.", probability(held)),
    };
    if is_none {
        let rolled_back = &outcome.false_rollback;
        return format!(
            "{} of runs are rolled back although nothing is wrong ({} to {}); {} reach full traffic.{held}",
            probability(rolled_back.value),
            probability(rolled_back.low),
            probability(rolled_back.high),
            probability(outcome.full.value)
        );
    }
    let early = match outcome.false_rollback.value {
        0.0 => String::new(),
        early => format!(" {} are rolled back before it shows.", probability(early)),
    };
    let Some(spread) = &outcome.hours_to_detect else {
        return format!("It is never detected: {} requests meet it.{early}{held}", rounded(outcome.requests.mean));
    };
    format!(
        "Detected in {} of runs, after {} at the median (5 % take longer than {}); {} requests of {} people meet it.{early}{held}",
        probability(outcome.detected.value),
        hours(spread.median),
        hours(spread.high),
        rounded(outcome.requests.mean),
        rounded(outcome.users.mean)
    )
}

/// What a check can see in a stage.
pub fn power(package: &Package, found: &PowerFinding) -> String {
    let Some(one) = Check::find(package, &found.check) else { return String::new() };
    let looks = counted(found.looks as usize, "look", "looks");
    let start = format!("{looks} at about {} requests each", rounded(found.requests_a_look));
    match found.smallest {
        None => format!("{start} see no change, however great, four times in five."),
        Some(smallest) => {
            format!("{start} see a change of {} or more for the worse four times in five.", change(one, smallest))
        }
    }
}

/// What a fault looks like in a stage: in the new version, on all traffic, and whether it is seen.
pub fn dilution(package: &Package, power: &PowerFinding, found: &DilutionFinding) -> String {
    let Some(one) = Check::find(package, &power.check) else { return String::new() };
    let name = quoted(&fault(package, &found.fault));
    let fleet = match found.fleet == 0.0 {
        true => "nothing of it can be seen on all traffic".to_owned(),
        false => format!("an alert on all traffic sees {}", change(one, found.fleet)),
    };
    let seen = match (found.detected, found.missing) {
        (Some(detected), Some(missing)) => {
            format!(
                "; detected {} of the time, and {} times as many requests would be needed",
                probability(detected),
                number(missing)
            )
        }
        (Some(detected), None) => format!("; detected {} of the time", probability(detected)),
        (None, Some(missing)) => format!("; too few requests: {} times as many would be needed", number(missing)),
        (None, None) => String::new(),
    };
    format!("{name} changes it by {}; {fleet}{seen}.", change(one, found.change))
}

/// A change of a check's metric.
pub fn change(check: &Check, change: f64) -> String {
    match check.metric {
        CheckMetric::Errors | CheckMetric::Conversions => quantity(change, Unit::Named("percentage points")),
        CheckMetric::Latency | CheckMetric::RequestCost => quantity(change, Unit::Named("%")),
    }
}

/// A stage's name.
pub fn stage(package: &Package, id: &Id) -> String {
    Stage::find(package, id).map_or(String::new(), |stage| stage.name.clone())
}

/// A count that is a mean, to three significant digits.
pub fn rounded(value: f64) -> String {
    if value.abs() < 0.05 { "0".to_owned() } else { number(value) }
}

/// A time in the unit that suits it: `35 minutes`, `4.5 hours`.
pub fn hours(hours: f64) -> String {
    let rounded = if hours < 1.0 { (hours * 60.0).round() / 60.0 } else { (hours * 10.0).round() / 10.0 };
    duration(rounded)
}

/// Everything a simulation found, in words, for readers of a package's JSON.
pub fn sentences(package: &Package, found: &SimulationFinding) -> Value {
    let of_design = |finding: &DesignFinding| {
        let faults =
            finding.faults.iter().map(|one| json!({"fault": one.fault.as_str(), "sentence": outcome(package, one)}));
        json!({"design": finding.design.as_str(), "name": design(package, &finding.design), "faults": faults.collect::<Vec<_>>()})
    };
    let of_power = |finding: &PowerFinding| {
        let faults = finding.faults.iter().map(|one| dilution(package, finding, one));
        json!({
            "stage": finding.stage.as_str(),
            "check": finding.check.as_str(),
            "sentence": power(package, finding),
            "faults": faults.collect::<Vec<_>>(),
        })
    };
    json!({
        "summary": summary(package, found),
        "designs": found.designs.iter().map(of_design).collect::<Vec<_>>(),
        "power": found.power.iter().map(of_power).collect::<Vec<_>>(),
    })
}

/// The columns of a comparison of designs.
pub const COLUMNS: [&str; 7] = [
    "Design",
    "Faults detected",
    "Rolled back without cause",
    "Requests exposed",
    "People exposed",
    "Harm",
    "Extra environment-hours",
];

/// A design's row under [`COLUMNS`]: means over the faults, weighed with their priors.
pub fn row(package: &Package, finding: &DesignFinding) -> [String; 7] {
    let expected = &finding.expected;
    [
        design(package, &finding.design),
        expected.detected.map_or("–".to_owned(), probability),
        probability(expected.false_rollback),
        rounded(expected.requests),
        rounded(expected.users),
        rounded(expected.harm),
        rounded(expected.environment_hours),
    ]
}

/// The columns of a design under each fault.
pub const FAULT_COLUMNS: [&str; 7] =
    ["Fault", "Prior", "Detected", "Hours to detect", "Requests exposed", "Failed requests", "Lost conversions"];

/// A fault's row under [`FAULT_COLUMNS`].
pub fn fault_row(package: &Package, one: &FaultOutcome) -> [String; 7] {
    let supposed = Fault::find(package, &one.fault);
    let is_fault = supposed.is_some_and(|fault| fault.onset != Onset::Never);
    [
        fault(package, &one.fault),
        percent(supposed.map_or(0.0, |fault| fault.prior_percent / 100.0)),
        if is_fault {
            probability(one.detected.value)
        } else {
            format!("{} falsely", probability(one.false_rollback.value))
        },
        one.hours_to_detect.as_ref().map_or("–".to_owned(), |spread| {
            format!("{} ({}–{})", number(spread.median), number(spread.low), number(spread.high))
        }),
        if is_fault { rounded(one.requests.mean) } else { "–".to_owned() },
        rounded(one.failed_requests.mean),
        rounded(one.lost_conversions.mean),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::findings::{Chance, Expectation, Spread};
    use crate::package::release::{Design, Strategy};

    fn package() -> Package {
        let mut package = Package::default();
        let fault =
            |id: &str, name: &str, onset| Fault { id: id.into(), name: name.to_owned(), onset, ..Fault::default() };
        package.release.simulation.faults =
            vec![fault("none", "", Onset::Never), fault("slow", "Slow", Onset::AtDeploy)];
        package.release.simulation.designs = vec![Design::preset(Strategy::BigBang)];
        package
    }

    fn one(design: &str, detected: Option<f64>, requests: f64) -> DesignFinding {
        let expected = Expectation { detected, requests, false_rollback: 0.02, ..Expectation::default() };
        DesignFinding { design: design.into(), expected, ..DesignFinding::default() }
    }

    #[test]
    fn the_whole_names_another_design_only_where_it_is_clearly_better() {
        let said = |designs: &[DesignFinding]| {
            summary(&package(), &SimulationFinding { designs: designs.to_vec(), ..SimulationFinding::default() })
        };
        assert!(
            said(&[one("", Some(0.9), 1_200.0), one("big_bang", Some(0.9), 200.0)])
                .contains("“Big-bang” detects as much and exposes 200.")
        );
        assert!(
            said(&[one("", Some(0.9), 1_200.0), one("big_bang", Some(0.5), 200.0)]).ends_with("exposes clearly fewer.")
        );
        assert!(
            said(&[one("", Some(0.9), 1_200.0), one("big_bang", Some(0.9), 1_190.0)])
                .ends_with("exposes clearly fewer.")
        );
        assert!(said(&[one("", None, 0.0)]).starts_with("No fault has a prior"));
        assert_eq!(said(&[]), "");
    }

    #[test]
    fn what_is_never_detected_is_said() {
        let mut found = FaultOutcome { fault: "slow".into(), ..FaultOutcome::default() };
        found.requests.mean = 5_000.0;
        assert_eq!(outcome(&package(), &found), "It is never detected: 5,000 requests meet it.");
        found.detected = Chance { value: 0.5, low: 0.4, high: 0.6 };
        found.hours_to_detect = Some(Spread { mean: 1.0, low: 0.25, median: 0.58333, high: 2.04 });
        found.users.mean = 800.0;
        assert_eq!(
            outcome(&package(), &found),
            "Detected in 50 % of runs, after 35 minutes at the median (5 % take longer than 2 hours); 5,000 requests of 800 people meet it."
        );
        let none = FaultOutcome { fault: "none".into(), ..FaultOutcome::default() };
        assert!(outcome(&package(), &none).starts_with("0 % of runs are rolled back although nothing is wrong"));
    }
}

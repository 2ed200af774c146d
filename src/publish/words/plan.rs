//! What a search for a release plan found, in sentences.

use super::figure::{count, counted, percent, probability};
use super::simulation::{check, hours, rounded};
use super::{quoted, release};
use crate::findings::{Plan, PlanOutcome, PlanSearch, PlannedCheck};
use crate::package::contradiction::prevents_simulation;
use crate::package::release::{Check, CheckJudge, Onset};
use crate::package::{Package, Record};

/// The columns of the plans found.
pub const COLUMNS: [&str; 7] = [
    "Plan",
    "Full traffic",
    "Requests exposed",
    "People exposed",
    "Faults detected",
    "Stopped without cause",
    "Environment-hours",
];

/// A plan's row under [`COLUMNS`], as it was simulated.
pub fn row(plan: &Plan) -> [String; 7] {
    let found = &plan.simulated;
    [
        release::steps_of(&plan.steps),
        full(plan),
        rounded(found.requests),
        rounded(found.users),
        probability(found.detected),
        probability(found.stopped),
        rounded(found.environment_hours),
    ]
}

/// When all traffic is on the new version.
pub fn full(plan: &Plan) -> String {
    match plan.full_after_hours {
        0.0 => "at once".to_owned(),
        after => format!("after {}", hours(after)),
    }
}

/// The whole in a sentence or three: how many plans keep to what is wanted, between which ends they lie, and how the
/// pipeline as planned stands beside them.
pub fn summary(found: &PlanSearch) -> String {
    let ways = count(u64::from(found.looked_at));
    let (wanted, allowed) = (percent(found.detection), percent(found.false_stops));
    let (Some(first), Some(last)) = (found.plans.first(), found.plans.last()) else {
        return match found.most_detected {
            None => format!(
                "Each of {ways} ways of releasing stops more than {allowed} of releases although nothing is wrong, however its checks are set."
            ),
            Some(most) if most < found.detection => format!(
                "None of {ways} ways of releasing detects {wanted} of the faults while it stops at most {allowed} of releases without cause; the most that any of them detects is {}.",
                probability(most)
            ),
            Some(_) => format!(
                "Of {ways} ways of releasing, some should detect {wanted} of the faults and stop at most {allowed} of releases without cause, but the runs confirm none of them."
            ),
        };
    };
    let kept = format!("detect at least {wanted} of the faults and stop at most {allowed} of releases without cause");
    let planned = as_planned(&found.planned, found);
    if found.plans.len() == 1 {
        return format!(
            "Of {ways} ways of releasing that were looked at, one is left that no other is better than: it should {kept}. It is at full traffic {} and exposes {} requests to faults on average. {planned}",
            full(first),
            rounded(first.simulated.requests)
        );
    }
    format!(
        "Of {ways} ways of releasing that were looked at, {} are left that {kept}, and of which none is better than another in both respects: from full traffic {} with {} requests exposed on average to full traffic {} with {}. {planned}",
        count(found.plans.len() as u64),
        full(first),
        rounded(first.simulated.requests),
        full(last),
        rounded(last.simulated.requests)
    )
}

/// What is to be seen of the plans drawn: the first and the last of them.
pub fn front(found: &PlanSearch) -> String {
    let at = |plan: &Plan| (full(plan), rounded(plan.simulated.requests));
    match found.plans.as_slice() {
        [] => "No plan keeps to what is wanted.".to_owned(),
        [only] => {
            let (after, requests) = at(only);
            format!("Plan 1 is at full traffic {after} and exposes {requests} requests.")
        }
        [first, .., last] => {
            let ((soon, many), (late, few)) = (at(first), at(last));
            let number = count(found.plans.len() as u64);
            format!("Plan 1 is at full traffic {soon} and exposes {many} requests, plan {number} {late} and {few}.")
        }
    }
}

fn as_planned(planned: &PlanOutcome, found: &PlanSearch) -> String {
    let misses = match (planned.detected < found.detection, planned.stopped > found.false_stops) {
        (false, false) => ", which keeps to both",
        (true, false) => ", which detects too few",
        (false, true) => ", which stops too many",
        (true, true) => ", which detects too few and stops too many",
    };
    format!(
        "The pipeline as it stood when this was searched detects {}, stops {} without cause and exposes {} requests{misses}.",
        probability(planned.detected),
        probability(planned.stopped),
        rounded(planned.requests)
    )
}

/// How a plan sets one check, beside how it is set now.
pub fn setting(package: &Package, planned: &PlannedCheck) -> String {
    let Some(now) = Check::find(package, &planned.check) else { return String::new() };
    let set = Check { threshold: planned.threshold, level: planned.level, ..now.clone() };
    let name = quoted(&check(package, &planned.check));
    let said = release::failure(package, &set);
    match (set.threshold == now.threshold, set.level == now.level) {
        (true, true) => format!("{name} fails when it is {said}, as it does now."),
        _ => format!("{name} fails when it is {said}; now it does when it is {}.", release::failure(package, now)),
    }
}

/// What was computed of a plan and what the runs came to.
pub fn confirmed(package: &Package, plan: &Plan) -> String {
    let (computed, simulated) = (&plan.computed, &plan.simulated);
    let tests = package.release.checks.iter().any(|check| check.judge != CheckJudge::Threshold);
    let how = if tests { "Computed, with runs of the checks that compare versions" } else { "Computed without chance" };
    format!(
        "{how}: {} detected, {} stopped without cause, {} requests. In {} of the whole: {}, {} and {}.",
        probability(computed.detected),
        probability(computed.stopped),
        rounded(computed.requests),
        counted(package.release.simulation.runs as usize, "run", "runs"),
        probability(simulated.detected),
        probability(simulated.stopped),
        rounded(simulated.requests)
    )
}

/// Why no plan can be searched for; nothing when one can.
pub fn prevented(package: &Package) -> Option<String> {
    let release = &package.release;
    let wanted = &release.simulation.wanted;
    let faulty = release.simulation.faults.iter().any(|fault| fault.onset != Onset::Never && fault.prior_percent > 0.0);
    if release.simulation.is_empty() {
        Some("The package supposes no traffic and no fault. Add them on Release.".to_owned())
    } else if prevents_simulation(package) {
        Some("What the package supposes cannot be simulated; what is in the way stands beneath the records.".to_owned())
    } else if release.checks.is_empty() {
        Some("There is no check to set: without one nothing is ever detected.".to_owned())
    } else if !faulty {
        Some("No fault has a prior, so there is nothing to detect.".to_owned())
    } else if !(wanted.detection_percent > 0.0 && wanted.detection_percent <= 100.0) {
        Some("A chance of detection lies above 0 % and at most at 100 %.".to_owned())
    } else if !(wanted.false_percent > 0.0 && wanted.false_percent < 100.0) {
        Some("The limit on false stops lies above 0 % and below 100 %.".to_owned())
    } else {
        None
    }
}

/// What taking a plan over does.
pub fn taken(plan: &Plan) -> String {
    format!("The pipeline is now {}; its checks look in every stage.", quoted(&release::steps_of(&plan.steps)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::package::release::{CheckMetric, Fault};

    fn plan(full_after_hours: f64, requests: f64) -> Plan {
        let outcome = PlanOutcome { detected: 0.93, stopped: 0.021, requests, ..PlanOutcome::default() };
        Plan {
            steps: vec![(5.0, 24.0), (100.0, 24.0)],
            full_after_hours,
            computed: outcome.clone(),
            simulated: outcome,
            ..Plan::default()
        }
    }

    fn search(plans: Vec<Plan>, most_detected: Option<f64>) -> PlanSearch {
        let planned = PlanOutcome { detected: 0.8, stopped: 0.01, requests: 1_500.0, ..PlanOutcome::default() };
        PlanSearch {
            detection: 0.9,
            false_stops: 0.05,
            looked_at: 120,
            plans,
            most_detected,
            planned,
            planned_full_after_hours: None,
        }
    }

    #[test]
    fn the_whole_says_what_was_found_or_why_nothing_was() {
        assert_eq!(
            summary(&search(vec![plan(0.0, 40_000.0), plan(72.0, 310.0)], Some(0.99))),
            "Of 120 ways of releasing that were looked at, 2 are left that detect at least 90 % of the faults and stop at \
             most 5 % of releases without cause, and of which none is better than another in both respects: from full \
             traffic at once with 40,000 requests exposed on average to full traffic after 3 days with 310. The pipeline \
             as it stood when this was searched detects 80 %, stops 1 % without cause and exposes 1,500 requests, which detects too few."
        );
        assert!(
            summary(&search(vec![plan(24.0, 310.0)], Some(0.99)))
                .contains("one is left that no other is better than: it should detect")
        );
        assert!(summary(&search(vec![], Some(0.5))).ends_with("the most that any of them detects is 50 %."));
        assert!(summary(&search(vec![], Some(0.95))).ends_with("but the runs confirm none of them."));
        assert!(summary(&search(vec![], None)).starts_with("Each of 120 ways of releasing stops more than 5 %"));
    }

    #[test]
    fn a_setting_stands_beside_the_present_one() {
        let mut package = Package::default();
        package.release.checks.push(Check {
            id: "c".into(),
            metric: CheckMetric::Latency,
            threshold: 200.0,
            ..Check::default()
        });
        let of = |threshold| setting(&package, &PlannedCheck { check: "c".into(), threshold, level: 0.05 });
        assert_eq!(of(150.0), "“p99 latency” fails when it is above 150 ms; now it does when it is above 200 ms.");
        assert_eq!(of(200.0), "“p99 latency” fails when it is above 200 ms, as it does now.");
    }

    #[test]
    fn what_is_in_the_way_of_a_search_is_said() {
        let mut package = Package::default();
        assert!(prevented(&package).unwrap().starts_with("The package supposes no traffic"));
        package.release.simulation.faults = vec![Fault::default()];
        assert!(prevented(&package).unwrap().starts_with("What the package supposes cannot"));
    }
}

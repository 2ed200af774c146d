//! What a package says that cannot all hold, in sentences.

use super::figure::{self, Unit, number, quantity};
use super::{capital, deployment, interface, quoted, release};
use crate::package::contradiction::Contradiction;
use crate::package::deployment::{Fault, FaultKind};
use crate::package::identity::name_of;
use crate::package::release::retreats;
use crate::package::{Id, Package};

/// A contradiction, and how it is mended, as it stands beside the record it is about.
pub fn sentence(package: &Package, contradiction: &Contradiction) -> String {
    match contradiction {
        Contradiction::NoShare { traffic, .. } => {
            format!("Traffic cannot be {} %: write 0 to 100.", number(*traffic))
        }
        Contradiction::TrafficFalls { traffic, before, .. } => format!(
            "Traffic falls from {} % to {} %: each stage carries at least as much as the one before it.",
            number(*before),
            number(*traffic)
        ),
        Contradiction::PartAtOnce { traffic, strategy, .. } => format!(
            "{strategy} moves all traffic at once, but this stage moves {} %: choose another strategy, or write 0 or 100.",
            number(*traffic)
        ),
        Contradiction::RollbackTooLong { steps, objective } => {
            format!("The rollback steps take {} minutes, but the objective is {}.", number(*steps), number(*objective))
        }
        Contradiction::Interface(fault) => interface::sentence(&package.interface, fault),
        Contradiction::Deployment(fault) => deployment::sentence(fault),
        Contradiction::LateWarning { monitor, warning, critical } => {
            let monitor = package.monitor(monitor);
            let unit = Unit::named(monitor.map_or("", |monitor| &monitor.unit));
            let side = if monitor.is_some_and(|monitor| monitor.comparator.prefers_less()) { "below" } else { "above" };
            format!(
                "The warning at {} lies beyond the critical threshold of {}, so it would come too late: set it {side} that.",
                quantity(*warning, unit),
                quantity(*critical, unit)
            )
        }
        Contradiction::NoTarget { .. } => {
            "It rolls back, but nobody says what: choose code, model, prompt or data.".to_owned()
        }
        Contradiction::TargetMissing { target, .. } => format!(
            "It rolls back {}, for which Release has no way back: add it there, or choose another.",
            target.label().to_lowercase()
        ),
        Contradiction::NeverFires { monitor, threshold } => format!(
            "No share can be beyond {}, so this threshold never tells.",
            quantity(*threshold, unit_of(package, monitor))
        ),
        Contradiction::AlwaysFires { monitor, threshold } => format!(
            "Every share is beyond {}, so this threshold always tells.",
            quantity(*threshold, unit_of(package, monitor))
        ),
        Contradiction::RolledBackOnceReleased { monitor, gate, passes, critical } => {
            let name = package.gate(gate).map_or("", |gate| gate.name.as_str());
            let unit = unit_of(package, monitor);
            format!(
                "The gate {} passes at {}, where this monitor would roll back (critical at {}): bring the two together.",
                quoted(name),
                quantity(*passes, unit),
                quantity(*critical, unit)
            )
        }
        Contradiction::NoMoment { .. } => {
            "Write when it began, and when it was over, as a day such as 2026-04-13, a day with a time, or seconds."
                .to_owned()
        }
        Contradiction::EndsBefore { .. } => "It is over before it began: change one of the two.".to_owned(),
        Contradiction::NoWayBack { target } => {
            let retreats = retreats(&package.release.rollback);
            let retreat = retreats.iter().find(|retreat| retreat.target == *target);
            retreat.and_then(|retreat| release::retreat(package, retreat)).unwrap_or_default()
        }
        Contradiction::GatesExclude { gate, other } => {
            let threshold = |id| package.gate(id).map_or(0.0, |gate| gate.threshold);
            let name = package.gate(other).map_or("", |gate| gate.name.as_str());
            format!(
                "No value can be up to {} and from {} on, as {} asks: one of the two gates always fails.",
                number(threshold(gate)),
                number(threshold(other)),
                quoted(name)
            )
        }
        Contradiction::NoStages => "There is no stage to simulate. Add one above.".to_owned(),
        Contradiction::NoTraffic { requests } if *requests > 0.0 => {
            "More than 100 million requests an hour cannot be simulated.".to_owned()
        }
        Contradiction::NoTraffic { .. } => {
            "Without traffic nothing can be seen: write how many requests come in an hour.".to_owned()
        }
        Contradiction::PeakFactor { factor } => {
            format!("The busiest hour cannot carry {} times the mean: write a number from 1 to 2.", number(*factor))
        }
        Contradiction::NoPercent { what, percent } => {
            format!("The normal share of {what} cannot be {} %: write 0 to 100.", number(*percent))
        }
        Contradiction::LatencyOrder { median, p99 } => format!(
            "The median latency ({} ms) has to be above 0 and below p99 ({} ms).",
            number(*median),
            number(*p99)
        ),
        Contradiction::NoFault => {
            "No fault is supposed. Add at least one, and the case that nothing is wrong.".to_owned()
        }
        Contradiction::Priors { sum } => {
            format!("The priors sum to {} %, not to 100 %. Until they do, they are scaled.", number(*sum))
        }
        Contradiction::Unchecked { .. } => {
            "Nothing stands between this stage and the next: it has no check and no gate.".to_owned()
        }
        other => of_check_or_fault(other),
    }
}

/// What is wrong with one check, fault or design.
fn of_check_or_fault(contradiction: &Contradiction) -> String {
    match contradiction {
        Contradiction::NegativePrior { .. } => "A prior cannot be below 0 %.".to_owned(),
        Contradiction::NoEffect { .. } => {
            "This fault changes nothing: write by how much errors, latency, conversions or cost change.".to_owned()
        }
        Contradiction::NeedsShares { judge, .. } => format!(
            "The judge “{judge}” compares shares of requests, and this metric is none: choose another judge, or failed requests or conversions."
        ),
        Contradiction::NoInterval { .. } => "Write how many minutes lie between two looks.".to_owned(),
        Contradiction::TooOften { looks, .. } => format!(
            "{} looks are more than this judge can take: choose a longer interval.",
            figure::count(*looks as u64)
        ),
        Contradiction::NeverLooks { longest, .. } => format!(
            "It never looks: its interval is longer than the longest of its stages ({}).",
            figure::duration(*longest)
        ),
        Contradiction::NoLevel { level, .. } => {
            format!("The level cannot be {}: write a number above 0 and below 0.5.", number(*level))
        }
        Contradiction::NoQuantile { quantile, .. } => {
            format!("The quantile cannot be {}: write a number above 0 and below 1.", number(*quantile))
        }
        Contradiction::OutOfReach { threshold, .. } => {
            format!("No data can be beyond {}, so this check never fails.", number(*threshold))
        }
        Contradiction::PassesBeyond { passes, threshold, .. } => format!(
            "A look would pass at {} and fail at {}: what passes has to lie on the good side of what fails.",
            number(*passes),
            number(*threshold)
        ),
        Contradiction::FailsAlready { threshold, .. } => format!(
            "The service is beyond {} while nothing is wrong, so this check rolls back whatever is released.",
            number(*threshold)
        ),
        Contradiction::NoSteps { .. } => {
            "Write its steps as shares and times, such as “5 % 24 h, 100 % 24 h”.".to_owned()
        }
        Contradiction::StepsFall { traffic, before, .. } => format!(
            "Traffic falls from {} % to {} %: each step carries at least as much as the one before it.",
            number(*before),
            number(*traffic)
        ),
        _ => String::new(),
    }
}

/// The unit of a monitor's thresholds.
fn unit_of<'a>(package: &'a Package, monitor: &Id) -> Unit<'a> {
    Unit::named(package.monitor(monitor).map_or("", |monitor| &monitor.unit))
}

/// The same as a line of its own, which names the record.
pub fn line(package: &Package, contradiction: &Contradiction) -> String {
    let record = contradiction.record().and_then(|id| name_of(package, id));
    // What looks like a secret is not repeated where logs keep it.
    let is_secret = matches!(contradiction, Contradiction::Deployment(Fault { kind: FaultKind::Secret, .. }));
    match record {
        Some(record) if is_secret => {
            let noun = record.split(" “").next().unwrap_or_default();
            format!("{}: {}", capital(noun), sentence(package, contradiction))
        }
        Some(record) => format!("{}: {}", capital(&record), sentence(package, contradiction)),
        None => sentence(package, contradiction),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::package::Comparator;
    use crate::package::contradiction::contradictions;
    use crate::package::release::Strategy;
    use crate::package::template::TEMPLATES;

    #[test]
    fn each_is_said_with_its_record_and_what_to_do() {
        let mut package = TEMPLATES[0].package.clone();
        package.release.strategy = Strategy::BlueGreen;
        package.release.stages.truncate(1);
        package.release.stages[0].traffic_percent = 5.0;
        package.release.stages[0].name = "First".to_owned();
        package.release.rollback.objective_minutes = Some(1.0);
        package.monitors.truncate(1);
        package.monitors[0].comparator = Comparator::AtMost;
        (package.monitors[0].warning, package.monitors[0].critical) = (Some(9e9), Some(1.0));
        let lines: Vec<String> = contradictions(&package).iter().map(|one| line(&package, one)).collect();
        assert_eq!(lines.len(), 4, "{lines:?}");
        assert!(
            lines[0].starts_with("Stage “First”: Blue-green moves all traffic at once, but this stage moves 5 %"),
            "{lines:?}"
        );
        assert!(lines[1].contains("but the objective is 1."), "{lines:?}");
        assert!(lines[2].contains("lies beyond the critical threshold"), "{lines:?}");
        assert!(
            lines[3].ends_with("No share can be beyond 9,000,000,000 %, so this threshold never tells."),
            "{lines:?}"
        );
    }
}

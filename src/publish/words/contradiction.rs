//! What a package says that cannot all hold, in sentences.

use super::figure::{Unit, number, quantity};
use crate::package::contradiction::Contradiction;
use crate::package::release::Stage;
use crate::package::{Package, Record};

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
    }
}

/// The same as a line of its own, which names the record.
pub fn line(package: &Package, contradiction: &Contradiction) -> String {
    let id = contradiction.record();
    let stage = id.and_then(|id| Stage::find(package, id)).map(|stage| stage.name.as_str());
    let name = stage.or_else(|| id.and_then(|id| package.monitor(id)).map(|monitor| monitor.metric.as_str()));
    match name.filter(|name| !name.trim().is_empty()) {
        Some(name) => format!("“{name}”: {}", sentence(package, contradiction)),
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
        assert_eq!(lines.len(), 3, "{lines:?}");
        assert!(
            lines[0].starts_with("“First”: Blue-green moves all traffic at once, but this stage moves 5 %"),
            "{lines:?}"
        );
        assert!(lines[1].contains("but the objective is 1."), "{lines:?}");
        assert!(lines[2].contains("lies beyond the critical threshold"), "{lines:?}");
    }
}

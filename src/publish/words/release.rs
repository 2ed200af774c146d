//! What a package says of checks, faults, designs and rollback, in words.

use super::figure::{Unit, duration, number, quantity};
use super::quoted_list;
use crate::package::release::{Check, CheckJudge, CheckMetric, Design, Fault, Onset, Retreat, Unmet};
use crate::package::{Id, Package};

/// What a check looks at: "p99 latency" by the metric and quantile alone.
pub fn metric(check: &Check) -> String {
    match check.metric {
        CheckMetric::Latency => format!("p{} latency", number(100.0 * check.quantile)),
        metric => metric.label().to_lowercase(),
    }
}

/// The unit of a check's threshold.
pub fn unit<'a>(package: &'a Package, check: &Check) -> Unit<'a> {
    if check.judge != CheckJudge::Threshold {
        return Unit::Named("%");
    }
    match check.metric {
        CheckMetric::Errors | CheckMetric::Conversions => Unit::Named("%"),
        CheckMetric::Latency => Unit::Named("ms"),
        CheckMetric::RequestCost => Unit::named(&package.cost.currency),
    }
}

/// When a look fails: "above 200 ms", "more than 10 % under the old version".
pub fn failure(package: &Package, check: &Check) -> String {
    let limit = quantity(check.threshold, unit(package, check));
    let less = check.metric.prefers_less();
    match check.judge {
        CheckJudge::Threshold => format!("{} {limit}", if less { "above" } else { "below" }),
        CheckJudge::Relative => format!("more than {limit} {} the old version", if less { "over" } else { "under" }),
        CheckJudge::MannWhitney => format!("worse than the old version beyond a tolerance of {limit}"),
        _ => format!("worse than the old version at level {}", number(check.level)),
    }
}

/// What a fault does and when: "from the start: 0.4 points more failed requests".
pub fn fault(fault: &Fault) -> String {
    let when = match fault.onset {
        Onset::Never => return "Nothing is wrong.".to_owned(),
        Onset::AtDeploy => "from the start".to_owned(),
        Onset::AfterDelay => format!("after {}", duration(fault.delay_hours)),
        Onset::UnderLoad => format!("above {} % of traffic", number(fault.above_percent)),
        Onset::InSegment => format!("for {} % of the requests", number(fault.segment_percent)),
    };
    let change = |value: f64, what: &str| {
        let direction = if value > 0.0 { "up" } else { "down" };
        (value != 0.0).then(|| format!("{what} {direction} {} %", number(value.abs())))
    };
    let errors = (fault.error_points != 0.0).then(|| {
        let direction = if fault.error_points > 0.0 { "up" } else { "down" };
        format!("failed requests {direction} {} percentage points", number(fault.error_points.abs()))
    });
    let effects: Vec<String> = [
        errors,
        change(fault.latency_percent, "latency"),
        change(fault.conversion_percent, "conversions"),
        change(fault.cost_percent, "cost per request"),
    ]
    .into_iter()
    .flatten()
    .collect();
    match effects.is_empty() {
        true => format!("{when}, without effect"),
        false => format!("{when}: {}", effects.join(", ")),
    }
}

/// The steps of a design: "5 % for 24 hours, then 100 % for 24 hours".
pub fn steps(design: &Design) -> String {
    steps_of(&design.steps)
}

/// Shares of traffic in percent and the hours they are held.
pub fn steps_of(steps: &[(f64, f64)]) -> String {
    let step = |(share, hours): &(f64, f64)| match *share {
        0.0 => format!("a copy of all traffic for {}", duration(*hours)),
        share => format!("{} % for {}", number(share), duration(*hours)),
    };
    steps.iter().map(step).collect::<Vec<_>>().join(", then ")
}

/// What rolling back one target takes; nothing when it can go back alone.
pub fn retreat(package: &Package, retreat: &Retreat) -> Option<String> {
    let named = |id: &Id| target(package, id);
    if let Some(unmet) = &retreat.unmet {
        let rule = unmet.rule();
        let needs = format!(
            "{} at “{}” needs {} at “{}”",
            named(&rule.target),
            rule.version,
            named(&rule.needs),
            rule.needs_version
        );
        let why = match unmet {
            Unmet::NoSuchVersion(_) => "which is neither the version released nor the one gone back to",
            Unmet::Removed(_) => "which other rules take away",
        };
        return Some(format!("{} cannot be rolled back: {needs}, {why}.", named(&retreat.target)));
    }
    let with: Vec<String> = retreat.with.iter().map(named).collect();
    let together = super::figure::list(&with);
    (!with.is_empty()).then(|| format!("{} can go back only together with {together}.", named(&retreat.target)))
}

/// What a rollback target is called: "Model", with its version where several are of that kind.
pub fn target(package: &Package, id: &Id) -> String {
    let targets = &package.release.rollback.targets;
    let Some(found) = targets.iter().find(|target| target.id == *id) else { return "a target that is gone".to_owned() };
    match targets.iter().filter(|target| target.target == found.target).count() {
        1 => found.target.label().to_owned(),
        _ => format!("{} {}", found.target.label(), quoted_list(&[found.current.as_str()])),
    }
}

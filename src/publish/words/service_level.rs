//! Service levels: what they allow, and when their alerts come.

use super::figure::{duration, number, percent};
use crate::findings::{BurnAlert, ServiceLevelFinding, Urgency};
use crate::package::signal::SignalKind;
use crate::package::{ServiceLevel, Signal};

/// What a service level allows within its period, in a sentence.
pub fn budget(level: &ServiceLevel, found: &ServiceLevelFinding) -> String {
    let Some((budget, minutes)) = found.budget.zip(found.minutes) else {
        return "There is no error budget: the objective lies above 0 % and below 100 %, and the period is longer than none.".to_owned();
    };
    format!(
        "{} % of events may be bad; were all of them bad, for {} in {}.",
        number(budget * 100.0),
        lasting(minutes * 60.0),
        duration(level.period_days * 24.0)
    )
}

/// When an alert comes, in a sentence.
pub fn alert(found: &BurnAlert) -> String {
    let who = match found.urgency {
        Urgency::Page => "Page",
        Urgency::Ticket => "Ticket",
    };
    let windows = format!("{} and {}", duration(found.long_hours), lasting(found.short_hours * 3600.0));
    match found.seconds_when_all_fail {
        None => format!(
            "{who} at burn rate {} over {windows}: it can never come, since {} % of events would have to be bad.",
            number(found.burn_rate),
            number(found.bad_share * 100.0)
        ),
        Some(seconds) => format!(
            "{who} at burn rate {} over {windows}: {} of events bad, or {} after all began to fail; {} of the budget is used by then.",
            number(found.burn_rate),
            percent_of(found.bad_share),
            lasting(seconds),
            percent(found.budget_used)
        ),
    }
}

/// How a number is read, in a phrase; nothing when nobody has said.
pub fn signal(signal: &Signal) -> Option<String> {
    if signal.is_empty() {
        return None;
    }
    let (series, total) = (signal.series.trim(), signal.total.trim());
    Some(match signal.kind {
        SignalKind::Gauge => format!("the gauge {series}"),
        SignalKind::Share => format!("{series} among {total}"),
        SignalKind::Quantile => match signal.quantile {
            Some(quantile) => format!("the {} quantile of {series}", number(quantile)),
            None => format!("a quantile of {series}"),
        },
        SignalKind::Slow => match signal.bound {
            Some(bound) => format!("events of {series} above {}", number(bound)),
            None => format!("slow events of {series}"),
        },
        SignalKind::Expression => series.to_owned(),
    })
}

fn percent_of(share: f64) -> String {
    format!("{} %", number(share * 100.0))
}

/// A length of time from seconds up.
fn lasting(seconds: f64) -> String {
    match seconds {
        s if s < 100.0 => format!("{} seconds", number(s)),
        s if s < 6000.0 => format!("{} minutes", number(s / 60.0)),
        s => duration(s / 3600.0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::service_level::service_levels;
    use crate::package::Package;

    fn said(objective: f64, period_days: f64) -> (String, Vec<String>) {
        let level = ServiceLevel { objective, period_days, ..ServiceLevel::default() };
        let mut package = Package::default();
        package.service_levels.push(level.clone());
        let found = service_levels(&package).remove(0);
        (budget(&level, &found), found.alerts.iter().map(alert).collect())
    }

    #[test]
    fn a_budget_and_its_alerts_are_said() {
        let (budget, alerts) = said(99.9, 30.0);
        assert_eq!(budget, "0.1 % of events may be bad; were all of them bad, for 43.2 minutes in 30 days.");
        assert_eq!(
            alerts[0],
            "Page at burn rate 14.4 over 1 hour and 5 minutes: 1.44 % of events bad, or 51.8 seconds after all began to fail; 2 % of the budget is used by then."
        );
        assert_eq!(alerts.len(), 4);
    }

    #[test]
    fn what_cannot_come_is_said() {
        let (_, alerts) = said(90.0, 30.0);
        assert!(alerts[0].ends_with("it can never come, since 144 % of events would have to be bad."), "{}", alerts[0]);
        let (none, alerts) = said(100.0, 30.0);
        assert!(none.starts_with("There is no error budget") && alerts.is_empty());
    }
}

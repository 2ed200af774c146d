//! Error budgets and the burn rates that use them up too fast.

use crate::findings::{BurnAlert, ServiceLevelFinding, Urgency};
use crate::package::{Package, ServiceLevel};

/// The four alerts of a service level: urgency, share of the period's budget used, long and short window in hours
/// (Beyer et al. 2018, The Site Reliability Workbook, table 5-8).
const ALERTS: [(Urgency, f64, f64, f64); 4] = [
    (Urgency::Page, 0.02, 1.0, 1.0 / 12.0),
    (Urgency::Page, 0.05, 6.0, 0.5),
    (Urgency::Ticket, 0.10, 24.0, 2.0),
    (Urgency::Ticket, 0.10, 72.0, 6.0),
];

/// What every service level of a package allows.
pub fn service_levels(package: &Package) -> Vec<ServiceLevelFinding> {
    package.service_levels.iter().map(finding).collect()
}

/// What one service level allows.
pub fn finding(level: &ServiceLevel) -> ServiceLevelFinding {
    let period = Some(level.period_days * 24.0).filter(|hours| *hours > 0.0 && hours.is_finite());
    let Some((budget, period)) = level.budget().zip(period) else {
        return ServiceLevelFinding { id: level.id.clone(), ..ServiceLevelFinding::default() };
    };
    // A window longer than the period has no budget of its own to use up.
    let within = ALERTS.iter().filter(|(_, _, long, _)| *long <= period);
    ServiceLevelFinding {
        id: level.id.clone(),
        budget: Some(budget),
        minutes: Some(budget * period * 60.0),
        alerts: within.map(|alert| burn_alert(alert, budget, period)).collect(),
    }
}

/// Burn rate = share of the budget used x period / long window; all events failing, the long window has reached it after
/// burn rate x budget of its length.
fn burn_alert(
    &(urgency, budget_used, long_hours, short_hours): &(Urgency, f64, f64, f64),
    budget: f64,
    period: f64,
) -> BurnAlert {
    let burn_rate = budget_used * period / long_hours;
    let bad_share = burn_rate * budget;
    let seconds_when_all_fail = (bad_share <= 1.0).then_some(bad_share * long_hours * 3600.0);
    BurnAlert { urgency, burn_rate, long_hours, short_hours, budget_used, bad_share, seconds_when_all_fail }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn of(objective: f64, period_days: f64) -> ServiceLevelFinding {
        finding(&ServiceLevel { objective, period_days, ..ServiceLevel::default() })
    }

    #[test]
    fn thirty_days_have_the_four_alerts_of_the_workbook() {
        let found = of(99.9, 30.0);
        let rates: Vec<(f64, f64, f64)> = found
            .alerts
            .iter()
            .map(|alert| ((alert.burn_rate * 1e9).round() / 1e9, alert.long_hours, (alert.short_hours * 60.0).round()))
            .collect();
        assert_eq!(rates, [(14.4, 1.0, 5.0), (6.0, 6.0, 30.0), (3.0, 24.0, 120.0), (1.0, 72.0, 360.0)]);
        assert!((found.minutes.unwrap() - 43.2).abs() < 1e-9);
        assert!((found.alerts[0].seconds_when_all_fail.unwrap() - 51.84).abs() < 1e-9);
    }

    #[test]
    fn an_alert_that_cannot_come_says_so() {
        let found = of(90.0, 30.0);
        assert!(found.alerts[0].bad_share > 1.0 && found.alerts[0].seconds_when_all_fail.is_none());
        assert!(found.alerts[1].seconds_when_all_fail.is_some());
    }

    #[test]
    fn without_a_budget_there_is_no_alert() {
        for (objective, days) in
            [(100.0, 30.0), (0.0, 30.0), (120.0, 30.0), (f64::NAN, 30.0), (99.9, 0.0), (99.9, f64::NAN)]
        {
            let found = of(objective, days);
            assert!(found.budget.is_none() && found.alerts.is_empty(), "{objective} {days}");
        }
        assert!(of(99.9, 0.01).alerts.is_empty(), "no window is longer than the period");
    }

    proptest! {
        #[test]
        fn an_alert_comes_when_its_part_of_the_budget_is_used(objective in 50.0..99.999_f64, days in 1.0..90.0_f64) {
            let found = of(objective, days);
            for alert in &found.alerts {
                let Some(seconds) = alert.seconds_when_all_fail else { continue };
                let used = seconds / 60.0 / found.minutes.unwrap();
                prop_assert!((used - alert.budget_used).abs() < 1e-9);
                prop_assert!(seconds <= alert.long_hours * 3600.0 * (1.0 + 1e-12));
            }
        }
    }
}

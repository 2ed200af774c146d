//! The monitoring plan replayed on telemetry: when each monitor and service level would have fired, and how late.
//!
//! Each monitor continues a measure. At every look the measure's statistic is taken of the rows within the window, made
//! the monitor's number ([`Following`](crate::package::monitor::Following)), and held against its thresholds. A service
//! level's share of bad events is held against the burn rates of its alerts, each over its long window and its short one
//! (Beyer et al. 2018, The Site Reliability Workbook, chapter 5).

mod firing;
mod incident;
mod look;
#[cfg(test)]
mod tests;

use super::service_level::finding as promised;
use crate::findings::{Alarm, BurnAlert, Firing, ReplayFinding, ReplayProblem, Urgency};
use crate::package::window::seconds;
use crate::package::{Alternative, Comparator, Dataset, Id, Measure, Monitor, Package, ServiceLevel, Statistic};
use crate::sorted_map::SortedMap;
use crate::telemetry::{Table, Telemetry, Values};
use firing::{Alert, record, silence};
use look::{Pace, Sums, values};

use super::estimate::sample::{Timed, take_timed};
pub use incident::judge;

/// How long a number may be missing before somebody is told, in milliseconds: as in the rules for Prometheus.
const MOST_SILENT: f64 = 3_600_000.0;

/// Replays every monitor and service level on every alternative's rows. What is known to have been wrong is held against
/// it by [`judge`].
pub fn replay(package: &Package, telemetry: &Telemetry) -> Vec<ReplayFinding> {
    Replayer::default().replay(package, telemetry)
}

/// The measure that a monitor or service level continues.
pub fn measure_of<'a>(package: &'a Package, id: &Id) -> Option<&'a Measure> {
    let of_level = || package.service_levels.iter().find(|level| level.id == *id)?.measure.0.as_ref();
    package.measure(package.monitor(id).map(|monitor| &monitor.measure).or_else(of_level)?)
}

/// Replays again and again, and reads the telemetry only for what an edit touched.
#[derive(Debug, Default)]
pub struct Replayer {
    known: SortedMap<Id, (Subject, Vec<ReplayFinding>)>,
}

/// Everything one replay depends on.
#[derive(Clone, Debug, PartialEq)]
struct Subject {
    plan: Plan,
    measure: Option<Measure>,
    /// The dataset's columns of labels and time, its one alternative, and which of its tables it has.
    dataset: Option<(String, Id, String, Option<u64>)>,
    /// Identifiers and labels, and which is the baseline.
    alternatives: Vec<(Id, String)>,
    baseline: Option<Id>,
}

#[derive(Clone, Debug, PartialEq)]
enum Plan {
    Monitor(Monitor),
    Level(ServiceLevel),
}

impl Plan {
    fn id(&self) -> &Id {
        match self {
            Self::Monitor(monitor) => &monitor.id,
            Self::Level(level) => &level.id,
        }
    }
}

impl Replayer {
    /// As [`replay`], which it always equals.
    pub fn replay(&mut self, package: &Package, telemetry: &Telemetry) -> Vec<ReplayFinding> {
        let mut former = std::mem::take(&mut self.known);
        let monitors = package.monitors.iter().map(|monitor| Plan::Monitor(monitor.replayed_part()));
        let levels = package.service_levels.iter().map(|level| Plan::Level(level.replayed_part()));
        let mut all = Vec::new();
        for plan in monitors.chain(levels) {
            let subject = subject(package, telemetry, plan);
            let id = subject.plan.id().clone();
            let found = match former.remove(&id) {
                Some((known, found)) if known == subject => found,
                _ => found(package, telemetry, &subject.plan),
            };
            all.extend(found.iter().cloned());
            self.known.insert(id, (subject, found));
        }
        all
    }
}

fn subject(package: &Package, telemetry: &Telemetry, plan: Plan) -> Subject {
    let measure = measure_of(package, plan.id()).cloned();
    let dataset = measure.as_ref().and_then(|measure| package.dataset(&measure.dataset)).map(|dataset| {
        let version = telemetry.version(&dataset.id);
        (dataset.label_column.clone(), dataset.alternative.clone(), dataset.time_column.clone(), version)
    });
    let named = |one: &Alternative| (one.id.clone(), one.label().to_owned());
    Subject {
        plan,
        measure,
        dataset,
        alternatives: package.alternatives.iter().map(named).collect(),
        baseline: package.baseline().map(|baseline| baseline.id.clone()),
    }
}

/// The replay on every alternative that has rows, or why there is none.
fn found(package: &Package, telemetry: &Telemetry, plan: &Plan) -> Vec<ReplayFinding> {
    match on_each(package, telemetry, plan) {
        Ok(found) => found,
        Err(problem) => {
            let problem = Some(problem);
            vec![ReplayFinding { id: plan.id().clone(), problem, ..ReplayFinding::default() }]
        }
    }
}

fn on_each(package: &Package, telemetry: &Telemetry, plan: &Plan) -> Result<Vec<ReplayFinding>, ReplayProblem> {
    let measure = measure_of(package, plan.id()).ok_or(ReplayProblem::NoMeasure)?;
    let watch = Watch::of(plan, measure)?;
    let dataset = package.dataset(&measure.dataset).ok_or(ReplayProblem::NoMeasure)?;
    let table = telemetry.table(&dataset.id).ok_or(ReplayProblem::NotLoaded)?;
    let has_time = table.column(&dataset.time_column).is_some_and(|column| !matches!(column.values, Values::Text(_)));
    if !has_time {
        return Err(ReplayProblem::NoTime);
    }
    let source = Source { package, table, dataset, measure };
    let mut all: Vec<ReplayFinding> = Vec::new();
    for alternative in &package.alternatives {
        let Some(rows) = source.rows(alternative) else { continue };
        let start = ReplayFinding {
            id: plan.id().clone(),
            alternative: alternative.id.clone(),
            dated: rows.dated,
            ..ReplayFinding::default()
        };
        all.push(if rows.cells.iter().all(|cell| cell.is_nan()) {
            ReplayFinding { problem: Some(ReplayProblem::NoValues), ..start }
        } else {
            watch.replayed(&source, alternative, &rows, start)
        });
    }
    if all.is_empty() { Err(ReplayProblem::NoRows) } else { Ok(all) }
}

/// Where the rows come from.
struct Source<'a> {
    package: &'a Package,
    table: &'a Table,
    dataset: &'a Dataset,
    measure: &'a Measure,
}

impl Source<'_> {
    /// An alternative's rows; nothing when it has none with a time.
    fn rows(&self, alternative: &Alternative) -> Option<Timed> {
        take_timed(self.table, self.dataset, self.measure, alternative).filter(|rows| !rows.times.is_empty())
    }

    /// The rows that a ratio is to; nothing when it is the baseline's own.
    fn baseline(&self, alternative: &Alternative) -> Option<Timed> {
        let is_ratio = self.measure.statistic == Statistic::RatioToBaseline;
        let baseline = self.package.baseline().filter(|baseline| is_ratio && baseline.id != alternative.id)?;
        Some(self.rows(baseline).unwrap_or_default())
    }
}

/// What is watched for.
enum Watch<'a> {
    /// A number beyond a threshold.
    Number { monitor: &'a Monitor, window: f64, times: f64, plus: f64 },
    /// A budget used up too fast.
    Budget { alerts: Vec<BurnAlert>, in_percent: bool },
}

impl<'a> Watch<'a> {
    fn of(plan: &'a Plan, measure: &Measure) -> Result<Self, ReplayProblem> {
        match plan {
            Plan::Monitor(monitor) => {
                let window = seconds(&monitor.window).ok_or(ReplayProblem::NoWindow)? as f64 * 1e3;
                if monitor.warning.or(monitor.critical).is_none() {
                    return Err(ReplayProblem::NoThreshold);
                }
                let times = monitor.follows.times.unwrap_or(usual_factor(monitor, measure));
                Ok(Self::Number { monitor, window, times, plus: monitor.follows.plus.unwrap_or(0.0) })
            }
            Plan::Level(level) => {
                let mut alerts = promised(level).alerts;
                alerts.retain(|alert| alert.bad_share <= 1.0);
                if alerts.is_empty() {
                    return Err(ReplayProblem::NoBudget);
                }
                match measure.statistic {
                    Statistic::Rate | Statistic::Mean => {
                        let in_percent = measure.statistic == Statistic::Mean && measure.unit.trim() == "%";
                        Ok(Self::Budget { alerts, in_percent })
                    }
                    _ => Err(ReplayProblem::NotAShare),
                }
            }
        }
    }

    fn replayed(
        &self,
        source: &Source<'_>,
        alternative: &Alternative,
        rows: &Timed,
        start: ReplayFinding,
    ) -> ReplayFinding {
        match self {
            Self::Number { monitor, window, times, plus } => {
                let baseline = source.baseline(alternative);
                let statistic = source.measure.statistic;
                number(monitor, *window, start, rows, |pace, reach| {
                    let seen = values(rows, baseline.as_ref(), statistic, pace, reach);
                    seen.into_iter().map(|value| value.map(|value| value * times + plus)).collect()
                })
            }
            Self::Budget { alerts, in_percent } => budget(alerts, *in_percent, start, rows),
        }
    }
}

/// From a share to percent where the thresholds are in percent and the measure is a share; else 1.
fn usual_factor(monitor: &Monitor, measure: &Measure) -> f64 {
    let is_share = measure.statistic == Statistic::Rate && measure.unit.trim().is_empty();
    if is_share && monitor.unit.trim() == "%" { 100.0 } else { 1.0 }
}

/// A monitor's warnings, critical alerts and silences.
fn number(
    monitor: &Monitor,
    window: f64,
    mut finding: ReplayFinding,
    rows: &Timed,
    seen: impl Fn(&Pace, f64) -> Vec<Option<f64>>,
) -> ReplayFinding {
    let Some(pace) = Pace::of(&rows.times, window) else { return finding };
    let reach = pace.reach(window);
    let seen = seen(&pace, reach);
    let comparator = monitor.comparator;
    let alert = |alarm, is_on| Alert { alarm, burn_rate: None, comparator, is_on, values: &seen };
    let crossed = |alarm, threshold: Option<f64>| {
        let threshold = threshold?;
        let is_on = seen.iter().map(|value| value.is_some_and(|value| !comparator.accepts(value, threshold)));
        Some(alert(alarm, is_on.collect()))
    };
    let silent = alert(Alarm::NoValue, silence(&seen, &pace, window.min(MOST_SILENT)));
    let alerts = [crossed(Alarm::Critical, monitor.critical), crossed(Alarm::Warning, monitor.warning), Some(silent)];
    let firings: Vec<Firing> = alerts.iter().flatten().flat_map(|alert| alert.firings(&pace)).collect();
    finding.window_seconds = reach / 1e3;
    record(&mut finding, &pace, &seen, firings);
    finding
}

/// A service level's pages, tickets and silences.
fn budget(alerts: &[BurnAlert], in_percent: bool, mut finding: ReplayFinding, rows: &Timed) -> ReplayFinding {
    const HOUR: f64 = 3_600_000.0;
    let shortest = alerts.iter().map(|alert| alert.short_hours).fold(f64::INFINITY, f64::min) * HOUR;
    let Some(pace) = Pace::of(&rows.times, shortest) else { return finding };
    let sums = Sums::new(rows);
    let scale = if in_percent { 1.0 } else { 100.0 };
    let over = |hours: f64| -> Vec<Option<f64>> {
        let means = sums.means(&pace, pace.reach(hours * HOUR));
        means.into_iter().map(|mean| mean.map(|mean| mean * scale)).collect()
    };
    let first = over(alerts[0].long_hours);
    let mut firings = Vec::new();
    for alert in alerts {
        let (long, short) = (over(alert.long_hours), over(alert.short_hours));
        let beyond = |share: &Option<f64>| share.is_some_and(|share| share > 100.0 * alert.bad_share);
        let is_on = long.iter().zip(&short).map(|(long, short)| beyond(long) && beyond(short)).collect();
        let alarm = if alert.urgency == Urgency::Page { Alarm::Critical } else { Alarm::Warning };
        let (burn_rate, comparator) = (Some(alert.burn_rate), Comparator::AtMost);
        firings.extend(Alert { alarm, burn_rate, comparator, is_on, values: &long }.firings(&pace));
    }
    let is_on = silence(&first, &pace, MOST_SILENT);
    let silent =
        Alert { alarm: Alarm::NoValue, burn_rate: None, comparator: Comparator::AtMost, is_on, values: &first };
    firings.extend(silent.firings(&pace));
    finding.window_seconds = pace.reach(alerts[0].long_hours * HOUR) / 1e3;
    record(&mut finding, &pace, &first, firings);
    finding
}

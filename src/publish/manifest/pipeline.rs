//! The release pipeline as engines of progressive delivery need it, read once for all of them.

use super::name::{self, Names};
use super::promql::Reading;
use super::watched::Watched;
use super::window;
use crate::findings::Findings;
use crate::package::release::{Check, CheckJudge, CheckMetric, Stage};
use crate::package::{Comparator, Package};

/// A stage that has been read.
#[derive(Clone, Debug)]
pub struct Step<'a> {
    /// The stage.
    pub stage: &'a Stage,
    /// Its name, a label of DNS of its own.
    pub name: String,
    /// Its share of traffic in whole percent, 0 to 100; engines take no parts of one.
    pub percent: u64,
    /// How long it is held, in seconds; none when no time is stated.
    pub seconds: Option<u64>,
    /// What is looked at in it, as far as it can be.
    pub looks: Vec<Look<'a>>,
    /// Whether a person lets it go on.
    pub waits: bool,
}

/// A check that an engine can make.
#[derive(Clone, Debug)]
pub struct Look<'a> {
    /// The check.
    pub check: &'a Check,
    /// Its name, a label of DNS of its own.
    pub name: String,
    /// How its number is read.
    pub reading: Reading,
    /// Over how many seconds.
    pub window: u64,
    /// Whether people said how it is read; a gauge is assumed otherwise.
    pub is_stated: bool,
    /// From one look to the next, in seconds.
    pub interval: u64,
    /// On which side the good values lie.
    pub comparator: Comparator,
}

/// The pipeline that has been read, and what of it no engine takes.
#[derive(Clone, Debug, Default)]
pub struct Pipeline<'a> {
    /// Every stage, in order.
    pub steps: Vec<Step<'a>>,
    /// What differs: of what, and how.
    pub nearly: Vec<(String, String)>,
    /// What is missing: of what, and why.
    pub absent: Vec<(String, String)>,
}

/// What a package must hold to be released by an engine.
pub fn lacks(package: &Package, _: &Findings) -> Option<&'static str> {
    package.release.stages.is_empty().then_some("There is no pipeline to run: Release has no stage yet.")
}

/// The least time between two looks, in seconds.
const LEAST_INTERVAL: u64 = 10;

impl<'a> Pipeline<'a> {
    /// Reads a package's pipeline; `monitors` are those that can be watched.
    pub fn of(package: &'a Package, monitors: &[Watched<'a>]) -> Self {
        let mut pipeline = Self::default();
        let looks = pipeline.looks(package, monitors);
        let mut names = Names::default();
        for (place, stage) in package.release.stages.iter().enumerate() {
            let name = names.unused(name::dns(&stage.name, &format!("stage-{}", place + 1)), "-");
            let looks: Vec<Look<'a>> = looks.iter().filter(|look| look.check.is_in(&stage.id)).cloned().collect();
            let seconds = window::of_hours(stage.duration_hours);
            let gates: Vec<&str> =
                stage.promotion_gates.iter().filter_map(|id| package.gate(id)).map(|gate| gate.name.as_str()).collect();
            let waits = !stage.approver.trim().is_empty() || (looks.is_empty() && !gates.is_empty());
            if !gates.is_empty() {
                let how = match waits {
                    true => "The engine waits for the person who resumes it once they hold",
                    false => {
                        "They were judged on the evidence before the release; the engine looks at the checks alone"
                    }
                };
                pipeline.absent.push((
                    format!("The promotion gates of “{}”: {}", stage.name.trim(), gates.join(", ")),
                    how.to_owned(),
                ));
            }
            let percent = pipeline.percent(stage);
            pipeline.steps.push(Step { stage, name, percent, seconds, looks, waits });
        }
        pipeline
    }

    fn percent(&mut self, stage: &Stage) -> u64 {
        let share = if stage.traffic_percent.is_finite() { stage.traffic_percent.clamp(0.0, 100.0) } else { 0.0 };
        let whole = if share > 0.0 { share.round().max(1.0) } else { 0.0 };
        if whole != share {
            let how = format!("A share is whole percent there, so {whole} % stands for {share} %");
            self.nearly.push((format!("The traffic of “{}”", stage.name.trim()), how));
        }
        whole as u64
    }

    fn looks(&mut self, package: &'a Package, monitors: &[Watched<'a>]) -> Vec<Look<'a>> {
        let (mut names, mut looks) = (Names::default(), Vec::new());
        let service = super::watched::service(package);
        for (place, check) in package.release.checks.iter().enumerate() {
            let name = names.unused(name::dns(&check.name, &format!("check-{}", place + 1)), "-");
            let told = super::watched::called(&check.name, "A check without a name");
            let interval = (check.interval_minutes * 60.0).round();
            if !(interval >= LEAST_INTERVAL as f64 && interval <= 30.0 * 86_400.0) {
                self.absent
                    .push((told, format!("Its interval of {} min is none an engine keeps", check.interval_minutes)));
                continue;
            }
            if !check.threshold.is_finite() {
                self.absent.push((told, "It has no limit".to_owned()));
                continue;
            }
            if !matches!(check.judge, CheckJudge::Threshold | CheckJudge::Relative) {
                let why =
                    "Its test is none that the engine can make on a query; simulate it here, and look at it by hand";
                self.absent.push((format!("{told}, judged by {}", check.judge.label()), why.to_owned()));
                continue;
            }
            let watched =
                monitors.iter().find(|watched| !check.monitor.is_empty() && watched.monitor.id == check.monitor);
            let interval = interval as u64;
            let reading = match watched {
                Some(watched) => watched.reading.clone(),
                None => Reading::gauge(&name::metric(&check.name, &format!("check_{}", place + 1)), &service),
            };
            looks.push(Look {
                check,
                name,
                reading,
                window: interval,
                is_stated: watched.is_some_and(|watched| watched.is_stated),
                interval,
                comparator: if check.metric == CheckMetric::Conversions {
                    Comparator::AtLeast
                } else {
                    Comparator::AtMost
                },
            });
        }
        looks
    }
}

impl Look<'_> {
    /// Up to where a look passes and beyond where it fails, on the scale of the query.
    pub fn limits(&self) -> (f64, f64) {
        let passes = self.check.passes_at.filter(|passes| passes.is_finite()).unwrap_or(self.check.threshold);
        (passes, self.check.threshold)
    }

    /// Whether it is compared with the old version.
    pub fn compares(&self) -> bool {
        self.check.judge == CheckJudge::Relative
    }

    /// The query of the new version's number, or of its change for the worse in percent of the old version's; and
    /// whether it tells the versions apart.
    pub fn query(&self, label: &str, operator: &'static str, new: &str, old: &str) -> (String, bool) {
        let window = window::duration(self.window);
        let (reading, is_narrowed) = self.reading.narrowed(label, operator, new);
        if !self.compares() || !is_narrowed {
            return (reading.over(&window), is_narrowed);
        }
        let (new, old) = (reading.over(&window), self.reading.narrowed(label, operator, old).0.over(&window));
        let worse = if self.check.metric.prefers_less() { format!("{new} - {old}") } else { format!("{old} - {new}") };
        (format!("100 * ({worse}) / ({old})"), true)
    }

    /// On which side of its limits the good values of the query lie.
    pub fn good_side(&self) -> Comparator {
        // A change for the worse is the less the better, whatever the metric.
        if self.compares() { Comparator::AtMost } else { self.comparator }
    }
}

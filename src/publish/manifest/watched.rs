//! What of a package is watched by an engine, read from the package once for all targets.

use super::fidelity::Fidelity;
use super::name::{self, Names};
use super::promql::Reading;
use super::window;
use crate::findings::{Findings, ServiceLevelFinding};
use crate::package::{Monitor, Package, ServiceLevel, Signal};

/// The name of a service that has none.
const NAMELESS: &str = "service";

/// A monitor that an engine can watch.
#[derive(Clone, Debug)]
pub struct Watched<'a> {
    /// The monitor.
    pub monitor: &'a Monitor,
    /// How its number is read.
    pub reading: Reading,
    /// Whether people said how it is read; a gauge is assumed otherwise.
    pub is_stated: bool,
    /// Its window in seconds.
    pub seconds: u64,
    /// The name of its number once it is recorded.
    pub record: String,
    /// The name that its alerts begin with.
    pub alert: String,
}

/// A service level that an engine can watch.
#[derive(Clone, Debug)]
pub struct Level<'a> {
    /// The service level.
    pub level: &'a ServiceLevel,
    /// What it allows.
    pub found: &'a ServiceLevelFinding,
    /// How its bad events are read.
    pub reading: Reading,
    /// The name of its share of bad events once it is recorded, without the window.
    pub record: String,
    /// The name that its alerts begin with.
    pub alert: String,
}

/// What cannot be watched, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unwatched {
    /// A monitor's or service level's name in quotation marks.
    pub what: String,
    /// Why, as a sentence without its full stop.
    pub why: String,
}

/// The most letters of a service's name: what it begins must fit into a label of DNS too.
const LONGEST: usize = 48;

/// The service's name as a label of DNS.
pub fn service(package: &Package) -> String {
    let name = name::dns(&package.release.service, NAMELESS);
    name.chars().take(LONGEST).collect::<String>().trim_end_matches('-').to_owned()
}

/// What a package must hold for an engine to watch something.
pub fn lacks(package: &Package, _: &Findings) -> Option<&'static str> {
    (package.monitors.is_empty() && package.service_levels.is_empty())
        .then_some("There is nothing to watch: Monitoring has no monitor and no service level yet.")
}

/// Every monitor and service level that can be watched; the report is told of the others.
pub fn all<'a>(
    package: &'a Package,
    findings: &'a Findings,
    fidelity: &mut Fidelity,
) -> (Vec<Watched<'a>>, Vec<Level<'a>>) {
    let (monitors, unwatched) = monitors(package);
    let (levels, uncounted) = levels(package, findings);
    unwatched.into_iter().chain(uncounted).for_each(|one| fidelity.absent(one.what, one.why));
    (monitors, levels)
}

/// Every monitor of a package, as far as it can be watched.
pub fn monitors(package: &Package) -> (Vec<Watched<'_>>, Vec<Unwatched>) {
    let service = service(package);
    let (mut names, mut alerts) = (Names::default(), Names::default());
    let (mut watched, mut unwatched) = (Vec::new(), Vec::new());
    for (place, monitor) in package.monitors.iter().enumerate() {
        let slug = name::metric(&monitor.metric, &format!("monitor_{}", place + 1));
        let refuse = |why: String| Unwatched { what: called(&monitor.metric, "A monitor without a name"), why };
        let Some(seconds) = window::seconds(&monitor.window) else {
            unwatched.push(refuse(match monitor.window.trim() {
                "" => "It has no window".to_owned(),
                window => format!("Its window “{window}” is not a length of time such as “5 min”"),
            }));
            continue;
        };
        let is_stated = !monitor.signal.is_empty();
        let reading = if is_stated { Reading::of(&monitor.signal) } else { Ok(Reading::gauge(&slug, &service)) };
        match reading {
            Err(why) => unwatched.push(refuse(format!("It cannot be read: {why}"))),
            Ok(reading) => {
                let record = names.unused(format!("service:{slug}:{}", window::duration(seconds)), "_");
                let alert = alerts.unused(name::alert(&monitor.metric, &format!("Monitor{}", place + 1)), "_");
                watched.push(Watched { monitor, reading, is_stated, seconds, record, alert });
            }
        }
    }
    (watched, unwatched)
}

/// Every service level of a package, as far as it can be watched.
pub fn levels<'a>(package: &'a Package, findings: &'a Findings) -> (Vec<Level<'a>>, Vec<Unwatched>) {
    let (mut names, mut alerts) = (Names::default(), Names::default());
    let (mut watched, mut unwatched) = (Vec::new(), Vec::new());
    for (place, level) in package.service_levels.iter().enumerate() {
        let refuse = |why: String| Unwatched { what: called(&level.name, "A service level without a name"), why };
        let found = findings.service_levels.iter().find(|found| found.id == level.id);
        let Some(found) = found.filter(|found| found.budget.is_some()) else {
            unwatched.push(refuse("Its objective is not above 0 % and below 100 %, or its period is none".to_owned()));
            continue;
        };
        match Reading::of(&Signal { factor: None, ..level.bad.clone() }) {
            Err(why) => unwatched.push(refuse(format!("Its bad events cannot be counted: {why}"))),
            Ok(reading) if reading.counters().is_none() => {
                unwatched
                    .push(refuse("Its bad events are not a share of events, nor the share of slow ones".to_owned()));
            }
            Ok(reading) => {
                let slug = name::metric(&level.name, &format!("level_{}", place + 1));
                let record = names.unused(format!("service:{slug}:bad_share"), "_");
                let alert = alerts.unused(name::alert(&level.name, &format!("Level{}", place + 1)), "_");
                watched.push(Level { level, found, reading, record, alert });
            }
        }
    }
    (watched, unwatched)
}

/// A record's name in quotation marks, or what it is.
pub fn called(name: &str, nameless: &str) -> String {
    match name.trim() {
        "" => nameless.to_owned(),
        name => format!("“{name}”"),
    }
}

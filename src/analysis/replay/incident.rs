//! When something is known to have been wrong, and how late it was seen.

use crate::findings::{Alarm, Firing, IncidentFinding, ReplayFinding};
use crate::package::evidence::Generator;
use crate::package::{Id, Measure, Package, PastIncident};
use crate::telemetry::generate::first_day;

const DAY: f64 = 86_400_000.0;

/// Every replay, held against what is known to have been wrong: incidents that people stated, and those with which
/// telemetry was generated.
///
/// A firing is for nothing when no incident of its dataset and alternative could have brought it about: none lies within
/// the window of any of its looks. Nothing is said of that while nobody has stated an incident of data that was not
/// generated.
pub fn judge(package: &Package, found: &[ReplayFinding]) -> Vec<ReplayFinding> {
    found
        .iter()
        .map(|finding| if finding.problem.is_none() { judged(package, finding) } else { finding.clone() })
        .collect()
}

fn judged(package: &Package, finding: &ReplayFinding) -> ReplayFinding {
    let mut finding = finding.clone();
    let Some(measure) = super::measure_of(package, &finding.id) else { return finding };
    let stated = package.incidents.iter().filter(|one| one.dataset.is_empty() || one.dataset == measure.dataset);
    let stated: Vec<&PastIncident> = stated.filter(|one| one.span().is_some()).collect();
    let generator = package.dataset(&measure.dataset).and_then(|dataset| dataset.generator());
    let mut all: Vec<(bool, IncidentFinding)> =
        generator.map(|generator| drawn(generator, measure, &finding.alternative)).unwrap_or_default();
    all.extend(stated.iter().filter(|one| befell(one, &finding.alternative)).filter_map(|one| {
        let is_own = one.monitor.is_empty() || one.monitor == finding.id;
        Some((is_own, of_people(one, finding.until + finding.step_seconds * 1e3)?))
    }));
    finding.judged = generator.is_some() || !stated.is_empty();
    let (window, judged) = (finding.window_seconds * 1e3, finding.judged);
    for firing in finding.firings.iter_mut().filter(|firing| firing.alarm != Alarm::NoValue) {
        firing.for_nothing = judged.then(|| !all.iter().any(|(_, incident)| meets(firing, incident, window)));
    }
    let mut own: Vec<IncidentFinding> = all.into_iter().filter(|(is_own, _)| *is_own).map(|(_, one)| one).collect();
    crate::order::sort(&mut own, |one, other| one.from.total_cmp(&other.from));
    for incident in &mut own {
        see(incident, &finding, window);
    }
    finding.incidents = own;
    finding
}

/// Whether some look of a firing could see rows of an incident.
fn meets(firing: &Firing, incident: &IncidentFinding, window: f64) -> bool {
    // The window leaves out its beginning; `until` is the first look without the alert.
    firing.until > incident.from && firing.from < incident.until + window
}

fn see(incident: &mut IncidentFinding, finding: &ReplayFinding, window: f64) {
    incident.covered = incident.until > finding.from && incident.from <= finding.until;
    let first = |alarm: Alarm| finding.of(alarm).find(|firing| meets(firing, incident, window));
    let after = |firing: Option<&Firing>| firing.map(|firing| ((firing.from - incident.from) / 1e3).max(0.0));
    let (warned, critical) = (first(Alarm::Warning), first(Alarm::Critical));
    let already = warned.iter().chain(&critical).any(|firing| firing.from < incident.from);
    let (warned_after, critical_after) = (after(warned), after(critical));
    (incident.warned_after, incident.critical_after, incident.already) = (warned_after, critical_after, already);
}

fn befell(incident: &PastIncident, alternative: &Id) -> bool {
    incident.alternative.is_empty() || incident.alternative == *alternative
}

/// The incidents with which an alternative's telemetry was generated, and whether each is in the measure's own column.
fn drawn(generator: &Generator, measure: &Measure, alternative: &Id) -> Vec<(bool, IncidentFinding)> {
    let begin = first_day(generator) as f64 * DAY;
    let columns = generator.columns.iter().filter_map(|column| {
        let incident = column.series.get(alternative)?.incident.as_ref()?;
        let from = begin + f64::from(incident.week.max(1) - 1) * 7.0 * DAY;
        let until = from + f64::from(incident.weeks) * 7.0 * DAY;
        let finding = IncidentFinding { column: column.name.clone(), from, until, ..IncidentFinding::default() };
        (incident.weeks > 0 && incident.size != 0.0).then_some((column.name == measure.column, finding))
    });
    columns.collect()
}

fn of_people(incident: &PastIncident, last: f64) -> Option<IncidentFinding> {
    let (from, until) = incident.span()?;
    let until = until.unwrap_or(last.max(from));
    Some(IncidentFinding { incident: incident.id.clone(), from, until, ..IncidentFinding::default() })
}

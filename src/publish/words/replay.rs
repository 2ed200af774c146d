//! A replay of the monitoring plan in words: what would have fired, how late, how often for nothing.

#[cfg(test)]
mod tests;

use super::figure::{Unit, count, counted, date, duration, list, number, quantity};
use super::quoted;
use crate::findings::{Alarm, Findings, Firing, IncidentFinding, ReplayFinding, ReplayProblem};
use crate::package::{Date, Id, Package, PastIncident, Record, ServiceLevel};
use crate::telemetry::time::date_text;

const DAY: f64 = 86_400_000.0;

/// The headings of [`row`].
pub const COLUMNS: [&str; 6] =
    ["Watched", "Critical", "Warning", "Incidents seen", "For nothing", "Looks without a value"];

/// What is watched, by name.
pub fn name(package: &Package, id: &Id) -> String {
    let level = || ServiceLevel::find(package, id).map(|level| level.name.as_str());
    match package.monitor(id).map(|monitor| monitor.metric.as_str()).or_else(level).map(str::trim) {
        Some("") | None => {
            if is_level(package, id) { "Service level without a name" } else { "Monitor without a name" }.to_owned()
        }
        Some(name) => name.to_owned(),
    }
}

/// Whether it is a service level, whose alerts are pages and tickets.
pub fn is_level(package: &Package, id: &Id) -> bool {
    ServiceLevel::find(package, id).is_some()
}

/// The unit of what it sees.
pub fn unit<'a>(package: &'a Package, id: &Id) -> Unit<'a> {
    package.monitor(id).map_or(Unit::Named("%"), |monitor| Unit::named(&monitor.unit))
}

/// A moment: `13 Apr 2026`, `13 Apr 2026, 14:30`, or `90 seconds in` where times are counted.
pub fn moment(at: f64, dated: bool) -> String {
    if !dated {
        return format!("{} in", time(at / 1e3));
    }
    let day = libm::floor(at / DAY);
    let minutes = libm::round((at - day * DAY) / 60_000.0) as u32;
    let day = date(&Date(date_text(day as i64)));
    if minutes == 0 { day } else { format!("{day}, {:02}:{:02}", minutes / 60, minutes % 60) }
}

/// Seconds in words: `25 seconds`, `10 minutes`, `14 days`.
pub fn time(seconds: f64) -> String {
    if seconds > 0.0 && seconds < 60.0 {
        return format!("{} {}", number(seconds), if seconds == 1.0 { "second" } else { "seconds" });
    }
    duration(seconds / 3600.0)
}

fn times(number: usize) -> String {
    match number {
        1 => "once".to_owned(),
        2 => "twice".to_owned(),
        number => format!("{} times", count(number as u64)),
    }
}

/// Everything a replay came to, in sentences.
pub fn sentence(package: &Package, found: &ReplayFinding) -> String {
    if let Some(problem) = found.problem {
        return format!("Not replayed: {}.", self::problem(package, found, problem));
    }
    let parts = [
        Some(fired(package, found)),
        Some(seen(package, found)).filter(|text| !text.is_empty()),
        for_nothing(found),
        silence(found),
        coarse(package, found),
        (found.unlisted > 0)
            .then(|| format!("{} more firings are counted and not listed.", count(u64::from(found.unlisted)))),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// How often it would have told, and when first.
pub fn fired(package: &Package, found: &ReplayFinding) -> String {
    let [critical, warning] =
        if is_level(package, &found.id) { ["paged", "opened a ticket"] } else { ["been critical", "warned"] };
    let told = |alarm, what: &str| {
        let firings: Vec<&Firing> = found.of(alarm).collect();
        let first = firings.first()?;
        let when = match (firings.len(), found.dated) {
            (1, true) => format!("on {}", moment(first.from, true)),
            (1, false) => moment(first.from, false),
            (_, true) => format!("first on {}", moment(first.from, true)),
            (_, false) => format!("first {}", moment(first.from, false)),
        };
        Some(format!("{what} {}, {when}", times(firings.len())))
    };
    let parts: Vec<String> = told(Alarm::Critical, critical).into_iter().chain(told(Alarm::Warning, warning)).collect();
    match parts.is_empty() {
        true => format!("In {} it would never have fired.", counted(found.looks as usize, "look", "looks")),
        false => format!("It would have {}.", list(&parts)),
    }
}

/// How late it would have seen what went wrong.
fn seen(package: &Package, found: &ReplayFinding) -> String {
    let covered: Vec<String> =
        found.incidents.iter().filter(|one| one.covered).map(|one| incident(package, found, one)).collect();
    let beyond = found.incidents.iter().filter(|one| !one.covered).count();
    let mut text = covered.join(" ");
    if beyond > 0 {
        let were = counted(beyond, "incident lies", "incidents lie");
        text += &format!("{}{were} outside the time replayed.", if text.is_empty() { "" } else { " " });
    }
    text
}

fn incident(package: &Package, found: &ReplayFinding, one: &IncidentFinding) -> String {
    let what = capital_incident(package, found, one);
    let after = |seconds: f64| if seconds == 0.0 { "at once".to_owned() } else { format!("after {}", time(seconds)) };
    let seen = match (one.warned_after, one.critical_after) {
        (None, None) => "was not seen".to_owned(),
        (Some(warned), None) => format!("was seen {}, and never as critical", after(warned)),
        (None, Some(critical)) => format!("was seen {}", after(critical)),
        (Some(warned), Some(critical)) if warned < critical => {
            format!("was seen {}, and as critical {}", after(warned), after(critical))
        }
        (Some(_), Some(critical)) => format!("was seen {}", after(critical)),
    };
    let already = if one.already { ", by an alert that was there before it began" } else { "" };
    format!("{what} {seen}{already}.")
}

/// What an incident is called at the start of a sentence.
fn capital_incident(package: &Package, found: &ReplayFinding, one: &IncidentFinding) -> String {
    let when = moment(one.from, found.dated);
    let when = if found.dated { format!("of {when}") } else { format!("that began {when}") };
    match PastIncident::find(package, &one.incident).map(|incident| incident.name.trim()) {
        Some(name) if !name.is_empty() => format!("{} {when}", quoted(name)),
        _ => format!("The incident {when}"),
    }
}

/// An incident in a few words, for a chart.
pub fn incident_name(package: &Package, one: &IncidentFinding) -> String {
    match PastIncident::find(package, &one.incident).map(|incident| incident.name.trim()) {
        Some(name) if !name.is_empty() => name.to_owned(),
        _ => "incident".to_owned(),
    }
}

/// A stated incident in a line: "Vendor slow, from 2026-04-13 to 2026-05-03, Assisted".
pub fn stated(package: &Package, incident: &PastIncident) -> String {
    let until = match incident.until.trim() {
        "" => "until the last row".to_owned(),
        until => format!("to {until}"),
    };
    let alternative = package.alternative(&incident.alternative).map(|one| format!(", {}", one.name));
    let name = match incident.name.trim() {
        "" => "Without a name".to_owned(),
        name => name.to_owned(),
    };
    format!("{name}, from {} {until}{}", incident.from.trim(), alternative.unwrap_or_default())
}

/// How many of its alerts came for nothing; nothing where there was none.
fn for_nothing(found: &ReplayFinding) -> Option<String> {
    let alerts = found.firings.iter().filter(|firing| firing.alarm != Alarm::NoValue).count();
    Some(match (alerts, found.for_nothing()) {
        (0, _) => return None,
        (_, None) => "Whether that was for nothing is not known: nobody has said when something was wrong.".to_owned(),
        (1, Some(0)) => "It was not for nothing.".to_owned(),
        (1, Some(_)) => "It was for nothing.".to_owned(),
        (_, Some(0)) => "None of that was for nothing.".to_owned(),
        (all, Some(some)) if all == some => "All of that was for nothing.".to_owned(),
        (all, Some(some)) => format!("{} of the {} alerts came for nothing.", count(some as u64), count(all as u64)),
    })
}

fn silence(found: &ReplayFinding) -> Option<String> {
    if found.silent == 0 {
        return None;
    }
    let told = found.of(Alarm::NoValue).count();
    let alert = if told == 0 { String::new() } else { format!(" That would have been told {}.", times(told)) };
    Some(format!(
        "{} of {} looks found no value, for {} at the longest.{alert}",
        count(u64::from(found.silent)),
        count(u64::from(found.looks)),
        time(found.longest_silence_seconds)
    ))
}

/// That rows are further apart than the window is long, where they are.
fn coarse(package: &Package, found: &ReplayFinding) -> Option<String> {
    let window =
        package.monitor(&found.id).and_then(|monitor| crate::package::window::seconds(&monitor.window))? as f64;
    (found.window_seconds > window).then(|| {
        format!(
            "Rows come every {}, so each look reads as much instead of {}: what passes more quickly is not seen here.",
            time(found.step_seconds),
            time(window)
        )
    })
}

/// Why nothing was replayed, and what to do, as the end of a sentence.
pub fn problem(package: &Package, found: &ReplayFinding, problem: ReplayProblem) -> String {
    match problem {
        ReplayProblem::NoMeasure if is_level(package, &found.id) => "choose the measure of its bad events",
        ReplayProblem::NoMeasure => "choose the measure that it continues",
        ReplayProblem::NoWindow => "its window is not a length of time such as “5 min”",
        ReplayProblem::NoThreshold => "it has neither a warning nor a critical threshold",
        ReplayProblem::NoBudget => "with this objective no alert can ever come",
        ReplayProblem::NotAShare => {
            "its measure is not a share of events: choose a rate, or the mean of a column of shares"
        }
        ReplayProblem::NotLoaded => "the rows of its measure are not loaded",
        ReplayProblem::NoTime => "the rows of its measure have no time: choose the column of time on Evidence",
        ReplayProblem::NoRows => "no alternative has rows of its measure with a time",
        ReplayProblem::NoValues => "every value is missing",
    }
    .to_owned()
}

/// How many could not be replayed.
pub fn idle(count: usize) -> String {
    let what = if count == 1 { "is not replayed, and why" } else { "are not replayed, and why" };
    format!("{} {what}", counted(count, "monitor or service level", "monitors and service levels"))
}

/// What counts as an alert for nothing.
pub const FOR_NOTHING: &str = "An alert counts as one for nothing when nothing is known to have been wrong: a number that is bad all along has no incident to be told of.";

/// One replay as a row of [`COLUMNS`].
pub fn row(package: &Package, found: &ReplayFinding) -> [String; 6] {
    let name = name(package, &found.id);
    if found.problem.is_some() {
        let dash = || "–".to_owned();
        return [name, dash(), dash(), dash(), dash(), dash()];
    }
    let number = |alarm| count(found.of(alarm).count() as u64);
    let covered: Vec<&IncidentFinding> = found.incidents.iter().filter(|one| one.covered).collect();
    let first = |one: &IncidentFinding| match (one.warned_after, one.critical_after) {
        (Some(warned), Some(critical)) => Some(warned.min(critical)),
        (warned, critical) => warned.or(critical),
    };
    let seen: Vec<f64> = covered.iter().filter_map(|one| first(one)).collect();
    let latest = seen.iter().copied().fold(0.0, f64::max);
    let late = match (seen.is_empty(), latest > 0.0) {
        (true, _) => String::new(),
        (false, false) => ", at once".to_owned(),
        (false, true) => format!(", {} late at most", time(latest)),
    };
    let incidents = match (covered.len(), found.judged) {
        (0, false) => "not known".to_owned(),
        (0, true) => "none to see".to_owned(),
        (all, _) => format!("{} of {all}{late}", seen.len()),
    };
    let nothing = found.for_nothing().map_or("not known".to_owned(), |some| count(some as u64));
    let silent = format!("{} of {}", count(u64::from(found.silent)), count(u64::from(found.looks)));
    [name, number(Alarm::Critical), number(Alarm::Warning), incidents, nothing, silent]
}

/// One firing: "critical from 13 Apr 2026 to 4 May 2026, 62 at worst, for nothing".
pub fn firing(package: &Package, found: &ReplayFinding, firing: &Firing) -> String {
    let alarm = match (firing.alarm, is_level(package, &found.id)) {
        (Alarm::Critical, true) => "page".to_owned(),
        (Alarm::Warning, true) => "ticket".to_owned(),
        (alarm, _) => alarm.label().to_owned(),
    };
    let burn = firing.burn_rate.map(|rate| format!(" at burn rate {}", number(rate))).unwrap_or_default();
    let until =
        if firing.ended { format!("to {}", moment(firing.until, found.dated)) } else { "to the end".to_owned() };
    let worst = firing.worst.map(|worst| format!(", {} at worst", quantity(worst, unit(package, &found.id))));
    let nothing = if firing.for_nothing == Some(true) { ", for nothing" } else { "" };
    format!("{alarm}{burn} from {} {until}{}{nothing}", moment(firing.from, found.dated), worst.unwrap_or_default())
}

/// What the whole plan came to on an alternative's telemetry.
pub fn summary(package: &Package, findings: &Findings, alternative: &Id) -> String {
    let all: Vec<&ReplayFinding> =
        findings.replays.iter().filter(|one| one.problem.is_none() && one.alternative == *alternative).collect();
    let planned = package.monitors.len() + package.service_levels.len();
    if planned == 0 {
        return "Nothing is watched yet.".to_owned();
    }
    let named = package.alternative(alternative).map_or(String::new(), |one| format!(" of {}", quoted(&one.name)));
    let of = counted(planned, "monitor and service level", "monitors and service levels");
    if all.is_empty() {
        return format!("None of {of} could be replayed on telemetry{named}.");
    }
    let fired: Vec<&&ReplayFinding> =
        all.iter().filter(|one| one.firings.iter().any(|firing| firing.alarm != Alarm::NoValue)).collect();
    let covered = || all.iter().flat_map(|one| &one.incidents).filter(|one| one.covered);
    let missed = covered().filter(|one| one.warned_after.is_none() && one.critical_after.is_none()).count();
    let judged = all.iter().any(|one| one.judged);
    let nothing: usize = all.iter().filter_map(|one| one.for_nothing()).sum();
    let fire = if fired.is_empty() { "none".to_owned() } else { count(fired.len() as u64) };
    let mut text = format!("{} of {of} replayed on telemetry{named}: {fire} would have fired", all.len());
    text += &match (judged, nothing) {
        (true, _) if fired.is_empty() => String::new(),
        (false, _) => "; nobody has said when something was wrong".to_owned(),
        (true, 0) => ", never for nothing".to_owned(),
        (true, some) => format!(", with {} for nothing", counted(some, "alert", "alerts")),
    };
    text += &match (covered().count(), missed) {
        (0, _) => String::new(),
        (1, 0) => "; the one incident to be seen was seen".to_owned(),
        (1, _) => "; the one incident to be seen was not".to_owned(),
        (all, 0) => format!("; each of the {all} incidents to be seen was seen"),
        (all, missed) => {
            format!("; of {all} incidents to be seen {missed} {} not", if missed == 1 { "was" } else { "were" })
        }
    };
    text + "."
}

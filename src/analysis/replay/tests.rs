//! Hand-worked replays.

use super::*;
use crate::package::document::Sparse;
use crate::package::evidence::{Condition, GeneratedColumn, GeneratedSeries, Generator, Incident, Test};
use crate::package::monitor::Following;
use crate::package::{DatasetSource, PastIncident};
use crate::telemetry::Column;
use crate::telemetry::time::date_text;

const HOUR: f64 = 3_600_000.0;
const DAY: f64 = 24.0 * HOUR;

/// One alternative, one dataset with a column `y` over a column `t`, and a monitor on its mean.
fn package(window: &str, warning: Option<f64>, critical: Option<f64>) -> Package {
    let monitor = Monitor {
        id: "m".into(),
        metric: "y".to_owned(),
        measure: "mean".into(),
        window: window.to_owned(),
        warning,
        critical,
        ..Monitor::default()
    };
    let mut package = Package {
        alternatives: vec![Alternative { id: "a".into(), name: "A".to_owned(), ..Alternative::default() }],
        monitors: vec![monitor],
        ..Package::default()
    };
    package.evidence.datasets.push(Dataset {
        id: "d".into(),
        alternative: "a".into(),
        time_column: "t".to_owned(),
        source: DatasetSource::Imported(Default::default()),
        ..Dataset::default()
    });
    package.evidence.measures.push(Measure {
        id: "mean".into(),
        dataset: "d".into(),
        column: "y".to_owned(),
        ..Measure::default()
    });
    package
}

fn telemetry(times: Values, cells: Vec<f64>) -> Telemetry {
    let column = |name: &str, values| Column { name: name.to_owned(), values };
    let rows = cells.len();
    let mut telemetry = Telemetry::default();
    let columns = vec![column("t", times), column("y", Values::Number(cells))];
    telemetry.insert("d".into(), Table { rows, columns });
    telemetry
}

/// Rows so many hours after the beginning of 1970.
fn hours(hours: &[f64]) -> Values {
    Values::Number(hours.iter().map(|hour| hour * 3600.0).collect())
}

fn one(package: &Package, telemetry: &Telemetry) -> ReplayFinding {
    let mut found = judge(package, &replay(package, telemetry));
    assert_eq!(found.len(), 1, "{found:?}");
    found.remove(0)
}

/// Alarm, first look and first look without it, in hours.
fn fired(finding: &ReplayFinding) -> Vec<(Alarm, f64, f64)> {
    finding.firings.iter().map(|one| (one.alarm, one.from / HOUR, one.until / HOUR)).collect()
}

#[test]
fn alerts_come_and_go_with_the_value() {
    let package = package("1 h", Some(5.0), Some(8.0));
    let rows = [1.0, 6.0, 9.0, 9.0, 4.0, 7.0];
    let found = one(&package, &telemetry(hours(&[0.0, 1.0, 2.0, 3.0, 4.0, 5.0]), rows.to_vec()));
    assert_eq!(found.problem, None);
    assert_eq!((found.looks, found.silent, found.step_seconds, found.window_seconds), (6, 0, 3600.0, 3600.0));
    let expected = [(Alarm::Warning, 1.0, 4.0), (Alarm::Critical, 2.0, 4.0), (Alarm::Warning, 5.0, 6.0)];
    assert_eq!(fired(&found), expected);
    assert_eq!(found.firings.iter().map(|one| one.ended).collect::<Vec<_>>(), [true, true, false]);
    assert_eq!(found.firings.iter().map(|one| one.worst).collect::<Vec<_>>(), [Some(9.0), Some(9.0), Some(7.0)]);
    assert_eq!(found.points.iter().map(|one| one.value.unwrap()).collect::<Vec<_>>(), rows);
    assert!(!found.judged, "nobody said when something was wrong");
    assert!(found.firings.iter().all(|one| one.for_nothing.is_none()));
}

/// Values 0 0 0 12 0 0 0 each hour, mean over 4 hours: 3 from hour 3 to hour 6. It is above 2 throughout, and the hour
/// at which it came is the hour of the value, since one in four is enough.
#[test]
fn a_window_remembers_and_forgets() {
    let cells = vec![0.0, 0.0, 0.0, 12.0, 0.0, 0.0, 0.0, 0.0];
    let mut package = package("4 h", None, Some(2.0));
    let rows = telemetry(hours(&[0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0]), cells);
    package.incidents =
        Sparse(vec![PastIncident { from: "10800".into(), until: "14400".into(), ..PastIncident::default() }]);
    let found = one(&package, &rows);
    assert_eq!(fired(&found), [(Alarm::Critical, 3.0, 7.0)]);
    assert_eq!(found.firings[0].worst, Some(3.0));
    assert_eq!(found.firings[0].for_nothing, Some(false));
    assert_eq!(found.incidents[0].critical_after, Some(0.0));
    assert_eq!(found.incidents[0].warned_after, None);
}

/// Mean over 4 hours of 0, then 4 from hour 4 on: 1, 2, 3, 4 at hours 4 to 7. Above 2.5 first at hour 6: two hours late.
#[test]
fn a_long_window_is_late() {
    let cells = (0..10).map(|hour| if hour >= 4 { 4.0 } else { 0.0 }).collect();
    let mut package = package("4 h", Some(1.5), Some(2.5));
    package.incidents = Sparse(vec![PastIncident { from: "14400".into(), ..PastIncident::default() }]);
    let times: Vec<f64> = (0..10).map(f64::from).collect();
    let found = one(&package, &telemetry(hours(&times), cells));
    assert_eq!(fired(&found), [(Alarm::Warning, 5.0, 10.0), (Alarm::Critical, 6.0, 10.0)]);
    let [incident] = &found.incidents[..] else { panic!("{:?}", found.incidents) };
    assert_eq!((incident.warned_after, incident.critical_after), (Some(3600.0), Some(7200.0)));
    assert!(incident.covered && !incident.already);
    assert_eq!(found.for_nothing(), Some(0));
}

#[test]
fn what_nothing_brought_about_is_for_nothing() {
    let mut package = package("1 h", None, Some(5.0));
    let cells = vec![9.0, 0.0, 0.0, 0.0, 9.0, 9.0, 0.0, 9.0];
    let times: Vec<f64> = (0..8).map(f64::from).collect();
    let rows = telemetry(hours(&times), cells);
    let incident =
        |from: &str, until: &str| PastIncident { from: from.into(), until: until.into(), ..PastIncident::default() };
    package.incidents = Sparse(vec![incident("18000", "19000"), incident("900000", "")]);
    let found = one(&package, &rows);
    assert_eq!(fired(&found), [(Alarm::Critical, 0.0, 1.0), (Alarm::Critical, 4.0, 6.0), (Alarm::Critical, 7.0, 8.0)]);
    let for_nothing: Vec<_> = found.firings.iter().map(|one| one.for_nothing.unwrap()).collect();
    assert_eq!(for_nothing, [true, false, true]);
    assert_eq!(found.for_nothing(), Some(2));
    assert!(found.incidents[0].already, "it had come an hour before");
    assert_eq!(found.incidents[0].critical_after, Some(0.0));
    assert!(!found.incidents[1].covered && found.incidents[1].critical_after.is_none());
    package.incidents[0].alternative = "b".into();
    let found = one(&package, &rows);
    assert_eq!((found.incidents.len(), found.for_nothing()), (1, Some(3)), "it befell another alternative");
    package.incidents[1].monitor = "other".into();
    assert_eq!(one(&package, &rows).incidents, []);
}

/// An hour without rows and one whose cell is missing: neither is a good value, and the alert goes with its value.
#[test]
fn emptiness_is_no_good_value() {
    let package = package("30 min", None, Some(5.0));
    let rows = telemetry(hours(&[0.0, 1.0, 2.0, 5.0, 6.0]), vec![9.0, 9.0, f64::NAN, 9.0, 0.0]);
    let found = one(&package, &rows);
    assert_eq!((found.looks, found.silent, found.longest_silence_seconds), (7, 3, 3.0 * 3600.0));
    assert_eq!(found.window_seconds, 3600.0, "no row is skipped");
    let expected = [(Alarm::Critical, 0.0, 2.0), (Alarm::NoValue, 2.0, 5.0), (Alarm::Critical, 5.0, 6.0)];
    assert_eq!(fired(&found), expected);
    assert_eq!(found.points[2].value, None);
}

#[test]
fn silence_has_to_last() {
    let package = package("1 h", None, Some(5.0));
    // Looks every five minutes; from minute 5 to minute 60 + 60 nothing is in the window of an hour.
    let minutes: Vec<f64> = (0..2).chain(30..40).map(|five| f64::from(five) / 12.0).collect();
    let found = one(&package, &telemetry(hours(&minutes), vec![1.0; 12]));
    assert_eq!(found.step_seconds, 300.0);
    // The rows of minutes 0 and 5 are seen until minute 60; silent from 65 to 145: 17 looks, an hour over at 120.
    assert_eq!((found.silent, found.longest_silence_seconds), (17, 17.0 * 300.0));
    assert_eq!(fired(&found), [(Alarm::NoValue, 2.0, 2.5)]);
}

#[test]
fn one_row_is_one_look() {
    let package = package("5 min", Some(1.0), Some(2.0));
    let found = one(&package, &telemetry(hours(&[3.0]), vec![9.0]));
    assert_eq!((found.looks, found.step_seconds, found.window_seconds), (1, 0.0, 300.0));
    assert_eq!(fired(&found), [(Alarm::Critical, 3.0, 3.0), (Alarm::Warning, 3.0, 3.0)]);
    assert!(!found.firings[0].ended);
}

#[test]
fn why_nothing_is_replayed_is_said() {
    let usual = package("5 min", Some(1.0), None);
    let rows = || telemetry(hours(&[0.0, 1.0]), vec![1.0, 2.0]);
    let check = |change: &dyn Fn(&mut Package), telemetry: Telemetry, expected| {
        let mut package = usual.clone();
        change(&mut package);
        assert_eq!(one(&package, &telemetry).problem, expected);
    };
    check(&|_| (), rows(), None);
    check(&|package| package.monitors[0].measure = Id::default(), rows(), Some(ReplayProblem::NoMeasure));
    check(&|package| package.monitors[0].measure = "gone".into(), rows(), Some(ReplayProblem::NoMeasure));
    check(&|package| package.evidence.datasets.clear(), rows(), Some(ReplayProblem::NoMeasure));
    check(&|package| package.monitors[0].window = "1 deployment".into(), rows(), Some(ReplayProblem::NoWindow));
    check(&|package| package.monitors[0].warning = None, rows(), Some(ReplayProblem::NoThreshold));
    check(&|_| (), Telemetry::default(), Some(ReplayProblem::NotLoaded));
    check(&|package| package.evidence.datasets[0].time_column.clear(), rows(), Some(ReplayProblem::NoTime));
    check(&|package| package.evidence.datasets[0].time_column = "gone".into(), rows(), Some(ReplayProblem::NoTime));
    check(&|package| package.evidence.datasets[0].alternative = "b".into(), rows(), Some(ReplayProblem::NoRows));
    check(&|package| package.evidence.measures[0].column = "gone".into(), rows(), Some(ReplayProblem::NoRows));
    check(&|_| (), telemetry(hours(&[]), Vec::new()), Some(ReplayProblem::NoRows));
    check(&|_| (), telemetry(hours(&[f64::NAN]), vec![1.0]), Some(ReplayProblem::NoRows));
    check(&|_| (), telemetry(hours(&[0.0, 1.0]), vec![f64::NAN; 2]), Some(ReplayProblem::NoValues));
    check(&|package| package.alternatives.clear(), rows(), Some(ReplayProblem::NoRows));
}

/// Generated weeks know when something was wrong; a week's row stands for its week, however short the window.
#[test]
fn generated_telemetry_knows_its_incidents() {
    let mut package = package("5 min", Some(15.0), Some(18.0));
    package.evidence.datasets[0].time_column = "week".to_owned();
    package.evidence.datasets[0].alternative = Id::default();
    package.evidence.datasets[0].label_column = "option".to_owned();
    let incident = |week, weeks, size| Some(Incident { week, weeks, size, ..Incident::default() });
    let column = |name: &str, incident| GeneratedColumn {
        id: name.into(),
        name: name.to_owned(),
        series: [(Id::from("a"), GeneratedSeries { level: 10.0, incident, ..GeneratedSeries::default() })]
            .into_iter()
            .collect(),
        ..GeneratedColumn::default()
    };
    let generator = Generator {
        weeks: 10,
        start: "2026-01-05".into(),
        columns: vec![column("y", incident(4, 2, 10.0)), column("z", incident(8, 1, 1.0))],
        ..Generator::default()
    };
    package.evidence.datasets[0].source = DatasetSource::Generated(generator);
    let found = one(&package, &Telemetry::generated(&package));
    assert_eq!((found.looks, found.window_seconds, found.dated), (10, 7.0 * 86_400.0, true));
    let [warning, critical] = &found.firings[..] else { panic!("{:?}", found.firings) };
    assert_eq!((warning.alarm, critical.alarm), (Alarm::Critical, Alarm::Warning));
    assert_eq!(date_text((critical.from / DAY) as i64), "2026-01-26");
    assert_eq!((found.judged, found.for_nothing()), (true, Some(0)));
    let [incident] = &found.incidents[..] else { panic!("{:?}", found.incidents) };
    assert_eq!((incident.column.as_str(), incident.critical_after), ("y", Some(0.0)));
    assert_eq!(incident.until - incident.from, 14.0 * DAY);
}

#[test]
fn a_number_follows_from_its_measure() {
    let mut package = package("1 h", None, Some(30.0));
    package.monitors[0].unit = "%".to_owned();
    package.evidence.measures[0] = Measure {
        statistic: Statistic::Rate,
        condition: Some(Condition { test: Test::Above, value: "1".to_owned(), ..Condition::default() }),
        ..package.evidence.measures[0].clone()
    };
    // Three in an hour, of which one, then two are above 1.
    let times = [0.0, 0.25, 0.5, 1.0, 1.25, 1.5];
    let rows = telemetry(hours(&times), vec![0.0, 0.0, 2.0, 2.0, 2.0, 0.0]);
    let found = one(&package, &rows);
    let last = found.points.last().unwrap();
    assert_eq!(last.value.map(f64::round), Some(67.0), "a share in percent, of the hour up to half past one");
    package.monitors[0].follows = Following { times: Some(-1.0), plus: Some(1.0), ..Following::default() };
    let found = one(&package, &rows);
    assert!((found.points.last().unwrap().value.unwrap() - 1.0 / 3.0).abs() < 1e-12);
    assert_eq!(found.firings, []);
}

/// 99 % over 30 days: the page at burn rate 14.4 wants more than 14.4 % bad over an hour and over five minutes. From
/// minute 60 on one event in two is bad: over an hour that is more than 14.4 % once more than 17.28 of 60 minutes are.
#[test]
fn a_budget_burns_over_both_windows() {
    let mut package = package("5 min", None, None);
    package.monitors.clear();
    let level = ServiceLevel {
        id: "l".into(),
        objective: 99.0,
        measure: crate::package::document::Said(Some("mean".into())),
        ..ServiceLevel::default()
    };
    package.service_levels = Sparse(vec![level]);
    let times: Vec<f64> = (0..1_200).map(|second| f64::from(second) * 10.0 / 3600.0).collect();
    let cells: Vec<f64> =
        (0..1_200).map(|place| if (360..720).contains(&place) { f64::from(place % 2) } else { 0.0 }).collect();
    package.incidents =
        Sparse(vec![PastIncident { from: "3600".into(), until: "7200".into(), ..PastIncident::default() }]);
    let found = one(&package, &telemetry(hours(&times), cells));
    assert_eq!(found.problem, None);
    assert_eq!(found.step_seconds, 25.0);
    // Looks every 25 s, 360 rows an hour: 52 bad ones are 14.44 %, and the 52nd comes at 3,610 + 51 × 20 = 4,630 s. Five
    // minutes hold 30 rows, of which fewer than 5 are bad from 7,410 s on.
    let page = found.firings.iter().find(|one| one.burn_rate.is_some_and(|rate| (rate - 14.4).abs() < 1e-9)).unwrap();
    assert_eq!((page.alarm, page.from / 1e3, page.until / 1e3), (Alarm::Critical, 4650.0, 7425.0));
    assert!(page.ended && page.for_nothing == Some(false));
    // Little more than an hour of rows lies in the window of six hours: 6 % of them are bad from 4,081 s on.
    assert_eq!(found.incidents[0].critical_after, Some(500.0));
    package.evidence.measures[0].statistic = Statistic::P99;
    assert_eq!(one(&package, &telemetry(hours(&[0.0]), vec![0.0])).problem, Some(ReplayProblem::NotAShare));
    package.service_levels[0].objective = 100.0;
    assert_eq!(one(&package, &telemetry(hours(&[0.0]), vec![0.0])).problem, Some(ReplayProblem::NoBudget));
}

#[test]
fn it_reads_again_only_what_changed_and_says_the_same() {
    let mut replayer = Replayer::default();
    let mut package = package("1 h", Some(5.0), Some(8.0));
    let mut rows = telemetry(hours(&[0.0, 1.0, 2.0]), vec![9.0, 6.0, 1.0]);
    for step in 0..5 {
        match step {
            1 => package.monitors[0].warning = Some(0.5),
            2 => package.monitors[0].window = "2 h".to_owned(),
            3 => {
                let mut other = telemetry(hours(&[0.0, 1.0]), vec![1.0, 2.0]);
                rows.insert("d".into(), other.remove(&"d".into()).unwrap());
            }
            4 => package.monitors.clear(),
            _ => {}
        }
        assert_eq!(replayer.replay(&package, &rows), replay(&package, &rows), "{step}");
    }
}

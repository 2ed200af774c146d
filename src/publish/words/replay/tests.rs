//! Sentences of replays.

use super::*;
use crate::package::Monitor;

fn found() -> ReplayFinding {
    ReplayFinding {
        id: "m".into(),
        dated: true,
        looks: 26,
        step_seconds: 604_800.0,
        window_seconds: 604_800.0,
        judged: true,
        ..ReplayFinding::default()
    }
}

fn package() -> Package {
    let monitor = Monitor {
        id: "m".into(),
        metric: "Load".to_owned(),
        unit: "h".to_owned(),
        window: "5 min".to_owned(),
        ..Monitor::default()
    };
    Package { monitors: vec![monitor], ..Package::default() }
}

fn firing(alarm: Alarm, day: f64, for_nothing: Option<bool>) -> Firing {
    Firing {
        alarm,
        from: day * DAY,
        until: (day + 7.0) * DAY,
        ended: true,
        worst: Some(62.0),
        for_nothing,
        ..Firing::default()
    }
}

#[test]
fn what_happened_is_said_as_it_was() {
    let mut found = found();
    found.window_seconds = 300.0;
    assert_eq!(sentence(&package(), &found), "In 26 looks it would never have fired.");
    found.firings = vec![firing(Alarm::Critical, 20_556.0, Some(true))];
    assert_eq!(sentence(&package(), &found), "It would have been critical once, on 13 Apr 2026. It was for nothing.");
    found.firings.push(firing(Alarm::Warning, 20_563.0, Some(false)));
    found.firings.push(firing(Alarm::Warning, 20_577.0, Some(false)));
    assert_eq!(
        sentence(&package(), &found),
        "It would have been critical once, on 13 Apr 2026 and warned twice, first on 20 Apr 2026. 1 of the 3 alerts came for nothing."
    );
    found.judged = false;
    assert!(sentence(&package(), &found).ends_with("nobody has said when something was wrong."));
    found.window_seconds = 604_800.0;
    assert!(sentence(&package(), &found).ends_with("Rows come every 7 days, so each look reads as much instead of 5 minutes: what passes more quickly is not seen here."));
}

#[test]
fn how_late_is_said_of_each_incident() {
    let mut found = found();
    found.window_seconds = 300.0;
    let check = |found: &ReplayFinding, warned_after, critical_after, expected: &str| {
        let one = IncidentFinding {
            from: 20_556.0 * DAY,
            covered: true,
            warned_after,
            critical_after,
            ..IncidentFinding::default()
        };
        assert_eq!(seen(&package(), &ReplayFinding { incidents: vec![one], ..found.clone() }), expected);
    };
    check(&found, None, None, "The incident of 13 Apr 2026 was not seen.");
    check(&found, None, Some(0.0), "The incident of 13 Apr 2026 was seen at once.");
    check(
        &found,
        Some(0.0),
        Some(604_800.0),
        "The incident of 13 Apr 2026 was seen at once, and as critical after 7 days.",
    );
    check(&found, Some(90.0), None, "The incident of 13 Apr 2026 was seen after 1.5 minutes, and never as critical.");
    found.dated = false;
    assert_eq!(moment(90_000.0, false), "1.5 minutes in");
    found.incidents = vec![IncidentFinding::default()];
    assert_eq!(seen(&package(), &found), "1 incident lies outside the time replayed.");
}

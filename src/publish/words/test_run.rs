//! What is said of test results.

use super::figure::{count, counted, list, percent};
use super::quoted;
use crate::findings::{CaseFinding, RunFinding, TestFinding};

/// How many cases are named before the rest is counted.
const NAMED: usize = 3;

/// What came of the cases, in two or three sentences: "1,121 cases in 1 run: 1,035 passed and 86 skipped. 100 % of those
/// that ran passed."
pub fn sentence(found: &TestFinding) -> String {
    let total = |of: fn(&RunFinding) -> u64| found.runs.iter().map(of).sum::<u64>();
    let outcomes = [
        (total(|run| run.passed), "passed"),
        (total(|run| run.failed), "failed"),
        (total(|run| run.errors), "broke off"),
        (total(|run| run.skipped), "skipped"),
    ];
    let outcomes: Vec<String> = outcomes
        .iter()
        .filter(|(number, _)| *number > 0)
        .map(|(number, what)| format!("{} {what}", count(*number)))
        .collect();
    let prefix = if found.label.is_empty() { String::new() } else { format!("{}: ", quoted(&found.label)) };
    let mut text = format!(
        "{prefix}{} in {}: {}.",
        counted(found.cases as usize, "case", "cases"),
        counted(found.runs.len(), "run", "runs"),
        list(&outcomes)
    );
    match found.pass_rate {
        Some(rate) => text += &format!(" {} of those that ran passed.", percent_of_passed(rate)),
        None => text += " None of them ran.",
    }
    if found.flaky_cases > 0 {
        let verb = if found.flaky_cases == 1 { "is flaky" } else { "are flaky" };
        text += &format!(
            " {} {verb}: {}.",
            counted(found.flaky_cases as usize, "case", "cases"),
            named(&found.flaky, found.flaky_cases)
        );
    } else if found.runs.len() > 1 {
        text += " None came out differently in another run.";
    }
    text
}

/// Less than all is never said to be 100 %, nor more than nothing 0 %.
fn percent_of_passed(rate: f64) -> String {
    match percent(rate) {
        text if text == percent(1.0) && rate < 1.0 => format!("Almost {text}"),
        text if text == percent(0.0) && rate > 0.0 => "Almost none".to_owned(),
        text => text,
    }
}

/// The first cases by name; the rest are counted.
fn named(cases: &[CaseFinding], all: u64) -> String {
    let mut names: Vec<String> = cases.iter().take(NAMED).map(name).collect();
    let more = all as usize - names.len().min(all as usize);
    if more > 0 {
        names.push(format!("{} more", count(more as u64)));
    }
    list(&names)
}

/// A case by its name, or by its suite where it has none.
pub fn name(case: &CaseFinding) -> String {
    match (case.case.trim(), case.suite.trim()) {
        ("", "") => "an unnamed case".to_owned(),
        ("", suite) => format!("an unnamed case of {suite}"),
        (case, _) => case.to_owned(),
    }
}

/// How long something took, in seconds or, below one, in milliseconds.
pub fn seconds(seconds: f64) -> String {
    match seconds {
        short if short < 1.0 => format!("{} ms", super::figure::number((short * 1e3).round())),
        long => format!("{} s", super::figure::number(long)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(counts: [u64; 4]) -> RunFinding {
        let [passed, failed, errors, skipped] = counts;
        RunFinding { passed, failed, errors, skipped, ..RunFinding::default() }
    }

    #[track_caller]
    fn check(cases: u64, runs: &[[u64; 4]], flaky: &[&str], expected: &str) {
        let runs: Vec<RunFinding> = runs.iter().map(|counts| run(*counts)).collect();
        let passed: u64 = runs.iter().map(|run| run.passed).sum();
        let ran: u64 = runs.iter().map(|run| run.passed + run.failed + run.errors).sum();
        let case = |name: &&str| CaseFinding { case: (*name).to_owned(), ..CaseFinding::default() };
        let found = TestFinding {
            cases,
            runs,
            pass_rate: (ran > 0).then(|| passed as f64 / ran as f64),
            flaky: flaky.iter().map(case).collect(),
            flaky_cases: flaky.len() as u64,
            ..TestFinding::default()
        };
        assert_eq!(sentence(&found), expected);
    }

    #[test]
    fn what_came_of_the_cases_is_said() {
        check(
            1121,
            &[[1035, 0, 0, 86]],
            &[],
            "1,121 cases in 1 run: 1,035 passed and 86 skipped. 100 % of those that ran passed.",
        );
        check(1, &[[0, 0, 0, 1]], &[], "1 case in 1 run: 1 skipped. None of them ran.");
        check(
            2,
            &[[1, 1, 0, 0], [2, 0, 0, 0]],
            &["a"],
            "2 cases in 2 runs: 3 passed and 1 failed. 75 % of those that ran passed. 1 case is flaky: a.",
        );
        check(
            2,
            &[[2, 0, 0, 0], [2, 0, 0, 0]],
            &[],
            "2 cases in 2 runs: 4 passed. 100 % of those that ran passed. None came out differently in another run.",
        );
        check(
            5,
            &[[5, 0, 0, 0], [0, 0, 5, 0]],
            &["a", "b", "c", "d", "e"],
            "5 cases in 2 runs: 5 passed and 5 broke off. 50 % of those that ran passed. 5 cases are flaky: a, b, c and 2 more.",
        );
    }

    #[test]
    fn one_failure_among_many_is_not_rounded_away() {
        let check = |rate: f64, expected: &str| assert_eq!(percent_of_passed(rate), expected);
        check(1.0, "100 %");
        check(0.99999, "99.999 %");
        check(1.0 - 1e-13, "Almost 100 %");
        check(0.0, "0 %");
        check(0.00001, "0.001 %");
    }
}

//! Counting what holds.

use std::process::ExitCode;

use crate::Result;

/// How many checks held, and which did not.
#[derive(Default)]
pub struct Tally {
    passed: usize,
    failed: usize,
    failures: Vec<String>,
}

impl Tally {
    /// Counts a check that either holds or does not.
    pub fn check(&mut self, name: &str, result: Result) {
        match result {
            Ok(()) => self.passed += 1,
            Err(why) => self.fail(1, format!("{name}: {why}")),
        }
    }

    /// Counts the tests that a runner reports. A runner that fails without naming a failed test,
    /// or that ran none, counts as one failure.
    pub fn tests(&mut self, name: &str, watched: Result<(bool, Vec<String>)>) -> Result {
        let (succeeded, lines) = watched?;
        let counted = lines.iter().map(|line| count(line)).fold((0, 0), |sum, line| (sum.0 + line.0, sum.1 + line.1));
        self.passed += counted.0;
        match counted {
            (_, failed) if failed > 0 => self.fail(failed, format!("{name}: {failed}")),
            (0, _) => self.fail(1, format!("{name}: none ran")),
            _ if !succeeded => self.fail(1, format!("{name}: the run broke off")),
            _ => {}
        }
        Ok(())
    }

    /// Whether nothing has failed so far.
    pub fn holds(&self) -> bool {
        self.failed == 0
    }

    /// Prints what failed, and as the last line `N passed, N failed`.
    pub fn conclude(&self) -> ExitCode {
        println!();
        for failure in &self.failures {
            println!("failed: {failure}");
        }
        println!("{} passed, {} failed", self.passed, self.failed);
        if self.holds() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
    }

    fn fail(&mut self, count: usize, what: String) {
        self.failed += count;
        self.failures.push(what);
    }
}

/// How many tests passed and failed, if `line` is the summary of cargo's, wasm-bindgen's or
/// Node's runner.
fn count(line: &str) -> (usize, usize) {
    let number = |text: Option<&str>| text.and_then(|text| text.trim().parse().ok()).unwrap_or(0);
    if let Some(summary) = line.strip_prefix("test result: ") {
        let part = |word: &str| number(summary.split(['.', ';']).find_map(|part| part.trim().strip_suffix(word)));
        return (part(" passed"), part(" failed"));
    }
    let summary = line.trim_start_matches(['ℹ', '#', ' ']);
    (number(summary.strip_prefix("pass ")), number(summary.strip_prefix("fail ")))
}

#[cfg(test)]
mod tests {
    use super::{Tally, count};

    #[test]
    fn each_runner_s_summary_is_counted() {
        let check = |line, expected| assert_eq!(count(line), expected, "{line}");
        check(
            "test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.01s",
            (12, 0),
        );
        check("test result: FAILED. 3 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out", (3, 2));
        check("ℹ pass 4", (4, 0));
        check("# fail 1", (0, 1));
        check("ℹ tests 5", (0, 0));
        check("pass the parcel", (0, 0));
    }

    #[test]
    fn a_runner_that_broke_off_or_ran_nothing_is_a_failure() {
        let tally = |succeeded, lines: &[&str]| {
            let mut tally = Tally::default();
            let lines = lines.iter().map(|line| (*line).to_owned()).collect();
            assert_eq!(tally.tests("t", Ok((succeeded, lines))), Ok(()));
            (tally.passed, tally.failed)
        };
        assert_eq!(tally(true, &["ℹ pass 4", "ℹ fail 0"]), (4, 0));
        assert_eq!(tally(false, &["ℹ pass 4", "ℹ fail 0"]), (4, 1));
        assert_eq!(tally(false, &["ℹ pass 4", "ℹ fail 2"]), (4, 2));
        assert_eq!(tally(true, &[]), (0, 1));
    }
}

//! Test results in numbers: what came of the cases, which of them are flaky, and which take longest.

use crate::package::Id;

record! {
    /// The test cases of one dataset; of those under one label where the rows have labels.
    pub struct TestFinding {
        /// The dataset.
        pub dataset: Id,
        /// The label of the rows, such as an alternative's name; empty where rows have none.
        pub label: String,
        /// Each run, in the order of its first row.
        pub runs: Vec<RunFinding>,
        /// Different cases, told apart by suite and name.
        pub cases: u64,
        /// Passed / (passed + failed + errors), 0 to 1, over all runs; skipped cases are neither. Absent when none ran.
        pub pass_rate: Option<f64>,
        /// Cases that passed at one time and failed at another, at most [`TestFinding::MOST_LISTED`].
        pub flaky: Vec<CaseFinding>,
        /// How many there are of them.
        pub flaky_cases: u64,
        /// Cases that failed whenever they ran, at most [`TestFinding::MOST_LISTED`].
        pub failing: Vec<CaseFinding>,
        /// How many there are of them.
        pub failing_cases: u64,
        /// The cases that took longest in a run, at most [`TestFinding::MOST_SLOW`], the slowest first.
        pub slowest: Vec<CaseFinding>,
    }

    /// One run in numbers.
    pub struct RunFinding {
        /// Its name.
        pub name: String,
        /// Cases that passed.
        pub passed: u64,
        /// Cases that failed.
        pub failed: u64,
        /// Cases that broke off.
        pub errors: u64,
        /// Cases that did not run.
        pub skipped: u64,
        /// The time of all cases together, in seconds; absent where no case says.
        pub seconds: Option<f64>,
    }

    /// One test case.
    pub struct CaseFinding {
        /// Its suite or class.
        pub suite: String,
        /// Its name.
        pub case: String,
        /// Times it passed.
        pub passed: u64,
        /// Times it failed or broke off.
        pub failed: u64,
        /// The longest it took, in seconds; absent where no run says.
        pub seconds: Option<f64>,
        /// What a failure said first; empty where none said anything.
        pub message: String,
    }
}

impl TestFinding {
    /// How many flaky, and how many failing cases are listed; the rest are only counted.
    pub const MOST_LISTED: usize = 100;
    /// How many slow cases are listed.
    pub const MOST_SLOW: usize = 10;
}

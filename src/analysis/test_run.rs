//! Test results in numbers: what came of the cases, which are flaky, and which take longest.

use crate::findings::{CaseFinding, RunFinding, TestFinding};
use crate::order;
use crate::package::Dataset;
use crate::telemetry::Table;
use crate::telemetry::test_run::{CASE, MESSAGE, RUN, SECONDS, STATUS, SUITE, is_test_run};

/// The test cases of a dataset's table, for each label by itself; none of any other table.
pub fn summarise(dataset: &Dataset, table: &Table) -> Vec<TestFinding> {
    if !is_test_run(table) {
        return Vec::new();
    }
    let mut found: Vec<Summary> = Vec::new();
    let keys: Vec<[String; 3]> =
        (0..table.rows).map(|row| [&dataset.label_column, SUITE, CASE].map(|name| cell(table, name, row))).collect();
    let firsts = order::first_equals(keys.len(), &mut |one, other| keys[one].cmp(&keys[other]));
    // The place of the case of each row among those of its label.
    let mut places = vec![0; keys.len()];
    for row in 0..table.rows {
        let label = cell(table, &dataset.label_column, row);
        let place = found.iter().position(|known| known.finding.label == label).unwrap_or_else(|| {
            let finding = TestFinding { dataset: dataset.id.clone(), label, ..TestFinding::default() };
            found.push(Summary { finding, cases: Vec::new() });
            found.len() - 1
        });
        if firsts[row] == row {
            let [_, suite, case] = keys[row].clone();
            places[row] = found[place].cases.len();
            found[place].cases.push(CaseFinding { suite, case, ..CaseFinding::default() });
        }
        found[place].add(table, row, places[firsts[row]]);
    }
    found.into_iter().map(Summary::finish).collect()
}

fn cell(table: &Table, column: &str, row: usize) -> String {
    table.column(column).map(|column| column.values.cell(row).into_owned()).unwrap_or_default()
}

/// The cases of one label while they are counted.
struct Summary {
    finding: TestFinding,
    cases: Vec<CaseFinding>,
}

impl Summary {
    /// Adds a row of the case at this place.
    fn add(&mut self, table: &Table, row: usize, case: usize) {
        let (name, status) = (cell(table, RUN, row), cell(table, STATUS, row));
        let runs = &mut self.finding.runs;
        let place = runs.iter().position(|run| run.name == name).unwrap_or_else(|| {
            runs.push(RunFinding { name, ..RunFinding::default() });
            runs.len() - 1
        });
        let run = &mut runs[place];
        let case = &mut self.cases[case];
        match status.as_str() {
            "passed" => (run.passed, case.passed) = (run.passed + 1, case.passed + 1),
            "failed" => (run.failed, case.failed) = (run.failed + 1, case.failed + 1),
            "error" => (run.errors, case.failed) = (run.errors + 1, case.failed + 1),
            _ => run.skipped += 1,
        }
        let seconds = table.column(SECONDS).and_then(|column| column.values.numbers()?.get(row).copied());
        if let Some(seconds) = seconds.filter(|seconds| seconds.is_finite()) {
            run.seconds = Some(run.seconds.unwrap_or(0.0) + seconds);
            case.seconds = Some(case.seconds.map_or(seconds, |longest| longest.max(seconds)));
        }
        if case.message.is_empty() && matches!(status.as_str(), "failed" | "error") {
            case.message = cell(table, MESSAGE, row);
        }
    }

    fn finish(self) -> TestFinding {
        let Self { mut finding, mut cases } = self;
        order::sort(&mut cases, |one, other| (&one.suite, &one.case).cmp(&(&other.suite, &other.case)));
        let total = |of: fn(&RunFinding) -> u64| finding.runs.iter().map(of).sum::<u64>();
        let (passed, failed) = (total(|run| run.passed), total(|run| run.failed + run.errors));
        let listed = |keep: fn(&CaseFinding) -> bool| -> (u64, Vec<CaseFinding>) {
            let kept = || cases.iter().filter(|case| keep(case));
            (kept().count() as u64, kept().take(TestFinding::MOST_LISTED).cloned().collect())
        };
        let mut timed: Vec<&CaseFinding> = cases.iter().filter(|case| case.seconds > Some(0.0)).collect();
        order::sort(&mut timed, |one, other| other.seconds.unwrap_or(0.0).total_cmp(&one.seconds.unwrap_or(0.0)));
        finding.slowest = timed.into_iter().take(TestFinding::MOST_SLOW).cloned().collect();
        finding.cases = cases.len() as u64;
        finding.pass_rate = (passed + failed > 0).then(|| passed as f64 / (passed + failed) as f64);
        (finding.flaky_cases, finding.flaky) = listed(|case| case.passed > 0 && case.failed > 0);
        (finding.failing_cases, finding.failing) = listed(|case| case.passed == 0 && case.failed > 0);
        finding
    }
}

#[cfg(test)]
mod tests;

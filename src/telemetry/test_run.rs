//! Test cases of one or several runs.

use crate::order;

use super::table::{Column, Table, Values};
use super::text::Text;

/// The column of runs.
pub const RUN: &str = "run";
/// The column of suites or classes.
pub const SUITE: &str = "suite";
/// The column of cases within them.
pub const CASE: &str = "case";
/// The column of what came of a case: passed, failed, error or skipped.
pub const STATUS: &str = "status";
/// The column that says whether it passed; without a value where it was skipped, so that a rate is one of those that ran.
pub const PASSED: &str = "passed";
/// The column of how long it took.
pub const SECONDS: &str = "seconds";
/// The column of what a failure said.
pub const MESSAGE: &str = "message";
/// The column that says whether the case came out differently in another run or attempt.
pub const FLAKY: &str = "flaky";

/// What can come of a case.
pub const STATUSES: [&str; 4] = ["passed", "failed", "error", "skipped"];

/// Whether a table is one of test cases: its columns, and nothing but known words for what came of them.
pub fn is_test_run(table: &Table) -> bool {
    let texts = |name: &str| table.column(name).and_then(|column| column.values.texts());
    let known = texts(STATUS).is_some_and(|text| text.distinct().all(|word| STATUSES.contains(&word)));
    known && [RUN, SUITE, CASE].iter().all(|name| texts(name).is_some())
}

/// Adds a column that says whether a case is flaky, where some case was tried more than once: it passed at one time and
/// did not at another, skipped ones aside. Cases of the same name are told apart by suite and by `label_column`.
pub fn mark_flaky(table: &mut Table, label_column: &str) {
    if !is_test_run(table) {
        return;
    }
    let keys: Vec<[String; 3]> = (0..table.rows).map(|row| key(table, label_column, row)).collect();
    let cases = order::first_equals(keys.len(), &mut |one, other| keys[one].cmp(&keys[other]));
    let mut outcomes = vec![[0_u32; 2]; keys.len()];
    let passed = |row: usize| table.column(PASSED).map(|column| column.values.cell(row).into_owned());
    for (row, case) in cases.iter().enumerate() {
        let counts = &mut outcomes[*case];
        match passed(row).as_deref() {
            Some("yes") => counts[0] += 1,
            Some("no") => counts[1] += 1,
            _ => {}
        }
    }
    if outcomes.iter().all(|[passed, failed]| passed + failed < 2) {
        return;
    }
    let said = cases.iter().map(|case| {
        let [passed, failed] = outcomes[*case];
        (passed + failed > 1).then_some(if passed > 0 && failed > 0 { "yes" } else { "no" })
    });
    let text: Text = said.collect();
    table.columns.retain(|column| column.name != FLAKY);
    table.columns.push(Column { name: FLAKY.to_owned(), values: Values::Text(text) });
}

/// What makes rows ones of the same case.
fn key(table: &Table, label_column: &str, row: usize) -> [String; 3] {
    let cell = |name: &str| table.column(name).map(|column| column.values.cell(row).into_owned()).unwrap_or_default();
    [label_column, SUITE, CASE].map(cell)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(rows: &[[&str; 4]]) -> Table {
        let column = |name: &str, cell: &dyn Fn(&[&str; 4]) -> String| {
            let cells: Vec<String> = rows.iter().map(cell).collect();
            let cells = cells.iter().map(|cell| Some(cell.as_str()).filter(|cell| !cell.is_empty()));
            Column { name: name.to_owned(), values: Values::Text(cells.collect()) }
        };
        let passed = |row: &[&str; 4]| match row[3] {
            "passed" => "yes".to_owned(),
            "skipped" => String::new(),
            _ => "no".to_owned(),
        };
        let columns = vec![
            column("alternative", &|row| row[0].to_owned()),
            column(RUN, &|row| row[1].to_owned()),
            column(SUITE, &|_| "s".to_owned()),
            column(CASE, &|row| row[2].to_owned()),
            column(STATUS, &|row| row[3].to_owned()),
            column(PASSED, &passed),
        ];
        Table { rows: rows.len(), columns }
    }

    #[track_caller]
    fn check(rows: &[[&str; 4]], expected: Option<&[&str]>) {
        let mut table = table(rows);
        mark_flaky(&mut table, "alternative");
        let found = table.column(FLAKY).map(|column| (0..table.rows).map(|row| column.values.cell(row)).collect());
        let expected =
            expected.map(|cells| cells.iter().map(|cell| (*cell).into()).collect::<Vec<std::borrow::Cow<_>>>());
        assert_eq!(found, expected);
    }

    #[test]
    fn a_case_that_differs_between_runs_is_flaky() {
        check(&[["A", "1", "x", "passed"], ["A", "2", "x", "failed"]], Some(&["yes", "yes"]));
        check(&[["A", "1", "x", "passed"], ["A", "2", "x", "passed"]], Some(&["no", "no"]));
        check(&[["A", "1", "x", "failed"], ["A", "2", "x", "error"]], Some(&["no", "no"]));
        check(
            &[
                ["A", "1", "x", "passed"],
                ["A", "2", "x", "skipped"],
                ["A", "2", "y", "passed"],
                ["A", "1", "y", "error"],
            ],
            Some(&["", "", "yes", "yes"]),
        );
    }

    #[test]
    fn cases_of_different_alternatives_are_different_ones() {
        check(&[["A", "1", "x", "passed"], ["B", "1", "x", "failed"]], None);
    }

    #[test]
    fn a_single_run_tells_of_none() {
        check(&[["A", "1", "x", "passed"], ["A", "1", "y", "failed"]], None);
        check(&[["A", "1", "x", "passed"], ["A", "1", "x", "later"]], None);
    }
}

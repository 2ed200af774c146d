//! Measures that the columns of a table suggest.

use super::describe::{ColumnKind, kind_of};
use super::table::{Column, Table, Values};
use super::test_run::{PASSED, STATUS};
use crate::order;
use crate::package::evidence::{Condition, Measure, Statistic, Test};
use crate::package::{Dataset, Direction};

/// More measures than this are not suggested: who has so many columns knows which of them count.
const MOST: usize = 8;
/// A column of texts with more distinct ones than this tells no results.
const MOST_RESULTS: usize = 10;

const TIMES: &[&str] = &[
    "latency",
    "duration",
    "elapsed",
    "response",
    "ttfb",
    "ttft",
    "delay",
    "wait",
    "runtime",
    "millis",
    "milliseconds",
    "ms",
];
const FAILURES: &[&str] = &[
    "flaky",
    "error",
    "errors",
    "fail",
    "failed",
    "failure",
    "failures",
    "fault",
    "faults",
    "wrong",
    "incorrect",
    "timeout",
    "timeouts",
    "rejected",
    "incident",
    "incidents",
    "breach",
    "breaches",
    "violation",
    "violations",
    "crash",
    "crashes",
    "hallucination",
    "hallucinated",
    "toxic",
    "complaint",
    "complaints",
    "bug",
    "bugs",
    "defect",
    "defects",
    "revert",
    "reverts",
    "rollback",
    "rollbacks",
    "retries",
];
const SUCCESSES: &[&str] = &[
    "pass",
    "passed",
    "success",
    "successes",
    "successful",
    "succeeded",
    "ok",
    "correct",
    "resolved",
    "solved",
    "pinned",
    "hashed",
];
const QUALITIES: &[&str] = &[
    "score",
    "accuracy",
    "precision",
    "recall",
    "f1",
    "auc",
    "quality",
    "rating",
    "satisfaction",
    "csat",
    "reward",
    "coverage",
    "availability",
    "uptime",
    "throughput",
    "agreement",
];
const EXPENSES: &[&str] = &[
    "cost", "costs", "price", "spend", "usd", "eur", "chf", "gbp", "tokens", "energy", "memory", "cpu", "load", "risk",
    "risks", "backlog", "drift", "loss",
];
/// What says in a cell that something went well, in lower case.
const GOOD_RESULTS: &[&str] =
    &["pass", "passed", "success", "succeeded", "ok", "correct", "resolved", "solved", "identical"];
/// What says in a cell that something went wrong.
const BAD_RESULTS: &[&str] = &["fail", "failed", "failure", "error", "wrong", "incorrect", "timeout", "rejected"];
/// What says in a cell that the column's name holds.
const YES: &[&str] = &["true", "yes", "y"];

record! {
    /// A measure that a column suggests. A person decides whether it counts.
    pub struct Suggestion {
        /// The measure, without an identifier.
        pub measure: Measure,
        /// Which of its values are better, as far as the column's name says.
        pub better: Option<Direction>,
    }
}

/// What a column is taken for, the most telling first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Sort {
    Time,
    Result,
    Quality,
    Expense,
    Unknown,
}

/// The measures that the columns of a dataset's table suggest, those first whose names tell the most; at most eight.
///
/// Times suggest their p99; status codes of HTTP, columns of 0 and 1 and texts such as "passed" the share of rows that
/// say so; other numbers their mean. The columns that label the rows or put them in order suggest none.
pub fn suggest(table: &Table, dataset: &Dataset) -> Vec<Suggestion> {
    let roles = [&dataset.label_column, &dataset.time_column];
    // Of test cases, what passed says more: skipped ones are left out of it.
    let is_told = |column: &Column| column.name == STATUS && table.column(PASSED).is_some();
    let columns = table.columns.iter().filter(|column| !roles.contains(&&column.name) && !is_told(column));
    let mut found: Vec<(Sort, Suggestion)> = columns.filter_map(of_column).collect();
    order::sort(&mut found, |one, other| one.0.cmp(&other.0));
    found.truncate(MOST);
    let own = |(_, mut suggestion): (Sort, Suggestion)| {
        suggestion.measure.dataset = dataset.id.clone();
        suggestion
    };
    found.into_iter().map(own).collect()
}

fn of_column(column: &Column) -> Option<(Sort, Suggestion)> {
    let name = Name::of(&column.name);
    let share = |condition| (Statistic::Rate, Some(condition));
    let ((statistic, condition), sort, better) = match (&column.values, kind_of(&column.values)) {
        (Values::Number(cells), _) => {
            let values = || cells.iter().copied().filter(|cell| !cell.is_nan());
            values().next()?;
            let is_flag = values().all(|value| value == 0.0 || value == 1.0);
            let (sort, better) = name.meaning();
            let is_constant = values().all(|value| Some(value) == values().next());
            match sort {
                Sort::Unknown if is_constant => return None,
                _ if name.has(&["status", "code"]) && values().all(is_status) => {
                    (share(condition(Test::AtLeast, "500")), Sort::Result, Some(Direction::Min))
                }
                _ if is_flag => (share(condition(Test::Equals, "1")), sort.min(Sort::Result), better),
                Sort::Time => ((Statistic::P99, None), sort, better),
                _ => ((Statistic::Mean, None), sort, better),
            }
        }
        (Values::Text(text), ColumnKind::Text) if text.distinct().len() <= MOST_RESULTS => {
            let cell = |known: &[&str]| text.distinct().find(|cell| known.contains(&cell.to_lowercase().as_str()));
            let (word, better) = match (cell(GOOD_RESULTS), cell(BAD_RESULTS), cell(YES)) {
                (Some(word), ..) => (word, Some(Direction::Max)),
                (_, Some(word), _) => (word, Some(Direction::Min)),
                (.., Some(word)) => (word, name.meaning().1),
                _ => return None,
            };
            (share(condition(Test::Equals, word)), Sort::Result, better)
        }
        _ => return None,
    };
    let mut measure = Measure { statistic, condition, unit: name.unit(statistic), ..Measure::default() };
    measure.change(|measure| measure.column.clone_from(&column.name));
    Some((sort, Suggestion { measure, better }))
}

fn condition(test: Test, value: &str) -> Condition {
    Condition { test, value: value.to_owned(), ..Condition::default() }
}

/// Whether a number can be a status code of HTTP (RFC 9110, section 15).
fn is_status(value: f64) -> bool {
    value.fract() == 0.0 && (100.0..600.0).contains(&value)
}

/// The words of a column's name, in lower case.
struct Name(Vec<String>);

impl Name {
    fn of(name: &str) -> Self {
        let name = name.to_lowercase();
        Self(name.split(|letter: char| !letter.is_alphanumeric()).map(str::to_owned).collect())
    }

    fn has(&self, words: &[&str]) -> bool {
        self.0.iter().any(|word| words.contains(&word.as_str()))
    }

    /// What the column is taken for, and which of its values are better.
    fn meaning(&self) -> (Sort, Option<Direction>) {
        const MEANINGS: [(&[&str], Sort, Direction); 5] = [
            (FAILURES, Sort::Result, Direction::Min),
            (SUCCESSES, Sort::Result, Direction::Max),
            (TIMES, Sort::Time, Direction::Min),
            (QUALITIES, Sort::Quality, Direction::Max),
            (EXPENSES, Sort::Expense, Direction::Min),
        ];
        let found = MEANINGS.iter().find(|(words, ..)| self.has(words));
        found.map_or((Sort::Unknown, None), |(_, sort, better)| (*sort, Some(*better)))
    }

    /// The unit that the last word says.
    fn unit(&self, statistic: Statistic) -> String {
        let unit = match self.0.last().map(String::as_str) {
            _ if statistic == Statistic::Rate => "",
            Some("ms" | "millis" | "milliseconds") => "ms",
            Some("s" | "sec" | "seconds") => "s",
            Some("usd") => "USD",
            Some("eur") => "EUR",
            Some("chf") => "CHF",
            Some("gbp") => "GBP",
            Some("kb") => "KB",
            Some("mb") => "MB",
            Some("gb") => "GB",
            _ => "",
        };
        unit.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::telemetry::{ReadOptions, read};

    fn suggested(csv: &str, label: &str, time: &str) -> Vec<(String, Option<Direction>, String)> {
        let table = read(&mut csv.as_bytes(), &ReadOptions::default(), &mut |_| {}).unwrap().table;
        let dataset = Dataset { label_column: label.to_owned(), time_column: time.to_owned(), ..Dataset::default() };
        let found = suggest(&table, &dataset).into_iter();
        found.map(|each| (each.measure.name, each.better, each.measure.unit)).collect()
    }

    #[track_caller]
    fn check(csv: &str, expected: &[(&str, Option<Direction>, &str)]) {
        let found = suggested(csv, "option", "week");
        let found: Vec<_> = found.iter().map(|(name, better, unit)| (name.as_str(), *better, unit.as_str())).collect();
        assert_eq!(found, expected);
    }

    const LESS: Option<Direction> = Some(Direction::Min);
    const MORE: Option<Direction> = Some(Direction::Max);

    #[test]
    fn a_load_test_suggests_latency_and_errors() {
        let hey = "response-time,DNS,status-code,offset\n0.0027,0.0004,200,0.03\n0.0031,0.0001,500,0.04\n";
        check(
            hey,
            &[
                ("p99 response-time", LESS, ""),
                ("Share of status-code ≥ 500", LESS, ""),
                ("Mean DNS", None, ""),
                ("Mean offset", None, ""),
            ],
        );
    }

    #[test]
    fn results_suggest_their_share() {
        check(
            "option,outcome,ms\nA,passed,3\nA,failed,4\n",
            &[("p99 ms", LESS, "ms"), ("Share of outcome = passed", MORE, "")],
        );
        check("option,verdict\nA,fine\nA,ERROR\n", &[("Share of verdict = ERROR", LESS, "")]);
        check("option,error\nA,1\nA,0\nB,\n", &[("Share of error = 1", LESS, "")]);
        check("option,wrong\nA,true\nA,false\n", &[("Share of wrong = true", LESS, "")]);
        check("option,correct\nA,yes\nA,no\n", &[("Share of correct = yes", MORE, "")]);
        check("option,escalated\nA,1\nB,0\n", &[("Share of escalated = 1", None, "")]);
    }

    #[test]
    fn numbers_suggest_their_mean_and_names_say_which_is_better() {
        check(
            "week,option,reverts,accuracy,cost_usd,lines\n2026-01-05,A,2,0.8,5,9\n2026-01-12,A,3,0.9,6,8\n",
            &[
                ("Mean reverts", LESS, ""),
                ("Mean accuracy", MORE, ""),
                ("Mean cost usd", LESS, "USD"),
                ("Mean lines", None, ""),
            ],
        );
    }

    #[test]
    fn what_tells_nothing_suggests_nothing() {
        check("option,comment,none,same\nA,hello,,0\nB,there,,0\n", &[]);
        check("option,code\nA,200\nB,900\n", &[("Mean code", None, "")]);
        let many: String = (0..20).map(|place| format!(",c{place}")).collect();
        let cells = |first: usize| (0..20).map(|place| format!(",{}", place + first)).collect::<String>();
        let csv = format!("option{many}\nA{}\nB{}\n", cells(2), cells(3));
        assert_eq!(suggested(&csv, "option", "").len(), MOST);
    }
}

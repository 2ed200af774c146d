use super::*;
use crate::findings::IntervalMethod;
use crate::package::evidence::{Condition, Filter, Test};
use crate::package::{Comparator, DatasetSource, Gate, evidence::ImportedFile};
use crate::telemetry::{Column, Values};

/// Two alternatives "A" and "B", a dataset with the columns `option`, `latency`, `status`, `phase`.
fn package(measure: Measure, gates: &[(Comparator, f64)]) -> Package {
    let alternative = |name: &str| Alternative { id: name.into(), name: name.to_owned(), ..Default::default() };
    let dataset = Dataset {
        id: "data".into(),
        source: DatasetSource::Imported(ImportedFile::default()),
        label_column: "option".to_owned(),
        ..Default::default()
    };
    let mut package = Package { alternatives: vec![alternative("A"), alternative("B")], ..Default::default() };
    package.evidence.datasets.push(dataset);
    package.evidence.measures.push(Measure { id: "measure".into(), dataset: "data".into(), ..measure });
    let gate = |(comparator, threshold): &(Comparator, f64)| Gate {
        id: "gate".into(),
        measure: "measure".into(),
        comparator: *comparator,
        threshold: *threshold,
        ..Default::default()
    };
    package.gates = gates.iter().map(gate).collect();
    package
}

fn measure(column: &str, statistic: Statistic) -> Measure {
    Measure { column: column.to_owned(), statistic, ..Default::default() }
}

fn table(latency: &[(&str, f64)]) -> Telemetry {
    let n = latency.len();
    let texts = |cell: &dyn Fn(usize) -> &'static str| {
        Values::Text((0..n).map(|row| Some(cell(row)).filter(|text| !text.is_empty())).collect())
    };
    let column = |name: &str, values| Column { name: name.to_owned(), values };
    let columns = vec![
        column("option", Values::Text(latency.iter().map(|(label, _)| Some(*label)).collect())),
        column("latency", Values::Number(latency.iter().map(|(_, value)| *value).collect())),
        column("status", texts(&|row| ["ok", "error", "ok", ""][row % 4])),
        column("phase", texts(&|row| ["warm", "cold"][row / 2 % 2])),
    ];
    let mut telemetry = Telemetry::default();
    telemetry.insert("data".into(), Table { rows: n, columns });
    telemetry
}

/// 40 rows of A: 1 to 40. 40 rows of B, every fourth missing.
fn telemetry() -> Telemetry {
    let a = (1..=40).map(|row| ("A", f64::from(row)));
    let b = (1..=40).map(|row| ("B", if row % 4 == 0 { f64::NAN } else { 2.0 * f64::from(row) }));
    table(&a.chain(b).collect::<Vec<_>>())
}

fn one(measure: Measure, gates: &[(Comparator, f64)]) -> Estimate {
    estimate(&package(measure, gates), &telemetry()).swap_remove(0)
}

#[test]
fn zero_is_zero_whatever_its_sign() {
    let telemetry = table(&[("A", -0.0), ("A", 0.0), ("A", 1.0), ("A", f64::NAN)]);
    let share = |test, value: &str| {
        let condition = Condition { test, value: value.to_owned(), ..Condition::default() };
        let measure = Measure { condition: Some(condition), ..measure("latency", Statistic::Rate) };
        estimate(&package(measure, &[]), &telemetry)[0].value.unwrap()
    };
    for zero in ["0", "-0", " 0.0 "] {
        assert_eq!((share(Test::Equals, zero), share(Test::Below, zero)), (2.0 / 3.0, 0.0), "{zero:?}");
        assert_eq!((share(Test::AtLeast, zero), share(Test::AtMost, zero)), (1.0, 2.0 / 3.0), "{zero:?}");
    }
    let filter = Filter { column: "latency".to_owned(), equals: "-0".to_owned(), ..Filter::default() };
    let counted = Measure { filter: Some(filter), ..measure("latency", Statistic::Count) };
    assert_eq!(estimate(&package(counted, &[]), &telemetry)[0].value, Some(2.0));
}

#[test]
fn a_label_is_found_whatever_its_letter_case_and_the_spaces_around() {
    let telemetry = table(&[("a", 1.0), ("a", 3.0), ("B", 5.0)]);
    let mut package = package(measure("latency", Statistic::Mean), &[]);
    package.alternatives[0].label = " A ".to_owned();
    let values: Vec<_> = estimate(&package, &telemetry).iter().map(|one| one.value).collect();
    assert_eq!(values, [Some(2.0), Some(5.0)]);
}

#[test]
fn each_statistic_has_its_interval() {
    // numpy 2.4.6 and scipy 1.17.1 on range(1, 41); bootstrap ends are held to a range only.
    let cases = [
        (Statistic::Count, 40.0, IntervalMethod::Exact, Some(40.0), Some(40.0)),
        (Statistic::Mean, 20.5, IntervalMethod::StudentT, Some(16.761_212), Some(24.238_788)),
        (Statistic::Median, 20.5, IntervalMethod::OrderStatistics, Some(14.0), Some(27.0)),
        (Statistic::P90, 36.1, IntervalMethod::OrderStatistics, Some(32.0), Some(40.0)),
        (Statistic::P99, 39.61, IntervalMethod::OrderStatistics, Some(38.0), None),
        (Statistic::Maximum, 40.0, IntervalMethod::BlockBootstrap, None, Some(40.0)),
        (Statistic::Trend, 1.0, IntervalMethod::BlockBootstrap, Some(1.0), Some(1.0)),
        (Statistic::Last, 40.0, IntervalMethod::BlockBootstrap, Some(40.0), Some(40.0)),
        (Statistic::StandardDeviation, 11.690_452, IntervalMethod::BlockBootstrap, None, None),
    ];
    for (statistic, value, interval, low, high) in cases {
        let found = one(measure("latency", statistic), &[]);
        let near = |found: Option<f64>, expected: f64| (found.unwrap() - expected).abs() < 1e-6;
        assert!(near(found.value, value), "{statistic}: {found:?}");
        assert_eq!((found.interval, found.n, found.missing), (interval, 40, 0), "{statistic}");
        assert!(low.is_none_or(|low| near(found.low, low)), "{statistic}: {found:?}");
        assert!(high.is_none_or(|high| near(found.high, high)), "{statistic}: {found:?}");
    }
    assert_eq!(one(measure("latency", Statistic::P99), &[]).high, None);
}

#[test]
fn missing_cells_are_counted_not_used() {
    let found = estimate(&package(measure("latency", Statistic::Mean), &[]), &telemetry()).swap_remove(1);
    assert_eq!((found.value, found.n, found.missing), (Some(40.0), 30, 10));
}

#[test]
fn a_rate_counts_the_rows_that_satisfy_its_condition() {
    let errors = Condition { test: Test::Equals, value: "error".to_owned(), ..Default::default() };
    let rate = Measure { condition: Some(errors), ..measure("status", Statistic::Rate) };
    let found = one(rate.clone(), &[]);
    assert_eq!((found.value, found.n, found.missing), (Some(1.0 / 3.0), 30, 10));
    assert_eq!(found.interval, IntervalMethod::Wilson);

    let cold = Filter { column: "phase".to_owned(), equals: "cold".to_owned(), ..Default::default() };
    let found = one(Measure { filter: Some(cold), ..rate }, &[]);
    assert_eq!((found.value, found.n, found.missing), (Some(0.0), 10, 10));

    let slow = Condition { test: Test::AtLeast, value: "31".to_owned(), ..Default::default() };
    let found = one(Measure { condition: Some(slow), ..measure("latency", Statistic::Rate) }, &[]);
    assert_eq!(found.value, Some(0.25));
}

#[test]
fn what_is_not_there_has_no_value() {
    let nothing = |package: &Package, telemetry: &Telemetry| {
        let found = estimate(package, telemetry).swap_remove(0);
        assert_eq!((found.value, found.low, found.high, found.n), (None, None, None, 0));
    };
    let good = package(measure("latency", Statistic::Mean), &[]);
    nothing(&good, &Telemetry::default());
    nothing(&good, &table(&[("B", 1.0)]));
    nothing(&good, &table(&[("A", f64::NAN)]));
    nothing(&package(measure("absent", Statistic::Mean), &[]), &telemetry());
    nothing(&package(measure("status", Statistic::Mean), &[]), &telemetry());
    let mut unlabelled = good;
    unlabelled.evidence.datasets[0].label_column = "absent".to_owned();
    nothing(&unlabelled, &telemetry());
}

#[test]
fn a_dataset_may_belong_to_one_alternative() {
    let mut package = package(measure("latency", Statistic::Count), &[]);
    package.evidence.datasets[0].label_column = String::new();
    package.evidence.datasets[0].alternative = "B".into();
    let counts: Vec<u64> = estimate(&package, &telemetry()).iter().map(|estimate| estimate.n).collect();
    assert_eq!(counts, [0, 70]);
}

#[test]
fn ratio_to_the_baseline() {
    let found = estimate(&package(measure("latency", Statistic::RatioToBaseline), &[]), &telemetry());
    assert_eq!((found[0].value, found[0].interval), (Some(1.0), IntervalMethod::Exact));
    assert!((found[1].value.unwrap() - 40.0 / 20.5).abs() < 1e-12);
    assert!(found[1].low.unwrap() < found[1].value.unwrap() && found[1].high.unwrap() > found[1].value.unwrap());
}

#[test]
fn an_ordered_series_is_resampled_in_its_order_of_time() {
    let mut package = package(measure("latency", Statistic::Last), &[]);
    let dataset = &mut package.evidence.datasets[0];
    (dataset.time_column, dataset.ordered) = ("week".to_owned(), true);
    let mut telemetry = telemetry();
    let mut table = telemetry.remove(&"data".into()).unwrap();
    let weeks = (0..80).map(|row| f64::from(80 - row)).collect();
    table.columns.push(Column { name: "week".to_owned(), values: Values::Number(weeks) });
    telemetry.insert("data".into(), table);
    assert_eq!(estimate(&package, &telemetry)[0].value, Some(1.0));
    package.evidence.measures[0].statistic = Statistic::Mean;
    assert_eq!(estimate(&package, &telemetry)[0].interval, IntervalMethod::BlockBootstrap);
}

#[test]
fn what_never_happened_in_a_series_may_still_happen() {
    let never = Condition { test: Test::Above, value: "1000".to_owned(), ..Default::default() };
    let mut package = package(Measure { condition: Some(never), ..measure("latency", Statistic::Rate) }, &[]);
    package.evidence.datasets[0].ordered = true;
    let found = estimate(&package, &telemetry()).swap_remove(0);
    // Wilson, 0 of 40: z² / (n + z²).
    assert_eq!((found.value, found.interval), (Some(0.0), IntervalMethod::Wilson));
    assert!((found.high.unwrap() - 0.087_621_6).abs() < 1e-7, "{:?}", found.high);
}

#[test]
fn rows_needed_decide() {
    let needed =
        |statistic, comparator, threshold| one(measure("latency", statistic), &[(comparator, threshold)]).needed[0].n;
    // At 20.5 ± 11.69 the mean is below 21 once t · 11.69 / √n ≤ 0.5.
    let n = needed(Statistic::Mean, Comparator::AtMost, 21.0).unwrap();
    assert!((2_090..2_120).contains(&n), "{n}");
    assert_eq!(needed(Statistic::Mean, Comparator::AtMost, 20.5), None);
    assert_eq!(needed(Statistic::P99, Comparator::AtMost, 40.0), Some(368));
    assert_eq!(needed(Statistic::Count, Comparator::AtLeast, 100.0), Some(40));
    assert!(needed(Statistic::StandardDeviation, Comparator::AtMost, 12.0).unwrap() > 40);
}

#[test]
fn keeping_what_is_known_changes_nothing() {
    let mut estimator = Estimator::default();
    let mut telemetry = telemetry();
    let mut package = package(measure("latency", Statistic::P90), &[(Comparator::AtMost, 38.0)]);
    let mut check = |package: &Package, telemetry: &Telemetry| {
        assert_eq!(estimator.estimate(package, telemetry), estimate(package, telemetry));
    };
    check(&package, &telemetry);
    package.gates[0].threshold = 39.0;
    check(&package, &telemetry);
    package.evidence.measures[0].statistic = Statistic::Maximum;
    check(&package, &telemetry);
    package.settings.confidence = 0.8;
    check(&package, &telemetry);
    telemetry.insert("data".into(), Table::default());
    check(&package, &telemetry);
}

//! Gates and criteria made on a measure, with what can be proposed of them.

use crate::package::{
    Comparator, Criterion, CriterionSource, Direction, Gate, Id, Measure, Package, Record, Statistic,
};

/// A gate on a measure: it proposes `value`, the baseline's, as its threshold, on the side that a criterion of the
/// measure calls better, or else on the one that is `likely`. Nothing passes it before a person has set both.
pub fn gate_on(package: &Package, measure: &Measure, value: Option<f64>, likely: Option<Direction>, id: Id) -> Gate {
    let said = direction_said(package, &measure.id);
    let comparator = match said.or(likely) {
        Some(Direction::Max) => Comparator::AtLeast,
        Some(Direction::Min) | None => Comparator::AtMost,
    };
    let mut gate = Gate {
        name: measure.name.clone(),
        measure: measure.id.clone(),
        comparator,
        threshold: value.map(three_digits).unwrap_or_default(),
        ..Gate::blank(id)
    };
    gate.proposed.direction = said.is_none();
    gate
}

/// A criterion that scores a measure: less is better where a gate says so, and otherwise what is `likely` is proposed.
pub fn criterion_of(package: &Package, measure: &Measure, likely: Option<Direction>, id: Id) -> Criterion {
    let gates = package.gates.iter().filter(|gate| gate.measure == measure.id && !gate.proposed.direction);
    let asked = gates.map(|gate| if gate.comparator.prefers_less() { Direction::Min } else { Direction::Max }).next();
    let mut criterion = Criterion {
        name: measure.name.clone(),
        unit: measure.unit.clone(),
        direction: asked.or(likely).unwrap_or_default(),
        source: CriterionSource::Measure { measure: measure.id.clone() },
        ..Criterion::blank(id)
    };
    criterion.proposed.direction = asked.is_none();
    criterion
}

/// Adds a criterion, which counts as much as the others do on average.
pub fn add_criterion(package: &mut Package, criterion: Criterion) {
    package.weighting.include(&criterion.id);
    package.criteria.push(criterion);
}

/// The measure of the package that takes the same statistic of the same column.
pub fn same_measure<'a>(package: &'a Package, suggested: &Measure) -> Option<&'a Measure> {
    let rate = suggested.statistic == Statistic::Rate;
    package.evidence.measures.iter().find(|measure| {
        (&measure.dataset, &measure.column, measure.statistic)
            == (&suggested.dataset, &suggested.column, suggested.statistic)
            && (!rate || measure.condition == suggested.condition)
            && measure.filter.is_none()
    })
}

/// Takes a suggested measure over, unless the package has it; gives its identifier.
pub fn take_measure(package: &mut Package, suggested: &Measure, fresh: impl FnOnce() -> Id) -> Id {
    if let Some(present) = same_measure(package, suggested) {
        return present.id.clone();
    }
    let id = fresh();
    package.evidence.measures.push(Measure { id: id.clone(), ..suggested.clone() });
    id
}

/// Which values of a measure are better, as far as somebody said so of a criterion.
fn direction_said(package: &Package, measure: &Id) -> Option<Direction> {
    let scores =
        |source: &CriterionSource| matches!(source, CriterionSource::Measure { measure: scored } if scored == measure);
    let said = package.criteria.iter().find(|one| scores(&one.source) && !one.proposed.direction);
    said.map(|criterion| criterion.direction)
}

/// Rounded to three significant digits.
fn three_digits(value: f64) -> f64 {
    if value == 0.0 || !value.is_finite() {
        return 0.0;
    }
    let decimals = 2 - libm::floor(libm::log10(value.abs())) as i32;
    let power = libm::pow(10.0, f64::from(decimals.abs()));
    if decimals >= 0 { libm::round(value * power) / power } else { libm::round(value / power) * power }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::package::evidence::{Condition, Test};

    fn measure(statistic: Statistic) -> Measure {
        let column = "ms".to_owned();
        Measure { id: "m".into(), name: "p99 ms".to_owned(), column, statistic, ..Measure::default() }
    }

    #[test]
    fn a_gate_proposes_the_baselines_value_on_the_likelier_side() {
        let check = |likely, comparator| {
            let gate = gate_on(&Package::default(), &measure(Statistic::P99), Some(143.49), likely, "g".into());
            assert_eq!((gate.comparator, gate.threshold), (comparator, 143.0));
            assert!(gate.proposed.direction && gate.proposed.threshold);
        };
        check(Some(Direction::Max), Comparator::AtLeast);
        check(Some(Direction::Min), Comparator::AtMost);
        check(None, Comparator::AtMost);
    }

    #[test]
    fn what_somebody_said_of_a_measure_is_no_longer_proposed() {
        let measure = measure(Statistic::P99);
        let mut package = Package::default();
        let mut criterion = criterion_of(&package, &measure, Some(Direction::Max), "c".into());
        assert_eq!((criterion.direction, criterion.proposed.direction), (Direction::Max, true));
        criterion.proposed.direction = false;
        add_criterion(&mut package, criterion);
        let mut gate = gate_on(&package, &measure, None, Some(Direction::Min), "g".into());
        assert_eq!((gate.comparator, gate.proposed.direction), (Comparator::AtLeast, false));
        gate.comparator = Comparator::Below;
        package.gates.push(gate);
        let criterion = criterion_of(&package, &measure, Some(Direction::Max), "d".into());
        assert_eq!((criterion.direction, criterion.proposed.direction), (Direction::Min, false));
    }

    #[test]
    fn a_suggested_measure_is_taken_once() {
        let mut package = Package::default();
        let suggested = measure(Statistic::Rate);
        let id = take_measure(&mut package, &suggested, || "one".into());
        assert_eq!(take_measure(&mut package, &suggested, || "two".into()), id);
        let other = Condition { test: Test::AtLeast, value: "500".to_owned(), ..Condition::default() };
        let other = Measure { condition: Some(other), ..suggested };
        assert_eq!(take_measure(&mut package, &other, || "two".into()), Id::from("two"));
        assert_eq!(package.evidence.measures.len(), 2);
    }

    #[test]
    fn thresholds_are_rounded_to_three_digits() {
        for (value, expected) in [(143.49, 143.0), (0.012_345, 0.0123), (-98_765.0, -98_800.0), (0.0, 0.0)] {
            assert_eq!(three_digits(value), expected);
        }
    }
}

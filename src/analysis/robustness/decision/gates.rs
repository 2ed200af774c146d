//! Gates in every draw: whether the drawn value lies on the good side.

use engine::Block;
use engine::choice::{Draws, at_most, below};
use engine::values::Distribution;

use crate::analysis::gate;
use crate::analysis::matrix::{self, Variable};
use crate::analysis::robustness::standing::Standing;
use crate::findings::{Estimate, IntervalMethod, Verdict, WaiverStanding};
use crate::package::gate::Judge;
use crate::package::{Comparator, Gate, Id, Severity};
use crate::sorted_map::SortedMap;

/// Every gate for every alternative, and what is drawn for them.
pub(super) struct Gates<'a> {
    /// The package's order of gates, then of alternatives.
    pub cases: Vec<Case<'a>>,
    /// Everything drawn: the variables of the matrix, then measures that only gates are about.
    pub variables: Vec<Drawn<'a>>,
    alternatives: usize,
}

/// A gate and an alternative.
pub(super) struct Case<'a> {
    pub gate: &'a Gate,
    pub alternative: usize,
    pub waived: bool,
    pub holding: Holding,
}

/// In which draws a gate holds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Holding {
    Always,
    Never,
    /// Where this variable lies on the good side.
    Where(usize),
}

/// A quantity that is drawn.
pub(super) struct Drawn<'a> {
    /// Whose it is, as an index into the package's alternatives.
    pub alternative: usize,
    pub measure: Option<&'a Id>,
    pub distribution: Distribution,
    /// Rows it is measured on; absent when it is not measured.
    pub rows: Option<u64>,
}

impl<'a> Gates<'a> {
    pub fn new(standing: &'a Standing<'a>) -> Self {
        let package = standing.package;
        let estimates = SortedMap::from_iter(
            standing.estimates.iter().map(|estimate| ((&estimate.measure, &estimate.alternative), estimate)),
        );
        let estimate = |measure: &Id, alternative: usize| {
            estimates.get(&(measure, &package.alternatives[alternative].id)).copied()
        };
        let of_matrix = |variable: &'a Variable| {
            let alternative = standing.matrix.alternatives[variable.row];
            let measure = variable.measure.as_ref();
            let rows = measure.and_then(|measure| Some(estimate(measure, alternative)?.n));
            Drawn { alternative, measure, distribution: variable.distribution, rows }
        };
        let mut variables: Vec<Drawn<'a>> = standing.matrix.variables.iter().map(of_matrix).collect();
        let known = variables.iter().enumerate();
        let mut measured: SortedMap<(usize, &Id), usize> =
            known.filter_map(|(index, one)| Some(((one.alternative, one.measure?), index))).collect();
        let findings = gate::judge(package, standing.estimates);
        let places = package.gates.iter().flat_map(|gate| (0..package.alternatives.len()).map(move |one| (gate, one)));
        let cases = places
            .zip(&findings)
            .map(|((gate, alternative), finding)| {
                let estimate = estimate(&gate.measure, alternative)
                    .filter(|_| !matches!(finding.verdict, Verdict::NoData | Verdict::Proposed));
                let waived = estimate.is_some() && finding.waiver == WaiverStanding::Holds;
                let holding = match estimate {
                    None => Holding::Never,
                    Some(_) if waived => Holding::Always,
                    Some(estimate) => match matrix::distribution(package, estimate) {
                        None => certain(gate, estimate),
                        Some(distribution) => {
                            let rows = Some(estimate.n);
                            Holding::Where(*measured.get_or_insert_with((alternative, &gate.measure), || {
                                variables.push(Drawn { alternative, measure: Some(&gate.measure), distribution, rows });
                                variables.len() - 1
                            }))
                        }
                    },
                };
                Case { gate, alternative, waived, holding }
            })
            .collect();
        Self { cases, variables, alternatives: package.alternatives.len() }
    }

    /// In which draws of a block each alternative can be released: all its blockers hold. `each` is told in which a
    /// case does.
    pub fn releasable(&self, values: &[Block], mut each: impl FnMut(usize, Draws)) -> Vec<Draws> {
        let mut releasable = vec![Draws::MAX; self.alternatives];
        for (index, case) in self.cases.iter().enumerate() {
            let holds = case.holds(values);
            each(index, holds);
            if case.gate.severity == Severity::Blocker {
                releasable[case.alternative] &= holds;
            }
        }
        releasable
    }

    /// Whether a blocker rests on a variable.
    pub fn block_on(&self, variable: usize) -> bool {
        self.thresholds(variable).next().is_some()
    }

    /// Values of a variable up to which one side of a blocker lies.
    pub fn thresholds(&self, variable: usize) -> impl Iterator<Item = f64> {
        let on_it =
            move |case: &&Case<'_>| case.holding == Holding::Where(variable) && case.gate.severity == Severity::Blocker;
        self.cases.iter().filter(on_it).map(|case| match case.gate.comparator {
            Comparator::AtMost | Comparator::Above => case.gate.threshold,
            Comparator::Below | Comparator::AtLeast => case.gate.threshold.next_down(),
        })
    }
}

impl Case<'_> {
    fn holds(&self, values: &[Block]) -> Draws {
        let threshold = self.gate.threshold;
        match self.holding {
            Holding::Always => Draws::MAX,
            Holding::Never => 0,
            Holding::Where(variable) => match self.gate.comparator {
                Comparator::AtMost => at_most(&values[variable], threshold),
                Comparator::Above => !at_most(&values[variable], threshold),
                Comparator::Below => below(&values[variable], threshold),
                Comparator::AtLeast => !below(&values[variable], threshold),
            },
        }
    }
}

/// A value without a standard error to draw it by: an exact count holds or not. One whose error is unknown holds only
/// if the gate judges it by itself.
fn certain(gate: &Gate, estimate: &Estimate) -> Holding {
    let good = estimate.value.is_some_and(|value| gate.comparator.accepts(value, gate.threshold));
    let known = estimate.interval == IntervalMethod::Exact || estimate.standard_error == Some(0.0);
    if good && (known || gate.judge == Judge::Point) { Holding::Always } else { Holding::Never }
}

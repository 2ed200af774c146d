use crate::package::cost::CostDriver;
use crate::package::document;
use proptest::prelude::*;

use super::fixture::{assume, between, hosted, own, package, people};
use super::monthly::triangular_variance;
use super::*;
use crate::analysis::{conclude, robustness};
use crate::findings::CostProblem;
use crate::package::cost::ServingStack;
use crate::package::{Criterion, CriterionSource, Direction};

fn cost_of(cost: &ServingCost) -> MonthlyCost {
    Reckoning::new(cost).monthly().unwrap()
}

#[track_caller]
fn assert_close(found: f64, expected: f64) {
    assert!((found - expected).abs() <= 1e-9 * expected.abs().max(1.0), "{found} is not {expected}");
}

#[test]
fn a_total_is_the_sum_of_its_parts() {
    let findings = assess(&package()).unwrap();
    let parts = |place: usize| {
        let parts = findings.alternatives[place].parts.iter();
        parts.map(|part| (part.item.label(), part.amount)).collect::<Vec<_>>()
    };
    assert_eq!(parts(0), [("Tokens", 3000.0), ("Fixed cost", 400.0), ("People", 1200.0)]);
    assert_eq!(parts(2), [("People", 5000.0)]);
    assert_eq!(findings.alternatives[0].total, Some(4600.0));
    assert_close(findings.alternatives[1].total.unwrap(), 2920.0);
    assert_eq!(findings.alternatives[0].per_thousand_requests, Some(4.6));
}

#[test]
fn ends_and_deviation_follow_from_the_ranges() {
    let monthly = cost_of(&hosted());
    // Tokens written: 10 per token, variance (300² − 100 × 200) / 18. Hours: 60 each, variance (20² − 10²) / 18.
    assert_eq!((monthly.low, monthly.high), (3000.0, 7200.0));
    assert_close(monthly.deviation, (100.0 * 70_000.0 / 18.0 + 3600.0 * 300.0 / 18.0_f64).sqrt());
    // 1,300 tokens at 0.8 and 2,100 at 0.3 in place of 1,500 at 0.6.
    let monthly = cost_of(&own());
    assert_close(monthly.low, 2920.0 * (1300.0 / 1500.0) * (0.6 / 0.8));
    assert_close(monthly.high, 2920.0 * (2100.0 / 1500.0) * (0.6 / 0.3));
    assert_eq!(cost_of(&people()), MonthlyCost { total: 5000.0, low: 5000.0, high: 5000.0, deviation: 0.0 });
}

#[test]
fn the_variance_of_a_triangle_is_that_of_the_textbook() {
    // scipy.stats.triang(c, loc, scale).var()
    assert_close(triangular_variance(0.0, 0.5, 1.0), 1.0 / 24.0);
    assert_close(triangular_variance(0.0, 0.0, 1.0), 1.0 / 18.0);
    assert_close(triangular_variance(2.0, 3.0, 7.0), 21.0 / 18.0);
}

#[test]
fn the_widest_swing_is_named() {
    let findings = assess(&package()).unwrap();
    let swings = &findings.alternatives[0].swings;
    assert_eq!(
        swings.iter().map(|swing| swing.driver).collect::<Vec<_>>(),
        [CostDriver::OutputTokens, CostDriver::PeopleHours]
    );
    assert_eq!(swings[0].totals, [3600.0, 6600.0]);
    assert_close(swings[0].share, 7_000_000.0 / 8_080_000.0);
    assert_close(findings.alternatives[1].swings[0].totals[0], 5840.0);
    assert_close(findings.alternatives[1].swings[0].totals[1], 2190.0);
}

#[test]
fn sizing_by_requests_does_not_notice_long_requests() {
    let findings = assess(&package()).unwrap();
    let sizing = &findings.alternatives[1].sizing;
    let rows: Vec<_> = sizing.iter().map(|row| (row.quantity.label(), row.mean, row.peak)).collect();
    assert_eq!(
        rows,
        [
            ("Requests", 1.0, Some(3.0)),
            ("Tokens", 1500.0, Some(4500.0)),
            ("Accelerators by requests", 1.0, Some(1.0)),
            ("Accelerators by tokens", 1.0, Some(2.0)),
            ("Accelerators by tokens, requests at their longest", 1.0, Some(3.0)),
            ("Utilisation when they run all month", 0.6, Some(0.3)),
        ]
    );
    assert_eq!(findings.alternatives[0].sizing.len(), 2);
    assert_eq!(findings.alternatives[2].sizing, []);
}

#[test]
fn stacks_are_compared_on_the_traffic() {
    let mut package = package();
    let stack = |id: &str, tokens: f64, requests: f64, price: f64, alternative: &str| ServingStack {
        id: id.into(),
        name: id.to_owned(),
        alternative: alternative.into(),
        tokens_per_second: Some(tokens),
        requests_per_second: Some(requests),
        price_per_hour: Some(price),
        ..ServingStack::default()
    };
    package.cost.stacks = vec![stack("vLLM", 2500.0, 10.0, 4.0, "a1"), stack("TGI", 1500.0, 20.0, 3.0, "")];
    let findings = assess(&package).unwrap();
    let found: Vec<_> = findings
        .stacks
        .iter()
        .map(|found| {
            (found.name.as_str(), found.alternative.as_str(), found.by_requests, found.by_tokens, found.monthly)
        })
        .collect();
    // A0: 10⁶ × 700 tokens a month are 266 a second, 1,065 at the peak. A1: 4,500 at the peak.
    assert_eq!(
        found,
        [
            ("TGI", "a0", Some(1.0), Some(1.0), Some(2190.0)),
            ("vLLM", "a1", Some(1.0), Some(2.0), Some(5840.0)),
            ("TGI", "a1", Some(1.0), Some(3.0), Some(6570.0)),
        ]
    );
    assert_close(findings.stacks[1].per_million_tokens.unwrap(), 5840.0 / 3942.0);
}

#[test]
fn what_is_missing_or_cannot_be_is_found() {
    let check = |change: fn(&mut ServingCost), total: Option<f64>, problem: Option<CostProblem>| {
        let mut cost = hosted();
        change(&mut cost);
        let reckoning = Reckoning::new(&cost);
        assert_eq!(reckoning.monthly().map(|monthly| monthly.total), total);
        assert_eq!(reckoning.problems.first(), problem.as_ref());
    };
    let missing = |driver| Some(CostProblem::Missing { drivers: vec![driver] });
    check(|cost| *cost = ServingCost::default(), None, Some(CostProblem::NothingAssumed));
    check(|cost| cost.output_tokens.value = None, None, missing(CostDriver::OutputTokens));
    check(|cost| cost.people_rate.value = None, None, missing(CostDriver::PeopleRate));
    let driver = CostDriver::InputPrice;
    check(|cost| cost.input_price.value = Some(-1.0), None, Some(CostProblem::Impossible { driver }));
    let driver = CostDriver::PeopleHours;
    check(|cost| cost.people_hours.low = Some(25.0), Some(4600.0), Some(CostProblem::RangeLeftAside { driver }));
    check(|cost| (cost.people_hours, cost.people_rate) = Default::default(), Some(3400.0), None);
    let mut cost = own();
    cost.utilisation = assume(0.0);
    let reckoning = Reckoning::new(&cost);
    assert_eq!(reckoning.monthly(), None);
    assert_eq!(reckoning.problems[0], CostProblem::Impossible { driver: CostDriver::Utilisation });
}

#[test]
fn the_monthly_cost_is_a_criterion() {
    let mut package = package();
    package.criteria = vec![Criterion {
        id: "cost".into(),
        direction: Direction::Min,
        source: CriterionSource::Cost,
        ..Criterion::default()
    }];
    package.settings.draws = 100;
    let robustness = robustness::robustness(&package, &[], &mut |_, _| true);
    let findings = conclude(&package, &crate::findings::Measured::default(), robustness.as_ref(), &|_, _| None);
    let ranks: Vec<_> = findings.alternatives.iter().map(|one| one.rank).collect();
    assert_eq!(ranks, [Some(2), Some(1), Some(3)]);
    assert_eq!(findings.alternatives[0].contributions[0].value, Some(4600.0));
    let uncertain: Vec<_> = robustness.unwrap().tornado.iter().map(|bar| bar.alternative.to_string()).collect();
    assert_eq!(uncertain.len(), 2);
    assert!(!uncertain.contains(&"a2".to_owned()));
    package.cost.by_alternative.remove(&Id::from("a1"));
    let findings = conclude(&package, &crate::findings::Measured::default(), None, &|_, _| None);
    assert_eq!(findings.alternatives[1].rank, None);
}

#[test]
fn without_a_model_there_is_nothing() {
    let package = Package::default();
    assert_eq!(assess(&package), None);
    assert_eq!(conclude(&package, &crate::findings::Measured::default(), None, &|_, _| None).cost, None);
    assert!(!document::write(&package).contains("\"cost\""));
}

proptest! {
    #[test]
    fn a_total_lies_between_its_ends(numbers in proptest::collection::vec((0.01..1.0_f64, 0.01..1.0_f64, 0.01..1.0_f64), 11)) {
        for serving in Serving::ALL {
            let mut cost = ServingCost { serving: *serving, ..ServingCost::default() };
            for (driver, &(one, two, three)) in CostDriver::ALL.iter().zip(&numbers) {
                let mut ends = [one, two, three];
                ends.sort_by(f64::total_cmp);
                *cost.assumption_mut(*driver) = between(ends[0], ends[1], ends[2]);
            }
            let monthly = cost_of(&cost);
            prop_assert!(monthly.low <= monthly.total && monthly.total <= monthly.high);
            prop_assert!(monthly.deviation <= monthly.high - monthly.low);
            let shares: f64 = Reckoning::new(&cost).swings().iter().map(|swing| swing.share).sum();
            prop_assert!((shares - 1.0).abs() < 1e-9);
        }
    }
}

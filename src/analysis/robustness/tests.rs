//! Robustness against closed forms and brute force.

use super::*;
use crate::analysis::fixture::decision;

fn run(package: &Package) -> Robustness {
    robustness(package, &[], &mut |_, _| true).unwrap()
}

/// Four standard errors of a share over `draws`.
fn four_errors(share: f64, draws: f64) -> f64 {
    4.0 * (share * (1.0 - share) / draws).sqrt()
}

/// Lahdelma & Salminen 2001: values (1,0,1) and (0,1,0), uniform weights.
#[test]
fn acceptabilities_and_central_weights_have_their_closed_form() {
    let mut package = decision(&[&[1.0, 0.0, 1.0], &[0.0, 1.0, 0.0]], &[1.0; 3]);
    package.settings.draws = 100_000;
    let smaa = run(&package).smaa.unwrap();
    for (row, expected) in [0.75, 0.25].into_iter().enumerate() {
        let error = four_errors(expected, 1e5);
        assert!((smaa.acceptability[row][0] - expected).abs() < error, "{:?}", smaa.acceptability);
        assert!((smaa.pairwise[row][1 - row] - expected).abs() < error);
    }
    let expected = [[7.0 / 18.0, 2.0 / 9.0, 7.0 / 18.0], [1.0 / 6.0, 2.0 / 3.0, 1.0 / 6.0]];
    for (found, expected) in smaa.central_weights.iter().zip(expected) {
        for (found, expected) in found.as_ref().unwrap().iter().zip(expected) {
            assert!((found - expected).abs() < 4.0 * 0.25 / 25_000.0_f64.sqrt(), "{found} instead of {expected}");
        }
    }
    assert_eq!(smaa.confidence, [Some(1.0), Some(1.0)]);
    assert_eq!(smaa.first_probability, [1.0, 0.0]);
}

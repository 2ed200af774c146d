//! Numbers of a package that mean nothing outside their range.

use super::document::Problem;
use super::release::Simulation;
use super::risk::Rating;
use super::{Package, Settings};

/// Looks for the first number outside its range.
///
/// # Errors
/// Names it by its path within the package.
pub fn check(package: &Package) -> Result<(), Problem> {
    let Settings { confidence, draws, resamples, .. } = &package.settings;
    within("settings.confidence", *confidence, [0.5, 0.999])?;
    within("settings.draws", f64::from(*draws), [100.0, 1_000_000.0])?;
    within("settings.resamples", f64::from(*resamples), [100.0, 100_000.0])?;
    let Simulation { runs, horizon_hours, .. } = &package.release.simulation;
    within("release.simulation.runs", f64::from(*runs), [100.0, 20_000.0])?;
    within("release.simulation.horizon_hours", *horizon_hours, [1.0, 2_000.0])?;
    for (place, risk) in package.risks.iter().enumerate() {
        for (name, rating) in [("inherent", &risk.inherent), ("residual", &risk.residual)] {
            let Rating { probability, impact, detectability, .. } = rating;
            for (part, value) in [("probability", probability), ("impact", impact), ("detectability", detectability)] {
                within(&format!("risks[{place}].{name}.{part}"), f64::from(*value), [0.0, 5.0])?;
            }
        }
    }
    for (place, appetite) in package.appetite.iter().enumerate() {
        within(&format!("appetite[{place}].limit"), f64::from(appetite.limit), [0.0, 25.0])?;
    }
    Ok(())
}

fn within(path: &str, value: f64, [least, most]: [f64; 2]) -> Result<(), Problem> {
    if (least..=most).contains(&value) {
        return Ok(());
    }
    let what = format!("expected a number from {least} to {most}, found the number {value}");
    Err(Problem { path: path.to_owned(), what })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::package::template::TEMPLATES;

    #[test]
    fn a_number_outside_its_range_is_named() {
        let check = |change: &dyn Fn(&mut Package), expected: &str| {
            let mut package = TEMPLATES[0].package.clone();
            assert_eq!(check(&package), Ok(()));
            change(&mut package);
            assert_eq!(check(&package).unwrap_err().to_string(), expected);
        };
        check(
            &|package| package.settings.confidence = 95.0,
            "settings.confidence: expected a number from 0.5 to 0.999, found the number 95",
        );
        check(
            &|package| package.settings.draws = 0,
            "settings.draws: expected a number from 100 to 1000000, found the number 0",
        );
        check(
            &|package| package.risks[1].residual.impact = 6,
            "risks[1].residual.impact: expected a number from 0 to 5, found the number 6",
        );
    }
}

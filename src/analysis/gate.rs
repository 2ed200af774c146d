//! Acceptance gates, judged.

use super::findings::{Estimate, GateFinding};
use crate::package::Package;

/// Judges every gate for every alternative, in the package's order of gates, then of alternatives.
pub fn judge(_package: &Package, _estimates: &[Estimate]) -> Vec<GateFinding> {
    Vec::new()
}

//! How likely each fault is.

use crate::package::release::{Fault, Onset};

/// The priors of the faults as shares of all, in the package's order.
#[derive(Clone, Debug, PartialEq)]
pub struct Priors {
    /// Each from 0 to 1; 0 throughout where nobody has said.
    pub of: Vec<f64>,
    /// Of all that are faults, 0 to 1.
    pub faulty: f64,
}

impl Priors {
    /// Those of the faults, which need not sum to 100 %.
    pub fn new(faults: &[Fault]) -> Self {
        let all: f64 = faults.iter().map(|fault| fault.prior_percent).sum();
        let prior = |fault: &Fault| if all > 0.0 { fault.prior_percent / all } else { 0.0 };
        let faulty = faults.iter().filter(|fault| fault.onset != Onset::Never).map(prior).sum();
        Self { of: faults.iter().map(prior).collect(), faulty }
    }
}

//! What must be there for a package to be complete.

use super::document::{Plain, Problem};
use serde_json::Value;

record! {
    /// Something that must be there for the package to be complete.
    pub struct Requirement {
        /// The name of the check, such as `boundary` or `failure_modes`.
        pub check: String,
        /// How many there must be at least, for a check that counts; the check's own number when not stated.
        pub least: Option<u32>,
        ..extra
    }
}

/// Everything a package asks for, in the order it is listed. A package without such a list asks for what packages
/// usually need.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema), serde(transparent))]
pub struct Required(pub Vec<Requirement>);

impl Plain for Required {
    fn to_value(&self) -> Value {
        self.0.to_value()
    }

    fn take(&mut self, value: Value) -> Result<(), Problem> {
        self.0.take(value)
    }

    fn is_left_out(&self) -> bool {
        self.0.is_empty()
    }
}

//! Calendar dates, as people type them into due and review fields.

use super::document::{Plain, Problem};

/// A calendar date as ISO text (`2026-11-21`), or empty when not set. Text order is date order.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema), serde(transparent))]
pub struct Date(pub String);

impl Plain for Date {
    fn to_value(&self) -> serde_json::Value {
        self.0.to_value()
    }

    fn take(&mut self, value: serde_json::Value) -> Result<(), Problem> {
        self.0.take(value)
    }
}

serde_by_value! { Date }

impl Date {
    /// Whether no date is set.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether this date is set and lies before `other`, which is set too.
    pub fn is_before(&self, other: &Self) -> bool {
        !self.is_empty() && !other.is_empty() && self < other
    }
}

impl From<&str> for Date {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

impl std::fmt::Display for Date {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(&self.0)
    }
}

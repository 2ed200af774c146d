//! What follows from a package and its telemetry. Pure: no clock, no storage, no page.

pub mod findings;
pub mod robustness;

pub use findings::Findings;

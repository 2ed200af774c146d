//! What runs by the million, compiled for speed while the page around it is compiled for size.
//!
//! Knows nothing of packages, telemetry or findings: slices of numbers and bytes come in, numbers go out.

pub mod cell;
pub mod comma;
pub mod delimited;
pub mod delimiter;
pub mod distinct;
pub mod instant;
pub mod number;

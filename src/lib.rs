//! Shipworthy: a decision workbench for the question "may this AI system move from experiment to
//! production, and how?".
//!
//! ```text
//!       Package ──┐
//!  (what people   ├──► analyse ──► Findings ──► screens, charts
//!     wrote)      │   (pure)      (what         memo, JSON
//!     Telemetry ──┘                follows)
//!  (what was measured)
//! ```
//!
//! Each layer may use only what stands above it here:
//!
//! - [`package`]: the document as plain data.
//! - [`telemetry`]: columns, reading files, generating from a seed, statistics.
//! - [`analysis`]: gates, scores, robustness, completeness, outcome.
//! - [`publish`]: package and findings as JSON, Markdown and charts.
//! - [`worker`]: what the page asks of the compute worker.
//! - `command`: the command line (natively only).
//! - `browser`: storage, files, offline use (in the browser only).
//! - `ui`: signals, views, charts on canvas (in the browser only).
//!
//! The first four know no browser and no framework. [`order`], which stands beside them, sorts short lists for all.

pub mod analysis;
pub mod order;
pub mod package;
pub mod publish;
pub mod telemetry;
pub mod worker;

#[cfg(target_arch = "wasm32")]
pub mod browser;
#[cfg(not(target_arch = "wasm32"))]
pub mod command;
#[cfg(all(target_arch = "wasm32", feature = "page"))]
pub mod ui;

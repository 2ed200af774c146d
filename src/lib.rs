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
//! - [`engine`]: what runs by the million, a package of its own that is compiled for speed.
//! - [`package`]: the document as plain data.
//! - [`telemetry`]: columns, reading files, generating from a seed, intervals.
//! - [`findings`]: what follows, as plain data.
//! - [`analysis`]: gates, scores, robustness, completeness, outcome: functions from package and telemetry to findings.
//! - [`publish`]: package and findings as JSON, Markdown and charts.
//! - [`editing`]: an open package without a browser: history, fields, what an edit did.
//! - [`worker`]: jobs between the page and its compute worker, and who asks them.
//! - `command`: the command line (natively only).
//! - `browser`: storage, files, offline use (in the browser only).
//! - `ui`: signals, views, charts on canvas (in the browser only), with Leptos.
//!
//! Those up to `editing` know no browser and no framework. [`order`], which stands beside them, sorts short lists, and
//! [`sorted_map`] is a map, for all.

pub mod order;
#[macro_use]
pub mod package;

pub mod analysis;
#[macro_use]
pub mod editing;
pub mod findings;
pub mod publish;
pub mod sorted_map;
pub mod telemetry;
pub mod worker;

#[cfg(target_arch = "wasm32")]
pub mod browser;
#[cfg(not(target_arch = "wasm32"))]
pub mod command;
#[cfg(all(target_arch = "wasm32", feature = "page"))]
pub mod ui;

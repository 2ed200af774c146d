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
//! [`sorted_map`] is a map, for all. `tests/layers.rs` holds the layers apart and keeps files from using each other in
//! a circle.
//!
//! # What is deliberately absent
//!
//! - No clock, no storage and no chance in an analysis: the day a package is judged on and the seed are fields of the
//!   package, and what else comes from outside (bytes, time, fresh seeds, the memo's length) comes in as an argument.
//! - No sentence in findings. They are numbers, identifiers and words of a fixed set; [`publish::words`] says them. A
//!   better wording changes no digest, and [`publish::verify()`] tells it from a wrong number.
//! - No number of the analysis without its version: what is defined differently from one version to the next is
//!   written down in [`analysis::version`].
//! - No half-built findings: [`analysis::conclude`] hands them out whole.
//! - No measured or computed number in a package, and no knowledge of any template in the program: templates are files
//!   with their own lists of what is required.
//! - No browser above `browser`, no framework above `ui`, and no message of the core to the user: errors are returned,
//!   and the page or the command line shows them.
//! - No publication, reader of files or kind of job wired by hand: each is an entry in one list
//!   ([`publish::PUBLICATIONS`], [`telemetry::read::FORMATS`], [`worker::Kind`]).

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

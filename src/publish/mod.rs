//! Package and findings as files for other people and other tools.

pub mod archive;
pub mod catalogue;
pub mod chart;
pub mod charts;
pub mod component_kit;
pub mod crosswalk;
pub mod inspection;
pub mod json;
pub mod manifest;
pub mod markdown;
pub mod memo;
pub mod model_card;
pub mod notebook;
pub mod publication;
#[cfg(not(target_arch = "wasm32"))]
pub mod schema;
pub mod tables;
pub mod telemetry;
pub mod unpacking;
pub mod verify;
pub mod words;
pub mod workspace;

pub use catalogue::PUBLICATIONS;
pub use inspection::{Inspection, inspect};
pub use json::{package_file, to_text};
pub use verify::{Difference, DifferenceKind, follows, verify};

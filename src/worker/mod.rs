//! Requests of the page to the compute worker, and their answers.

pub mod protocol;
pub mod run;

pub use protocol::{Request, Response};
pub use run::Session;

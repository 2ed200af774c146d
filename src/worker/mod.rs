//! Jobs that the page gives to its compute worker, and how both talk about them.
//!
//! - [`job`]: one file per kind of job, with its request, output, failure and a pure `run`.
//! - [`message`]: requests and responses as they travel.
//! - [`session`]: what the worker remembers between jobs, its tables.
//! - [`client`]: the page's side as a state machine without a browser: the newest request counts, cancelling,
//!   restarting after a crash.

pub mod client;
pub mod job;
mod kind;
pub mod message;
pub mod session;

pub use client::{Client, Lane, Stage, Unanswered};
pub use job::Job;
pub use kind::Kind;
pub use message::{Message, Progress, Request, Response};
pub use session::Session;

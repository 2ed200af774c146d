//! Editing a package without a browser: what can be undone, the places that fields show and change, drafts of
//! what is being typed, what to do first and next, and what an edit did.
//!
//! Nothing here knows the time or draws at random: both come in with a [`Moment`].

#[macro_use]
pub mod binding;

pub mod address;
pub mod arrangement;
pub mod consequence;
pub mod difference;
pub mod draft;
pub mod guide;
pub mod history;
pub mod measured;
pub mod next_step;
pub mod number;
pub mod open_package;
pub mod paste;
pub mod people;
pub mod place;
pub mod record;
pub mod steps;
pub mod undetected;

pub use binding::Binding;
pub use draft::Draft;
pub use history::{History, StepName};
pub use number::Numbers;
pub use open_package::{OpenPackage, Turned};
pub use place::{Edit, Place};
pub use undetected::Undetected;

/// When something is done, and randomness for the identifiers it needs.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Moment {
    /// Milliseconds since any fixed moment, such as 1970.
    pub now: f64,
    /// 64 random bits.
    pub entropy: u64,
}

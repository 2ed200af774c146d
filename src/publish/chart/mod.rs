//! Charts, as pure functions from data to a [`Drawing`]: a list of marks, a sentence that says what is to be
//! seen, what can be read at which point, and the table behind it.
//!
//! A drawing knows no backend. [`paint`] replays it on any plotters backend (canvas on screen), [`svg`] writes it
//! as a file. All lengths are CSS pixels with the origin at the upper left.

mod axis;
mod drawing;
mod ends;
mod focus;
mod mark;
mod number;
mod paint;
mod place;
mod row;
mod scale;
mod svg;
mod text;
mod theme;
mod whose;

pub mod acceptability;
pub mod card;
pub mod central_weight;
pub mod interval;
pub mod line;
pub mod pairwise;
pub mod pipeline;
pub mod rank;
pub mod risk;
pub mod score;
pub mod stability;
pub mod sweep;
pub mod tornado;
pub mod value_function;

#[cfg(test)]
mod fixture;
#[cfg(test)]
mod gallery;
#[cfg(test)]
mod legible;

pub use crate::analysis::figure::Unit;
pub use drawing::{Drawing, Frame, Hot, Plot};
pub use focus::focus;
pub use mark::{Anchor, Dash, Mark, Point, Stroke, Symbol};
pub use paint::{Grain, SUBPIXEL, paint};
pub use svg::svg;
pub use theme::{Colour, Theme};

//! Charts, as pure functions from data to a [`Drawing`]: a list of marks, a sentence that says what is to be
//! seen, what can be read at which point, and the table behind it.
//!
//! A drawing knows no backend. [`paint`] replays it on any plotters backend (canvas on screen), [`svg`] writes it
//! as a file. All lengths are CSS pixels with the origin at the upper left.

mod axis;
mod drawing;
mod focus;
mod mark;
mod number;
mod paint;
mod place;
mod scale;
mod svg;
mod text;
mod theme;

pub mod card;
pub mod interval;
pub mod line;
pub mod pipeline;
pub mod risk;
pub mod score;

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

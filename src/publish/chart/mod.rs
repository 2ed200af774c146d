//! Charts, as pure functions from data to a [`Drawing`]: a list of marks, a sentence that says what is to be
//! seen, what can be read at which point, and the table behind it.
//!
//! One file per kind of chart, all made of what is in `kit`. A drawing knows no backend: [`paint`] replays it on any
//! plotters backend (canvas on screen), [`svg`] writes it as a file. All lengths are CSS pixels with the origin at the
//! upper left.

mod kit;
mod lookup;

pub mod acceptability;
pub mod card;
pub mod central_weight;
pub mod closure;
pub mod decision;
pub mod exposure;
pub mod interval;
pub mod line;
pub mod operating_curve;
pub mod pairwise;
pub mod pipeline;
pub mod plan;
pub mod rank;
pub mod replay;
pub mod risk;
pub mod run;
pub mod score;
pub mod sweep;
pub mod tornado;
pub mod value_function;

#[cfg(test)]
mod fixture;
#[cfg(test)]
mod gallery;
#[cfg(test)]
mod legible;

pub use kit::number::Unit;
pub use kit::{
    Anchor, Area, Colour, Dash, Drawing, Font, Frame, HotSpot, Mark, Point, Projection, Resolution, SUBPIXEL, Scale,
    Stroke, Surface, Symbol, Table, Theme, Time, focus, paint, svg,
};

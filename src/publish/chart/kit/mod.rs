//! What every chart is made of: marks, scales and axes, texts and where they go, the table behind, and painting.
//!
//! A chart is one [`Drawing`] that is handed around while it grows: it knows its room and its theme, so that whatever
//! draws into it needs to be told only what and where. Nothing here knows a package or what an alternative is beyond
//! the name, colour, dash and shape of its [`Series`].

mod area;
mod axis;
mod dash;
mod drawing;
mod focus;
mod label;
mod line_end;
mod mark;
mod paint;
mod rows;
mod scale;
mod series;
mod svg;
mod symbol;
mod table;
mod text;
mod theme;
mod ticks;
mod time;
mod tokens;

pub mod number;

pub use area::{Area, Point};
pub use axis::{BOTTOM, Side, bottom, left};
pub use dash::Dash;
pub use drawing::{Drawing, Frame, HotSpot};
pub use focus::focus;
pub use label::apart;
pub use line_end::{LineEnd, line_ends, line_ends_width};
pub use mark::{Anchor, Mark, Stroke};
pub use paint::{Resolution, SUBPIXEL, Surface, paint};
pub use rows::{RowName, Rows};
pub use scale::{Projection, Scale, extent, tick_count};
pub use series::{SWATCH, Series};
pub use svg::svg;
pub use symbol::Symbol;
pub use table::{ABSENT, Table, or_absent};
pub use text::{Font, LINE, NOTE, STRONG, STRONG_NOTE, TEXT};
pub use theme::{Colour, Theme};
pub use ticks::Ticks;
pub use time::Time;

//! The page: signals, views, charts on canvas.
//!
//! One plain [`Package`](crate::package::Package) stands in one signal of the [`workbench`]. Views read
//! slices of it, every write goes through [`Workbench::edit`](workbench::Workbench::edit), and everything
//! computed is derived from it.

mod app;
mod arrival;
mod chart;
mod chunk;
mod consequence;
mod date;
mod drop;
mod field;
mod file_button;
mod focus;
mod frame;
mod guide;
mod long_list;
mod markdown;
mod notice;
mod page;
mod palette;
mod part;
mod prelude;
mod proposal;
mod record_list;
mod report;
mod route;
mod start;
mod term;
mod theme;
mod viewport;
mod workbench;

pub use app::mount;

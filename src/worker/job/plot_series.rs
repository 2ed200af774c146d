//! The lines of a chart.

use std::io::Read;

use super::Job;
use crate::package::Id;
use crate::telemetry::series::{self, Axes, Line};
use crate::worker::Kind;
use crate::worker::message::Progress;
use crate::worker::session::{NotLoaded, Session};

record! {
    /// The lines of a column, per label in order of first appearance.
    pub struct PlotSeries {
        /// Of which dataset.
        pub dataset: Id,
        /// Of which columns.
        pub axes: Axes,
        /// How many pixels wide the lines are drawn.
        pub width: u32,
    }
}

impl Job for PlotSeries {
    const KIND: Kind = Kind::PlotSeries;
    type Output = Vec<Line>;
    type Failure = NotLoaded;

    fn run(
        self,
        session: &mut Session,
        _: Option<&mut dyn Read>,
        _: &mut dyn FnMut(Progress),
    ) -> Result<Vec<Line>, NotLoaded> {
        Ok(series::lines(session.table(&self.dataset)?, &self.axes, self.width))
    }
}

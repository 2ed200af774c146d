//! Some rows as text.

use std::io::Read;

use super::Job;
use crate::package::Id;
use crate::telemetry::series;
use crate::worker::Kind;
use crate::worker::message::Progress;
use crate::worker::session::{NotLoaded, Session};

record! {
    /// Some rows as text.
    pub struct ListRows {
        /// Of which dataset.
        pub dataset: Id,
        /// The first, counted from 0.
        pub from: u64,
        /// At most how many; never more than a thousand.
        pub count: u64,
    }

    /// Some rows of a table.
    pub struct RowPage {
        /// The first, counted from 0.
        pub from: u64,
        /// How many rows the table has in all.
        pub total: u64,
        /// The cells, a missing one empty.
        pub rows: Vec<Vec<String>>,
    }
}

const MOST_ROWS: u64 = 1_000;

impl Job for ListRows {
    const KIND: Kind = Kind::ListRows;
    type Output = RowPage;
    type Failure = NotLoaded;

    fn run(
        self,
        session: &mut Session,
        _: Option<&mut dyn Read>,
        _: &mut dyn FnMut(Progress),
    ) -> Result<RowPage, NotLoaded> {
        let table = session.table(&self.dataset)?;
        let rows = series::rows(table, self.from as usize, self.count.min(MOST_ROWS) as usize);
        Ok(RowPage { from: self.from, total: table.rows as u64, rows })
    }
}

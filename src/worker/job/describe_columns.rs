//! Every column in figures.

use std::io::Read;

use super::Job;
use crate::package::Id;
use crate::telemetry::describe::{self, Description};
use crate::telemetry::ledger::Ledger;
use crate::worker::Kind;
use crate::worker::message::Progress;
use crate::worker::session::{NotLoaded, Session};

record! {
    /// Every column in figures.
    pub struct DescribeColumns {
        /// Of which dataset.
        pub dataset: Id,
    }
}

impl Job for DescribeColumns {
    const KIND: Kind = Kind::DescribeColumns;
    type Output = Description;
    type Failure = NotLoaded;

    fn run(
        self,
        session: &mut Session,
        _: Option<&mut dyn Read>,
        _: &mut dyn FnMut(Progress),
    ) -> Result<Description, NotLoaded> {
        let table = session.table(&self.dataset)?;
        Ok(describe::describe(table, session.ledgers.get(&self.dataset).unwrap_or(&Ledger::default())))
    }
}

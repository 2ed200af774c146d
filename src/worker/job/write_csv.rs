//! A table as CSV.

use std::io::Read;

use super::Job;
use crate::package::Id;
use crate::telemetry::generate;
use crate::worker::Kind;
use crate::worker::message::{Progress, Text};
use crate::worker::session::{NotLoaded, Session};

record! {
    /// A dataset's table as CSV.
    pub struct WriteCsv {
        /// Which dataset.
        pub dataset: Id,
    }
}

impl Job for WriteCsv {
    const KIND: Kind = Kind::WriteCsv;
    type Output = Text;
    type Failure = NotLoaded;

    fn run(
        self,
        session: &mut Session,
        _: Option<&mut dyn Read>,
        _: &mut dyn FnMut(Progress),
    ) -> Result<Text, NotLoaded> {
        let bytes = generate::to_csv(session.table(&self.dataset)?);
        Ok(Text(String::from_utf8_lossy(&bytes).into_owned()))
    }
}

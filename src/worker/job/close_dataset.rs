//! Letting go of a dataset's table.

use std::convert::Infallible;
use std::io::Read;

use super::{Effect, Job};
use crate::package::Id;
use crate::worker::Kind;
use crate::worker::message::Progress;
use crate::worker::session::Session;

record! {
    /// Let go of a dataset's table.
    pub struct CloseDataset {
        /// Which dataset.
        pub dataset: Id,
    }
}

impl Job for CloseDataset {
    const KIND: Kind = Kind::CloseDataset;
    const EFFECT: Effect = Effect::Releases;
    type Output = ();
    type Failure = Infallible;

    fn run(
        self,
        session: &mut Session,
        _: Option<&mut dyn Read>,
        _: &mut dyn FnMut(Progress),
    ) -> Result<(), Infallible> {
        session.telemetry.remove(&self.dataset);
        session.ledgers.remove(&self.dataset);
        Ok(())
    }
}

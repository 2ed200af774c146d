//! Every measure for every alternative, environments, and tests.

use std::convert::Infallible;
use std::io::Read;
use std::sync::Arc;

use super::{Job, Overtaken};
use crate::findings::Measured;
use crate::package::Package;
use crate::worker::Kind;
use crate::worker::message::Progress;
use crate::worker::session::Session;

record! {
    /// Estimate every measure for every alternative, compare environments, and count test results.
    pub struct EstimateMeasures {
        /// The package, as far as estimates follow from it; see
        /// [`estimated_part`](crate::analysis::estimate::estimated_part).
        pub package: Arc<Package>,
    }
}

impl Job for EstimateMeasures {
    const KIND: Kind = Kind::EstimateMeasures;
    const OVERTAKEN: Overtaken = Overtaken::Answered;
    type Output = Measured;
    type Failure = Infallible;

    fn run(
        self,
        session: &mut Session,
        _: Option<&mut dyn Read>,
        _: &mut dyn FnMut(Progress),
    ) -> Result<Measured, Infallible> {
        Ok(session.measurer.measure(&self.package, &session.telemetry))
    }
}

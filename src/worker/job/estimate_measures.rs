//! Every measure for every alternative.

use std::convert::Infallible;
use std::io::Read;
use std::sync::Arc;

use super::{Job, Overtaken};
use crate::findings::Estimate;
use crate::package::Package;
use crate::worker::Kind;
use crate::worker::message::Progress;
use crate::worker::session::Session;

record! {
    /// Estimate every measure for every alternative, in the order of measures, then of alternatives.
    pub struct EstimateMeasures {
        /// The package, as far as estimates follow from it; see
        /// [`estimated_part`](crate::analysis::estimate::estimated_part).
        pub package: Arc<Package>,
    }
}

impl Job for EstimateMeasures {
    const KIND: Kind = Kind::EstimateMeasures;
    const OVERTAKEN: Overtaken = Overtaken::Answered;
    type Output = Vec<Estimate>;
    type Failure = Infallible;

    fn run(
        self,
        session: &mut Session,
        _: Option<&mut dyn Read>,
        _: &mut dyn FnMut(Progress),
    ) -> Result<Vec<Estimate>, Infallible> {
        Ok(session.estimator.estimate(&self.package, &session.telemetry))
    }
}

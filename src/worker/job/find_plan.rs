//! Ways of releasing that keep to what is wanted.

use std::io::Read;
use std::sync::Arc;

use super::{Job, NothingToSimulate, Overtaken};
use crate::analysis::simulation::plan::search;
use crate::findings::PlanSearch;
use crate::package::Package;
use crate::worker::Kind;
use crate::worker::message::Progress;
use crate::worker::session::Session;

record! {
    /// Search for a plan of the release.
    pub struct FindPlan {
        /// The package, as far as a plan follows from it.
        pub package: Arc<Package>,
    }
}

impl Job for FindPlan {
    const KIND: Kind = Kind::FindPlan;
    const OVERTAKEN: Overtaken = Overtaken::Stopped;
    type Output = PlanSearch;
    type Failure = NothingToSimulate;

    fn run(
        self,
        _: &mut Session,
        _: Option<&mut dyn Read>,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<PlanSearch, NothingToSimulate> {
        let found = search(&self.package, &mut |done, total| {
            progress(Progress { done: done as u64, total: total as u64 });
            true
        });
        found.ok_or(NothingToSimulate)
    }
}

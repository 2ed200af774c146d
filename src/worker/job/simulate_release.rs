//! Every design of the release under every fault, run again and again.

use std::io::Read;
use std::sync::Arc;

use super::{Job, Overtaken};
use crate::analysis::simulation::simulate;
use crate::findings::SimulationFinding;
use crate::package::Package;
use crate::worker::Kind;
use crate::worker::message::{Progress, bare_message};
use crate::worker::session::Session;

record! {
    /// Simulate the release from the package's seed.
    pub struct SimulateRelease {
        /// The package, as far as a simulation follows from it; see
        /// [`simulated_part`](crate::analysis::simulation::simulated_part).
        pub package: Arc<Package>,
        /// How many runs, for a coarse answer; as many as the package says when absent.
        pub runs: Option<u32>,
    }
}

/// The package supposes nothing, or what cannot be simulated.
#[derive(Clone, Copy, Debug, PartialEq, thiserror::Error)]
#[error("There is nothing to simulate.")]
pub struct NothingToSimulate;

bare_message!(NothingToSimulate);

impl Job for SimulateRelease {
    const KIND: Kind = Kind::SimulateRelease;
    const OVERTAKEN: Overtaken = Overtaken::Stopped;
    type Output = SimulationFinding;
    type Failure = NothingToSimulate;

    fn run(
        self,
        _: &mut Session,
        _: Option<&mut dyn Read>,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<SimulationFinding, NothingToSimulate> {
        let found = simulate(&self.package, self.runs, &mut |done, total| {
            progress(Progress { done: done as u64, total: total as u64 });
            true
        });
        found.ok_or(NothingToSimulate)
    }
}

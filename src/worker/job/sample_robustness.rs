//! How sure the ranking is, drawn at random.

use std::io::Read;
use std::sync::Arc;

use super::{Job, Overtaken};
use crate::analysis::robustness;
use crate::findings::{Drawn, Estimate};
use crate::package::Package;
use crate::worker::Kind;
use crate::worker::message::{Progress, bare_message};
use crate::worker::session::Session;

record! {
    /// Draw at random how sure the ranking is, from the package's seed.
    pub struct SampleRobustness {
        /// The package, as far as scores follow from it; see [`robustness::scoring_part`].
        pub package: Arc<Package>,
        /// Every measure for every alternative.
        pub estimates: Arc<Vec<Estimate>>,
    }
}

/// No alternative has a score.
#[derive(Clone, Copy, Debug, PartialEq, thiserror::Error)]
#[error("There is nothing to rank.")]
pub struct NothingToRank;

bare_message!(NothingToRank);

/// The progress is told about so many times.
const MOST_REPORTS: usize = 40;

impl Job for SampleRobustness {
    const KIND: Kind = Kind::SampleRobustness;
    const OVERTAKEN: Overtaken = Overtaken::Stopped;
    type Output = Drawn;
    type Failure = NothingToRank;

    fn run(
        self,
        _: &mut Session,
        _: Option<&mut dyn Read>,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<Drawn, NothingToRank> {
        let mut told = 0;
        let drawn = robustness::drawn(&self.package, &self.estimates, &mut |done, total| {
            if done - told >= total / MOST_REPORTS {
                told = done;
                progress(Progress { done: done as u64, total: total as u64 });
            }
            true
        });
        drawn.ok_or(NothingToRank)
    }
}

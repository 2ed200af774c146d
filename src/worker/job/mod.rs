//! The jobs, one file a kind. A further one is a file here and a word in the list of [`Kind`]s.

mod close_dataset;
mod describe_columns;
mod estimate_measures;
mod find_plan;
mod list_rows;
mod open_dataset;
mod plot_series;
mod sample_robustness;
mod simulate_release;
mod suggest_measures;
#[cfg(test)]
mod tests;
mod verify_package;
mod write_csv;

use std::fmt::Display;
use std::io::Read;

pub use close_dataset::CloseDataset;
pub use describe_columns::DescribeColumns;
pub use estimate_measures::EstimateMeasures;
pub use find_plan::FindPlan;
pub use list_rows::{ListRows, RowPage};
pub use open_dataset::{OpenDataset, Opened, Unreadable};
pub use plot_series::PlotSeries;
pub use sample_robustness::{NothingToRank, SampleRobustness};
pub use simulate_release::{NothingToSimulate, SimulateRelease};
pub use suggest_measures::{SuggestMeasures, Suggested, suggested_part};
pub use verify_package::{Unverifiable, Verified, VerifyPackage};
pub use write_csv::WriteCsv;

use super::kind::{Kind, each_kind};
use super::message::{Message, Progress, Request, Response};
use super::session::Session;

/// A kind of job: what is asked, what comes of it, and how it is done.
pub trait Job: Message + 'static {
    /// Its kind.
    const KIND: Kind;
    /// What becomes of a request under way when its asker asks anew.
    const OVERTAKEN: Overtaken = Overtaken::Ignored;
    /// What it changes in the session.
    const EFFECT: Effect = Effect::None;
    /// What comes of it.
    type Output: Message;
    /// Why nothing can come of it.
    type Failure: Message + Display;

    /// Does the job: the same session, job and file give the same output. `file` is the file sent beside the
    /// request.
    ///
    /// # Errors
    /// When the job cannot be done; the session is then as it was.
    fn run(
        self,
        session: &mut Session,
        file: Option<&mut dyn Read>,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<Self::Output, Self::Failure>;
}

/// What becomes of a request under way when its asker asks anew.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Overtaken {
    /// It is finished, and its answer is ignored.
    Ignored,
    /// It is finished and answered, so that an asker who never pauses still sees something.
    Answered,
    /// The worker is stopped: a new one is there sooner than the answer.
    Stopped,
}

/// What a job changes in the session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Nothing.
    None,
    /// It leaves a table there, in place of the one its asker had there before. When the worker is started
    /// again, so is the job.
    Holds,
    /// It takes its asker's table away.
    Releases,
}

macro_rules! run_each {
    ($($job:ident),+) => {
        /// Carries out a request with the file sent beside it, and says what comes of it through `respond`.
        pub fn run(
            session: &mut Session,
            request: &Request,
            file: Option<&mut dyn Read>,
            respond: &mut dyn FnMut(Response),
        ) {
            match request.kind {
                $(Kind::$job => carry_out::<$job>(session, request, file, respond)),+
            }
        }
    };
}

each_kind! { run_each }

fn carry_out<J: Job>(
    session: &mut Session,
    request: &Request,
    file: Option<&mut dyn Read>,
    respond: &mut dyn FnMut(Response),
) {
    let id = request.id;
    let job = J::from_bytes(&request.body).expect("page and worker are one program, so they have the same jobs");
    let outcome = job.run(session, file, &mut |progress| respond(Response::Progress { id, progress }));
    respond(match outcome {
        Ok(output) => Response::Done { id, body: output.to_bytes() },
        Err(failure) => Response::Failed { id, body: failure.to_bytes() },
    });
}

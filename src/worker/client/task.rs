//! What is asked: a job, and who asks it.

use std::rc::Rc;

use super::Step;
use crate::worker::Kind;
use crate::worker::job::{Effect, Job, Overtaken};

/// Somebody who asks: a chart, the estimates, a dataset.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Lane(pub u32);

/// A job to be asked, whatever its kind. `F` is a file as the page or a test has it.
#[derive(Clone)]
pub struct Work<F> {
    pub(super) kind: Kind,
    pub(super) overtaken: Overtaken,
    pub(super) effect: Effect,
    /// Written when it is asked: most of what an edit asks is overtaken before.
    pub(super) body: Rc<dyn Fn() -> Vec<u8>>,
    pub(super) file: Option<F>,
}

impl<F> Work<F> {
    /// `job`, with the file it is about.
    pub fn new<J: Job>(job: J, file: Option<F>) -> Self {
        let (kind, overtaken, effect) = (J::KIND, J::OVERTAKEN, J::EFFECT);
        Self { kind, overtaken, effect, body: Rc::new(move || job.to_bytes()), file }
    }
}

/// A request that waits, is under way, or left its table in the worker.
pub(super) struct Task<F> {
    pub id: u32,
    pub lane: Lane,
    pub work: Work<F>,
    /// Not asked before.
    pub due: f64,
    /// Nobody waits for its answer any more.
    pub ignored: bool,
    /// Asked once more for its table, after a restart.
    pub again: bool,
}

impl<F> Task<F> {
    /// Nobody waits for its answer any more.
    pub fn forget(&mut self, steps: &mut Vec<Step<F>>) {
        if !std::mem::replace(&mut self.ignored, true) {
            steps.push(Step::Forget(self.id));
        }
    }
}

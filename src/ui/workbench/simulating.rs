//! The release simulated, kept current by a worker of its own: a coarse answer at once, the full one in its place.

use std::sync::Arc;

use gloo::timers::future::TimeoutFuture;

use crate::ui::prelude::*;

use super::editing::Editing;
use super::jobs::{Asker, Jobs};
use crate::analysis::simulation::simulated_part;
use crate::findings::SimulationFinding;
use crate::package::Package;
use crate::package::contradiction::prevents_simulation;
use crate::worker::job::SimulateRelease;
use crate::worker::{Progress, Stage};

/// Running begins this many milliseconds after the last change of what is simulated.
const DELAY: u32 = 80;

/// Runs of the coarse answer.
const COARSE: u32 = 100;

/// Who waits for the full answer looks again after this many milliseconds.
const AGAIN: u32 = 40;

/// A simulation, and what it is of.
#[derive(Clone, PartialEq)]
struct Answer {
    part: Arc<Package>,
    found: Arc<SimulationFinding>,
    is_whole: bool,
}

/// The release simulated. A handle.
#[derive(Clone, Copy)]
pub struct Simulating {
    asker: Asker,
    part: Memo<Arc<Package>>,
    answer: RwSignal<Option<Answer>>,
    /// The newest answer, coarse or not, of the package as it stands or as it lately stood.
    pub shown: Memo<Option<Arc<SimulationFinding>>>,
    /// The full answer of the package as it stands; absent until it is there.
    pub whole: Memo<Option<Arc<SimulationFinding>>>,
}

impl Simulating {
    /// Nothing run yet.
    pub fn new(editing: Editing) -> Self {
        let answer = RwSignal::new(None::<Answer>);
        let part = editing.slice(|package| Arc::new(simulated_part(package)));
        let shown = Memo::new(move |_| answer.read().as_ref().map(|answer| Arc::clone(&answer.found)));
        let whole = Memo::new(move |_| {
            let answer = answer.read();
            let answer = answer.as_ref().filter(|answer| answer.is_whole && answer.part == part.get())?;
            Some(Arc::clone(&answer.found))
        });
        Self { asker: Jobs::new().asker(), part, answer, shown, whole }
    }

    /// Runs whenever what is simulated changes, from here on.
    pub fn start(&self) {
        let this = *self;
        Effect::new(move |_| {
            let part = this.part.get();
            if part.release.simulation.is_empty() || prevents_simulation(&part) {
                this.asker.withdraw();
                this.answer.set(None);
            } else {
                this.ask(part, Some(COARSE), DELAY);
            }
        });
    }

    /// How far the runs under way have come, followed.
    pub fn progress(&self) -> Option<Progress> {
        match self.asker.stage() {
            Stage::Running(progress) => progress,
            _ => None,
        }
    }

    /// Whether runs are under way or about to be, followed.
    pub fn is_busy(&self) -> bool {
        self.asker.stage().is_busy()
    }

    /// Stops the runs; what was found stays.
    pub fn stop(&self) {
        self.asker.cancel();
    }

    /// Runs in full, whatever was stopped.
    pub fn run(&self) {
        self.ask(self.part.get_untracked(), None, 0);
    }

    /// Waits until the full answer of the package as it stands is there, and runs what was stopped; at once where nothing
    /// can be simulated. `waiting` is called before the first wait.
    pub async fn settled(self, waiting: impl FnOnce()) {
        let is_there = || {
            untrack(|| {
                let part = self.part.get();
                part.release.simulation.is_empty() || prevents_simulation(&part) || self.whole.get().is_some()
            })
        };
        if is_there() {
            return;
        }
        waiting();
        if !untrack(|| self.is_busy()) {
            self.run();
        }
        // A worker that broke off answers no more: then nothing is under way and nothing is there.
        let mut idle = 0;
        while idle < 3 && !is_there() {
            TimeoutFuture::new(AGAIN).await;
            idle = if untrack(|| self.is_busy()) { 0 } else { idle + 1 };
        }
    }

    fn ask(&self, part: Arc<Package>, runs: Option<u32>, delay: u32) {
        let this = *self;
        let job = SimulateRelease { package: Arc::clone(&part), runs };
        self.asker.ask_in(delay, job, None, move |outcome| {
            let Ok(found) = outcome else { return };
            let is_whole = runs.is_none();
            this.answer.set(Some(Answer { part: Arc::clone(&part), found: Arc::new(found), is_whole }));
            if !is_whole {
                this.ask(Arc::clone(&part), None, 0);
            }
        });
    }
}

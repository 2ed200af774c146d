//! How sure the ranking is, kept current: what is exact at once, what is drawn at random by a worker of its
//! own, so that it can be stopped and never waits behind a file being read.

use std::sync::Arc;

use crate::ui::prelude::*;

use super::editing::Editing;
use super::jobs::{Asker, Jobs};
use crate::analysis::robustness;
use crate::findings::{Drawn, Measured, Robustness};
use crate::package::Package;
use crate::worker::job::SampleRobustness;
use crate::worker::{Progress, Stage, Unanswered};

/// Drawing begins this many milliseconds after the last change of what scores follow from.
const DELAY: u32 = 120;

/// How sure the ranking is. A handle.
#[derive(Clone, Copy)]
pub struct Sampling {
    asker: Asker,
    scoring: Memo<Arc<Package>>,
    estimates: RwSignal<Arc<Measured>>,
    drawn: RwSignal<Option<Arc<Drawn>>>,
    /// As far as it follows at once: always of the package as it stands.
    pub exact: Memo<Arc<Robustness>>,
    /// What is drawn at random included; absent until it is drawn.
    pub whole: Memo<Option<Arc<Robustness>>>,
}

impl Sampling {
    /// Nothing drawn yet.
    pub fn new(editing: Editing, estimates: RwSignal<Arc<Measured>>) -> Self {
        let drawn = RwSignal::new(None::<Arc<Drawn>>);
        let scoring = editing.slice(|package| Arc::new(robustness::scoring_part(package)));
        let exact = Memo::new(move |_| Arc::new(robustness::at_once(&scoring.read(), &estimates.read())));
        let whole = Memo::new(move |_| {
            let exact = exact.get();
            let drawn = drawn.get().filter(|drawn| fits(drawn, &exact))?;
            Some(Arc::new(Robustness::clone(&exact).with(Drawn::clone(&drawn))))
        });
        Self { asker: Jobs::new().asker(), scoring, estimates, drawn, exact, whole }
    }

    /// Draws whenever the scores may have changed, from here on.
    pub fn start(&self) {
        let this = *self;
        Effect::new(move |_| {
            // Read, not only tracked: a memo nobody reads never follows the package.
            this.scoring.with(|_| ());
            this.estimates.track();
            this.draw_in(DELAY);
        });
    }

    /// How far the drawing under way has come, followed; nothing while there is nothing to tell.
    pub fn progress(&self) -> Option<Progress> {
        match self.asker.stage() {
            Stage::Running(Some(progress)) => Some(progress),
            stage if stage.is_busy() && self.drawn.with(Option::is_none) => {
                Some(Progress { done: 0, total: u64::from(self.scoring.read().settings.draws) })
            }
            _ => None,
        }
    }

    /// How the drawing stands, followed.
    pub fn stage(&self) -> Stage {
        self.asker.stage()
    }

    /// Stops the drawing; nothing is drawn until asked for, or until something changes.
    pub fn stop(&self) {
        self.asker.cancel();
        self.drawn.set(None);
    }

    /// Draws now, whatever was stopped.
    pub fn draw(&self) {
        self.draw_in(0);
    }

    /// Forgets what was drawn, which belongs to another package, and draws anew.
    pub fn start_over(&self) {
        self.asker.withdraw();
        self.drawn.set(None);
        self.draw_in(DELAY);
    }

    fn draw_in(&self, delay: u32) {
        if self.exact.with_untracked(|exact| exact.verdict.winner.is_none()) {
            self.asker.withdraw();
            self.drawn.set(None);
            return;
        }
        let drawn = self.drawn;
        let estimates = Arc::new(self.estimates.read_untracked().estimates.clone());
        let job = SampleRobustness { package: self.scoring.get_untracked(), estimates };
        self.asker.ask_in(delay, job, None, move |outcome| match outcome {
            Ok(found) => drawn.set(Some(Arc::new(found))),
            Err(Unanswered::Failed(_) | Unanswered::Crashed(_)) => drawn.set(None),
        });
    }
}

/// Whether draws are about the alternatives and criteria of `exact`. Between an edit and its new draws the
/// former ones stand in, but never about something else.
fn fits(drawn: &Drawn, exact: &Robustness) -> bool {
    let criteria = exact.stability.iter().map(|one| &one.criterion);
    drawn.smaa.criteria.iter().eq(criteria) && drawn.smaa.alternatives == exact.compared
}

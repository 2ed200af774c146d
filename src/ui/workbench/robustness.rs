//! How sure the ranking is, kept current: what is exact at once, what is drawn at random by a worker of its
//! own, so that it can be stopped and never waits behind a file being read.

use crate::findings::{Drawn, Estimate, Robustness};
use std::sync::Arc;

use crate::ui::prelude::*;
use gloo::timers::callback::Timeout;

use super::Workbench;
use crate::analysis::robustness;
use crate::browser::compute::ComputeWorker;
use crate::package::Package;
use crate::worker::protocol::{Request, Response};

/// Drawing begins this many milliseconds after the last change of what scores follow from.
const DELAY: u32 = 120;

/// How the drawing stands.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum DrawState {
    /// Nothing can be ranked, so there is nothing to draw.
    #[default]
    Nothing,
    /// About to begin, or begun: so many of so many draws done.
    Drawing(usize, usize),
    /// Done; what is shown belongs to the package as it stands.
    Done,
    /// Stopped by the person; nothing is drawn until asked for, or until something changes.
    Stopped,
    /// The worker could not do it.
    Failed,
}

#[derive(Clone, Copy)]
pub(super) struct Drawing {
    worker: StoredValue<Option<ComputeWorker>>,
    /// Whether the worker is at work on an answer.
    busy: StoredValue<bool>,
    revision: StoredValue<u64>,
    timer: StoredValue<Option<Timeout>>,
    state: RwSignal<DrawState>,
    drawn: RwSignal<Option<Arc<Drawn>>>,
}

/// The signals everything else reads.
pub(super) struct Certainty {
    pub drawing: Drawing,
    pub exact: Memo<Arc<Robustness>>,
    pub whole: Memo<Option<Arc<Robustness>>>,
    scoring: Memo<Arc<Package>>,
}

impl Certainty {
    pub fn new(package: RwSignal<Arc<Package>>, estimates: RwSignal<Arc<Vec<Estimate>>>) -> Self {
        let drawing = Drawing {
            worker: StoredValue::new(None),
            busy: StoredValue::new(false),
            revision: StoredValue::new(0),
            timer: StoredValue::new(None),
            state: RwSignal::new(DrawState::Nothing),
            drawn: RwSignal::new(None),
        };
        let scoring = Memo::new(move || Arc::new(robustness::scoring_part(&package.read())));
        let exact = Memo::new(move || Arc::new(robustness::exact(&scoring.read(), &estimates.read())));
        let whole = Memo::new(move || {
            let exact = exact.get();
            let drawn = drawing.drawn.get().filter(|drawn| fits(drawn, &exact))?;
            Some(Arc::new(Robustness::clone(&exact).with(Drawn::clone(&drawn))))
        });
        Self { drawing, exact, whole, scoring }
    }

    /// Draws anew whenever the scores may have changed.
    pub fn start(&self, workbench: Workbench) {
        let scoring = self.scoring;
        effect(move || {
            let draws = scoring.read().settings.draws as usize;
            workbench.estimates.track();
            workbench.draw_in(DELAY, draws);
        });
    }
}

/// Whether draws are about the alternatives and criteria of `exact`. Between an edit and its new draws the
/// former ones stand in, but never about something else.
fn fits(drawn: &Drawn, exact: &Robustness) -> bool {
    let criteria = exact.stability.iter().map(|one| &one.criterion);
    let alternatives = exact.sweep.first().map(|sweep| &sweep.alternatives);
    drawn.smaa.criteria.iter().eq(criteria) && alternatives.is_none_or(|ids| *ids == drawn.smaa.alternatives)
}

impl Workbench {
    /// How the drawing stands.
    pub fn draw_state(&self) -> DrawState {
        self.drawing.state.get()
    }

    /// Stops the drawing.
    pub fn stop_drawing(&self) {
        self.drawing.timer.set_value(None);
        self.drawing.worker.set_value(None);
        self.drawing.busy.set_value(false);
        self.drawing.drawn.set(None);
        self.drawing.state.set(DrawState::Stopped);
    }

    /// Draws now, whatever was stopped.
    pub fn draw(&self) {
        self.draw_in(0, self.package_now().settings.draws as usize);
    }

    pub(super) fn forget_draws(&self) {
        self.drawing.drawn.set(None);
    }

    fn draw_in(&self, delay: u32, draws: usize) {
        let this = *self;
        self.drawing.revision.update_value(|revision| *revision += 1);
        if self.drawing.state.get_untracked() != DrawState::Done || delay == 0 {
            self.drawing.state.set(DrawState::Drawing(0, draws));
        }
        self.drawing.timer.set_value(Some(Timeout::new(delay, move || this.ask_for_draws())));
    }

    fn ask_for_draws(&self) {
        if self.exact.with_untracked(|exact| exact.verdict.winner.is_none()) {
            self.drawing.drawn.set(None);
            self.drawing.state.set(DrawState::Nothing);
            return;
        }
        if self.drawing.busy.get_value() {
            // What it works on is stale: a new worker is there sooner than the old one's answer.
            self.drawing.worker.set_value(None);
        }
        if self.drawing.worker.with_value(Option::is_none) && !self.start_drawing() {
            self.drawing.state.set(DrawState::Failed);
            return;
        }
        let package = Box::new(robustness::scoring_part(&self.package_now()));
        let estimates = self.estimates.with_untracked(|estimates| Vec::clone(estimates));
        let request = Request::Robustness { revision: self.drawing.revision.get_value(), package, estimates };
        self.drawing.busy.set_value(true);
        self.drawing.worker.with_value(|worker| {
            if let Some(worker) = worker {
                worker.ask(&request, None);
            }
        });
    }

    fn start_drawing(&self) -> bool {
        let this = *self;
        let failed = move |_| {
            this.drawing.worker.set_value(None);
            this.drawing.busy.set_value(false);
            this.drawing.drawn.set(None);
            this.drawing.state.set(DrawState::Failed);
        };
        let started = ComputeWorker::start(move |response| this.drawn_heard(response), failed).ok();
        self.drawing.worker.set_value(started);
        self.drawing.worker.with_value(Option::is_some)
    }

    fn drawn_heard(&self, response: Response) {
        let present = self.drawing.revision.get_value();
        match response {
            Response::RobustnessProgress { revision, done, total } if revision == present => {
                self.drawing.state.set(DrawState::Drawing(done as usize, total as usize));
            }
            Response::Robust { revision, drawn } => {
                self.drawing.busy.set_value(false);
                if revision == present {
                    self.drawing.state.set(if drawn.is_some() { DrawState::Done } else { DrawState::Nothing });
                    self.drawing.drawn.set(drawn.map(|drawn| Arc::new(*drawn)));
                }
            }
            _ => {}
        }
    }
}

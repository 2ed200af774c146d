//! Asking the compute worker: signals over [`Compute`].

use crate::ui::prelude::*;
use web_sys::Blob;

use crate::browser::compute::Compute;
use crate::worker::{Job, Lane, Stage, Unanswered};

/// A compute worker. A handle: copies mean the same worker.
#[derive(Clone, Copy)]
pub struct Jobs {
    compute: StoredValue<Compute, LocalStorage>,
    /// What is made here lasts as long as the worker.
    owner: StoredValue<Option<Owner>>,
}

/// Somebody who asks a worker: the newest request counts, older answers are ignored. A handle.
#[derive(Clone, Copy)]
pub struct Asker {
    jobs: Jobs,
    lane: Lane,
    stage: RwSignal<Stage>,
}

impl Jobs {
    /// A worker of its own, started once something is asked.
    pub fn new() -> Self {
        Self { compute: StoredValue::new_local(Compute::new()), owner: StoredValue::new(Owner::current()) }
    }

    /// Somebody who asks as long as the page is open.
    pub fn asker(self) -> Asker {
        match self.owner.get_value() {
            Some(owner) => owner.with(|| self.asker_here()),
            None => self.asker_here(),
        }
    }

    /// Somebody who asks as long as the view being built is shown.
    pub fn asker_of_view(self) -> Asker {
        let asker = self.asker_here();
        on_cleanup(move || self.compute.get_value().leave(asker.lane));
        asker
    }

    fn asker_here(self) -> Asker {
        let stage = RwSignal::new(Stage::Idle);
        let lane = self.compute.get_value().lane(move |now| stage.set(now));
        Asker { jobs: self, lane, stage }
    }
}

impl Asker {
    /// Asks a job, with the file it is about.
    pub fn ask<J: Job>(
        self,
        job: J,
        file: Option<Blob>,
        answer: impl FnMut(Result<J::Output, Unanswered<J::Failure>>) + 'static,
    ) {
        self.ask_in(0, job, file, answer);
    }

    /// Asks a job so many milliseconds from now, unless another is asked before.
    pub fn ask_in<J: Job>(
        self,
        delay: u32,
        job: J,
        file: Option<Blob>,
        answer: impl FnMut(Result<J::Output, Unanswered<J::Failure>>) + 'static,
    ) {
        let compute = self.jobs.compute.get_value();
        compute.ask(self.lane, job, file, f64::from(delay), answer);
    }

    /// Cancels what was asked.
    pub fn cancel(self) {
        self.jobs.compute.get_value().cancel(self.lane);
    }

    /// Takes back what was asked, without stopping anything.
    pub fn withdraw(self) {
        self.jobs.compute.get_value().withdraw(self.lane);
    }

    /// How the newest request stands, followed.
    pub fn stage(self) -> Stage {
        self.stage.get()
    }
}

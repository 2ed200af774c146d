//! The memo's length, counted when the hand rests: writing the memo takes several times as long as everything else
//! that follows from an edit. What writes it is a chunk, loaded after the first screen.

use std::cell::Cell;
use std::sync::Arc;

use gloo::timers::callback::Timeout;

use super::editing::Editing;
use super::sampling::Sampling;
use super::simulating::Simulating;
use crate::analysis::{add_simulation, conclude};
use crate::findings::{self, Findings, Measured};
use crate::package::Package;
use crate::publish::memo;
use crate::ui::chunk::{Chunk, Unloaded, wasm_split};
use crate::ui::prelude::*;

/// Words are counted this many milliseconds after the last change.
const DELAY: u32 = 120;

/// Counts the memo's words.
type Count = fn(&Package, &Findings) -> Option<findings::MemoLength>;

#[wasm_split(documents, fallible)]
fn content() -> Result<Count, Unloaded> {
    Ok(memo::length)
}

/// What follows from the package as it stands, with the memo's length as it was last counted. A handle.
#[derive(Clone, Copy)]
pub struct MemoLength {
    /// What follows.
    pub findings: Memo<Arc<Findings>>,
    editing: Editing,
    estimates: RwSignal<Arc<Measured>>,
    sampling: Sampling,
    counted: RwSignal<Option<findings::MemoLength>>,
    count: Chunk<Count>,
    timer: StoredValue<Option<Timeout>, LocalStorage>,
}

impl MemoLength {
    /// Nothing counted yet.
    pub fn new(
        editing: Editing,
        estimates: RwSignal<Arc<Measured>>,
        sampling: Sampling,
        simulating: Simulating,
    ) -> Self {
        let counted = RwSignal::new(None);
        let findings = Memo::new(move |_| {
            let robustness = sampling.whole.get();
            let length = counted.get();
            let mut findings =
                conclude(&editing.package(), &estimates.read(), robustness.as_deref(), &|_, _| length.clone());
            let simulation = simulating.whole.get().as_deref().cloned().unwrap_or_default();
            add_simulation(&editing.package(), &mut findings, simulation);
            Arc::new(findings)
        });
        let count = Chunk::new(|| Box::pin(content()));
        Self { findings, editing, estimates, sampling, counted, count, timer: StoredValue::new_local(None) }
    }

    /// Counts whenever the memo may have changed, from here on.
    pub fn start(self) {
        Effect::new(move |_| {
            self.editing.package();
            self.estimates.track();
            self.sampling.whole.track();
            self.count.get();
            self.timer.set_value(Some(Timeout::new(DELAY, move || self.count())));
        });
    }

    /// Waits until the memo can be counted.
    pub async fn can_count(self) {
        self.count.load().await;
    }

    /// Counts now, if what counts is there; else it counts as soon as it is.
    pub fn count(self) {
        let Some(length) = self.count.now() else { return self.count.ask() };
        let (package, robustness) = (self.editing.package_now(), self.sampling.whole.get_untracked());
        let counted = Cell::new(None);
        // The memo that counts is the one written of everything found but its own length.
        conclude(&package, &self.estimates.read_untracked(), robustness.as_deref(), &|package, findings| {
            counted.set(length(package, findings));
            None
        });
        let length = counted.take();
        if self.counted.with_untracked(|present| *present != length) {
            self.counted.set(length);
        }
    }
}

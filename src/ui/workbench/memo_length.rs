//! The memo's length, counted when the hand rests: writing the memo takes several times as long as everything else
//! that follows from an edit.

use std::cell::Cell;
use std::sync::Arc;

use gloo::timers::callback::Timeout;

use super::editing::Editing;
use super::sampling::Sampling;
use crate::analysis::conclude;
use crate::findings::{self, Estimate, Findings};
use crate::publish::memo;
use crate::ui::prelude::*;

/// Words are counted this many milliseconds after the last change.
const DELAY: u32 = 120;

/// What follows from the package as it stands, with the memo's length as it was last counted. A handle.
#[derive(Clone, Copy)]
pub struct MemoLength {
    /// What follows.
    pub findings: Memo<Arc<Findings>>,
    editing: Editing,
    estimates: RwSignal<Arc<Vec<Estimate>>>,
    sampling: Sampling,
    counted: RwSignal<Option<findings::MemoLength>>,
    timer: StoredValue<Option<Timeout>, LocalStorage>,
}

impl MemoLength {
    /// Nothing counted yet.
    pub fn new(editing: Editing, estimates: RwSignal<Arc<Vec<Estimate>>>, sampling: Sampling) -> Self {
        let counted = RwSignal::new(None);
        let findings = Memo::new(move |_| {
            let robustness = sampling.whole.get();
            let length = counted.get();
            Arc::new(conclude(&editing.package(), &estimates.read(), robustness.as_deref(), &|_, _| length.clone()))
        });
        Self { findings, editing, estimates, sampling, counted, timer: StoredValue::new_local(None) }
    }

    /// Counts whenever the memo may have changed, from here on.
    pub fn start(self) {
        Effect::new(move |_| {
            self.editing.package();
            self.estimates.track();
            self.sampling.whole.track();
            self.timer.set_value(Some(Timeout::new(DELAY, move || self.count())));
        });
    }

    /// Counts now.
    pub fn count(self) {
        let (package, robustness) = (self.editing.package_now(), self.sampling.whole.get_untracked());
        let counted = Cell::new(None);
        // The memo that counts is the one written of everything found but its own length.
        conclude(&package, &self.estimates.read_untracked(), robustness.as_deref(), &|package, findings| {
            counted.set(memo::length(package, findings));
            None
        });
        let length = counted.take();
        if self.counted.with_untracked(|present| *present != length) {
            self.counted.set(length);
        }
    }
}

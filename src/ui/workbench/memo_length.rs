//! The memo's length, counted when the hand rests: writing the memo takes several times as long as everything else
//! that follows from an edit.

use std::sync::Arc;

use gloo::timers::callback::Timeout;

use super::editing::Editing;
use super::sampling::Sampling;
use crate::findings::{Estimate, Findings, RequiredItem};
use crate::ui::prelude::*;
use crate::{analysis, publish};

/// Words are counted this many milliseconds after the last change.
const DELAY: u32 = 120;

/// What the package has to hold of a memo, as it was when its words were last counted. A handle.
#[derive(Clone, Copy)]
pub struct MemoLength {
    /// What follows without the memo: always of the package as it stands.
    rest: Memo<Arc<Findings>>,
    editing: Editing,
    item: RwSignal<Option<RequiredItem>>,
    timer: StoredValue<Option<Timeout>, LocalStorage>,
}

impl MemoLength {
    /// Nothing counted yet.
    pub fn new(editing: Editing, estimates: RwSignal<Arc<Vec<Estimate>>>, sampling: Sampling) -> Self {
        let rest = Memo::new(move |_| {
            let robustness = sampling.whole.get();
            Arc::new(analysis::conclude(&editing.package(), &estimates.read(), robustness.as_deref()))
        });
        Self { rest, editing, item: RwSignal::new(None), timer: StoredValue::new_local(None) }
    }

    /// Counts whenever the memo may have changed, from here on.
    pub fn start(self) {
        Effect::new(move |_| {
            self.editing.package();
            self.rest.with(|_| ());
            self.timer.set_value(Some(Timeout::new(DELAY, move || self.count())));
        });
    }

    /// What follows, the memo included as it was last counted; followed.
    pub fn findings(self) -> Findings {
        publish::with_memo(Findings::clone(&self.rest.read()), self.item.get())
    }

    /// Counts now.
    pub fn count(self) {
        let item = publish::memo_item(&self.editing.package_now(), &self.rest.read_untracked());
        if self.item.with_untracked(|present| *present != item) {
            self.item.set(item);
        }
    }
}

//! The open package and everything derived from it.
//!
//! Reading goes through [`Workbench::slice`], writing through [`Workbench::edit`] and nowhere else: undo,
//! autosave and the findings hang on that one door.

mod opening;
mod robustness;
mod saving;
mod telemetry;

use crate::findings::{Estimate, Findings, Robustness};
use std::collections::BTreeMap;
use std::sync::Arc;

use crate::ui::prelude::*;

use super::history::{History, Step};
use super::notice::Notices;
use super::theme::ThemeChoice;
use crate::browser::clock;
use crate::package::{Id, Package, Record};
use crate::publish;

pub use opening::{Checked, Questioned};
pub use robustness::DrawState;
pub use saving::SaveState;
pub use telemetry::{DatasetState, Import, Loaded};

/// The open package and everything derived from it. A handle: copies mean the same workbench.
#[derive(Clone, Copy)]
pub struct Workbench {
    package: RwSignal<Arc<Package>>,
    readers: Readers,
    history: RwSignal<History>,
    /// Every measure's value, as the worker last had it.
    pub estimates: RwSignal<Arc<Vec<Estimate>>>,
    /// How sure the ranking is, as far as it follows without chance: always of the package as it stands.
    pub exact: Memo<Arc<Robustness>>,
    /// How sure the ranking is, what is drawn at random included; absent until it is drawn.
    pub robustness: Memo<Option<Arc<Robustness>>>,
    /// What follows from the package as it stands.
    pub findings: Memo<Arc<Findings>>,
    /// What followed before the present run of edits, for the consequence panel.
    pub settled: RwSignal<Arc<Findings>>,
    /// The datasets as the worker has them.
    pub datasets: RwSignal<BTreeMap<Id, DatasetState>>,
    /// A file that can only be opened as a changed copy, waiting for a word.
    pub questioned: RwSignal<Option<Questioned>>,
    /// Messages at the foot of the page.
    pub notices: Notices,
    /// Light or dark.
    pub theme: ThemeChoice,
    saving: saving::Saving,
    compute: telemetry::Compute,
    drawing: robustness::Drawing,
}

impl Workbench {
    /// A workbench with nothing open, put into context for every view below.
    pub fn provide() -> Self {
        let package = RwSignal::new(Arc::new(Package::default()));
        let estimates = RwSignal::new(Arc::new(Vec::new()));
        let certainty = robustness::Certainty::new(package, estimates);
        let robustness = certainty.whole;
        let findings = Memo::new(move || {
            let robustness = robustness.get();
            Arc::new(publish::conclude(&package.read(), &estimates.read(), robustness.as_deref()))
        });
        let this = Self {
            package,
            readers: Readers::new(),
            history: RwSignal::new(History::default()),
            estimates,
            exact: certainty.exact,
            robustness,
            findings,
            settled: RwSignal::new(Arc::new(Findings::default())),
            datasets: RwSignal::new(BTreeMap::new()),
            questioned: RwSignal::new(None),
            notices: Notices::none(),
            theme: ThemeChoice::restore(),
            saving: saving::Saving::new(),
            compute: telemetry::Compute::new(),
            drawing: certainty.drawing,
        };
        provide_context(this);
        this.start_saving();
        this.start_computing();
        certainty.start(this);
        this
    }

    /// A part of the package, followed through every edit; views run again only when the part changes.
    pub fn slice<T: PartialEq + Send + Sync + 'static>(
        &self,
        part: impl Fn(&Package) -> T + Send + Sync + 'static,
    ) -> Memo<T> {
        let (package, readers) = (self.package, self.readers.join());
        Memo::new(move || {
            readers.track();
            part(&package.read_untracked())
        })
    }

    /// A part of the findings, followed through every edit.
    pub fn finding<T: PartialEq + Send + Sync + 'static>(
        &self,
        part: impl Fn(&Findings) -> T + Send + Sync + 'static,
    ) -> Memo<T> {
        let findings = self.findings;
        Memo::new(move || part(&findings.read()))
    }

    /// The package as it stands, followed.
    pub fn package(&self) -> Arc<Package> {
        self.package.get()
    }

    /// The package as it stands, for use in an event.
    pub fn package_now(&self) -> Arc<Package> {
        self.package.get_untracked()
    }

    /// Changes the package: the one door. `label` names the edit in the words of a person ("Edit risk
    /// name"); a run of edits of the same label within a second is one step to undo.
    pub fn edit(&self, label: &str, change: impl FnOnce(&mut Package)) {
        let before = self.package.get_untracked();
        let mut after = Package::clone(&before);
        change(&mut after);
        if after == *before {
            return;
        }
        self.history.update(|history| history.note(label, &before));
        self.notices.outdate();
        self.put(Arc::new(after));
        self.schedule_save();
    }

    /// Adds a blank record to its list and gives its identifier.
    pub fn add<R: Record>(&self, fill: impl FnOnce(&mut R)) -> Id {
        let id = Id::fresh(&R::NOUN.replace(' ', "-"), clock::entropy());
        let mut record = R::blank(id.clone());
        fill(&mut record);
        self.edit(&format!("Add {}", R::NOUN), |package| R::list_mut(package).push(record));
        id
    }

    /// Removes a record and offers to undo that.
    pub fn remove<R: Record>(&self, id: &Id) {
        self.edit(&format!("Remove {}", R::NOUN), |package| R::list_mut(package).retain(|record| record.id() != id));
        self.notices.say_undoable(format!("Removed one {}.", R::NOUN));
    }

    /// Moves a record up (negative) or down in its list.
    pub fn shift<R: Record>(&self, id: &Id, by: isize) {
        self.edit(&format!("Move {}", R::NOUN), |package| {
            let list = R::list_mut(package);
            let Some(from) = list.iter().position(|record| record.id() == id) else { return };
            let to = from.saturating_add_signed(by).min(list.len() - 1);
            let record = list.remove(from);
            list.insert(to, record);
        });
    }

    /// What the next undo would take back.
    pub fn undo_label(&self) -> Option<String> {
        self.history.with(|history| history.next_undo().map(|step| step.name.label.clone()))
    }

    /// What was done, newest first.
    pub fn steps_done(&self) -> Vec<String> {
        self.history.with(|history| history.names().0.into_iter().rev().map(|step| step.label).collect())
    }

    /// What the next redo would do again.
    pub fn redo_label(&self) -> Option<String> {
        self.history.with(|history| history.next_redo().map(|step| step.name.label.clone()))
    }

    /// Takes back the last step.
    pub fn undo(&self) {
        self.undo_steps(1);
    }

    /// Takes back the last `count` steps.
    pub fn undo_steps(&self, count: usize) {
        let this = *self;
        wasm_bindgen_futures::spawn_local(async move {
            for _ in 0..count {
                let step = this.history.with_untracked(|history| history.next_undo().cloned());
                this.travel(step, History::undone).await;
            }
        });
    }

    /// Does the step last taken back again.
    pub fn redo(&self) {
        let this = *self;
        wasm_bindgen_futures::spawn_local(async move {
            let step = this.history.with_untracked(|history| history.next_redo().cloned());
            this.travel(step, History::redone).await;
        });
    }

    async fn travel(&self, step: Option<Step>, turn: fn(&mut History, &Arc<Package>)) {
        let Some(step) = step else { return };
        let this = *self;
        let state = match step.state {
            Some(state) => Some(state),
            None => this.stored_state(&step.name.id).await,
        };
        let Some(state) = state else {
            this.notices.problem("That step is no longer stored in this browser, so it cannot be taken back.");
            return;
        };
        let present = this.package.get_untracked();
        this.history.update(|history| turn(history, &present));
        this.put(state);
        this.schedule_save();
    }

    /// Makes `package` the one that is open, and tells everyone who reads it.
    fn put(&self, package: Arc<Package>) {
        self.package.set(package);
        self.readers.tell();
    }

    /// Puts another package in place of the open one.
    fn show(&self, package: Package, history: History) {
        self.history.set(history);
        self.estimates.set(Arc::new(Vec::new()));
        self.forget_draws();
        self.put(Arc::new(package));
        self.settled.set(self.findings.get_untracked());
    }
}

/// Those who read slices of the package, in groups. A reader that runs again leaves its list of readers and joins
/// it anew, and leaving costs the length of the list: with one list for all, the hundreds of values on a screen
/// spent a tenth of an edit on that.
#[derive(Clone, Copy)]
struct Readers {
    groups: [Trigger; Self::GROUPS],
    joined: StoredValue<usize>,
}

impl Readers {
    const GROUPS: usize = 32;

    fn new() -> Self {
        Self { groups: std::array::from_fn(|_| Trigger::new()), joined: StoredValue::new(0) }
    }

    /// The group that a new reader follows.
    fn join(&self) -> Trigger {
        let joined = self.joined.get_value();
        self.joined.set_value(joined.wrapping_add(1));
        self.groups[joined % Self::GROUPS]
    }

    fn tell(&self) {
        self.groups.iter().for_each(Trigger::notify);
    }
}

/// The workbench of the page.
pub fn use_workbench() -> Workbench {
    expect_context::<Workbench>()
}

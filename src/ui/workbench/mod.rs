//! The workbench: the open package and everything derived from it, in parts that each have signals of their own.
//!
//! - [`editing`]: the package, its one door for edits, undo.
//! - [`storing`]: autosave, several packages side by side, other tabs; [`store`] is the storage beneath.
//! - [`datasets`]: the tables behind the package, files being imported, estimates.
//! - [`sampling`]: how sure the ranking is, drawn at random; [`simulating`]: the release under faults.
//! - [`memo_length`]: what the memo's length comes to, a moment after an edit.
//! - [`signing`]: sign-offs, with a key where there is one.
//! - [`opening`]: packages from files and back into files.

mod datasets;
mod editing;
mod jobs;
mod memo_length;
mod merging;
mod opening;
mod planning;
mod readers;
mod sampling;
pub mod signing;
mod simulating;
mod store;
mod storing;

use std::sync::Arc;

use crate::publish::words;
use crate::ui::prelude::*;
use gloo::timers::callback::Timeout;

use self::memo_length::MemoLength;
use self::readers::Readers;
use super::notice::Notices;
use super::theme::ThemeChoice;
use crate::editing::Edit;
use crate::findings::{Findings, Measured, Robustness};
use crate::package::{Id, Package, Record};

pub use datasets::{Datasets, Estimates, FileRead, Import, OneOfSeveral, TableState, Together};
pub use editing::Editing;
pub use jobs::Asker;
pub use opening::{Checked, Questioned};
pub use planning::Planning;
pub use sampling::Sampling;
pub use signing::{KeyState, SigningKey};
pub use simulating::Simulating;
pub use storing::{SaveState, Storing};

/// An outcome is noted beside its package when it has stood for so many milliseconds: while data are read it changes.
const VERDICT_DELAY: u32 = 800;

/// The parts of the page's state, and what follows from them. A handle: copies mean the same workbench.
#[derive(Clone, Copy)]
pub struct Workbench {
    /// The open package.
    pub editing: Editing,
    /// Where it is kept.
    pub storing: Storing,
    /// The tables behind it.
    pub datasets: Datasets,
    /// The files being read into it.
    pub import: Import,
    /// How sure the ranking is.
    pub sampling: Sampling,
    /// The release under faults.
    pub simulating: Simulating,
    /// A search for a release plan.
    pub planning: Planning,
    /// Every measure's value, as the worker last had it.
    pub estimates: RwSignal<Arc<Measured>>,
    /// How sure the ranking is, as far as it follows at once: always of the package as it stands.
    pub exact: Memo<Arc<Robustness>>,
    /// How sure the ranking is, what is drawn at random included; absent until it is drawn.
    pub robustness: Memo<Option<Arc<Robustness>>>,
    /// What follows from the package as it stands; the memo's length a moment later.
    pub findings: Memo<Arc<Findings>>,
    /// A file that can only be opened as a changed copy, waiting for a word.
    pub questioned: RwSignal<Option<Questioned>>,
    /// Messages at the foot of the page.
    pub notices: Notices,
    /// The key of this browser.
    pub key: SigningKey,
    /// Light or dark.
    pub theme: ThemeChoice,
    memo_length: MemoLength,
    /// Those who read parts of the findings.
    readers: Readers,
    estimating: Estimates,
    verifying: Asker,
    store: store::Store,
    ready: RwSignal<bool>,
}

impl Workbench {
    /// A workbench with nothing open, put into context for every view below.
    pub fn provide() -> Self {
        let (store, notices) = (store::Store::new(), Notices::none());
        let editing = Editing::new(store, notices);
        let datasets = Datasets::new(editing, store, notices);
        let estimating = Estimates::new(datasets);
        let estimates = estimating.values();
        let sampling = Sampling::new(editing, estimates);
        let simulating = Simulating::new(editing);
        let memo_length = MemoLength::new(editing, estimates, sampling, simulating);
        let this = Self {
            editing,
            storing: Storing::new(editing, store, notices),
            datasets,
            import: Import::new(datasets),
            sampling,
            simulating,
            planning: Planning::new(editing, notices),
            estimates,
            exact: sampling.exact,
            robustness: sampling.whole,
            findings: memo_length.findings,
            questioned: RwSignal::new(None),
            notices,
            key: SigningKey::new(store, notices),
            theme: ThemeChoice::restore(),
            memo_length,
            readers: Readers::new(),
            estimating,
            verifying: datasets.jobs.asker(),
            store,
            ready: RwSignal::new(false),
        };
        provide_context(this);
        this.start();
        this
    }

    fn start(self) {
        self.storing.start(move |key| wasm_bindgen_futures::spawn_local(async move { self.open_stored(&key).await }));
        self.datasets.start();
        self.estimating.start();
        self.sampling.start();
        self.simulating.start();
        self.memo_length.start();
        self.editing.before_each_step(move || self.editing.settle(self.findings.get_untracked()));
        self.note_verdict();
        Effect::new(move |_| {
            self.findings.with(|_| ());
            self.readers.tell();
        });
        Effect::new(move |_| {
            // What follows before the first edit, from estimates that arrive, is no consequence of one.
            let findings = self.findings.get();
            if self.editing.last_edit_now().is_none() {
                self.editing.settle(findings);
            }
        });
        wasm_bindgen_futures::spawn_local(async move {
            if let Err(error) = self.store.open().await {
                self.notices.problem(format!(
                    "Work cannot be kept in this browser: {error}. Download the package before you leave."
                ));
            }
            self.storing.refresh_list().await;
            self.open_last().await;
            self.ready.set(true);
        });
    }

    /// Has the list of packages show what each came to, once that has stood for a moment.
    fn note_verdict(self) {
        let verdict = self.said(words::outcome::brief);
        let timer = StoredValue::new_local(None::<Timeout>);
        Effect::new(move |_| {
            let (verdict, open) = (verdict.get(), self.storing.is_open());
            let note = move || self.storing.note_verdict(verdict);
            timer.set_value(open.then(|| Timeout::new(VERDICT_DELAY, note)));
        });
    }

    /// Whether storage has been looked into, so that what is open is known.
    pub fn is_ready(&self) -> bool {
        self.ready.get()
    }

    /// A part of the package, as [`Editing::slice`].
    pub fn slice<T: PartialEq + Send + Sync + 'static>(
        &self,
        part: impl Fn(&Package) -> T + Send + Sync + 'static,
    ) -> Memo<T> {
        self.editing.slice(part)
    }

    /// A part of the findings, followed through every edit.
    pub fn finding<T: PartialEq + Send + Sync + 'static>(
        &self,
        part: impl Fn(&Findings) -> T + Send + Sync + 'static,
    ) -> Memo<T> {
        let findings = self.findings;
        self.reading(move || part(&findings.read_untracked()))
    }

    /// What is said of the findings, followed through every edit.
    pub fn said<T: PartialEq + Send + Sync + 'static>(
        &self,
        words: impl Fn(&Package, &Findings) -> T + Send + Sync + 'static,
    ) -> Memo<T> {
        let (editing, findings) = (self.editing, self.findings);
        self.reading(move || words(&editing.package_now(), &findings.read_untracked()))
    }

    /// What `read` gives from the findings, followed.
    fn reading<T: PartialEq + Send + Sync + 'static>(&self, read: impl Fn() -> T + Send + Sync + 'static) -> Memo<T> {
        let (reading, look) = Memo::looking(read);
        self.readers.join(look);
        reading
    }

    /// What is said of how sure the ranking is, as far as it is known.
    pub fn said_of_robustness<T: PartialEq + Send + Sync + 'static>(
        &self,
        words: impl Fn(&Package, &Robustness) -> T + Send + Sync + 'static,
    ) -> Memo<T> {
        let this = *self;
        Memo::new(move |_| {
            let robustness = this.robustness.get().unwrap_or_else(|| this.exact.get());
            words(&this.package_now(), &robustness)
        })
    }

    /// The package as it stands, followed.
    pub fn package(&self) -> Arc<Package> {
        self.editing.package()
    }

    /// The package as it stands, for use in an event.
    pub fn package_now(&self) -> Arc<Package> {
        self.editing.package_now()
    }

    /// Changes the package, as [`Editing::edit`].
    pub fn edit(&self, edit: impl Into<Edit>, change: impl FnOnce(&mut Package)) {
        self.editing.edit(edit, change);
    }

    /// Adds a blank record, as [`Editing::add`].
    pub fn add<R: Record>(&self, fill: impl FnOnce(&mut R)) -> Id {
        self.editing.add(fill)
    }

    /// Removes a record, as [`Editing::remove`].
    pub fn remove<R: Record>(&self, id: &Id) {
        self.editing.remove::<R>(id);
    }

    /// Moves a record, as [`Editing::shift`].
    pub fn shift<R: Record>(&self, id: &Id, by: isize) {
        self.editing.shift::<R>(id, by);
    }

    /// The findings that later ones are compared with, in the consequence panel; followed.
    pub fn settled(&self) -> Arc<Findings> {
        self.editing.settled()
    }

    /// Compares with the findings as they are, from here on.
    pub fn settle(&self) {
        self.editing.settle(self.findings_now());
    }

    /// What follows from the package as it stands, the memo's length included, for use in an event.
    pub fn findings_now(&self) -> Arc<Findings> {
        self.memo_length.count();
        self.findings.get_untracked()
    }
}

/// The workbench of the page.
pub fn use_workbench() -> Workbench {
    expect_context::<Workbench>()
}

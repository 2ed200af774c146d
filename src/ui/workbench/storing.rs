//! Autosave, and several packages side by side.

mod lineage;

use std::cell::Cell;
use std::rc::Rc;
use std::sync::Arc;

use crate::ui::prelude::*;
use gloo::timers::callback::Timeout;
use gloo::timers::future::TimeoutFuture;

use super::editing::Editing;
use super::store::Store;
use crate::browser::clock;
use crate::browser::storage::{self, Listed, StorageError, StoredPackage};
use crate::browser::tabs::Tabs;
use crate::editing::history::{Direction, History, Unsaved};
use crate::package::lineage::Lineage;
use crate::package::{Id, Package, document};
use crate::ui::notice::Notices;

/// An edit is stored this many milliseconds later at the latest, unless another follows.
const DELAY: u32 = 150;

/// Where the work is.
#[derive(Clone, Debug, PartialEq)]
pub enum SaveState {
    /// Nothing is open.
    Nothing,
    /// In this browser's storage.
    Saved,
    /// On its way there.
    Saving,
    /// Not stored, and why.
    NotSaved(String),
}

/// The entry of the storage that a package is saved under.
#[derive(Clone, Default)]
struct Entry {
    key: String,
    /// Of the last save.
    revision: Rc<Cell<u32>>,
    /// Whether a save is under way.
    busy: Rc<Cell<bool>>,
}

/// A package with its history, to be stored.
struct Snapshot {
    package: StoredPackage,
    states: Vec<(String, String)>,
    unsaved: Unsaved<Package>,
}

/// Keeps the open package in the browser's storage. A handle.
#[derive(Clone, Copy)]
pub struct Storing {
    editing: Editing,
    store: Store,
    notices: Notices,
    state: RwSignal<SaveState>,
    listed: RwSignal<Vec<Listed>>,
    /// The outcome of what is open, in a few words.
    verdict: RwSignal<String>,
    entry: StoredValue<Entry, LocalStorage>,
    /// The states in which what is open was handed on.
    lineage: RwSignal<Arc<Lineage>>,
    timer: StoredValue<Option<Timeout>, LocalStorage>,
    tabs: StoredValue<Option<Tabs>>,
}

impl Storing {
    /// Stores what is open in `editing`, once something is.
    pub fn new(editing: Editing, store: Store, notices: Notices) -> Self {
        Self {
            editing,
            store,
            notices,
            state: RwSignal::new(SaveState::Nothing),
            listed: RwSignal::new(Vec::new()),
            verdict: RwSignal::new(String::new()),
            entry: StoredValue::new_local(Entry::default()),
            lineage: RwSignal::new(Arc::default()),
            timer: StoredValue::new_local(None),
            tabs: StoredValue::new(None),
        }
    }

    /// Where the work is, followed.
    pub fn state(&self) -> SaveState {
        self.state.get()
    }

    /// Whether a package is open, followed.
    pub fn is_open(&self) -> bool {
        self.state.get() != SaveState::Nothing
    }

    /// Every stored package, the last saved first; followed.
    pub fn listed(&self) -> Vec<Listed> {
        self.listed.get()
    }

    /// Saves every change from here on. `saved_elsewhere` is told when another tab saved the package that is open
    /// here, with nothing left to save here.
    pub fn start(&self, saved_elsewhere: impl Fn(String) + Copy + 'static) {
        let this = *self;
        Effect::new(move |_| {
            if this.editing.changes() > 0 {
                this.schedule();
            }
        });
        let heard = move |key: String| {
            if this.state.get_untracked() == SaveState::Saved && key == this.key() {
                saved_elsewhere(key);
            }
            wasm_bindgen_futures::spawn_local(async move { this.refresh_list().await });
        };
        self.tabs.set_value(Some(Tabs::join(heard)));
        let window = gloo::utils::window();
        gloo::events::EventListener::new(&window, "pagehide", move |_| this.save_in(0)).forget();
        let document = gloo::utils::document();
        gloo::events::EventListener::new(&document, "visibilitychange", move |_| this.save_in(0)).forget();
    }

    /// The stored package under `key`, if there is one and it can be had.
    pub async fn fetch(&self, key: &str) -> Option<StoredPackage> {
        match self.store.ask(async |storage| storage.get(key).await).await {
            Ok(found) => found,
            Err(error) => {
                self.notices.problem(format!("The package could not be opened: {error}."));
                None
            }
        }
    }

    /// From here on, what is open is saved as a new entry. What was open before is stored to its last edit.
    pub fn begin(&self, lineage: Lineage) {
        self.finish();
        self.lineage.set(Arc::new(lineage));
        self.keep_ancestor();
        storage::ask_to_persist();
        self.enter(Id::fresh("package", clock::entropy()).0, 0);
        self.state.set(SaveState::Saving);
        self.save_in(DELAY);
    }

    /// From here on, what is open is saved under the key it came from. What was open before is stored to its last
    /// edit.
    pub fn resume(&self, key: String, revision: u32, lineage: Lineage) {
        self.finish();
        self.lineage.set(Arc::new(lineage));
        self.enter(key, revision);
        self.state.set(SaveState::Saved);
    }

    /// Notes the outcome of what is open beside it in the storage. That is no change of the package: it makes no
    /// revision and meets no conflict.
    pub fn note_verdict(&self, verdict: String) {
        self.verdict.set(verdict.clone());
        let (this, key) = (*self, self.key());
        if this.state.get_untracked() != SaveState::Saved {
            return;
        }
        wasm_bindgen_futures::spawn_local(async move {
            let noted = |stored: &mut StoredPackage| stored.verdict.clone_from(&verdict);
            if this.store.ask(async |storage| storage.amend(&key, noted).await).await.is_ok() {
                this.refresh_list().await;
            }
        });
    }

    /// Gives the stored package under `key` another title; other tabs that have it open hear of it.
    pub async fn rename(&self, key: &str, title: &str) {
        let renamed = |stored: &mut StoredPackage| {
            if let Ok(mut package) = document::read::<Package>(&stored.package) {
                title.clone_into(&mut package.title);
                title.clone_into(&mut stored.title);
                stored.package = document::write(&package);
                stored.revision += 1;
            }
        };
        match self.store.ask(async |storage| storage.amend(key, renamed).await).await {
            Ok(()) => self.tell_tabs(key),
            Err(error) => self.notices.problem(format!("The package was not renamed: {error}.")),
        }
        self.refresh_list().await;
    }

    /// Stores a copy of the package under `key`, without its history.
    pub async fn duplicate(&self, key: &str) {
        let Some(stored) = self.fetch(key).await else { return };
        let Ok(package) = document::read::<Package>(&stored.package) else {
            self.notices.problem("The package was not duplicated: this version cannot read it.");
            return;
        };
        let title = format!("{} (copy)", package.title);
        let package = Package { id: Id::fresh("package", clock::entropy()), title: title.clone(), ..package };
        let copy = StoredPackage {
            key: Id::fresh("package", clock::entropy()).0,
            revision: 1,
            title,
            saved: clock::now(),
            verdict: stored.verdict,
            package: document::write(&package),
            ..StoredPackage::default()
        };
        if let Err(error) = self.store.ask(async |storage| storage.put(&copy, &[], &[]).await).await {
            self.notices.problem(format!("The package was not duplicated: {error}."));
        }
        self.refresh_list().await;
    }

    /// Whether the package under `key` is the one that is open.
    pub fn is_open_under(&self, key: &str) -> bool {
        self.state.get_untracked() != SaveState::Nothing && self.key() == key
    }

    fn tell_tabs(&self, key: &str) {
        self.tabs.with_value(|tabs| {
            if let Some(tabs) = tabs {
                tabs.saved(key);
            }
        });
    }

    /// Removes the stored package under `key` for good.
    pub fn forget(&self, key: String) {
        let this = *self;
        wasm_bindgen_futures::spawn_local(async move {
            if let Err(error) = this.store.ask(async |storage| storage.delete(&key).await).await {
                this.notices.problem(format!("The package could not be removed: {error}."));
            }
            if this.key() == key {
                storage::remember_open("");
                this.state.set(SaveState::Nothing);
            }
            this.refresh_list().await;
        });
    }

    /// Reads the list of stored packages anew.
    pub async fn refresh_list(&self) {
        if let Ok(listed) = self.store.ask(async |storage| storage.list().await).await {
            self.listed.set(listed);
        }
    }

    fn key(&self) -> String {
        self.entry.with_value(|entry| entry.key.clone())
    }

    fn enter(&self, key: String, revision: u32) {
        storage::remember_open(&key);
        self.entry.set_value(Entry { key, revision: Rc::new(Cell::new(revision)), ..Entry::default() });
    }

    fn schedule(&self) {
        if self.state.get_untracked() != SaveState::Nothing {
            self.state.set(SaveState::Saving);
            self.save_in(DELAY);
        }
    }

    fn save_in(&self, delay: u32) {
        if self.state.get_untracked() != SaveState::Saving {
            return;
        }
        let this = *self;
        let timer = Timeout::new(delay, move || wasm_bindgen_futures::spawn_local(this.save()));
        self.timer.set_value(Some(timer));
    }

    async fn save(self) {
        let entry = self.entry.get_value();
        if entry.busy.get() {
            self.save_in(DELAY);
            return;
        }
        let (package, verdict) = (self.editing.package_now(), self.verdict.get_untracked());
        let mut outcome = self.put(&entry, self.snapshot(&entry)).await;
        if outcome == Err(StorageError::Closed) {
            outcome = self.store_again(&entry).await;
        }
        if self.key() != entry.key {
            return;
        }
        match outcome {
            Ok(()) if Arc::ptr_eq(&package, &self.editing.package_now()) => {
                self.state.set(SaveState::Saved);
                let now = self.verdict.get_untracked();
                if now != verdict {
                    self.note_verdict(now);
                }
            }
            Ok(()) => {}
            Err(StorageError::Conflict) => self.fork().await,
            Err(error) => self.state.set(SaveState::NotSaved(error.to_string())),
        }
    }

    /// Stores what is open after the storage was cleared under it.
    async fn store_again(&self, entry: &Entry) -> Result<(), StorageError> {
        self.store.open_again().await?;
        self.editing.note_in_history(History::lose_stored);
        self.put(entry, self.snapshot(entry)).await?;
        self.notices.problem(
            "This page's data in this browser were cleared while you worked. What you have open is stored again; other \
             packages, and telemetry files loaded on an earlier visit, are gone from this browser.",
        );
        Ok(())
    }

    /// Stores what is open to its last edit, while another package takes its place.
    fn finish(&self) {
        if self.state.get_untracked() != SaveState::Saving {
            return;
        }
        let (this, entry) = (*self, self.entry.get_value());
        let snapshot = self.snapshot(&entry);
        wasm_bindgen_futures::spawn_local(async move {
            while entry.busy.get() {
                TimeoutFuture::new(10).await;
            }
            if let Err(error) = this.put(&entry, snapshot).await {
                this.notices.problem(format!("The last edits of the package you left were not saved: {error}."));
            }
        });
    }

    fn snapshot(&self, entry: &Entry) -> Snapshot {
        self.editing.describe_steps();
        let package = self.editing.package_now();
        let unsaved = self.editing.with_history(History::unsaved);
        let names = |direction| self.editing.with_history(|history| history.names(direction));
        let states = unsaved.states.iter().map(|(id, state)| (id.clone(), document::write(&**state)));
        let states = states.collect();
        let lineage = self.lineage();
        let package = StoredPackage {
            key: entry.key.clone(),
            revision: 0,
            title: package.title.clone(),
            saved: clock::now(),
            verdict: self.verdict.get_untracked(),
            package: document::write(&*package),
            lineage: lineage.states.clone(),
            ancestor: lineage.ancestor.0.as_ref().map(Store::ancestor_name).unwrap_or_default(),
            hand_off: lineage.hand_off.clone(),
            undo: names(Direction::Undo),
            redo: names(Direction::Redo),
        };
        Snapshot { package, states, unsaved }
    }

    async fn put(&self, entry: &Entry, snapshot: Snapshot) -> Result<(), StorageError> {
        let Snapshot { mut package, states, unsaved } = snapshot;
        entry.busy.set(true);
        package.revision = entry.revision.get() + 1;
        let outcome = match self.store.storage() {
            Ok(storage) => storage.put(&package, &states, &unsaved.forgotten).await,
            Err(error) => Err(error),
        };
        entry.busy.set(false);
        outcome?;
        entry.revision.set(package.revision);
        if self.key() == entry.key {
            self.editing.note_in_history(|history| history.saved(&unsaved));
        }
        self.tell_tabs(&entry.key);
        self.refresh_list().await;
        Ok(())
    }

    /// Two tabs edited at once: this one's work goes on as a copy, and nothing is overwritten.
    async fn fork(&self) {
        let former = self.key();
        self.editing.become_copy().await;
        if self.key() != former {
            return;
        }
        self.enter(Id::fresh("package", clock::entropy()).0, 0);
        self.notices.problem(
            "This package was edited in another tab at the same moment. Your work goes on here as a copy; both are kept.",
        );
        self.schedule();
    }
}

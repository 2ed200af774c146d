//! Autosave, and several packages side by side.

use std::sync::Arc;

use crate::ui::prelude::*;

use super::Workbench;
use crate::browser::clock;
use crate::browser::storage::{self, Listed, Storage, StorageError, StoredPackage};
use crate::browser::tabs::Tabs;
use crate::editing::history::{Direction, History};
use crate::package::{Id, Package, document};

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

/// Where the open package is stored.
#[derive(Clone, Debug, Default, PartialEq)]
struct Place {
    key: String,
    revision: u32,
}

/// Everything saving needs to remember.
#[derive(Clone, Copy)]
pub(super) struct Saving {
    state: RwSignal<SaveState>,
    listed: RwSignal<Vec<Listed>>,
    place: StoredValue<Place>,
    edits: StoredValue<u32>,
    busy: StoredValue<bool>,
    ready: RwSignal<bool>,
    storage: StoredValue<Option<Storage>>,
    tabs: StoredValue<Option<Tabs>>,
    timer: StoredValue<Option<gloo::timers::callback::Timeout>>,
}

impl Saving {
    pub(super) fn new() -> Self {
        Self {
            state: RwSignal::new(SaveState::Nothing),
            listed: RwSignal::new(Vec::new()),
            place: StoredValue::new(Place::default()),
            edits: StoredValue::new(0),
            busy: StoredValue::new(false),
            ready: RwSignal::new(false),
            storage: StoredValue::new(None),
            tabs: StoredValue::new(None),
            timer: StoredValue::new(None),
        }
    }
}

impl Workbench {
    /// Where the work is.
    pub fn save_state(&self) -> SaveState {
        self.saving.state.get()
    }

    /// Whether a package is open.
    pub fn is_open(&self) -> bool {
        self.saving.state.get() != SaveState::Nothing
    }

    /// Whether storage has been looked into, so that what is open is known.
    pub fn is_ready(&self) -> bool {
        self.saving.ready.get()
    }

    /// Every stored package, the last saved first.
    pub fn stored_packages(&self) -> Vec<Listed> {
        self.saving.listed.get()
    }

    /// The storage key of the open package.
    pub fn open_key(&self) -> String {
        self.saving.place.with_value(|place| place.key.clone())
    }

    pub(super) fn start_saving(&self) {
        let this = *self;
        wasm_bindgen_futures::spawn_local(async move {
            match Storage::open().await {
                Ok(storage) => this.saving.storage.set_value(Some(storage)),
                Err(error) => this.notices.problem(format!(
                    "Work cannot be kept in this browser: {error}. Download the package before you leave."
                )),
            }
            this.refresh_list().await;
            if let Some(key) = storage::last_open() {
                this.open_stored(&key).await;
            }
            this.saving.ready.set(true);
        });
        self.saving.tabs.set_value(Some(Tabs::join(move |key| this.saved_elsewhere(key))));
        let window = gloo::utils::window();
        gloo::events::EventListener::new(&window, "pagehide", move |_| this.save_soon(0)).forget();
        let document = gloo::utils::document();
        gloo::events::EventListener::new(&document, "visibilitychange", move |_| this.save_soon(0)).forget();
    }

    /// Opens `package` as a new entry among the stored ones. What was open stays stored.
    pub fn open_new(&self, package: Package) {
        storage::ask_to_persist();
        let key = Id::fresh("package", clock::entropy()).0;
        storage::remember_open(&key);
        self.saving.place.set_value(Place { key, revision: 0 });
        self.show(package, History::default());
        self.schedule_save();
    }

    /// Opens the stored package under `key`.
    pub async fn open_stored(&self, key: &str) {
        let Some(storage) = self.saving.storage.get_value() else { return };
        match storage.get(key).await {
            Ok(Some(stored)) => self.adopt(stored),
            Ok(None) => {}
            Err(error) => self.notices.problem(format!("The package could not be opened: {error}.")),
        }
    }

    /// Removes the stored package under `key` for good.
    pub fn forget(&self, key: String) {
        let this = *self;
        wasm_bindgen_futures::spawn_local(async move {
            let Some(storage) = this.saving.storage.get_value() else { return };
            if let Err(error) = storage.delete(&key).await {
                this.notices.problem(format!("The package could not be removed: {error}."));
            }
            if this.open_key() == key {
                storage::remember_open("");
                this.saving.state.set(SaveState::Nothing);
            }
            this.refresh_list().await;
        });
    }

    /// The stored state of a step of the history.
    pub(super) async fn stored_state(&self, id: &str) -> Option<Arc<Package>> {
        let text = self.saving.storage.get_value()?.step(id).await.ok().flatten()?;
        document::read(&text).ok().map(Arc::new)
    }

    /// The store, for telemetry files.
    pub(super) fn storage(&self) -> Option<Storage> {
        self.saving.storage.get_value()
    }

    pub(super) fn schedule_save(&self) {
        self.saving.edits.update_value(|edits| *edits += 1);
        self.saving.state.set(SaveState::Saving);
        self.save_soon(DELAY);
    }

    fn save_soon(&self, delay: u32) {
        if self.saving.state.get_untracked() != SaveState::Saving {
            return;
        }
        let this = *self;
        let timer = gloo::timers::callback::Timeout::new(delay, move || wasm_bindgen_futures::spawn_local(this.save()));
        self.saving.timer.set_value(Some(timer));
    }

    async fn save(self) {
        if self.saving.busy.get_value() {
            self.save_soon(DELAY);
            return;
        }
        self.saving.busy.set_value(true);
        let edits = self.saving.edits.get_value();
        let outcome = self.store(self.saving.place.get_value()).await;
        self.saving.busy.set_value(false);
        match outcome {
            Ok(()) if self.saving.edits.get_value() == edits => self.saving.state.set(SaveState::Saved),
            Ok(()) => {}
            Err(StorageError::Conflict) => self.fork().await,
            Err(error) => self.saving.state.set(SaveState::NotSaved(error.to_string())),
        }
    }

    async fn store(&self, place: Place) -> Result<(), StorageError> {
        let Some(storage) = self.saving.storage.get_value() else {
            return Err(StorageError::Refused("no storage".to_owned()));
        };
        let package = self.package.get_untracked();
        let names = |direction| self.open.with_untracked(|open| open.history().names(direction));
        let unsaved = self.open.with_untracked(|open| open.history().unsaved());
        let states = unsaved.states.iter().map(|(id, state)| (id.clone(), document::write(&**state)));
        let states: Vec<_> = states.collect();
        let stored = StoredPackage {
            key: place.key.clone(),
            revision: place.revision + 1,
            title: package.title.clone(),
            saved: clock::now(),
            package: document::write(&*package),
            undo: names(Direction::Undo),
            redo: names(Direction::Redo),
        };
        storage.put(&stored, &states, &unsaved.forgotten).await?;
        self.open.update_untracked(|open| open.history_mut().saved(&unsaved));
        self.saving.place.set_value(Place { key: place.key.clone(), revision: stored.revision });
        self.saving.tabs.with_value(|tabs| {
            if let Some(tabs) = tabs {
                tabs.saved(&place.key);
            }
        });
        self.refresh_list().await;
        Ok(())
    }

    /// Two tabs edited at once: this one's work goes on as a copy, and nothing is overwritten.
    async fn fork(&self) {
        for step in self.open.with_untracked(|open| open.history().awaited()) {
            if let Some(state) = self.stored_state(&step).await {
                self.open.update_untracked(|open| open.history_mut().supply(&step, state));
            }
        }
        let key = Id::fresh("package", clock::entropy()).0;
        storage::remember_open(&key);
        self.saving.place.set_value(Place { key, revision: 0 });
        self.become_copy();
        self.notices.problem(
            "This package was edited in another tab at the same moment. Your work goes on here as a copy; both are kept.",
        );
        self.schedule_save();
    }

    fn saved_elsewhere(&self, key: String) {
        let this = *self;
        wasm_bindgen_futures::spawn_local(async move {
            let idle = this.saving.state.get_untracked() == SaveState::Saved;
            if idle && key == this.open_key() {
                this.open_stored(&key).await;
            }
            this.refresh_list().await;
        });
    }

    fn adopt(&self, stored: StoredPackage) {
        match document::read(&stored.package) {
            Ok(package) => {
                storage::remember_open(&stored.key);
                self.saving.place.set_value(Place { key: stored.key, revision: stored.revision });
                self.show(package, History::stored(stored.undo, stored.redo));
                self.saving.state.set(SaveState::Saved);
            }
            Err(error) => self.notices.problem(format!(
                "\"{}\" is stored in a form this version cannot read ({error}). It is left as it is.",
                stored.title
            )),
        }
    }

    async fn refresh_list(&self) {
        if let Some(storage) = self.saving.storage.get_value()
            && let Ok(listed) = storage.list().await
        {
            self.saving.listed.set(listed);
        }
    }
}

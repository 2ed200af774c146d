//! Packages kept in this browser (IndexedDB).
//!
//! Three stores: `packages` (one record each, with a revision), `steps` (states to undo and redo to,
//! written once and never changed) and `files` (imported telemetry by its digest, and the browser's key pair). A save names the
//! revision it is based on; another tab's later save makes it fail instead of being overwritten.

use idb::{Database, DatabaseEvent, Factory, KeyPath, ObjectStoreParams, TransactionMode};
use wasm_bindgen::{JsCast, JsValue};

use crate::editing::StepName;
use crate::order;
use crate::package::document;
use crate::package::hand_off::HandOff;

/// What the key pair of this browser is kept under, in `files`.
const SIGNING_KEY: &str = "signing-key";

record! {
    /// One package as stored.
    pub struct StoredPackage {
        /// Where it is stored; two copies of one package have two keys.
        pub key: String,
        /// Grows by one with every save.
        pub revision: u32,
        /// For the list of packages.
        pub title: String,
        /// Milliseconds since 1970 of the last save.
        pub saved: f64,
        /// The outcome in a few words, as it was last computed; empty until it is.
        pub verdict: String,
        /// The package as JSON.
        pub package: String,
        /// Digests of the states in which it was handed on, oldest first.
        pub lineage: Vec<String>,
        /// The name in `files` of the state this copy began from; empty for none.
        pub ancestor: String,
        /// What the person here was asked to see to.
        pub hand_off: HandOff,
        /// States to undo to, oldest first.
        pub undo: Vec<StepName>,
        /// States to redo to, the next one last.
        pub redo: Vec<StepName>,
    }
}

/// What the list of packages shows.
#[derive(Clone, Debug, PartialEq)]
pub struct Listed {
    /// Where it is stored.
    pub key: String,
    /// Its title.
    pub title: String,
    /// Milliseconds since 1970 of the last save.
    pub saved: f64,
    /// The outcome in a few words, as it was last computed; empty until it is.
    pub verdict: String,
}

/// Why something could not be stored or fetched.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum StorageError {
    /// Another tab saved the package after this one read it.
    #[error("another tab has saved this package meanwhile")]
    Conflict,
    /// No room.
    #[error("the browser's storage is full")]
    Full,
    /// The connection is gone: somebody cleared this page's data.
    #[error("this browser's storage was cleared or closed")]
    Closed,
    /// Something else; private windows and broken profiles refuse storage altogether.
    #[error("the browser refuses to store ({0})")]
    Refused(String),
}

impl From<idb::Error> for StorageError {
    fn from(error: idb::Error) -> Self {
        let text = error.to_string();
        Self::from_words(text)
    }
}

impl From<JsValue> for StorageError {
    fn from(value: JsValue) -> Self {
        Self::from_words(format!("{value:?}"))
    }
}

impl StorageError {
    fn from_words(text: String) -> Self {
        match text {
            text if text.contains("Quota") => Self::Full,
            text if text.contains("InvalidState") => Self::Closed,
            text => Self::Refused(text),
        }
    }
}

/// The browser's store of packages.
#[derive(Clone)]
pub struct Storage(std::rc::Rc<Database>);

impl Storage {
    /// Opens the store, making it on the first visit.
    ///
    /// # Errors
    /// When the browser refuses storage.
    pub async fn open() -> Result<Self, StorageError> {
        let mut request = Factory::new()?.open("shipworthy", Some(1))?;
        request.on_upgrade_needed(|event| {
            if let Ok(database) = event.database() {
                for store in ["packages", "steps", "files"] {
                    let mut parameters = ObjectStoreParams::new();
                    if store == "packages" {
                        parameters.key_path(Some(KeyPath::new_single("key")));
                    }
                    let _ = database.create_object_store(store, parameters);
                }
            }
        });
        Ok(Self(std::rc::Rc::new(request.await?)))
    }

    /// Every stored package, the last saved first.
    ///
    /// # Errors
    /// When the browser refuses.
    pub async fn list(&self) -> Result<Vec<Listed>, StorageError> {
        let transaction = self.0.transaction(&["packages"], TransactionMode::ReadOnly)?;
        let records = transaction.object_store("packages")?.get_all(None, None)?.await?;
        let mut listed: Vec<Listed> = records
            .iter()
            .filter_map(from_record)
            .map(|stored| Listed { key: stored.key, title: stored.title, saved: stored.saved, verdict: stored.verdict })
            .collect();
        order::sort(&mut listed, |one, other| other.saved.total_cmp(&one.saved));
        Ok(listed)
    }

    /// The package under `key`.
    ///
    /// # Errors
    /// When the browser refuses.
    pub async fn get(&self, key: &str) -> Result<Option<StoredPackage>, StorageError> {
        let transaction = self.0.transaction(&["packages"], TransactionMode::ReadOnly)?;
        let record = transaction.object_store("packages")?.get(JsValue::from_str(key))?.await?;
        Ok(record.as_ref().and_then(from_record))
    }

    /// Stores `package` if the stored revision is the one before its own, with the states of `steps` it
    /// now names, and drops the states `forgotten`: all or nothing.
    ///
    /// # Errors
    /// [`StorageError::Conflict`] when another tab was faster; otherwise when the browser refuses.
    pub async fn put(
        &self,
        package: &StoredPackage,
        steps: &[(String, String)],
        forgotten: &[String],
    ) -> Result<(), StorageError> {
        let transaction = self.0.transaction(&["packages", "steps"], TransactionMode::ReadWrite)?;
        let packages = transaction.object_store("packages")?;
        let before = packages.get(JsValue::from_str(&package.key))?.await?;
        let revision = before.as_ref().and_then(from_record).map_or(0, |stored| stored.revision);
        if revision + 1 != package.revision && before.is_some() {
            return Err(StorageError::Conflict);
        }
        let store = transaction.object_store("steps")?;
        for (id, state) in steps {
            store.put(&JsValue::from_str(state), Some(&JsValue::from_str(id)))?.await?;
        }
        for id in forgotten {
            store.delete(JsValue::from_str(id))?.await?;
        }
        packages.put(&to_record(package)?, None)?.await?;
        transaction.commit()?.await?;
        Ok(())
    }

    /// Changes what is stored under `key`, if it is there, in one go.
    ///
    /// # Errors
    /// When the browser refuses.
    pub async fn amend(&self, key: &str, change: impl FnOnce(&mut StoredPackage)) -> Result<(), StorageError> {
        let transaction = self.0.transaction(&["packages"], TransactionMode::ReadWrite)?;
        let packages = transaction.object_store("packages")?;
        let record = packages.get(JsValue::from_str(key))?.await?;
        if let Some(mut stored) = record.as_ref().and_then(from_record) {
            change(&mut stored);
            packages.put(&to_record(&stored)?, None)?.await?;
        }
        transaction.commit()?.await?;
        Ok(())
    }

    /// The state of one step of the history.
    ///
    /// # Errors
    /// When the browser refuses.
    pub async fn step(&self, id: &str) -> Result<Option<String>, StorageError> {
        let transaction = self.0.transaction(&["steps"], TransactionMode::ReadOnly)?;
        let state = transaction.object_store("steps")?.get(JsValue::from_str(id))?.await?;
        Ok(state.and_then(|state| state.as_string()))
    }

    /// Forgets the package under `key` with its history.
    ///
    /// # Errors
    /// When the browser refuses.
    pub async fn delete(&self, key: &str) -> Result<(), StorageError> {
        let stored = self.get(key).await?;
        let transaction = self.0.transaction(&["packages", "steps"], TransactionMode::ReadWrite)?;
        let steps = transaction.object_store("steps")?;
        for step in stored.iter().flat_map(|stored| stored.undo.iter().chain(&stored.redo)) {
            steps.delete(JsValue::from_str(&step.id))?.await?;
        }
        transaction.object_store("packages")?.delete(JsValue::from_str(key))?.await?;
        transaction.commit()?.await?;
        Ok(())
    }

    /// Keeps the bytes of an imported file under their digest.
    ///
    /// # Errors
    /// When there is no room, or the browser refuses.
    pub async fn put_file(&self, sha256: &str, file: &web_sys::Blob) -> Result<(), StorageError> {
        let transaction = self.0.transaction(&["files"], TransactionMode::ReadWrite)?;
        transaction.object_store("files")?.put(file, Some(&JsValue::from_str(sha256)))?.await?;
        transaction.commit()?.await?;
        Ok(())
    }

    /// Keeps the key pair of this browser.
    ///
    /// # Errors
    /// When there is no room, or the browser refuses.
    pub async fn keep_signing_key(&self, pair: &JsValue) -> Result<(), StorageError> {
        let transaction = self.0.transaction(&["files"], TransactionMode::ReadWrite)?;
        transaction.object_store("files")?.put(pair, Some(&SIGNING_KEY.into()))?.await?;
        transaction.commit()?.await?;
        Ok(())
    }

    /// The key pair of this browser.
    ///
    /// # Errors
    /// When the browser refuses.
    pub async fn signing_key(&self) -> Result<Option<JsValue>, StorageError> {
        let transaction = self.0.transaction(&["files"], TransactionMode::ReadOnly)?;
        Ok(transaction.object_store("files")?.get(JsValue::from_str(SIGNING_KEY))?.await?)
    }

    /// Forgets the key pair of this browser.
    ///
    /// # Errors
    /// When the browser refuses.
    pub async fn forget_signing_key(&self) -> Result<(), StorageError> {
        let transaction = self.0.transaction(&["files"], TransactionMode::ReadWrite)?;
        transaction.object_store("files")?.delete(JsValue::from_str(SIGNING_KEY))?.await?;
        transaction.commit()?.await?;
        Ok(())
    }

    /// The bytes of the imported file with this digest.
    ///
    /// # Errors
    /// When the browser refuses.
    pub async fn file(&self, sha256: &str) -> Result<Option<web_sys::Blob>, StorageError> {
        let transaction = self.0.transaction(&["files"], TransactionMode::ReadOnly)?;
        let file = transaction.object_store("files")?.get(JsValue::from_str(sha256))?.await?;
        Ok(file.and_then(|file| file.dyn_into().ok()))
    }
}

/// The key of the package last open in this tab, or else in this browser.
pub fn last_open() -> Option<String> {
    let window = gloo::utils::window();
    [window.session_storage(), window.local_storage()]
        .into_iter()
        .filter_map(|storage| storage.ok().flatten())
        .find_map(|storage| storage.get_item("open").ok().flatten())
        .filter(|key| !key.is_empty())
}

/// Remembers which package is open, for this tab and for the next visit.
pub fn remember_open(key: &str) {
    let window = gloo::utils::window();
    for storage in [window.session_storage(), window.local_storage()].into_iter().filter_map(|it| it.ok().flatten()) {
        let _ = storage.set_item("open", key);
    }
}

/// A word this browser remembers, such as the theme.
pub fn preference(name: &str) -> Option<String> {
    gloo::utils::window().local_storage().ok().flatten()?.get_item(name).ok().flatten()
}

/// Remembers a word in this browser.
pub fn set_preference(name: &str, value: &str) {
    if let Ok(Some(storage)) = gloo::utils::window().local_storage() {
        let _ = storage.set_item(name, value);
    }
}

/// Asks the browser not to clear the store when room gets scarce.
pub fn ask_to_persist() {
    let storage = gloo::utils::window().navigator().storage();
    let _ = storage.persist();
}

fn to_record(package: &StoredPackage) -> Result<JsValue, StorageError> {
    let text = document::write(package);
    Ok(js_sys::JSON::parse(&text)?)
}

fn from_record(record: &JsValue) -> Option<StoredPackage> {
    let text = js_sys::JSON::stringify(record).ok()?.as_string()?;
    document::read(&text).ok()
}

//! The browser's storage, for all parts that keep something there.

use std::sync::Arc;

use crate::sorted_map::SortedMap;
use crate::ui::prelude::*;
use web_sys::Blob;

use crate::browser::file;
use crate::browser::storage::{Storage, StorageError};
use crate::package::{Package, digest, document};

/// The browser's storage, and the telemetry files at hand. A handle.
#[derive(Clone, Copy)]
pub struct Store {
    storage: StoredValue<Option<Storage>, LocalStorage>,
    /// By their digest; also those the storage has no room for.
    files: StoredValue<SortedMap<String, Blob>>,
}

impl Store {
    /// Not opened yet.
    pub fn new() -> Self {
        Self { storage: StoredValue::new_local(None), files: StoredValue::new(SortedMap::new()) }
    }

    /// Opens the storage.
    ///
    /// # Errors
    /// When the browser refuses; nothing is stored then.
    pub async fn open(self) -> Result<(), StorageError> {
        self.storage.set_value(Some(Storage::open().await?));
        Ok(())
    }

    /// Opens the storage again after its data were cleared, and puts the telemetry files at hand back into it.
    ///
    /// # Errors
    /// When the browser refuses; nothing is stored then.
    pub async fn open_again(self) -> Result<(), StorageError> {
        self.open().await?;
        let storage = self.storage()?;
        let files = self.files.get_value();
        for (sha256, file) in &files {
            storage.put_file(sha256, file).await?;
        }
        Ok(())
    }

    /// Asks the storage, once more if it was cleared meanwhile.
    ///
    /// # Errors
    /// When the browser refuses.
    pub async fn ask<T>(self, question: impl AsyncFn(Storage) -> Result<T, StorageError>) -> Result<T, StorageError> {
        match question(self.storage()?).await {
            Err(StorageError::Closed) => {
                self.open_again().await?;
                question(self.storage()?).await
            }
            answer => answer,
        }
    }

    /// The storage.
    ///
    /// # Errors
    /// When it is not open.
    pub fn storage(self) -> Result<Storage, StorageError> {
        self.storage.get_value().ok_or_else(|| StorageError::Refused("no storage".to_owned()))
    }

    /// The stored state of a step of the history.
    pub async fn state(self, step: &str) -> Option<Arc<Package>> {
        let text = self.ask(async |storage| storage.step(step).await).await.ok().flatten()?;
        document::read(&text).ok().map(Arc::new)
    }

    /// The telemetry file with this digest, if it is in this browser.
    pub async fn file(self, sha256: &str) -> Option<Blob> {
        match self.files.with_value(|files| files.get(sha256).cloned()) {
            Some(file) => Some(file),
            None => self.ask(async |storage| storage.file(sha256).await).await.ok().flatten(),
        }
    }

    /// What the state that a copy began from is kept under.
    pub fn ancestor_name(ancestor: &Package) -> String {
        format!("state-{}", digest::of_document(ancestor))
    }

    /// The state kept under this name, if it is in this browser.
    pub async fn ancestor(self, name: &str) -> Option<Package> {
        let bytes = file::bytes(&self.file(name).await?).await.ok()?;
        document::read(std::str::from_utf8(&bytes).ok()?).ok()
    }

    /// Keeps the state that a copy began from.
    ///
    /// # Errors
    /// When it is kept until the page is left only.
    pub async fn keep_ancestor(self, ancestor: &Package) -> Result<(), StorageError> {
        let text = document::write(ancestor);
        let blob = file::blob(text.as_bytes()).map_err(StorageError::from)?;
        self.keep_file(Self::ancestor_name(ancestor), blob).await
    }

    /// Keeps a telemetry file under its digest.
    ///
    /// # Errors
    /// When it is kept until the page is left only.
    pub async fn keep_file(self, sha256: String, file: Blob) -> Result<(), StorageError> {
        self.files.update_value(|files| drop(files.insert(sha256.clone(), file.clone())));
        self.ask(async |storage| storage.put_file(&sha256, &file).await).await
    }
}

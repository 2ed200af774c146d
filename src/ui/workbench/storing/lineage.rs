//! Where the open package comes from, kept beside it.

use std::sync::Arc;

use super::Storing;
use crate::browser::storage::StoredPackage;
use crate::package::document::Said;
use crate::package::hand_off::HandOff;
use crate::package::lineage::Lineage;
use crate::ui::prelude::*;

impl Storing {
    /// The states in which what is open was handed on.
    pub fn lineage(&self) -> Arc<Lineage> {
        self.lineage.get_untracked()
    }

    /// What the person here was asked to see to, followed.
    pub fn hand_off(&self) -> HandOff {
        self.lineage.read().hand_off.clone()
    }

    /// The same for a stored package.
    pub async fn lineage_of(&self, stored: &StoredPackage) -> Lineage {
        let ancestor = match stored.ancestor.as_str() {
            "" => None,
            name => self.store.ancestor(name).await,
        };
        let (states, hand_off) = (stored.lineage.clone(), stored.hand_off.clone());
        Lineage { states, ancestor: Said(ancestor), hand_off, ..Lineage::default() }
    }

    /// Notes that what is open was handed on, or merged.
    pub fn note_lineage(&self, lineage: Lineage) {
        if *self.lineage() != lineage {
            self.lineage.set(Arc::new(lineage));
            self.keep_ancestor();
            self.schedule();
        }
    }

    /// Keeps the state that this copy began from beside the package, where no save writes it again.
    pub(super) fn keep_ancestor(&self) {
        let lineage = self.lineage();
        let this = *self;
        wasm_bindgen_futures::spawn_local(async move {
            let Some(ancestor) = &lineage.ancestor.0 else { return };
            // Kept until the page is left at least; without it a merge lists more, and loses nothing.
            let _ = this.store.keep_ancestor(ancestor).await;
        });
    }
}

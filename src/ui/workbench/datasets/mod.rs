//! The datasets of the package and their tables in the compute worker.

mod estimates;
mod import;

use std::sync::Arc;

use crate::sorted_map::SortedMap;
use crate::ui::prelude::*;
use web_sys::Blob;

use super::editing::Editing;
use super::jobs::{Asker, Jobs};
use super::store::Store;
use crate::browser::file;
use crate::package::Id;
use crate::ui::notice::Notices;
use crate::worker::Unanswered;
use crate::worker::job::{CloseDataset, OpenDataset, Opened, Unreadable};

pub use estimates::Estimates;
pub use import::{FileRead, Import, OneOfSeveral, Together};

/// A dataset's table, as far as the worker has it.
#[derive(Clone, Debug, PartialEq)]
pub enum TableState {
    /// Being read.
    Reading,
    /// At hand.
    Ready(Arc<Opened>),
    /// Its file is not in this browser and must be given again.
    Absent,
    /// Not read, and why.
    Failed(String),
}

/// Keeps the tables of the package's datasets at hand in a compute worker. A handle.
#[derive(Clone, Copy)]
pub struct Datasets {
    editing: Editing,
    store: Store,
    notices: Notices,
    /// The worker that has the tables.
    pub jobs: Jobs,
    tables: RwSignal<SortedMap<Id, TableState>>,
    /// Grows when rows change.
    version: RwSignal<u32>,
    askers: StoredValue<SortedMap<Id, Asker>>,
    /// What was last asked for each dataset.
    asked: StoredValue<SortedMap<Id, OpenDataset>>,
}

impl Datasets {
    /// No tables yet.
    pub fn new(editing: Editing, store: Store, notices: Notices) -> Self {
        Self {
            editing,
            store,
            notices,
            jobs: Jobs::new(),
            tables: RwSignal::new(SortedMap::new()),
            version: RwSignal::new(0),
            askers: StoredValue::new(SortedMap::new()),
            asked: StoredValue::new(SortedMap::new()),
        }
    }

    /// Keeps up with the package from here on.
    pub fn start(&self) {
        let this = *self;
        let jobs = self.editing.slice(|package| {
            package.evidence.datasets.iter().map(|dataset| OpenDataset::of(package, dataset)).collect::<Vec<_>>()
        });
        Effect::new(move |_| this.synchronise(jobs.get()));
    }

    /// A dataset's table, followed; nothing for a dataset not known yet.
    pub fn table(&self, dataset: &Id) -> Option<TableState> {
        self.tables.with(|all| all.get(dataset).cloned())
    }

    /// A table at hand in brief, followed.
    pub fn opened(&self, dataset: &Id) -> Option<Arc<Opened>> {
        match self.table(dataset) {
            Some(TableState::Ready(opened)) => Some(opened),
            _ => None,
        }
    }

    /// Grows when the rows of a dataset change, so that charts of them are drawn anew; followed.
    pub fn version(&self) -> u32 {
        self.version.get()
    }

    /// Brings the worker's tables to what the package names.
    fn synchronise(&self, jobs: Vec<OpenDataset>) {
        let gone: Vec<Id> = self.asked.with_value(|asked| {
            asked.keys().filter(|id| !jobs.iter().any(|job| job.dataset == **id)).cloned().collect()
        });
        for dataset in gone {
            self.asked.update_value(|asked| drop(asked.remove(&dataset)));
            self.tables.update(|all| drop(all.remove(&dataset)));
            self.asker(&dataset).ask(CloseDataset { dataset }, None, |_| {});
        }
        for job in jobs {
            if !self.is_asked(&job) {
                self.note_asked(job.clone());
                self.open(job);
            }
        }
    }

    fn is_asked(&self, job: &OpenDataset) -> bool {
        self.asked.with_value(|asked| asked.get(&job.dataset) == Some(job))
    }

    fn note_asked(&self, job: OpenDataset) {
        self.asked.update_value(|asked| drop(asked.insert(job.dataset.clone(), job)));
    }

    fn open(&self, job: OpenDataset) {
        let this = *self;
        let digests: Vec<String> = job.source.files().into_iter().map(|file| file.sha256.clone()).collect();
        if digests.is_empty() {
            self.read(job, None);
            return;
        }
        wasm_bindgen_futures::spawn_local(async move {
            let mut files = Vec::new();
            for sha256 in &digests {
                files.extend(this.store.file(sha256).await);
            }
            if !this.is_asked(&job) {
                return;
            }
            match file::joined(&files) {
                Ok(file) if files.len() == digests.len() => this.read(job, Some(file)),
                _ => this.put(job.dataset, TableState::Absent),
            }
        });
    }

    /// Looks once more for the files of a dataset whose rows are not at hand.
    fn look_again(&self, dataset: &Id) {
        let job = self.asked.with_value(|asked| asked.get(dataset).cloned());
        if let Some(job) = job {
            self.open(job);
        }
    }

    fn read(&self, job: OpenDataset, file: Option<Blob>) {
        let (this, dataset) = (*self, job.dataset.clone());
        self.begin_reading(&dataset);
        self.asker(&dataset).ask(job, file, move |outcome| match outcome {
            Ok(opened) => this.opened_anew(&dataset, opened),
            Err(why) => this.lost(&dataset, &why),
        });
    }

    /// Who asks for a dataset's table.
    fn asker(&self, dataset: &Id) -> Asker {
        if let Some(asker) = self.askers.with_value(|askers| askers.get(dataset).copied()) {
            return asker;
        }
        let asker = self.jobs.asker();
        self.askers.update_value(|askers| {
            askers.insert(dataset.clone(), asker);
        });
        asker
    }

    fn begin_reading(&self, dataset: &Id) {
        let dataset = dataset.clone();
        self.tables.update(|all| {
            all.get_or_insert_with(dataset, || TableState::Reading);
        });
    }

    /// A dataset that was never read is not known.
    fn forget_reading(&self, dataset: &Id) {
        self.tables.update(|all| {
            if all.get(dataset) == Some(&TableState::Reading) {
                all.remove(dataset);
            }
        });
    }

    fn opened_anew(&self, dataset: &Id, opened: Opened) {
        self.put(dataset.clone(), TableState::Ready(Arc::new(opened)));
        self.version.update(|version| *version += 1);
    }

    /// The worker has no table of this dataset, or not the one it should have.
    fn lost(&self, dataset: &Id, why: &Unanswered<Unreadable>) {
        if matches!(why, Unanswered::Crashed(_)) {
            // Asked again with the next change of a dataset.
            self.asked.update_value(|asked| drop(asked.remove(dataset)));
        }
        self.put(dataset.clone(), TableState::Failed(why.to_string()));
    }

    fn put(&self, dataset: Id, state: TableState) {
        self.tables.update(|all| drop(all.insert(dataset, state)));
    }
}

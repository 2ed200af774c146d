//! The datasets in the compute worker, and what it makes of them.

mod estimate;
mod import;

use crate::sorted_map::SortedMap;
use std::sync::Arc;

use crate::ui::prelude::*;
use web_sys::{Blob, File};

use super::Workbench;
use crate::browser::compute::ComputeWorker;
use crate::package::{Alternative, Dataset, DatasetSource, Id};
use crate::telemetry::ledger::Ledger;
use crate::telemetry::read::ReadOptions;
use crate::worker::protocol::{Request, Response, Summary};
use estimate::{Asked, Turn};
pub use import::{Import, ImportProblem};

/// A dataset as the worker has it.
#[derive(Clone, Debug, PartialEq)]
pub enum DatasetState {
    /// Being read.
    Reading,
    /// Read.
    Ready(Loaded),
    /// Its file is not in this browser and must be given again.
    Absent,
    /// Not read, and why.
    Failed(String),
}

/// What is known of a dataset that was read.
#[derive(Clone, Debug, PartialEq)]
pub struct Loaded {
    /// The table in brief.
    pub summary: Arc<Summary>,
    /// How it came about.
    pub ledger: Arc<Ledger>,
}

type Answer = Box<dyn FnOnce(Response)>;

#[derive(Clone, Copy)]
pub(super) struct Compute {
    worker: StoredValue<Option<ComputeWorker>>,
    /// The files at hand, by digest; those being read, by dataset.
    files: StoredValue<SortedMap<String, Blob>>,
    waiting: StoredValue<SortedMap<u64, Answer>>,
    asked: StoredValue<u64>,
    /// For each dataset in the worker, what its rows followed from.
    opened: StoredValue<SortedMap<Id, Rows>>,
    /// Grows when the worker's tables change.
    tables: RwSignal<u32>,
    restarts: RwSignal<u32>,
    import: RwSignal<Option<Import>>,
    problems: RwSignal<Vec<ImportProblem>>,
    /// Files still to be read, each for its dataset.
    queue: StoredValue<Vec<(Id, File)>>,
    estimating: StoredValue<Turn>,
}

/// What a dataset's rows follow from; when it is the same, they need not be read again.
#[derive(Clone, Debug, PartialEq)]
enum Rows {
    Generated(Box<Dataset>, Vec<(Id, String)>),
    Imported(String, Option<bool>),
}

impl Rows {
    fn of(dataset: &Dataset, alternatives: &[Alternative]) -> Self {
        match &dataset.source {
            DatasetSource::Generated(_) => {
                let labels = alternatives.iter().map(|each| (each.id.clone(), each.label().to_owned())).collect();
                Self::Generated(Box::new(dataset.clone()), labels)
            }
            DatasetSource::Imported(file) => Self::Imported(file.sha256.clone(), file.decimal_comma),
        }
    }
}

impl Compute {
    pub(super) fn new() -> Self {
        Self {
            worker: StoredValue::new(None),
            files: StoredValue::new(SortedMap::new()),
            waiting: StoredValue::new(SortedMap::new()),
            asked: StoredValue::new(0),
            opened: StoredValue::new(SortedMap::new()),
            tables: RwSignal::new(0),
            restarts: RwSignal::new(0),
            import: RwSignal::new(None),
            problems: RwSignal::new(Vec::new()),
            queue: StoredValue::new(Vec::new()),
            estimating: StoredValue::new(Turn::Idle),
        }
    }
}

impl Workbench {
    /// Asks the worker something about a dataset; `number` becomes the request's own.
    pub fn ask(&self, request: impl FnOnce(u64) -> Request, answer: impl FnOnce(Response) + 'static) {
        self.compute.asked.update_value(|asked| *asked += 1);
        let number = self.compute.asked.get_value();
        self.compute.waiting.update_value(|waiting| drop(waiting.insert(number, Box::new(answer))));
        self.send(&request(number), None);
    }

    /// The file of an imported dataset, if it is in this browser.
    pub async fn telemetry_file(&self, sha256: &str) -> Option<Blob> {
        let at_hand = self.compute.files.with_value(|files| files.get(sha256).cloned());
        match (at_hand, self.storage()) {
            (Some(file), _) => Some(file),
            (None, Some(storage)) => storage.file(sha256).await.ok().flatten(),
            (None, None) => None,
        }
    }

    /// Keeps a telemetry file under its digest, here and in the browser's store.
    pub async fn keep_file(&self, sha256: String, file: Blob) {
        if let Some(storage) = self.storage()
            && let Err(error) = storage.put_file(&sha256, &file).await
        {
            self.notices.problem(format!(
                "The file is loaded, but this browser cannot keep it ({error}). Give it again after a reload."
            ));
        }
        self.compute.files.update_value(|files| drop(files.insert(sha256, file)));
    }

    /// Grows when the rows of a dataset change, so that charts of them are drawn anew.
    pub fn tables_version(&self) -> u32 {
        self.compute.tables.get()
    }

    pub(super) fn start_computing(&self) {
        let this = *self;
        self.restart_worker();
        let datasets = self.slice(|package| (package.evidence.datasets.clone(), package.alternatives.clone()));
        effect(move || {
            this.compute.restarts.track();
            let (datasets, alternatives) = datasets.get();
            this.synchronise(&datasets, &alternatives);
        });
        effect(move || this.read_next());
        let asked = self.slice(Asked::of);
        effect(move || {
            this.compute.tables.track();
            // Read, not only tracked: a memo nobody reads never follows the package.
            asked.with(|_| ());
            this.estimate();
        });
    }

    fn restart_worker(&self) {
        let this = *self;
        let started = ComputeWorker::start(move |response| this.heard(response), move |why| this.worker_died(&why));
        match started {
            Ok(worker) => self.compute.worker.set_value(Some(worker)),
            Err(_) => {
                self.notices.problem("This browser cannot start the compute worker, so telemetry cannot be read.")
            }
        }
        self.compute.opened.set_value(SortedMap::new());
        self.compute.estimating.set_value(Turn::Idle);
        self.compute.restarts.update(|restarts| *restarts += 1);
    }

    fn worker_died(&self, why: &str) {
        let reading = self.compute.import.get_untracked();
        self.compute.import.set(None);
        let what = reading.map_or_else(String::new, |import| format!(" while reading {}", import.name));
        self.notices.problem(format!("The computation stopped{what} ({why}). What you entered is safe."));
        let again = self.compute.restarts.get_untracked() < 5;
        if again {
            self.restart_worker();
        }
    }

    fn send(&self, request: &Request, file: Option<&Blob>) {
        self.compute.worker.with_value(|worker| {
            if let Some(worker) = worker {
                worker.ask(request, file);
            }
        });
    }

    /// Brings the worker's tables to what the package names.
    fn synchronise(&self, datasets: &[Dataset], alternatives: &[Alternative]) {
        let gone: Vec<Id> = self.compute.opened.with_value(|opened| {
            opened.keys().filter(|id| !datasets.iter().any(|dataset| dataset.id == **id)).cloned().collect()
        });
        for id in gone {
            self.compute.opened.update_value(|opened| drop(opened.remove(&id)));
            self.datasets.update(|all| drop(all.remove(&id)));
            self.send(&Request::CloseDataset { dataset: id }, None);
        }
        for dataset in datasets {
            let rows = Rows::of(dataset, alternatives);
            let known = self.compute.opened.with_value(|opened| opened.get(&dataset.id) == Some(&rows));
            if !known {
                self.compute.opened.update_value(|opened| drop(opened.insert(dataset.id.clone(), rows)));
                self.open(dataset.clone(), alternatives.to_vec());
            }
        }
    }

    fn open(&self, dataset: Dataset, alternatives: Vec<Alternative>) {
        let this = *self;
        let DatasetSource::Imported(file) = &dataset.source else {
            self.send_dataset(&dataset, &alternatives, None);
            return;
        };
        let sha256 = file.sha256.clone();
        wasm_bindgen_futures::spawn_local(async move {
            match this.telemetry_file(&sha256).await {
                Some(file) => this.send_dataset(&dataset, &alternatives, Some(&file)),
                None => this.datasets.update(|all| drop(all.insert(dataset.id, DatasetState::Absent))),
            }
        });
    }

    fn send_dataset(&self, dataset: &Dataset, alternatives: &[Alternative], file: Option<&Blob>) {
        let id = dataset.id.clone();
        self.datasets.update(|all| {
            all.get_or_insert_with(id, || DatasetState::Reading);
        });
        let options = match &dataset.source {
            DatasetSource::Imported(file) => {
                ReadOptions { file_name: file.file_name.clone(), decimal_comma: file.decimal_comma }
            }
            DatasetSource::Generated(_) => ReadOptions::default(),
        };
        let total_bytes = file.map_or(0.0, Blob::size) as u64;
        let request = Request::OpenDataset {
            dataset: dataset.clone(),
            alternatives: alternatives.to_vec(),
            options,
            total_bytes,
        };
        self.send(&request, file);
    }

    fn heard(&self, response: Response) {
        match response {
            Response::Progress { dataset, bytes, .. } => self.compute.import.update(|import| {
                if let Some(import) = import.as_mut().filter(|import| import.dataset == dataset) {
                    import.bytes = bytes;
                }
            }),
            Response::DatasetOpened { dataset, summary, ledger } => self.dataset_opened(dataset, summary, ledger),
            Response::Failed { dataset, request: None, message } => self.dataset_failed(dataset, message),
            Response::Estimated { estimates, .. } => self.estimated(estimates),
            Response::Failed { request: Some(request), .. }
            | Response::Series { request, .. }
            | Response::Rows { request, .. }
            | Response::Described { request, .. }
            | Response::Verified { request, .. }
            | Response::Csv { request, .. } => {
                let answer = self.compute.waiting.try_update_value(|waiting| waiting.remove(&request)).flatten();
                if let Some(answer) = answer {
                    answer(response);
                }
            }
            Response::Ready { .. } | Response::RobustnessProgress { .. } | Response::Robust { .. } => {}
        }
    }

    fn dataset_opened(&self, id: Id, summary: Summary, ledger: Ledger) {
        let importing = self.compute.import.with_untracked(|import| import.as_ref().is_some_and(|it| it.dataset == id));
        if !importing && !self.compute.opened.with_value(|opened| opened.contains_key(&id)) {
            return;
        }
        if importing {
            self.compute.import.set(None);
            self.imported(&id, &summary, &ledger);
        }
        let loaded = Loaded { summary: Arc::new(summary), ledger: Arc::new(ledger) };
        self.datasets.update(|all| drop(all.insert(id, DatasetState::Ready(loaded))));
        self.compute.tables.update(|version| *version += 1);
    }
}

fn decimal_comma(dataset: &Dataset) -> Option<bool> {
    match &dataset.source {
        DatasetSource::Imported(file) => file.decimal_comma,
        DatasetSource::Generated(_) => None,
    }
}

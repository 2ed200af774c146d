//! Reading telemetry files, one after the other, into datasets of their own.

use crate::ui::prelude::*;
use web_sys::File;

use super::{Datasets, OpenDataset, Opened, Unanswered, Unreadable};
use crate::browser::clock;
use crate::findings::Screen;
use crate::package::{Dataset, DatasetSource, Id, evidence::ImportedFile};
use crate::ui::page::evidence;
use crate::worker::{Progress, Stage};

/// The telemetry files that are given: one is read, the others wait. A handle.
#[derive(Clone, Copy)]
pub struct Import {
    datasets: Datasets,
    reading: RwSignal<Option<Reading>>,
    waiting: StoredValue<Vec<Given>>,
    problems: RwSignal<Vec<ImportProblem>>,
}

/// A file for a dataset.
struct Given {
    dataset: Id,
    file: File,
}

/// A file being read for a dataset.
#[derive(Clone)]
struct Reading {
    dataset: Id,
    name: String,
    bytes: u64,
}

/// A file being read, and how far.
#[derive(Clone, Debug, PartialEq)]
pub struct FileRead {
    /// The file's name.
    pub name: String,
    /// In bytes.
    pub progress: Progress,
}

/// A file that could not be read.
#[derive(Clone, Debug, PartialEq)]
pub struct ImportProblem {
    /// The file's name.
    pub name: String,
    /// What is wrong, where, and what to do.
    pub message: String,
}

impl Import {
    /// No file yet.
    pub fn new(datasets: Datasets) -> Self {
        Self {
            datasets,
            reading: RwSignal::new(None),
            waiting: StoredValue::new(Vec::new()),
            problems: RwSignal::new(Vec::new()),
        }
    }

    /// The file being read, and how far; followed.
    pub fn under_way(&self) -> Option<FileRead> {
        let Reading { dataset, name, bytes } = self.reading.get()?;
        let progress = match self.datasets.asker(&dataset).stage() {
            Stage::Running(Some(progress)) => progress,
            _ => Progress { done: 0, total: bytes },
        };
        Some(FileRead { name, progress })
    }

    /// What was wrong with the last files, until it is closed or another is given; followed.
    pub fn problems(&self) -> Vec<ImportProblem> {
        self.problems.get()
    }

    /// Takes the problems of the last files as read.
    pub fn close_problems(&self) {
        self.problems.set(Vec::new());
    }

    /// Reads a telemetry file into a new dataset. The package changes only once the file is read whole.
    /// While another file is being read, it waits.
    pub fn read(&self, file: File) {
        self.read_into(Id::fresh("dataset", clock::entropy()), file);
    }

    /// Reads the file of an imported dataset again: given anew, or with another meaning of its commas.
    pub fn read_into(&self, dataset: Id, file: File) {
        let given = Given { dataset, file };
        if self.reading.with_untracked(Option::is_none) {
            self.problems.set(Vec::new());
            self.ask(given);
        } else {
            self.waiting.update_value(|waiting| waiting.push(given));
        }
    }

    /// Stops reading the file under way. What was open stays.
    pub fn cancel(&self) {
        let Some(Reading { dataset, .. }) = self.reading.get_untracked() else { return };
        self.datasets.asker(&dataset).cancel();
        self.datasets.forget_reading(&dataset);
        self.go_on();
    }

    fn ask(&self, given: Given) {
        let (this, dataset) = (*self, given.dataset.clone());
        let (name, bytes) = (given.file.name(), given.file.size() as u64);
        let imported = ImportedFile { file_name: name.clone(), bytes, ..self.answered(&dataset) };
        let source = DatasetSource::Imported(imported);
        let job = OpenDataset { dataset: dataset.clone(), source, alternatives: Vec::new() };
        self.reading.set(Some(Reading { dataset: dataset.clone(), name, bytes }));
        self.datasets.begin_reading(&dataset);
        let file = given.file.clone().into();
        let mut given = Some(given);
        self.datasets.asker(&dataset).ask(job, Some(file), move |outcome| {
            match (outcome, given.take()) {
                (Ok(opened), Some(given)) => this.imported(given, opened),
                (Err(why), Some(given)) => this.failed(&given, &why),
                // The table was lost after a crash.
                (Err(why), None) => this.datasets.lost(&dataset, &why),
                (Ok(_), None) => {}
            }
        });
    }

    /// Reads the file that has waited longest.
    fn go_on(&self) {
        let next = |waiting: &mut Vec<Given>| if waiting.is_empty() { None } else { Some(waiting.remove(0)) };
        match self.waiting.try_update_value(next).flatten() {
            Some(given) => self.ask(given),
            None => self.reading.set(None),
        }
    }

    /// The file was read whole: it becomes part of the package.
    fn imported(&self, given: Given, opened: Opened) {
        let Given { dataset: id, file } = given;
        let (editing, ledger) = (self.datasets.editing, &opened.ledger);
        let imported = ImportedFile {
            file_name: ledger.source.clone(),
            bytes: ledger.bytes,
            sha256: ledger.sha256.clone(),
            ..self.answered(&id)
        };
        self.keep(&imported, file);
        let named = editing.package_now().dataset(&id).and_then(Dataset::file).map(|file| file.sha256.clone());
        if named.is_some_and(|named| named != ledger.sha256) {
            self.datasets.notices.say_undoable(format!(
                "{} is not the file the package named: its digest differs. It replaces that file.",
                ledger.source
            ));
        }
        let source = DatasetSource::Imported(imported);
        self.datasets.note_asked(OpenDataset { dataset: id.clone(), source: source.clone(), alternatives: Vec::new() });
        let (name, guesses) = (without_ending(&ledger.source), opened.guesses.clone());
        editing.edit("Load telemetry", |package| {
            let known = package.evidence.datasets.iter_mut().find(|dataset| dataset.id == id);
            if let Some(dataset) = known {
                dataset.source = source;
                return;
            }
            package.evidence.datasets.push(Dataset {
                id: id.clone(),
                name,
                source,
                label_column: guesses.label.unwrap_or_default(),
                time_column: guesses.time.unwrap_or_default(),
                ordered: guesses.ordered,
                ..Dataset::default()
            });
        });
        self.datasets.opened_anew(&id, opened);
        if is_on_evidence() {
            evidence::show(&id);
        }
        self.go_on();
    }

    fn keep(&self, imported: &ImportedFile, file: File) {
        let (this, sha256) = (*self, imported.sha256.clone());
        wasm_bindgen_futures::spawn_local(async move {
            if let Err(error) = this.datasets.store.keep_file(sha256, file.into()).await {
                this.datasets.notices.problem(format!(
                    "The file is loaded, but this browser cannot keep it ({error}). Load it again after a reload."
                ));
            }
        });
    }

    fn failed(&self, given: &Given, why: &Unanswered<Unreadable>) {
        let (name, message) = (given.file.name(), why.to_string());
        if !is_on_evidence() {
            self.datasets.notices.problem(format!("{name} was not loaded. {message}"));
        }
        self.problems.update(|all| all.push(ImportProblem { name, message }));
        self.datasets.forget_reading(&given.dataset);
        self.go_on();
    }

    /// What was said about how the dataset's file is meant.
    fn answered(&self, dataset: &Id) -> ImportedFile {
        let package = self.datasets.editing.package_now();
        let file = package.dataset(dataset).and_then(Dataset::file);
        file.map_or_else(ImportedFile::default, |file| ImportedFile {
            decimal_comma: file.decimal_comma,
            header: file.header,
            ..ImportedFile::default()
        })
    }
}

fn without_ending(name: &str) -> String {
    name.rsplit_once('.').map_or(name, |(name, _)| name).to_owned()
}

fn is_on_evidence() -> bool {
    let hash = gloo::utils::window().location().hash().unwrap_or_default();
    Screen::at(&hash) == Some(Screen::Evidence)
}

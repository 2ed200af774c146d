//! Reading telemetry files, one after the other, into datasets of their own.

use crate::findings::Screen;
use web_sys::File;

use super::{DatasetState, Rows, Workbench, decimal_comma};
use crate::browser::clock;
use crate::package::{Dataset, DatasetSource, Id, evidence::ImportedFile};
use crate::telemetry::ledger::Ledger;
use crate::ui::page::evidence;
use crate::worker::protocol::Summary;

/// A file being read, and how far.
#[derive(Clone, Debug, PartialEq)]
pub struct Import {
    /// The dataset it will be.
    pub dataset: Id,
    /// The file's name.
    pub name: String,
    /// Bytes read.
    pub bytes: u64,
    /// Bytes in all.
    pub total: u64,
}

/// A file that could not be read.
#[derive(Clone, Debug, PartialEq)]
pub struct ImportProblem {
    /// The file's name.
    pub name: String,
    /// What is wrong, where, and what to do.
    pub message: String,
}

impl Workbench {
    /// The file being read, and how far.
    pub fn import(&self) -> Option<Import> {
        self.compute.import.get()
    }

    /// What was wrong with the last files, until it is closed or another is given.
    pub fn import_problems(&self) -> Vec<ImportProblem> {
        self.compute.problems.get()
    }

    /// Takes the problems of the last files as read.
    pub fn close_import_problems(&self) {
        self.compute.problems.set(Vec::new());
    }

    /// Reads a telemetry file into a new dataset. The package changes only once the file is read whole.
    /// While another file is being read, it waits.
    pub fn import_file(&self, file: File) {
        self.give_file(Id::fresh("dataset", clock::entropy()), file);
    }

    /// Reads the file of an imported dataset again: given anew, or with another meaning of its commas.
    pub fn give_file(&self, dataset: Id, file: File) {
        if self.compute.import.with_untracked(Option::is_none) {
            self.compute.problems.set(Vec::new());
            self.read_file(dataset, file);
        } else {
            self.compute.queue.update_value(|queue| queue.push((dataset, file)));
        }
    }

    /// Reads the file that has waited longest, if none is being read.
    pub(super) fn read_next(&self) {
        let next = |queue: &mut Vec<_>| if queue.is_empty() { None } else { Some(queue.remove(0)) };
        if self.compute.import.with(Option::is_none)
            && let Some((dataset, file)) = self.compute.queue.try_update_value(next).flatten()
        {
            self.read_file(dataset, file);
        }
    }

    fn read_file(&self, id: Id, file: File) {
        let decimal_comma = self.package_now().dataset(&id).and_then(decimal_comma);
        let (name, total) = (file.name(), file.size() as u64);
        let imported = ImportedFile { file_name: name.clone(), bytes: total, decimal_comma, ..ImportedFile::default() };
        let dataset = Dataset { id: id.clone(), source: DatasetSource::Imported(imported), ..Dataset::default() };
        self.compute.files.update_value(|files| drop(files.insert(id.0.clone(), file.clone().into())));
        self.compute.import.set(Some(Import { dataset: id, name, bytes: 0, total }));
        self.send_dataset(&dataset, &[], Some(&file));
    }

    /// Stops reading the file under way. What was open stays.
    pub fn cancel_import(&self) {
        if let Some(import) = self.compute.import.get_untracked() {
            self.compute.files.update_value(|files| drop(files.remove(&import.dataset.0)));
            self.forget_reading(&import.dataset);
        }
        self.compute.import.set(None);
        self.restart_worker();
    }

    /// The file was read whole: now it becomes part of the package.
    pub(super) fn imported(&self, id: &Id, summary: &Summary, ledger: &Ledger) {
        let file = self.compute.files.try_update_value(|files| files.remove(&id.0)).flatten();
        let Some(file) = file else { return };
        let imported = ImportedFile {
            file_name: ledger.source.clone(),
            bytes: ledger.bytes,
            sha256: ledger.sha256.clone(),
            decimal_comma: self.package_now().dataset(id).and_then(decimal_comma),
            ..ImportedFile::default()
        };
        let comma = imported.decimal_comma;
        let this = *self;
        let sha256 = ledger.sha256.clone();
        wasm_bindgen_futures::spawn_local(async move { this.keep_file(sha256, file).await });
        self.compute.opened.update_value(|opened| {
            opened.insert(id.clone(), Rows::Imported(ledger.sha256.clone(), comma));
        });
        let name = ledger.source.rsplit_once('.').map_or(ledger.source.as_str(), |(name, _)| name).to_owned();
        let guesses = summary.guesses.clone();
        let named = self.package_now().dataset(id).and_then(Dataset::file).map(|file| file.sha256.clone());
        if named.is_some_and(|named| named != ledger.sha256) {
            self.notices.say_undoable(format!(
                "{} is not the file the package named: its digest differs. It takes that file's place.",
                ledger.source
            ));
        }
        self.edit("Load telemetry", |package| {
            let known = package.evidence.datasets.iter_mut().find(|dataset| dataset.id == *id);
            if let Some(dataset) = known {
                dataset.source = DatasetSource::Imported(imported);
                return;
            }
            package.evidence.datasets.push(Dataset {
                id: id.clone(),
                name,
                source: DatasetSource::Imported(imported),
                label_column: guesses.label.unwrap_or_default(),
                time_column: guesses.time.unwrap_or_default(),
                ordered: guesses.ordered,
                ..Dataset::default()
            });
        });
        if is_on_evidence() {
            evidence::show(id);
        }
    }

    pub(super) fn dataset_failed(&self, id: Id, message: String) {
        let import = self.compute.import.get_untracked().filter(|import| import.dataset == id);
        if let Some(import) = import {
            self.compute.import.set(None);
            self.compute.files.update_value(|files| drop(files.remove(&id.0)));
            if !is_on_evidence() {
                self.notices.problem(format!("{} was not loaded. {message}", import.name));
            }
            self.compute.problems.update(|all| all.push(ImportProblem { name: import.name, message }));
            self.forget_reading(&id);
        } else {
            self.datasets.update(|all| drop(all.insert(id, DatasetState::Failed(message))));
        }
    }

    /// A dataset that was never read is not known.
    pub(super) fn forget_reading(&self, id: &Id) {
        self.datasets.update(|all| {
            if all.get(id) == Some(&DatasetState::Reading) {
                all.remove(id);
            }
        });
    }
}

fn is_on_evidence() -> bool {
    let hash = gloo::utils::window().location().hash().unwrap_or_default();
    Screen::at(&hash) == Some(Screen::Evidence)
}

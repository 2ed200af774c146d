//! Reading telemetry files, one after the other, into datasets of their own.

use crate::ui::prelude::*;
use web_sys::File;

use super::{Datasets, OpenDataset, Opened, Unanswered, Unreadable};
use crate::browser::{clock, file};
use crate::findings::Screen;
use crate::package::document::Said;
use crate::package::evidence::{ImportedFile, JoinedFiles, LabelledFile};
use crate::package::{Dataset, DatasetSource, Id, digest};
use crate::publish::words::figure;
use crate::telemetry::file_label::labels_of;
use crate::telemetry::ledger::FileKind;
use crate::telemetry::read::kind_of;
use crate::ui::page::evidence;
use crate::worker::{Progress, Stage};

/// The telemetry files that are given: one is read, the others wait. A handle.
#[derive(Clone, Copy)]
pub struct Import {
    datasets: Datasets,
    reading: RwSignal<Option<Reading>>,
    waiting: StoredValue<Vec<Given>>,
    together: RwSignal<Option<Together>>,
    problems: RwSignal<Vec<ImportProblem>>,
}

/// Files for a dataset, one or several that are joined.
struct Given {
    dataset: Id,
    source: DatasetSource,
    files: Vec<File>,
}

/// Files given together, before anybody has said what becomes of them.
#[derive(Clone)]
pub struct Together {
    /// The files.
    pub files: Vec<OneOfSeveral>,
    /// What the rows of all of them are.
    pub kind: FileKind,
    /// The column of labels they would have.
    pub label_column: RwSignal<String>,
}

/// One of the files given together.
#[derive(Clone)]
pub struct OneOfSeveral {
    /// The file.
    pub file: File,
    /// The label its rows would have.
    pub label: RwSignal<String>,
    /// The machine or the run it is of; of no meaning where the rows are other telemetry.
    pub subject: RwSignal<String>,
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
            together: RwSignal::new(None),
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

    /// Takes telemetry files: one is read into a new dataset, of several a person says what they are. The package
    /// changes only once a file is read whole. While another is being read, it waits.
    pub fn take(&self, mut files: Vec<File>) {
        if files.len() == 1 {
            self.read(files.remove(0));
            return;
        }
        let this = *self;
        wasm_bindgen_futures::spawn_local(async move {
            let mut kinds = Vec::new();
            for file in &files {
                kinds.push(kind(file).await);
            }
            match kinds.windows(2).all(|pair| pair[0] == pair[1]) {
                true => this.take_together(files, kinds.first().copied().unwrap_or_default()),
                // What is of different kinds makes no table.
                false => files.into_iter().for_each(|file| this.read(file)),
            }
        });
    }

    fn take_together(&self, files: Vec<File>, kind: FileKind) {
        let names: Vec<String> = files.iter().map(File::name).collect();
        let found = labels_of(&names.iter().map(String::as_str).collect::<Vec<_>>());
        let one = |(file, name): (File, String)| {
            let (label, subject) = match kind {
                FileKind::Telemetry => (name, String::new()),
                FileKind::Environment | FileKind::TestRun => (String::new(), name),
            };
            OneOfSeveral { file, label: RwSignal::new(label), subject: RwSignal::new(subject) }
        };
        self.together.set(Some(Together {
            files: files.into_iter().zip(found).map(one).collect(),
            kind,
            label_column: RwSignal::new(JoinedFiles::LABEL_COLUMN.to_owned()),
        }));
    }

    /// The files given together, until somebody has said what becomes of them; followed.
    pub fn together(&self) -> Option<Together> {
        self.together.get()
    }

    /// Takes the files given together for one dataset.
    pub fn join(&self) {
        let Some(Together { files, kind, label_column }) = self.together.get_untracked() else { return };
        self.together.set(None);
        let labelled = |one: &OneOfSeveral| LabelledFile {
            id: Id::fresh("file", clock::entropy()),
            label: one.label.get_untracked().trim().to_owned(),
            file: one.described(kind),
            ..LabelledFile::default()
        };
        let label_column = match label_column.get_untracked().trim() {
            "" => JoinedFiles::LABEL_COLUMN.to_owned(),
            column => column.to_owned(),
        };
        let source = DatasetSource::Joined(JoinedFiles {
            label_column,
            files: files.iter().map(labelled).collect(),
            ..JoinedFiles::default()
        });
        self.queue(Given { dataset: fresh(), source, files: files.into_iter().map(|one| one.file).collect() });
    }

    /// Takes each of the files given together for a dataset of its own.
    pub fn read_each(&self) {
        let Some(Together { files, .. }) = self.together.get_untracked() else { return };
        self.together.set(None);
        files.into_iter().for_each(|one| self.read(one.file));
    }

    /// Takes none of the files given together.
    pub fn leave(&self) {
        self.together.set(None);
    }

    /// Reads a telemetry file into a new dataset.
    pub fn read(&self, file: File) {
        self.read_into(fresh(), file);
    }

    /// Takes the files of a dataset that are not in this browser. A single one may be another than the package names.
    pub fn give_again(&self, dataset: &Id, mut files: Vec<File>) {
        let package = self.datasets.editing.package_now();
        let digests = package.dataset(dataset).map(|dataset| dataset.source.files()).unwrap_or_default();
        if digests.len() < 2 {
            if !files.is_empty() {
                self.read_into(dataset.clone(), files.remove(0));
            }
            return;
        }
        let digests: Vec<String> = digests.into_iter().map(|file| file.sha256.clone()).collect();
        let (this, dataset) = (*self, dataset.clone());
        wasm_bindgen_futures::spawn_local(async move {
            for file in files {
                let bytes = file::bytes(&file).await.unwrap_or_default();
                let sha256 = digest::of_bytes(&bytes);
                match digests.contains(&sha256) {
                    true => this.keep(sha256, file).await,
                    false => this.datasets.notices.problem(format!(
                        "{} is none of the files the package names: its digest differs.",
                        file.name()
                    )),
                }
            }
            this.datasets.look_again(&dataset);
        });
    }

    /// Reads the file of an imported dataset again: given anew, or with another meaning of its commas.
    fn read_into(&self, dataset: Id, file: File) {
        let package = self.datasets.editing.package_now();
        let known = package.dataset(&dataset).map(|dataset| dataset.source.files()).unwrap_or_default();
        let answered = known.first().map_or_else(
            || described(&file),
            |file| ImportedFile {
                decimal_comma: file.decimal_comma,
                header: file.header,
                tool_columns: file.tool_columns,
                ..ImportedFile::default()
            },
        );
        let ImportedFile { file_name, bytes, .. } = described(&file);
        let source = DatasetSource::Imported(ImportedFile { file_name, bytes, ..answered });
        self.queue(Given { dataset, source, files: vec![file] });
    }

    fn queue(&self, given: Given) {
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
        let Ok(bytes) = file::joined(&given.files) else {
            self.datasets.notices.problem("This browser cannot read the files together.");
            self.go_on();
            return;
        };
        let job = OpenDataset::of_source(&dataset, given.source.clone());
        self.reading.set(Some(Reading { dataset: dataset.clone(), name: given.name(), bytes: given.source.bytes() }));
        self.datasets.begin_reading(&dataset);
        let mut given = Some(given);
        self.datasets.asker(&dataset).ask(job, Some(bytes), move |outcome| {
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

    /// The files were read whole: they become part of the package.
    fn imported(&self, given: Given, opened: Opened) {
        let name = given.dataset_name();
        let Given { dataset: id, mut source, files } = given;
        let editing = self.datasets.editing;
        source.note_read(&opened.ledger);
        for (named, file) in source.files().into_iter().zip(files) {
            let (this, sha256) = (*self, named.sha256.clone());
            wasm_bindgen_futures::spawn_local(async move { this.keep(sha256, file).await });
        }
        let package = editing.package_now();
        let digests =
            |source: &DatasetSource| source.files().iter().map(|file| file.sha256.clone()).collect::<Vec<_>>();
        if package.dataset(&id).is_some_and(|known| digests(&known.source) != digests(&source)) {
            self.datasets.notices.say_undoable(format!(
                "{} is not the file the package named: its digest differs. It replaces that file.",
                opened.ledger.source
            ));
        }
        self.datasets.note_asked(OpenDataset::of_source(&id, source.clone()));
        let (guesses, kind) = (opened.guesses.clone(), opened.ledger.kind);
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
                census: Said((kind != FileKind::Telemetry).then_some(true)),
                ..Dataset::default()
            });
        });
        self.datasets.opened_anew(&id, opened);
        if is_on_evidence() {
            evidence::show(&id);
        }
        self.go_on();
    }

    async fn keep(self, sha256: String, file: File) {
        if let Err(error) = self.datasets.store.keep_file(sha256, file.into()).await {
            self.datasets.notices.problem(format!(
                "The file is loaded, but this browser cannot keep it ({error}). Load it again after a reload."
            ));
        }
    }

    fn failed(&self, given: &Given, why: &Unanswered<Unreadable>) {
        let (name, message) = (given.name(), why.to_string());
        if !is_on_evidence() {
            self.datasets.notices.problem(format!("{name} was not loaded. {message}"));
        }
        self.problems.update(|all| all.push(ImportProblem { name, message }));
        self.datasets.forget_reading(&given.dataset);
        self.go_on();
    }
}

impl Given {
    /// The files' names.
    fn name(&self) -> String {
        let names: Vec<String> = self.files.iter().map(File::name).collect();
        figure::list(&names)
    }

    /// What a dataset of them is called at first.
    fn dataset_name(&self) -> String {
        let names: Vec<String> = self.files.iter().map(File::name).collect();
        figure::list(&labels_of(&names.iter().map(String::as_str).collect::<Vec<_>>()))
    }
}

impl OneOfSeveral {
    /// The file as it is before it was read, with the machine or the run that somebody named.
    fn described(&self, kind: FileKind) -> ImportedFile {
        let subject = Said(Some(self.subject.get_untracked().trim().to_owned()).filter(|name| !name.is_empty()));
        let file = described(&self.file);
        match kind {
            FileKind::Telemetry => file,
            FileKind::Environment => ImportedFile { machine: subject, ..file },
            FileKind::TestRun => ImportedFile { run: subject, ..file },
        }
    }
}

/// What the rows of a file are, by its beginning.
async fn kind(given: &File) -> FileKind {
    let Ok(beginning) = given.slice_with_f64_and_f64(0.0, 131_072.0) else { return FileKind::Telemetry };
    kind_of(&file::bytes(&beginning).await.unwrap_or_default(), &given.name())
}

/// A file as it is before it was read.
fn described(file: &File) -> ImportedFile {
    ImportedFile {
        file_name: file.name(),
        bytes: file.size() as u64,
        tool_columns: Said(Some(true)),
        ..ImportedFile::default()
    }
}

fn fresh() -> Id {
    Id::fresh("dataset", clock::entropy())
}

fn is_on_evidence() -> bool {
    let hash = gloo::utils::window().location().hash().unwrap_or_default();
    Screen::at(&hash) == Some(Screen::Evidence)
}

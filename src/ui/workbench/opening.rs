//! Packages from files, and back into files.

use std::rc::Rc;

use crate::ui::prelude::*;
use web_sys::File;

use super::Workbench;
use super::signing::{faults, with_keys};
use crate::browser::{clock, file, storage};
use crate::editing::History;
use crate::findings::Screen;
use crate::package::evidence::ImportedFile;
use crate::package::hand_off::HandOff;
use crate::package::lineage::Lineage;
use crate::package::schema::{self, OpenError, PackageFile, Trust};
use crate::package::template::Template;
use crate::package::{Dataset, Extra, Id, Package, digest, document};
use crate::publish::archive;
use crate::publish::json;
use crate::publish::publication::Contents;
use crate::publish::publication::{Material, Publication, Written, file_name};
use crate::publish::unpacking::{is_zip, package_in};
use crate::ui::route;
use crate::worker::Unanswered;
use crate::worker::job::{Unverifiable, Verified, VerifyPackage};

/// A file that can only be opened as a changed copy.
#[derive(Clone, Debug, PartialEq)]
pub struct Questioned {
    /// What is wrong with it.
    pub message: String,
    bytes: Vec<u8>,
}

/// A package file checked against what follows from its data.
#[derive(Clone, Debug, PartialEq)]
pub struct Checked {
    /// The file's name.
    pub name: String,
    /// Why it could not be checked, or what is in it and each field that differs.
    pub outcome: Result<Verified, Unverifiable>,
}

impl Workbench {
    /// A blank package, opened.
    pub fn open_blank(&self) {
        let package = Package::blank(Id::fresh("package", clock::entropy()), clock::today());
        self.open_new(package, Lineage::default());
    }

    /// A template's package, opened under an identifier of its own.
    pub async fn open_template(&self, template: Template) {
        let package = Package { id: Id::fresh("package", clock::entropy()), ..template.package };
        let file = PackageFile { package, telemetry: template.telemetry, ..PackageFile::default() };
        self.keep_contents(&file).await;
        self.open_new(file.package, Lineage::default());
    }

    /// Takes files somebody dropped: packages are opened, anything else is read as telemetry.
    pub fn take_files(&self, given: Vec<File>) {
        let this = *self;
        wasm_bindgen_futures::spawn_local(async move {
            let mut telemetry = Vec::new();
            for file in given {
                match is_package(&file).await {
                    true => this.open_file(file).await,
                    false => telemetry.push(file),
                }
            }
            if telemetry.is_empty() {
                return;
            }
            if !untrack(|| this.storing.is_open()) {
                this.open_blank();
            }
            route::go(&Screen::Evidence.address());
            this.import.take(telemetry);
        });
    }

    /// Opens a package file as a new entry. What was open stays stored.
    pub async fn open_file(&self, given: File) {
        let name = given.name();
        match file::bytes(&given).await {
            Ok(bytes) => self.open_bytes(&name, bytes, Trust::Verify).await,
            Err(_) => self.notices.problem(format!("{name} could not be read. Was it moved or changed?")),
        }
    }

    /// Opens the questioned file as the changed copy it is.
    pub async fn open_questioned(&self) {
        if let Some(questioned) = self.questioned.get_untracked() {
            self.questioned.set(None);
            self.open_bytes("The file", questioned.bytes, Trust::AcceptChanged).await;
        }
    }

    async fn open_bytes(&self, name: &str, bytes: Vec<u8>, trust: Trust) {
        let bytes = match package_in(&bytes) {
            Ok(package) => package.into_owned(),
            Err(error) => {
                self.notices.problem(format!("{name} was not opened; what you have open is unchanged. {error}"));
                return;
            }
        };
        match schema::open(&bytes, trust) {
            Ok(opened) => {
                for renamed in &opened.renamed {
                    self.notices.problem(renamed.to_string());
                }
                let faults = faults(&opened.file.package).await;
                self.accept(opened.file).await;
                if !faults.is_empty() {
                    self.notices.problem(faults.join(" "));
                }
            }
            Err(error @ OpenError::WrongDigest { .. }) => {
                self.questioned.set(Some(Questioned { message: error.to_string(), bytes }));
            }
            Err(error) => {
                self.notices.problem(format!("{name} was not opened; what you have open is unchanged. {error}"));
            }
        }
    }

    async fn accept(&self, file: PackageFile) {
        self.keep_contents(&file).await;
        let begun = Lineage { hand_off: file.lineage.hand_off.clone(), ..Lineage::default() };
        let lineage = begun.beginning_from(&file.package, &file.lineage);
        let HandOff { parts, role, .. } = file.lineage.hand_off;
        if !role.trim().is_empty() {
            self.editing.role.set(role);
        }
        self.open_new(file.package, lineage);
        route::go(&parts.first().map_or(Screen::Overview, |part| Screen::of_part(*part)).address());
    }

    /// Keeps the telemetry that travels inside a file.
    pub(super) async fn keep_contents(&self, file: &PackageFile) {
        for dataset in &file.package.evidence.datasets {
            for (id, imported) in dataset.files() {
                if let Some(bytes) = file.telemetry.get(id).and_then(json::decode) {
                    self.keep_inside(dataset, imported, &bytes).await;
                }
            }
        }
    }

    /// Keeps a file that came inside a package.
    async fn keep_inside(&self, dataset: &Dataset, imported: &ImportedFile, bytes: &[u8]) {
        if digest::of_bytes(bytes) != imported.sha256 {
            self.notices.problem(format!(
                "The data of “{}” inside the package is not the file it names, so it was left out. Load the original file on Evidence.",
                dataset.name
            ));
        } else if let Ok(blob) = file::blob(bytes)
            && let Err(error) = self.store.keep_file(imported.sha256.clone(), blob).await
        {
            self.notices.problem(format!(
                "The data of “{}” is open, but this browser cannot keep it ({error}). Open the package again after a reload.",
                dataset.name
            ));
        }
    }

    /// Downloads the package in one of its forms, and says what that form cannot hold.
    pub fn download(&self, publication: &'static Publication) {
        let this = *self;
        wasm_bindgen_futures::spawn_local(async move {
            this.memo_length.can_count().await;
            this.simulated().await;
            let package = this.package_now();
            let contents = this.contents(&package).await;
            let findings = this.findings_now();
            if let Some(lack) = (publication.lacks)(&package, &findings) {
                this.notices.problem(format!("There is no {} yet. {lack}", publication.label));
                return;
            }
            let (extra, lineage) = (Extra::new(), this.storing.lineage());
            let material = Material {
                package: &package,
                findings: &findings,
                contents: &contents,
                extra: &extra,
                lineage: &lineage,
            };
            this.hand_out(publication, &(publication.write)(&material));
            if publication.name == json::PUBLICATION.name {
                this.storing.note_lineage(lineage.handing_on(&package));
            }
        });
    }

    /// Downloads the package for somebody to see to a part of it.
    pub fn hand_off(&self, hand_off: HandOff) {
        let this = *self;
        wasm_bindgen_futures::spawn_local(async move {
            this.simulated().await;
            let package = this.package_now();
            let (contents, findings) = (this.contents(&package).await, this.findings_now());
            let (extra, lineage) = (Extra::new(), this.storing.lineage());
            let asked = Lineage { hand_off, ..(*lineage).clone() };
            let material = Material {
                package: &package,
                findings: &findings,
                contents: &contents,
                extra: &extra,
                lineage: &asked,
            };
            let mut written = (json::PUBLICATION.write)(&material);
            for file in &mut written.files {
                file.name = file_name(&package.title, "hand-off.json");
            }
            this.hand_out(&json::PUBLICATION, &written);
            this.storing.note_lineage(lineage.handing_on(&package));
        });
    }

    /// Waits for the simulation, so that what is handed out holds it whole.
    async fn simulated(&self) {
        let notices = self.notices;
        self.simulating.settled(move || notices.say("The simulation is finished first; then the file comes.")).await;
    }

    fn hand_out(&self, publication: &Publication, written: &Written) {
        let zipped;
        let (files, media_type) = match written.files.as_slice() {
            files @ ([] | [_]) => (files, publication.media_type),
            // A browser hands out one file at a time.
            files => {
                let name = file_name(&self.package_now().title, &format!("{}.zip", publication.name));
                zipped = [archive::zip(name, files)];
                (zipped.as_slice(), archive::PUBLICATION.media_type)
            }
        };
        for file in files {
            if file::download(&file.name, media_type, &file.bytes).is_err() {
                self.notices
                    .problem("The browser did not take the download. Allow downloads for this page and try again.");
                return;
            }
        }
        for loss in &written.losses {
            self.notices.say(format!("{} is not in the {}. {}.", loss.what, publication.label, loss.instead));
        }
    }

    async fn contents(&self, package: &Package) -> Contents {
        let mut contents = Contents::new();
        for (id, imported) in package.evidence.datasets.iter().flat_map(Dataset::files) {
            let small = imported.bytes as usize <= json::MOST_EMBEDDED_BYTES;
            let Some(blob) = self.store.file(&imported.sha256).await.filter(|_| small) else { continue };
            if let Ok(bytes) = file::bytes(&blob).await {
                contents.insert(id.clone(), bytes);
            }
        }
        contents
    }

    /// Recomputes every finding of a package file, the first of the `given`, with the telemetry files behind it, and
    /// tells what differs.
    pub fn check_files(&self, given: &[File], answer: impl Fn(Checked) + 'static) {
        let (Some((package, telemetry)), Ok(files)) = (given.split_first(), file::joined(given)) else { return };
        let name = package.name();
        let telemetry = telemetry.iter().map(|file| file.size() as u64).collect();
        let job = VerifyPackage { telemetry, today: clock::today() };
        let answer = Rc::new(answer);
        self.verifying.ask(job, Some(files), move |outcome| {
            let (name, answer) = (name.clone(), Rc::clone(&answer));
            wasm_bindgen_futures::spawn_local(async move {
                let outcome = match outcome {
                    Ok(verified) => Ok(with_keys(verified).await),
                    Err(Unanswered::Failed(why)) => Err(why),
                    Err(crashed) => Err(Unverifiable { problem: crashed.to_string(), ..Unverifiable::default() }),
                };
                answer(Checked { name, outcome });
            });
        });
    }

    /// Opens `package` as a new entry among the stored ones. What was open stays stored.
    pub fn open_new(&self, package: Package, lineage: Lineage) {
        self.storing.begin(lineage);
        self.show(package, History::default());
    }

    /// Opens the stored package under `key`.
    pub async fn open_stored(&self, key: &str) {
        let Some(stored) = self.storing.fetch(key).await else { return };
        match document::read(&stored.package) {
            Ok(package) => {
                let lineage = self.storing.lineage_of(&stored).await;
                self.storing.resume(stored.key, stored.revision, lineage);
                self.show(package, History::stored(stored.undo, stored.redo));
            }
            Err(error) => self.notices.problem(format!(
                "\"{}\" is stored in a form this version cannot read ({error}). It is left as it is.",
                stored.title
            )),
        }
    }

    /// Opens the package that was last open in this tab, or else in this browser.
    pub(super) async fn open_last(&self) {
        if let Some(key) = storage::last_open() {
            self.open_stored(&key).await;
        }
    }

    /// Puts another package in place of the open one.
    fn show(&self, package: Package, history: History<Package>) {
        self.editing.show(package, history);
        self.estimating.start_over();
        self.sampling.start_over();
        self.settle();
    }
}

/// Whether a file is meant as a package, whole or not: its beginning names the format.
async fn is_package(given: &File) -> bool {
    let Ok(beginning) = given.slice_with_f64_and_f64(0.0, 4_096.0) else { return false };
    let bytes = file::bytes(&beginning).await.unwrap_or_default();
    is_zip(&bytes) || String::from_utf8_lossy(&bytes).contains(schema::FORMAT)
}

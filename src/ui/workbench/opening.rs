//! Packages from files, and back into files.

use crate::findings::Screen;
use crate::ui::prelude::*;
use web_sys::File;

use super::Workbench;
use crate::browser::{clock, file};
use crate::package::schema::{self, OpenError, PackageFile, Trust};
use crate::package::{DatasetSource, Extra, Id, Package, digest};
use crate::publish::publication::{Material, Publication, Written};
use crate::publish::{self, json};
use crate::ui::route;
use crate::worker::protocol::{Request, Response};

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
    /// Why it could not be checked, or each field that differs.
    pub outcome: Result<Vec<publish::Difference>, String>,
}

impl Workbench {
    /// A blank package, opened.
    pub fn open_blank(&self) {
        let mut package = Package {
            id: Id::fresh("package", clock::entropy()),
            title: "Untitled package".to_owned(),
            ..Package::default()
        };
        package.settings.as_of = clock::today();
        package.weighting.active_profile_mut();
        self.open_new(package);
    }

    /// Takes a file somebody dropped: a package is opened, anything else is read as telemetry.
    pub fn take_file(&self, given: File) {
        let this = *self;
        wasm_bindgen_futures::spawn_local(async move {
            if is_package(&given).await {
                this.open_file(given).await;
                return;
            }
            if !untrack(|| this.is_open()) {
                this.open_blank();
            }
            route::go(&Screen::Evidence.address());
            this.import_file(given);
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
        match schema::open(&bytes, trust) {
            Ok(file) => self.accept(file).await,
            Err(error @ OpenError::WrongDigest { .. }) => {
                self.questioned.set(Some(Questioned { message: error.to_string(), bytes }));
            }
            Err(error) => {
                self.notices.problem(format!("{name} was not opened; what you have open is unchanged. {error}"));
            }
        }
    }

    async fn accept(&self, file: PackageFile) {
        for dataset in &file.package.evidence.datasets {
            let DatasetSource::Imported(imported) = &dataset.source else { continue };
            let Some(bytes) = file.telemetry.get(&dataset.id).and_then(json::decode) else { continue };
            if digest::of_bytes(&bytes) != imported.sha256 {
                self.notices.problem(format!(
                    "The data of \"{}\" inside the package is not the file it names, so it was left out. Give the original file on Evidence.",
                    dataset.name
                ));
            } else if let Ok(blob) = crate::browser::file::blob(&bytes) {
                self.keep_file(imported.sha256.clone(), blob).await;
            }
        }
        self.open_new(file.package);
        route::go(&Screen::Overview.address());
    }

    /// Downloads the package in one of its forms, and says what that form cannot hold.
    pub fn download(&self, publication: &'static Publication) {
        let this = *self;
        wasm_bindgen_futures::spawn_local(async move {
            let package = this.package_now();
            let contents = this.contents(&package).await;
            let findings = this.findings.get_untracked();
            if let Some(lack) = (publication.lacks)(&package, &findings) {
                this.notices.problem(format!("There is no {} yet. {lack}", publication.label));
                return;
            }
            let extra = Extra::new();
            let material = Material { package: &package, findings: &findings, contents: &contents, extra: &extra };
            this.hand_out(publication, &(publication.write)(&material));
        });
    }

    fn hand_out(&self, publication: &Publication, written: &Written) {
        for file in &written.files {
            if file::download(&file.name, publication.media_type, &file.bytes).is_err() {
                self.notices
                    .problem("The browser did not take the download. Allow downloads for this page and try again.");
                return;
            }
        }
        for loss in &written.losses {
            self.notices.say(format!("{} is not in the {}. {}.", loss.what, publication.label, loss.instead));
        }
    }

    async fn contents(&self, package: &Package) -> json::Contents {
        let mut contents = json::Contents::new();
        for dataset in &package.evidence.datasets {
            let DatasetSource::Imported(imported) = &dataset.source else { continue };
            let small = imported.bytes as usize <= json::MOST_EMBEDDED_BYTES;
            let Some(blob) = self.telemetry_file(&imported.sha256).await.filter(|_| small) else { continue };
            if let Ok(bytes) = file::bytes(&blob).await {
                contents.insert(dataset.id.clone(), bytes);
            }
        }
        contents
    }

    /// Recomputes every finding of a package file and tells what differs.
    pub fn check_file(&self, given: File, answer: impl FnOnce(Checked) + 'static) {
        let this = *self;
        wasm_bindgen_futures::spawn_local(async move {
            let name = given.name();
            let Some(text) = file::bytes(&given).await.ok().and_then(|bytes| String::from_utf8(bytes).ok()) else {
                answer(Checked { name, outcome: Err("The file is not text, so it is not a package.".to_owned()) });
                return;
            };
            this.ask(
                |request| Request::Verify { request, text },
                move |response| {
                    let outcome = match response {
                        Response::Verified { differences, .. } => Ok(differences),
                        Response::Failed { message, .. } => Err(message),
                        _ => Err("The computation gave no answer. Try again.".to_owned()),
                    };
                    answer(Checked { name, outcome });
                },
            );
        });
    }
}

/// Whether a file is meant as a package, whole or not: its beginning names the format.
async fn is_package(given: &File) -> bool {
    let Ok(beginning) = given.slice_with_f64_and_f64(0.0, 4_096.0) else { return false };
    let bytes = file::bytes(&beginning).await.unwrap_or_default();
    String::from_utf8_lossy(&bytes).contains(schema::FORMAT)
}

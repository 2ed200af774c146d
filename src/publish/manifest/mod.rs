//! Manifests: the release and its monitoring in the languages of engines that people run.
//!
//! Each target is a publication; what it cannot express is in the fidelity report beside it. No text that people wrote
//! leaves the place it is put in, and no metric passes because there is no value.

pub mod actions;
pub mod argo;
mod fidelity;
pub mod flagger;
pub mod grafana;
mod name;
pub mod openslo;
mod pipeline;
pub mod prometheus;
mod promql;
mod watched;
mod window;
mod yaml;

use super::publication::File;
use crate::package::Signal;
use serde_json::Value;

/// Why a signal cannot be read as it stands, as a sentence; nothing when it can.
pub fn problem(signal: &Signal) -> Option<String> {
    promql::Reading::of(signal).err().map(|why| format!("No manifest can hold it: {why}."))
}

/// A file of YAML documents that says what it was made of.
fn yaml_file(name: &str, title: &str, documents: &[Value]) -> File {
    let made =
        format!("{}. Made by Shipworthy: change the package, not this file.", title.trim().trim_end_matches('.'));
    File { name: name.to_owned(), bytes: yaml::file(&[&made], documents).into_bytes() }
}

//! The release build.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use crate::setup::Builder;
use crate::{Result, bundle, cache, compile, offline, split};

/// What the page is made of.
const SOURCES: [&str; 6] = ["Cargo.lock", "Cargo.toml", "index.html", "public", "src", "style"];

/// Builds the page into `dist`, ready for any web server and any path on it.
pub fn build(builder: &Builder) -> Result {
    build_with(builder, compile::PROFILE, true)
}

/// Builds the page into `dist` for a look: the same page, quickly built and not made small.
pub fn draft(builder: &Builder) -> Result {
    build_with(builder, compile::DRAFT, false)
}

fn build_with(builder: &Builder, profile: &str, small: bool) -> Result {
    let program = compile::page(&builder.wasm, profile)?;
    let page = bundle::assemble(&split::split(builder, &program, small)?)?;
    offline::finish(&page)?;
    if let Some(staging) = staging() {
        return bundle::copy(&page, &staging);
    }
    let dist = cache::dist();
    if dist.is_dir() {
        fs::remove_dir_all(&dist).map_err(|error| cache::cannot("remove", &dist, &error))?;
    }
    fs::rename(&page, &dist).map_err(|error| cache::cannot("create", &dist, &error))
}

/// Where Trunk takes the page from, when it is Trunk that builds.
fn staging() -> Option<PathBuf> {
    std::env::var_os("TRUNK_STAGING_DIR").map(PathBuf::from)
}

/// Whether it is Trunk that builds, for a look.
pub fn is_trunk_draft() -> bool {
    staging().is_some() && std::env::var("TRUNK_PROFILE").is_ok_and(|profile| profile == "debug")
}

/// Builds the page unless what the last build left is newer than everything it is made of.
pub fn ensure(builder: &Builder) -> Result {
    let changed = SOURCES.iter().filter_map(|source| newest(&cache::checkout().join(source))).max();
    if newest(&cache::dist().join("index.html")).is_some_and(|built| changed < Some(built)) {
        return Ok(());
    }
    println!("Building the page, because there is none of these sources.");
    build(builder)
}

/// When the file, or the newest in the folder, was changed.
fn newest(path: &Path) -> Option<SystemTime> {
    if path.is_dir() {
        return fs::read_dir(path).ok()?.flatten().filter_map(|entry| newest(&entry.path())).max();
    }
    fs::metadata(path).and_then(|about| about.modified()).ok()
}

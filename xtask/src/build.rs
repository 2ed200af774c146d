//! The release build.

use std::fs;
use std::path::Path;
use std::time::SystemTime;

use crate::setup::Builder;
use crate::{Result, cache, offline, process, style};

/// What the page is made of.
const SOURCES: [&str; 7] = ["Cargo.lock", "Cargo.toml", "Trunk.toml", "index.html", "public", "src", "style"];

/// Builds the page into `dist`, ready for any web server and any path on it.
pub fn build(builder: &Builder) -> Result {
    style::bundle()?;
    process::run(builder.command("trunk").current_dir(cache::checkout()).args(["build", "--release"]))?;
    offline::finish(&cache::dist())
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

//! The last step of the build: the service worker learns which files belong to this build.

use std::collections::hash_map::DefaultHasher;
use std::fs;
use std::hash::{Hash, Hasher};
use std::path::Path;

use crate::Result;
use crate::cache::cannot;

/// The line of `sw.js` that the list replaces.
const LIST: &str = "const build = { version: \"\", files: [] };";

/// The page's own address.
const PAGE: &str = "./";

/// Finishes the page in the folder `dist`.
pub fn finish(dist: &Path) -> Result {
    let page = read(dist, "index.html")?;
    let files = list(dist, "")?;
    let version = version(dist, &page, &files)?;
    let named = format!("</title>\n  <meta name=\"build\" content=\"{version}\">");
    write(dist, "index.html", &replace(&page, "</title>", &named)?)?;
    let list = format!("const build = {{ version: \"{version}\", files: {} }};", array(&files));
    write(dist, "sw.js", &replace(&read(dist, "sw.js")?, LIST, &list)?)
}

/// A digest of everything that is kept for use offline.
fn version(dist: &Path, page: &str, files: &[String]) -> Result<String> {
    let mut digest = DefaultHasher::new();
    page.hash(&mut digest);
    for file in files.iter().filter(|file| *file != PAGE) {
        let path = dist.join(file);
        let bytes = fs::read(&path).map_err(|error| cannot("read", &path, &error))?;
        (file, bytes).hash(&mut digest);
    }
    Ok(format!("{:016x}", digest.finish()))
}

/// The addresses of everything the page can ask for, itself as `./`.
fn list(dist: &Path, inside: &str) -> Result<Vec<String>> {
    let folder = dist.join(inside);
    let entries = fs::read_dir(&folder).map_err(|error| cannot("read", &folder, &error))?;
    let mut files = Vec::new();
    for entry in entries.flatten() {
        let name = format!("{inside}{}", entry.file_name().to_string_lossy());
        match name.as_str() {
            // The worker itself, and what other programs and readers look for.
            "sw.js" | "schema" => {}
            _ if name.ends_with(".md") => {}
            "index.html" => files.push(PAGE.to_owned()),
            _ if entry.path().is_dir() => files.extend(list(dist, &format!("{name}/"))?),
            _ => files.push(name),
        }
    }
    files.sort();
    Ok(files)
}

fn array(files: &[String]) -> String {
    let quoted: Vec<String> = files.iter().map(|file| format!("{file:?}")).collect();
    format!("[{}]", quoted.join(", "))
}

/// `text` with its only `old` replaced: what was expected in a built file has to be there.
fn replace(text: &str, old: &str, new: &str) -> Result<String> {
    match text.matches(old).count() {
        1 => Ok(text.replacen(old, new, 1)),
        count => Err(format!("The build should contain `{old}` once, and has it {count} times.")),
    }
}

fn read(dist: &Path, name: &str) -> Result<String> {
    let path = dist.join(name);
    fs::read_to_string(&path).map_err(|error| cannot("read", &path, &error))
}

fn write(dist: &Path, name: &str, text: &str) -> Result {
    let path = dist.join(name);
    fs::write(&path, text).map_err(|error| cannot("write", &path, &error))
}

//! The page's files put together: every file with code in it gets a name that is its content, and the page and the
//! scripts refer to them by these names.

use std::collections::hash_map::DefaultHasher;
use std::fs;
use std::hash::{Hash, Hasher};
use std::path::{Path, PathBuf};

use crate::cache::{self, cannot};
use crate::{Result, split, style};

/// The scripts of `public` that only the page refers to.
const SCRIPTS: [&str; 2] = ["boot.js", "worker.js"];

/// Puts the parts of the program, the style sheet and what is public together in a folder, and gives that.
pub fn assemble(parts: &Path) -> Result<PathBuf> {
    let folder = cache::checkout().join("target/page-split/page");
    if folder.is_dir() {
        fs::remove_dir_all(&folder).map_err(|error| cannot("remove", &folder, &error))?;
    }
    copy(&cache::checkout().join("public"), &folder)?;
    let mut page = read(&cache::checkout().join("index.html"))?;
    page = refer(page, "main.css", &store(&folder, "main.css", style::bundled()?.as_bytes())?)?;
    for name in SCRIPTS {
        let text = read(&folder.join(name))?;
        fs::remove_file(folder.join(name)).map_err(|error| cannot("remove", &folder.join(name), &error))?;
        page = refer(page, name, &store(&folder, name, text.as_bytes())?)?;
    }
    for (name, stored) in program(parts, &folder)? {
        page = refer(page, name, &stored)?;
    }
    write(&folder.join("index.html"), page.as_bytes())?;
    Ok(folder)
}

/// Stores the program's parts; gives the names of those that the page refers to.
fn program(parts: &Path, folder: &Path) -> Result<Vec<(&'static str, String)>> {
    let mut loader = read(&parts.join(split::LOADER))?;
    let mut first = String::new();
    for name in split::names(parts)?.iter().filter(|name| name.ends_with(".wasm")) {
        let path = parts.join(name);
        let stored = store(folder, name, &fs::read(&path).map_err(|error| cannot("read", &path, &error))?)?;
        match name == split::FIRST {
            true => first = stored,
            false => loader = refer(loader, name, &stored)?,
        }
    }
    let script = read(&parts.join(split::SCRIPT))?;
    // They name each other, so that they have one digest.
    let both = digest(format!("{script}{loader}").as_bytes());
    let [script_name, loader_name] = [split::SCRIPT, split::LOADER].map(|name| named(name, &both));
    write(&folder.join(&script_name), refer(script, split::LOADER, &loader_name)?.as_bytes())?;
    write(&folder.join(&loader_name), refer(loader, split::SCRIPT, &script_name)?.as_bytes())?;
    Ok(vec![(split::SCRIPT, script_name), (split::LOADER, loader_name), (split::FIRST, first)])
}

/// Stores a file under its name with its digest in it, and gives that name.
fn store(folder: &Path, name: &str, bytes: &[u8]) -> Result<String> {
    let stored = named(name, &digest(bytes));
    write(&folder.join(&stored), bytes)?;
    Ok(stored)
}

/// `app.js` with the digest `0123456789abcdef` is `app-0123456789abcdef.js`.
fn named(name: &str, digest: &str) -> String {
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
    format!("{stem}-{digest}.{ending}")
}

/// `text` with its references to the file `./name` leading to `stored`; there has to be one.
fn refer(text: String, name: &str, stored: &str) -> Result<String> {
    let [reference, new] = [name, stored].map(|name| format!("\"./{name}\""));
    match text.contains(&reference) {
        true => Ok(text.replace(&reference, &new)),
        false => Err(format!("Nothing refers to {reference}, where something should.")),
    }
}

fn digest(bytes: &[u8]) -> String {
    let mut digest = DefaultHasher::new();
    bytes.hash(&mut digest);
    format!("{:016x}", digest.finish())
}

/// Copies a folder with all in it into another.
pub fn copy(from: &Path, to: &Path) -> Result {
    fs::create_dir_all(to).map_err(|error| cannot("create", to, &error))?;
    for name in split::names(from)? {
        let (from, to) = (from.join(&name), to.join(&name));
        match from.is_dir() {
            true => copy(&from, &to)?,
            false => drop(fs::copy(&from, &to).map_err(|error| cannot("copy", &from, &error))?),
        }
    }
    Ok(())
}

fn read(path: &Path) -> Result<String> {
    fs::read_to_string(path).map_err(|error| cannot("read", path, &error))
}

fn write(path: &Path, bytes: &[u8]) -> Result {
    fs::write(path, bytes).map_err(|error| cannot("write", path, &error))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_stored_under_its_content_and_referred_to_by_that() {
        assert_eq!(named("split_screens.wasm", "0123"), "split_screens-0123.wasm");
        assert_eq!(digest(b"one"), digest(b"one"));
        assert_ne!(digest(b"one"), digest(b"two"));
        let text = "import \"./app.js\"; import \"./app.json\"".to_owned();
        let referred = refer(text.clone(), "app.js", "app-0.js").expect("it is referred to");
        assert_eq!(referred, "import \"./app-0.js\"; import \"./app.json\"");
        assert!(refer(text, "other.js", "other-0.js").is_err());
    }
}

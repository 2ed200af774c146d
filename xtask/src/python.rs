//! Python with pinned libraries, and the reference numbers that come from them.

use std::collections::hash_map::DefaultHasher;
use std::fs;
use std::hash::{Hash, Hasher};
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::Result;
use crate::cache::{self, cannot, checkout};
use crate::process::{find, run};

/// Makes the reference numbers again and fails if they differ from the committed ones.
pub fn reference() -> Result {
    let folder = checkout().join("tests/reference");
    let script = folder.join("make.py");
    let python = environment(&folder.join("requirements.txt"))?;
    run(Command::new(python).current_dir(checkout()).arg(script).arg("--check"))
}

/// A Python with the packages of a requirements file, kept in the cache under the file's digest.
pub fn environment(requirements: &Path) -> Result<PathBuf> {
    let text = fs::read_to_string(requirements).map_err(|error| cannot("read", requirements, &error))?;
    let python = find("python3", &[]).ok_or("Python 3 is missing: please install it, with its venv module.")?;
    let mut digest = DefaultHasher::new();
    (&text, fs::canonicalize(&python).unwrap_or_default()).hash(&mut digest);
    let folder = cache::cache()?.join(format!("python-{:016x}", digest.finish()));
    // An environment names its own folder, so it is made in place and marked when complete.
    let (complete, inside) = (folder.join("complete"), folder.join("bin/python"));
    if complete.is_file() {
        return Ok(inside);
    }
    println!("Installing with pip what {} names.", requirements.display());
    run(Command::new(python).args(["-m", "venv", "--clear"]).arg(&folder))?;
    run(Command::new(&inside)
        .args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r"])
        .arg(requirements))?;
    fs::write(&complete, "").map_err(|error| cannot("write", &complete, &error))?;
    Ok(inside)
}

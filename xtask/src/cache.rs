//! Where things are: the checkout, what was built, and what was installed.

use std::fs;
use std::path::{Path, PathBuf};

use crate::Result;

/// The folder that holds the workspace.
pub fn checkout() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap_or(Path::new(".")).to_path_buf()
}

/// What `build` leaves for a web server.
pub fn dist() -> PathBuf {
    checkout().join("dist")
}

/// Installed tools, each in a folder named with its version, shared by every checkout:
/// `$SHIPWORTHY_CACHE`, `$XDG_CACHE_HOME/shipworthy` or `~/.cache/shipworthy`.
pub fn cache() -> Result<PathBuf> {
    let variable = |name| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    variable("SHIPWORTHY_CACHE")
        .or_else(|| variable("XDG_CACHE_HOME").map(|folder| folder.join("shipworthy")))
        .or_else(|| variable("HOME").map(|folder| folder.join(".cache/shipworthy")))
        .ok_or_else(|| "Nowhere to keep tools: set SHIPWORTHY_CACHE to a folder.".to_owned())
}

/// The cache's folder `name`, made by `fill` if it is not there. `fill` works in a folder beside
/// it that takes the name only when complete, so that an interrupted install leaves nothing
/// behind that looks installed.
pub fn keep(name: &str, fill: impl FnOnce(&Path) -> Result) -> Result<PathBuf> {
    let kept = cache()?.join(name);
    if kept.is_dir() {
        return Ok(kept);
    }
    let unfinished = cache()?.join(format!("unfinished-{name}-{}", std::process::id()));
    fs::create_dir_all(&unfinished).map_err(|error| cannot("create", &unfinished, &error))?;
    if let Err(why) = fill(&unfinished) {
        let _ = fs::remove_dir_all(&unfinished);
        return Err(why);
    }
    match fs::rename(&unfinished, &kept) {
        Ok(()) => Ok(kept),
        // Another run was faster: what it made is as good.
        Err(_) if kept.is_dir() => fs::remove_dir_all(&unfinished).map(|()| kept).map_err(|e| e.to_string()),
        Err(error) => Err(cannot("create", &kept, &error)),
    }
}

/// A sentence for what the file system refused.
pub fn cannot(what: &str, path: &Path, error: &std::io::Error) -> String {
    format!("Cannot {what} {}: {error}.", path.display())
}

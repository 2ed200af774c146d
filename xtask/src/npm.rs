//! What comes from npm: `wasm-opt`, and the library that drives the browser in journeys.

use std::path::PathBuf;
use std::process::Command;

use crate::Result;
use crate::cache;
use crate::process::{find, run};

const PACKAGES: [(&str, &str); 2] = [("binaryen", "132.0.0"), ("playwright-core", "1.65.1")];

/// The `node_modules` folder with everything in it.
pub fn modules() -> Result<PathBuf> {
    if find("npm", &[]).is_none() || find("node", &[]).is_none() {
        return Err("Node.js with npm is missing: please install it (version 20 or newer).".to_owned());
    }
    let versions = PACKAGES.map(|(name, version)| format!("{name}-{version}")).join("-");
    let kept = cache::keep(&format!("npm-{versions}"), |folder| {
        println!(
            "Installing {} with npm, because it makes the WebAssembly small and drives the browser in tests.",
            PACKAGES.map(|(name, _)| name).join(" and ")
        );
        run(Command::new("npm")
            .args(["install", "--no-save", "--no-audit", "--no-fund", "--ignore-scripts", "--prefix"])
            .arg(folder)
            .args(PACKAGES.map(|(name, version)| format!("{name}@{version}"))))
    })?;
    Ok(kept.join("node_modules"))
}

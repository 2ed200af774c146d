//! What comes from npm: `wasm-opt`, the libraries that drive the browser, judge the page and read its print in journeys, and peers to
//! measure against.

use std::path::PathBuf;
use std::process::Command;

use crate::Result;
use crate::cache;
use crate::process::{find, run};

/// A package and its version.
type Package = (&'static str, &'static str);

const PACKAGES: [Package; 4] =
    [("axe-core", "4.14.1"), ("binaryen", "132.0.0"), ("pdfjs-dist", "6.5.438"), ("playwright-core", "1.65.1")];

/// What speaks to the browsers that playwright-core does not steer as they come.
const ENGINES: [Package; 1] = [("ws", "8.23.0")];

/// What the reading of telemetry is measured against.
const PEERS: [Package; 2] = [("@duckdb/duckdb-wasm", "1.32.0"), ("udsv", "0.7.3")];

/// The `node_modules` folder with everything in it.
pub fn modules() -> Result<PathBuf> {
    install(
        "npm",
        &PACKAGES,
        "they make the WebAssembly small, drive the browser in tests, and judge and read what it shows",
    )
}

/// The `node_modules` folder of what steers other engines than Chromium.
pub fn engines() -> Result<PathBuf> {
    install("npm-engines", &ENGINES, "it steers Firefox")
}

/// The `node_modules` folder of the peers in benchmarks.
pub fn peers() -> Result<PathBuf> {
    install("npm-peers", &PEERS, "reading telemetry is measured against it")
}

fn install(kind: &str, packages: &[Package], why: &str) -> Result<PathBuf> {
    if find("npm", &[]).is_none() || find("node", &[]).is_none() {
        return Err("Node.js with npm is missing: please install it (version 20 or newer).".to_owned());
    }
    let names: Vec<&str> = packages.iter().map(|(name, _)| *name).collect();
    let versions: Vec<String> = packages.iter().map(|(name, version)| format!("{name}-{version}")).collect();
    let kept = cache::keep(&format!("{kind}-{}", versions.join("-").replace(['@', '/'], "")), |folder| {
        println!("Installing {} with npm, because {why}.", names.join(" and "));
        run(Command::new("npm")
            .args(["install", "--no-save", "--no-audit", "--no-fund", "--ignore-scripts", "--prefix"])
            .arg(folder)
            .args(packages.iter().map(|(name, version)| format!("{name}@{version}"))))
    })?;
    Ok(kept.join("node_modules"))
}

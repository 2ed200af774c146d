//! What joins WebAssembly and JavaScript and what splits it, in the versions the project is built with.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::Result;
use crate::cache;
use crate::process::{capture, find, run};

/// The splitter that fits the `wasm_split_helpers` in Cargo.lock.
const SPLITTER: &str = "0.2.4";

/// A tool's own speed matters less than how soon it is there, but for what goes over the WebAssembly
/// instruction by instruction.
const PROFILE: [&str; 7] = [
    "profile.release.opt-level=0",
    "profile.release.lto=false",
    "profile.release.codegen-units=256",
    "profile.release.debug=false",
    "profile.release.panic='abort'",
    "profile.release.package.walrus.opt-level=1",
    "profile.release.package.wasmparser.opt-level=1",
];

/// A program that cargo can install, in the version that is needed.
struct Tool {
    package: &'static str,
    version: String,
    /// What of it is used.
    programs: &'static [&'static str],
    /// What it is compiled with: as little as serves.
    features: &'static [&'static str],
    /// Whether its programs tell their version. One that does not is used only where it was installed from here.
    tells_version: bool,
    why: &'static str,
}

/// The tools, and which of them are still to be installed.
pub struct Tools {
    tools: Vec<Tool>,
}

impl Tools {
    /// The splitter, and wasm-bindgen in the version of the library in Cargo.lock.
    pub fn named() -> Result<Tools> {
        let wasm_bindgen = Tool {
            package: "wasm-bindgen-cli",
            version: locked_version("wasm-bindgen")?,
            programs: &["wasm-bindgen", "wasm-bindgen-test-runner"],
            features: &[],
            tells_version: true,
            why: "it joins WebAssembly and JavaScript",
        };
        let splitter = Tool {
            package: "wasm_split_cli_support",
            version: SPLITTER.to_owned(),
            programs: &["wasm-split-cli"],
            features: &["--features=build-binary"],
            tells_version: false,
            why: "a first visit does not wait for all of the program",
        };
        Ok(Tools { tools: vec![wasm_bindgen, splitter] })
    }

    /// Whether some are neither on PATH nor kept.
    pub fn are_missing(&self) -> bool {
        self.tools.iter().any(|tool| !tool.is_on_path() && !tool.folder().is_ok_and(|folder| folder.is_dir()))
    }

    /// The folders to put on PATH for those that are not on it in the right version, installed if missing.
    pub fn ensure(&self) -> Result<Vec<PathBuf>> {
        // What several tools rest on is compiled once.
        let shared = cache::cache()?.join(format!("unfinished-build-{}", std::process::id()));
        let missing = self.tools.iter().filter(|tool| !tool.is_on_path());
        let folders = missing.map(|tool| tool.ensure(&shared)).collect();
        if shared.is_dir() {
            fs::remove_dir_all(&shared).map_err(|error| cache::cannot("remove", &shared, &error))?;
        }
        folders
    }
}

impl Tool {
    fn is_on_path(&self) -> bool {
        self.tells_version && self.programs.iter().all(|program| find(program, &[]).is_some_and(|file| self.is(&file)))
    }

    fn folder(&self) -> Result<PathBuf> {
        Ok(cache::cache()?.join(self.name()))
    }

    fn name(&self) -> String {
        format!("{}-{}", self.package, self.version)
    }

    fn ensure(&self, build: &Path) -> Result<PathBuf> {
        let kept = cache::keep(&self.name(), |folder| self.install(folder, build))?;
        let programs = kept.join("bin");
        match self.programs.iter().find(|program| !self.is(&programs.join(program))) {
            None => Ok(programs),
            Some(program) => Err(format!("{program} does not run: remove {} and try again.", kept.display())),
        }
    }

    /// Whether `program` runs and, if it tells, has the version.
    fn is(&self, program: &Path) -> bool {
        let asked = if self.tells_version { "--version" } else { "--help" };
        let said = capture(Command::new(program).arg(asked));
        said.is_some_and(|said| !self.tells_version || said.ends_with(&self.version))
    }

    fn install(&self, folder: &Path, build: &Path) -> Result {
        println!("Installing {} {} with cargo, because {} (some minutes, once).", self.package, self.version, self.why);
        // The tool's own lock file first; a mirror may lack one of the versions it names.
        let (mut locked, mut unlocked) = (self.cargo(folder, build), self.cargo(folder, build));
        run(locked.arg("--locked")).or_else(|_| run(&mut unlocked)).map_err(|why| {
            format!("{why}\nPlease put {0} {1} on PATH: `cargo install {0} --version {1}`.", self.package, self.version)
        })
    }

    fn cargo(&self, folder: &Path, build: &Path) -> Command {
        let mut command = Command::new("cargo");
        command
            .current_dir(folder)
            .args(["install", "--quiet", self.package, "--version", &self.version, "--root"])
            .arg(folder)
            .args(self.programs.iter().flat_map(|program| ["--bin", program]))
            .args(self.features)
            .args(PROFILE.iter().flat_map(|setting| ["--config", setting]))
            .env("CARGO_TARGET_DIR", build)
            .env_remove("RUSTFLAGS");
        command
    }
}

/// The version of `package` in Cargo.lock.
fn locked_version(package: &str) -> Result<String> {
    let path = cache::checkout().join("Cargo.lock");
    let lock = fs::read_to_string(&path).map_err(|error| cache::cannot("read", &path, &error))?;
    version_in(&lock, package).ok_or_else(|| format!("Cargo.lock does not name {package}."))
}

fn version_in(lock: &str, package: &str) -> Option<String> {
    let after = lock.split_once(&format!("name = \"{package}\"\nversion = \""))?.1;
    Some(after.split('"').next()?.to_owned())
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_version_is_that_of_the_package_of_exactly_this_name() {
        let lock =
            "[[package]]\nname = \"ab\"\nversion = \"1.0.0\"\n\n[[package]]\nname = \"b\"\nversion = \"2.0.0\"\n";
        assert_eq!(super::version_in(lock, "b").as_deref(), Some("2.0.0"));
        assert_eq!(super::version_in(lock, "c"), None);
    }
}

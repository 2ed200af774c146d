//! Trunk and wasm-bindgen, in the versions the project is built with.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::Result;
use crate::cache;
use crate::process::{capture, find, run};

/// The Trunk this project is built with. 0.22 asks for a newer compiler than the project does.
const TRUNK: &str = "0.21.14";

/// The folder to put on PATH for Trunk; nothing if the right one is on it.
pub fn trunk() -> Result<Option<PathBuf>> {
    ensure(&Tool { package: "trunk", program: "trunk", version: TRUNK, why: "it bundles the page" })
}

/// The folder to put on PATH for wasm-bindgen and its test runner; nothing if the right ones are
/// on it. Their version has to be that of the library in Cargo.lock.
pub fn wasm_bindgen() -> Result<Option<PathBuf>> {
    ensure(&Tool {
        package: "wasm-bindgen-cli",
        program: "wasm-bindgen-test-runner",
        version: &locked_version("wasm-bindgen")?,
        why: "it joins WebAssembly and JavaScript",
    })
}

struct Tool<'a> {
    package: &'a str,
    program: &'a str,
    version: &'a str,
    why: &'a str,
}

fn ensure(tool: &Tool) -> Result<Option<PathBuf>> {
    if answers(Path::new(tool.program), tool) {
        return Ok(None);
    }
    let kept = cache::keep(&format!("{}-{}", tool.package, tool.version), |folder| install(tool, folder))?;
    let programs = kept.join("bin");
    if !answers(&programs.join(tool.program), tool) {
        return Err(format!("{} does not run: remove {} and try again.", tool.program, kept.display()));
    }
    Ok(Some(programs))
}

fn answers(program: &Path, tool: &Tool) -> bool {
    let known = program.is_absolute() || find(tool.program, &[]).is_some();
    known && capture(Command::new(program).arg("--version")).is_some_and(|said| said.ends_with(tool.version))
}

fn install(tool: &Tool, folder: &Path) -> Result {
    println!("Installing {} {} with cargo, because {} (some minutes, once).", tool.package, tool.version, tool.why);
    let cargo = || {
        let mut command = Command::new("cargo");
        command
            .current_dir(folder)
            .args(["install", tool.package, "--version", tool.version, "--root"])
            .arg(folder)
            .env("CARGO_TARGET_DIR", folder.join("build"))
            // The tool's own speed matters less than how soon it is there.
            .env("CARGO_PROFILE_RELEASE_LTO", "false")
            .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1")
            .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16")
            .env_remove("RUSTFLAGS");
        command
    };
    // The tool's own lock file first; a mirror may lack one of the versions it names.
    run(cargo().arg("--locked")).or_else(|_| run(&mut cargo())).map_err(|why| {
        format!(
            "{why}\nPlease put {} {} on PATH: `cargo install {} --version {}`.",
            tool.program, tool.version, tool.package, tool.version
        )
    })?;
    let built = folder.join("build");
    if built.is_dir() {
        fs::remove_dir_all(&built).map_err(|error| cache::cannot("remove", &built, &error))?;
    }
    Ok(())
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

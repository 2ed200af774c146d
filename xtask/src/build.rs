//! The release build.

use std::process::Command;

use crate::setup::Builder;
use crate::wasm_target::{TARGET, WasmTarget};
use crate::{Result, cache, offline, process, style};

/// How the page is compiled; `Trunk.toml` names it too.
pub const PROFILE: &str = "page";

/// Builds the page into `dist`, ready for any web server and any path on it.
pub fn build(builder: &Builder) -> Result {
    style::bundle()?;
    process::run(builder.command("trunk").current_dir(cache::checkout()).args(["build", "--release"]))?;
    offline::finish(&cache::dist())
}

/// Compiles the page as Trunk will, so that Trunk finds it compiled.
pub fn compile(wasm: &WasmTarget) -> Result {
    let mut cargo = Command::new("cargo");
    wasm.apply(&mut cargo);
    process::run(cargo.current_dir(cache::checkout()).args([
        "build",
        "--profile",
        PROFILE,
        "--target",
        TARGET,
        "--bin",
        "app",
    ]))
}

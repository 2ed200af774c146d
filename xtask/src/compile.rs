//! Compiling the page.

use std::process::Command;

use crate::wasm_target::{TARGET, WasmTarget};
use crate::{Result, cache, process};

/// How the page is compiled; `Trunk.toml` names it too.
pub const PROFILE: &str = "page";

/// Compiles the page as Trunk will, so that Trunk finds it compiled.
pub fn page(wasm: &WasmTarget) -> Result {
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

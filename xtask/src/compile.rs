//! Compiling the page.

use std::path::PathBuf;
use std::process::Command;

use crate::wasm_target::{TARGET, WasmTarget};
use crate::{Result, cache, process};

/// How the page is compiled for people: see Cargo.toml.
pub const PROFILE: &str = "page";

/// How it is compiled for a look while it is written.
pub const DRAFT: &str = "draft";

/// Compiles the page with a profile and gives the program's file, which says where its parts refer to each other, so
/// that it can be split.
pub fn page(wasm: &WasmTarget, profile: &str) -> Result<PathBuf> {
    let mut cargo = Command::new("cargo");
    wasm.apply(&mut cargo);
    cargo.current_dir(cache::checkout());
    cargo.args(["rustc", "--profile", profile, "--target", TARGET, "--bin", "app"]);
    process::run(cargo.args(["--", "-Clink-arg=--emit-relocs"]))?;
    Ok(cache::checkout().join("target").join(TARGET).join(profile).join("app.wasm"))
}

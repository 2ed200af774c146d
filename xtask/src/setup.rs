//! Everything the other commands need, installed where it is missing.

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::Command;
use std::thread::{self, ScopedJoinHandle};

use crate::chromium::Chromium;
use crate::tool::Tools;
use crate::wasm_target::WasmTarget;
use crate::{Result, compile, npm};

/// What builds the page.
pub struct Builder {
    pub wasm: WasmTarget,
    /// npm's packages.
    pub modules: PathBuf,
    path: OsString,
}

impl Builder {
    /// A program that finds the tools first on PATH and builds for the browser with the right
    /// compiler.
    pub fn command(&self, program: &str) -> Command {
        // The standard library looks a program up on the parent's PATH, not on the one given.
        let folders: Vec<PathBuf> = std::env::split_paths(&self.path).collect();
        let file = crate::process::find(program, &folders).unwrap_or_else(|| program.into());
        let mut command = Command::new(file);
        command.env("PATH", &self.path);
        self.wasm.apply(&mut command);
        command
    }
}

/// What builds and tests the page.
pub struct Tester {
    pub builder: Builder,
    pub chromium: Chromium,
}

/// Installs what `build` and `serve` need.
pub fn for_building() -> Result<Builder> {
    let tools = Tools::named()?;
    let takes_minutes = tools.are_missing();
    let (modules, wasm, programs) = thread::scope(|threads| {
        let modules = threads.spawn(npm::modules);
        let programs = threads.spawn(|| tools.ensure());
        let wasm = WasmTarget::ensure();
        if let (Ok(wasm), true) = (&wasm, takes_minutes) {
            // Each has a long stretch that keeps one core busy. What fails here fails once more in the build.
            let _ = compile::page(wasm, compile::PROFILE);
        }
        (joined(modules), wasm, joined(programs))
    });
    let (modules, wasm) = (modules?, wasm?);
    let mut folders = vec![modules.join(".bin")];
    folders.extend(programs?);
    folders.extend(std::env::split_paths(&std::env::var_os("PATH").unwrap_or_default()));
    let path = std::env::join_paths(folders).map_err(|error| format!("PATH cannot be extended: {error}."))?;
    Ok(Builder { wasm, modules, path })
}

fn joined<T>(thread: ScopedJoinHandle<Result<T>>) -> Result<T> {
    thread.join().unwrap_or_else(|_| Err("An installation broke off.".to_owned()))
}

/// Installs what `test` and `bench` need.
pub fn for_testing() -> Result<Tester> {
    let chromium = Chromium::ensure()?;
    Ok(Tester { builder: for_building()?, chromium })
}

//! A compiler for `wasm32-unknown-unknown`: rustup's own where its target can be had, else
//! Debian's newer one, with the target's standard library built from its source.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::Result;
use crate::cache;
use crate::process::{capture, run};

/// The target's name.
pub const TARGET: &str = "wasm32-unknown-unknown";

const DEBIAN: &str = "/usr/bin/rustc";
const DEBIAN_CLIPPY: &str = "/usr/bin/cargo-clippy";

/// Which compiler builds for the browser.
#[derive(Clone, Debug)]
pub enum WasmTarget {
    /// The one on PATH.
    Rustup,
    /// Debian's, with the folder that holds the target's standard library.
    Debian(PathBuf),
}

impl WasmTarget {
    /// Makes sure there is one. `SHIPWORTHY_WASM_COMPILER=debian` skips rustup's.
    pub fn ensure() -> Result<WasmTarget> {
        let debian_only = std::env::var("SHIPWORTHY_WASM_COMPILER").is_ok_and(|which| which == "debian");
        if !debian_only && (has_target("rustc") || added_by_rustup()) {
            return Ok(WasmTarget::Rustup);
        }
        debian().map(WasmTarget::Debian).map_err(|why| {
            format!(
                "{why}\nThe wasm target is missing: `rustup target add {TARGET}` did not work here, \
                 and neither did building it with Debian's compiler."
            )
        })
    }

    /// Sets `command`, a cargo run, to build with it.
    pub fn apply(&self, command: &mut Command) {
        if let WasmTarget::Debian(sysroot) = self {
            // RUSTFLAGS would override the target's own flags.
            command.env_remove("RUSTFLAGS").env("RUSTC", DEBIAN).env(
                "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS",
                format!("--sysroot={} -Cembed-bitcode=yes", sysroot.display()),
            );
        }
    }

    /// A `cargo clippy` for the target: the lints have to come from the compiler's own version.
    pub fn clippy(&self) -> Command {
        match self {
            WasmTarget::Rustup => {
                let mut command = Command::new("cargo");
                command.arg("clippy");
                command
            }
            WasmTarget::Debian(_) => {
                let mut command = Command::new(DEBIAN_CLIPPY);
                command.arg("clippy");
                self.apply(&mut command);
                command
            }
        }
    }
}

fn has_target(rustc: &str) -> bool {
    let folder = capture(Command::new(rustc).args(["--print", "target-libdir", "--target", TARGET]));
    folder.is_some_and(|folder| has_std(Path::new(&folder)))
}

fn has_std(folder: &Path) -> bool {
    fs::read_dir(folder)
        .is_ok_and(|entries| entries.flatten().any(|entry| entry.file_name().to_string_lossy().starts_with("libstd-")))
}

fn added_by_rustup() -> bool {
    println!("Installing the wasm target with rustup, because the page is WebAssembly.");
    run(Command::new("rustup").args(["target", "add", TARGET])).is_ok() && has_target("rustc")
}

/// Debian's compiler with a sysroot in the cache that adds the target to it.
fn debian() -> Result<PathBuf> {
    if !Path::new(DEBIAN).is_file() || !Path::new(DEBIAN_CLIPPY).is_file() || library_source().is_none() {
        install(
            &["rustc-web", "rust-web-src", "rust-web-clippy"],
            "rustup cannot fetch the wasm target here, and Debian's compiler comes with the source to build it from",
        )?;
    }
    let linker = linker()?;
    let version = capture(Command::new(DEBIAN).arg("--version")).ok_or("Debian's rustc does not run.")?;
    let version = version.split_whitespace().nth(1).unwrap_or("unknown").to_owned();
    cache::keep(&format!("wasm-sysroot-{version}"), |folder| build_sysroot(folder, &linker))
}

/// Installs Debian packages, saying why.
pub fn install(packages: &[&str], why: &str) -> Result {
    println!("Installing {} with apt-get: {why}.", packages.join(", "));
    let root = capture(Command::new("id").arg("-u")).is_some_and(|id| id == "0");
    let apt = || {
        let mut command = if root { Command::new("apt-get") } else { Command::new("sudo") };
        if !root {
            command.args(["--non-interactive", "apt-get"]);
        }
        command.env("DEBIAN_FRONTEND", "noninteractive");
        command
    };
    // An index that could not be refreshed may still know the packages.
    let _ = run(apt().args(["update", "--quiet"]));
    run(apt().args(["install", "--yes", "--quiet", "--no-install-recommends"]).args(packages))
        .map_err(|error| format!("{error}\nPlease install {} by hand.", packages.join(", ")))
}

fn library_source() -> Option<PathBuf> {
    let sysroot = capture(Command::new(DEBIAN).args(["--print", "sysroot"]))?;
    let source = Path::new(&sysroot).join("lib/rustlib/src/rust/library");
    source.is_dir().then_some(source)
}

/// The linker of the LLVM that Debian's compiler was built with.
fn linker() -> Result<PathBuf> {
    let about = capture(Command::new(DEBIAN).arg("-vV")).ok_or("Debian's rustc does not run.")?;
    let version = about.lines().find_map(|line| line.strip_prefix("LLVM version: ")).unwrap_or_default();
    let major = version.split('.').next().unwrap_or_default();
    let linker = PathBuf::from(format!("/usr/lib/llvm-{major}/bin/lld"));
    if !linker.is_file() {
        install(&[&format!("lld-{major}")], "the compiler for wasm links with it")?;
    }
    Ok(linker)
}

fn build_sysroot(folder: &Path, linker: &Path) -> Result {
    println!("Building the standard library for {TARGET}, once, about a minute.");
    let scratch = folder.join("scratch");
    let write = |path: &Path, text: &str| fs::write(path, text).map_err(|error| cache::cannot("write", path, &error));
    let create = |path: &Path| fs::create_dir_all(path).map_err(|error| cache::cannot("create", path, &error));
    create(&scratch.join("src"))?;
    write(&scratch.join("src/lib.rs"), "")?;
    write(
        &scratch.join("Cargo.toml"),
        "[package]\nname = \"scratch\"\nversion = \"0.0.0\"\nedition = \"2021\"\n[workspace]\n",
    )?;
    run(Command::new("cargo")
        .current_dir(&scratch)
        .args(["build", "--release", "--target", TARGET, "-Zbuild-std=std,panic_abort,proc_macro,test"])
        .env("RUSTC", DEBIAN)
        .env("RUSTC_BOOTSTRAP", "1")
        // Without bitcode the release's link-time optimisation fails.
        .env("RUSTFLAGS", "-Cembed-bitcode=yes")
        .env("CARGO_TARGET_DIR", scratch.join("target")))?;

    let library = folder.join("lib/rustlib").join(TARGET).join("lib");
    create(&library)?;
    let built = scratch.join("target").join(TARGET).join("release/deps");
    let entries = fs::read_dir(&built).map_err(|error| cache::cannot("read", &built, &error))?;
    for path in entries.flatten().map(|entry| entry.path()) {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if name.ends_with(".rlib") && !name.starts_with("libscratch-") {
            fs::copy(&path, library.join(&name)).map_err(|error| cache::cannot("copy", &path, &error))?;
        }
    }
    let about = capture(Command::new(DEBIAN).arg("-vV")).unwrap_or_default();
    let host = about.lines().find_map(|line| line.strip_prefix("host: ")).unwrap_or("x86_64-unknown-linux-gnu");
    let programs = folder.join("lib/rustlib").join(host).join("bin");
    create(&programs)?;
    std::os::unix::fs::symlink(linker, programs.join("rust-lld"))
        .map_err(|error| cache::cannot("link", &programs, &error))?;
    fs::remove_dir_all(&scratch).map_err(|error| cache::cannot("remove", &scratch, &error))
}

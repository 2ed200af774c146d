//! From the compiled program to what a browser loads: a first file and chunks, each joined to JavaScript and made small.
//!
//! Where the program is cut is said in it, by `#[wasm_split(CHUNK)]`: see `src/ui/chunk.rs`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::cache::{self, cannot};
use crate::setup::Builder;
use crate::{Result, process};

/// The script that joins the first file to the browser, the first file, and the script that loads chunks.
pub const SCRIPT: &str = "app.js";
pub const FIRST: &str = "app.wasm";
pub const LOADER: &str = "chunks.js";

/// What the tools call the latter two.
pub const BOUND: &str = "app_bg.wasm";
const LINKED: &str = "__wasm_split.js";

/// For size, with what every browser since 2023 can, and what the compiler already uses.
const OPTIMISED: [&str; 10] = [
    "-Os",
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
    "--enable-simd",
    "--low-memory-unused",
    "--reorder-functions-by-name",
];

/// How a chunk is instantiated by the tool's script, and by ours: some web servers do not name WebAssembly's type.
const STREAMED: &str = "WebAssembly.instantiateStreaming(src, imports)";
const ANSWERED: &str = "instantiate(src, imports)";
const INSTANTIATE: &str = r#"
async function instantiate(asked, imports) {
    const answer = await asked;
    if (!answer.ok) throw new Error(`${answer.url}: ${answer.status}`);
    const named = answer.headers.get("Content-Type")?.startsWith("application/wasm");
    if (named) return WebAssembly.instantiateStreaming(answer, imports);
    return WebAssembly.instantiate(await answer.arrayBuffer(), imports);
}
"#;

/// Splits the program, joins it to JavaScript, makes each part small if asked to, and gives the folder of the parts.
pub fn split(builder: &Builder, program: &Path, small: bool) -> Result<PathBuf> {
    let [apart, parts] = [apart(), emptied("parts")?];
    emptied("apart")?;
    process::run(builder.command("wasm-split-cli").args([program, &apart]).args(["--out-name", "app"]))?;
    let bound = ["--target", "web", "--keep-lld-exports", "--no-typescript", "--out-name", "app", "--out-dir"];
    process::run(builder.command("wasm-bindgen").args(bound).arg(&apart).arg(apart.join(FIRST)))?;
    fs::remove_file(apart.join(FIRST)).map_err(|error| cannot("remove", &apart.join(FIRST), &error))?;
    for name in names(&apart)? {
        let (from, to) = (apart.join(&name), parts.join(if name == BOUND { FIRST } else { &name }));
        match name.ends_with(".wasm") {
            true if small => optimise(builder.command("wasm-opt"), &from, &to)?,
            true => copy(&from, &to)?,
            false if name == LINKED => loader(&from, &parts.join(LOADER))?,
            false => script(&from, &to)?,
        }
    }
    Ok(parts)
}

/// Where the program lies taken apart and not yet made small: the functions still have names.
pub fn apart() -> PathBuf {
    cache::checkout().join("target/page-split/apart")
}

/// The names of the files in a folder, sorted.
pub fn names(folder: &Path) -> Result<Vec<String>> {
    let entries = fs::read_dir(folder).map_err(|error| cannot("read", folder, &error))?;
    let mut names: Vec<String> = entries.flatten().map(|entry| entry.file_name().to_string_lossy().into()).collect();
    names.sort();
    Ok(names)
}

fn emptied(name: &str) -> Result<PathBuf> {
    let folder = cache::checkout().join("target/page-split").join(name);
    if folder.is_dir() {
        fs::remove_dir_all(&folder).map_err(|error| cannot("remove", &folder, &error))?;
    }
    fs::create_dir_all(&folder).map_err(|error| cannot("create", &folder, &error))?;
    Ok(folder)
}

fn optimise(mut optimiser: Command, from: &Path, to: &Path) -> Result {
    process::run(optimiser.args(OPTIMISED).arg(from).arg("-o").arg(to))
}

fn copy(from: &Path, to: &Path) -> Result {
    fs::copy(from, to).map(drop).map_err(|error| cannot("copy", from, &error))
}

fn script(from: &Path, to: &Path) -> Result {
    // The first file imports from it under this name, too, and that stays.
    let [linked, loader] = [LINKED, LOADER].map(|name| format!("from \"./{name}\""));
    let text = read(from)?.replace(&linked, &loader);
    fs::write(to, text).map_err(|error| cannot("write", to, &error))
}

fn loader(from: &Path, to: &Path) -> Result {
    let text = read(from)?;
    if !text.contains(STREAMED) {
        return Err(format!("{} does not load chunks as expected.", from.display()));
    }
    fs::write(to, text.replace(STREAMED, ANSWERED) + INSTANTIATE).map_err(|error| cannot("write", to, &error))
}

fn read(path: &Path) -> Result<String> {
    fs::read_to_string(path).map_err(|error| cannot("read", path, &error))
}

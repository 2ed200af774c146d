//! How large the built page is.

mod names;
mod part;

use std::process::Command;

use self::names::Program;
use crate::{Result, cache, process};

/// The most the application may transfer, in bytes: WebAssembly, script and style in brotli.
const LIMIT: u64 = 600_000;

/// Node.js prints, for each file it is given, its length and its length in brotli.
const MEASURE: &str = "const fs=require('fs'),z=require('zlib');for(const f of process.argv.slice(1)){\
    const b=fs.readFileSync(f);console.log(b.length,z.brotliCompressSync(b,{params:{\
    [z.constants.BROTLI_PARAM_QUALITY]:11,[z.constants.BROTLI_PARAM_LGWIN]:24,\
    [z.constants.BROTLI_PARAM_SIZE_HINT]:b.length}}).length)}";

/// How many functions are named one by one.
const LARGEST: usize = 200;

/// Prints the size of the code by part, of each file of the application, and of all.
pub fn print() -> Result {
    parts(&program()?);
    files()
}

/// Prints the largest functions by name.
pub fn print_functions() -> Result {
    let mut functions = program()?.functions;
    functions.sort_by_key(|(_, length)| std::cmp::Reverse(*length));
    functions.iter().take(LARGEST).for_each(|(name, length)| println!("{length:>8}  {name}"));
    Ok(())
}

/// The program as wasm-bindgen left it: the names are gone once wasm-opt has made it smaller.
fn program() -> Result<Program> {
    let path = cache::checkout().join("target/wasm-bindgen/release/app_bg.wasm");
    let bytes = std::fs::read(&path).map_err(|error| cache::cannot("read", &path, &error))?;
    names::read(&bytes).ok_or_else(|| format!("{} is no WebAssembly program.", path.display()))
}

fn parts(program: &Program) {
    let code = program.functions.iter().map(|(_, length)| length).sum::<usize>() + program.nameless;
    println!("\n{:<44} {:>11} {:>11}", "part of the code, before wasm-opt", "bytes", "share");
    for (part, length) in part::by_part(&program.functions) {
        println!("{part:<44} {length:>11} {:>9.1} %", 100.0 * length as f64 / code as f64);
    }
    println!("{:<44} {:>11}", "without a name", program.nameless);
    println!("{:<44} {code:>11}", "all code");
    println!("{:<44} {:>11}", "data", program.data);
    println!("Generic code counts to the crate of the first path in its name.");
}

fn files() -> Result {
    let transferred = application()?;
    println!("\n{:<44} {:>11} {:>11}", "file", "bytes", "brotli");
    for file in &transferred {
        println!("{:<44} {:>11} {:>11}", file.name, file.bytes, file.brotli);
    }
    let total: u64 = transferred.iter().map(|file| file.brotli).sum();
    let word = if total <= LIMIT { "reached" } else { "MISSED " };
    println!(
        "{word}  application transferred (wasm + script + style, brotli): {:.1} KB (at most {} KB)",
        total as f64 / 1000.0,
        LIMIT / 1000
    );
    Ok(())
}

struct Measured {
    name: String,
    bytes: u64,
    brotli: u64,
}

fn application() -> Result<Vec<Measured>> {
    let dist = cache::dist();
    let entries = std::fs::read_dir(&dist)
        .map_err(|error| format!("Nothing is built yet ({}: {error}): run `cargo xtask build`.", dist.display()))?;
    let mut names: Vec<String> = entries
        .flatten()
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .filter(|name| [".wasm", ".js", ".css", ".html"].iter().any(|ending| name.ends_with(ending)))
        .collect();
    names.sort();
    let sizes = process::capture(Command::new("node").args(["-e", MEASURE]).args(names.iter().map(|n| dist.join(n))))
        .ok_or("Node.js could not measure the files.")?;
    let measured = names.into_iter().zip(sizes.lines()).filter_map(|(name, line)| {
        let (bytes, brotli) = line.split_once(' ')?;
        Some(Measured { name, bytes: bytes.parse().ok()?, brotli: brotli.parse().ok()? })
    });
    Ok(measured.collect())
}

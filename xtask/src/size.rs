//! How large the built page is.

use std::process::Command;

use crate::{Result, cache, process};

/// The most the application may transfer, in bytes: WebAssembly, script and style in brotli.
const LIMIT: u64 = 350_000;

/// Node.js prints, for each file it is given, its length and its length in brotli.
const MEASURE: &str = "const fs=require('fs'),z=require('zlib');for(const f of process.argv.slice(1)){\
    const b=fs.readFileSync(f);console.log(b.length,z.brotliCompressSync(b,{params:{\
    [z.constants.BROTLI_PARAM_QUALITY]:11,[z.constants.BROTLI_PARAM_LGWIN]:24,\
    [z.constants.BROTLI_PARAM_SIZE_HINT]:b.length}}).length)}";

/// Prints the size of each file of the application, and of all.
pub fn print() -> Result {
    let transferred = application()?;
    println!("\n{:<44} {:>11} {:>11}", "file", "bytes", "brotli");
    for file in &transferred {
        println!("{:<44} {:>11} {:>11}", file.name, file.bytes, file.brotli);
    }
    let total: u64 = transferred.iter().map(|file| file.brotli).sum();
    let verdict = if total <= LIMIT { "within" } else { "over" };
    println!(
        "application transferred (wasm + script + style, brotli): {:.1} KB, {verdict} {} KB",
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

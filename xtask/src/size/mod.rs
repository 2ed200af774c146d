//! How large the built page is.

mod names;
mod part;

use std::process::Command;

use self::names::Program;
use crate::{Result, cache, process, split};

/// The most that a first screen may wait for, in bytes: WebAssembly, script and style in brotli.
const LIMIT: u64 = 600_000;

/// Node.js prints, for each file it is given, its length and its length in brotli.
const MEASURE: &str = "const fs=require('fs'),z=require('zlib');for(const f of process.argv.slice(1)){\
    const b=fs.readFileSync(f);console.log(b.length,z.brotliCompressSync(b,{params:{\
    [z.constants.BROTLI_PARAM_QUALITY]:11,[z.constants.BROTLI_PARAM_LGWIN]:24,\
    [z.constants.BROTLI_PARAM_SIZE_HINT]:b.length}}).length)}";

/// How many functions are named one by one.
const LARGEST: usize = 200;

/// Prints the size of the code by part, of each file of the application, and of what a first screen waits for.
pub fn print() -> Result {
    parts()?;
    files()
}

/// Prints the largest functions of the first file by name, or with `chunks` those of all others.
pub fn print_functions(chunks: bool) -> Result {
    let program = if chunks { chunked()? } else { first()? };
    let mut functions = program.functions;
    functions.sort_by_key(|(_, length)| std::cmp::Reverse(*length));
    functions.iter().take(LARGEST).for_each(|(name, length)| println!("{length:>8}  {name}"));
    Ok(())
}

/// The first file before it is made small: the names are gone afterwards.
fn first() -> Result<Program> {
    program(split::BOUND)
}

/// The chunks before they are made small, as one.
fn chunked() -> Result<Program> {
    let names = split::names(&split::apart())?;
    let chunks = names.iter().filter(|name| name.ends_with(".wasm") && *name != split::BOUND);
    let mut all = Program::default();
    for chunk in chunks {
        let Program { functions, nameless, data } = program(chunk)?;
        all.functions.extend(functions);
        all.nameless += nameless;
        all.data += data;
    }
    Ok(all)
}

fn program(name: &str) -> Result<Program> {
    let path = split::apart().join(name);
    let bytes = std::fs::read(&path).map_err(|error| cache::cannot("read", &path, &error))?;
    names::read(&bytes).ok_or_else(|| format!("{} is no WebAssembly program.", path.display()))
}

fn parts() -> Result {
    let (first, chunked) = (first()?, chunked()?);
    let line = |part: &str, first: usize, later: usize| println!("{part:<44} {first:>11} {later:>11}");
    println!("\n{:<44} {:>11} {:>11}", "part of the code, bytes before wasm-opt", "first", "in chunks");
    let (in_first, in_chunks) = (part::by_part(&first.functions), part::by_part(&chunked.functions));
    let mut both: Vec<(&str, usize, usize)> = in_first.iter().map(|(part, length)| (*part, *length, 0)).collect();
    for (part, length) in &in_chunks {
        match both.iter_mut().find(|(known, ..)| known == part) {
            Some((.., later)) => *later = *length,
            None => both.push((part, 0, *length)),
        }
    }
    both.sort_by_key(|(_, first, later)| std::cmp::Reverse(first + later));
    both.into_iter().for_each(|(part, first, later)| line(part, first, later));
    line("without a name", first.nameless, chunked.nameless);
    let code = |program: &Program| program.functions.iter().map(|(_, length)| length).sum::<usize>() + program.nameless;
    line("all code", code(&first), code(&chunked));
    line("data", first.data, chunked.data);
    println!("Generic code counts to the crate of the first path in its name.");
    Ok(())
}

fn files() -> Result {
    let page = std::fs::read_to_string(cache::dist().join("index.html")).unwrap_or_default();
    let (mut chunks, mut first) = (Vec::new(), Vec::new());
    for file in application()? {
        // The page names what it begins with; chunks are named by the script that loads them.
        let is_chunk = file.name.ends_with(".wasm") && !page.contains(&file.name);
        if is_chunk { chunks.push(file) } else { first.push(file) }
    }
    let sum = |files: &[Measured]| files.iter().map(|file| file.brotli).sum::<u64>();
    for (what, files) in [("for the first screen", &first), ("chunks, loaded when asked for or at leisure", &chunks)] {
        println!("\n{what:<44} {:>11} {:>11}", "bytes", "brotli");
        for file in files {
            println!("{:<44} {:>11} {:>11}", file.name, file.bytes, file.brotli);
        }
    }
    let kilobytes = |bytes: u64| bytes as f64 / 1000.0;
    let word = if sum(&first) <= LIMIT { "reached" } else { "MISSED " };
    println!(
        "\n{word}  transferred for the first screen (wasm + script + style, brotli): {:.1} KB (at most {} KB)",
        kilobytes(sum(&first)),
        LIMIT / 1000
    );
    println!("         the whole application, chunks included: {:.1} KB", kilobytes(sum(&first) + sum(&chunks)));
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

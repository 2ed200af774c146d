//! Sets up, builds, serves, tests and measures Shipworthy.

mod bench;
mod build;
mod bundle;
mod cache;
mod chromium;
mod commands;
mod compile;
mod component_kit;
mod conform;
mod engines;
mod manifests;
mod npm;
mod offline;
mod process;
mod publications;
mod python;
mod serve;
mod setup;
mod size;
mod split;
mod style;
mod tally;
mod test;
mod tool;
mod wasm_target;

use std::process::ExitCode;

/// Why a command could not do what it is for, in a sentence for the person who ran it.
type Result<T = ()> = std::result::Result<T, String>;

const USAGE: &str = "\
cargo xtask <command>

  serve [--port N] [--under /path/]   build the release and serve it on 127.0.0.1 (default port 8080)
  serve --built                       serve what the last build left in dist (--from FOLDER: a copy of it)
  test                                format, lints, native tests, browser tests, journeys
  test --fast                         only what needs no browser
  test --browser                      only the tests that run as WebAssembly
  test --journeys [name …]            only the journeys, on what the last build left
  build                               build the release into dist and print its sizes
  build --draft                       build the page quickly for a look, not small: measure nothing on it
  size                                print the sizes of what the last build left, by part and by file
  size --functions [--chunks]         print the largest functions of the last build's first file, or of the others
  bench [name …]                      measure the release against the figures to reach
  conform [name …]                    compare with tools of other languages (`reference`), open publications with theirs
                                      (`publications`), rules and workflows with promtool and check-jsonschema (`manifests`),
                                      and compare the page in Chromium, Firefox and WebKitGTK with the native program
                                      (`engines`)
  setup                               install what the others need, and nothing else
";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match commands::run(&arguments) {
        Ok(code) => code,
        Err(why) => {
            eprintln!("\n{why}");
            ExitCode::FAILURE
        }
    }
}

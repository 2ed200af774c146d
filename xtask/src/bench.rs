//! Measuring the release against the figures to reach.

use std::process::ExitCode;

use crate::process::run;
use crate::test::{node, scripts};
use crate::{Result, build, python, setup, size};

/// `bench [name …]`: sizes, then every script in `tests/bench`, or those named. With `--built`
/// it measures what the last build left.
pub fn command(arguments: &[String]) -> Result<ExitCode> {
    let tester = setup::for_testing()?;
    let names: Vec<&String> = arguments.iter().filter(|word| !word.starts_with("--")).collect();
    if !arguments.iter().any(|word| word == "--built") {
        build::build(&tester.builder)?;
    }
    size::print()?;
    let requirements = crate::cache::checkout().join("tests/reference/requirements.txt");
    for script in scripts("tests/bench", ".bench.mjs")? {
        let name = script.file_name().unwrap_or_default().to_string_lossy().replace(".bench.mjs", "");
        if names.is_empty() || names.iter().any(|asked| **asked == name) {
            let mut command = node(&tester.builder, &tester)?;
            if requirements.is_file() {
                command.env("SHIPWORTHY_PYTHON", python::environment(&requirements)?);
            }
            println!("\n== {name}");
            run(command.arg(script))?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

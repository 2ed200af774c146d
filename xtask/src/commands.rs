//! Which command was asked for.

use std::process::ExitCode;

use crate::{Result, USAGE, bench, build, conform, serve, setup, size, test};

/// Runs the command that `arguments` name.
pub fn run(arguments: &[String]) -> Result<ExitCode> {
    let Some((command, rest)) = arguments.split_first() else {
        print!("{USAGE}");
        return Ok(ExitCode::FAILURE);
    };
    match command.as_str() {
        "serve" => serve::command(rest)?,
        "test" => return test::command(rest),
        "build" if build::is_trunk_draft() || rest.iter().any(|word| word == "--draft") => {
            build::draft(&setup::for_building()?)?
        }
        "build" => {
            build::build(&setup::for_building()?)?;
            size::print()?;
        }
        "size" if rest.iter().any(|word| word == "--functions") => {
            size::print_functions(rest.iter().any(|word| word == "--chunks"))?;
        }
        "size" => size::print()?,
        "bench" => return bench::command(rest),
        "conform" => return conform::command(rest),
        "setup" => {
            setup::for_testing()?;
        }
        "help" | "--help" | "-h" => print!("{USAGE}"),
        other => return Err(format!("There is no command \"{other}\".\n\n{USAGE}")),
    }
    Ok(ExitCode::SUCCESS)
}

//! What goes out: to standard output or to a file.

use std::io::{IsTerminal, Write};
use std::path::Path;

use serde_json::Value;

use super::argument::Arguments;
use super::text::{visible, visible_json};
use super::{Answer, Failure};
use crate::publish::publication::File;

/// Writes `text` to the file named with `-o`, or to standard output.
pub(super) fn write(arguments: &Arguments, text: &str) -> Result<Answer, Failure> {
    match arguments.paths("output").last() {
        None => print(text),
        Some(path) if path.as_os_str() == "-" => print(text),
        Some(path) => {
            std::fs::write(path, with_line_feed(text)).map_err(|error| problem(path, &error)).map(|()| Answer::Good)
        }
    }
}

/// Writes a publication's files: one to the file named with `-o` or to standard output, several into the folder so
/// named.
pub(super) fn write_files(arguments: &Arguments, files: &[File]) -> Result<Answer, Failure> {
    let target = arguments.paths("output").last().copied().filter(|path| path.as_os_str() != "-");
    let save = |path: &Path, file: &File| std::fs::write(path, &file.bytes).map_err(|error| problem(path, &error));
    match (files, target) {
        ([file], None) => return print_file(&file.name, &file.bytes),
        ([file], Some(path)) => save(path, file)?,
        (_, None) => return Err(Failure::Usage("These are several files: name a folder for them with -o.".to_owned())),
        (_, Some(folder)) => {
            std::fs::create_dir_all(folder).map_err(|error| problem(folder, &error))?;
            for file in files {
                save(&folder.join(&file.name), file)?;
            }
        }
    }
    Ok(Answer::Good)
}

/// Writes `text` to a file that must not be there yet, or to standard output.
pub(super) fn create(arguments: &Arguments, text: &str) -> Result<Answer, Failure> {
    let Some(path) = arguments.paths("output").last().copied().filter(|path| path.as_os_str() != "-") else {
        return print(text);
    };
    let file = std::fs::OpenOptions::new().write(true).create_new(true).open(path);
    file.and_then(|mut file| file.write_all(with_line_feed(text).as_bytes()))
        .map_err(|error| problem(path, &error))
        .map(|()| Answer::Good)
}

/// Writes `text` to standard output, to be read by people. A reader that has gone away is no failure.
pub(super) fn print(text: &str) -> Result<Answer, Failure> {
    print_bytes(visible(&with_line_feed(text)).as_bytes())
}

/// Writes JSON to standard output.
pub(super) fn print_json(value: &Value) -> Result<Answer, Failure> {
    print_bytes(visible_json(&format!("{value:#}\n")).as_bytes())
}

/// Writes a file to standard output: as it is for another program, without anything that steers it on a terminal.
fn print_file(name: &str, bytes: &[u8]) -> Result<Answer, Failure> {
    let text = String::from_utf8_lossy(bytes);
    match std::io::stdout().is_terminal() {
        false => print_bytes(bytes),
        true if Path::new(name).extension().is_some_and(|ending| ending == "json") => {
            print_bytes(visible_json(&text).as_bytes())
        }
        true => print_bytes(visible(&text).as_bytes()),
    }
}

fn print_bytes(bytes: &[u8]) -> Result<Answer, Failure> {
    match std::io::stdout().write_all(bytes) {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => Err(Failure::file("standard output", error)),
        _ => Ok(Answer::Good),
    }
}

/// Writes a line to standard error.
pub(super) fn complain(text: &str) {
    let _ = std::io::stderr().write_all(visible(&with_line_feed(text)).as_bytes());
}

fn with_line_feed(text: &str) -> String {
    if text.ends_with('\n') { text.to_owned() } else { format!("{text}\n") }
}

fn problem(path: &Path, error: &std::io::Error) -> Failure {
    let problem = match error.kind() {
        std::io::ErrorKind::AlreadyExists => "This file exists already and was left as it is.".to_owned(),
        std::io::ErrorKind::NotFound => "There is no such folder.".to_owned(),
        _ => error.to_string(),
    };
    Failure::file(path.display().to_string(), problem)
}

//! Running other programs.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::Result;

/// Runs a program whose output the person sees, and fails with its command line when it fails.
pub fn run(command: &mut Command) -> Result {
    let shown = shown(command);
    println!("$ {shown}");
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("`{shown}` failed ({status}).")),
        Err(error) => Err(format!("`{shown}` could not be started: {error}.")),
    }
}

/// What a program prints, trimmed; nothing when it cannot be started or fails.
pub fn capture(command: &mut Command) -> Option<String> {
    let output = command.stderr(Stdio::null()).output().ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    output.status.success().then(|| text.trim().to_owned())
}

/// Runs a program, passing each line of its output on as it comes, and returns whether it
/// succeeded and those lines.
pub fn watch(command: &mut Command) -> Result<(bool, Vec<String>)> {
    let shown = shown(command);
    println!("$ {shown}");
    let failed = |error: std::io::Error| format!("`{shown}` could not be started: {error}.");
    let mut child = command.stdout(Stdio::piped()).spawn().map_err(failed)?;
    let mut lines = Vec::new();
    if let Some(output) = child.stdout.take() {
        for line in BufReader::new(output).lines().map_while(std::io::Result::ok) {
            println!("{line}");
            lines.push(line);
        }
    }
    let status = child.wait().map_err(failed)?;
    Ok((status.success(), lines))
}

/// The file that a bare program name stands for in `folders` and then on PATH.
pub fn find(program: &str, folders: &[PathBuf]) -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    folders.iter().cloned().chain(std::env::split_paths(&path)).map(|folder| folder.join(program)).find(|p| p.is_file())
}

/// The command as one could type it, with paths inside the checkout shortened.
fn shown(command: &Command) -> String {
    let name = Path::new(command.get_program()).file_name().unwrap_or_default();
    let mut words = vec![name.to_string_lossy().into_owned()];
    words.extend(command.get_args().map(|argument| argument.to_string_lossy().into_owned()));
    words.join(" ")
}

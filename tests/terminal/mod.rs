//! The command line, run as people run it.

#![allow(dead_code, reason = "no test uses all of it")]

use std::path::PathBuf;
use std::process::{Command, Output};
use std::sync::OnceLock;

use serde_json::Value;
use shipworthy::analysis::analyse;
use shipworthy::package::template::Template;
use shipworthy::publish::{self, memo, publication::Contents};
use shipworthy::telemetry::Telemetry;

/// A folder of its own for one test, gone afterwards.
pub struct Folder(pub PathBuf);

impl Folder {
    pub fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("shipworthy-{}-{name}", std::process::id()));
        let _ = std::fs::remove_dir_all(&path);
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    pub fn file(&self, name: &str, content: impl AsRef<[u8]>) -> String {
        let path = self.0.join(name);
        std::fs::write(&path, content).unwrap();
        path.to_str().unwrap().to_owned()
    }

    /// The path of a file in it, which need not be there.
    pub fn path(&self, name: &str) -> String {
        self.0.join(name).to_str().unwrap().to_owned()
    }

    /// A worked example, with few draws so that commands answer at once.
    pub fn package(&self) -> (String, Value) {
        static TEXT: OnceLock<String> = OnceLock::new();
        let text = TEXT.get_or_init(worked_example);
        (self.file("package.json", text), serde_json::from_str(text).unwrap())
    }
}

fn worked_example() -> String {
    let mut package = Template::named("mlops-release").unwrap().package.clone();
    (package.settings.draws, package.settings.resamples) = (100, 100);
    let findings = analyse(&package, &Telemetry::generated(&package), &memo::length);
    publish::to_text(&publish::package_file(&package, &Contents::new(), &findings))
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

pub fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_shipworthy"));
    command.args(arguments);
    command
}

pub fn run(arguments: &[&str]) -> Output {
    command(arguments).output().unwrap()
}

pub fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// What a command that succeeds prints.
#[track_caller]
pub fn out(arguments: &[&str]) -> String {
    let output = run(arguments);
    assert!(output.status.success(), "{arguments:?}: {}{}", text(&output.stdout), text(&output.stderr));
    text(&output.stdout)
}

/// Expects an exit code, and each of `parts` in what is printed.
#[track_caller]
pub fn check(arguments: &[&str], code: i32, parts: &[&str]) {
    let output = run(arguments);
    let all = text(&output.stdout) + &text(&output.stderr);
    assert_eq!(output.status.code(), Some(code), "{arguments:?}: {all}");
    for part in parts {
        assert!(all.contains(part), "{arguments:?} does not say “{part}”: {all}");
    }
    assert!(!all.contains("panicked"), "{all}");
}

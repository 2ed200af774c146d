//! Options and files, as they were typed.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use lexopt::{Arg, Parser, ValueExt};

use super::Failure;

/// A command's options and files.
#[derive(Default)]
pub(super) struct Arguments {
    flags: Vec<String>,
    values: BTreeMap<String, Vec<OsString>>,
    files: Vec<PathBuf>,
}

impl Arguments {
    /// Parses what follows the command's name. An option's name ends in `=` when it takes a value.
    pub fn parse(arguments: Vec<OsString>, options: &[&str]) -> Result<Self, Failure> {
        let mut parsed = Self::default();
        let mut parser = Parser::from_args(arguments);
        while let Some(argument) = parser.next()? {
            let name = match &argument {
                Arg::Short('o') | Arg::Long("out") => "output".to_owned(),
                Arg::Long(name) => (*name).to_owned(),
                Arg::Short(letter) => letter.to_string(),
                Arg::Value(file) => {
                    parsed.files.push(PathBuf::from(file));
                    continue;
                }
            };
            if options.contains(&name.as_str()) {
                parsed.flags.push(name);
            } else if options.contains(&format!("{name}=").as_str()) {
                parsed.values.entry(name).or_default().push(parser.value()?);
            } else {
                return Err(argument.unexpected().into());
            }
        }
        Ok(parsed)
    }

    /// Whether an option without a value was given.
    pub fn has(&self, flag: &str) -> bool {
        self.flags.iter().any(|given| given == flag)
    }

    /// Which of two options that exclude each other was given: `true` for the first.
    pub fn either(&self, yes: &str, no: &str) -> Result<Option<bool>, Failure> {
        match (self.has(yes), self.has(no)) {
            (true, true) => Err(Failure::Usage(format!("Choose either --{yes} or --{no}."))),
            (false, false) => Ok(None),
            (yes, _) => Ok(Some(yes)),
        }
    }

    /// An option's value as text; the last one when it was given repeatedly.
    pub fn text(&self, name: &str) -> Result<Option<String>, Failure> {
        let last = self.values.get(name).and_then(|values| values.last()).cloned();
        last.map(|value| value.string().map_err(Failure::from)).transpose()
    }

    /// An option's value as a number within bounds.
    pub fn number<T>(&self, name: &str, least: T, most: T) -> Result<Option<T>, Failure>
    where
        T: FromStr + PartialOrd + std::fmt::Display,
    {
        let Some(text) = self.text(name)? else { return Ok(None) };
        match text.parse::<T>() {
            Ok(number) if number >= least && number <= most => Ok(Some(number)),
            _ => Err(Failure::Usage(format!("--{name} takes a whole number from {least} to {most}, not “{text}”."))),
        }
    }

    /// Every value of an option that names files.
    pub fn paths(&self, name: &str) -> Vec<&Path> {
        self.values.get(name).into_iter().flatten().map(Path::new).collect()
    }

    /// The one file the command is about.
    pub fn file(&self) -> Result<&Path, Failure> {
        match self.files.as_slice() {
            [file] => Ok(file),
            [] => Err(Failure::Usage("Name a file, or - for standard input.".to_owned())),
            _ => Err(Failure::Usage("Name one file only.".to_owned())),
        }
    }

    /// Every file named, in order.
    pub fn files(&self) -> &[PathBuf] {
        &self.files
    }

    /// Every value of an option, as text.
    pub fn texts(&self, name: &str) -> Result<Vec<String>, Failure> {
        let values = self.values.get(name).into_iter().flatten().cloned();
        values.map(|value| value.string().map_err(Failure::from)).collect()
    }

    /// The files the command is about, one or more.
    pub fn some_files(&self) -> Result<&[PathBuf], Failure> {
        match self.files.as_slice() {
            [] => Err(Failure::Usage("Name a file, or - for standard input.".to_owned())),
            files => Ok(files),
        }
    }

    /// A word and the file it is done to.
    pub fn word_and_file(&self) -> Result<(String, &Path), Failure> {
        match self.files.as_slice() {
            [word, file] => Ok((word.to_string_lossy().into_owned(), file)),
            _ => Err(Failure::Usage("Say what, and name one file.".to_owned())),
        }
    }

    /// That no file was named.
    pub fn no_file(&self) -> Result<(), Failure> {
        match self.files.first() {
            None => Ok(()),
            Some(file) => Err(Failure::Usage(format!("“{}” is not expected here.", file.display()))),
        }
    }
}

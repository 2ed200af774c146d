//! The command line: the same core as the page, for pipelines and people with a terminal.

mod argument;
mod check;
mod describe;
mod diff;
mod environments;
mod given;
mod handoff;
mod import;
mod input;
mod key;
mod load;
mod merge;
mod monitors;
mod new;
mod output;
mod plan;
mod render;
mod schema;
mod score;
mod settle;
mod sign;
mod simulate;
mod single_run;
mod text;
mod triage;
mod verify;

use std::borrow::Cow;
use std::ffi::OsString;
use std::hash::{BuildHasher, Hasher, RandomState};
use std::process::ExitCode;

use argument::Arguments;

/// What a command found: whether everything is as it should be.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Answer {
    /// Everything is.
    Good,
    /// Something is missing or differs; it has been listed.
    Bad,
}

/// Why a command could not do its work: one line for the person, exit code 2.
#[derive(Debug, thiserror::Error)]
enum Failure {
    /// It was not called as it can be.
    #[error("{0}\nTry “shipworthy --help”.")]
    Usage(String),
    /// A file cannot be read or written.
    #[error("{file}: {problem}")]
    File {
        /// As it was given.
        file: String,
        /// What is wrong, where, and what to do.
        problem: String,
    },
}

impl Failure {
    fn file(file: impl Into<String>, problem: impl ToString) -> Self {
        Self::File { file: file.into(), problem: problem.to_string() }
    }
}

impl From<lexopt::Error> for Failure {
    fn from(error: lexopt::Error) -> Self {
        let text = error.to_string();
        Self::Usage(match error {
            lexopt::Error::UnexpectedOption(option) => format!("There is no option {option} here."),
            lexopt::Error::MissingValue { option: Some(option) } => format!("{option} needs a value."),
            _ => format!("{text}."),
        })
    }
}

/// Runs one command with the arguments after the program's name. Exit code 0: all is well; 1: something
/// is missing, differs or cannot be scored; 2: the command or a file could not be understood.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    match dispatch(arguments) {
        Ok(Answer::Good) => ExitCode::SUCCESS,
        Ok(Answer::Bad) => ExitCode::from(1),
        Err(failure) => {
            output::complain(&format!("shipworthy: {failure}"));
            ExitCode::from(2)
        }
    }
}

fn dispatch(arguments: impl IntoIterator<Item = OsString>) -> Result<Answer, Failure> {
    let mut arguments = arguments.into_iter();
    let Some(command) = arguments.next() else {
        output::complain(HELP);
        return Err(Failure::Usage("Name a command.".to_owned()));
    };
    let command = command.to_string_lossy().into_owned();
    let rest: Vec<OsString> = arguments.collect();
    if rest.iter().any(|argument| argument == "--help" || argument == "-h") {
        return output::print(&help_of(&command).unwrap_or(HELP.into()));
    }
    let parse = |options: &[&str]| Arguments::parse(rest.clone(), options);
    match command.as_str() {
        "new" => new::run(&parse(new::OPTIONS)?),
        "check" => check::run(&parse(check::OPTIONS)?),
        "score" => score::run(&parse(score::OPTIONS)?),
        "describe" => describe::run(&parse(&describe::options())?),
        "environments" => environments::run(&parse(environments::OPTIONS)?),
        "load" => load::run(&parse(&load::options())?),
        "import" => import::run(&parse(import::OPTIONS)?),
        "render" => render::run(&parse(render::OPTIONS)?),
        "diff" => diff::run(&parse(diff::OPTIONS)?),
        "merge" => merge::run(&parse(merge::OPTIONS)?),
        "handoff" => handoff::run(&parse(handoff::OPTIONS)?),
        "settle" => settle::run(&parse(settle::OPTIONS)?),
        "sign" => sign::run(&parse(sign::OPTIONS)?),
        "simulate" => simulate::run(&parse(simulate::OPTIONS)?),
        "monitors" => monitors::run(&parse(monitors::OPTIONS)?),
        "triage" => triage::run(&parse(triage::OPTIONS)?),
        "verify" => verify::run(&parse(verify::OPTIONS)?),
        "schema" => schema::run(&parse(schema::OPTIONS)?),
        "help" => {
            let help = rest.first().and_then(|name| help_of(&name.to_string_lossy()));
            output::print(&help.unwrap_or(HELP.into()))
        }
        "--help" | "-h" => output::print(HELP),
        "--version" | "-V" => output::print(concat!("shipworthy ", env!("CARGO_PKG_VERSION"))),
        other => Err(Failure::Usage(format!("There is no command “{other}”."))),
    }
}

/// 64 bits from the system, for new identifiers.
fn entropy() -> u64 {
    RandomState::new().build_hasher().finish()
}

fn help_of(command: &str) -> Option<Cow<'static, str>> {
    Some(match command {
        "new" => new::help().into(),
        "check" => check::HELP.into(),
        "score" => score::HELP.into(),
        "describe" => describe::help().into(),
        "environments" => environments::HELP.into(),
        "load" => load::help().into(),
        "import" => import::HELP.into(),
        "render" => render::help().into(),
        "diff" => diff::HELP.into(),
        "merge" => merge::HELP.into(),
        "handoff" => handoff::HELP.into(),
        "settle" => settle::HELP.into(),
        "sign" => sign::HELP.into(),
        "simulate" => simulate::HELP.into(),
        "monitors" => monitors::HELP.into(),
        "triage" => triage::HELP.into(),
        "verify" => verify::HELP.into(),
        "schema" => schema::HELP.into(),
        _ => return None,
    })
}

const HELP: &str = "\
Shipworthy: may this AI system move from experiment to production, and how?

  shipworthy new --template NAME     write a new package
  shipworthy new --from FILE         write a copy under another title
  shipworthy check FILE              is the package complete?
  shipworthy score FILE              gates, scores and outcome
  shipworthy score --matrix FILE     scores of a plain decision matrix (CSV)
  shipworthy simulate FILE           the release under faults, and other ways of releasing
  shipworthy monitors FILE           what the monitoring plan would have told of the telemetry
  shipworthy triage FILE [SCENARIO]  the first thirty minutes of an incident, with the plan at hand
  shipworthy describe FILE           what is in a telemetry file
  shipworthy environments FILE FILE  what is installed on machines, compared
  shipworthy load FILE --into FILE   telemetry, environments or test results into a package
  shipworthy import WHAT FILE        rows of a spreadsheet as risks, gates or stakeholders
  shipworthy render WHAT FILE        write a package in another form
  shipworthy sign FILE               a role's decision, bound to what it is about
  shipworthy verify FILE             compute everything again and compare
  shipworthy diff FILE OTHER         what differs between two packages, in words
  shipworthy merge BASE OURS THEIRS  two people's copies in one
  shipworthy settle FILE             what a merge left open, decided
  shipworthy handoff FILE            a part for one role to see to, which merges back
  shipworthy schema                  the JSON Schema of a package

“shipworthy COMMAND --help” says more. FILE may be - for standard input.
Exit code: 0 all is well, 1 something is missing or differs, 2 not understood.";

//! Everything that has to hold, fast checks first.

use std::path::PathBuf;
use std::process::{Command, ExitCode};

use crate::process::{run, watch};
use crate::setup::{self, Builder, Tester};
use crate::wasm_target::TARGET;
use crate::{Result, build, cache, python, size};

/// `test [--fast | --browser | --journeys [name …]]`: all checks, those that need no browser, the browser tests, or
/// journeys on the last build. The last line printed is `N passed, N failed`.
pub fn command(arguments: &[String]) -> Result<ExitCode> {
    let mut tally = Tally::default();
    match arguments.split_first().map(|(option, names)| (option.as_str(), names)) {
        None => everything(&mut tally)?,
        Some(("--fast", [])) => natively(&mut tally)?,
        Some(("--browser", [])) => browser_tests(&setup::for_testing()?, &mut tally)?,
        Some(("--journeys", names)) => {
            tally.tests("journeys", watch(&mut journeys(&setup::for_testing()?, names)?))?;
        }
        Some(_) => return Err("test knows the options --fast, --browser and --journeys.".to_owned()),
    }
    println!();
    for failure in &tally.failures {
        println!("failed: {failure}");
    }
    println!("{} passed, {} failed", tally.passed, tally.failed);
    Ok(if tally.failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn everything(tally: &mut Tally) -> Result {
    natively(tally)?;
    // What takes minutes waits until what takes seconds holds.
    if tally.failed == 0 {
        tally.check("reference", python::reference());
        in_the_browser(tally)?;
    }
    Ok(())
}

fn natively(tally: &mut Tally) -> Result {
    tally.check("format", run(cargo().args(["fmt", "--all", "--check"])));
    tally.check("lints", run(cargo().args(["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"])));
    tally.tests("native tests", watch(cargo().args(["test", "--workspace", "--quiet"])))
}

fn in_the_browser(tally: &mut Tally) -> Result {
    let tester = setup::for_testing()?;
    for (what, of) in [
        ("lints of the page", ["--lib", "--bin", "app"].as_slice()),
        ("lints of the browser tests", &["--no-default-features", "--test", "determinism"]),
    ] {
        let mut lints = tester.builder.wasm.clippy();
        lints.current_dir(cache::checkout()).args(["--target", TARGET, "--package", "shipworthy"]).args(of);
        tally.check(what, run(lints.args(["--", "-D", "warnings"])));
    }
    browser_tests(&tester, tally)?;
    build::build(&tester.builder)?;
    size::print()?;
    tally.tests("journeys", watch(&mut journeys(&tester, &[])?))
}

/// The tests that run as WebAssembly in Chromium.
fn browser_tests(tester: &Tester, tally: &mut Tally) -> Result {
    tally.tests("browser tests", watch(&mut in_browser(tester, &["--test", "determinism"])))
}

/// A `cargo test` of the core, without the screens, that runs as WebAssembly in Chromium.
pub fn in_browser(tester: &Tester, arguments: &[&str]) -> Command {
    let mut command = tester.builder.command("cargo");
    command
        .current_dir(cache::checkout())
        .args(["test", "--target", TARGET, "--package", "shipworthy", "--no-default-features"])
        .args(arguments)
        .env("CHROMEDRIVER", &tester.chromium.driver)
        .env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", cache::checkout().join("tests/webdriver.json"))
        .env("WASM_BINDGEN_TEST_TIMEOUT", "120");
    command
}

/// The journeys through the built page: all, or those in the files named.
fn journeys(tester: &Tester, names: &[String]) -> Result<Command> {
    let mut files = scripts("tests/journeys", ".test.mjs")?;
    let chosen = |file: &PathBuf| names.iter().any(|name| file.ends_with(format!("{name}.test.mjs")));
    files.retain(|file| names.is_empty() || chosen(file));
    let mut command = node(&tester.builder, tester)?;
    command.args(["--test", "--test-concurrency=1", "--test-reporter=spec"]).args(files);
    Ok(command)
}

/// Node.js, told where the browser, the server and npm's packages are.
pub fn node(builder: &Builder, tester: &Tester) -> Result<Command> {
    let this = std::env::current_exe().map_err(|error| format!("xtask does not know its own file: {error}."))?;
    let mut command = builder.command("node");
    command
        .current_dir(cache::checkout())
        .env("SHIPWORTHY_NODE_MODULES", &builder.modules)
        .env("SHIPWORTHY_CHROMIUM", &tester.chromium.browser)
        .env("SHIPWORTHY_XTASK", this);
    Ok(command)
}

/// The files of a folder of the checkout whose names end so, sorted.
pub fn scripts(folder: &str, ending: &str) -> Result<Vec<PathBuf>> {
    let folder = cache::checkout().join(folder);
    let entries = std::fs::read_dir(&folder).map_err(|error| cache::cannot("read", &folder, &error))?;
    let mut files: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    files.retain(|file| file.to_string_lossy().ends_with(ending));
    files.sort();
    Ok(files)
}

fn cargo() -> Command {
    let mut command = Command::new("cargo");
    command.current_dir(cache::checkout());
    command
}

#[derive(Default)]
struct Tally {
    passed: usize,
    failed: usize,
    failures: Vec<String>,
}

impl Tally {
    /// Counts a check that either holds or does not.
    fn check(&mut self, name: &str, result: Result) {
        match result {
            Ok(()) => self.passed += 1,
            Err(why) => self.fail(1, format!("{name}: {why}")),
        }
    }

    /// Counts the tests that a runner reports. A runner that fails without naming a failed test,
    /// or that ran none, counts as one failure.
    fn tests(&mut self, name: &str, watched: Result<(bool, Vec<String>)>) -> Result {
        let (succeeded, lines) = watched?;
        let counted = lines.iter().map(|line| count(line)).fold((0, 0), |sum, line| (sum.0 + line.0, sum.1 + line.1));
        self.passed += counted.0;
        match counted {
            (_, failed) if failed > 0 => self.fail(failed, format!("{name}: {failed}")),
            (0, _) => self.fail(1, format!("{name}: none ran")),
            _ if !succeeded => self.fail(1, format!("{name}: the run broke off")),
            _ => {}
        }
        Ok(())
    }

    fn fail(&mut self, count: usize, what: String) {
        self.failed += count;
        self.failures.push(what);
    }
}

/// How many tests passed and failed, if `line` is the summary of cargo's, wasm-bindgen's or
/// Node's runner.
fn count(line: &str) -> (usize, usize) {
    let number = |text: Option<&str>| text.and_then(|text| text.trim().parse().ok()).unwrap_or(0);
    if let Some(summary) = line.strip_prefix("test result: ") {
        let part = |word: &str| number(summary.split(['.', ';']).find_map(|part| part.trim().strip_suffix(word)));
        return (part(" passed"), part(" failed"));
    }
    let summary = line.trim_start_matches(['ℹ', '#', ' ']);
    (number(summary.strip_prefix("pass ")), number(summary.strip_prefix("fail ")))
}

#[cfg(test)]
mod tests {
    use super::{Tally, count};

    #[test]
    fn each_runner_s_summary_is_counted() {
        let check = |line, expected| assert_eq!(count(line), expected, "{line}");
        check(
            "test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.01s",
            (12, 0),
        );
        check("test result: FAILED. 3 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out", (3, 2));
        check("ℹ pass 4", (4, 0));
        check("# fail 1", (0, 1));
        check("ℹ tests 5", (0, 0));
        check("pass the parcel", (0, 0));
    }

    #[test]
    fn a_runner_that_broke_off_or_ran_nothing_is_a_failure() {
        let tally = |succeeded, lines: &[&str]| {
            let mut tally = Tally::default();
            let lines = lines.iter().map(|line| (*line).to_owned()).collect();
            assert_eq!(tally.tests("t", Ok((succeeded, lines))), Ok(()));
            (tally.passed, tally.failed)
        };
        assert_eq!(tally(true, &["ℹ pass 4", "ℹ fail 0"]), (4, 0));
        assert_eq!(tally(false, &["ℹ pass 4", "ℹ fail 0"]), (4, 1));
        assert_eq!(tally(false, &["ℹ pass 4", "ℹ fail 2"]), (4, 2));
        assert_eq!(tally(true, &[]), (0, 1));
    }
}

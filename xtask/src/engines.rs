//! The core journeys in every engine that browsers are made of.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::chromium::Chromium;
use crate::process::{find, run, watch};
use crate::tally::Tally;
use crate::test::{node, scripts};
use crate::wasm_target::install;
use crate::{Result, build, cache, npm, setup};

/// Why the packages below are installed.
const WHY: &str = "the core journeys run in every engine";

/// Where Debian keeps WebKitGTK's own browser, by the architecture's triplet.
const MINIBROWSER: &str = "webkit2gtk-4.1/MiniBrowser";

/// The engines beside Chromium.
struct Engines {
    /// It needs no driver.
    firefox: PathBuf,
    /// WebKitGTK's own small browser, and what it is steered with.
    minibrowser: PathBuf,
    webkit_driver: PathBuf,
    /// The screen that WebKitGTK draws on.
    xvfb: PathBuf,
}

/// Counts the journeys in `tests/journeys/engines`, each in Chromium, Firefox and WebKitGTK, on a build of this checkout.
pub fn journeys(tally: &mut Tally) -> Result {
    let engines = Engines::ensure()?;
    let modules = npm::engines()?;
    let tester = setup::for_testing()?;
    build::ensure(&tester.builder)?;
    let Chromium { driver, .. } = &tester.chromium;
    let mut journeys = node(&tester.builder, &tester)?;
    journeys
        .args(["--test", "--test-concurrency=1", "--test-reporter=spec"])
        .args(scripts("tests/journeys/engines", ".test.mjs")?)
        .env("SHIPWORTHY_ENGINE_MODULES", modules)
        .env("SHIPWORTHY_COMMAND_LINE", command_line()?)
        .env("SHIPWORTHY_CHROMEDRIVER", driver)
        .env("SHIPWORTHY_FIREFOX", engines.firefox)
        .env("SHIPWORTHY_MINIBROWSER", engines.minibrowser)
        .env("SHIPWORTHY_WEBKIT_DRIVER", engines.webkit_driver)
        .env("SHIPWORTHY_XVFB", engines.xvfb);
    tally.tests("engines", watch(&mut journeys))
}

/// The native command line, which checks what the engines worked out.
fn command_line() -> Result<PathBuf> {
    run(Command::new("cargo").current_dir(cache::checkout()).args(["build", "--quiet", "--bin", "shipworthy"]))?;
    let this = std::env::current_exe().map_err(|error| format!("xtask does not know its own file: {error}."))?;
    Ok(this.with_file_name("shipworthy"))
}

impl Engines {
    /// Makes sure that all are there.
    fn ensure() -> Result<Engines> {
        Ok(Engines {
            firefox: ensure("Firefox ESR", "firefox-esr", || find("firefox-esr", &[]))?,
            minibrowser: ensure("WebKitGTK's MiniBrowser", "webkit2gtk-driver", minibrowser)?,
            webkit_driver: ensure("WebKitWebDriver", "webkit2gtk-driver", || find("WebKitWebDriver", &[]))?,
            xvfb: ensure("Xvfb", "xvfb", || find("Xvfb", &[]))?,
        })
    }
}

/// A program, from a Debian package where it is missing.
fn ensure(name: &str, package: &str, found: fn() -> Option<PathBuf>) -> Result<PathBuf> {
    if let Some(program) = found() {
        return Ok(program);
    }
    install(&[package], WHY)?;
    found().ok_or_else(|| format!("{name} is missing, also after installing {package}: please install it by hand."))
}

fn minibrowser() -> Option<PathBuf> {
    let libraries = std::fs::read_dir("/usr/lib").ok()?.flatten().map(|folder| folder.path());
    libraries.map(|folder| folder.join(MINIBROWSER)).find(|program| Path::is_file(program))
}

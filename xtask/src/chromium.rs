//! The browser the tests run in.

use std::path::PathBuf;

use crate::Result;
use crate::process::find;
use crate::wasm_target::install;

/// Chromium and its driver.
#[derive(Clone, Debug)]
pub struct Chromium {
    /// The browser.
    pub browser: PathBuf,
    /// What wasm-bindgen's test runner steers it with.
    pub driver: PathBuf,
}

impl Chromium {
    /// Makes sure both are there.
    pub fn ensure() -> Result<Chromium> {
        if let Some(found) = Chromium::find() {
            return Ok(found);
        }
        install(&["chromium", "chromium-driver"], "the tests run in a real browser")?;
        Chromium::find().ok_or_else(|| "Chromium and ChromeDriver are missing: please put them on PATH.".to_owned())
    }

    fn find() -> Option<Chromium> {
        let browser = find("chromium", &[]).or_else(|| find("google-chrome", &[]))?;
        Some(Chromium { browser, driver: find("chromedriver", &[])? })
    }
}

//! The release build.

use crate::setup::Builder;
use crate::{Result, cache, offline, process, style};

/// Builds the page into `dist`, ready for any web server and any path on it.
pub fn build(builder: &Builder) -> Result {
    style::bundle()?;
    process::run(builder.command("trunk").current_dir(cache::checkout()).args(["build", "--release"]))?;
    offline::finish(&cache::dist())
}

//! What a target expresses of a package: exactly, nearly, or not at all.

use crate::publish::publication::{File, Loss, Written};

/// The fidelity report of one manifest.
#[derive(Clone, Debug, Default)]
pub struct Fidelity {
    exact: Vec<String>,
    nearly: Vec<Loss>,
    absent: Vec<Loss>,
    needs: Vec<String>,
}

impl Fidelity {
    /// Something stands in the manifest as it is in the package.
    pub fn exact(&mut self, what: impl Into<String>) {
        self.exact.push(what.into());
    }

    /// Something is there, but differs.
    pub fn nearly(&mut self, what: impl Into<String>, how: impl Into<String>) {
        self.nearly.push(Loss { what: what.into(), instead: how.into() });
    }

    /// Something is not there.
    pub fn absent(&mut self, what: impl Into<String>, why: impl Into<String>) {
        self.absent.push(Loss { what: what.into(), instead: why.into() });
    }

    /// Something that must be at hand where the manifest runs.
    pub fn needs(&mut self, what: impl Into<String>) {
        self.needs.push(what.into());
    }

    /// The publication's files with the report beside them; `target` is the engine's name.
    pub fn with(self, publication: &str, target: &str, mut files: Vec<File>) -> Written {
        files.push(File { name: format!("{publication}-fidelity.md"), bytes: self.report(target).into_bytes() });
        let mut losses = self.absent;
        losses.extend(self.nearly.into_iter().map(|loss| Loss { what: format!("{} as written", loss.what), ..loss }));
        Written { files, losses }
    }

    fn report(&self, target: &str) -> String {
        let mut text = format!("# What {target} expresses of this package\n");
        let mut part = |heading: &str, lines: Vec<String>| {
            if !lines.is_empty() {
                text += &format!("\n## {heading}\n\n");
                lines.iter().for_each(|line| text += &format!("- {}\n", one_line(line)));
            }
        };
        let told = |losses: &[Loss]| losses.iter().map(|loss| format!("{}: {}.", loss.what, loss.instead)).collect();
        part("Exactly", self.exact.clone());
        part("Nearly", told(&self.nearly));
        part("Not at all", told(&self.absent));
        part("What must be there where it runs", self.needs.clone());
        text
    }
}

/// A text on one line, without what Markdown would take for markup.
fn one_line(text: &str) -> String {
    crate::publish::markdown::text::inline(text)
}

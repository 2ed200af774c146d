//! One check: what it asks for, and how it is looked for.

use super::found::{Finding, written};
use crate::findings::{Findings, RequiredItem, Screen};
use crate::package::Package;
use crate::package::requirement::Requirement;

/// Something that can be required of a package.
pub(super) struct Check {
    /// As in a list of what is required: `failure_modes`.
    pub name: &'static str,
    /// The screen where it belongs.
    pub screen: Screen,
    /// The field within the screen, as an element's id.
    pub anchor: &'static str,
    /// How it is looked for.
    pub look: Look,
}

/// How something required is looked for.
pub(super) enum Look {
    /// A text that must be written.
    Text(fn(&Package) -> &str),
    /// Something of which there must be so many, unless the package asks for another number.
    Number(u32, fn(&Package) -> usize),
    /// Anything else.
    Other(fn(&Package, &Findings) -> Finding),
    /// Something that is asked of some packages only.
    Sometimes(fn(&Package, &Findings) -> Option<Finding>),
}

impl Check {
    /// What a package has of it, as `requirement` asks; nothing when it is not asked of this package.
    pub fn item(&self, requirement: &Requirement, package: &Package, findings: &Findings) -> Option<RequiredItem> {
        let mut least = None;
        let finding = match self.look {
            Look::Text(text) => Finding::statement(written(text(package))),
            Look::Number(usual, number) => {
                least = requirement.least.filter(|asked| *asked != usual);
                Finding::count(number(package), least.unwrap_or(usual))
            }
            Look::Other(look) => look(package, findings),
            Look::Sometimes(look) => look(package, findings)?,
        };
        Some(RequiredItem {
            id: self.name.to_owned(),
            least,
            screen: self.screen,
            anchor: finding.anchor.map_or_else(|| self.anchor.to_owned(), |record| record.to_string()),
            done: finding.done,
            found: finding.found,
        })
    }
}

/// How many texts are written.
pub(super) fn count_written(texts: &[String]) -> usize {
    texts.iter().filter(|text| written(text)).count()
}

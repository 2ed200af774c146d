//! One check: what it asks for, and how it is looked for.

use super::found::Found;
use crate::analysis::figure;
use crate::findings::{Findings, RequiredItem, Screen};
use crate::package::Package;
use crate::package::requirement::Requirement;

/// Something that can be required of a package.
pub(super) struct Check {
    /// As in a list of what is required: `failure_modes`.
    pub name: &'static str,
    /// What is needed, as "The decision boundary, in one paragraph".
    pub label: &'static str,
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
    /// Texts, of which so many must be written.
    Texts(usize, fn(&Package) -> &[String]),
    /// Something of which there must be so many; what one and what several are called.
    Number(usize, (&'static str, &'static str), fn(&Package) -> usize),
    /// Anything else.
    Other(fn(&Package, &Findings) -> Found),
    /// Something that is asked of some packages only.
    Sometimes(fn(&Package, &Findings) -> Option<Found>),
}

impl Check {
    /// What a package has of it, as `requirement` asks; nothing when it is not asked of this package.
    pub fn item(&self, requirement: &Requirement, package: &Package, findings: &Findings) -> Option<RequiredItem> {
        let least = |usual: usize| requirement.least.map_or(usual, |least| least as usize);
        let mut label = self.label.to_owned();
        let found = match self.look {
            Look::Text(text) => Found::text(text(package)),
            Look::Texts(usual, texts) => {
                if least(usual) != usual {
                    label += &format!(", at least {}", least(usual));
                }
                let written = texts(package).iter().filter(|text| !text.trim().is_empty());
                Found::number(written.count(), least(usual), ("entry", "entries"))
            }
            Look::Number(usual, (one, many), number) => {
                if least(usual) != usual {
                    label = format!("At least {}", figure::counted(least(usual), one, many));
                }
                Found::number(number(package), least(usual), (one, many))
            }
            Look::Other(look) => look(package, findings),
            Look::Sometimes(look) => look(package, findings)?,
        };
        Some(RequiredItem {
            id: self.name.to_owned(),
            label,
            screen: self.screen,
            anchor: found.anchor.unwrap_or_else(|| self.anchor.to_owned()),
            done: found.detail.is_ok(),
            detail: found.detail.unwrap_or_else(|missing| missing),
        })
    }
}

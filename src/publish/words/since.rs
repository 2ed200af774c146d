//! What changed in the parts that a sign-off rests on since it was signed.

use super::edit::line;
use super::review::parts;
use crate::package::Package;
use crate::package::difference::difference;
use crate::package::document::Plain;
use crate::package::review::{Part, SignOff};
use crate::package::signing::{Standing, extract, standing, unmoved};

/// So many changes of a part are named.
const MOST: usize = 12;

/// The parts of a stale sign-off that have moved, and what is known of how.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Since {
    /// What changed in each, in words.
    pub lines: Vec<String>,
    /// Those of which no state is at hand as it was signed.
    unknown: Vec<Part>,
}

impl Since {
    /// Nothing known yet of what moved under a sign-off; nothing moved where it is not stale.
    pub fn new(sign_off: &SignOff, package: &Package) -> Self {
        match standing(sign_off, package) {
            Standing::Stale(moved) => Self { lines: Vec::new(), unknown: moved },
            _ => Self::default(),
        }
    }

    /// Whether there is no part to learn more about.
    pub fn is_known(&self) -> bool {
        self.unknown.is_empty()
    }

    /// Learns from a state in which some of the parts were as they were signed.
    pub fn learn(&mut self, sign_off: &SignOff, package: &Package, state: &Package) {
        let known = unmoved(sign_off, state);
        let (told, unknown) = std::mem::take(&mut self.unknown).into_iter().partition(|part| known.contains(part));
        self.unknown = unknown;
        let told: Vec<Part> = told;
        self.lines.extend(told.into_iter().flat_map(|part| changes(part, state, package)));
    }

    /// All that is known, and of which parts it is not known what changed.
    pub fn told(&self) -> Vec<String> {
        let unknown = (!self.unknown.is_empty()).then(|| {
            format!("What changed in {} cannot be shown: no state is at hand as it was signed.", parts(&self.unknown))
        });
        self.lines.iter().cloned().chain(unknown).collect()
    }
}

/// What is known from the states there are.
pub fn since_signed<'a>(
    sign_off: &SignOff,
    package: &Package,
    states: impl IntoIterator<Item = &'a Package>,
) -> Vec<String> {
    let mut since = Since::new(sign_off, package);
    for state in states {
        since.learn(sign_off, package, state);
    }
    since.told()
}

fn changes(part: Part, then: &Package, now: &Package) -> Vec<String> {
    let (before, after) = (extract(then, part).to_value(), extract(now, part).to_value());
    let edits = difference(&before, &after);
    let mut lines: Vec<String> = edits.iter().take(MOST).map(|edit| line(edit, &before, &after)).collect();
    if edits.len() > MOST {
        lines.push(format!("And {} more in {}.", edits.len() - MOST, part.label()));
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::package::signing::sealed;
    use crate::package::{Gate, Record, Risk};

    #[test]
    fn what_changed_since_is_told_of_the_parts_signed_for_alone() {
        let risk = Risk { name: "Drift".to_owned(), owner: "Ana".to_owned(), ..Risk::blank("drift".into()) };
        let gate = Gate { name: "p99".to_owned(), ..Gate::blank("p99".into()) };
        let then = Package { risks: vec![risk], gates: vec![gate], ..Package::default() };
        let draft = SignOff { role: "Risk manager".to_owned(), ..SignOff::default() };
        let signed = sealed(&draft, &then, "2026-11-22".into(), "");
        let told = |now: &Package, states: &[&Package]| since_signed(&signed, now, states.iter().copied());
        assert_eq!(told(&then, &[]), Vec::<String>::new());

        let mut now = then.clone();
        now.risks[0].owner = "Ben".to_owned();
        now.criteria.push(Default::default());
        assert_eq!(told(&now, &[&then]), ["Risk “Drift”, owner: Ben (was Ana)"]);
        let half = now.clone();
        now.gates[0].threshold = 3.0;
        // The later state still has the gates as they were signed, the first one all.
        assert_eq!(told(&now, &[&half, &then]).len(), 2);
        assert_eq!(
            told(&now, &[&half]),
            [
                "Gate “p99”, threshold: 3 (was 0)",
                "What changed in Risks cannot be shown: no state is at hand as it was signed."
            ]
        );
    }
}

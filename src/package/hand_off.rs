//! Handing a part of a package to somebody: which parts, to whom, with what request.
//!
//! The file is the whole package, so that it can be read and recomputed; what it carries beside it says what is asked
//! for. Its answer carries the state that was handed out, and therefore merges back whatever happened meanwhile.

use super::Package;
use super::document::Sparse;
use super::review::Part;
use super::signing::changed_parts;

record! {
    /// What somebody was asked to see to.
    pub struct HandOff left out when is_empty {
        /// The parts.
        pub parts: Sparse<Part>,
        /// The role of who was asked.
        pub role: String,
        /// What was asked for.
        pub note: String,
        ..extra
    }
}

impl HandOff {
    /// Whether nothing was handed to anybody.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// The parts in which `answer` differs from what was handed out though they were not asked for.
    pub fn beyond(&self, handed: &Package, answer: &Package) -> Vec<Part> {
        changed_parts(handed, answer).into_iter().filter(|part| !self.parts.contains(part)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::package::lineage::{Copy, Lineage, common_ancestor};
    use crate::package::merge::{Authors, merge};
    use crate::package::{Gate, Risk};

    #[test]
    fn an_answer_merges_whatever_the_sender_still_knows() {
        let handed = Package { risks: vec![Risk { id: "r".into(), ..Risk::default() }], ..Package::default() };
        let mut hand_off = HandOff { role: "Reviewer".to_owned(), ..HandOff::default() };
        hand_off.parts.push(Part::Risks);
        // The answer: one risk rated, one added, and a gate that nobody asked for.
        let lineage = Lineage { hand_off: hand_off.clone(), ..Lineage::default() };
        let lineage = lineage.beginning_from(&handed, &Lineage::default());
        let mut answer = handed.clone();
        answer.risks[0].owner = "Ben".to_owned();
        answer.risks.push(Risk { id: "new".into(), ..Risk::default() });
        answer.gates.push(Gate::default());
        assert_eq!(hand_off.beyond(&handed, &answer), [Part::Gates]);

        // Meanwhile the sender went on, and forgot that anything was handed on.
        let ours = Package { title: "Later".to_owned(), ..handed.clone() };
        let (mine, theirs) = (Lineage::default(), Copy { package: &answer, lineage: &lineage });
        let found = common_ancestor(Copy { package: &ours, lineage: &mine }, theirs);
        assert_eq!(found, Some(&handed));
        let merged = merge(found, &ours, &answer, Authors { ours: "Ana", theirs: "Ben" }).unwrap();
        assert!(merged.conflicts.is_empty());
        assert_eq!((merged.title.as_str(), merged.risks.len(), merged.gates.len()), ("Later", 2, 1));
        assert_eq!(merged.risks[0].owner, "Ben");
    }
}

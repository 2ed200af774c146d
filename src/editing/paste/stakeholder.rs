//! Stakeholders as rows.

use super::{Column, Tabular};
use crate::package::Word;
use crate::package::charter::{Part, Stakeholder};

/// The letters of a RACI matrix.
const LETTERS: [(&str, Part); 4] =
    [("r", Part::Responsible), ("a", Part::Accountable), ("c", Part::Consulted), ("i", Part::Informed)];

impl Tabular for Stakeholder {
    const COLUMNS: &'static [Column<Self>] = &[
        Column {
            heading: "Role",
            also: &["stakeholder", "function", "position"],
            shown: |one, _| one.role.clone(),
            take: |one, cell| {
                one.role = cell.text();
                Ok(())
            },
        },
        Column {
            heading: "Name",
            also: &["person", "who"],
            shown: |one, _| one.name.clone(),
            take: |one, cell| {
                one.name = cell.text();
                Ok(())
            },
        },
        Column {
            heading: "Interest",
            also: &["interests", "concern", "expectation", "wants"],
            shown: |one, _| one.interest.clone(),
            take: |one, cell| {
                one.interest = cell.text();
                Ok(())
            },
        },
        Column {
            heading: "Part in the decision",
            also: &["part", "raci"],
            shown: |one, _| one.part.word().to_owned(),
            take: |one, cell| {
                one.part = cell.word(&LETTERS)?;
                Ok(())
            },
        },
    ];

    fn name(&self) -> String {
        // Several people may have one role.
        [self.role.trim(), self.name.trim()].join(" ").trim().to_owned()
    }
}

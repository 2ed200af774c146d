//! Handing a part of a package to somebody, in words.

use super::figure::list;
use super::review::parts;
use crate::package::Package;
use crate::package::hand_off::HandOff;
use crate::package::lineage::Copy;
use crate::package::review::Part;

/// What was handed to whom: "Risks is handed to the governance reviewer: “Please rate them.”"
pub fn told(hand_off: &HandOff) -> String {
    let verb = if hand_off.parts.len() == 1 { "is" } else { "are" };
    let whom = match hand_off.role.trim() {
        "" => "you".to_owned(),
        role => format!("“{role}”"),
    };
    let asked = match hand_off.note.trim() {
        "" => ".".to_owned(),
        note => format!(": “{note}”"),
    };
    let what = match hand_off.parts.len() == Part::ALL.len() {
        true => "The whole package is".to_owned(),
        false => format!("{} {verb}", parts(&hand_off.parts)),
    };
    format!("{what} handed to {whom}{asked}")
}

/// That an answer changes what it was not asked for; nothing where it does not.
pub fn beyond(answer: Copy<'_>) -> Option<String> {
    let hand_off = &answer.lineage.hand_off;
    let handed: &Package = answer.lineage.ancestor.0.as_ref().filter(|_| !hand_off.is_empty())?;
    let beyond = hand_off.beyond(handed, answer.package);
    let named = list(&beyond.iter().map(|part| part.label()).collect::<Vec<_>>());
    (!beyond.is_empty()).then(|| format!("It also changes {named}, which was not handed over."))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_handed_over_is_said_in_a_sentence() {
        let check = |parts: &[Part], role: &str, note: &str, expected: &str| {
            let hand_off = HandOff {
                parts: parts.to_vec().into(),
                role: role.to_owned(),
                note: note.to_owned(),
                ..HandOff::default()
            };
            assert_eq!(told(&hand_off), expected);
        };
        check(&[Part::Risks], "Legal", "Rate them.", "Risks is handed to “Legal”: “Rate them.”");
        check(&[Part::Risks, Part::Gates], "", " ", "Risks and Gates are handed to you.");
        check(Part::ALL, "Legal", "", "The whole package is handed to “Legal”.");
    }
}

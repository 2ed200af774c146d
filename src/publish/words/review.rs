//! Sign-offs in words.

use super::figure::{date, list};
use crate::findings::{SignOffFinding, SignOffStanding};
use crate::package::review::{Part, SignOff};

/// How a sign-off stands: "stale: Gates and Risks have been edited since".
pub fn standing(finding: &SignOffFinding) -> String {
    let word = finding.standing.label();
    match (finding.standing, finding.moved.as_slice()) {
        (SignOffStanding::Stale, []) => format!("{word}: something has been edited since"),
        (SignOffStanding::Stale, all) if all.len() == Part::ALL.len() => {
            format!("{word}: every part has been edited since")
        }
        (SignOffStanding::Stale, [one]) => format!("{word}: {} has been edited since", one.label()),
        (SignOffStanding::Stale, several) => format!("{word}: {} have been edited since", parts(several)),
        (SignOffStanding::Altered, _) => format!("{word}, so it no longer counts as signed: sign it again"),
        _ => word.to_owned(),
    }
}

/// Parts of the package: "Gates and Risks".
pub fn parts(parts: &[Part]) -> String {
    if parts.len() == Part::ALL.len() {
        return "the whole package".to_owned();
    }
    list(&parts.iter().map(|part| part.label()).collect::<Vec<_>>())
}

/// Who signed: "Ana Lim (QA lead)".
pub fn signer(name: &str, role: &str) -> String {
    match (name.trim(), role.trim()) {
        ("", "") => "An unnamed signer".to_owned(),
        (name, "") | ("", name) => name.to_owned(),
        (name, role) => format!("{name} ({role})"),
    }
}

/// A sign-off in one line, with how it stands.
pub fn line(sign_off: &SignOff, finding: &SignOffFinding) -> String {
    let mut text = format!("{}: {}", signer(&sign_off.name, &sign_off.role), sign_off.decision.label());
    if !sign_off.date.is_empty() {
        text += &format!(" on {}", date(&sign_off.date));
    }
    text += &format!("; {}", standing(finding));
    if finding.replaced {
        text += "; signed again later";
    }
    match sign_off.remarks.trim() {
        "" => text + ".",
        remarks => format!("{text}. {remarks}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sign_off_is_said_with_what_moved() {
        let sign_off = SignOff { role: "QA lead".to_owned(), date: "2026-11-21".into(), ..SignOff::default() };
        let check = |standing, moved: &[Part], expected: &str| {
            let finding = SignOffFinding { standing, moved: moved.to_vec(), ..SignOffFinding::default() };
            assert_eq!(line(&sign_off, &finding), format!("QA lead: Approved on 21 Nov 2026; {expected}."));
        };
        check(SignOffStanding::Holds, &[], "signed as it stands");
        check(SignOffStanding::Stale, &[], "stale: something has been edited since");
        check(SignOffStanding::Stale, &[Part::Gates], "stale: Gates has been edited since");
        check(SignOffStanding::Stale, &[Part::Gates, Part::Risks], "stale: Gates and Risks have been edited since");
        check(SignOffStanding::Stale, Part::ALL, "stale: every part has been edited since");
    }
}

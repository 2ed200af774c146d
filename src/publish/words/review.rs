//! Sign-offs in words.

use super::figure::{date, list};
use crate::findings::{SignOffFinding, SignOffStanding};
use crate::package::Date;
use crate::package::review::{Part, SignOff, SignOffCondition};
use crate::package::signing::Link;

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
        (SignOffStanding::Expired, _) => format!("{word}: it counted until {}", date(&finding.expires)),
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

/// What a condition demands, and by when: "a rollback drill (by 1 Dec 2026)".
pub fn demand(condition: &SignOffCondition) -> String {
    let what = match condition.what.trim() {
        "" => "a condition that is not written down",
        what => what.trim_end_matches('.'),
    };
    match condition.due.is_empty() {
        true => format!("{what}."),
        false => format!("{what} (by {}).", date(&condition.due)),
    }
}

/// The same with who sees to it: "Ben: a rollback drill (by 1 Dec 2026)."
pub fn asked(condition: &SignOffCondition) -> String {
    match condition.who.trim() {
        "" => super::capital(&demand(condition)),
        who => format!("{who}: {}", demand(condition)),
    }
}

/// A condition in a line, and whether it is met.
fn condition(condition: &SignOffCondition) -> String {
    format!("{}: {}", if condition.met { "Met" } else { "Open" }, asked(condition))
}

/// How it follows those before it, where somebody must know: not of the first, nor of one in its place.
pub fn link(finding: &SignOffFinding) -> Option<&'static str> {
    match finding.link {
        Link::First | Link::Linked => None,
        other => Some(other.label()),
    }
}

/// That an approval has ended by this day, though not yet on the day the package is judged on.
pub fn ended(sign_off: &SignOff, as_of: &Date, today: &Date) -> Option<String> {
    let ended = sign_off.is_signed() && sign_off.has_expired(today) && !sign_off.has_expired(as_of);
    ended.then(|| {
        let judged = match as_of.is_empty() {
            true => "the package does not say which day it is judged on".to_owned(),
            false => format!("the package is judged on {}", date(as_of)),
        };
        format!("ended on {}, though {judged}", date(&sign_off.terms.expires))
    })
}

/// The key that was used, by its first digits; nothing where none was.
pub fn key(sign_off: &SignOff) -> Option<String> {
    let public = sign_off.signature.key.public.trim();
    (!sign_off.signature.key.is_empty()).then(|| format!("signed with the key {}", key_name(public)))
}

/// A public key by its first sixteen digits.
pub fn key_name(public: &str) -> String {
    match public.char_indices().nth(16) {
        Some((end, _)) => format!("{}…", &public[..end]),
        None if public.is_empty() => "that is not named".to_owned(),
        None => public.to_owned(),
    }
}

/// What a signature with a key shows, and what it does not.
pub const KEY: &str = "A signature shows that whoever holds the key signed exactly this, and nothing else; whose key it \
                       is it cannot show, so compare the public key with one that its owner gave you.";

/// A sign-off in one line, with how it stands.
pub fn line(sign_off: &SignOff, finding: &SignOffFinding) -> String {
    let mut text = format!("{}: {}", signer(&sign_off.name, &sign_off.role), sign_off.decision.label());
    if !sign_off.date.is_empty() {
        text += &format!(" on {}", date(&sign_off.date));
    }
    text += &format!("; {}", standing(finding));
    if finding.replaced {
        text += "; signed again later";
    } else if finding.standing == SignOffStanding::Holds && !sign_off.terms.expires.is_empty() {
        text += &format!("; counts until {}", date(&sign_off.terms.expires));
    }
    let further = key(sign_off).into_iter().chain(link(finding).map(str::to_owned));
    further.for_each(|said| text += &format!("; {said}"));
    text += ".";
    let conditions = sign_off.conditions().iter().map(condition);
    std::iter::once(sign_off.remarks.trim().to_owned())
        .chain(conditions)
        .filter(|said| !said.is_empty())
        .for_each(|said| text += &format!(" {said}"));
    text
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

//! Claims without evidence, in sentences.

use super::quoted;
use crate::package::claim::{Claim, Lack};
use crate::publish::markdown::text::clip;

/// Words of a memo's sentence that are quoted.
const QUOTED: usize = 24;

/// What is claimed, and what it lacks: "Alternative “Rules”: nothing is said of how its strength or risk is known."
pub fn sentence(claim: &Claim) -> String {
    let name = quoted(&claim.name);
    match &claim.lacks {
        Lack::Evidence => format!("Alternative {name}: nothing is said of how its strength or risk is known."),
        Lack::Reason => format!("Criterion {name}: a value was judged without a reason."),
        Lack::Proof => format!("ML Test Score, {name}: rated as done, but nothing is named that shows it."),
        Lack::Log => format!("CI check {name}: it has an outcome, but no line of a log that says so."),
        Lack::Record => format!("Smoke test, {name}: it has an outcome, but it is not said where that can be seen."),
        Lack::Number(number) => {
            let said = quoted(&clip(&claim.name, QUOTED));
            format!("Memo, {said}: {number} is neither computed nor stated anywhere else in the package.")
        }
    }
}

/// How many there are: "2 claims stand without evidence."
pub fn summary(claims: &[Claim]) -> String {
    match claims.len() {
        0 => "None: every judged value, rated check, recorded outcome and number of the memo has something beside it."
            .to_owned(),
        1 => "1 claim stands without evidence.".to_owned(),
        count => format!("{count} claims stand without evidence."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::package::path::Path;

    #[test]
    fn each_says_what_is_missing() {
        let check = |name: &str, lacks: Lack, expected: &str| {
            let claim = Claim { path: Path::default(), name: name.to_owned(), lacks };
            assert_eq!(sentence(&claim), expected);
        };
        check("", Lack::Reason, "Criterion “unnamed”: a value was judged without a reason.");
        check("Rules", Lack::Evidence, "Alternative “Rules”: nothing is said of how its strength or risk is known.");
        let long = "word ".repeat(40);
        let claim = Claim { path: Path::default(), name: long, lacks: Lack::Number("7".to_owned()) };
        let said = sentence(&claim);
        assert!(said.contains("…”: 7 is neither computed") && said.len() < 240, "{said}");
        assert_eq!(summary(std::slice::from_ref(&claim)), "1 claim stands without evidence.");
        assert_eq!(summary(&[claim.clone(), claim]), "2 claims stand without evidence.");
    }
}

//! Claims without evidence: what people say in a package with nothing beside it that shows it.

use serde_json::Value;

use super::ci_check::CiOutcome;
use super::deployment::SmokeOutcome;
use super::document::Plain;
use super::memo::Section;
use super::path::Path;
use super::readiness::TestLevel;
use super::{CriterionSource, Package, Word};

/// Something that is said, and what is missing beside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// Where it stands.
    pub path: Path,
    /// What people call it: a name, or the sentence of the memo.
    pub name: String,
    /// What it lacks.
    pub lacks: Lack,
}

/// What a claim lacks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lack {
    /// An alternative is praised or blamed, and nothing is said of how that is known.
    Evidence,
    /// A value of a criterion was judged, and no reason is given.
    Reason,
    /// A check of the ML Test Score is rated as done, and nothing is named that shows it.
    Proof,
    /// A check of continuous integration has an outcome, and no line of a log says so.
    Log,
    /// A step of the smoke test has an outcome, and it is not said where that can be seen.
    Record,
    /// A sentence that a person wrote into the memo states a number that is neither computed nor stated anywhere else
    /// in the package.
    Number(String),
}

/// The highest rating of an impact or a probability.
const MOST_RATING: u32 = 5;

/// Every claim of a package without evidence, in the order of the screens.
pub fn claims_without_evidence(package: &Package) -> Vec<Claim> {
    let of = |path: Path, name: &str, lacks: Lack| Claim { path, name: name.trim().to_owned(), lacks };
    let list = |field: &str| Path::default().field(field);
    let alternatives = package
        .alternatives
        .iter()
        .filter(|one| (written(&one.strength) || written(&one.risk)) && !written(&one.evidence));
    let judged = package.criteria.iter().filter(|criterion| match &criterion.source {
        CriterionSource::Stated { values } => {
            values.values().any(|stated| stated.value.is_some() && !written(&stated.rationale))
        }
        _ => false,
    });
    let checks = package.evidence.checks.iter();
    let checks = checks.filter(|check| check.outcome != CiOutcome::NotRun && !written(&check.log));
    let steps = package.deployment.smoke_test.iter();
    let steps = steps.filter(|step| step.outcome != SmokeOutcome::NotRun && !written(&step.evidence));
    let tests = package.review.readiness.tests.iter();
    let tests = tests.filter(|(_, rating)| rating.level != TestLevel::Absent && !written(&rating.evidence));
    let mut claims: Vec<Claim> = Vec::new();
    claims.extend(checks.map(|it| of(list("evidence").field("checks").record(it.id.as_str()), &it.name, Lack::Log)));
    claims.extend(alternatives.map(|it| of(list("alternatives").record(it.id.as_str()), &it.name, Lack::Evidence)));
    claims.extend(judged.map(|it| of(list("criteria").record(it.id.as_str()), &it.name, Lack::Reason)));
    claims.extend(
        steps.map(|it| of(list("deployment").field("smoke_test").record(it.id.as_str()), &it.action, Lack::Record)),
    );
    claims.extend(
        tests.map(|(check, _)| of(list("review").field("readiness").field("tests"), check.label(), Lack::Proof)),
    );
    claims.extend(numbers_of_the_memo(package));
    claims
}

/// The sentences of the memo that people wrote and that state a number which stands nowhere else.
fn numbers_of_the_memo(package: &Package) -> Vec<Claim> {
    let written: Vec<(Section, &String)> =
        Section::ALL.iter().filter_map(|section| Some((*section, package.memo.sections.get(section)?))).collect();
    if written.is_empty() {
        return Vec::new();
    }
    // Risks are rated on a scale that ends there.
    let mut known = vec![(MOST_RATING * MOST_RATING).to_string()];
    note_numbers(&Package { memo: Default::default(), ..package.clone() }.to_value(), &mut known);
    let path = Path::default().field("memo").field("sections");
    let claim = |(section, sentence): (Section, &str)| {
        let number = numbers(sentence).into_iter().find(|number| !known.contains(&plain(number)))?;
        let name = sentence.trim_matches(|letter: char| letter.is_whitespace() || "*_#>-|".contains(letter));
        Some(Claim { path: path.field(section.word()), name: name.to_owned(), lacks: Lack::Number(number) })
    };
    let sentences = written.into_iter().flat_map(|(section, text)| sentences(text).map(move |one| (section, one)));
    sentences.filter_map(claim).collect()
}

/// The sentences of a text; a line ends one, too.
fn sentences(text: &str) -> impl Iterator<Item = &str> {
    text.lines().flat_map(|line| {
        let mut rest = line;
        std::iter::from_fn(move || {
            let end = [". ", "? ", "! ", ".* ", ".** "]
                .iter()
                .filter_map(|mark| rest.find(mark))
                .min()
                .map_or(rest.len(), |at| at + 1);
            let (sentence, after) = rest.split_at(end);
            rest = after.trim_start();
            (!sentence.is_empty()).then_some(sentence)
        })
    })
}

/// The numbers that a text states, as they stand there: digits with their separators, but not those within a name such
/// as "p95", and not what stands in braces, which is computed.
fn numbers(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut within_braces = 0_usize;
    let mut before = ' ';
    let mut letters = text.char_indices().peekable();
    while let Some((start, letter)) = letters.next() {
        match letter {
            '{' => within_braces += 1,
            '}' => within_braces = within_braces.saturating_sub(1),
            _ => {}
        }
        let begins = letter.is_ascii_digit() && !before.is_alphanumeric() && !matches!(before, '.' | ',' | '-' | '_');
        before = letter;
        if !begins || within_braces > 0 {
            continue;
        }
        let mut end = start + 1;
        while let Some((at, next)) = letters.next_if(|(_, next)| next.is_ascii_digit() || matches!(next, '.' | ',')) {
            (end, before) = (at + next.len_utf8(), next);
        }
        found.push(text[start..end].trim_end_matches(['.', ',']).to_owned());
    }
    found
}

/// A number without the separators of thousands: 120,000 is 120000.
fn plain(number: &str) -> String {
    number.replace(',', "")
}

/// Every number that stands in a document, in texts too.
fn note_numbers(value: &Value, known: &mut Vec<String>) {
    match value {
        Value::Number(number) => known.extend(numbers(&number.as_f64().unwrap_or_default().abs().to_string())),
        Value::String(text) => known.extend(numbers(text).iter().map(|number| plain(number))),
        Value::Array(entries) => entries.iter().for_each(|entry| note_numbers(entry, known)),
        Value::Object(fields) => fields.values().for_each(|field| note_numbers(field, known)),
        Value::Null | Value::Bool(_) => {}
    }
}

fn written(text: &str) -> bool {
    !text.trim().is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::package::ci_check::CiCheck;
    use crate::package::criterion::StatedValue;
    use crate::package::deployment::SmokeStep;
    use crate::package::readiness::{TestCheck, TestRating};
    use crate::package::template::TEMPLATES;
    use crate::package::{Alternative, Criterion};

    #[test]
    fn numbers_are_told_from_names_and_from_what_is_computed() {
        let check = |text: &str, expected: &[&str]| assert_eq!(numbers(text), expected, "{text}");
        check("120,000 calls a day, 0.5 % of them in week 13.", &["120,000", "0.5", "13"]);
        check("p95 and vLLM-2 and A1 are names; {{count:risks2}} and {{gate:g 7}} are computed", &[]);
        check("(15 of 16)", &["15", "16"]);
        check("", &[]);
    }

    #[test]
    fn a_number_of_the_memo_needs_a_place_in_the_package() {
        let mut package = TEMPLATES[0].package.clone();
        let mut lacking = |text: &str| {
            package.memo.sections.insert(Section::Context, text.to_owned());
            claims_without_evidence(&package).into_iter().map(|claim| (claim.name, claim.lacks)).collect::<Vec<_>>()
        };
        assert_eq!(lacking("There are {{count:risks}} risks. The plan is sound."), []);
        let claims = [("It saves 7,654,321 euros.".to_owned(), Lack::Number("7,654,321".to_owned()))];
        assert_eq!(lacking("There are {{count:risks}} risks. **It saves 7,654,321 euros.** So go."), claims);
        package.charter.objective = "Save 7654321 euros.".to_owned();
        package.memo.sections.insert(Section::Context, claims[0].0.clone());
        assert_eq!(claims_without_evidence(&package), []);
    }

    #[test]
    fn what_is_asserted_with_nothing_beside_it_is_listed() {
        let mut package = Package::default();
        assert_eq!(claims_without_evidence(&package), []);
        package.alternatives.push(Alternative {
            name: "New".to_owned(),
            strength: "Fast".to_owned(),
            ..Default::default()
        });
        package.alternatives.push(Alternative { name: "Silent".to_owned(), ..Default::default() });
        let mut criterion = Criterion { name: "Fit".to_owned(), ..Criterion::default() };
        let values = [("a".into(), StatedValue { value: Some(3.0), ..StatedValue::default() })].into_iter().collect();
        criterion.source = CriterionSource::Stated { values };
        package.criteria.push(criterion);
        let check = CiCheck { name: "Lint".to_owned(), outcome: CiOutcome::Passed, ..CiCheck::default() };
        package.evidence.checks.push(check);
        let step = SmokeStep { action: "Ask".to_owned(), outcome: SmokeOutcome::Passed, ..SmokeStep::default() };
        package.deployment.smoke_test.push(step);
        let rating = TestRating { level: TestLevel::Manual, ..TestRating::default() };
        package.review.readiness.tests.insert(TestCheck::ALL[0], rating);
        let found = claims_without_evidence(&package);
        let found: Vec<(&str, &Lack)> = found.iter().map(|claim| (claim.name.as_str(), &claim.lacks)).collect();
        let check = TestCheck::ALL[0].label();
        let expected = [
            ("Lint", &Lack::Log),
            ("New", &Lack::Evidence),
            ("Fit", &Lack::Reason),
            ("Ask", &Lack::Record),
            (check, &Lack::Proof),
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn no_template_claims_anything_without_evidence() {
        for template in TEMPLATES.iter() {
            assert_eq!(claims_without_evidence(&template.package), [], "{}", template.name);
        }
    }
}

use super::*;
use crate::analysis::analyse;
use crate::analysis::completeness::MEMO;
use crate::findings::{Decision, Found};
use crate::package::memo::MEMO_WORDS;
use crate::package::review::{SignOff, SignOffDecision};
use crate::package::template::{TEMPLATES, Template};
use crate::package::{Comparator, signing};
use crate::publish::telemetry::{contents_of_template, of_contents};
use crate::publish::words;

fn example() -> (Package, Findings) {
    let package = TEMPLATES[0].package.clone();
    let findings = quickly(&package);
    (package, findings)
}

/// Findings from few draws and resamples.
fn quickly(package: &Package) -> Findings {
    let mut package = package.clone();
    (package.settings.draws, package.settings.resamples) = (100, 100);
    let contents = Template::named(&package.template).map(contents_of_template).unwrap_or_default();
    analyse(&package, &of_contents(&package, &contents), &length)
}

fn words_of(package: &Package, findings: &Findings) -> usize {
    length(package, findings).unwrap().words as usize
}

fn headings(markdown: &str) -> Vec<&str> {
    markdown.lines().filter_map(|line| line.strip_prefix("## ")).collect()
}

#[test]
fn the_headings_are_the_six_asked_for() {
    let expected = ["Context", "Method", "Evidence", "Risks", "Recommendation", "Open questions"];
    let (package, findings) = example();
    assert_eq!(headings(&memo(&package, &findings)), expected);
    assert_eq!(headings(&memo(&Package::default(), &Findings::default())), expected);
}

#[test]
fn a_complete_package_gets_a_memo_of_the_right_length() {
    for template in TEMPLATES.iter() {
        let package = &template.package;
        let words = words_of(package, &quickly(package));
        assert!(MEMO_WORDS.contains(&words), "{}: {words} words", template.name);
        let tokens = memo(package, &quickly(package)).split_whitespace().count();
        assert!(MEMO_WORDS.contains(&tokens), "{}: {tokens} words with the markup counted", template.name);
    }
}

#[test]
fn the_length_found_is_that_of_the_memo_shown() {
    for package in TEMPLATES.iter().map(|template| &template.package).chain([&Package::default()]) {
        let findings = quickly(package);
        let item = findings.completeness.iter().find(|item| item.id == MEMO).unwrap();
        let shown = length(package, &findings).unwrap();
        assert_eq!(item.found, Found::Memo { words: shown.words, unknown: shown.unknown });
    }
}

#[test]
fn a_blank_package_gets_a_short_memo_that_says_what_is_missing() {
    let (package, findings) = (Package::default(), Findings::default());
    let text = memo(&package, &findings);
    assert!(word_count(&text) < 400, "{} words", word_count(&text));
    for missing in
        ["no decision question", "nothing to compare", "No source of evidence", "risk log is empty", "no stages"]
    {
        assert!(text.contains(missing), "{missing}");
    }
}

#[test]
fn what_a_person_wrote_is_kept() {
    let (mut package, findings) = example();
    package.memo.sections.insert(Section::Risks, "My own *risks*, {{count:risks}} of them.".to_owned());
    package.memo.sections.insert(Section::Method, " \n".to_owned());
    let sections = sections(&package, &findings);
    assert!(sections[3].written);
    assert_eq!(sections[3].text, "My own *risks*, {{count:risks}} of them.");
    assert!(!sections[1].written);
    assert_eq!(sections[1].text, draft(&package, &findings, Section::Method));
    let own = format!("My own *risks*, {} of them.", package.risks.len());
    assert!(memo(&package, &findings).contains(&own));
}

#[test]
fn every_quantity_of_the_drafts_and_of_the_list_is_known() {
    let (package, findings) = example();
    for section in Section::ALL {
        let text = draft(&package, &findings, *section);
        assert_eq!(fill(&text, &package, &findings).unknown, Vec::<String>::new(), "{section}");
    }
    for offer in offered(&package) {
        assert!(offer.quantity.value(&package, &findings).is_some(), "{}", offer.quantity);
    }
}

#[test]
fn a_draft_can_become_a_persons_text_without_changing_the_memo() {
    let (mut package, findings) = example();
    let before = memo(&package, &findings);
    for section in Section::ALL {
        package.memo.sections.insert(*section, draft(&package, &findings, *section));
    }
    assert_eq!(memo(&package, &findings), before);
}

/// The worked example, changed.
fn variant(change: impl Fn(&mut Package)) -> Package {
    let (mut package, _) = example();
    change(&mut package);
    package
}

#[test]
fn the_length_holds_whatever_follows() {
    let variants = [
        variant(|package| package.weighting.active = "weights-governance".into()),
        variant(|package| package.recommendation.option = "automatic".into()),
        variant(|package| package.gates.iter_mut().for_each(|gate| gate.threshold = 0.0)),
        variant(|package| package.settings.least_shift = 50.0),
        variant(|package| package.settings.method = crate::package::settings::Method::PrometheeIi),
        variant(|package| package.charter.boundary = package.charter.boundary.repeat(10)),
        variant(|package| package.risks.iter_mut().for_each(|risk| risk.mitigation = risk.mitigation.repeat(9))),
    ];
    for (at, package) in variants.iter().enumerate() {
        let findings = quickly(package);
        let without_draws = Findings { robustness: None, ..findings.clone() };
        for findings in [findings, without_draws] {
            let words = words_of(package, &findings);
            assert!(MEMO_WORDS.contains(&words), "variant {at}: {words} words");
        }
    }
}

#[test]
fn numbers_are_those_of_the_findings() {
    let (package, findings) = example();
    let first = findings.alternatives.iter().find(|one| one.rank == Some(1)).unwrap();
    let filled = |text: &str| fill(text, &package, &findings).text;
    assert_eq!(filled("{{first}}"), first.name);
    assert_eq!(filled(&format!("{{{{score:{}}}}}", first.id)), format!("{:.3}", first.weighted_sum.unwrap()));
    for gate in &findings.gates {
        let sentence = filled(&format!("{{{{gate:{}:{}:sentence}}}}", gate.id, gate.alternative));
        assert_eq!(
            sentence,
            crate::publish::markdown::text::inline(&crate::publish::words::gate::sentence(&package, gate))
        );
        let verdict = filled(&format!("{{{{gate:{}:{}:verdict}}}}", gate.id, gate.alternative));
        assert_eq!(verdict, gate.verdict.label());
    }
    let shown = |placeholder: &str| filled(placeholder).replace(',', "").parse::<f64>();
    for estimate in findings.estimates.iter().filter(|estimate| estimate.measure.as_str() == "measure-risks-mean") {
        let value = shown(&format!("{{{{measure:{}:{}:value}}}}", estimate.measure, estimate.alternative)).unwrap();
        assert!((value - estimate.value.unwrap()).abs() < 0.05, "{value}");
    }
}

/// A way to move a package's outcome by edits.
#[derive(Clone, Copy, Debug)]
enum Course {
    Go,
    Conditional,
    Refused,
    NobodyReleasable,
    NoClearWinner,
}

impl Course {
    const ALL: [Self; 5] = [Self::Go, Self::Conditional, Self::Refused, Self::NobodyReleasable, Self::NoClearWinner];

    /// The decision it leads to.
    fn decision(self) -> Decision {
        match self {
            Self::Go | Self::NoClearWinner => Decision::Go,
            Self::Conditional => Decision::ConditionalGo,
            Self::Refused | Self::NobodyReleasable => Decision::NoGo,
        }
    }

    fn take(self, package: &mut Package) {
        let passes = !matches!(self, Self::NobodyReleasable);
        for gate in &mut package.gates {
            let high = matches!(gate.comparator, Comparator::AtMost | Comparator::Below) == passes;
            gate.threshold = if high { 1e9 } else { -1e9 };
            gate.waiver = Default::default();
        }
        package.appetite.iter_mut().for_each(|one| one.limit = 25);
        package.additional_evidence.iter_mut().for_each(|one| one.before_pilot = matches!(self, Self::Conditional));
        package.review.sign_offs.clear();
        if matches!(self, Self::Refused) {
            let remarks = "The fallback was never tried on a working day.".to_owned();
            let decision = SignOffDecision::Refused;
            let name = "Ana Lim".to_owned();
            let refusal = SignOff { id: "no".into(), name, decision, remarks, ..SignOff::default() };
            package.review.sign_offs.push(refusal);
            signing::sign(package, &"no".into(), "2026-11-22".into());
        }
        if matches!(self, Self::NoClearWinner) {
            package.settings.least_lead = 10.0;
        }
    }
}

#[test]
fn each_template_gets_a_whole_memo_for_each_outcome() {
    for template in TEMPLATES.iter() {
        for course in Course::ALL {
            let mut package = template.package.clone();
            package.memo.sections.clear();
            course.take(&mut package);
            let findings = quickly(&package);
            let of = format!("{}, {course:?}", template.name);
            let decision = findings.outcome.decision;
            assert_eq!(decision, course.decision(), "{of}: {}", words::outcome::sentence(&package, &findings));
            let text = memo(&package, &findings);
            if let Ok(folder) = std::env::var("MEMO_DRAFTS") {
                std::fs::write(format!("{folder}/{}-{course:?}.md", template.name), &text).unwrap();
            }
            let count = words_of(&package, &findings);
            assert!(MEMO_WORDS.contains(&count), "{of}: {count} words");
            assert_eq!(headings(&text).len(), 6, "{of}");
            assert!(!text.contains("{{") && !text.contains("}}"), "{of}");
            assert!(!text.contains("passes no of"), "{of}");
            assert_eq!(text.contains("It is released in steps"), decision != Decision::NoGo, "{of}");
            assert_eq!(text.contains("never tried on a working day"), matches!(course, Course::Refused), "{of}");
            assert_eq!(length(&package, &findings).unwrap().unknown, Vec::<String>::new(), "{of}");
        }
    }
}

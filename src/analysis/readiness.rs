//! The review in numbers: points by part, the ML Test Score, and whether the completion gate holds.

use crate::findings::{
    CompletionFinding, CostFindings, ReadinessFinding, RubricFinding, SectionScore, TestBand, TestScore,
};
use crate::package::Package;
use crate::package::document::Sparse;
use crate::package::readiness::{
    CompletionGround, CompletionItem, QuestionPart, Readiness, ReviewQuestion, TestCheck, TestSection,
};
use crate::package::release::Release;

/// Serving stacks to be compared where an item does not say how many.
const STACKS: f64 = 2.0;

/// What follows from the review's questions and ratings, given what was found of the cost.
pub fn assess(package: &Package, cost: Option<&CostFindings>) -> ReadinessFinding {
    let readiness = &package.review.readiness;
    let parts: Vec<RubricFinding> = QuestionPart::ALL.iter().filter_map(|part| rubric(readiness, *part)).collect();
    let total = |of: fn(&RubricFinding) -> f64| parts.iter().map(of).sum::<f64>();
    let mut finding = ReadinessFinding {
        points: total(|part| part.points),
        most: total(|part| part.most),
        tests: test_score(readiness),
        parts: Sparse(parts),
        ..ReadinessFinding::default()
    };
    let item = |item: &CompletionItem| completion(package, cost, &finding, item);
    finding.completion = Sparse(readiness.completion.iter().map(item).collect());
    finding
}

/// The points of a part; nothing when it has no question.
fn rubric(readiness: &Readiness, part: QuestionPart) -> Option<RubricFinding> {
    let questions = || readiness.questions.iter().filter(move |question| question.part == part);
    let count = questions().count() as u32;
    (count > 0).then(|| RubricFinding {
        part,
        questions: count,
        judged: questions().filter(|question| is_judged(question)).count() as u32,
        points: questions().filter_map(ReviewQuestion::earned).sum(),
        most: questions().map(ReviewQuestion::most).sum(),
    })
}

/// Whether a question has an answer and points.
pub(crate) fn is_judged(question: &ReviewQuestion) -> bool {
    question.is_answered() && question.earned().is_some()
}

/// The ML Test Score; nothing while no check is rated. Checks nobody rated count as not done.
fn test_score(readiness: &Readiness) -> Option<TestScore> {
    if readiness.tests.is_empty() {
        return None;
    }
    let section = |section: &TestSection| {
        let ratings = || section.checks().iter().filter_map(|check: &TestCheck| readiness.tests.get(check));
        SectionScore {
            section: *section,
            sum: ratings().map(|rating| rating.level.points()).sum(),
            rated: ratings().count() as u32,
        }
    };
    let sections: Vec<SectionScore> = TestSection::ALL.iter().map(section).collect();
    let score = sections.iter().map(|section| section.sum).fold(f64::INFINITY, f64::min);
    let rated = sections.iter().map(|section| section.rated).sum();
    Some(TestScore { score, band: band(score), rated, sections })
}

/// What a score is taken to mean; each band holds its upper end (Breck et al. 2017, table V).
fn band(score: f64) -> TestBand {
    match score {
        score if score <= 0.0 => TestBand::Research,
        score if score <= 1.0 => TestBand::Holes,
        score if score <= 2.0 => TestBand::FirstPass,
        score if score <= 3.0 => TestBand::Reasonable,
        score if score <= 5.0 => TestBand::Strong,
        _ => TestBand::Exceptional,
    }
}

fn completion(
    package: &Package,
    cost: Option<&CostFindings>,
    found: &ReadinessFinding,
    item: &CompletionItem,
) -> CompletionFinding {
    let reached = |number: f64, least: f64| (number >= least, Some(number), Some(least));
    let (holds, number, least) = match item.ground {
        CompletionGround::Stated => (item.stated, None, None),
        CompletionGround::Answered => {
            let of = |count: fn(&RubricFinding) -> u32| f64::from(found.parts.iter().map(count).sum::<u32>());
            let (judged, all) = (of(|part| part.judged), of(|part| part.questions));
            (all > 0.0 && judged >= all, Some(judged), Some(all))
        }
        CompletionGround::Points => {
            let (holds, points, least) = reached(found.points, item.least.unwrap_or(found.most));
            (holds && !found.parts.is_empty(), points, least)
        }
        CompletionGround::TestScore => match &found.tests {
            Some(tests) => {
                let (holds, score, least) = reached(tests.score, item.least.unwrap_or_default());
                (holds && tests.rated as usize == TestCheck::ALL.len(), score, least)
            }
            None => (false, None, item.least),
        },
        CompletionGround::WayBack => (has_way_back(&package.release), None, None),
        CompletionGround::Stacks => reached(f64::from(compared_stacks(cost)), item.least.unwrap_or(STACKS)),
        CompletionGround::Comments => {
            let open = package.review.comments.iter().filter(|comment| !comment.resolved).count();
            (open == 0, Some(open as f64), None)
        }
    };
    CompletionFinding { id: item.id.clone(), holds, found: number, least }
}

/// Whether each stage but the last is let on by a gate or a person, and there are steps that lead back to an earlier
/// version of each target.
fn has_way_back(release: &Release) -> bool {
    let written = |text: &str| !text.trim().is_empty();
    let Some((_, before)) = release.stages.split_last() else { return false };
    let promoted = before.iter().all(|stage| written(&stage.approver) || !stage.promotion_gates.is_empty());
    let rollback = &release.rollback;
    let targets = !rollback.targets.is_empty() && rollback.targets.iter().all(|target| written(&target.previous));
    let steps = !rollback.steps.is_empty() && rollback.steps.iter().all(|step| written(&step.action));
    promoted && targets && steps
}

/// Stacks whose need is known by tokens, each counted once.
fn compared_stacks(cost: Option<&CostFindings>) -> u32 {
    let stacks = cost.map(|cost| cost.stacks.as_slice()).unwrap_or_default();
    let known = |place: usize| {
        let first = stacks.iter().position(|stack| stack.stack == stacks[place].stack) == Some(place);
        first && stacks.iter().any(|stack| stack.stack == stacks[place].stack && stack.by_tokens.is_some())
    };
    (0..stacks.len()).filter(|place| known(*place)).count() as u32
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::package::comment::Comment;
    use crate::package::readiness::{TestLevel, TestRating};
    use crate::package::release::{RollbackStep, RollbackVersion, Stage};

    /// Ratings that sum to these numbers, section by section.
    fn rated(sums: [f64; 4]) -> Readiness {
        let mut readiness = Readiness::default();
        for (section, sum) in TestSection::ALL.iter().zip(sums) {
            let mut left = sum;
            for check in section.checks() {
                let level = match left {
                    left if left >= 1.0 => TestLevel::Automated,
                    left if left >= 0.5 => TestLevel::Manual,
                    _ => TestLevel::Absent,
                };
                left -= level.points();
                readiness.tests.insert(*check, TestRating { level, ..TestRating::default() });
            }
        }
        readiness
    }

    fn package(readiness: Readiness) -> Package {
        let mut package = Package::default();
        package.review.readiness = readiness;
        package
    }

    #[test]
    fn the_test_score_is_the_least_of_its_sections() {
        let found = assess(&package(rated([5.0, 4.5, 2.0, 6.0])), None).tests.unwrap();
        assert_eq!((found.score, found.band, found.rated), (2.0, TestBand::FirstPass, 28));
        assert_eq!(found.sections.iter().map(|section| section.sum).collect::<Vec<_>>(), [5.0, 4.5, 2.0, 6.0]);
        let mut one = Readiness::default();
        one.tests.insert(TestCheck::Schema, TestRating { level: TestLevel::Automated, ..TestRating::default() });
        let found = assess(&package(one), None).tests.unwrap();
        assert_eq!((found.score, found.band, found.rated), (0.0, TestBand::Research, 1));
    }

    #[test]
    fn bands_hold_their_upper_ends() {
        let bands = [0.0, 0.5, 1.0, 1.5, 2.0, 2.5, 3.0, 3.5, 5.0, 5.5, 7.0].map(|score| band(score) as usize);
        assert_eq!(bands, [0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5]);
    }

    #[test]
    fn a_review_without_anything_leaves_nothing_behind() {
        assert!(assess(&Package::default(), None).is_empty());
        let text = crate::package::document::write(&crate::analysis::analyse(
            &Package::default(),
            &crate::telemetry::Telemetry::default(),
            &|_, _| None,
        ));
        assert!(!text.contains("readiness") && !text.contains("comments"), "older packages keep their digests");
    }

    #[test]
    fn points_are_added_up_by_part() {
        let question = |part, points, answer: &str| ReviewQuestion {
            part,
            points,
            answer: answer.to_owned(),
            most: 2.0,
            ..ReviewQuestion::default()
        };
        let readiness = Readiness {
            questions: vec![
                question(QuestionPart::Reflection, Some(1.0), "Data."),
                question(QuestionPart::Conceptual, Some(1.5), "A gate."),
                question(QuestionPart::Conceptual, Some(9.0), ""),
                question(QuestionPart::Conceptual, None, "Perhaps."),
            ],
            ..Readiness::default()
        };
        let found = assess(&package(readiness), None);
        let parts: Vec<_> =
            found.parts.iter().map(|one| (one.part, one.questions, one.judged, one.points, one.most)).collect();
        assert_eq!(parts, [(QuestionPart::Conceptual, 3, 1, 3.5, 6.0), (QuestionPart::Reflection, 1, 1, 1.0, 2.0)]);
        assert_eq!((found.points, found.most), (4.5, 8.0));
    }

    fn item(ground: CompletionGround, least: Option<f64>) -> CompletionItem {
        CompletionItem { ground, least, ..CompletionItem::default() }
    }

    /// What is found of one item in a package.
    fn held(package: &Package, item: CompletionItem) -> (bool, Option<f64>, Option<f64>) {
        let mut package = package.clone();
        package.review.readiness.completion = vec![item];
        let found = assess(&package, None).completion[0].clone();
        (found.holds, found.found, found.least)
    }

    #[test]
    fn the_completion_gate_is_computed_where_it_can_be() {
        let mut package = package(rated([5.0, 4.5, 2.0, 6.0]));
        assert_eq!(held(&package, item(CompletionGround::Stated, None)), (false, None, None));
        let said = CompletionItem { stated: true, ..item(CompletionGround::Stated, None) };
        assert_eq!(held(&package, said), (true, None, None));
        assert_eq!(held(&package, item(CompletionGround::TestScore, Some(2.0))), (true, Some(2.0), Some(2.0)));
        assert_eq!(held(&package, item(CompletionGround::TestScore, Some(2.5))), (false, Some(2.0), Some(2.5)));
        assert_eq!(held(&package, item(CompletionGround::Answered, None)), (false, Some(0.0), Some(0.0)));
        assert!(!held(&package, item(CompletionGround::Points, None)).0, "no question earns no points");
        assert_eq!(held(&package, item(CompletionGround::Stacks, None)), (false, Some(0.0), Some(2.0)));
        assert_eq!(held(&package, item(CompletionGround::Comments, None)), (true, Some(0.0), None));
        package.review.comments.push(Comment::default());
        assert_eq!(held(&package, item(CompletionGround::Comments, None)), (false, Some(1.0), None));
        package.review.comments[0].resolved = true;
        assert!(held(&package, item(CompletionGround::Comments, None)).0);
        package.review.readiness.tests = rated([7.0; 4]).tests;
        package.review.readiness.tests.remove(&TestCheck::Skew);
        assert!(!held(&package, item(CompletionGround::TestScore, None)).0, "one check is not rated");
    }

    #[test]
    fn a_way_back_needs_promotion_versions_and_steps() {
        let mut package = Package::default();
        let way_back = |package: &Package| held(package, item(CompletionGround::WayBack, None)).0;
        assert!(!way_back(&package));
        package.release.stages = vec![Stage { approver: "ML lead".to_owned(), ..Stage::default() }, Stage::default()];
        package.release.rollback.targets = vec![RollbackVersion { previous: "1.2".to_owned(), ..Default::default() }];
        package.release.rollback.steps = vec![RollbackStep { action: "Switch.".to_owned(), ..Default::default() }];
        assert!(way_back(&package));
        package.release.stages[0].approver.clear();
        assert!(!way_back(&package));
        package.release.stages[0].promotion_gates.push("gate".into());
        assert!(way_back(&package));
        package.release.rollback.targets[0].previous.clear();
        assert!(!way_back(&package));
    }

    proptest! {
        #[test]
        fn more_never_lowers_the_test_score(sums in [0u8..=14, 0u8..=14, 0u8..=14, 0u8..=14], raised in 0usize..4) {
            let score = |sums: [u8; 4]| {
                assess(&package(rated(sums.map(|sum| f64::from(sum) / 2.0))), None).tests.unwrap().score
            };
            let mut more = sums;
            more[raised] = (more[raised] + 1).min(14);
            prop_assert!(score(more) >= score(sums));
            prop_assert_eq!(score(sums), f64::from(*sums.iter().min().unwrap()) / 2.0);
        }
    }
}

//! The review in words: points by part, the ML Test Score, the completion gate, and what comments are about.

use super::figure::{counted, list, number};
use super::quoted;
use crate::findings::{CommentFinding, CompletionFinding, ReadinessFinding, TestScore};
use crate::package::readiness::{CompletionGround, CompletionItem, TestCheck};
use crate::package::{Package, Record};

/// Where the ML Test Score comes from, and how it counts.
pub const SOURCE: &str = "Breck, Cai, Nielsen, Salib and Sculley, “The ML Test Score” (2017): 28 checks count 0 when not done, 0.5 when done by hand and documented, 1 when automated; the score is the least of four sections.";

/// The points, part by part: "21 of 25 points: conceptual 8.5 of 10, …"
pub fn rubric(readiness: &ReadinessFinding) -> String {
    if readiness.parts.is_empty() {
        return "No question is asked yet.".to_owned();
    }
    let part = |one: &crate::findings::RubricFinding| {
        format!("{} {} of {}", one.part.label().to_lowercase(), number(one.points), number(one.most))
    };
    let parts: Vec<String> = readiness.parts.iter().map(part).collect();
    let open: u32 = readiness.parts.iter().map(|one| one.questions - one.judged).sum();
    let unjudged = match open {
        0 => String::new(),
        open => format!(" {} without an answer or points.", counted(open as usize, "question is", "questions are")),
    };
    format!("{} of {} points: {}.{unjudged}", number(readiness.points), number(readiness.most), list(&parts))
}

/// The ML Test Score: "2 of 7, the least of data 5, model 4.5, infrastructure 2 and monitoring 6: a first pass …"
pub fn test_score(tests: &TestScore) -> String {
    let sections: Vec<String> = tests
        .sections
        .iter()
        .map(|section| format!("{} {}", section.section.label().to_lowercase(), number(section.sum)))
        .collect();
    let all = TestCheck::ALL.len();
    let unrated = match all - tests.rated as usize {
        0 => String::new(),
        1 => " 1 check is not rated and counts as not done.".to_owned(),
        missing => format!(" {missing} checks are not rated and count as not done."),
    };
    format!(
        "{} of {}, the least of {}: {}.{unrated}",
        number(tests.score),
        all / tests.sections.len().max(1),
        list(&sections),
        tests.band.label()
    )
}

/// Whether the completion gate holds: "It holds." or which items do not.
pub fn completion(package: &Package, readiness: &ReadinessFinding) -> String {
    let all = readiness.completion.len();
    let open: Vec<String> = readiness
        .completion
        .iter()
        .filter(|one| !one.holds)
        .filter_map(|one| CompletionItem::find(package, &one.id))
        .map(|item| quoted(&item.statement))
        .collect();
    match (all, open.len()) {
        (0, _) => "The completion gate asks for nothing yet.".to_owned(),
        (1, 0) => "The completion gate holds: its one item is met.".to_owned(),
        (all, 0) => format!("The completion gate holds: all {all} items are met."),
        (all, some) => format!("The completion gate does not hold: {some} of {all} still open, {}.", list(&open)),
    }
}

/// One item of the completion gate: "holds: 2 of at least 2", "does not hold: nobody has said so".
pub fn item(package: &Package, finding: &CompletionFinding) -> String {
    let ground = CompletionItem::find(package, &finding.id).map(|item| item.ground).unwrap_or_default();
    let verdict = if finding.holds { "holds" } else { "does not hold" };
    let why = match (ground, finding.found, finding.least) {
        (CompletionGround::Stated, ..) if finding.holds => "somebody says so".to_owned(),
        (CompletionGround::Stated, ..) => "nobody has said so".to_owned(),
        (CompletionGround::Answered, Some(found), Some(least)) => {
            format!("{} of {} answered and judged", number(found), number(least))
        }
        (CompletionGround::TestScore, None, _) => "no check is rated".to_owned(),
        (CompletionGround::Comments, Some(found), _) => counted(found as usize, "comment is open", "comments are open"),
        (CompletionGround::WayBack, ..) if finding.holds => "on the Release screen".to_owned(),
        (CompletionGround::WayBack, ..) => "something is missing on the Release screen".to_owned(),
        (_, Some(found), Some(least)) => format!("{}, at least {} asked for", number(found), number(least)),
        _ => String::new(),
    };
    if why.is_empty() { verdict.to_owned() } else { format!("{verdict}: {why}") }
}

/// What a comment is about: "Gates, gate “p99 latency”", "Charter, decision question".
pub fn about(finding: &CommentFinding) -> String {
    let Some(screen) = finding.screen else { return "a place that this version does not know".to_owned() };
    match (&finding.record, finding.gone, finding.anchor.as_str()) {
        (Some(record), ..) => format!("{screen}, {record}"),
        (None, true, _) => format!("{screen}, a record that is no longer there"),
        (None, false, "") => screen.label().to_owned(),
        (None, false, field) => format!("{screen}, {}", field.trim_start_matches("field-").replace('-', " ")),
    }
}

/// How many comments are open: "2 of 5 comments are open." Empty when there is none at all.
pub fn open_comments(comments: &[CommentFinding]) -> String {
    let open = comments.iter().filter(|comment| comment.open).count();
    match (comments.len(), open) {
        (0, _) => String::new(),
        (1, 0) => "The one comment is resolved.".to_owned(),
        (1, _) => "The one comment is open.".to_owned(),
        (all, 0) => format!("All {all} comments are resolved."),
        (all, 1) => format!("1 of {all} comments is open."),
        (all, some) => format!("{some} of {all} comments are open."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::readiness::assess;
    use crate::findings::{Screen, TestBand};
    use crate::package::readiness::{QuestionPart, ReviewQuestion, TestLevel, TestRating};

    #[test]
    fn a_rubric_is_said_part_by_part() {
        let mut package = Package::default();
        let said = |package: &Package| rubric(&assess(package, None));
        assert_eq!(said(&package), "No question is asked yet.");
        let question = |part, points| ReviewQuestion {
            part,
            points,
            most: 2.0,
            answer: "So.".to_owned(),
            ..ReviewQuestion::default()
        };
        package.review.readiness.questions =
            vec![question(QuestionPart::Applied, Some(1.5)), question(QuestionPart::Reflection, Some(2.0))];
        assert_eq!(said(&package), "3.5 of 4 points: applied 1.5 of 2 and reflection 2 of 2.");
        package.review.readiness.questions[1].points = None;
        assert_eq!(
            said(&package),
            "1.5 of 4 points: applied 1.5 of 2 and reflection 0 of 2. 1 question is without an answer or points."
        );
    }

    #[test]
    fn a_test_score_says_its_sections_and_what_is_not_rated() {
        let mut package = Package::default();
        for check in TestCheck::ALL {
            package
                .review
                .readiness
                .tests
                .insert(*check, TestRating { level: TestLevel::Manual, ..TestRating::default() });
        }
        let said = |package: &Package| test_score(&assess(package, None).tests.unwrap());
        let all = "3.5 of 7, the least of data 3.5, model 3.5, infrastructure 3.5 and monitoring 3.5: strong automated tests and monitoring, fit for what must not fail.";
        assert_eq!(said(&package), all);
        package.review.readiness.tests.remove(&TestCheck::Quality);
        let said = said(&package);
        assert!(said.starts_with("3 of 7") && said.contains(TestBand::Reasonable.label()), "{said}");
        assert!(said.ends_with(". 1 check is not rated and counts as not done."), "{said}");
    }

    #[test]
    fn the_completion_gate_names_what_is_open() {
        let mut package = Package::default();
        let said = |package: &Package| completion(package, &assess(package, None));
        assert_eq!(said(&package), "The completion gate asks for nothing yet.");
        let item = |id: &str, stated| CompletionItem {
            id: id.into(),
            statement: format!("Item {id}"),
            stated,
            ..CompletionItem::default()
        };
        package.review.readiness.completion = vec![item("a", true)];
        assert_eq!(said(&package), "The completion gate holds: its one item is met.");
        package.review.readiness.completion.push(item("b", false));
        assert_eq!(said(&package), "The completion gate does not hold: 1 of 2 still open, “Item b”.");
    }

    #[test]
    fn a_comment_is_said_with_its_place() {
        let check = |anchor: &str, record: Option<&str>, gone: bool, expected: &str| {
            let finding = CommentFinding {
                screen: Some(Screen::Gates),
                anchor: anchor.to_owned(),
                record: record.map(str::to_owned),
                gone,
                ..CommentFinding::default()
            };
            assert_eq!(about(&finding), expected);
        };
        check("", None, false, "Gates");
        check("field-gates", None, false, "Gates, gates");
        check("g", Some("gate “p99”"), false, "Gates, gate “p99”");
        check("g", None, true, "Gates, a record that is no longer there");
        let open = |open: &[bool]| {
            let one = |open: &bool| CommentFinding { open: *open, ..CommentFinding::default() };
            open_comments(&open.iter().map(one).collect::<Vec<_>>())
        };
        assert_eq!(open(&[]), "");
        assert_eq!(open(&[true]), "The one comment is open.");
        assert_eq!(open(&[true, false, false]), "1 of 3 comments is open.");
        assert_eq!(open(&[false, false]), "All 2 comments are resolved.");
    }
}

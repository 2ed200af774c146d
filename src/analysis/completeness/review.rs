//! The review: its questions, the ML Test Score, and its completion gate.

use super::check::{Check, Look};
use super::found::{Finding, lacking};
use crate::findings::{Findings, Found, RecordPart, Screen};
use crate::package::readiness::TestCheck;
use crate::package::{Id, Package};

const fn review(name: &'static str, anchor: &'static str, look: Look) -> Check {
    Check { name, screen: Screen::Review, anchor, look }
}

/// Answers with points, every check of the ML Test Score rated, and a completion gate that holds.
pub(super) const CHECKS: &[Check] = &[
    review(
        "review_questions",
        "field-review-questions",
        Look::Other(|package, _| {
            Finding::each(
                &package.review.readiness.questions,
                |one| &one.question,
                |one| lacking(&[(RecordPart::Answer, one.is_answered()), (RecordPart::Points, one.earned().is_some())]),
            )
        }),
    ),
    review(
        "ml_test_score",
        "field-ml-test-score",
        Look::Number(TestCheck::ALL.len() as u32, |package| package.review.readiness.tests.len()),
    ),
    review("completion_gate", "field-completion-gate", Look::Other(completion)),
];

fn completion(_: &Package, findings: &Findings) -> Finding {
    let items = &findings.readiness.completion;
    let open: Vec<Id> = items.iter().filter(|item| !item.holds).map(|item| item.id.clone()).collect();
    Finding {
        anchor: open.first().cloned(),
        done: !items.is_empty() && open.is_empty(),
        found: Found::Completion { count: items.len() as u32, open },
    }
}

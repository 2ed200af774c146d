//! The review: questions with points, the completion gate, the ML Test Score, and comments.

use super::document::Document;
use super::table::{Align, Table};
use crate::findings::{Findings, ReadinessFinding};
use crate::package::comment::Comment;
use crate::package::readiness::{Readiness, ReviewQuestion, TestSection};
use crate::package::{Package, Record};
use crate::publish::words::figure::{date, number};
use crate::publish::words::readiness as words;

/// Writes the review; nothing when nothing is asked, rated or said.
pub(super) fn write(document: &mut Document, package: &Package, findings: &Findings) {
    let (readiness, found) = (&package.review.readiness, &findings.readiness);
    if found.is_empty() && findings.comments.is_empty() {
        return;
    }
    document.part("Review");
    questions(document, readiness, found);
    completion(document, package, found);
    tests(document, readiness, found);
    comments(document, package, findings);
}

fn questions(document: &mut Document, readiness: &Readiness, found: &ReadinessFinding) {
    if readiness.questions.is_empty() {
        return;
    }
    document.heading("Self-evaluation");
    document.prose(&words::rubric(found));
    let mut table = Table::new(&[
        ("Part", Align::Left),
        ("Question", Align::Left),
        ("Answer", Align::Left),
        ("Points", Align::Right),
        ("Of", Align::Right),
    ]);
    for part in &found.parts.0 {
        for question in readiness.questions.iter().filter(|question| question.part == part.part) {
            let points = question.earned().map_or_else(|| "–".to_owned(), number);
            let ReviewQuestion { question: asked, answer, .. } = question;
            table.row(&[part.part.label(), asked, answer, &points, &number(question.most())]);
        }
    }
    document.table(table, "");
}

fn completion(document: &mut Document, package: &Package, found: &ReadinessFinding) {
    if found.completion.is_empty() {
        return;
    }
    document.heading("Completion gate");
    document.prose(&words::completion(package, found));
    let mut table = Table::new(&[("What must hold", Align::Left), ("Known by", Align::Left), ("Now", Align::Left)]);
    for (item, finding) in package.review.readiness.completion.iter().zip(&found.completion.0) {
        table.row(&[item.statement.as_str(), item.ground.label(), &words::item(package, finding)]);
    }
    document.table(table, "");
}

fn tests(document: &mut Document, readiness: &Readiness, found: &ReadinessFinding) {
    let Some(score) = &found.tests else { return };
    document.heading("ML Test Score");
    document.prose(&words::test_score(score));
    document.prose(words::SOURCE);
    let mut table = Table::new(&[
        ("Section", Align::Left),
        ("Check", Align::Left),
        ("Done", Align::Left),
        ("Points", Align::Right),
        ("What shows it", Align::Left),
    ]);
    for section in TestSection::ALL {
        for check in section.checks() {
            let rating = readiness.tests.get(check);
            let level = rating.map_or("not rated", |rating| rating.level.label());
            let points = rating.map_or_else(|| "–".to_owned(), |rating| number(rating.level.points()));
            let evidence = rating.map_or("", |rating| rating.evidence.as_str());
            table.row(&[section.label(), check.label(), level, &points, evidence]);
        }
    }
    document.table(table, "");
}

fn comments(document: &mut Document, package: &Package, findings: &Findings) {
    if findings.comments.is_empty() {
        return;
    }
    document.heading("Comments");
    document.prose(&words::open_comments(&findings.comments));
    let mut table = Table::new(&[
        ("About", Align::Left),
        ("Who", Align::Left),
        ("Said", Align::Left),
        ("When", Align::Left),
        ("State", Align::Left),
    ]);
    for found in &findings.comments.0 {
        let Some(comment) = Comment::find(package, &found.id) else { continue };
        let state = if found.open { "open" } else { "resolved" };
        table.row(&[&words::about(found), &comment.role, &comment.text, &date(&comment.date), state]);
    }
    document.table(table, "");
}

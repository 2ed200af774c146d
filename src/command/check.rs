//! `shipworthy check`: whether a package is complete.

use super::argument::Arguments;
use super::text::{list, on_a_line};
use super::{Answer, Failure, input, output};
use crate::analysis::analyse;
use crate::editing::guide::{self, GuideStep};
use crate::findings::{Findings, Screen};
use crate::package::Package;
use crate::package::claim::claims_without_evidence;
use crate::package::contradiction::contradictions;
use crate::package::schema::Trust;
use crate::publish::memo;
use crate::publish::words::{claim, completeness, contradiction, figure, readiness};

pub(super) const OPTIONS: &[&str] = &["telemetry=", "accept-changed"];

pub(super) const HELP: &str = "\
shipworthy check FILE [--telemetry FILE]...

Says whether everything is there that another reviewer needs, and lists what is missing, and what of the interface
contract, release, deployment notes and monitoring cannot all hold; then what is claimed without evidence, what the review
came to, and each comment that is open. A package begun blank gets the steps from its question to a first verdict, too.
Exit code: 0 complete, 1 something is missing, 2 not readable.

  --telemetry FILE   data that does not travel inside the package; found by its SHA-256
  --accept-changed   open the package although it was changed after it was saved";

pub(super) fn run(arguments: &Arguments) -> Result<Answer, Failure> {
    let input = input::package(arguments.file()?, arguments, Trust::Verify)?;
    let package = &input.opened.file.package;
    let findings = analyse(package, &input.loaded.telemetry, &memo::length);
    let all = findings.completeness.len();
    let gaps = findings.missing().count();
    let contradictions = contradictions(package);
    let contradictions: Vec<String> = contradictions.iter().map(|one| contradiction::line(package, one)).collect();
    let claims: Vec<String> = claims_without_evidence(package).iter().map(claim::sentence).collect();
    let others = list("Contradictions", &contradictions)
        + &list("Claims without evidence", &claims)
        + &review(package, &findings);
    let renamed: Vec<String> = input.opened.renamed.iter().map(ToString::to_string).collect();
    if gaps == 0 && renamed.is_empty() {
        return output::print(&format!("Complete: all {all} items are there.\n{others}"));
    }
    let others = list("First steps", &first_steps(package, &findings)) + &others;
    let mut text = match gaps {
        0 => format!("All {all} items are there, but not every record has an identifier of its own.\n"),
        _ => format!("{} of {all} items missing.\n", figure::count(gaps as u64)),
    };
    text += &list("Identifiers", &renamed);
    for screen in Screen::ALL {
        let here: Vec<_> = findings.missing().filter(|item| item.screen == *screen).collect();
        if !here.is_empty() {
            text += &format!("\n{}\n", screen.label());
        }
        for item in here {
            let said = format!("{}: {}", completeness::label(item), completeness::detail(package, &findings, item));
            text += &format!("  - {}\n", on_a_line(&said));
        }
    }
    output::print(&(text + &others)).map(|_| Answer::Bad)
}

/// The way from a question to a first verdict, for a package that has not gone it.
fn first_steps(package: &Package, findings: &Findings) -> Vec<String> {
    let steps = guide::steps(package, findings);
    if steps[..guide::WRITTEN].iter().all(|step| step.done) {
        return Vec::new();
    }
    let line = |(place, step): (usize, &GuideStep)| match step.done {
        true => format!("✓ {}. {}: {}", place + 1, step.name, step.found),
        false => format!("○ {}. {} ({}). {} {}", place + 1, step.name, step.screen.label(), step.what, step.why),
    };
    steps.iter().enumerate().map(line).collect()
}

/// What the review came to, and each comment that is open. A package begun blank gets the steps from its question to a first verdict, too.
fn review(package: &Package, findings: &Findings) -> String {
    let found = &findings.readiness;
    let mut lines = Vec::new();
    if !found.parts.is_empty() {
        lines.push(format!("Self-evaluation: {}", readiness::rubric(found)));
    }
    lines.extend(found.tests.iter().map(|tests| format!("ML Test Score: {}", readiness::test_score(tests))));
    if !found.completion.is_empty() {
        lines.push(readiness::completion(package, found));
    }
    let open = findings.comments.iter().zip(&package.review.comments.0).filter(|(found, _)| found.open);
    lines.extend(open.map(|(found, said)| format!("Open comment on {}: {}", readiness::about(found), said.text)));
    list("Review", &lines)
}

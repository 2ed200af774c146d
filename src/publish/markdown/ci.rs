//! CI evidence: checks by hand, environments compared, tests.

use super::document::Document;
use super::table::{Align, Table};
use crate::findings::{EnvironmentFinding, Findings, TestFinding};
use crate::package::Package;
use crate::publish::words::figure::{count, date, percent};
use crate::publish::words::{environment, test_run};

/// Everything of it that there is; nothing where there is none.
pub(super) fn write(document: &mut Document, package: &Package, findings: &Findings) {
    if package.evidence.checks.is_empty() && findings.environments.is_empty() && findings.tests.is_empty() {
        return;
    }
    document.part("CI evidence");
    checks(document, package);
    if !findings.environments.is_empty() {
        document.heading("Environments");
        findings.environments.iter().for_each(|found| environments(document, found));
    }
    if !findings.tests.is_empty() {
        document.heading("Tests");
        findings.tests.iter().for_each(|found| tests(document, found));
    }
}

fn checks(document: &mut Document, package: &Package) {
    if package.evidence.checks.is_empty() {
        return;
    }
    let heads = ["Check", "Command", "Machine", "Outcome", "When", "Log"];
    let mut table = Table::new(&heads.map(|head| (head, Align::Left)));
    for check in package.evidence.checks.iter() {
        table.row(&[
            &format!("{} ({})", check.name, check.kind.label()),
            &check.command,
            &check.machine,
            check.outcome.label(),
            &date(&check.date),
            &check.log,
        ]);
    }
    document.table(table, "");
}

fn environments(document: &mut Document, found: &EnvironmentFinding) {
    document.prose(&environment::sentence(found));
    if found.differences.is_empty() {
        return;
    }
    let mut heads = vec![("Package", Align::Left), ("Machines", Align::Left)];
    heads.extend(found.machines.iter().map(|machine| (machine.name.as_str(), Align::Left)));
    let mut table = Table::new(&heads);
    for package in &found.differences {
        let mut row = vec![package.package.as_str(), package.agreement.as_str()];
        row.extend(package.versions.iter().map(|version| environment::version(version.as_deref())));
        table.row(&row);
    }
    document.table(table, "");
}

fn tests(document: &mut Document, found: &TestFinding) {
    document.prose(&test_run::sentence(found));
    let columns = ["Passed", "Failed", "Broke off", "Skipped", "Pass rate", "Time"];
    let mut heads = vec![("Run", Align::Left)];
    heads.extend(columns.map(|head| (head, Align::Right)));
    let mut table = Table::new(&heads);
    for run in &found.runs {
        let ran = run.passed + run.failed + run.errors;
        let rate = if ran > 0 { percent(run.passed as f64 / ran as f64) } else { "–".to_owned() };
        let counts = [run.passed, run.failed, run.errors, run.skipped].map(count);
        let time = run.seconds.map_or_else(|| "–".to_owned(), test_run::seconds);
        let mut row = vec![run.name.as_str()];
        row.extend(counts.iter().map(String::as_str));
        row.extend([rate.as_str(), time.as_str()]);
        table.row(&row);
    }
    document.table(table, "");
    let case = |case: &crate::findings::CaseFinding| match case.message.as_str() {
        "" => format!("{}: {}", case.suite, test_run::name(case)),
        message => format!("{}: {} ({message})", case.suite, test_run::name(case)),
    };
    document.list("Flaky", found.flaky.iter().map(case));
    document.list("Failing", found.failing.iter().map(case));
    let slow = found.slowest.iter().filter_map(|slow| {
        Some(format!("{}: {}, {}", slow.suite, test_run::name(slow), test_run::seconds(slow.seconds?)))
    });
    document.list("Slowest", slow);
}

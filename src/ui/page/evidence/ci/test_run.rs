//! Test results: a sentence, each run in numbers, and the cases that are flaky, failing or slow.

use std::sync::Arc;

use super::{heading, recorded};
use crate::editing::Binding;
use crate::findings::{CaseFinding, RunFinding, TestFinding};
use crate::package::evidence::ImportedFile;
use crate::package::{Dataset, Date, Id};
use crate::publish::words::figure;
use crate::publish::words::test_run::{name, seconds, sentence};
use crate::ui::field::Field;
use crate::ui::prelude::*;
use crate::ui::workbench::Workbench;

/// Every summary, or what to drop where there is none.
pub(super) fn view(workbench: Workbench) -> AnyView {
    let found = Memo::new(move |_| workbench.findings.with(|findings| Arc::new(findings.tests.0.clone())));
    view! {
        <h3 id="field-tests">"Tests"</h3>
        {move || match found.with(|found| found.is_empty()) {
            true => view! {
                <p class="empty">"No test results yet. Let the tests write JUnit XML (pytest --junitxml, cargo nextest, Maven), and drop the reports here; those of several runs together show which cases are flaky."</p>
            },
            false => found.get().iter().map(|one| summary(workbench, one)).collect_view().into_any(),
        }}
    }
}

fn summary(workbench: Workbench, found: &TestFinding) -> AnyView {
    let package = workbench.package_now();
    let heading = heading(&package, &found.dataset, &found.label);
    let files = package.dataset(&found.dataset).map(files_by_run).unwrap_or_default();
    let dated = found.runs.iter().any(|run| files.iter().any(|(name, _)| *name == run.name));
    let row = |one: &RunFinding| {
        let file = files.iter().find(|(name, _)| *name == one.name).map(|(_, file)| file);
        run(one, dated, file.map(|file| recorded(&found.dataset, file)))
    };
    view! {
        <article class="ci-part">
            <h4>{heading}</h4>
            <p>{sentence(found)}</p>
            <div class="scroll">
                <table class="data-table">
                    <thead><tr>
                        <th scope="col">"Run"</th><th scope="col" class="figure">"Passed"</th>
                        <th scope="col" class="figure">"Failed"</th><th scope="col" class="figure">"Broke off"</th>
                        <th scope="col" class="figure">"Skipped"</th><th scope="col" class="figure">"Pass rate"</th>
                        <th scope="col" class="figure">"Time"</th>{dated.then(|| view! { <th scope="col">"When"</th> })}
                    </tr></thead>
                    <tbody>{found.runs.iter().map(row).collect_view()}</tbody>
                </table>
            </div>
            {cases("Flaky", &found.flaky, found.flaky_cases)}
            {cases("Failing", &found.failing, found.failing_cases)}
            {cases("Slowest", &found.slowest, found.slowest.len() as u64)}
        </article>
    }
}

/// The file of each run that has one to itself.
fn files_by_run(dataset: &Dataset) -> Vec<(String, Id)> {
    let files = dataset.files();
    let named = |file: &ImportedFile| file.run.0.clone();
    let alone = |name: &String| files.iter().filter(|(_, file)| file.run.0.as_ref() == Some(name)).count() == 1;
    let runs = files.iter().filter_map(|(id, file)| Some((named(file).filter(alone)?, (*id).clone())));
    runs.collect()
}

/// A run's row; with the day it was made on where its file is known, if that of any is.
fn run(run: &RunFinding, dated: bool, recorded: Option<Binding<Date>>) -> AnyView {
    let ran = run.passed + run.failed + run.errors;
    let (verdict, mark) = if run.failed + run.errors > 0 { ("fail", "✕ ") } else { ("pass", "✓ ") };
    let rate = (ran > 0).then(|| figure::percent(run.passed as f64 / ran as f64));
    view! {
        <tr>
            <th scope="row"><span data-verdict=verdict aria-hidden="true">{mark}</span>{run.name.clone()}</th>
            {[run.passed, run.failed, run.errors, run.skipped].map(|number| view! {
                <td class="figure">{figure::count(number)}</td>
            }).into_iter().collect_view()}
            <td class="figure">{rate.unwrap_or_else(|| "none ran".to_owned())}</td>
            <td class="figure">{run.seconds.map(seconds)}</td>
            {dated.then(|| view! {
                <td><span class="day">{recorded.map(|day| Field::new(format!("Day of “{}”", run.name)).in_row().date(day))}</span></td>
            })}
        </tr>
    }
}

/// A list of cases under its heading; nothing where there is none.
fn cases(heading: &'static str, cases: &[CaseFinding], all: u64) -> AnyView {
    if cases.is_empty() {
        return ().into_any();
    }
    let line = |case: &CaseFinding| {
        let runs = case.passed + case.failed;
        let failed = (case.failed > 0).then(|| {
            format!("failed {} of {}", figure::count(case.failed), figure::counted(runs as usize, "time", "times"))
        });
        let facts = [failed, case.seconds.map(seconds), Some(case.message.clone()).filter(|text| !text.is_empty())];
        let facts: Vec<String> = facts.into_iter().flatten().collect();
        view! { <li><strong>{name(case)}</strong>" "<span class="quietly">{case.suite.clone()}" · "{facts.join(" · ")}</span></li> }
    };
    let more = all.saturating_sub(cases.len() as u64);
    view! {
        <details class="ci-cases" open=heading != "Slowest">
            <summary><strong>{heading}</strong>" "<span class="quietly">{figure::counted(all as usize, "case", "cases")}</span></summary>
            <ul>{cases.iter().map(line).collect_view()}</ul>
            {(more > 0).then(|| view! { <p class="quietly">{format!("and {} more", figure::count(more))}</p> })}
        </details>
    }
}

//! The ML Test Score: 28 checks in four sections, each rated where it stands.

use super::is_required;
use crate::editing::{Binding, Place};
use crate::package::readiness::{TestCheck, TestLevel, TestRating, TestSection};
use crate::publish::words;
use crate::ui::field::Field;
use crate::ui::prelude::*;
use crate::ui::workbench::Workbench;

/// The score, and its sections to be opened; one line that offers it where nobody asks for it.
pub fn view(workbench: Workbench) -> AnyView {
    let asked =
        workbench.slice(|package| !package.review.readiness.tests.is_empty() || is_required(package, "ml_test_score"));
    let begun = RwSignal::new(false);
    let offer = move || {
        view! {
            <p class="actions">
                <button type="button" on:click=move |_| begun.set(true)>"Rate the checks"</button>
                <span class="hint">"28 checks of data, model, infrastructure and monitoring. Nothing here asks for it."</span>
            </p>
        }
    };
    view! {
        <section aria-labelledby="ml-test-score" id="field-ml-test-score">
            <h2 id="ml-test-score">"ML Test Score"</h2>
            {move || if asked.get() || begun.get() { score(workbench) } else { offer() }}
        </section>
    }
}

fn score(workbench: Workbench) -> AnyView {
    let said = workbench.said(|_, findings| match &findings.readiness.tests {
        Some(tests) => words::readiness::test_score(tests),
        None => "No check is rated yet.".to_owned(),
    });
    view! {
        <p role="status">{said}</p>
        <p class="hint">{words::readiness::SOURCE}</p>
        {TestSection::ALL.iter().map(|&each| section(workbench, each)).collect_view()}
    }
}

fn section(workbench: Workbench, section: TestSection) -> AnyView {
    let sum = workbench.said(move |_, findings| {
        let tests = findings.readiness.tests.as_ref()?;
        let found = tests.sections.iter().find(|found| found.section == section)?;
        Some(format!("{} of {}", words::figure::number(found.sum), section.checks().len()))
    });
    view! {
        <details class="test-section">
            <summary>{section.label()}" "<span class="quietly">{move || sum.get()}</span></summary>
            <table class="record-table" aria-label=section.label()>
                <thead><tr><th scope="col">"Check"</th><th scope="col">"Done"</th><th scope="col">"What shows it"</th></tr></thead>
                <tbody>{section.checks().iter().map(|&each| row(workbench, each)).collect_view()}</tbody>
            </table>
        </details>
    }
}

fn row(workbench: Workbench, check: TestCheck) -> AnyView {
    let name = check.label();
    let rated = workbench.slice(move |package| package.review.readiness.tests.contains_key(&check));
    view! {
        <tr>
            <th scope="row">{name}</th>
            <td data-label="Done">{Field::new(name).in_row().choice(levels, level(check))}</td>
            <td class="wide" data-label="What shows it">{move || rated.get().then(|| {
                Field::new(format!("What shows it: {name}")).in_row().text(evidence(check))
            })}</td>
        </tr>
    }
}

/// What a check may be rated, and that nobody has.
fn levels() -> Vec<(String, String)> {
    let words = TestLevel::ALL.iter().map(|level| (level.label().to_owned(), level.label().to_owned()));
    std::iter::once((String::new(), "not rated".to_owned())).chain(words).collect()
}

fn place(check: TestCheck) -> Place {
    Place::in_package("review.readiness.tests").at(check.label())
}

/// A check's level as its word, empty while nobody has rated it.
fn level(check: TestCheck) -> Binding<String> {
    Binding::new(
        place(check),
        move |package| {
            let rating = package.review.readiness.tests.get(&check);
            Some(rating.map(|rating| rating.level.label().to_owned()).unwrap_or_default())
        },
        move |package, word| {
            let tests = &mut package.review.readiness.tests;
            match TestLevel::ALL.iter().find(|level| level.label() == word) {
                Some(level) => tests.get_or_insert_with(check, TestRating::default).level = *level,
                None => drop(tests.remove(&check)),
            }
        },
    )
}

fn evidence(check: TestCheck) -> Binding<String> {
    Binding::new(
        place(check).at("evidence"),
        move |package| Some(package.review.readiness.tests.get(&check)?.evidence.clone()),
        move |package, text| {
            if let Some(rating) = package.review.readiness.tests.get_mut(&check) {
                rating.evidence = text;
            }
        },
    )
}

//! CI evidence, as a part of Evidence: checks by hand, environments compared, test results.

mod check;
mod environment;
mod test_run;

use crate::editing::{Binding, Place};
use crate::package::ci_check::CiCheck;
use crate::package::document::Said;
use crate::package::{Dataset, Date, Id, Package, Record};
use crate::ui::field::focus_within;
use crate::ui::prelude::*;
use crate::ui::workbench::{Workbench, use_workbench};

/// The checks of completeness that ask for CI evidence.
const ASKED: [&str; 3] = ["ci_checks", "environments", "test_results"];

/// All of it, or one line that offers it.
pub fn view() -> AnyView {
    let workbench = use_workbench();
    let asked = workbench.slice(|package| {
        let required = package.required.iter().any(|one| ASKED.contains(&one.check.as_str()));
        required || !package.evidence.checks.is_empty()
    });
    let found = Memo::new(move |_| {
        workbench.findings.with(|findings| !findings.environments.is_empty() || !findings.tests.is_empty())
    });
    view! {
        <section aria-labelledby="heading-ci">
            <h2 id="heading-ci">"CI evidence"</h2>
            {move || if asked.get() || found.get() { all(workbench) } else { offer(workbench) }}
        </section>
    }
}

fn offer(workbench: Workbench) -> AnyView {
    let begin = move |_| focus_within(workbench.add::<CiCheck>(|_| {}).0);
    view! {
        <p class="actions">
            <button type="button" on:click=begin>"Add a CI check"</button>
            <span class="hint">"Lint and build by hand. Reports of tests and the package lists of two machines: drop them anywhere."</span>
        </p>
    }
}

fn all(workbench: Workbench) -> AnyView {
    view! {
        {environment::view(workbench)}
        {test_run::view(workbench)}
        {check::view()}
    }
}

/// The day on which one of a dataset's files was made: as the file says, or as a person does.
fn recorded(dataset: &Id, file: &Id) -> Binding<Date> {
    let place = Place::of::<Dataset>(dataset, "source").at(file).at("recorded");
    let (reader, read) = (dataset.clone(), file.clone());
    let (writer, written) = (dataset.clone(), file.clone());
    Binding::new(
        place,
        move |package| {
            let dataset = Dataset::find(package, &reader)?;
            let (_, file) = dataset.files().into_iter().find(|(id, _)| **id == read)?;
            Some(file.recorded.0.clone().unwrap_or_default())
        },
        move |package, day| {
            let Some(dataset) = Dataset::find_mut(package, &writer) else { return };
            let place = dataset.files().iter().position(|(id, _)| **id == written);
            let file = place.and_then(|place| dataset.source.files_mut().into_iter().nth(place));
            if let Some(file) = file {
                file.recorded = Said(Some(day).filter(|day| !day.is_empty()));
            }
        },
    )
}

/// What a dataset is called, with the label that rows of it are compared under.
fn heading(package: &Package, dataset: &Id, label: &str) -> String {
    let name = package.dataset(dataset).map_or("", |dataset| dataset.label());
    if label.is_empty() { name.to_owned() } else { format!("{name}: {label}") }
}

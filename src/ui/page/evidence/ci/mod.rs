//! CI evidence, as a part of Evidence: checks by hand, environments compared, test results.

mod check;
mod environment;
mod test_run;

use crate::package::ci_check::CiCheck;
use crate::package::{Id, Package};
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

/// What a dataset is called, with the label that rows of it are compared under.
fn heading(package: &Package, dataset: &Id, label: &str) -> String {
    let name = package.dataset(dataset).map_or("", |dataset| dataset.label());
    if label.is_empty() { name.to_owned() } else { format!("{name}: {label}") }
}

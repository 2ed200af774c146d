//! Evidence: telemetry loaded or generated, what is measured of it, and where it comes from.

mod ci;
mod columns;
mod dataset;
mod generator;
mod intake;
mod joining;
mod knob;
mod measure;
mod next_step;
mod role;
mod series;
mod source;
mod suggestion;

use std::sync::Arc;

use crate::ui::prelude::*;
use wasm_bindgen::JsCast;

use crate::package::{Dataset, Id, Record};
use crate::ui::workbench::{Workbench, use_workbench};
use crate::worker::Unanswered;
use crate::worker::job::Opened;
use crate::worker::session::NotLoaded;

/// The screen.
pub fn view() -> AnyView {
    let workbench = use_workbench();
    let ids = workbench.slice(|package| Dataset::list(package).iter().map(|each| each.id.clone()).collect::<Vec<_>>());
    view! {
        <header class="page-head">
            <h1>"Evidence"</h1>
            <p class="lead">"What was measured, or generated to think the case through; what is derived from it; and what it cannot show."</p>
        </header>
        <section id="field-datasets" aria-labelledby="heading-telemetry">
            <h2 id="heading-telemetry">"Telemetry"</h2>
            {intake::view(workbench)}
            <For each=move || ids.get() key=Id::clone children=dataset::view />
        </section>
        {ci::view()}
        {measure::view()}
        {source::view()}
    }
}

/// Brings a dataset into view once it is on the page, with the cursor on its next step.
pub fn show(id: &Id) {
    let id = id.0.clone();
    gloo::timers::callback::Timeout::new(80, move || {
        let Some(dataset) = gloo::utils::document().get_element_by_id(&id) else { return };
        dataset.scroll_into_view();
        let next = dataset.query_selector(".steps-list button").ok().flatten();
        if let Some(next) = next.and_then(|next| next.dyn_into::<web_sys::HtmlElement>().ok()) {
            let _ = next.focus();
        }
    })
    .forget();
}

/// What is known of a dataset once it was read.
fn loaded(workbench: Workbench, id: &Id) -> Memo<Option<Arc<Opened>>> {
    let id = id.clone();
    Memo::new(move |_| workbench.datasets.opened(&id))
}

/// Says why something made from rows is not shown. Rows that are not there are asked for again once they are.
fn not_shown(workbench: Workbench, why: &Unanswered<NotLoaded>) {
    if let Unanswered::Crashed(_) = why {
        workbench.notices.problem(why.to_string());
    }
}

/// The columns of a dataset by name, each with whether it holds numbers: from the table, or else from what the
/// package says.
fn columns_of(workbench: Workbench, id: &Id) -> Vec<(String, bool)> {
    use crate::telemetry::describe::ColumnKind;
    if let Some(loaded) = workbench.datasets.opened(id) {
        let columns = loaded.columns.iter();
        return columns.map(|column| (column.name.clone(), column.kind == ColumnKind::Number)).collect();
    }
    let package = workbench.package();
    let generator = package.dataset(id).and_then(Dataset::generator);
    generator
        .map(|generator| generator.columns.iter().map(|column| (column.name.clone(), true)).collect())
        .unwrap_or_default()
}

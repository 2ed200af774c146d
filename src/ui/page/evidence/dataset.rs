//! One dataset: how its rows are had, what its columns are, and its chart.

use crate::ui::prelude::*;

use super::{columns, generator, joining, loaded, next_step, role, series, suggestion};
use crate::browser::file;
use crate::package::{Dataset, Id, Record};
use crate::publish::publication::file_name;
use crate::publish::words::{self, figure};
use crate::ui::field::Field;
use crate::ui::file_button;
use crate::ui::workbench::{Asker, TableState, Workbench, use_workbench};
use crate::worker::job::WriteCsv;
use crate::worker::message::Text;

/// The dataset with everything that is done with it.
pub fn view(id: Id) -> AnyView {
    let workbench = use_workbench();
    let this = id.clone();
    let generated =
        workbench.slice(move |package| package.dataset(&this).is_some_and(|each| each.generator().is_some()));
    let body = id.clone();
    view! {
        <article class="dataset" id=id.0.clone() aria-label="Dataset">
            <header class="dataset-head">
                <div class="dataset-name">{Field::new("Dataset name").in_bar().text(bind!(Dataset[id].name))}</div>
                {actions(workbench, &id, generated)}
                {facts(workbench, &id)}
            </header>
            {state(workbench, &id)}
            {move || if generated.get() { generated_view(workbench, &body) } else { imported_view(workbench, &body) }}
        </article>
    }
}

fn generated_view(workbench: Workbench, id: &Id) -> AnyView {
    let shown = series::Shown::of_generator(workbench, id);
    view! {
        {next_step::view(workbench, id)}
        {generator::settings(workbench, id)}
        {shown.view(workbench)}
        {generator::column(workbench, &shown)}
        {columns::view(workbench, id, false)}
        {columns::rows(workbench, id)}
    }
}

fn imported_view(workbench: Workbench, id: &Id) -> AnyView {
    let shown = series::Shown::of_table(workbench, id);
    view! {
        {role::view(workbench, id)}
        {joining::view(workbench, id)}
        {next_step::view(workbench, id)}
        {suggestion::view(workbench, id)}
        {columns::view(workbench, id, true)}
        {shown.view(workbench)}
        {columns::rows(workbench, id)}
    }
}

fn actions(workbench: Workbench, id: &Id, generated: Memo<bool>) -> AnyView {
    let (csv, gone) = (id.clone(), id.clone());
    let asker = workbench.datasets.jobs.asker_of_view();
    view! {
        <span class="dataset-actions">
            <Show when=move || generated.get()>{
                let csv = csv.clone();
                view! { <button type="button" on:click=move |_| download_csv(workbench, asker, csv.clone())>"Download CSV"</button> }
            }</Show>
            <button type="button" class="quiet" on:click=move |_| remove(workbench, &gone)>"Remove dataset"</button>
        </span>
    }
}

/// Where the rows come from and how many there are.
fn facts(workbench: Workbench, id: &Id) -> AnyView {
    let source = id.clone();
    let source = workbench.slice(move |package| match package.dataset(&source)? {
        Dataset { source: crate::package::DatasetSource::Generated(from), .. } => {
            Some(format!("Generated from seed {}", from.seed))
        }
        dataset => {
            let files: Vec<&str> = dataset.files().iter().map(|(_, file)| file.file_name.as_str()).collect();
            Some(format!("{} · {}", figure::list(&files), figure::size(dataset.source.bytes())))
        }
    });
    let loaded = loaded(workbench, id);
    let shape = move || {
        loaded.get().map(|loaded| {
            let (rows, columns) = (loaded.rows, loaded.columns.len());
            let known = words::file_read::sentence(&loaded.ledger);
            let parser = known.as_ref().unwrap_or(&loaded.ledger.parser);
            let parser = if parser == "generator" { String::new() } else { format!(" · {parser}") };
            let rows = figure::counted(rows as usize, "row", "rows");
            format!(" · {rows} × {}{parser}", figure::counted(columns, "column", "columns"))
        })
    };
    view! { <p class="quietly dataset-facts">{move || source.get()}{shape}</p> }
}

/// What stands in the way of using the rows, and what to do.
fn state(workbench: Workbench, id: &Id) -> AnyView {
    let this = id.clone();
    let trouble = Memo::new(move |_| {
        match workbench.datasets.table(&this) {
            None | Some(TableState::Reading) => Some((false, "Reading the rows …".to_owned())),
            Some(TableState::Ready(_)) => None,
            Some(TableState::Absent) => Some((
                true,
                "The rows are not in this browser; the package names their files by digest. Load the same files again and every number returns.".to_owned(),
            )),
            Some(TableState::Failed(why)) => Some((true, why)),
        }
    });
    let id = id.clone();
    view! {
        {move || trouble.get().map(|(stands, why)| {
            let id = id.clone();
            let give = stands.then(|| {
                file_button::telemetry("Load the file again", "", move |files| workbench.import.give_again(&id, files))
            });
            view! { <div class="callout" data-tone=if stands { "unsure" } else { "quiet" }><p>{why}</p>{give}</div> }
        })}
    }
}

fn download_csv(workbench: Workbench, asker: Asker, id: Id) {
    let name = workbench.package_now().dataset(&id).map(|dataset| dataset.name.clone()).unwrap_or_default();
    asker.ask(WriteCsv { dataset: id }, None, move |outcome| match outcome {
        Ok(Text(text)) => {
            if file::download(&file_name(&name, "csv"), "text/csv", text.as_bytes()).is_err() {
                workbench.notices.problem("This browser refused the download.");
            }
        }
        Err(why) => workbench.notices.problem(why.to_string()),
    });
}

fn remove(workbench: Workbench, id: &Id) {
    let package = workbench.package_now();
    let name = Dataset::find(&package, id).map(|dataset| dataset.name.clone()).unwrap_or_default();
    let dependents = package.dependents_of(id);
    workbench.edit("Remove dataset", |package| package.remove_dataset(id));
    let mut said = format!("Removed the dataset {name}");
    if dependents.measures > 0 {
        said += &format!(" and {}", figure::counted(dependents.measures, "measure", "measures"));
    }
    if dependents.gates + dependents.criteria > 0 {
        let gates = figure::counted(dependents.gates, "gate", "gates");
        said += &format!(
            ". {gates} and {} have no data now",
            figure::counted(dependents.criteria, "criterion", "criteria")
        );
    }
    workbench.notices.say_undoable(said + ".");
}

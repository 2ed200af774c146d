//! A decision matrix from a spreadsheet: pasted or opened, seen, then taken over.

use crate::ui::prelude::*;
use web_sys::File;

use super::grid;
use crate::browser::file;
use crate::package::{Direction, Package};
use crate::publish::words::figure;
use crate::telemetry::decision_table::{self, DecisionTable, TableCriterion};
use crate::ui::file_button;
use crate::ui::workbench::{Workbench, use_workbench};

/// A spreadsheet's table is smaller than this by far, in bytes.
const MOST_BYTES: f64 = 4_000_000.0;

/// The section.
pub(super) fn view() -> AnyView {
    let workbench = use_workbench();
    let text = RwSignal::new(String::new());
    let read = Memo::new(move |_| {
        let text = text.read();
        (!text.trim().is_empty()).then(|| decision_table::parse(&text).map_err(|error| error.to_string()))
    });
    let open = move |chosen: File| open(workbench, chosen, text);
    view! {
        <section id="table" aria-labelledby="table-heading">
            <h2 id="table-heading">"From a spreadsheet"</h2>
            <p>"Copy the cells of a spreadsheet and paste them here, or open a CSV file. The first row names the criteria, each further row is an alternative. Rows named weight, direction (min or max), worst, best and preference say more about the criteria; a cell such as 11.7±2.5 says how uncertain a value is."</p>
            <div class="field">
                <label for="decision-table">"Table"</label>
                <textarea id="decision-table" rows="6" spellcheck="false" aria-describedby="decision-table-problem"
                    aria-invalid=move || matches!(*read.read(), Some(Err(_))).then_some("true")
                    placeholder="alternative\tAccuracy\tCost\nweight\t60\t40\ndirection\tmax\tmin\nEngine A\t81\t11.7±2.5\nEngine B\t76\t8.2"
                    prop:value=move || text.get()
                    on:input=move |event| text.set(event_target_value(&event))></textarea>
                <p class="problem" id="decision-table-problem" role="alert">{move || read.get().and_then(Result::err)}</p>
            </div>
            <p class="actions">{file_button::table("Open a table", open)}</p>
            {move || read.get().and_then(Result::ok).map(|table| preview(workbench, table, text))}
        </section>
    }
}

fn open(workbench: Workbench, chosen: File, text: RwSignal<String>) {
    let name = chosen.name();
    if chosen.size() > MOST_BYTES {
        workbench.notices.problem(format!(
            "{name} is too large for a table of alternatives. Measured data belongs on Evidence: open it there."
        ));
        return;
    }
    wasm_bindgen_futures::spawn_local(async move {
        let read = file::bytes(&chosen).await.ok().and_then(|bytes| String::from_utf8(bytes).ok());
        match read {
            Some(read) => text.set(read),
            None => workbench
                .notices
                .problem(format!("{name} could not be read as text. Save the sheet as CSV (UTF-8) and open that.")),
        }
    });
}

/// The table as it was understood, and what taking it over would do.
fn preview(workbench: Workbench, table: DecisionTable, text: RwSignal<String>) -> AnyView {
    let changes = changes(&workbench.package(), &table);
    let size = format!(
        "{} and {}",
        figure::counted(table.alternatives.len(), "alternative", "alternatives"),
        figure::counted(table.criteria.len(), "criterion", "criteria")
    );
    let shown = rendered(&table);
    let take = move |_| {
        workbench.edit("Import table", |package| table.apply(package));
        text.set(String::new());
        workbench.notices.say_undoable("Table imported.");
    };
    view! {
        <h3>{format!("Understood: {size}")}</h3>
        {shown}
        <ul class="remarks">{changes.into_iter().map(|change| view! { <li>{change}</li> }).collect_view()}</ul>
        <p class="actions"><button type="button" class="primary" on:click=take>"Use this table"</button></p>
    }
}

fn rendered(table: &DecisionTable) -> AnyView {
    let names = table.criteria.iter().map(|one| one.name.clone());
    let header = [String::new()].into_iter().chain(names).collect();
    let described = |label: &str, cell: fn(&TableCriterion) -> Option<String>| -> Option<Vec<String>> {
        let cells: Vec<Option<String>> = table.criteria.iter().map(cell).collect();
        cells
            .iter()
            .any(Option::is_some)
            .then(|| [label.to_owned()].into_iter().chain(cells.into_iter().map(Option::unwrap_or_default)).collect())
    };
    let mut rows: Vec<Vec<String>> = [
        described("Weight", |one| one.weight.map(figure::number)),
        described("Direction", |one| {
            Some(
                match one.direction {
                    Some(Direction::Max) => "max",
                    Some(Direction::Min) => "min",
                    None => "not given; max is proposed",
                }
                .to_owned(),
            )
        }),
        described("Scale", |one| {
            one.scale.map(|(worst, best)| format!("{} to {}", figure::number(worst), figure::number(best)))
        }),
    ]
    .into_iter()
    .flatten()
    .collect();
    for alternative in &table.alternatives {
        let cells = alternative.values.iter().map(|value| match value {
            None => "missing".to_owned(),
            Some((value, 0.0)) => figure::number(*value),
            Some((value, deviation)) => format!("{} ± {}", figure::number(*value), figure::number(*deviation)),
        });
        rows.push([alternative.name.clone()].into_iter().chain(cells).collect());
    }
    grid(String::new(), header, rows)
}

/// What taking the table over does to what is there, in words.
fn changes(package: &Package, table: &DecisionTable) -> Vec<String> {
    let mut after = package.clone();
    table.apply(&mut after);
    let names = |gone: Vec<&str>, what: &str| (!gone.is_empty()).then(|| format!("{what}: {}.", figure::list(&gone)));
    let alternatives = package.alternatives.iter().filter(|one| after.alternative(&one.id).is_none());
    let criteria = package.criteria.iter().filter(|one| after.criterion(&one.id).is_none());
    let alternatives = alternatives.map(|one| one.name.as_str()).collect();
    let criteria = criteria.map(|one| one.name.as_str()).collect();
    let weights = table.criteria.iter().any(|one| one.weight.is_some());
    [
        names(alternatives, "Alternatives removed"),
        names(criteria, "Criteria removed"),
        weights.then(|| "The weights become the points of the deciding profile.".to_owned()),
        Some("Records with the same name keep whatever the table leaves out. Undo restores everything.".to_owned()),
    ]
    .into_iter()
    .flatten()
    .collect()
}

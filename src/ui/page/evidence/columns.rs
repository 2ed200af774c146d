//! The columns of a table in figures, and its rows as they stand.

use std::sync::Arc;

use crate::ui::chart::is_open;
use crate::ui::prelude::*;

use super::{loaded, measure, not_shown};
use crate::package::Id;
use crate::publish::words::figure;
use crate::telemetry::describe::{ColumnDescription, ColumnKind, ColumnSummary};
use crate::ui::workbench::Workbench;
use crate::worker::job::{DescribeColumns, ListRows, Opened, RowPage};

/// A table of more columns than this is not listed whole.
const MOST_COLUMNS: usize = 100;
/// Rows shown at once.
const PAGE: u64 = 20;

/// Every column with its type, gaps and figures, and a button that measures it. Shown unfolded when `open`.
pub fn view(workbench: Workbench, id: &Id, open: bool) -> AnyView {
    let read = loaded(workbench, id);
    let unfolded = RwSignal::new(open);
    let figures = RwSignal::new(Vec::<ColumnDescription>::new());
    let (dataset, asker) = (id.clone(), workbench.datasets.jobs.asker_of_view());
    Effect::new(move |_| {
        workbench.datasets.version();
        if unfolded.get() && read.with(Option::is_some) {
            asker.ask(DescribeColumns { dataset: dataset.clone() }, None, move |outcome| match outcome {
                Ok(description) => figures.set(description.columns),
                Err(why) => not_shown(workbench, &why),
            });
        }
    });
    let id = id.clone();
    let heading = move || read.with(|read| read.as_deref().map(words));
    view! {
        <Show when=move || read.with(Option::is_some)>{
            let id = id.clone();
            view! {
                <details class="columns-table" open=open on:toggle=move |event| unfolded.set(is_open(&event))>
                    <summary><strong>"Columns"</strong>" "<span class="quietly">{heading}</span></summary>
                    <div class="scroll">
                        <table class="data-table">
                            <thead><tr>
                                <th scope="col">"Column"</th><th scope="col">"Type"</th>
                                <th scope="col" class="figure">"Missing"</th><th scope="col" class="figure">"Min"</th>
                                <th scope="col" class="figure">"Median"</th><th scope="col" class="figure">"Mean"</th>
                                <th scope="col" class="figure">"p95"</th><th scope="col" class="figure">"Max"</th>
                                <th scope="col"><span class="sr">"Measure"</span></th>
                            </tr></thead>
                            <tbody>{move || read.get().map(|read| rows_of(workbench, &id, &read, &figures.read()))}</tbody>
                        </table>
                    </div>
                </details>
            }
        }</Show>
    }
}

fn words(read: &Opened) -> String {
    let columns = &read.columns;
    let numbers = columns.iter().filter(|column| column.kind == ColumnKind::Number).count();
    let missing: u64 = columns.iter().map(|column| column.missing).sum();
    let gaps = match missing {
        0 => "no cell missing".to_owned(),
        some => format!("{} kept as missing", figure::counted(some as usize, "cell", "cells")),
    };
    let more = columns.len().saturating_sub(MOST_COLUMNS);
    let more = if more > 0 { format!(" · the last {more} are not listed here") } else { String::new() };
    format!("{} of numbers · {gaps}{more}", figure::counted(numbers, "column", "columns"))
}

fn rows_of(workbench: Workbench, id: &Id, read: &Opened, figures: &[ColumnDescription]) -> AnyView {
    let columns = read.columns.iter().take(MOST_COLUMNS);
    let rows = columns.map(|column| {
        let described = figures.iter().find(|each| each.name == column.name);
        view! {
            <tr>
                <th scope="row">{column.name.clone()}</th>
                <td>{column.kind.label()}</td>
                <td class="figure">{missing(column)}</td>
                {match column.kind {
                    ColumnKind::Number => figures_of(described),
                    _ => view! { <td colspan="5" class="samples">{samples(column)}</td> },
                }}
                <td>{(column.kind == ColumnKind::Number).then(|| measure_button(workbench, id, &column.name))}</td>
            </tr>
        }
    });
    rows.collect_view().into_any()
}

fn figures_of(described: Option<&ColumnDescription>) -> AnyView {
    let described = described.cloned().unwrap_or_default();
    let figures = [described.min, described.p50, described.mean, described.p95, described.max];
    figures
        .into_iter()
        .map(|value| view! { <td class="figure">{value.map(figure::number)}</td> })
        .collect_view()
        .into_any()
}

fn missing(column: &ColumnSummary) -> String {
    match (column.missing, column.rows) {
        (0, _) => "0".to_owned(),
        (missing, rows) => {
            let share = figure::percent(missing as f64 / rows.max(1) as f64);
            format!("{} ({share})", figure::count(missing))
        }
    }
}

fn samples(column: &ColumnSummary) -> String {
    let shown: Vec<&str> = column.samples.iter().take(4).map(String::as_str).collect();
    let distinct = column.distinct.unwrap_or_default();
    match distinct.saturating_sub(shown.len() as u64) {
        0 => shown.join(", "),
        more => format!("{} and {} more", shown.join(", "), figure::count(more)),
    }
}

fn measure_button(workbench: Workbench, id: &Id, column: &str) -> AnyView {
    let (id, name) = (id.clone(), column.to_owned());
    view! {
        <button type="button" class="small" aria-label=format!("Measure {column}")
            on:click=move |_| measure::add(workbench, &id, &name)>"Measure"</button>
    }
}

/// The rows as they stand in the table, some at a time, fetched once they are asked for.
pub fn rows(workbench: Workbench, id: &Id) -> AnyView {
    let read = loaded(workbench, id);
    let (unfolded, from) = (RwSignal::new(false), RwSignal::new(0_u64));
    let page = RwSignal::new(Arc::new(RowPage::default()));
    let (dataset, asker) = (id.clone(), workbench.datasets.jobs.asker_of_view());
    Effect::new(move |_| {
        workbench.datasets.version();
        let from = from.get();
        if unfolded.get() {
            let job = ListRows { dataset: dataset.clone(), from, count: PAGE };
            asker.ask(job, None, move |outcome| match outcome {
                Ok(rows) => page.set(Arc::new(rows)),
                Err(why) => not_shown(workbench, &why),
            });
        }
    });
    let names = move || {
        let read = read.get();
        let columns = read.iter().flat_map(|read| read.columns.iter().take(MOST_COLUMNS));
        columns.map(|column| view! { <th scope="col">{column.name.clone()}</th> }).collect_view()
    };
    let cells = move || {
        let page = page.get();
        let rows = page.rows.iter().enumerate().map(|(place, row)| {
            view! {
                <tr>
                    <th scope="row" class="quietly">{figure::count(page.from + place as u64 + 1)}</th>
                    {row.iter().take(MOST_COLUMNS).map(|cell| view! { <td>{cell.clone()}</td> }).collect_view()}
                </tr>
            }
        });
        rows.collect_view()
    };
    let last = move || page.with(|page| page.from + page.rows.len() as u64 >= page.total);
    let where_we_are = move || {
        page.with(|page| {
            let (first, last) = (page.from + 1, page.from + page.rows.len() as u64);
            format!("Rows {} to {} of {}", figure::count(first), figure::count(last), figure::count(page.total))
        })
    };
    view! {
        <Show when=move || read.with(Option::is_some)>
            <details class="rows-table" on:toggle=move |event| unfolded.set(is_open(&event))>
                <summary><strong>"Rows"</strong>" "<span class="quietly">"as they stand in the table; a missing cell is empty"</span></summary>
                <div class="scroll">
                    <table class="data-table">
                        <thead><tr><th scope="col">"Row"</th>{names}</tr></thead>
                        <tbody>{cells}</tbody>
                    </table>
                </div>
                <p class="actions">
                    <button type="button" disabled=move || from.get() == 0
                        on:click=move |_| from.update(|from| *from = from.saturating_sub(PAGE))>"Earlier rows"</button>
                    <button type="button" disabled=last on:click=move |_| from.update(|from| *from += PAGE)>"Later rows"</button>
                    <span class="quietly">{where_we_are}</span>
                </p>
            </details>
        </Show>
    }
}

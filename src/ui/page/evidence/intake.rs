//! Ways for telemetry to come in, and how far a file is read.

use crate::ui::prelude::*;

use super::generator;
use crate::browser::file;
use crate::publish::words::figure;
use crate::telemetry::read::FORMATS;
use crate::ui::file_button;
use crate::ui::workbench::{FileRead, Together, Workbench};
use crate::worker::Progress;

const SAMPLE: &str = "rollout-engines-weekly.csv";

/// Buttons to load and generate, the file under way, and what was wrong with the last one.
pub fn view(workbench: Workbench) -> AnyView {
    let none = workbench.slice(|package| package.evidence.datasets.is_empty());
    let reading = Memo::new(move |_| workbench.import.under_way().is_some());
    let formats = FORMATS.iter().map(|format| format.name).collect::<Vec<_>>().join(", ");
    view! {
        <Show when=move || none.get() && !reading.get()>
            <p class="empty">
                "Gates and scores rest on telemetry. Load a file of your own: one row per request, day or week, and a column that says which alternative the row belongs to. "
                "Nothing measured yet? Generate telemetry from a few settings and replace it later."
            </p>
        </Show>
        <div class="actions">
            {file_button::telemetry("Load telemetry", "primary", move |files| workbench.import.take(files))}
            <button type="button" on:click=move |_| generator::add(workbench)>"Add generated telemetry"</button>
            <button type="button" class="quiet" on:click=move |_| load_sample(workbench)
                title="Weekly history of three public rollout engines, counted from their version control">"Load the sample"</button>
            <span class="quietly">{formats}", or drop files here. They stay on this machine."</span>
        </div>
        {move || workbench.import.together().map(|files| together(workbench, files))}
        <Show when=move || reading.get()>{progress(workbench)}</Show>
        {move || workbench.import.problems().into_iter().map(|problem| view! {
            <div class="callout" data-tone="fail" role="alert">
                <p><strong>{format!("{} was not loaded. ", problem.name)}</strong>{problem.message}" Nothing else has changed."</p>
                <button type="button" class="quiet" on:click=move |_| workbench.import.close_problems()>"Close"</button>
            </div>
        }).collect_view()}
    }
}

/// What becomes of files given together: one dataset under labels that can be changed, or one each.
fn together(workbench: Workbench, files: Together) -> AnyView {
    let count = files.files.len();
    let rows = files.files.into_iter().map(|(file, label)| line(file.name(), label));
    view! {
        <div class="callout" data-tone="unsure" role="group" aria-label="Files given together">
            <div class="stack">
                <p><strong>{format!("{count} files: one for each alternative?")}</strong>" As one dataset, the rows of each stand under its label, with the columns of all of them."</p>
                <div class="columns">{rows.collect_view()}{line("Column of labels".to_owned(), files.label_column)}</div>
                <p class="hint">"Leave a label empty where the file has a column of labels of its own."</p>
                <p class="actions">
                    <button type="button" class="primary" on:click=move |_| workbench.import.join()>"Load as one dataset"</button>
                    <button type="button" on:click=move |_| workbench.import.read_each()>"Load each by itself"</button>
                    <button type="button" class="quiet" on:click=move |_| workbench.import.leave()>"Load none"</button>
                </p>
            </div>
        </div>
    }
}

fn line(name: String, text: RwSignal<String>) -> AnyView {
    view! {
        <label class="field">
            <span>{name}</span>
            <input type="text" autocomplete="off" prop:value=move || text.get()
                on:input=move |event| text.set(event_target_value(&event)) />
        </label>
    }
}

fn progress(workbench: Workbench) -> AnyView {
    let total = move || workbench.import.under_way().map_or(1, |file| file.progress.total.max(1)).to_string();
    let read = move || workbench.import.under_way().map_or(0, |file| file.progress.done).to_string();
    view! {
        <div class="callout import-progress" role="status">
            <p>{move || workbench.import.under_way().as_ref().map(words)}</p>
            <progress max=total prop:value=read aria-label="Read so far"></progress>
            <button type="button" on:click=move |_| workbench.import.cancel()>"Cancel"</button>
        </div>
    }
}

fn words(file: &FileRead) -> String {
    let Progress { done, total } = file.progress;
    let percent = done * 100 / total.max(1);
    format!("Reading {}: {percent} %, {} of {}", file.name, figure::size(done), figure::size(total))
}

fn load_sample(workbench: Workbench) {
    wasm_bindgen_futures::spawn_local(async move {
        match file::fetch(&format!("./samples/{SAMPLE}"), SAMPLE).await {
            Ok(file) => workbench.import.read(file),
            Err(why) => workbench.notices.problem(format!("The sample was not loaded. {why}.")),
        }
    });
}

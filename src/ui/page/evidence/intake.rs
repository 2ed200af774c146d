//! Ways for telemetry to come in, and how far a file is read.

use crate::ui::prelude::*;

use super::generator;
use crate::browser::file;
use crate::publish::words::figure;
use crate::telemetry::read::FORMATS;
use crate::ui::file_button;
use crate::ui::workbench::{FileRead, Workbench};
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
            {file_button::view("Load telemetry", "primary", move |file| workbench.import.read(file))}
            <button type="button" on:click=move |_| generator::add(workbench)>"Add generated telemetry"</button>
            <button type="button" class="quiet" on:click=move |_| load_sample(workbench)
                title="Weekly history of three public rollout engines, counted from their version control">"Load the sample"</button>
            <span class="quietly">{formats}", or drop a file here. It stays on this machine."</span>
        </div>
        <Show when=move || reading.get()>{progress(workbench)}</Show>
        {move || workbench.import.problems().into_iter().map(|problem| view! {
            <div class="callout" data-tone="fail" role="alert">
                <p><strong>{format!("{} was not loaded. ", problem.name)}</strong>{problem.message}" Nothing else has changed."</p>
                <button type="button" class="quiet" on:click=move |_| workbench.import.close_problems()>"Close"</button>
            </div>
        }).collect_view()}
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

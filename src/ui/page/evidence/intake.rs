//! Ways for telemetry to come in, and how far a file is read.

use crate::ui::prelude::*;

use super::generator;
use crate::browser::file;
use crate::publish::words::{self, figure};
use crate::telemetry::ledger::FileKind;
use crate::ui::file_button;
use crate::ui::workbench::{FileRead, OneOfSeveral, Together, Workbench};
use crate::worker::Progress;

const SAMPLE: &str = "rollout-engines-weekly.csv";

/// Buttons to load and generate, the file under way, and what was wrong with the last one.
pub fn view(workbench: Workbench) -> AnyView {
    let none = workbench.slice(|package| package.evidence.datasets.is_empty());
    let reading = Memo::new(move |_| workbench.import.under_way().is_some());
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
            <span class="quietly">{words::file_read::KNOWN}" Drop files here or load them; they stay on this machine."</span>
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

/// What becomes of files given together: one dataset under names that can be changed, or one each.
fn together(workbench: Workbench, files: Together) -> AnyView {
    let count = files.files.len();
    let (asked, meant, button) = match files.kind {
        FileKind::Telemetry => (
            format!("{count} files: one for each alternative?"),
            "As one dataset, the rows of each stand under its label, with the columns of all of them.",
            "Load as one dataset",
        ),
        FileKind::Environment => (
            format!("{count} lists of packages: one for each machine?"),
            "Side by side they say which packages are the same on all machines.",
            "Compare the machines",
        ),
        FileKind::TestRun => (
            format!("{count} reports of tests: one for each run?"),
            "Together they say which cases come out differently from run to run.",
            "Load the runs together",
        ),
    };
    let hint = match files.kind {
        FileKind::Telemetry => "Leave a label empty where the file has a column of labels of its own.",
        _ => "Name an alternative only where the files are of several; each is then compared by itself.",
    };
    let kind = files.kind;
    let rows = files.files.into_iter().map(move |one| given(one, kind));
    let label_column = (kind == FileKind::Telemetry).then(|| line("Column of labels".to_owned(), files.label_column));
    view! {
        <div class="callout" data-tone="unsure" role="group" aria-label="Files given together">
            <div class="stack">
                <p><strong>{asked}</strong>" "{meant}</p>
                <div class="columns">{rows.collect_view()}{label_column}</div>
                <p class="hint">{hint}</p>
                <p class="actions">
                    <button type="button" class="primary" on:click=move |_| workbench.import.join()>{button}</button>
                    <button type="button" on:click=move |_| workbench.import.read_each()>"Load each by itself"</button>
                    <button type="button" class="quiet" on:click=move |_| workbench.import.leave()>"Load none"</button>
                </p>
            </div>
        </div>
    }
}

/// One of the files, with its label, and with its machine or run where it is of one.
fn given(one: OneOfSeveral, kind: FileKind) -> AnyView {
    let name = one.file.name();
    let subject = match kind {
        FileKind::Telemetry => return line(name, one.label),
        FileKind::Environment => "machine",
        FileKind::TestRun => "run",
    };
    view! {
        <div class="given-file">
            {line(format!("{name}: {subject}"), one.subject)}
            {line("Alternative, if several".to_owned(), one.label)}
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

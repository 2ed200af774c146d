//! A button with a file chooser behind it.

use crate::ui::prelude::*;
use web_sys::File;

use crate::browser::file;
use crate::telemetry::read::FORMATS;

/// What is done with the files somebody chose.
type Chosen = Box<dyn Fn(Vec<File>) + Send + Sync>;

/// A button labelled `label` that lets a person choose files of telemetry and gives them to `chosen`.
pub fn telemetry(
    label: &'static str,
    class: &'static str,
    chosen: impl Fn(Vec<File>) + Send + Sync + 'static,
) -> AnyView {
    let endings = FORMATS.iter().flat_map(|format| format.endings);
    let accept = endings.chain(&["gz"]).map(|ending| format!(".{ending}")).collect::<Vec<_>>().join(",");
    view(label, class, accept, true, Box::new(chosen))
}

/// A button that lets a person choose one table from a spreadsheet.
pub fn table(label: &'static str, chosen: impl Fn(File) + Send + Sync + 'static) -> AnyView {
    one(label, ".csv,.tsv,.txt,text/csv", chosen)
}

/// A button that lets a person choose one package, alone or in its zip.
pub fn package(label: &'static str, chosen: impl Fn(File) + Send + Sync + 'static) -> AnyView {
    one(label, ".json,.zip,application/json", chosen)
}

fn one(label: &'static str, accept: &str, chosen: impl Fn(File) + Send + Sync + 'static) -> AnyView {
    view(label, "", accept.to_owned(), false, Box::new(move |files| files.into_iter().for_each(&chosen)))
}

fn view(label: &'static str, class: &'static str, accept: String, multiple: bool, chosen: Chosen) -> AnyView {
    let input = NodeRef::<html::Input>::new();
    let choose = move || {
        if let Some(input) = input.get_untracked() {
            input.click();
        }
    };
    let take = move |event: web_sys::Event| {
        let files = file::chosen(&event);
        if !files.is_empty() {
            chosen(files);
        }
    };
    view! {
        <button type="button" class=class on:click=move |_| choose()>{label}</button>
        <input type="file" multiple=multiple node_ref=input accept=accept tabindex="-1" aria-hidden="true" on:change=take />
    }
}

//! A button with a file chooser behind it.

use crate::ui::prelude::*;
use web_sys::File;

use crate::browser::file;
use crate::telemetry::read::FORMATS;

/// A button labelled `label` that lets a person choose files of telemetry and gives them to `chosen`.
pub fn view(label: &'static str, class: &'static str, chosen: impl Fn(Vec<File>) + Send + Sync + 'static) -> AnyView {
    let input = NodeRef::<html::Input>::new();
    let endings = FORMATS.iter().flat_map(|format| format.endings);
    let accept = endings.map(|ending| format!(".{ending}")).collect::<Vec<_>>().join(",");
    let choose = move || {
        if let Some(input) = input.get_untracked() {
            input.click();
        }
    };
    view! {
        <button type="button" class=class on:click=move |_| choose()>{label}</button>
        <input type="file" multiple node_ref=input accept=accept tabindex="-1" aria-hidden="true"
            on:change=move |event| {
                let files = file::chosen(&event);
                if !files.is_empty() { chosen(files) }
            } />
    }
}

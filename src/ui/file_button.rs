//! A button with a file chooser behind it.

use crate::ui::prelude::*;
use web_sys::File;

use crate::browser::file;
use crate::telemetry::read::FORMATS;

/// A button labelled `label` that lets a person choose a file of telemetry and gives it to `chosen`.
pub fn view(label: &'static str, class: &'static str, chosen: impl Fn(File) + Send + Sync + 'static) -> AnyView {
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
        <input type="file" node_ref=input accept=accept tabindex="-1" aria-hidden="true"
            on:change=move |event| if let Some(file) = file::chosen(&event) { chosen(file) } />
    }
}

//! Files dropped anywhere on the page.

use crate::ui::prelude::*;
use wasm_bindgen::JsCast;

use super::workbench::Workbench;

/// Takes files dropped anywhere, and shows while one hovers that it may be dropped.
pub fn target(workbench: Workbench) -> AnyView {
    let hovering = RwSignal::new(false);
    on_window(ev::dragover, move |event| {
        if carries_file(&event) {
            event.prevent_default();
            hovering.set(true);
        }
    });
    on_window(ev::dragleave, move |event| {
        if event.related_target().is_none() {
            hovering.set(false);
        }
    });
    on_window(ev::drop, move |event| {
        hovering.set(false);
        let files = event.data_transfer().and_then(|data| data.files());
        let Some(files) = files.filter(|files| files.length() > 0) else { return };
        event.prevent_default();
        for file in (0..files.length()).filter_map(|place| files.get(place)) {
            workbench.take_file(file);
        }
    });
    view! {
        <Show when=move || hovering.get()>
            <div class="drop-target">"Drop a package to open it, or telemetry (CSV, JSON) to load it"</div>
        </Show>
    }
}

fn carries_file(event: &web_sys::DragEvent) -> bool {
    event
        .data_transfer()
        .is_some_and(|data| data.types().iter().any(|kind| kind == wasm_bindgen::JsValue::from_str("Files")))
}

/// The file of an input element somebody chose.
pub fn chosen(event: &web_sys::Event) -> Option<web_sys::File> {
    let input: web_sys::HtmlInputElement = event.target()?.dyn_into().ok()?;
    let file = input.files()?.get(0);
    input.set_value("");
    file
}

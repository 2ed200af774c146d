//! Files dropped anywhere on the page.

use crate::ui::prelude::*;

use super::workbench::Workbench;
use crate::browser::file;

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
        workbench.take_files(file::listed(&files));
    });
    view! {
        <Show when=move || hovering.get()>
            <div class="drop-target">"Drop a package to open it, or telemetry, package lists and test reports to load them"</div>
        </Show>
    }
}

fn carries_file(event: &web_sys::DragEvent) -> bool {
    event
        .data_transfer()
        .is_some_and(|data| data.types().iter().any(|kind| kind == wasm_bindgen::JsValue::from_str("Files")))
}

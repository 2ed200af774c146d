//! The page as a whole.

use crate::ui::prelude::*;

use super::record_list::Arrangements;
use super::route::{self, Route};
use super::viewport::Viewport;
use super::workbench::Workbench;
use super::{arrival, drop, focus, frame, start};
use crate::browser::offline;

/// Puts the page into the document.
pub fn mount() {
    console_error_panic_hook::set_once();
    leptos::mount::mount_to_body(app);
    if let Ok(Some(splash)) = gloo::utils::document().query_selector("#loading") {
        splash.remove();
    }
}

fn app() -> AnyView {
    let workbench = Workbench::provide();
    Viewport::provide();
    Arrangements::provide();
    let route = route::watch();
    let update = RwSignal::new(false);
    offline::on_update(move || update.set(true));
    let shown = Memo::new(move |_| match route.get() {
        _ if !workbench.is_ready() => Shown::Nothing,
        Route::Screen(_) if workbench.storing.is_open() => Shown::Package,
        _ => Shown::Start,
    });
    focus::keep();
    arrival::watch();
    Effect::new(move |_| {
        // Also in a new tab: the address counts once the package is there.
        if shown.get() == Shown::Package {
            arrival::arrive();
        }
    });
    view! {
        {move || match shown.get() {
            Shown::Nothing => ().into_any(),
            Shown::Start => start::view(),
            Shown::Package => frame::view(route),
        }}
        {drop::target(workbench)}
        <Show when=move || update.get()>
            <div class="update" role="status">
                <p>"A newer version of Shipworthy is ready. Your work is kept."</p>
                <button type="button" on:click=move |_| offline::accept_update()>"Use it now"</button>
                <button type="button" class="quiet" on:click=move |_| update.set(false)>"Later"</button>
            </div>
        </Show>
        {workbench.notices.view(move || workbench.editing.undo())}
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Shown {
    Nothing,
    Start,
    Package,
}

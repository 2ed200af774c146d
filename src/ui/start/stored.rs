//! A stored package on the first page: what it came to, when it was saved, and what can be done with it.

use crate::browser::storage::Listed;
use crate::findings::Screen;
use crate::ui::date;
use crate::ui::field::focus_within;
use crate::ui::prelude::*;
use crate::ui::route;
use crate::ui::workbench::Workbench;

/// The line.
pub fn view(workbench: Workbench, listed: Listed) -> AnyView {
    let renaming = RwSignal::new(false);
    let Listed { key, title, saved, verdict } = listed;
    let shown = if title.trim().is_empty() { "Untitled package".to_owned() } else { title.clone() };
    let (opened, renamed, copied, removed) = (key.clone(), key.clone(), key.clone(), key.clone());
    let line = format!("stored-{key}");
    let [rename, duplicate, remove] = ["Rename", "Duplicate", "Remove"].map(|word| format!("{word} “{shown}”"));
    let begin = {
        let line = line.clone();
        move |_| {
            renaming.set(true);
            focus_within(line.clone());
        }
    };
    let form = move || rename_form(workbench, renamed.clone(), title.clone(), renaming);
    let name = move || {
        let (key, shown) = (opened.clone(), shown.clone());
        view! { <button type="button" class="link" on:click=move |_| open(workbench, key.clone())>{shown}</button> }
    };
    view! {
        <li id=line>
            {move || if renaming.get() { form() } else { name() }}
            <span class="verdict-noted">{verdict}</span>
            <span class="quietly">"saved "{date::moment(saved)}</span>
            <span class="actions">
                <button type="button" class="quiet" aria-label=rename on:click=begin>"Rename"</button>
                <button type="button" class="quiet" aria-label=duplicate on:click=move |_| duplicate_stored(workbench, copied.clone())>"Duplicate"</button>
                <button type="button" class="quiet" aria-label=remove on:click=move |_| remove_stored(workbench, removed.clone())>"Remove"</button>
            </span>
        </li>
    }
}

/// A field for another title: Enter takes it, Escape leaves the old one.
fn rename_form(workbench: Workbench, key: String, title: String, renaming: RwSignal<bool>) -> AnyView {
    let draft = RwSignal::new(title);
    let take = move || {
        renaming.set(false);
        rename_stored(workbench, key.clone(), draft.get_untracked().trim().to_owned());
    };
    let by_key = take.clone();
    view! {
        <span class="actions rename">
            <input type="text" aria-label="New title" prop:value=move || draft.get()
                on:input=move |event| draft.set(event_target_value(&event))
                on:keydown=move |event| match event.key().as_str() {
                    "Enter" => by_key(),
                    "Escape" => renaming.set(false),
                    _ => {}
                } />
            <button type="button" on:click=move |_| take()>"Rename"</button>
        </span>
    }
}

fn open(workbench: Workbench, key: String) {
    wasm_bindgen_futures::spawn_local(async move {
        workbench.open_stored(&key).await;
        route::go(&Screen::Overview.address());
    });
}

fn rename_stored(workbench: Workbench, key: String, title: String) {
    if workbench.storing.is_open_under(&key) {
        workbench.edit("Edit title", |package| package.title = title);
        return;
    }
    wasm_bindgen_futures::spawn_local(async move { workbench.storing.rename(&key, &title).await });
}

fn duplicate_stored(workbench: Workbench, key: String) {
    wasm_bindgen_futures::spawn_local(async move { workbench.storing.duplicate(&key).await });
}

fn remove_stored(workbench: Workbench, key: String) {
    let question = "Remove this package from this browser? This cannot be undone. If in doubt, download it first.";
    if gloo::utils::window().confirm_with_message(question).unwrap_or(false) {
        workbench.storing.forget(key);
    }
}

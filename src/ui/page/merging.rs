//! Merging a colleague's copy, and what both changed differently.

use crate::editing::address;
use crate::package::Conflict;
use crate::package::conflict::Side;
use crate::package::document::Plain;
use crate::publish::words::conflict::{said, subject};
use crate::publish::words::figure::counted;
use crate::ui::file_button;
use crate::ui::prelude::*;
use crate::ui::workbench::{Workbench, use_workbench};
use serde_json::Value;

/// The way in for a copy, and the conflicts until somebody has decided them.
pub fn view() -> AnyView {
    let workbench = use_workbench();
    let merge = move |file| wasm_bindgen_futures::spawn_local(async move { workbench.merge_file(file).await });
    let conflicts = workbench.slice(|package| package.conflicts.0.clone());
    view! {
        <section aria-labelledby="merge">
            <h2 id="merge">"Merge a colleague’s copy"</h2>
            <p>"Both worked on a file downloaded here? What either changed since is put together, field by field and record by record. What both changed differently is listed for you to decide; nothing else happens to either’s work. One undo takes it back."</p>
            <p class="actions">{file_button::package("Merge a copy", merge)}</p>
            <div id="conflicts">{move || {
                let conflicts = conflicts.get();
                (!conflicts.is_empty()).then(|| {
                    let document = workbench.package_now().to_value();
                    view! {
                        <h3>{format!("{} to decide", counted(conflicts.len(), "conflict", "conflicts"))}</h3>
                        <ul class="conflicts">{conflicts.into_iter().map(|it| line(workbench, it, &document)).collect_view()}</ul>
                    }
                })
            }}</div>
        </section>
    }
}

/// One conflict: where, and both values to choose from.
fn line(workbench: Workbench, conflict: Conflict, document: &Value) -> AnyView {
    let place = subject(&conflict, document);
    let choice = |side: Side| {
        let (author, value) = (conflict.author(side).to_owned(), said(&conflict, side, document));
        let conflict = conflict.clone();
        let (stands, choose) = match side {
            Side::Ours => ("stands now", "Keep this"),
            Side::Theirs => ("", "Take this"),
        };
        view! {
            <li>
                <div><p><strong>{author}</strong>" "<span class="quietly">{stands}</span></p><p>{value}</p></div>
                <button type="button" class="small" on:click=move |_| workbench.settle_conflict(&conflict, side)>{choose}</button>
            </li>
        }
    };
    let choices = [choice(Side::Ours), choice(Side::Theirs)];
    view! { <li><p><a href=address::of_path(&conflict.path)>{place}</a></p><ul>{choices.collect_view()}</ul></li> }
}

//! Handing a part of the package to somebody, and answering.

use crate::findings::Screen;
use crate::package::document::Sparse;
use crate::package::hand_off::HandOff;
use crate::package::review::Part;
use crate::package::signing::parts_of_role;
use crate::publish::json;
use crate::publish::words::hand_off::told;
use crate::ui::prelude::*;
use crate::ui::workbench::Workbench;

/// Choosing parts and a role, and the file for them.
pub fn view(workbench: Workbench) -> AnyView {
    let (role, note) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    // Those of the role until somebody chooses.
    let chosen = RwSignal::new(None::<Vec<Part>>);
    let parts = move || chosen.get().unwrap_or_else(|| parts_of_role(&role.read()));
    let hand_off = move |_| {
        let hand_off = HandOff {
            parts: Sparse(parts()),
            role: role.get_untracked(),
            note: note.get_untracked(),
            ..HandOff::default()
        };
        workbench.hand_off(hand_off);
    };
    let lacks = move || role.read().trim().is_empty() || parts().is_empty();
    view! {
        <section aria-labelledby="hand-off">
            <h2 id="hand-off">"Hand off a part"</h2>
            <p>"A file for one person to see to a part of the package: who opens it is led there, edits, and sends it back. Their answer merges back whatever you do meanwhile: choose it under “Merge a copy” above."</p>
            <div class="columns">
                <div class="field">
                    <label for="hand-off-role">"Role"</label>
                    <input type="text" id="hand-off-role" list="people" prop:value=move || role.get() on:input=move |event| role.set(event_target_value(&event)) />
                </div>
                <div class="field">
                    <label for="hand-off-note">"What is asked for"</label>
                    <input type="text" id="hand-off-note" prop:value=move || note.get() on:input=move |event| note.set(event_target_value(&event)) />
                </div>
            </div>
            <fieldset>
                <legend>"Parts"</legend>
                {Part::ALL.iter().map(|&part| {
                    let choose = move |wanted: bool| {
                        let mut all = parts();
                        all.retain(|one| *one != part);
                        if wanted {
                            all.push(part);
                        }
                        all.sort_unstable();
                        chosen.set(Some(all));
                    };
                    view! {
                        <label class="check">
                            <input type="checkbox" prop:checked=move || parts().contains(&part) on:change=move |event| choose(event_target_checked(&event)) />
                            <span>{part.label()}</span>
                        </label>
                    }
                }).collect_view()}
            </fieldset>
            <p class="actions">
                <button type="button" disabled=lacks on:click=hand_off>"Download hand-off"</button>
                <Show when=lacks><span class="hint">"Enter a role, and choose at least one part."</span></Show>
            </p>
        </section>
    }
}

/// What was handed to the person here, and the way to send it back; nothing where nothing was.
pub fn banner(workbench: Workbench) -> AnyView {
    let handed = Memo::new(move |_| Some(workbench.storing.hand_off()).filter(|handed| !handed.is_empty()));
    view! {
        {move || handed.get().map(|handed| {
            let links = handed.parts.iter().map(|part| {
                view! { <a href=Screen::of_part(*part).address()>{part.label()}</a> }
            }).collect_view();
            view! {
                <aside class="callout" aria-label="Handed to you">
                    <p>{told(&handed)}</p>
                    <p class="actions">
                        <span>"Go to "</span>{links}
                        <button type="button" on:click=move |_| workbench.download(&json::PUBLICATION)>"Send it back"</button>
                    </p>
                </aside>
            }
        })}
    }
}

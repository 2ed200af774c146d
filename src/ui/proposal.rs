//! What was proposed and nobody has set yet: said where it stands, with one click to keep it.

use crate::package::{Id, Proposal, Proposing};
use crate::ui::prelude::*;
use crate::ui::workbench::Workbench;

/// What is proposed, in `words`, and a button labelled `keep`, as long as something of the record is proposed.
pub fn note<R: Proposing>(
    workbench: Workbench,
    id: Id,
    words: fn(&Proposal) -> &'static str,
    keep: &'static str,
) -> AnyView {
    let reader = id.clone();
    let said = workbench.slice(move |package| {
        let proposed = R::find(package, &reader)?.proposed();
        proposed.stands().then(|| words(proposed))
    });
    let confirm = move || {
        workbench.edit(format!("Keep the proposed {}", R::NOUN), |package| {
            if let Some(record) = R::find_mut(package, &id) {
                record.proposed_mut().confirm();
            }
        });
    };
    let confirm = StoredValue::new(confirm);
    view! {
        <Show when=move || said.get().is_some()>
            <p class="proposal">
                <span class="verdict" data-verdict="proposed"><span aria-hidden="true">"◌"</span>" Proposed"</span>
                " "{move || said.get()}" "
                <button type="button" class="small" on:click=move |_| confirm.with_value(|confirm| confirm())>{keep}</button>
            </p>
        </Show>
    }
}

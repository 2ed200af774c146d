//! What was proposed and nobody has set yet: said where it stands, with one click to keep it.

use crate::package::{Id, Proposing};
use crate::ui::prelude::*;
use crate::ui::workbench::Workbench;

/// `words` and a button labelled `keep`, as long as something of the record is proposed.
pub fn note<R: Proposing>(workbench: Workbench, id: Id, words: &'static str, keep: &'static str) -> AnyView {
    let reader = id.clone();
    let stands =
        workbench.slice(move |package| R::find(package, &reader).is_some_and(|record| record.proposed().stands()));
    let confirm = move || {
        workbench.edit(format!("Keep the proposed {}", R::NOUN), |package| {
            if let Some(record) = R::find_mut(package, &id) {
                record.proposed_mut().confirm();
            }
        });
    };
    let confirm = StoredValue::new(confirm);
    view! {
        <Show when=move || stands.get()>
            <p class="proposal">
                <span class="verdict" data-verdict="proposed"><span aria-hidden="true">"◌"</span>" Proposed"</span>
                " "{words}" "
                <button type="button" class="small" on:click=move |_| confirm.with_value(|confirm| confirm())>{keep}</button>
            </p>
        </Show>
    }
}

//! Review: who has looked, and what they decided.

use crate::ui::prelude::*;

use crate::browser::clock;
use crate::editing::arrangement::Key;
use crate::package::review::SignOff;
use crate::package::{Id, Package, Record, digest};
use crate::ui::field::Field;
use crate::ui::page::package::{RequiredLine, required_items};
use crate::ui::record_list::RecordList;
use crate::ui::workbench::{Workbench, use_workbench};

/// What a reviewer should look at first, and the sign-offs.
pub fn view() -> AnyView {
    let workbench = use_workbench();
    let missing = required_items(workbench, false);
    view! {
        <header class="page-head">
            <h1>"Review"</h1>
            <p>"Sign when another reviewer could follow the reasoning from the evidence; refuse when not, and say why."</p>
        </header>
        <section aria-labelledby="before">
            <h2 id="before">{move || match missing.read().len() {
                0 => "Nothing required is missing".to_owned(),
                1 => "One required item is missing".to_owned(),
                count => format!("{count} required items are missing"),
            }}</h2>
            <ul class="required">{move || missing.get().into_iter().map(RequiredLine::view).collect_view()}</ul>
            <p>"To recompute every number of somebody else's package, use "<a href="#/package/verify">"Verify a package"</a>"."</p>
        </section>
        <section aria-labelledby="signoffs">
            <h2 id="signoffs">"Sign-offs"</h2>
            {sign_offs(workbench)}
        </section>
    }
}

fn sign_offs(workbench: Workbench) -> AnyView {
    let content = workbench.slice(content);
    RecordList::of::<SignOff>("Sign-offs", |sign_off| sign_off.date = clock::today())
        .empty(
            "Nobody has signed yet. A sign-off is bound to the content as it stands: an edit afterwards shows on it.",
        )
        .column("Role", "", |id| Field::new("Role").in_row().text(bind!(SignOff[id].role)))
        .by(|it| Key::text(&it.role))
        .column("Name", "", |id| Field::new("Name").in_row().text(bind!(SignOff[id].name)))
        .by(|it| Key::text(&it.name))
        .column("Decision", "", |id| Field::new("Decision").in_row().word(bind!(SignOff[id].decision)))
        .by(|it| Key::word(it.decision))
        .column("Date", "narrow", |id| Field::new("Date").in_row().date(bind!(SignOff[id].date)))
        .by(|it| Key::text(&it.date.0))
        .column("Bound to", "", move |id| binding(workbench, content, id))
        .detail(|id| {
            Field::new("Remarks").hint("Under which conditions, or why not.").long_text(bind!(SignOff[id].remarks))
        })
        .view()
}

/// Whether the content is still what was signed, and the button that signs it.
fn binding(workbench: Workbench, content: Memo<String>, id: Id) -> AnyView {
    let signed_id = id.clone();
    let signed = workbench.slice(move |package| SignOff::find(package, &signed_id).map(|it| it.content.clone()));
    let sign = move || {
        let (id, now) = (id.clone(), content.get_untracked());
        workbench.edit("Sign the content", |package| {
            if let Some(sign_off) = SignOff::find_mut(package, &id) {
                sign_off.content = now;
                sign_off.date = clock::today();
            }
        });
    };
    let state = move || match signed.get() {
        Some(signed) if signed.is_empty() => ("unsure", "◆ not signed yet"),
        Some(signed) if signed == content.get() => ("pass", "● signed as it stands"),
        _ => ("fail", "■ stale: edited since"),
    };
    view! {
        <span class="actions">
            <span class="verdict" data-verdict=move || state().0>{move || state().1}</span>
            <button type="button" on:click=move |_| sign() disabled=move || state().0 == "pass">"Sign the content"</button>
        </span>
    }
}

/// Digest of what is signed: everything but the review itself.
fn content(package: &Package) -> String {
    let signed = Package { review: Default::default(), ..package.clone() };
    digest::of_document(&signed)
}

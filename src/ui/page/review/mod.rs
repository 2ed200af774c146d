//! Review: how ready it is by its own account, what is said of it, who has looked, and what they decided.

pub mod comment;
mod completion;
mod draft;
mod key;
mod question;
mod record;
mod terms;
mod test_score;

use crate::ui::prelude::*;

use crate::package::Package;
use crate::package::review::SignOff;
use crate::ui::field::focus_within;
use crate::ui::page::package::{RequiredLine, required_items};
use crate::ui::workbench::{Workbench, use_workbench};

/// What a reviewer should look at first, the self-evaluation, the comments, and the sign-offs.
pub fn view() -> AnyView {
    let workbench = use_workbench();
    let missing = required_items(workbench, false);
    view! {
        <header class="page-head">
            <h1>"Review"</h1>
            <p>"Sign when another reviewer could follow the reasoning from the evidence; refuse if not, and say why."</p>
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
        {question::view(workbench)}
        {test_score::view(workbench)}
        {completion::view(workbench)}
        {comment::view(workbench)}
        <section aria-labelledby="signoffs">
            <h2 id="signoffs">"Sign-offs"</h2>
            <p>"A sign-off covers the parts its role answers for: editing one of them makes it stale, while other sign-offs stand. A signed row is closed. To change your mind, sign again; both stay on record."</p>
            {record::view(workbench)}
            {drafts(workbench)}
            {key::view(workbench)}
        </section>
    }
}

/// Whether the package's own list asks for a check.
fn is_required(package: &Package, check: &str) -> bool {
    package.required.iter().any(|one| one.check == check)
}

/// What is being prepared, and the way to begin.
fn drafts(workbench: Workbench) -> AnyView {
    let ids = workbench.slice(|package| {
        let open = package.review.sign_offs.iter().filter(|sign_off| !sign_off.is_signed());
        open.map(|sign_off| sign_off.id.clone()).collect::<Vec<_>>()
    });
    let add = move |_| {
        let id = workbench.add::<SignOff>(|sign_off| sign_off.role = workbench.editing.role.get_untracked());
        focus_within(id.0);
    };
    view! {
        <For each=move || ids.get() key=Clone::clone children=move |id| draft::view(workbench, id) />
        <p class="actions"><button type="button" class="add" on:click=add>"Add sign-off"</button></p>
    }
}

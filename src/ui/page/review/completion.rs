//! The completion gate: what must hold before the review counts as complete, computed where it can be.

use super::is_required;
use crate::editing::arrangement::Key;
use crate::package::readiness::{CompletionGround, CompletionItem};
use crate::package::{Id, Record};
use crate::publish::words;
use crate::ui::field::{Field, focus_within};
use crate::ui::prelude::*;
use crate::ui::record_list::RecordList;
use crate::ui::workbench::Workbench;

/// Whether it holds, and its items; one line that offers it where nobody asks for one.
pub fn view(workbench: Workbench) -> AnyView {
    let asked = workbench
        .slice(|package| !package.review.readiness.completion.is_empty() || is_required(package, "completion_gate"));
    view! {
        <section aria-labelledby="completion" id="field-completion-gate">
            <h2 id="completion">"Completion gate"</h2>
            {move || if asked.get() { gate(workbench) } else { offer(workbench) }}
        </section>
    }
}

fn gate(workbench: Workbench) -> AnyView {
    let said = workbench.said(|package, findings| words::readiness::completion(package, &findings.readiness));
    view! { <p role="status">{said}</p>{list(workbench)} }
}

fn offer(workbench: Workbench) -> AnyView {
    let begin = move |_| focus_within(workbench.add::<CompletionItem>(|_| {}).0);
    view! {
        <p class="actions">
            <button type="button" on:click=begin>"Add an item"</button>
            <span class="hint">"What must hold before the review counts as complete, computed where it can be. Nothing here asks for it."</span>
        </p>
    }
}

fn list(workbench: Workbench) -> AnyView {
    RecordList::of::<CompletionItem>("Completion gate", |_| {})
        .empty("What must hold before this review counts as complete?")
        .column("What must hold", "wide", |id| {
            Field::new("What must hold").in_row().text(bind!(CompletionItem[id].statement))
        })
        .by(|it| Key::text(&it.statement))
        .column("Known by", "", |id| Field::new("Known by").in_row().word(bind!(CompletionItem[id].ground)))
        .by(|it| Key::word(it.ground))
        .column("Reached at", "figure", move |id| ground(workbench, id))
        .column("Now", "", move |id| standing(workbench, id))
        .by_found(|it, _, findings| {
            let found = findings.readiness.completion.iter().find(|found| found.id == it.id);
            Key::text(if found.is_some_and(|found| found.holds) { "holds" } else { "does not hold" })
        })
        .view()
}

/// What a person adds to the ground: their word, or the number to be reached.
fn ground(workbench: Workbench, id: Id) -> AnyView {
    let of = id.clone();
    let ground = workbench.slice(move |package| CompletionItem::find(package, &of).map(|item| item.ground));
    view! {
        {move || match ground.get() {
            Some(CompletionGround::Stated) => Field::new("It holds").in_row().check(bind!(CompletionItem[id].stated)),
            Some(CompletionGround::Points | CompletionGround::TestScore | CompletionGround::Stacks) => {
                Field::new("At least").in_row().number(bind!(CompletionItem[id].least))
            }
            _ => ().into_any(),
        }}
    }
}

fn standing(workbench: Workbench, id: Id) -> AnyView {
    let said = workbench.said(move |package, findings| {
        let found = findings.readiness.completion.iter().find(|found| found.id == id);
        found.map(|found| (found.holds, words::readiness::item(package, found))).unwrap_or_default()
    });
    view! {
        <span class="verdict" data-verdict=move || if said.read().0 { "pass" } else { "fail" }>
            <span aria-hidden="true">{move || if said.read().0 { "● " } else { "■ " }}</span>{move || said.get().1}
        </span>
    }
}

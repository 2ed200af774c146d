//! Comments on fields and records: where each leads, who says it, and whether it is open.

use crate::browser::clock;
use crate::editing::arrangement::Key;
use crate::findings::{CommentFinding, Findings, Screen};
use crate::package::comment::Comment;
use crate::package::{Id, Package, identity};
use crate::publish::words;
use crate::ui::field::Field;
use crate::ui::prelude::*;
use crate::ui::record_list::RecordList;
use crate::ui::route;
use crate::ui::workbench::Workbench;

/// How many are open, and all of them.
pub fn view(workbench: Workbench) -> AnyView {
    let said = workbench.said(|_, findings| words::readiness::open_comments(&findings.comments));
    view! {
        <section aria-labelledby="comments">
            <h2 id="comments">"Comments"</h2>
            <p role="status">{said}</p>
            {list(workbench)}
            <p class="hint">"To comment on a record or a screen, go there, press Ctrl K and type “Comment”."</p>
        </section>
    }
}

fn list(workbench: Workbench) -> AnyView {
    RecordList::of::<Comment>("Comments", move |comment| begin(workbench, comment, &Screen::Review.address()))
        .empty("Nobody has commented yet.")
        .column("About", "wide", move |id| about(workbench, id))
        .by_found(|it, _, findings| Key::text(found(findings, &it.id).map(words::readiness::about).unwrap_or_default()))
        .column("Comment", "", |id| Field::new("Comment").in_row().text(bind!(Comment[id].text)))
        .by(|it| Key::text(&it.text))
        .column("Role", "owner", |id| Field::new("Role").in_row().offered("people").text(bind!(Comment[id].role)))
        .by(|it| Key::text(&it.role))
        .column("Resolved", "sign", |id| Field::new("Resolved").in_row().check(bind!(Comment[id].resolved)))
        .by(|it| Key::number(f64::from(u8::from(it.resolved))))
        .view()
}

fn found<'a>(findings: &'a Findings, id: &Id) -> Option<&'a CommentFinding> {
    findings.comments.iter().find(|found| found.id == *id)
}

/// The place as a link, or in words where it is gone.
fn about(workbench: Workbench, id: Id) -> AnyView {
    let said =
        workbench.said(move |_, findings| found(findings, &id).map(|one| (address(one), words::readiness::about(one))));
    view! {
        {move || said.get().map(|(address, words)| match address {
            Some(address) => view! { <a href=address>{words}</a> },
            None => view! { <span>{words}</span> },
        })}
    }
}

/// Where a comment leads; nothing when what it is about is gone.
fn address(found: &CommentFinding) -> Option<String> {
    let screen = found.screen.filter(|_| !found.gone)?.address();
    Some(if found.anchor.is_empty() { screen } else { format!("{screen}/{}", found.anchor) })
}

/// A new comment on what stands at `address`, as the role that edits.
fn begin(workbench: Workbench, comment: &mut Comment, address: &str) {
    comment.about = address.trim_start_matches("#/").to_owned();
    comment.role = workbench.editing.role.get_untracked();
    comment.date = clock::today();
}

/// Adds a comment on what stands at `address` and goes to it.
pub fn add(workbench: Workbench, address: &str) {
    let id = workbench.add::<Comment>(|comment| begin(workbench, comment, address));
    route::go(&format!("{}/{id}", Screen::Review.address()));
}

/// The present address as far as a comment can be about it: its record or field, or else its screen.
pub fn present(package: &Package) -> String {
    let screen = route::screen().address();
    let is_place = |anchor: &String| {
        anchor.starts_with("field-") || identity::name_of(package, &Id::from(anchor.as_str())).is_some()
    };
    match route::anchor().filter(is_place) {
        Some(anchor) => format!("{screen}/{anchor}"),
        None => screen,
    }
}

/// The open comments on a screen, each a link to where it is answered; nothing while there is none.
pub fn of_screen(workbench: Workbench, screen: Screen) -> AnyView {
    let open = workbench.said(move |package, findings| {
        let all = package.review.comments.iter().zip(findings.comments.iter());
        let here = all.filter(|(_, found)| found.open && found.screen == Some(screen));
        here.map(|(comment, found)| (comment.id.clone(), words::readiness::about(found), comment.text.clone()))
            .collect::<Vec<_>>()
    });
    let line = |(id, about, text): (Id, String, String)| {
        view! { <li><a href=format!("#/review/{id}")>{about}</a>{format!(": {text}")}</li> }
    };
    view! {
        <Show when=move || !open.read().is_empty()>
            <aside class="comments-here" aria-label="Open comments">
                <ul>{move || open.get().into_iter().map(line).collect_view()}</ul>
            </aside>
        </Show>
    }
}

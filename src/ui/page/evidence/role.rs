//! What the columns of a loaded table are for, and how its numbers are meant.

use std::sync::Arc;

use crate::ui::prelude::*;

use super::loaded;
use crate::editing::binding::Binding;
use crate::package::document::Said;
use crate::package::{Alternative, Dataset, Id, Record};
use crate::publish::words::figure;
use crate::telemetry::describe::ColumnKind;
use crate::telemetry::ledger::{Note, NoteKind};
use crate::telemetry::read::Question;
use crate::ui::field::{Choices, Field};
use crate::ui::record_list::choices_of;
use crate::ui::workbench::Workbench;
use crate::worker::job::Opened;

/// The label column, the time column, whether rows are a series; what reading left open.
pub fn view(workbench: Workbench, id: &Id) -> AnyView {
    let read = loaded(workbench, id);
    let is_read = Memo::new(move |_| read.with(Option::is_some));
    let this = id.clone();
    let whole = workbench.slice(move |package| package.dataset(&this).is_some_and(|each| each.label_column.is_empty()));
    let columns = move |fits: fn(ColumnKind) -> bool, none: &str| -> Choices {
        let mut all = vec![(String::new(), none.to_owned())];
        if let Some(loaded) = read.get() {
            let fitting = loaded.columns.iter().filter(|column| fits(column.kind));
            all.extend(fitting.map(|column| (column.name.clone(), column.name.clone())));
        }
        all
    };
    let label = move || columns(|kind| kind == ColumnKind::Text, "none: all rows belong to one alternative");
    let time = move || columns(|kind| kind != ColumnKind::Text, "none");
    let (id, one) = (id.clone(), id.clone());
    view! {
        {Question::ALL.iter().map(|asked| question(workbench, &id, read, *asked)).collect_view()}
        {notes(read)}
        <Show when=move || is_read.get()>{
            let (id, one) = (id.clone(), one.clone());
            view! {
                <div class="columns roles">
                    {Field::new("Label column").hint("Says which alternative a row belongs to.").choice(label, bind!(Dataset[id].label_column))}
                    {move || whole.get().then(|| Field::new("All rows belong to").record(
                        choices_of::<Alternative>(workbench, |each| each.name.clone()),
                        bind!(Dataset[one].alternative),
                    ))}
                    {Field::new("Time column").hint("Puts the rows in order.").choice(time, bind!(Dataset[id].time_column))}
                    <div class="field">
                        {Field::new("All there is").check(census(id.clone()))}
                        <p class="hint">"Every package of a machine, every case of a suite: the rows are no sample of more, so values are counted and have no interval."</p>
                    </div>
                    <div class="field">
                        {Field::new("A series in time").check(bind!(Dataset[id].ordered))}
                        <p class="hint">"Neighbouring rows depend on each other, so intervals come from a block bootstrap and are wider."</p>
                    </div>
                </div>
            }
        }</Show>
    }
}

/// Whether the rows are all there is.
fn census(id: Id) -> Binding<bool> {
    let place: Binding<Said<bool>> = bind!(Dataset[id].census);
    place.map(|said| said.0 == Some(true), |holds| Said(holds.then_some(true)))
}

/// What the file leaves open, with its two answers; it stays once it is answered, so that the answer can be changed.
fn question(workbench: Workbench, id: &Id, read: Memo<Option<Arc<Opened>>>, question: Question) -> AnyView {
    let asked =
        Memo::new(move |_| read.with(|read| read.as_ref().is_some_and(|read| read.questions.contains(&question))));
    let this = id.clone();
    let answered = workbench
        .slice(move |package| package.dataset(&this)?.files().iter().find_map(|(_, file)| question.answer(file)));
    let id = id.clone();
    let settle = move |answer: bool| {
        workbench.edit("Say how the file is meant", |package| {
            if let Some(dataset) = Dataset::find_mut(package, &id) {
                dataset.source.files_mut().into_iter().for_each(|file| question.settle(file, answer));
            }
        });
    };
    view! {
        <Show when=move || asked.get() || answered.get().is_some()>{
            let settle = settle.clone();
            let answers = question.answers().map(|(label, answer)| {
                let settle = settle.clone();
                view! {
                    <button type="button" aria-pressed=move || (answered.get() == Some(answer)).to_string()
                        on:click=move |_| settle(answer)>{label}</button>
                }
            });
            view! {
                <div class="callout" data-tone=move || if answered.get().is_some() { "quiet" } else { "unsure" }>
                    <p>{question.label()}</p>
                    <span class="actions">{answers.collect_view()}</span>
                </div>
            }
        }</Show>
    }
}

/// What became of cells that were not simply read.
fn notes(read: Memo<Option<Arc<Opened>>>) -> AnyView {
    let notes = Memo::new(move |_| read.get().map(|read| read.ledger.notes.clone()).unwrap_or_default());
    view! {
        <Show when=move || !notes.with(Vec::is_empty)>
            <details class="callout notes" data-tone="unsure">
                <summary>{move || heading(&notes.get())}</summary>
                <ul>{move || notes.get().iter().map(|note| view! { <li>{sentence(note)}</li> }).collect_view()}</ul>
            </details>
        </Show>
    }
}

fn heading(notes: &[Note]) -> String {
    let many = |kind: NoteKind| notes.iter().filter(|note| note.kind == kind).map(|note| note.count).sum::<u64>();
    let parts = NoteKind::ALL.iter().map(|kind| (many(*kind), kind.label())).filter(|(count, _)| *count > 0);
    let parts: Vec<String> = parts.map(|(count, what)| format!("{} {what}", figure::count(count))).collect();
    format!("How the file was read: {}", figure::list(&parts))
}

fn sentence(note: &Note) -> String {
    let column = if note.column.is_empty() { String::new() } else { format!("{}: ", note.column) };
    let place = |row: u64, text: &str| match text {
        "" => format!("row {row}"),
        text => format!("row {row} (“{text}”)"),
    };
    let mut places: Vec<String> = note.places.iter().take(5).map(|each| place(each.row, &each.text)).collect();
    if note.count > places.len() as u64 && !places.is_empty() {
        places.push(format!("{} more", figure::count(note.count - places.len() as u64)));
    }
    let places = if places.is_empty() { String::new() } else { format!(": {}", figure::list(&places)) };
    let (first, rest) = note.message.split_at(note.message.chars().next().map_or(0, char::len_utf8));
    let message = if column.is_empty() { first.to_uppercase() + rest } else { note.message.clone() };
    format!("{column}{message} ({}{places}).", figure::count(note.count))
}

//! A row of a table of records, and the keys in it.

use std::sync::Arc;

use crate::ui::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, KeyboardEvent};

use super::{Column, Records, RowView};
use crate::package::Id;
use crate::ui::field::{focus_first, focus_within};
use crate::ui::long_list::blank;

type Columns = Arc<Vec<Column>>;

/// The record `id` with its cells, what follows from it, and its full record while it is open.
pub(super) fn row(
    id: Id,
    columns: Columns,
    (beneath, detail): (Option<RowView>, Option<RowView>),
    records: Records,
    open: RwSignal<Option<Id>>,
    width: usize,
) -> AnyView {
    let seen = records.seen;
    let this = id.clone();
    let is_open = Memo::new(move |_| open.with(|open| open.as_ref() == Some(&this)));
    let (ids, this) = (records.ids, id.clone());
    let place = Memo::new(move |_| ids.with(|ids| ids.iter().position(|one| *one == this)).unwrap_or_default());
    let drawn = Memo::new(move |_| seen.draws(place.get()) || is_open.get());
    let this = id.clone();
    let cells = move || {
        let cell = |Column { heading, class, cell, .. }: &Column| {
            view! { <td class=*class data-label=*heading>{cell(this.clone())}</td> }
        };
        if drawn.get() { columns.iter().map(cell).collect_view().into_any() } else { blank(columns.len()) }
    };
    let toggled = id.clone();
    let toggle = move |event: web_sys::MouseEvent| {
        let opens = !is_open.get_untracked();
        open.set(opens.then(|| toggled.clone()));
        // Opened by key: the cursor goes on in what came into sight.
        if opens && event.detail() == 0 {
            focus_first(format!("[id=\"{toggled}\"] > .detail"));
        }
    };
    let handle = detail.is_some().then(|| {
        view! {
            <button type="button" class="quiet open" aria-label="Open the full record"
                aria-expanded=move || is_open.get().to_string()
                on:click=toggle>{move || if is_open.get() { "▾" } else { "▸" }}</button>
        }
    });
    let (removed, for_keys, keyed) = (id.clone(), id.clone(), records.clone());
    let list = Arc::clone(&records.list);
    let beneath = beneath.map(|beneath| {
        let width = (width - 1).to_string();
        view! { <tr class="beneath"><td class="handle"></td><td colspan=width>{beneath(id.clone())}</td></tr> }
    });
    let detail_id = id.clone();
    view! {
        <tbody id=id.0.clone() on:focusin=move |_| seen.hold(place.get_untracked()) on:keydown=move |event| keys(&event, &for_keys, &keyed)>
            <tr class:opened=move || is_open.get()>
                <td class="handle">{handle}</td>
                {cells}
                <td class="handle">
                    <button type="button" class="quiet" aria-label="Remove this row" title="Remove (Delete)"
                        on:click=move |_| list.remove(&removed)>"×"</button>
                </td>
            </tr>
            {beneath}
            {move || detail.clone().filter(|_| is_open.get()).map(|detail| view! {
                <tr class="detail"><td colspan=width.to_string()>{detail(detail_id.clone())}</td></tr>
            })}
        </tbody>
    }
}

fn keys(event: &KeyboardEvent, id: &Id, records: &Records) {
    let Some(target) = event.target().and_then(|target| target.dyn_into::<HtmlElement>().ok()) else { return };
    let command = event.ctrl_key() || event.meta_key();
    match event.key().as_str() {
        "Enter" if command => {
            event.prevent_default();
            focus_within(records.add().0);
        }
        "Enter" if target.tag_name() == "INPUT" || target.class_list().contains("one-line") => {
            event.prevent_default();
            go_down(&target);
        }
        "ArrowUp" | "ArrowDown" if event.alt_key() => {
            event.prevent_default();
            records.shift(id, if event.key() == "ArrowUp" { -1 } else { 1 });
            gloo::timers::callback::Timeout::new(20, move || {
                let _ = target.focus();
            })
            .forget();
        }
        "Delete" if target.tag_name() == "BUTTON" => {
            event.prevent_default();
            records.list.remove(id);
        }
        _ => {}
    }
}

/// Puts the cursor into the same column of the next row.
fn go_down(target: &HtmlElement) {
    let next = || {
        let cell = target.closest("td").ok()??;
        let column = cell.dyn_ref::<web_sys::Node>().and_then(|_| cell_index(&cell))?;
        let body = target.closest("tbody").ok()??.next_element_sibling()?;
        let row = body.query_selector("tr").ok()??;
        let cell = row.children().item(column)?;
        cell.query_selector("input, select, textarea").ok()??.dyn_into::<HtmlElement>().ok()
    };
    if let Some(input) = next() {
        let _ = input.focus();
    }
}

fn cell_index(cell: &Element) -> Option<u32> {
    let row = cell.parent_element()?.children();
    (0..row.length()).find(|&index| row.item(index).as_ref() == Some(cell))
}

//! A table of records, edited in place.
//!
//! Tab moves on. Enter goes down, Ctrl+Enter adds a row, Alt+arrows move it, Delete on its handle removes
//! it. A row opens into its full record beneath it.

use std::marker::PhantomData;
use std::sync::Arc;

use crate::ui::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, KeyboardEvent};

use super::field::focus_within;
use super::long_list::{Seen, blank};
use super::workbench::{Workbench, use_workbench};
use crate::package::{Id, Record};

/// What stands in a column of a record, or beneath it.
type RowView = Arc<dyn Fn(Id) -> AnyView + Send + Sync>;

/// A table of records to be.
pub struct RecordList {
    name: &'static str,
    add_label: String,
    empty: &'static str,
    columns: Vec<(&'static str, &'static str, RowView)>,
    beneath: Option<RowView>,
    detail: Option<RowView>,
    ids: Memo<Vec<Id>>,
    list: Arc<dyn List>,
}

/// The records of the table, whatever their type.
#[derive(Clone)]
struct Records {
    ids: Memo<Vec<Id>>,
    list: Arc<dyn List>,
    seen: Seen,
}

/// What the table does with its records.
trait List: Send + Sync {
    fn add(&self) -> Id;

    fn remove(&self, id: &Id);

    fn shift(&self, id: &Id, by: isize);
}

/// The package's records of type `R`, a new one as `fill` leaves it.
struct ListOf<R, F> {
    workbench: Workbench,
    fill: F,
    holds: PhantomData<fn() -> R>,
}

impl<R: Record, F: Fn(&mut R) + Send + Sync> List for ListOf<R, F> {
    fn add(&self) -> Id {
        self.workbench.add::<R>(&self.fill)
    }

    fn remove(&self, id: &Id) {
        self.workbench.remove::<R>(id);
    }

    fn shift(&self, id: &Id, by: isize) {
        self.workbench.shift::<R>(id, by);
    }
}

impl Records {
    /// Adds a record, which is drawn at once, wherever it stands.
    fn add(&self) -> Id {
        let id = self.list.add();
        self.seen.hold(self.ids.with_untracked(Vec::len).saturating_sub(1));
        id
    }
}

impl RecordList {
    /// A table of the package's records of type `R`, named `name` to those who cannot see it; a new
    /// one begins as `fill` leaves it.
    pub fn of<R: Record>(name: &'static str, fill: impl Fn(&mut R) + Send + Sync + 'static) -> Self {
        let workbench = use_workbench();
        Self {
            name,
            add_label: format!("Add {}", R::NOUN),
            empty: "",
            columns: Vec::new(),
            beneath: None,
            detail: None,
            ids: workbench.slice(|package| R::list(package).iter().map(|record| record.id().clone()).collect()),
            list: Arc::new(ListOf { workbench, fill, holds: PhantomData }),
        }
    }

    /// What the list is for, shown while it is empty.
    pub fn empty(mut self, text: &'static str) -> Self {
        self.empty = text;
        self
    }

    /// A column: its heading, its class (`wide`, `narrow`, `figure` or empty) and its cell.
    pub fn column(
        mut self,
        heading: &'static str,
        class: &'static str,
        cell: impl Fn(Id) -> AnyView + Send + Sync + 'static,
    ) -> Self {
        self.columns.push((heading, class, Arc::new(cell)));
        self
    }

    /// What follows from the record, always shown beneath its row.
    pub fn beneath(mut self, beneath: impl Fn(Id) -> AnyView + Send + Sync + 'static) -> Self {
        self.beneath = Some(Arc::new(beneath));
        self
    }

    /// The full record, shown beneath an opened row.
    pub fn detail(mut self, detail: impl Fn(Id) -> AnyView + Send + Sync + 'static) -> Self {
        self.detail = Some(Arc::new(detail));
        self
    }

    /// The table.
    pub fn view(self) -> AnyView {
        let Self { name, add_label, empty, columns, beneath, detail, ids, list } = self;
        let table = NodeRef::<html::Table>::new();
        let count = Memo::new(move |_| ids.with(Vec::len));
        let seen = Seen::rows(count, table);
        let records = Records { ids, list, seen };
        let added = records.clone();
        let columns = Arc::new(columns);
        let headings = columns
            .iter()
            .map(|(heading, class, _)| view! { <th scope="col" class=*class>{*heading}</th> })
            .collect_view();
        let width = columns.len() + 2;
        let open = RwSignal::new(super::route::anchor().map(Id));
        let on_add = move || {
            focus_within(added.add().0);
        };
        view! {
            <div class="records">
                <Show when=move || ids.with(Vec::is_empty)>
                    <p class="empty">{empty}</p>
                </Show>
                <table class="record-table" node_ref=table aria-label=name class:hidden=move || ids.with(Vec::is_empty)>
                    <thead><tr><th class="handle"><span class="sr">"Open"</span></th>{headings}<th class="handle"><span class="sr">"Remove"</span></th></tr></thead>
                    <For each=move || ids.get() key=Id::clone children=move |id| {
                        row(id, Arc::clone(&columns), (beneath.clone(), detail.clone()), records.clone(), open, width)
                    } />
                </table>
                <p class="actions">
                    <button type="button" class="add" on:click=move |_| on_add()>{add_label}</button>
                    <span class="shortcut"><kbd>"Ctrl"</kbd>" "<kbd>"Enter"</kbd>" in a row adds the next"</span>
                </p>
            </div>
        }
    }
}

type Columns = Arc<Vec<(&'static str, &'static str, RowView)>>;

fn row(
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
        let cell = |(heading, class, cell): &(&'static str, &'static str, RowView)| {
            view! { <td class=*class data-label=*heading>{cell(this.clone())}</td> }
        };
        if drawn.get() { columns.iter().map(cell).collect_view().into_any() } else { blank(columns.len()) }
    };
    let toggled = id.clone();
    let toggle = move || open.set(if is_open.get_untracked() { None } else { Some(toggled.clone()) });
    let handle = detail.is_some().then(|| {
        view! {
            <button type="button" class="quiet open" aria-label="Open the full record"
                aria-expanded=move || is_open.get().to_string()
                on:click=move |_| toggle()>{move || if is_open.get() { "▾" } else { "▸" }}</button>
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
        "Enter" if target.tag_name() == "INPUT" => {
            event.prevent_default();
            go_down(&target);
        }
        "ArrowUp" | "ArrowDown" if event.alt_key() => {
            event.prevent_default();
            records.list.shift(id, if event.key() == "ArrowUp" { -1 } else { 1 });
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

/// The choices of a record field: every record of type `R`, by its name.
pub fn choices_of<R: Record>(workbench: Workbench, name: fn(&R) -> String) -> impl Fn() -> Vec<(String, String)> {
    move || R::list(&workbench.package()).iter().map(|record| (record.id().0.clone(), name(record))).collect()
}

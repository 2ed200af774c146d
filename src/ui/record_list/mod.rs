//! A table of records, edited in place.
//!
//! Tab moves on. Enter goes down, Ctrl+Enter adds a row, Alt+arrows move it, Delete on its handle removes
//! it. A row opens into its full record beneath it. Columns sort, and a word filters.

mod arranging;
mod paste;
mod row;
mod tools;

use std::marker::PhantomData;
use std::sync::Arc;

use crate::ui::prelude::*;

use super::field::{Choices, focus_within};
use super::long_list::Seen;
use super::workbench::{Workbench, use_workbench};
use crate::editing::arrangement::{Key, Way};
use crate::editing::paste::Tabular;
use crate::findings::Findings;
use crate::package::{Id, Package, Record};
use arranging::Arranging;
use row::row;

pub use arranging::Arrangements;

/// What stands in a column of a record, or beneath it.
type RowView = Arc<dyn Fn(Id) -> AnyView + Send + Sync>;
/// What a column says of a record.
type KeyOf = Arc<dyn Fn(&Id, &Package, &Findings) -> Key + Send + Sync>;

/// A column: its heading, its class and its cells, and what they say to those who sort and filter.
struct Column {
    heading: &'static str,
    class: &'static str,
    cell: RowView,
    key: Option<KeyOf>,
}

/// A table of records of type `R` to be.
pub struct RecordList<R> {
    table: Table,
    holds: PhantomData<fn() -> R>,
}

/// The table, whatever the type of its records.
struct Table {
    name: &'static str,
    noun: &'static str,
    empty: &'static str,
    columns: Vec<Column>,
    beneath: Option<RowView>,
    detail: Option<RowView>,
    open: RwSignal<Option<Id>>,
    ids: Memo<Vec<Id>>,
    list: Arc<dyn List>,
    paste: Option<fn(RwSignal<bool>) -> AnyView>,
}

/// The records of the table as it shows them.
#[derive(Clone)]
struct Records {
    ids: Memo<Vec<Id>>,
    list: Arc<dyn List>,
    seen: Seen,
    arranging: Arranging,
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

    /// Moves a record up (negative) or down, where all are shown in their own order.
    fn shift(&self, id: &Id, by: isize) {
        if self.arranging.is_plain() {
            self.list.shift(id, by);
        } else {
            self.arranging.refuse_to_move();
        }
    }
}

impl RecordList<()> {
    /// A table of the package's records of type `R`, named `name` to those who cannot see it; a new one begins as `fill` leaves it.
    pub fn of<R: Record>(name: &'static str, fill: impl Fn(&mut R) + Send + Sync + 'static) -> RecordList<R> {
        let workbench = use_workbench();
        let table = Table {
            name,
            noun: R::NOUN,
            empty: "",
            columns: Vec::new(),
            beneath: None,
            detail: None,
            open: RwSignal::new(super::route::anchor().map(Id)),
            ids: workbench.slice(|package| R::list(package).iter().map(|record| record.id().clone()).collect()),
            list: Arc::new(ListOf { workbench, fill, holds: PhantomData }),
            paste: None,
        };
        RecordList { table, holds: PhantomData }
    }
}

impl<R: Record> RecordList<R> {
    /// What the list is for, shown while it is empty.
    pub fn empty(mut self, text: &'static str) -> Self {
        self.table.empty = text;
        self
    }

    /// A column: its heading, its class (`wide`, `narrow`, `figure` or empty) and its cell.
    pub fn column(
        mut self,
        heading: &'static str,
        class: &'static str,
        cell: impl Fn(Id) -> AnyView + Send + Sync + 'static,
    ) -> Self {
        self.table.columns.push(Column { heading, class, cell: Arc::new(cell), key: None });
        self
    }

    /// What the last column says of a record: the table sorts by it and finds words in it.
    pub fn by(self, key: impl Fn(&R) -> Key + Send + Sync + 'static) -> Self {
        self.by_found(move |record, _, _| key(record))
    }

    /// The same, where it takes the package or the findings to say it.
    pub fn by_found(mut self, key: impl Fn(&R, &Package, &Findings) -> Key + Send + Sync + 'static) -> Self {
        if let Some(column) = self.table.columns.last_mut() {
            column.key = Some(Arc::new(move |id, package, findings| {
                R::find(package, id).map(|record| key(record, package, findings)).unwrap_or_default()
            }));
        }
        self
    }

    /// What follows from the record, always shown beneath its row.
    pub fn beneath(mut self, beneath: impl Fn(Id) -> AnyView + Send + Sync + 'static) -> Self {
        self.table.beneath = Some(Arc::new(beneath));
        self
    }

    /// The full record, shown beneath an opened row.
    pub fn detail(mut self, detail: impl Fn(Id) -> AnyView + Send + Sync + 'static) -> Self {
        self.table.detail = Some(Arc::new(detail));
        self
    }

    /// Keeps in `open` which record stands in full, for those who open one from elsewhere.
    pub fn opening(mut self, open: RwSignal<Option<Id>>) -> Self {
        self.table.open = open;
        self
    }

    /// Offers to paste rows from a spreadsheet.
    pub fn pasted(mut self) -> Self
    where
        R: Tabular,
    {
        self.table.paste = Some(paste::panel::<R>);
        self
    }

    /// The table.
    pub fn view(self) -> AnyView {
        self.table.view()
    }
}

impl Table {
    fn view(self) -> AnyView {
        let Self { name, noun, empty, columns, beneath, detail, open, ids: all, list, paste } = self;
        let columns = Arc::new(columns);
        let arranging = Arranging::of(name, all, Arc::clone(&columns));
        let ids = arranging.shown();
        let table = NodeRef::<html::Table>::new();
        let count = Memo::new(move |_| ids.with(Vec::len));
        let seen = Seen::rows(count, table);
        let records = Records { ids, list, seen, arranging };
        let added = records.clone();
        let headings =
            columns.iter().enumerate().map(|(place, column)| heading(place, column, arranging)).collect_view();
        let width = columns.len() + 2;
        let on_add = move || focus_within(added.add().0);
        let tools = tools::view(name, arranging, all, &columns);
        view! {
            <div class="records">
                <Show when=move || all.with(Vec::is_empty)>
                    <p class="empty">{empty}</p>
                </Show>
                {tools}
                <table class="record-table" node_ref=table aria-label=name class:hidden=move || ids.with(Vec::is_empty)>
                    <thead><tr><th class="handle"><span class="sr">"Open"</span></th>{headings}<th class="handle"><span class="sr">"Remove"</span></th></tr></thead>
                    <For each=move || ids.get() key=Id::clone children=move |id| {
                        row(id, Arc::clone(&columns), (beneath.clone(), detail.clone()), records.clone(), open, width)
                    } />
                </table>
                {below(noun, on_add, paste)}
            </div>
        }
    }
}

/// The way to add a record, and to paste many.
fn below(
    noun: &'static str,
    on_add: impl Fn() + Send + Sync + 'static,
    paste: Option<fn(RwSignal<bool>) -> AnyView>,
) -> AnyView {
    let pasting = RwSignal::new(false);
    let button = paste.map(|_| {
        view! {
            <button type="button" id=format!("paste-{noun}") aria-expanded=move || pasting.get().to_string()
                on:click=move |_| pasting.update(|pasting| *pasting = !*pasting)>{format!("Paste {noun}s …")}</button>
        }
    });
    view! {
        <p class="actions">
            <button type="button" class="add" on:click=move |_| on_add()>{format!("Add {noun}")}</button>
            {button}
            <span class="shortcut"><kbd>"Ctrl"</kbd>" "<kbd>"Enter"</kbd>" in a row adds the next"</span>
        </p>
        {move || paste.filter(|_| pasting.get()).map(|panel| panel(pasting))}
    }
}

/// A column's heading, which sorts by it.
fn heading(place: usize, column: &Column, arranging: Arranging) -> AnyView {
    let Column { heading, class, key, .. } = column;
    if key.is_none() || heading.is_empty() {
        return view! { <th scope="col" class=*class>{*heading}</th> };
    }
    let way = move || arranging.way(place);
    view! {
        <th scope="col" class=*class aria-sort=move || match way() {
            Some(Way::Ascending) => "ascending",
            Some(Way::Descending) => "descending",
            None => "none",
        }>
            <button type="button" class="sort" on:click=move |_| arranging.turn(place)>
                {*heading}<span aria-hidden="true">{move || match way() {
                    Some(Way::Ascending) => " ▲",
                    Some(Way::Descending) => " ▼",
                    None => "",
                }}</span>
            </button>
        </th>
    }
}

/// The choices of a record field: every record of type `R`, by its name. The fields of a column share them.
pub fn choices_of<R: Record>(workbench: Workbench, name: fn(&R) -> String) -> impl Fn() -> Choices + Copy {
    let choice = move |record: &R| (record.id().0.clone(), name(record));
    let choices = workbench.slice(move |package| R::list(package).iter().map(choice).collect::<Choices>());
    move || choices.get()
}

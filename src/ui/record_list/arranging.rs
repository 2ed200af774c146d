//! How a table of records stands arranged. It stays so while the package is open.

use std::sync::Arc;

use crate::ui::prelude::*;

use super::Column;
use crate::editing::arrangement::{Arranged, Arrangement, Key, Way};
use crate::package::Id;
use crate::ui::workbench::{Workbench, use_workbench};

/// The arrangements of the tables that are not on the page. A handle.
#[derive(Clone, Copy)]
pub struct Arrangements(StoredValue<Vec<Kept>>);

struct Kept {
    package: Id,
    table: &'static str,
    arrangement: Arrangement,
    arranged: Arranged,
}

impl Arrangements {
    /// None yet, for every view below.
    pub fn provide() {
        provide_context(Self(StoredValue::new(Vec::new())));
    }

    fn find(self, package: &Id, table: &str) -> (Arrangement, Option<Arranged>) {
        self.0.with_value(|all| {
            let kept = all.iter().find(|kept| kept.package == *package && kept.table == table);
            kept.map(|kept| (kept.arrangement.clone(), Some(kept.arranged.clone()))).unwrap_or_default()
        })
    }

    fn keep(self, kept: Kept) {
        self.0.update_value(|all| {
            all.retain(|other| other.package == kept.package && other.table != kept.table);
            all.push(kept);
        });
    }
}

/// The arrangement of one table. A handle.
#[derive(Clone, Copy)]
pub(super) struct Arranging {
    workbench: Workbench,
    table: &'static str,
    all: Memo<Vec<Id>>,
    columns: StoredValue<Arc<Vec<Column>>>,
    kept: Arrangements,
    asked: RwSignal<Arrangement>,
    arranged: RwSignal<Option<Arranged>>,
    shown: Memo<Vec<Id>>,
}

impl Arranging {
    /// The arrangement of the table of this name, whose records are `all`.
    pub fn of(table: &'static str, all: Memo<Vec<Id>>, columns: Arc<Vec<Column>>) -> Self {
        let (workbench, kept) = (use_workbench(), expect_context::<Arrangements>());
        let (asked, arranged) = (RwSignal::new(Arrangement::default()), RwSignal::new(None::<Arranged>));
        let shown = Memo::new(move |_| match &*arranged.read() {
            Some(arranged) => arranged.over(&all.read()),
            None => all.get(),
        });
        let columns = StoredValue::new(columns);
        let this = Self { workbench, table, all, columns, kept, asked, arranged, shown };
        let package = workbench.slice(|package| package.id.clone());
        Effect::new(move |_| {
            let (arrangement, as_it_was) = kept.find(&package.read(), table);
            asked.set(arrangement);
            arranged.set(as_it_was);
            this.reveal();
        });
        on_window(ev::hashchange, move |_| this.reveal());
        this
    }

    /// The records shown, followed.
    pub fn shown(self) -> Memo<Vec<Id>> {
        self.shown
    }

    /// What is asked for, followed.
    pub fn asked(self) -> Arrangement {
        self.asked.get()
    }

    /// Whether all records are shown in their own order, for use in an event.
    pub fn is_plain(self) -> bool {
        self.asked.with_untracked(Arrangement::is_plain)
    }

    /// Which way the table is sorted by the column at `place`, followed.
    pub fn way(self, place: usize) -> Option<Way> {
        self.asked.with(|asked| asked.order.filter(|(column, _)| *column == place).map(|(_, way)| way))
    }

    /// Sorts by the column at `place`, the other way if it is already.
    pub fn turn(self, place: usize) {
        self.ask(|asked| asked.turn(place));
    }

    /// Changes what is asked for, and arranges the records anew.
    pub fn ask(self, change: impl FnOnce(&mut Arrangement)) {
        let mut asked = self.asked.get_untracked();
        change(&mut asked);
        let arranged = (!asked.is_plain()).then(|| asked.of(&self.keys()));
        let package = self.workbench.package_now().id.clone();
        let (arrangement, kept) = (asked.clone(), arranged.clone().unwrap_or_default());
        if arranged.is_some() {
            self.kept.keep(Kept { package, table: self.table, arrangement, arranged: kept });
        } else {
            self.kept.0.update_value(|all| all.retain(|kept| kept.table != self.table));
        }
        self.asked.set(asked);
        self.arranged.set(arranged);
    }

    /// Says why no row moves.
    pub fn refuse_to_move(self) {
        self.workbench.notices.say("Rows can be moved only while the table shows all of them in their original order.");
    }

    /// What each column says of each record.
    fn keys(self) -> Vec<(Id, Vec<Key>)> {
        let (package, findings) = (self.workbench.package_now(), self.workbench.findings.get_untracked());
        let columns = self.columns.get_value();
        let of = |id: &Id| {
            let key = |column: &Column| column.key.as_ref().map(|key| key(id, &package, &findings)).unwrap_or_default();
            (id.clone(), columns.iter().map(key).collect())
        };
        self.all.with_untracked(|all| all.iter().map(of).collect())
    }

    /// Shows all records when the address names one that is filtered away.
    fn reveal(self) {
        let Some(named) = crate::ui::route::anchor().map(Id) else { return };
        let is_hidden = self.all.with_untracked(|all| all.contains(&named))
            && !self.shown.with_untracked(|shown| shown.contains(&named));
        if is_hidden {
            self.ask(|asked| asked.wanted.clear());
        }
    }
}

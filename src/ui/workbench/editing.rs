//! The open package, changed, undone and compared: a skin on [`OpenPackage`].

use std::sync::Arc;

use crate::ui::prelude::*;

use super::readers::Readers;
use super::store::Store;
use crate::browser::{clock, storage};
use crate::editing::history::{Direction, History};
use crate::editing::{Edit, OpenPackage, StepName, Turned, record};
use crate::findings::Findings;
use crate::package::{Id, Package, Record};
use crate::ui::notice::Notices;

/// The open package. Reading goes through [`slice`](Self::slice), writing through [`edit`](Self::edit) and nowhere
/// else: undo, autosave and the findings hang on that one door. A handle.
#[derive(Clone, Copy)]
pub struct Editing {
    open: RwSignal<OpenPackage>,
    /// The same package, told on only when it is another.
    package: RwSignal<Arc<Package>>,
    readers: Readers,
    /// Grows with every change that is to be stored.
    changes: RwSignal<u32>,
    /// What was done last, as people call it.
    last_edit: RwSignal<Option<String>>,
    /// Called before a step begins, while everything that follows is still of the package before it.
    before_step: StoredValue<Option<Arc<dyn Fn() + Send + Sync>>>,
    /// In which role the person edits; empty for none.
    pub role: RwSignal<String>,
    store: Store,
    notices: Notices,
}

/// A change of the package, done once.
trait Change {
    fn apply(&mut self, package: &mut Package);
}

impl<F: FnOnce(&mut Package)> Change for Option<F> {
    fn apply(&mut self, package: &mut Package) {
        if let Some(change) = self.take() {
            change(package);
        }
    }
}

impl Editing {
    /// A blank package that nobody opened.
    pub fn new(store: Store, notices: Notices) -> Self {
        Self {
            open: RwSignal::new(OpenPackage::default()),
            package: RwSignal::new(Arc::default()),
            readers: Readers::new(),
            changes: RwSignal::new(0),
            last_edit: RwSignal::new(None),
            before_step: StoredValue::new(None),
            role: RwSignal::new(storage::preference("role").unwrap_or_default()),
            store,
            notices,
        }
    }

    /// A part of the package, followed through every edit; views run again only when the part changes.
    pub fn slice<T: PartialEq + Send + Sync + 'static>(
        &self,
        part: impl Fn(&Package) -> T + Send + Sync + 'static,
    ) -> Memo<T> {
        let package = self.package;
        let (slice, look) = Memo::looking(move || part(&package.read_untracked()));
        self.readers.join(look);
        slice
    }

    /// The package as it stands, followed.
    pub fn package(&self) -> Arc<Package> {
        self.package.get()
    }

    /// The package as it stands, for use in an event.
    pub fn package_now(&self) -> Arc<Package> {
        self.package.get_untracked()
    }

    /// What can be undone and redone.
    pub fn with_history<T>(&self, look: impl FnOnce(&History<Package>) -> T) -> T {
        self.open.with_untracked(|open| look(open.history()))
    }

    /// Notes what of the history is stored.
    pub fn note_in_history(&self, note: impl FnOnce(&mut History<Package>)) {
        self.open.update_untracked(|open| note(open.history_mut()));
    }

    /// Grows with every change that is to be stored, followed.
    pub fn changes(&self) -> u32 {
        self.changes.get()
    }

    /// Changes the package: the one door. The [`Edit`] says what is changed and what a person calls that; a label
    /// alone ("Add gate") is a step to undo by itself, and so is every edit of another place than the last.
    pub fn edit(&self, edit: impl Into<Edit>, change: impl FnOnce(&mut Package)) {
        self.change(edit.into(), &mut Some(change));
    }

    fn change(&self, edit: Edit, change: &mut dyn Change) {
        let edit = Edit { who: self.role.get_untracked(), ..edit };
        // Changed before the door opens, because `change` may read what follows from the package.
        let mut after = Package::clone(&self.package_now());
        change.apply(&mut after);
        self.replace(&edit, after);
    }

    /// Has `look` called before each step, undone and redone ones included.
    pub fn before_each_step(&self, look: impl Fn() + Send + Sync + 'static) {
        self.before_step.set_value(Some(Arc::new(look)));
    }

    /// What was done last, in the words of its label; followed.
    pub fn last_edit(&self) -> Option<String> {
        self.last_edit.get()
    }

    /// What was done last, for use in an event.
    pub fn last_edit_now(&self) -> Option<String> {
        self.last_edit.get_untracked()
    }

    fn begin_step(&self, label: String) {
        if let Some(look) = self.before_step.get_value() {
            look();
        }
        self.last_edit.set(Some(label));
    }

    fn replace(&self, edit: &Edit, after: Package) {
        let moment = clock::moment();
        if after == *self.package_now() {
            return;
        }
        if self.open.with_untracked(|open| open.begins(edit, moment)) {
            self.begin_step(edit.label.clone());
        }
        self.alter(|open| {
            open.put(edit, moment, after);
            true
        });
        self.notices.outdate();
        self.note_change();
    }

    /// Adds a blank record to its list and gives its identifier.
    pub fn add<R: Record>(&self, fill: impl FnOnce(&mut R)) -> Id {
        let added = record::new(clock::entropy(), fill);
        let id = added.id().clone();
        self.edit(record::adding::<R>(), |package| record::add(package, added));
        id
    }

    /// Removes a record and offers to undo that.
    pub fn remove<R: Record>(&self, id: &Id) {
        self.edit(record::removing::<R>(), |package| record::remove::<R>(package, id));
        self.notices.say_undoable(format!("Removed one {}.", R::NOUN));
    }

    /// Moves a record up (negative) or down in its list.
    pub fn shift<R: Record>(&self, id: &Id, by: isize) {
        self.edit(record::shifting::<R>(id), |package| record::shift::<R>(package, id, by));
    }

    /// What the next undo would take back.
    pub fn undo_label(&self) -> Option<String> {
        self.open.with(|open| open.history().next(Direction::Undo).map(|step| step.label.clone()))
    }

    /// Every state that can be undone or redone to, the latest first; some are only in storage.
    pub fn states(&self) -> Vec<(String, Option<Arc<Package>>)> {
        self.with_history(History::states)
    }

    /// One of those states.
    pub async fn state(&self, (step, state): (String, Option<Arc<Package>>)) -> Option<Arc<Package>> {
        match state {
            Some(state) => Some(state),
            None => self.store.state(&step).await,
        }
    }

    /// What was done, newest first.
    pub fn steps_done(&self) -> Vec<StepName> {
        self.describe_steps();
        self.open.with(|open| open.history().names(Direction::Undo)).into_iter().rev().collect()
    }

    /// Has each step say what it changed.
    pub fn describe_steps(&self) {
        self.open.update_untracked(OpenPackage::describe);
    }

    /// What the next redo would do again.
    pub fn redo_label(&self) -> Option<String> {
        self.open.with(|open| open.history().next(Direction::Redo).map(|step| step.label.clone()))
    }

    /// Takes back the last step.
    pub fn undo(&self) {
        self.turn(Direction::Undo, 1);
    }

    /// Takes back the last `count` steps.
    pub fn undo_steps(&self, count: usize) {
        self.turn(Direction::Undo, count);
    }

    /// Does the step last taken back again.
    pub fn redo(&self) {
        self.turn(Direction::Redo, 1);
    }

    fn turn(&self, direction: Direction, count: usize) {
        let this = *self;
        wasm_bindgen_futures::spawn_local(async move {
            for _ in 0..count {
                if !this.turn_once(direction).await {
                    return;
                }
            }
        });
    }

    /// Goes one step, fetching its state from storage where it is only there; tells whether it went.
    async fn turn_once(&self, direction: Direction) -> bool {
        let mut turned = Turned::Nothing;
        let word = if direction == Direction::Undo { "Undo" } else { "Redo" };
        let label = self.with_history(|history| {
            let ready = history.next_state(direction).is_some();
            history.next(direction).filter(|_| ready).map(|step| format!("{word}: {}", step.label))
        });
        if let Some(label) = label {
            self.begin_step(label);
        }
        let turn = |open: &mut OpenPackage| {
            turned = open.turn(direction, clock::entropy());
            turned == Turned::Done
        };
        if self.alter(turn) {
            self.note_change();
        }
        let Turned::Awaits(step) = turned else { return turned == Turned::Done };
        let Some(state) = self.store.state(&step).await else {
            self.notices.problem("That step is no longer stored in this browser, so it cannot be undone.");
            return false;
        };
        let mut is_next = false;
        self.note_in_history(|history| {
            history.supply(&step, state);
            is_next = history.next(direction).is_some_and(|next| next.id == step);
        });
        is_next && Box::pin(self.turn_once(direction)).await
    }

    /// Goes on as a copy of its own, which shares nothing stored with the package it was opened from.
    pub async fn become_copy(&self) {
        for step in self.with_history(History::awaited) {
            if let Some(state) = self.store.state(&step).await {
                self.note_in_history(|history| history.supply(&step, state));
            }
        }
        let title = format!("{} (copy from another tab)", self.package_now().title);
        self.alter(|open| {
            open.fork(title, clock::entropy());
            true
        });
        self.note_change();
    }

    /// Puts another package in place of the open one.
    pub fn show(&self, package: Package, history: History<Package>) {
        self.alter(|open| {
            *open = OpenPackage::new(package, history);
            true
        });
        self.last_edit.set(None);
    }

    /// The findings that later ones are compared with, in the consequence panel.
    pub fn settled(&self) -> Arc<Findings> {
        Arc::clone(self.open.read().settled())
    }

    /// Compares with these findings from here on.
    pub fn settle(&self, findings: Arc<Findings>) {
        self.open.update(|open| open.settle(findings));
    }

    /// Has the change stored.
    fn note_change(&self) {
        self.changes.update(|changes| *changes += 1);
    }

    /// Changes what is open, and tells those who read the package if `change` says that it is another.
    fn alter(&self, change: impl FnOnce(&mut OpenPackage) -> bool) -> bool {
        let mut is_another = false;
        self.open.update(|open| is_another = change(open));
        if is_another {
            self.package.set(self.open.with_untracked(|open| Arc::clone(open.package())));
            self.readers.tell();
        }
        is_another
    }
}

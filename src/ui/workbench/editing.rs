//! The open package, changed, undone and compared: a skin on [`OpenPackage`].

use std::sync::Arc;

use super::Workbench;
use crate::browser::clock;
use crate::editing::history::{Direction, History};
use crate::editing::{Edit, OpenPackage, Turned, record};
use crate::findings::Findings;
use crate::package::{Id, Package, Record};

impl Workbench {
    /// Changes the package: the one door. The [`Edit`] says what is changed and what a person calls that; a label
    /// alone ("Add gate") is a step to undo by itself, and so is every edit of another place than the last.
    pub fn edit(&self, edit: impl Into<Edit>, change: impl FnOnce(&mut Package)) {
        let mut change = Some(change);
        self.change(&edit.into(), &mut |package| {
            if let Some(change) = change.take() {
                change(package);
            }
        });
    }

    fn change(&self, edit: &Edit, change: &mut dyn FnMut(&mut Package)) {
        // Changed before the door opens, because `change` may read what follows from the package.
        let mut after = Package::clone(&self.package_now());
        change(&mut after);
        self.replace(edit, after);
    }

    fn replace(&self, edit: &Edit, after: Package) {
        if self.alter(|open| open.replace(edit, clock::moment(), after)) {
            self.notices.outdate();
            self.schedule_save();
        }
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

    /// What was done, newest first.
    pub fn steps_done(&self) -> Vec<String> {
        let steps = self.open.with(|open| open.history().names(Direction::Undo));
        steps.into_iter().rev().map(|step| step.label).collect()
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
        let turn = |open: &mut OpenPackage| {
            turned = open.turn(direction, clock::entropy());
            turned == Turned::Done
        };
        if self.alter(turn) {
            self.schedule_save();
        }
        let Turned::Awaits(step) = turned else { return turned == Turned::Done };
        let Some(state) = self.stored_state(&step).await else {
            self.notices.problem("That step is no longer stored in this browser, so it cannot be taken back.");
            return false;
        };
        let mut is_next = false;
        self.open.update_untracked(|open| {
            open.history_mut().supply(&step, state);
            is_next = open.history().next(direction).is_some_and(|next| next.id == step);
        });
        is_next && Box::pin(self.turn_once(direction)).await
    }

    /// Goes on as a copy of its own.
    pub(super) fn become_copy(&self) {
        let title = format!("{} (copy from another tab)", self.package_now().title);
        self.alter(|open| {
            open.fork(title, clock::entropy());
            true
        });
    }

    /// Puts another package in place of the open one.
    pub(super) fn show(&self, package: Package, history: History<Package>) {
        self.estimates.set(Arc::new(Vec::new()));
        self.forget_draws();
        self.alter(|open| {
            *open = OpenPackage::new(package, history);
            true
        });
        self.settle();
    }

    /// The findings that later ones are compared with, in the consequence panel.
    pub fn settled(&self) -> Arc<Findings> {
        Arc::clone(self.open.read().settled())
    }

    /// Compares with the findings as they are, from here on.
    pub fn settle(&self) {
        let findings = self.findings.get_untracked();
        self.open.update(|open| open.settle(findings));
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

//! The package somebody works on.

use std::sync::Arc;

use super::difference::difference;
use super::history::{Direction, History};
use super::{Edit, Moment};
use crate::findings::Findings;
use crate::package::Package;

/// The package somebody works on, what can be undone and redone of it, and the findings that later ones are
/// compared with. Every change goes through [`replace`](Self::replace) or [`turn`](Self::turn).
#[derive(Clone, Debug, Default)]
pub struct OpenPackage {
    package: Arc<Package>,
    history: History<Package>,
    settled: Arc<Findings>,
}

/// What became of a wish to undo or redo.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Turned {
    /// There is nothing to undo or redo.
    Nothing,
    /// It is done.
    Done,
    /// The state of this step must come from storage first.
    Awaits(String),
}

impl OpenPackage {
    /// A package, opened with its history. The findings to compare with are yet to be [settled](Self::settle).
    pub fn new(package: Package, history: History<Package>) -> Self {
        Self { package: Arc::new(package), history, settled: Arc::default() }
    }

    /// The package as it stands.
    pub fn package(&self) -> &Arc<Package> {
        &self.package
    }

    /// What can be undone and redone.
    pub fn history(&self) -> &History<Package> {
        &self.history
    }

    /// What can be undone and redone, to note what of it is stored.
    pub fn history_mut(&mut self) -> &mut History<Package> {
        &mut self.history
    }

    /// The findings that later ones are compared with.
    pub fn settled(&self) -> &Arc<Findings> {
        &self.settled
    }

    /// Compares with these findings from here on.
    pub fn settle(&mut self, findings: Arc<Findings>) {
        self.settled = findings;
    }

    /// Says of each step what it changed, as far as its states are here.
    pub fn describe(&mut self) {
        self.history.describe(&self.package, difference);
    }

    /// Whether an edit would begin a step, and not join the one before.
    pub fn begins(&self, edit: &Edit, moment: Moment) -> bool {
        !self.history.is_continued_by(edit, moment)
    }

    /// Makes `after` the package, as a step to undo; tells whether anything differs.
    pub fn replace(&mut self, edit: &Edit, moment: Moment, after: Package) -> bool {
        let differs = after != *self.package;
        if differs {
            self.put(edit, moment, after);
        }
        differs
    }

    /// Makes `after`, which is another, the package, as a step to undo.
    pub fn put(&mut self, edit: &Edit, moment: Moment, after: Package) {
        let before = std::mem::replace(&mut self.package, Arc::new(after));
        self.history.note(edit, &before, moment);
    }

    /// Goes on as a copy of this title, which shares nothing stored with the package it was opened from.
    pub fn fork(&mut self, title: String, entropy: u64) {
        Arc::make_mut(&mut self.package).title = title;
        self.history.separate(entropy);
    }

    /// Changes the package; tells whether anything differs.
    pub fn edit(&mut self, edit: impl Into<Edit>, moment: Moment, change: impl FnOnce(&mut Package)) -> bool {
        let mut after = Package::clone(&self.package);
        change(&mut after);
        self.replace(&edit.into(), moment, after)
    }

    /// Takes back the last step.
    pub fn undo(&mut self, entropy: u64) -> Turned {
        self.turn(Direction::Undo, entropy)
    }

    /// Does the step last taken back again.
    pub fn redo(&mut self, entropy: u64) -> Turned {
        self.turn(Direction::Redo, entropy)
    }

    /// Goes one step in a direction.
    pub fn turn(&mut self, direction: Direction, entropy: u64) -> Turned {
        let Some(name) = self.history.next(direction) else { return Turned::Nothing };
        let awaited = name.id.clone();
        match self.history.turn(direction, &self.package, entropy) {
            Some(state) => {
                self.package = state;
                Turned::Done
            }
            None => Turned::Awaits(awaited),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::editing::{Binding, StepName, record};
    use crate::package::{Id, Record, Risk, document};

    fn opened() -> OpenPackage {
        let risks = ["a", "b"].map(|id| Risk::blank(Id::from(id))).to_vec();
        OpenPackage::new(Package { risks, ..Package::default() }, History::default())
    }

    #[test]
    fn a_step_says_what_changed_when_and_by_whom() {
        let mut open = opened();
        let id = Id::from("a");
        let name = bind!(Risk[id].name);
        let edit = |who: &str| Edit { who: who.to_owned(), ..Edit::of_field(name.place().clone(), "Risk name") };
        for (now, text) in [(10.0, "D"), (20.0, "Drift")] {
            open.edit(edit("ML lead"), at(now), |package| name.write(package, text.to_owned()));
            open.describe();
        }
        let steps = open.history().names(Direction::Undo);
        let [step] = steps.as_slice() else { panic!("{steps:?}") };
        assert_eq!((step.when, step.who.as_str()), (20.0, "ML lead"));
        let [change] = step.changes.as_slice() else { panic!("{step:?}") };
        assert_eq!((change.from.as_str(), change.to.as_str()), ("", "Drift"));
        let read: Vec<StepName> = document::read(&document::write(&steps)).unwrap();
        assert_eq!(read, steps);
        open.undo(1);
        assert_eq!(open.history().names(Direction::Redo)[0].changes, step.changes);
    }

    #[test]
    fn steps_end_where_the_storage_lost_them() {
        let stored = |id: &str| StepName { id: id.to_owned(), ..StepName::default() };
        let mut open = OpenPackage::new(Package::default(), History::stored(vec![stored("lost")], Vec::new()));
        open.edit("Rename", at(1.0), |package| package.title = "T".to_owned());
        let here = open.history().unsaved();
        open.history_mut().saved(&here);
        open.history_mut().lose_stored();
        assert_eq!(open.history().names(Direction::Undo).len(), 1);
        assert_eq!(open.history().unsaved().states.len(), 1, "what is here is stored anew");
    }

    fn at(now: f64) -> Moment {
        Moment { now, entropy: now as u64 }
    }

    /// Types into a field of the row called `label`.
    fn write(open: &mut OpenPackage, now: f64, label: &str, binding: &Binding<String>, text: &str) {
        let edit = Edit::of_field(binding.place().clone(), label);
        assert!(open.edit(edit, at(now), |package| binding.write(package, text.to_owned())));
    }

    fn names(open: &OpenPackage) -> [&str; 2] {
        [0, 1].map(|row| open.package().risks[row].name.as_str())
    }

    #[test]
    fn two_rows_edited_under_one_label_within_a_second_are_two_steps() {
        let (mut open, [a, b]) = (opened(), ["a", "b"].map(Id::from));
        write(&mut open, 0.0, "Risk", &bind!(Risk[a].name), "l");
        write(&mut open, 90.0, "Risk", &bind!(Risk[a].name), "late");
        write(&mut open, 180.0, "Risk", &bind!(Risk[b].name), "lost");
        assert_eq!(open.undo(1), Turned::Done);
        assert_eq!(names(&open), ["late", ""]);
        assert_eq!([open.undo(2), open.undo(3)], [Turned::Done, Turned::Nothing]);
        assert_eq!(names(&open), ["", ""]);
        assert_eq!([open.redo(4), open.redo(5), open.redo(6)], [Turned::Done, Turned::Done, Turned::Nothing]);
        assert_eq!(names(&open), ["late", "lost"]);
    }

    #[test]
    fn two_records_removed_within_a_second_are_two_steps() {
        let mut open = opened();
        for (id, now) in [("a", 0.0), ("b", 10.0)] {
            assert!(open.edit(record::removing::<Risk>(), at(now), |all| record::remove::<Risk>(all, &id.into())));
        }
        open.undo(20);
        assert_eq!(open.package().risks, [Risk::blank(Id::from("b"))]);
    }

    #[test]
    fn moving_one_record_several_times_is_one_step() {
        let mut open = opened();
        let before = Arc::clone(open.package());
        let id = Id::from("a");
        for (by, now) in [(1, 0.0), (-1, 10.0), (1, 20.0)] {
            assert!(open.edit(record::shifting::<Risk>(&id), at(now), |all| record::shift::<Risk>(all, &id, by)));
        }
        open.undo(30);
        assert_eq!(*open.package(), before);
    }

    #[test]
    fn an_edit_that_changes_nothing_is_no_step() {
        let mut open = opened();
        let before = Arc::clone(open.package());
        assert!(!open.edit("Nothing", at(0.0), |package| package.risks.rotate_left(2)));
        assert!(Arc::ptr_eq(open.package(), &before));
        assert_eq!(open.undo(0), Turned::Nothing);
    }

    #[test]
    fn a_history_stored_by_an_earlier_version_can_be_undone() {
        let stored: Vec<StepName> = document::read(r#"[{"id":"step-k3f9q2ab","label":"Edit risk name"}]"#).unwrap();
        let mut open = OpenPackage::new(Package::clone(opened().package()), History::stored(stored, Vec::new()));
        let awaited = "step-k3f9q2ab".to_owned();
        assert_eq!(open.undo(1), Turned::Awaits(awaited.clone()));
        let state = Arc::new(Package { title: "As it was".to_owned(), ..Package::default() });
        open.history_mut().supply(&awaited, state);
        assert_eq!(open.undo(1), Turned::Done);
        assert_eq!(open.package().title, "As it was");
        assert_eq!(open.history().next(Direction::Redo).map(|step| step.label.as_str()), Some("Edit risk name"));
        assert_eq!(open.history().unsaved().forgotten, [awaited]);
    }
}

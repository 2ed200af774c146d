//! Laws of undoing and redoing, on a state of three numbers that are three places.

use std::collections::BTreeMap;
use std::sync::Arc;

use proptest::prelude::*;

use super::*;

type Numbers = [u32; 3];

/// Something a person does.
#[derive(Clone, Debug)]
enum Act {
    /// Changes the number at an index, so many milliseconds after the act before.
    Edit(usize, f64),
    /// Changes all of them at once.
    EditAll,
    Undo,
    Redo,
    Save,
    /// Saves, and comes back with a history as it is stored.
    Reload,
}

fn act() -> impl Strategy<Value = Act> {
    let after = prop_oneof![Just(0.0), Just(10.0), Just(PAUSE - 1.0), Just(PAUSE), Just(5_000.0), Just(-10.0)];
    prop_oneof![
        8 => (0..3usize, after).prop_map(|(index, after)| Act::Edit(index, after)),
        1 => Just(Act::EditAll),
        3 => Just(Act::Undo),
        2 => Just(Act::Redo),
        1 => Just(Act::Save),
        1 => Just(Act::Reload),
    ]
}

fn acts() -> impl Strategy<Value = Vec<Act>> {
    prop::collection::vec(act(), 0..60)
}

/// A history at work: what it is about, and a store as the browser's.
#[derive(Clone, Debug, Default)]
struct Desk {
    state: Arc<Numbers>,
    history: History<Numbers>,
    store: BTreeMap<String, Numbers>,
    now: f64,
    edits: u32,
    draws: u64,
}

impl Desk {
    fn after(acts: &[Act]) -> Self {
        let mut desk = Self::default();
        acts.iter().for_each(|act| desk.act(act));
        desk
    }

    fn act(&mut self, act: &Act) {
        match act {
            Act::Edit(index, after) => {
                self.now += after;
                self.edit(Some(*index));
            }
            Act::EditAll => self.edit(None),
            Act::Undo => drop(self.turn(Direction::Undo)),
            Act::Redo => drop(self.turn(Direction::Redo)),
            Act::Save => self.save(),
            Act::Reload => {
                self.save();
                let names = |direction| self.history.names(direction);
                self.history = History::stored(names(Direction::Undo), names(Direction::Redo));
            }
        }
    }

    /// Gives one number, or each, a value that none had before.
    fn edit(&mut self, index: Option<usize>) {
        self.edits += 1;
        let mut after = *self.state;
        match index {
            Some(index) => after[index] = self.edits,
            None => after = [self.edits; 3],
        }
        let place = index.map(|index| Place::in_package("number").at(index));
        let before = std::mem::replace(&mut self.state, Arc::new(after));
        let moment = Moment { now: self.now, entropy: self.entropy() };
        self.history.note(&Edit { label: "Edit number".to_owned(), place, who: String::new() }, &before, moment);
    }

    fn turn(&mut self, direction: Direction) -> Option<Arc<Numbers>> {
        let id = self.history.next(direction)?.id.clone();
        if self.history.next_state(direction).is_none() {
            self.history.supply(&id, Arc::new(self.store[&id]));
        }
        let entropy = self.entropy();
        let state = self.history.turn(direction, &self.state, entropy).unwrap();
        self.state = Arc::clone(&state);
        Some(state)
    }

    /// Randomness that is not: every second draw repeats the one before.
    fn entropy(&mut self) -> u64 {
        self.draws += 1;
        self.draws / 2
    }

    fn save(&mut self) {
        let unsaved = self.history.unsaved();
        self.keep(&unsaved);
    }

    fn keep(&mut self, unsaved: &Unsaved<Numbers>) {
        self.store.extend(unsaved.states.iter().map(|(id, state)| (id.clone(), **state)));
        self.store.retain(|id, _| !unsaved.forgotten.contains(id));
        self.history.saved(unsaved);
    }

    fn count(&self, direction: Direction) -> usize {
        self.history.names(direction).len()
    }

    /// Every state from the oldest that can be undone to up to the latest that can be redone.
    fn states(mut self) -> Vec<Numbers> {
        while self.turn(Direction::Undo).is_some() {}
        let mut states = vec![*self.state];
        while let Some(state) = self.turn(Direction::Redo) {
            states.push(*state);
        }
        states
    }
}

proptest! {
    #[test]
    fn undo_after_an_edit_gives_the_state_before(acts in acts(), index in 0..3usize) {
        let mut desk = Desk::after(&acts);
        desk.now += 2.0 * PAUSE;
        let before = desk.state.clone();
        desk.edit(Some(index));
        prop_assert_eq!(desk.turn(Direction::Undo), Some(before));
    }

    #[test]
    fn redo_takes_back_an_undo_and_undo_a_redo(acts in acts()) {
        let mut desk = Desk::after(&acts);
        for (there, back) in [(Direction::Undo, Direction::Redo), (Direction::Redo, Direction::Undo)] {
            let (before, counts) = (desk.state.clone(), (desk.count(there), desk.count(back)));
            if desk.turn(there).is_some() {
                prop_assert_eq!((desk.count(there), desk.count(back)), (counts.0 - 1, counts.1 + 1));
                prop_assert_eq!(desk.turn(back), Some(before));
                prop_assert_eq!((desk.count(there), desk.count(back)), counts);
            }
        }
    }

    #[test]
    fn an_edit_leaves_nothing_to_redo(acts in acts(), index in prop::option::of(0..3usize)) {
        let mut desk = Desk::after(&acts);
        desk.edit(index);
        prop_assert_eq!(desk.count(Direction::Redo), 0);
        prop_assert!(desk.count(Direction::Undo) > 0);
    }

    #[test]
    fn a_step_changes_one_place_or_is_one_edit(acts in acts()) {
        for pair in Desk::after(&acts).states().windows(2) {
            let changed = (0..3).filter(|index| pair[0][*index] != pair[1][*index]).count();
            let at_once = pair[1][0] == pair[1][1] && pair[1][1] == pair[1][2];
            prop_assert!(changed == 1 || at_once, "{pair:?}");
        }
    }

    #[test]
    fn a_step_is_never_longer_than_the_longest(pauses in prop::collection::vec(0.0..PAUSE, 1..200)) {
        let mut desk = Desk::default();
        let mut begun = None;
        for pause in pauses {
            desk.now += pause;
            let steps = desk.count(Direction::Undo);
            desk.edit(Some(0));
            if desk.count(Direction::Undo) > steps {
                begun = Some(desk.now);
            }
            prop_assert!(desk.now - begun.unwrap() < LONGEST);
        }
    }

    #[test]
    fn what_is_stored_is_what_the_history_names(acts in acts()) {
        let mut desk = Desk::after(&acts);
        let here = desk.clone().states();
        desk.act(&Act::Reload);
        let named = [Direction::Undo, Direction::Redo].map(|direction| desk.history.names(direction)).concat();
        prop_assert_eq!(desk.store.len(), named.len());
        prop_assert!(named.iter().all(|name| desk.store.contains_key(&name.id)));
        prop_assert!(desk.history.unsaved().states.is_empty() && desk.history.unsaved().forgotten.is_empty());
        prop_assert_eq!(desk.states(), here);
    }

    #[test]
    fn a_separate_history_leaves_the_other_its_states(acts in acts(), later in acts()) {
        let mut one = Desk::after(&acts);
        one.act(&Act::Save);
        let mut other = one.clone();
        for id in other.history.awaited() {
            other.history.supply(&id, Arc::new(other.store[&id]));
        }
        // Two tabs draw from one source, so never the same.
        other.draws = 1 << 32;
        other.history.separate(1 << 30);
        later.iter().for_each(|act| other.act(act));
        other.act(&Act::Save);
        one.store.retain(|id, _| other.store.contains_key(id));
        one.act(&Act::Reload);
        prop_assert_eq!(one.clone().states(), Desk::after(&acts).states());
    }

    #[test]
    fn what_happens_during_a_save_is_saved_by_the_next(acts in acts(), meanwhile in acts()) {
        let mut desk = Desk::after(&acts);
        let begun = desk.history.unsaved();
        meanwhile.iter().filter(|act| !matches!(act, Act::Save | Act::Reload)).for_each(|act| desk.act(act));
        desk.keep(&begun);
        let here = desk.clone().states();
        desk.act(&Act::Reload);
        prop_assert_eq!(desk.states(), here);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(20))]

    #[test]
    fn as_many_undos_as_steps_give_the_start(indices in prop::collection::vec(0..3usize, 0..MOST)) {
        let mut desk = Desk::default();
        for index in &indices {
            desk.now += PAUSE;
            desk.edit(Some(*index));
        }
        prop_assert_eq!(desk.count(Direction::Undo), indices.len());
        for _ in &indices {
            desk.turn(Direction::Undo).unwrap();
        }
        prop_assert_eq!((*desk.state, desk.turn(Direction::Undo)), ([0; 3], None));
    }

    #[test]
    fn no_more_steps_than_the_most_are_kept(edits in 0..2 * MOST, undone in 0..2 * MOST) {
        let mut desk = Desk::default();
        (0..edits).for_each(|_| desk.edit(None));
        (0..undone).for_each(|_| drop(desk.turn(Direction::Undo)));
        prop_assert_eq!(desk.count(Direction::Undo) + desk.count(Direction::Redo), edits.min(MOST));
        desk.save();
        prop_assert_eq!(desk.store.len(), edits.min(MOST));
    }
}

#[test]
fn a_run_is_of_one_place_without_a_pause() {
    let check = |edits: &[(usize, f64)], expected: usize| {
        let acts: Vec<_> = edits.iter().map(|(index, after)| Act::Edit(*index, *after)).collect();
        assert_eq!(Desk::after(&acts).count(Direction::Undo), expected, "{edits:?}");
    };
    check(&[(0, 0.0), (0, 900.0), (0, 900.0)], 1);
    check(&[(0, 0.0), (0, 1_000.0)], 2);
    check(&[(0, 0.0), (1, 10.0)], 2);
    check(&[(0, 0.0), (1, 10.0), (0, 10.0)], 3);
    // A clock that is set back, or that tells nothing, joins nothing.
    check(&[(0, 0.0), (0, -1.0)], 2);
    check(&[(0, f64::NAN), (0, 0.0)], 2);
}

#[test]
fn edits_of_several_places_at_once_are_never_joined() {
    assert_eq!(Desk::after(&[Act::EditAll, Act::EditAll]).count(Direction::Undo), 2);
    assert_eq!(Desk::after(&[Act::Edit(0, 0.0), Act::EditAll, Act::Edit(0, 0.0)]).count(Direction::Undo), 3);
}

#[test]
fn an_undo_ends_a_run() {
    let acts = [Act::Edit(0, 0.0), Act::Edit(0, PAUSE), Act::Undo, Act::Edit(0, 1.0)];
    assert_eq!(Desk::after(&acts).states(), [[0; 3], [1, 0, 0], [3, 0, 0]]);
}

#[test]
fn a_state_that_comes_late_is_not_taken_for_another_steps() {
    let mut desk = Desk::after(&[Act::Edit(0, 0.0), Act::Reload]);
    let awaited = desk.history.next(Direction::Undo).unwrap().id.clone();
    assert_eq!(desk.history.turn(Direction::Undo, &desk.state, 0), None);
    desk.edit(Some(1));
    desk.history.supply(&awaited, Arc::new([0; 3]));
    assert_eq!(desk.turn(Direction::Undo).as_deref(), Some(&[1, 0, 0]));
}

//! What can be undone and redone: whole states, before and after the present one.
//!
//! Two rules say what one step is:
//!
//! 1. Edits of one place belong to one step while none comes later than [`PAUSE`] after the one before it, and
//!    the last no later than [`LONGEST`] after the first. A long text is written without a pause, and undoing
//!    all of it at once would be of no use.
//! 2. Everything else begins a step: an edit of another place, an edit of a list or of several fields, and
//!    whatever follows an undo or a redo.

#[cfg(test)]
mod laws;

use std::sync::Arc;

use super::difference::Change;
use super::{Edit, Moment, Place};
use crate::package::Id;

/// A pause of so many milliseconds ends a step.
pub const PAUSE: f64 = 1_000.0;

/// A step takes no longer than so many milliseconds.
pub const LONGEST: f64 = 30_000.0;

/// No more steps than this are kept.
pub const MOST: usize = 100;

record! {
    /// A step of the history, without its state.
    pub struct StepName {
        /// Where its state is stored.
        pub id: String,
        /// What was done: "Edit risk name".
        pub label: String,
        /// When, in milliseconds since 1970; 0 when it was not noted.
        pub when: f64,
        /// By whom: the role chosen then; empty when none was.
        pub who: String,
        /// Which fields it changed; empty until it is [described](History::describe).
        pub changes: Vec<Change>,
    }
}

/// States before and after the present one.
#[derive(Clone, Debug)]
pub struct History<S> {
    undo: Vec<Step<S>>,
    redo: Vec<Step<S>>,
    run: Option<Run>,
    forgotten: Vec<String>,
}

/// A state to go to; still in storage when absent.
#[derive(Clone, Debug)]
struct Step<S> {
    name: StepName,
    state: Option<Arc<S>>,
    stored: bool,
}

/// The edits that make up the latest step, while another may join them.
#[derive(Clone, Debug)]
struct Run {
    place: Place,
    began: f64,
    last: f64,
}

impl Run {
    fn is_continued_by(&self, place: &Place, now: f64) -> bool {
        self.place == *place && (0.0..PAUSE).contains(&(now - self.last)) && now - self.began < LONGEST
    }
}

/// Backwards or forwards.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// To the state before the last step.
    Undo,
    /// To the state after the step last taken back.
    Redo,
}

/// What storage lacks, and what it need not keep any longer.
#[derive(Clone, Debug, PartialEq)]
pub struct Unsaved<S> {
    /// States under the identifiers of their steps.
    pub states: Vec<(String, Arc<S>)>,
    /// Identifiers of steps that are gone.
    pub forgotten: Vec<String>,
}

impl<S> Default for History<S> {
    fn default() -> Self {
        Self { undo: Vec::new(), redo: Vec::new(), run: None, forgotten: Vec::new() }
    }
}

impl<S> History<S> {
    /// A history as it is stored: names only, the oldest to undo first, the next to redo last.
    pub fn stored(undo: Vec<StepName>, redo: Vec<StepName>) -> Self {
        let steps = |names: Vec<StepName>| {
            names.into_iter().map(|name| Step { name, state: None, stored: true }).collect::<Vec<_>>()
        };
        Self { undo: steps(undo), redo: steps(redo), ..Self::default() }
    }

    /// Whether an edit joins the latest step.
    pub fn is_continued_by(&self, edit: &Edit, moment: Moment) -> bool {
        let run = self.run.as_ref().zip(edit.place.as_ref());
        run.is_some_and(|(run, place)| run.is_continued_by(place, moment.now))
    }

    /// Notes that `before` has been changed by `edit`. Nothing can be redone from then on.
    pub fn note(&mut self, edit: &Edit, before: &Arc<S>, moment: Moment) {
        let now = moment.now;
        if self.is_continued_by(edit, moment)
            && let Some(run) = &mut self.run
        {
            run.last = now;
            if let Some(step) = self.undo.last_mut() {
                step.name.when = now;
                step.name.changes.clear();
            }
            return;
        }
        self.run = edit.place.clone().map(|place| Run { place, began: now, last: now });
        self.forgotten.extend(self.redo.drain(..).map(|step| step.name.id));
        let id = self.fresh_id(moment.entropy);
        let name = StepName { id, label: edit.label.clone(), when: now, who: edit.who.clone(), changes: Vec::new() };
        self.undo.push(Step { name, state: Some(Arc::clone(before)), stored: false });
        let surplus = self.undo.len().saturating_sub(MOST);
        self.forgotten.extend(self.undo.drain(..surplus).map(|step| step.name.id));
    }

    /// The next step in a direction.
    pub fn next(&self, direction: Direction) -> Option<&StepName> {
        self.steps(direction).last().map(|step| &step.name)
    }

    /// The state that the next step in a direction leads to, if it is here; it may still be in storage.
    pub fn next_state(&self, direction: Direction) -> Option<&Arc<S>> {
        self.steps(direction).last()?.state.as_ref()
    }

    /// Every state to go to, the latest to undo to first, under the identifier of its step; absent where it is only in
    /// storage.
    pub fn states(&self) -> Vec<(String, Option<Arc<S>>)> {
        let steps = self.undo.iter().rev().chain(self.redo.iter().rev());
        steps.map(|step| (step.name.id.clone(), step.state.clone())).collect()
    }

    /// The steps whose states are only in storage.
    pub fn awaited(&self) -> Vec<String> {
        let steps = self.undo.iter().chain(&self.redo).filter(|step| step.state.is_none());
        steps.map(|step| step.name.id.clone()).collect()
    }

    /// Gives the step `id` its state from storage, if there still is that step.
    pub fn supply(&mut self, id: &str, state: Arc<S>) {
        let mut steps = self.undo.iter_mut().chain(&mut self.redo);
        if let Some(step) = steps.find(|step| step.name.id == id) {
            step.state = Some(state);
        }
    }

    /// Says of each step to undo what it changed, where that is not said yet and the states on both sides are here.
    pub fn describe(&mut self, present: &Arc<S>, difference: impl Fn(&S, &S) -> Vec<Change>) {
        for index in 0..self.undo.len() {
            if !self.undo[index].name.changes.is_empty() {
                continue;
            }
            let after = match self.undo.get(index + 1) {
                Some(next) => next.state.clone(),
                None => Some(Arc::clone(present)),
            };
            if let (Some(before), Some(after)) = (self.undo[index].state.clone(), after) {
                self.undo[index].name.changes = difference(&before, &after);
            }
        }
    }

    /// Notes that storage lost all it had: what is here is to be stored anew, and steps end before one whose state was
    /// only there.
    pub fn lose_stored(&mut self) {
        for steps in [&mut self.undo, &mut self.redo] {
            let lost = steps.iter().rposition(|step| step.state.is_none()).map_or(0, |last| last + 1);
            steps.drain(..lost);
            steps.iter_mut().for_each(|step| step.stored = false);
        }
        self.forgotten.clear();
    }

    /// Shares no stored state with the history it came from, which lives on elsewhere: every step is to be stored
    /// anew, and nothing is to be forgotten. Steps end before one whose state is [awaited](Self::awaited).
    pub fn separate(&mut self, entropy: u64) {
        self.lose_stored();
        // No step may take the identifier that another had.
        let former = self.undo.iter().chain(&self.redo).map(|step| step.name.id.clone());
        self.forgotten = former.collect();
        for index in 0..self.undo.len() + self.redo.len() {
            let id = self.fresh_id(entropy);
            if let Some(step) = self.undo.iter_mut().chain(&mut self.redo).nth(index) {
                step.name.id = id;
            }
        }
        self.forgotten.clear();
    }

    /// Goes one step and gives the state it leads to; the way back leads to `present`. Nothing happens when
    /// there is no step, or its state is not here.
    pub fn turn(&mut self, direction: Direction, present: &Arc<S>, entropy: u64) -> Option<Arc<S>> {
        let state = Arc::clone(self.next_state(direction)?);
        let id = self.fresh_id(entropy);
        let (from, to) = match direction {
            Direction::Undo => (&mut self.undo, &mut self.redo),
            Direction::Redo => (&mut self.redo, &mut self.undo),
        };
        let step = from.pop()?;
        let name = StepName { id: id.clone(), ..step.name.clone() };
        to.push(Step { name, state: Some(Arc::clone(present)), stored: false });
        self.forgotten.push(step.name.id);
        self.run = None;
        Some(state)
    }

    /// The names of all steps in a direction, the next one last.
    pub fn names(&self, direction: Direction) -> Vec<StepName> {
        self.steps(direction).iter().map(|step| step.name.clone()).collect()
    }

    /// What storage lacks, and what it need not keep any longer.
    pub fn unsaved(&self) -> Unsaved<S> {
        let steps = self.undo.iter().chain(&self.redo).filter(|step| !step.stored);
        let states = steps.filter_map(|step| Some((step.name.id.clone(), Arc::clone(step.state.as_ref()?))));
        Unsaved { states: states.collect(), forgotten: self.forgotten.clone() }
    }

    /// Notes that storage has what it lacked and is rid of what it need not keep.
    pub fn saved(&mut self, done: &Unsaved<S>) {
        for step in self.undo.iter_mut().chain(&mut self.redo) {
            step.stored |= done.states.iter().any(|(id, _)| *id == step.name.id);
        }
        self.forgotten.retain(|id| !done.forgotten.contains(id));
    }

    fn steps(&self, direction: Direction) -> &[Step<S>] {
        match direction {
            Direction::Undo => &self.undo,
            Direction::Redo => &self.redo,
        }
    }

    /// An identifier that no step has or had since storage was last told.
    fn fresh_id(&self, entropy: u64) -> String {
        let mut entropy = entropy;
        loop {
            let id = Id::fresh("step", entropy).0;
            let mut present = self.undo.iter().chain(&self.redo).map(|step| &step.name.id).chain(&self.forgotten);
            if !present.any(|taken| *taken == id) {
                return id;
            }
            entropy = entropy.wrapping_add(1);
        }
    }
}

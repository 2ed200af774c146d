//! What can be undone and redone: whole states of the package, as egui's undoer keeps them.

use std::sync::Arc;

use crate::browser::{clock, storage::StepName};
use crate::package::{Id, Package, document};

/// Edits of one kind within this many milliseconds are one step.
const ONE_STEP: f64 = 1_000.0;

/// No more steps than this are kept.
const MOST: usize = 100;

/// One step: a state, known or still in storage.
#[derive(Clone, Debug)]
pub struct Step {
    /// Name and place.
    pub name: StepName,
    /// The state, once it is here.
    pub state: Option<Arc<Package>>,
    stored: bool,
}

/// States before and after the present one.
#[derive(Clone, Debug, Default)]
pub struct History {
    undo: Vec<Step>,
    redo: Vec<Step>,
    last_edit: Option<(String, f64)>,
    forgotten: Vec<String>,
}

impl History {
    /// A history as stored: names only, states come when needed.
    pub fn stored(undo: Vec<StepName>, redo: Vec<StepName>) -> Self {
        let step = |name| Step { name, state: None, stored: true };
        Self {
            undo: undo.into_iter().map(step).collect(),
            redo: redo.into_iter().map(step).collect(),
            ..Self::default()
        }
    }

    /// Notes that `before` is about to be changed by an edit called `label`. A run of the same edit
    /// is one step.
    pub fn note(&mut self, label: &str, before: &Arc<Package>) {
        let now = clock::now();
        let continues = self
            .last_edit
            .as_ref()
            .is_some_and(|(last, when)| last == label && now - when < ONE_STEP && !self.undo.is_empty());
        self.last_edit = Some((label.to_owned(), now));
        if continues {
            return;
        }
        self.forgotten.extend(self.redo.drain(..).map(|step| step.name.id));
        self.undo.push(Step {
            name: StepName { id: fresh_step_id(), label: label.to_owned() },
            state: Some(Arc::clone(before)),
            stored: false,
        });
        if self.undo.len() > MOST {
            self.forgotten.push(self.undo.remove(0).name.id);
        }
    }

    /// The step to undo to.
    pub fn next_undo(&self) -> Option<&Step> {
        self.undo.last()
    }

    /// The step to redo to.
    pub fn next_redo(&self) -> Option<&Step> {
        self.redo.last()
    }

    /// Steps back to `state`, leaving `present` to be redone.
    pub fn undone(&mut self, present: &Arc<Package>) {
        Self::shift(&mut self.undo, &mut self.redo, &mut self.forgotten, present);
        self.last_edit = None;
    }

    /// Steps forward, leaving `present` to be undone.
    pub fn redone(&mut self, present: &Arc<Package>) {
        Self::shift(&mut self.redo, &mut self.undo, &mut self.forgotten, present);
        self.last_edit = None;
    }

    fn shift(from: &mut Vec<Step>, to: &mut Vec<Step>, forgotten: &mut Vec<String>, present: &Arc<Package>) {
        if let Some(step) = from.pop() {
            forgotten.push(step.name.id);
            to.push(Step {
                name: StepName { id: fresh_step_id(), label: step.name.label },
                state: Some(Arc::clone(present)),
                stored: false,
            });
        }
    }

    /// The names of all steps, to undo and to redo.
    pub fn names(&self) -> (Vec<StepName>, Vec<StepName>) {
        let names = |steps: &[Step]| steps.iter().map(|step| step.name.clone()).collect();
        (names(&self.undo), names(&self.redo))
    }

    /// States not stored yet, and the places of those no longer needed.
    pub fn unsaved(&self) -> (Vec<(String, String)>, Vec<String>) {
        let states = self
            .undo
            .iter()
            .chain(&self.redo)
            .filter(|step| !step.stored)
            .filter_map(|step| {
                let state = document::write(step.state.as_deref()?);
                Some((step.name.id.clone(), state))
            })
            .collect();
        (states, self.forgotten.clone())
    }

    /// Notes that these states are stored and those places cleared.
    pub fn saved(&mut self, states: &[(String, String)], forgotten: &[String]) {
        for step in self.undo.iter_mut().chain(&mut self.redo) {
            step.stored |= states.iter().any(|(id, _)| *id == step.name.id);
        }
        self.forgotten.retain(|id| !forgotten.contains(id));
    }
}

fn fresh_step_id() -> String {
    Id::fresh("step", clock::entropy()).0
}

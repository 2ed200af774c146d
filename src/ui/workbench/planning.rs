//! A search for a release plan, by a worker of its own: asked for, looked at, and kept while the page is open.

use std::sync::Arc;

use crate::ui::prelude::*;

use super::editing::Editing;
use super::jobs::{Asker, Jobs};
use crate::analysis::simulation::{searched_part, simulated_part};
use crate::findings::PlanSearch;
use crate::package::Package;
use crate::ui::notice::Notices;
use crate::worker::job::FindPlan;
use crate::worker::{Stage, Unanswered};

/// What was found, and on what it rests.
#[derive(Clone, PartialEq)]
struct Answer {
    basis: Arc<Package>,
    found: Arc<PlanSearch>,
}

/// A search for a release plan. A handle.
#[derive(Clone, Copy)]
pub struct Planning {
    editing: Editing,
    notices: Notices,
    asker: Asker,
    basis: Memo<Arc<Package>>,
    answer: RwSignal<Option<Answer>>,
}

impl Planning {
    /// Nothing searched for yet.
    pub fn new(editing: Editing, notices: Notices) -> Self {
        let basis = editing.slice(|package| Arc::new(basis(package)));
        Self { editing, notices, asker: Jobs::new().asker(), basis, answer: RwSignal::new(None) }
    }

    /// Searches for plans of the package as it stands.
    pub fn search(&self) {
        let this = *self;
        let basis = self.basis.get_untracked();
        let job = FindPlan { package: Arc::new(searched_part(&self.editing.package_now())) };
        self.asker.ask(job, None, move |outcome| match outcome {
            Ok(found) => this.answer.set(Some(Answer { basis: Arc::clone(&basis), found: Arc::new(found) })),
            Err(Unanswered::Failed(why)) => this.notices.problem(format!("No plan was searched for. {why}")),
            Err(crashed) => this.notices.problem(crashed.to_string()),
        });
    }

    /// Stops the search; what was found before stays.
    pub fn stop(&self) {
        self.asker.cancel();
    }

    /// How the search stands, followed.
    pub fn stage(&self) -> Stage {
        self.asker.stage()
    }

    /// What was found last, followed.
    pub fn found(&self) -> Option<Arc<PlanSearch>> {
        self.answer.read().as_ref().map(|answer| Arc::clone(&answer.found))
    }

    /// Whether the package has since come to suppose something else, followed. A pipeline that was picked changes nothing
    /// of what the plans rest on.
    pub fn is_old(&self) -> bool {
        self.answer.read().as_ref().is_some_and(|answer| answer.basis != self.basis.get())
    }
}

/// What plans rest on: everything that is simulated but the pipeline itself and where its checks stand.
fn basis(package: &Package) -> Package {
    let mut basis = simulated_part(package);
    basis.release.simulation.wanted.clone_from(&package.release.simulation.wanted);
    basis.release.simulation.designs.clear();
    basis.release.stages.clear();
    basis.release.strategy = Default::default();
    for check in basis.release.checks.iter_mut() {
        check.passes_at = check.passes_at.map(|_| 0.0);
        (check.threshold, check.level) = (0.0, 0.0);
        check.stages.clear();
    }
    basis
}

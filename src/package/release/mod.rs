//! The release pipeline: its stages, what is checked in them, the way back, and what it is simulated on.

mod check;
mod compatibility;
mod rollback;
mod simulation;

pub use check::{Check, CheckJudge, CheckMetric};
pub use compatibility::{Retreat, Unmet, retreats};
pub use rollback::{
    Compatibility, Drill, DrillResult, Rollback, RollbackReach, RollbackStep, RollbackTarget, RollbackVersion,
};
pub use simulation::{Design, Fault, NormalLevels, Onset, Released, Simulation, Traffic, Wanted};

use super::Id;
use super::document::Sparse;

record! {
    /// How the chosen alternative reaches everybody, and how it comes back.
    pub struct Release {
        /// The strategy in one word.
        pub strategy: Strategy,
        /// The service or model being released, such as `recommender`.
        pub service: String,
        /// From first exposure to full traffic, in order.
        pub stages: Vec<Stage>,
        /// The way back.
        pub rollback: Rollback,
        /// What is checked again and again while stages are held; left out of the file while nothing is.
        pub checks: Sparse<Check>,
        /// Traffic, faults and other designs for a simulation; left out of the file while nobody has said.
        pub simulation: Simulation,
        ..extra
    }

    /// One stage: a share of traffic for a while, and what must hold to go on.
    pub struct Stage {
        /// Identifier.
        pub id: Id,
        /// Short name, such as "Canary 5 %".
        pub name: String,
        /// Share of live traffic, in percent, 0 to 100.
        pub traffic_percent: f64,
        /// How long it is held, in hours.
        pub duration_hours: f64,
        /// Gates that must pass before the next stage.
        pub promotion_gates: Vec<Id>,
        /// Who lets it go on, when a person must; empty when automatic.
        pub approver: String,
        /// What is done or checked in this stage.
        pub note: String,
        ..extra
    }
}

words! {
    /// How traffic moves to the new version.
    pub enum Strategy {
        /// A growing share of traffic.
        #[default]
        Canary = "Canary",
        /// Two full environments and one switch.
        BlueGreen = "Blue-green",
        /// A copy of traffic that no user sees.
        Shadow = "Shadow",
        /// A fixed split for a fixed time, compared statistically.
        AbTest = "A/B test",
        /// Everything at once.
        BigBang = "Big-bang",
    }
}

impl Release {
    /// Makes shares of traffic in percent and hours the stages. A stage of the same share stays, without its note if it
    /// is held for another time; another takes the gates and the approver of the stage that stood in its place. `fresh`
    /// gives a further one its identifier.
    pub fn set_stages(&mut self, steps: &[(f64, f64)], fresh: &mut dyn FnMut(usize) -> Id) {
        let former = std::mem::take(&mut self.stages);
        let mut taken = vec![false; former.len()];
        let mut same: Vec<Option<usize>> = Vec::new();
        for (share, _) in steps {
            let found = (0..former.len()).find(|at| !taken[*at] && former[*at].traffic_percent == *share);
            found.into_iter().for_each(|at| taken[at] = true);
            same.push(found);
        }
        for (place, (traffic_percent, duration_hours)) in steps.iter().enumerate() {
            let name = if *traffic_percent == 0.0 { "Shadow".to_owned() } else { format!("{traffic_percent} %") };
            let stage = match (same[place].map(|at| &former[at]), former.get(place)) {
                (Some(stage), _) if stage.duration_hours == *duration_hours => stage.clone(),
                (Some(stage), _) => Stage { note: String::new(), ..stage.clone() },
                (None, Some(before)) => {
                    let id = if std::mem::replace(&mut taken[place], true) { fresh(place) } else { before.id.clone() };
                    Stage { id, name, note: String::new(), ..before.clone() }
                }
                (None, None) => Stage { id: fresh(place), name, ..Stage::default() },
            };
            self.stages.push(Stage { traffic_percent: *traffic_percent, duration_hours: *duration_hours, ..stage });
        }
    }
}

impl Strategy {
    /// Whether it moves all traffic in one step.
    pub fn moves_at_once(self) -> bool {
        matches!(self, Self::BlueGreen | Self::BigBang)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stages_of_the_same_share_stay_and_others_keep_gates_and_approvers() {
        let stage = |id: &str, name: &str, traffic_percent, duration_hours| Stage {
            id: id.into(),
            name: name.to_owned(),
            traffic_percent,
            duration_hours,
            promotion_gates: vec![Id(format!("gate-{id}"))],
            approver: format!("approver of {id}"),
            note: format!("note of {id}"),
            ..Stage::default()
        };
        let mut release = Release {
            stages: vec![stage("a", "Some", 5.0, 24.0), stage("b", "More", 25.0, 24.0), stage("c", "All", 100.0, 48.0)],
            ..Release::default()
        };
        let mut fresh = |place: usize| Id(format!("fresh-{place}"));
        release.set_stages(&[(0.0, 2.0), (25.0, 2.0), (50.0, 2.0), (100.0, 48.0)], &mut fresh);
        let said: Vec<_> = release
            .stages
            .iter()
            .map(|one| [one.id.as_str(), &one.name, one.promotion_gates.first().map_or("", Id::as_str), &one.note])
            .collect();
        let expected = [
            ["a", "Shadow", "gate-a", ""],
            ["b", "More", "gate-b", ""],
            ["fresh-2", "50 %", "gate-c", ""],
            ["c", "All", "gate-c", "note of c"],
        ];
        assert_eq!(said, expected);
    }
}

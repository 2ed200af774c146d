//! The decision under gates: who would be released if everything uncertain were known.

use crate::package::{Id, settings::Scope};
use crate::sorted_map::SortedMap;

record! {
    /// Who would be released if everything uncertain were known. In every draw a blocker holds when the drawn value
    /// lies on the good side, an alternative can be released when all its blockers hold, and the best of those by the
    /// package's method is chosen, or nobody. No data never holds; a waived gate does.
    pub struct DecisionFinding {
        /// Which alternatives the other statements on how sure the answer is are about.
        pub scope: Scope,
        /// Draws made.
        pub draws: u32,
        /// By alternative, the probability, 0 to 1, that it is chosen at the stated weights.
        pub chosen: SortedMap<Id, f64>,
        /// The probability, 0 to 1, that nobody can be released.
        pub nobody: f64,
        /// By alternative, the probability, 0 to 1, that it is chosen when weights are drawn at random too.
        pub chosen_at_any_weights: SortedMap<Id, f64>,
        /// By alternative, the probability, 0 to 1, that it can be released.
        pub releasable: SortedMap<Id, f64>,
        /// By gate and by alternative, the probability, 0 to 1, that the gate holds.
        pub holds: SortedMap<Id, SortedMap<Id, f64>>,
        /// Gates that count as met because they are waived.
        pub waived: Vec<WaivedGate>,
        /// What knowing one value would do for the decision, most first; at most 120.
        pub evidence_value: Vec<DecisionEvidence>,
        /// What more rows would do; empty when nothing rests on rows.
        pub waiting: Vec<Waiting>,
    }

    /// A gate that is waived for an alternative.
    pub struct WaivedGate {
        /// The gate.
        pub gate: Id,
        /// The alternative.
        pub alternative: Id,
    }

    /// What knowing one uncertain value would do for the decision.
    pub struct DecisionEvidence {
        /// The measure it is an estimate of; absent for a stated value or a cost.
        pub measure: Option<Id>,
        /// Whose value.
        pub alternative: Id,
        /// The criteria it counts for; none when only gates rest on it.
        pub criteria: Vec<Id>,
        /// How much more likely, 0 to 1, the decision would be the right one; 0 where chance in the draws hides it.
        pub value: f64,
    }

    /// What more rows would do for the decision.
    pub struct Waiting {
        /// Rows added, as a multiple of the rows at hand: 0.25, 1 or 3.
        pub rows_factor: f64,
        /// How many rows that is for each value, where all rest on about equally many.
        pub rows: Option<u64>,
        /// The chance, 0 to 1, that the decision turns when all measures have more rows.
        pub turns: f64,
        /// The same when only one measure has.
        pub measures: Vec<MeasureWaiting>,
    }

    /// What more rows of one measure would do.
    pub struct MeasureWaiting {
        /// The measure.
        pub measure: Id,
        /// The chance, 0 to 1, that the decision turns.
        pub turns: f64,
    }
}

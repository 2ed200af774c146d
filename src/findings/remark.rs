//! What a reader should know about weights and scores.

use crate::package::Id;

record! {
    /// Something a reader should know about weights or scores.
    pub struct Remark {
        /// Whose weights it is about, where profiles are blended.
        pub profile: Option<Id>,
        /// What it is.
        pub fact: Fact,
    }
}

choice! {
    /// A fact about weights or scores that changes how they are to be read.
    #[derive(Default)]
    pub enum Fact {
        /// There is no alternative.
        #[default]
        NoAlternative,
        /// There is no criterion.
        NoCriterion,
        /// No criterion has a value for every alternative.
        NoCompleteCriterion,
        /// Criteria whose values are too great, or too near each other, to be computed with.
        BeyondComputing {
            /// Those criteria.
            criteria: Vec<Id>,
        },
        /// An alternative is not ranked, because values are missing.
        ValuesMissing {
            /// The alternative.
            alternative: Id,
            /// Criteria without a value.
            criteria: Vec<Id>,
        },
        /// For missing values the worst of the scale is assumed.
        WorstAssumed {
            /// The alternative.
            alternative: Id,
            /// Criteria without a value.
            criteria: Vec<Id>,
        },
        /// For missing values the middle of the scale is scored.
        MiddleAssumed {
            /// The alternative.
            alternative: Id,
            /// Criteria without a value.
            criteria: Vec<Id>,
        },
        /// A criterion is left out for all.
        LeftOut {
            /// The criterion.
            criterion: Id,
            /// Alternatives it has no value for.
            alternatives: Vec<Id>,
        },
        /// The criteria that are kept have no weight, so they count equally.
        KeptWithoutWeight,
        /// Only one alternative is ranked.
        OneAlternative,
        /// All alternatives have the same values.
        AllTheSame,
        /// A criterion is the same for every alternative.
        DecidesNothing {
            /// The criterion.
            criterion: Id,
        },
        /// A criterion's scale runs against its direction, which is followed.
        ScaleAgainstDirection {
            /// The criterion.
            criterion: Id,
        },
        /// The winner is first only because criteria have no stated scale.
        FirstByLocalScale {
            /// The winner.
            winner: Id,
            /// Those criteria.
            criteria: Vec<Id>,
            /// Who would be first if they were measured from zero.
            other: Id,
            /// Whether the winner shares the first place.
            shared: bool,
        },
        /// Nobody has stated weights.
        NoWeights,
        /// No criterion has any weight, so all count the same.
        AllWeightsZero,
        /// Criteria that the ranking does not name share its last places.
        Unranked {
            /// Those criteria.
            criteria: Vec<Id>,
        },
        /// Criteria that are not compared with the others.
        NotCompared {
            /// Those criteria.
            criteria: Vec<Id>,
        },
        /// Pairwise comparisons contradict each other.
        Contradictory {
            /// Consistency ratio (Saaty 1980); at most 0.1 is sound.
            ratio: f64,
            /// Of the comparison that fits least, the criterion said to count more.
            more: Id,
            /// The criterion it is compared with.
            less: Id,
            /// The ratio stated.
            stated: f64,
            /// The ratio of the resulting weights.
            implied: f64,
        },
        /// The ranges of the weights leave none that sum to 1, so all weights are drawn.
        RangesLeaveNone,
    }
}

impl From<Fact> for Remark {
    fn from(fact: Fact) -> Self {
        Self { profile: None, fact }
    }
}

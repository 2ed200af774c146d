//! What a complete package needs.

use super::Screen;
use crate::package::Id;

record! {
    /// One thing a complete package needs.
    pub struct RequiredItem {
        /// Such as `boundary`.
        pub id: String,
        /// How many the package asks for, where it says so itself; the usual number otherwise.
        pub least: Option<u32>,
        /// The screen where it belongs.
        pub screen: Screen,
        /// The field or record within the screen, as an element's id; empty for the screen as a whole.
        pub anchor: String,
        /// Whether it is there.
        pub done: bool,
        /// What is there, or what exactly is missing.
        pub found: Found,
    }

    /// A record that lacks something.
    pub struct Lacking {
        /// The record.
        pub record: Id,
        /// Its name; empty when it has none.
        pub name: String,
        /// Its place in its list, from 1.
        pub place: u32,
        /// What it lacks.
        pub parts: Vec<RecordPart>,
    }

    /// A criterion without a value for some alternatives.
    pub struct Unvalued {
        /// The criterion.
        pub criterion: Id,
        /// Alternatives it has no value for.
        pub alternatives: Vec<Id>,
    }

    /// How long the memo is once what is computed stands in it.
    pub struct MemoLength {
        /// Its words, as readers count them.
        pub words: u32,
        /// Placeholders that stand for nothing in the package.
        pub unknown: Vec<String>,
    }
}

choice! {
    /// What is there of something required.
    #[derive(Default)]
    pub enum Found {
        /// No check of this version knows what is asked for.
        #[default]
        UnknownCheck,
        /// Something to be stated: a text, a date, a number.
        Statement {
            /// Whether it is.
            stated: bool,
        },
        /// A text that has to be one paragraph.
        Paragraphs {
            /// Paragraphs it has.
            count: u32,
        },
        /// Something of which there must be so many.
        Count {
            /// How many there are.
            count: u32,
            /// How many are asked for.
            least: u32,
        },
        /// Records, each of which must have its parts.
        Records {
            /// How many there are.
            count: u32,
            /// Those that lack something.
            lacking: Vec<Lacking>,
        },
        /// Stakeholders.
        Stakeholders {
            /// Those with a role.
            named: u32,
            /// Whether one of them is accountable.
            accountable: bool,
        },
        /// Measures of telemetry.
        Measures {
            /// Datasets there are.
            datasets: u32,
            /// Measures there are.
            count: u32,
            /// Measures with a value for an alternative.
            valued: u32,
        },
        /// A value of each criterion for each alternative.
        Values {
            /// Criteria there are.
            criteria: u32,
            /// Those without a value somewhere.
            without: Vec<Unvalued>,
        },
        /// Weights of the criteria.
        Weights {
            /// Criteria there are.
            criteria: u32,
            /// Those with a weight above 0.
            weighted: u32,
        },
        /// The scoring table.
        Ranks {
            /// Whether something keeps it from being scored at all.
            blocked: bool,
            /// Alternatives there are.
            alternatives: u32,
            /// Those with a rank.
            ranked: u32,
        },
        /// The alternative recommended.
        Recommendation {
            /// Which; absent when none can be released and none is recommended.
            alternative: Option<Id>,
            /// Whether it can be released.
            releasable: bool,
        },
        /// Why another than the first in rank is recommended.
        Reason {
            /// The alternative that ranks first.
            first: Id,
            /// The one recommended.
            recommended: Id,
            /// Whether a reason is written.
            written: bool,
        },
        /// Release stages.
        Stages {
            /// How many there are.
            count: u32,
            /// The last one, unless it reaches all traffic.
            short_of_all: Option<Id>,
            /// The first one with less traffic than the one before it.
            shrinking: Option<Id>,
        },
        /// Monitors that roll the release back.
        Triggers {
            /// How many there are.
            count: u32,
            /// Those with a critical threshold and something to roll back.
            ready: Vec<Id>,
        },
        /// The review's completion gate.
        Completion {
            /// Items it has.
            count: u32,
            /// Those that do not hold.
            open: Vec<Id>,
        },
        /// The memo.
        Memo {
            /// Its words.
            words: u32,
            /// Placeholders in it that stand for nothing in the package.
            unknown: Vec<String>,
        },
    }
}

words! {
    /// A part that a record must have.
    pub enum RecordPart {
        /// Its name.
        #[default]
        Name = "a name",
        /// What it is.
        Description = "a description",
        /// Its limits.
        Limits = "a note on its limits",
        /// What real data would change.
        WithRealData = "a note on what real data would change",
        /// What it is.
        What = "a description",
        /// Its question.
        Question = "a question",
        /// An owner.
        Owner = "an owner",
        /// A strength.
        Strength = "a strength",
        /// A risk.
        Risk = "a risk",
        /// Its evidence.
        Evidence = "evidence",
        /// A rationale for its judged values.
        Rationale = "a reason for its judged values",
        /// A measure.
        Measure = "a measure",
        /// A threshold a person set.
        Threshold = "a threshold that somebody set",
        /// A direction a person set.
        Direction = "a direction that somebody set",
        /// A part of its waiver.
        Waiver = "a part of its waiver",
        /// A mitigation.
        Mitigation = "a mitigation",
        /// A monitor or an acceptance.
        Detection = "a monitor or an acceptance",
        /// A cause.
        Cause = "a cause",
        /// An event.
        Event = "an event",
        /// A consequence.
        Consequence = "a consequence",
        /// An inherent rating.
        InherentRating = "an inherent rating",
        /// A residual rating.
        ResidualRating = "a residual rating",
        /// A promotion gate or an approver.
        Promotion = "a promotion gate or an approver",
        /// The version gone back to.
        PreviousVersion = "a version to go back to",
        /// An action.
        Action = "an action",
        /// A metric.
        Metric = "a metric",
        /// A source.
        Source = "a source",
        /// A window.
        Window = "a window",
        /// A warning threshold.
        Warning = "a warning threshold",
        /// A critical threshold.
        Critical = "a critical threshold",
        /// Whom it alerts.
        AlertTo = "somebody to alert",
        /// A runbook.
        Runbook = "a runbook",
        /// An answer.
        Answer = "an answer",
        /// Points.
        Points = "points",
        /// A path.
        Path = "a path",
        /// A purpose.
        Purpose = "a purpose",
        /// A promise of how fast it answers.
        LatencyPromise = "a promise of how fast it answers",
        /// A promise of how large requests and answers are.
        SizePromise = "a promise of how large requests and answers are",
        /// When it happens.
        When = "a word on when it happens",
        /// A body.
        Body = "a body",
        /// What it means.
        Meaning = "a meaning",
        /// An expected result.
        ExpectedResult = "an expected result",
        /// A run that passed.
        PassedRun = "a run that passed",
        /// When it was run, and where that can be seen.
        RunEvidence = "the date of its run and where it can be seen",
    }
}

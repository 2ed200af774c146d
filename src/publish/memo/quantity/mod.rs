//! Quantities that the memo may name: each is computed from the package and its findings.

mod offer;
mod value;

pub use offer::{Offered, offered};
pub use value::Computed;
pub(crate) use value::ranked;

use crate::package::Id;

/// Declares a closed set of names.
macro_rules! names {
    ($($(#[$meta:meta])* pub enum $set:ident { $($(#[$variant_meta:meta])* $variant:ident = $name:literal,)* })*) => {$(
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum $set { $($(#[$variant_meta])* $variant,)* }

        impl $set {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            fn parse(name: &str) -> Option<Self> {
                match name {
                    $($name => Some(Self::$variant),)*
                    _ => None,
                }
            }
        }

        impl std::fmt::Display for $set {
            fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                out.write_str(match self { $(Self::$variant => $name,)* })
            }
        }
    )*};
}

/// Declares the quantities by what follows their name: nothing, identifiers of records, or a part of something.
macro_rules! quantities {
    (
        alone { $($(#[$alone_meta:meta])* $alone:ident = $alone_name:literal,)* }
        part { $($(#[$part_meta:meta])* $part:ident($part_set:ident) = $part_name:literal,)* }
        record { $($(#[$record_meta:meta])* $record:ident = $record_name:literal,)* }
        record_part { $($(#[$of_meta:meta])* $of:ident($of_set:ident) = $of_name:literal,)* }
        pair { $($(#[$pair_meta:meta])* $pair:ident = $pair_name:literal,)* }
        pair_part { $($(#[$cell_meta:meta])* $cell:ident($cell_set:ident) = $cell_name:literal,)* }
    ) => {
        /// Something computed, by name. A name is a word, then the identifiers of records and the part wanted, each
        /// after a colon: `lead`, `score:assisted`, `gate:gate-quality:assisted:verdict`.
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub enum Quantity {
            $($(#[$alone_meta])* $alone,)*
            $($(#[$part_meta])* $part($part_set),)*
            $($(#[$record_meta])* $record(Id),)*
            $($(#[$of_meta])* $of(Id, $of_set),)*
            $($(#[$pair_meta])* $pair(Id, Id),)*
            $($(#[$cell_meta])* $cell(Id, Id, $cell_set),)*
        }

        impl Quantity {
            /// The quantity of this name; nothing when no quantity has such a name. Whether its records are there is
            /// known only when it is computed.
            pub fn parse(name: &str) -> Option<Self> {
                let parts: Vec<&str> = name.split(':').map(str::trim).collect();
                match parts.join(":").as_str() {
                    $($alone_name => return Some(Self::$alone),)*
                    _ => {}
                }
                let id = |id: &&str| Id::from(*id);
                match parts.as_slice() {
                    $([$part_name, part] => $part_set::parse(part).map(Self::$part),)*
                    $([$record_name, record] => Some(Self::$record(id(record))),)*
                    $([$of_name, record, part] => Some(Self::$of(id(record), $of_set::parse(part)?)),)*
                    $([$pair_name, one, other] => Some(Self::$pair(id(one), id(other))),)*
                    $([$cell_name, one, other, part] => Some(Self::$cell(id(one), id(other), $cell_set::parse(part)?)),)*
                    _ => None,
                }
            }
        }

        impl std::fmt::Display for Quantity {
            fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                match self {
                    $(Self::$alone => out.write_str($alone_name),)*
                    $(Self::$part(part) => write!(out, "{}:{part}", $part_name),)*
                    $(Self::$record(record) => write!(out, "{}:{record}", $record_name),)*
                    $(Self::$of(record, part) => write!(out, "{}:{record}:{part}", $of_name),)*
                    $(Self::$pair(one, other) => write!(out, "{}:{one}:{other}", $pair_name),)*
                    $(Self::$cell(one, other, part) => write!(out, "{}:{one}:{other}:{part}", $cell_name),)*
                }
            }
        }
    };
}

quantities! {
    alone {
        /// The verdict on the release.
        Outcome = "outcome",
        /// The verdict in a sentence.
        OutcomeSentence = "outcome:sentence",
        /// The name of the alternative that the verdict is about.
        Alternative = "alternative",
        /// The name of the alternative with the best score.
        First = "first",
        /// The name of the alternative with the second best score.
        Second = "second",
        /// By how much the best score leads, as far as its digits are shown.
        Lead = "lead",
        /// The time within which everybody is back after a rollback.
        Objective = "objective",
        /// Which assumption the cost depends on most.
        CostSentence = "cost:sentence",
    }
    part {
        /// How many there are of something.
        Count(Counted) = "count",
    }
    record {
        /// An alternative's name.
        Name = "name",
        /// An alternative's score by the package's method.
        Score = "score",
        /// An alternative's rank, 1 for the best.
        Rank = "rank",
        /// An alternative's closeness to the ideal, 0 to 1.
        Topsis = "topsis",
        /// An alternative's net outranking flow, −1 to 1.
        Promethee = "promethee",
        /// Whether an alternative may be released: yes, or no.
        Releasable = "releasable",
        /// An alternative's probability of the best score under the measured uncertainty, in percent.
        Certainty = "certainty",
        /// Points of weight to move until an alternative wins.
        Shift = "shift",
        /// An alternative's monthly cost by the cost model, in its currency.
        Cost = "cost",
        /// A criterion's weight, in percent.
        Weight = "weight",
        /// A gate's threshold, in the unit of its measure.
        Threshold = "threshold",
        /// A risk's probability times impact before treatment, 1 to 25.
        Inherent = "inherent",
        /// A risk's probability times impact after treatment, 1 to 25.
        Residual = "residual",
    }
    record_part {
        /// A stage of the release.
        Stage(StagePart) = "stage",
        /// A monitor's threshold, in its unit.
        Monitor(Threshold) = "monitor",
        /// A promise of an endpoint of the interface contract.
        Endpoint(Promise) = "endpoint",
    }
    pair {
        /// The value on a criterion, in its unit, of an alternative.
        Value = "value",
        /// What the value on a criterion is worth, 0 to 1, of an alternative.
        Worth = "worth",
        /// What a criterion adds to the weighted sum, 0 to 1, of an alternative.
        Contribution = "contribution",
    }
    pair_part {
        /// A gate judged for an alternative.
        Gate(Judged) = "gate",
        /// A measure estimated for an alternative.
        Measure(Estimated) = "measure",
    }
}

names! {
    /// What can be counted.
    pub enum Counted {
        /// Alternatives compared.
        Alternatives = "alternatives",
        /// Criteria.
        Criteria = "criteria",
        /// Acceptance gates.
        Gates = "gates",
        /// Measures.
        Measures = "measures",
        /// Risks in the log.
        Risks = "risks",
        /// Risks whose residual exposure is above the appetite.
        AboveAppetite = "above-appetite",
        /// Failure modes.
        FailureModes = "failure-modes",
        /// Monitors.
        Monitors = "monitors",
        /// Stages of the release.
        Stages = "stages",
        /// Open questions.
        Questions = "questions",
        /// Pieces of evidence still required.
        Evidence = "evidence",
        /// Endpoints of the interface contract.
        Endpoints = "endpoints",
        /// Fields of the interface contract.
        InterfaceFields = "interface-fields",
        /// Errors of the interface contract.
        Errors = "errors",
        /// Examples of the interface contract.
        Examples = "examples",
        /// Steps of the smoke test.
        SmokeSteps = "smoke-steps",
        /// Steps of the smoke test that passed when they were last run.
        SmokePassed = "smoke-passed",
    }

    /// A promise of an endpoint.
    pub enum Promise {
        /// Within how many milliseconds it answers in 95 of 100 cases.
        Latency = "latency",
        /// The largest body of a request.
        RequestSize = "request-size",
        /// The largest body of an answer.
        ResponseSize = "response-size",
    }

    /// A part of a stage.
    pub enum StagePart {
        /// Its share of the traffic, in percent.
        Traffic = "traffic",
        /// How long it is held.
        Duration = "duration",
    }

    /// A threshold of a monitor.
    pub enum Threshold {
        /// From which it warns.
        Warning = "warning",
        /// From which it is critical.
        Critical = "critical",
    }

    /// A part of a gate's finding.
    pub enum Judged {
        /// The observed value, in the unit of the gate's measure.
        Value = "value",
        /// The lower end of its interval.
        Low = "low",
        /// The upper end of its interval.
        High = "high",
        /// Rows it rests on.
        Rows = "n",
        /// Rows at which the observed value would decide.
        Needed = "needed",
        /// How far the value clears the threshold.
        Margin = "margin",
        /// The verdict.
        Verdict = "verdict",
        /// The verdict in a sentence.
        Sentence = "sentence",
    }

    /// A part of an estimate.
    pub enum Estimated {
        /// The value, in the measure's unit.
        Value = "value",
        /// The lower end of its interval.
        Low = "low",
        /// The upper end of its interval.
        High = "high",
        /// Rows used.
        Rows = "n",
        /// Rows without a value.
        Missing = "missing",
    }
}

impl Quantity {
    /// As it stands in the memo's text: `{{score:assisted}}`.
    pub fn placeholder(&self) -> String {
        format!("{{{{{self}}}}}")
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use proptest::sample::select;

    use super::*;

    /// Identifiers as the program makes them.
    fn id() -> impl Strategy<Value = Id> {
        "[a-z]{1,8}-[a-z0-9-]{1,8}".prop_map(Id)
    }

    fn quantity() -> impl Strategy<Value = Quantity> {
        use Quantity::*;
        let alone = vec![Outcome, OutcomeSentence, Alternative, First, Second, Lead, Objective, CostSentence];
        let record: Vec<fn(Id) -> Quantity> = vec![
            Name, Score, Rank, Topsis, Promethee, Releasable, Certainty, Shift, Cost, Weight, Threshold, Inherent,
            Residual,
        ];
        let pair: Vec<fn(Id, Id) -> Quantity> = vec![Value, Worth, Contribution];
        prop_oneof![
            select(alone),
            select(Counted::ALL).prop_map(Count),
            (select(record), id()).prop_map(|(of, id)| of(id)),
            (id(), select(StagePart::ALL)).prop_map(|(id, part)| Stage(id, part)),
            (id(), select(super::Threshold::ALL)).prop_map(|(id, part)| Monitor(id, part)),
            (id(), select(Promise::ALL)).prop_map(|(id, part)| Endpoint(id, part)),
            (select(pair), id(), id()).prop_map(|(of, one, other)| of(one, other)),
            (id(), id(), select(Judged::ALL)).prop_map(|(one, other, part)| Gate(one, other, part)),
            (id(), id(), select(Estimated::ALL)).prop_map(|(one, other, part)| Measure(one, other, part)),
        ]
    }

    proptest! {
        #[test]
        fn a_name_stands_for_its_quantity(quantity in quantity()) {
            prop_assert_eq!(Quantity::parse(&quantity.to_string()), Some(quantity));
        }

        #[test]
        fn a_name_that_is_understood_is_written_alike(name in "[a-z]{1,8}(:[a-z-]{1,8}){0,3}") {
            if let Some(quantity) = Quantity::parse(&name) {
                prop_assert_eq!(quantity.to_string(), name);
            }
        }
    }

    #[test]
    fn names_are_read_with_spaces_and_no_others_are() {
        assert_eq!(Quantity::parse(" score : a "), Some(Quantity::Score("a".into())));
        for name in ["", "price", "score", "score:a:b", "gate:a:b", "gate:a:b:price", "count:sheep", "lead:a"] {
            assert_eq!(Quantity::parse(name), None, "{name}");
        }
    }
}

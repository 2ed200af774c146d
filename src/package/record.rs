//! The form every record of the document has.

use std::collections::BTreeMap;

use super::{
    Alternative, Criterion, FailureMode, Gate, Id, Monitor, Package, Risk, charter, cost, evidence, memo, release,
    review, weighting,
};

/// Fields this version does not know, kept as they came and written back.
pub type Extra = BTreeMap<String, serde_json::Value>;

/// Declares records: plain public fields, every one optional when read, unknown ones kept in `extra`.
macro_rules! record {
    ($($(#[$meta:meta])* pub struct $name:ident { $($(#[$field_meta:meta])* pub $field:ident: $kind:ty,)* })*) => {$(
        $(#[$meta])*
        #[derive(Clone, Debug, Default, PartialEq, serde::Serialize)]
        #[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
        #[serde(default)]
        pub struct $name {
            $($(#[$field_meta])* pub $field: $kind,)*
            /// Fields this version does not know, kept as they came and written back.
            #[serde(flatten)]
            pub extra: $crate::package::Extra,
        }

        // A fifth of the code that serde would derive for a flattened record.
        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let mut fields = $crate::package::document::fields(deserializer)?;
                Ok(Self {
                    $($field: $crate::package::document::take(&mut fields, stringify!($field))
                        .map_err(serde::de::Error::custom)?,)*
                    extra: fields.into_iter().collect(),
                })
            }
        }
    )*};
}

/// Declares a closed set of words: `snake_case` in JSON, each with its label for people.
macro_rules! words {
    ($($(#[$meta:meta])* pub enum $name:ident { $($(#[$variant_meta:meta])* $variant:ident = $label:literal,)* })*) => {$(
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        #[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
        #[serde(rename_all = "snake_case")]
        pub enum $name { $($(#[$variant_meta])* $variant,)* }

        impl $name {
            /// Every word, in the order people expect them.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The word as shown to people.
            pub const fn label(self) -> &'static str {
                match self { $(Self::$variant => $label,)* }
            }
        }

        impl $crate::package::Word for $name {
            const WORDS: &'static [Self] = Self::ALL;

            fn word(self) -> &'static str {
                self.label()
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                out.write_str(self.label())
            }
        }
    )*};
}

/// A closed set of words people choose from.
pub trait Word: Copy + PartialEq + Send + Sync + 'static {
    /// Every word, in the order people expect them.
    const WORDS: &'static [Self];

    /// The word as shown to people.
    fn word(self) -> &'static str;
}

/// A record that stands in one of the package's lists and is named by its identifier.
pub trait Record: Clone + Send + Sync + 'static {
    /// What its identifiers begin with, and what one of them is called: "risk".
    const NOUN: &'static str;

    /// Its identifier.
    fn id(&self) -> &Id;

    /// A blank one of this identifier.
    fn blank(id: Id) -> Self;

    /// The package's list of them.
    fn list(package: &Package) -> &Vec<Self>;

    /// The package's list of them, for change.
    fn list_mut(package: &mut Package) -> &mut Vec<Self>;

    /// The one with this identifier.
    fn find<'a>(package: &'a Package, id: &Id) -> Option<&'a Self> {
        Self::list(package).iter().find(|record| record.id() == id)
    }

    /// The one with this identifier, for change.
    fn find_mut<'a>(package: &'a mut Package, id: &Id) -> Option<&'a mut Self> {
        Self::list_mut(package).iter_mut().find(|record| record.id() == id)
    }
}

macro_rules! records {
    ($($kind:ty = $noun:literal in $($path:ident).+;)*) => {$(
        impl Record for $kind {
            const NOUN: &'static str = $noun;

            fn id(&self) -> &Id {
                &self.id
            }

            fn blank(id: Id) -> Self {
                Self { id, ..Self::default() }
            }

            fn list(package: &Package) -> &Vec<Self> {
                &package.$($path).+
            }

            fn list_mut(package: &mut Package) -> &mut Vec<Self> {
                &mut package.$($path).+
            }
        }
    )*};
}

records! {
    charter::Stakeholder = "stakeholder" in charter.stakeholders;
    evidence::EvidenceSource = "source" in evidence.sources;
    evidence::Dataset = "dataset" in evidence.datasets;
    evidence::Measure = "measure" in evidence.measures;
    Alternative = "alternative" in alternatives;
    Criterion = "criterion" in criteria;
    cost::ServingStack = "serving stack" in cost.stacks;
    weighting::WeightProfile = "profile" in weighting.profiles;
    Gate = "gate" in gates;
    FailureMode = "failure mode" in failure_modes;
    Risk = "risk" in risks;
    Monitor = "monitor" in monitors;
    release::Stage = "stage" in release.stages;
    release::RollbackVersion = "rollback target" in release.rollback.targets;
    release::RollbackStep = "rollback step" in release.rollback.steps;
    review::SignOff = "sign-off" in review.sign_offs;
    memo::OpenQuestion = "question" in open_questions;
    memo::AdditionalEvidence = "evidence" in additional_evidence;
}

//! The parts of the screen, of which one is shown.

use crate::package::cost::ServingStack;
use crate::package::scenario::Scenario;
use crate::package::weighting::WeightProfile;
use crate::package::{Id, Package, Record};
use crate::ui::part;

/// A part of the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// Who scores what.
    Compare,
    /// How much each criterion counts.
    Weights,
    /// How sure the answer is, what would change it, what to measure next.
    HowSure,
    /// Alternatives, criteria and values.
    Inputs,
    /// The cost model.
    Cost,
}

impl part::Part for Part {
    const ALL: &'static [Self] = &[Self::Compare, Self::Weights, Self::HowSure, Self::Inputs, Self::Cost];
    const SCREEN: &'static str = "alternatives";

    fn label(self) -> &'static str {
        match self {
            Self::Compare => "Compare",
            Self::Weights => "Weights",
            Self::HowSure => "How sure",
            Self::Inputs => "Inputs",
            Self::Cost => "Cost",
        }
    }

    fn address(self) -> &'static str {
        match self {
            Self::Compare => "compare",
            Self::Weights => "weights",
            Self::HowSure => "how-sure",
            Self::Inputs => "inputs",
            Self::Cost => "cost",
        }
    }

    fn of(anchor: &str, package: &Package) -> Option<Self> {
        let id = Id::from(anchor);
        Some(match anchor {
            "scores" | "field-scores" | "field-missing" | "field-method" | "field-normalisation" => Self::Compare,
            "field-weights" | "field-weighting-rule" | "scenarios" => Self::Weights,
            "certainty" | "what-changes-it" | "measure-next" => Self::HowSure,
            "compared" | "field-alternatives" | "criteria" | "field-criteria" | "table" => Self::Inputs,
            "cost-model" | "serving-stacks" => Self::Cost,
            _ if package.alternative(&id).is_some() || package.criterion(&id).is_some() => Self::Inputs,
            _ if ServingStack::find(package, &id).is_some() => Self::Cost,
            _ if WeightProfile::find(package, &id).is_some() || Scenario::find(package, &id).is_some() => Self::Weights,
            _ if anchor.starts_with("weight-") || anchor.starts_with("pair-") => Self::Weights,
            _ => return None,
        })
    }

    fn first(package: &Package) -> Self {
        if package.alternatives.is_empty() || package.criteria.is_empty() { Self::Inputs } else { Self::Compare }
    }
}

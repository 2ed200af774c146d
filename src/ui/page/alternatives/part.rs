//! The parts of the screen, of which one is shown.

use crate::package::cost::ServingStack;
use crate::package::scenario::Scenario;
use crate::package::weighting::WeightProfile;
use crate::package::{Id, Package, Record};
use crate::ui::prelude::*;
use crate::ui::route;
use crate::ui::workbench::Workbench;

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

impl Part {
    /// Every part, in the order of the tabs.
    pub const ALL: [Self; 5] = [Self::Compare, Self::Weights, Self::HowSure, Self::Inputs, Self::Cost];

    /// Its name on the tab.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Compare => "Compare",
            Self::Weights => "Weights",
            Self::HowSure => "How sure",
            Self::Inputs => "Inputs",
            Self::Cost => "Cost",
        }
    }

    /// Its address within the screen.
    pub const fn address(self) -> &'static str {
        match self {
            Self::Compare => "compare",
            Self::Weights => "weights",
            Self::HowSure => "how-sure",
            Self::Inputs => "inputs",
            Self::Cost => "cost",
        }
    }

    /// Where an element of the screen stands: a section, a field, or a record of the package.
    fn of(anchor: &str, package: &Package) -> Option<Self> {
        if let Some(part) = Self::ALL.into_iter().find(|part| part.address() == anchor) {
            return Some(part);
        }
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

    /// The part the address asks for, followed; without one, what is to be entered first, or else the comparison.
    pub fn watch(workbench: Workbench) -> RwSignal<Self> {
        let asked = move || route::anchor().and_then(|anchor| Self::of(&anchor, &workbench.package_now()));
        let part = RwSignal::new(asked().unwrap_or_else(|| {
            let package = workbench.package_now();
            if package.alternatives.is_empty() || package.criteria.is_empty() { Self::Inputs } else { Self::Compare }
        }));
        on_window(ev::hashchange, move |_| {
            let Some(next) = asked().filter(|next| part.get_untracked() != *next) else { return };
            part.set(next);
        });
        part
    }
}

//! The quantities most often wanted in a memo, to choose from.

use super::{Counted, Estimated, Judged, Promise, Quantity};
use crate::package::Package;

/// A quantity one may insert.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offered {
    /// What is inserted.
    pub quantity: Quantity,
    /// What it stands for: "Score of Assisted with approval".
    pub description: String,
}

impl Counted {
    /// Whether such things belong to a package of this kind.
    fn is_of(self, package: &Package) -> bool {
        match self {
            Self::Endpoints | Self::InterfaceFields | Self::Errors | Self::Examples => !package.interface.is_empty(),
            Self::SmokeSteps | Self::SmokePassed => !package.deployment.is_empty(),
            _ => true,
        }
    }

    fn description(self) -> &'static str {
        match self {
            Self::Alternatives => "alternatives compared",
            Self::Criteria => "criteria",
            Self::Gates => "acceptance gates",
            Self::Measures => "measures",
            Self::Risks => "risks in the log",
            Self::AboveAppetite => "risks above appetite",
            Self::FailureModes => "failure modes",
            Self::Monitors => "monitors",
            Self::Stages => "stages of the release",
            Self::Questions => "open questions",
            Self::Evidence => "pieces of evidence still required",
            Self::Endpoints => "endpoints of the interface contract",
            Self::InterfaceFields => "fields of the interface contract",
            Self::Errors => "errors of the interface contract",
            Self::Examples => "examples of the interface contract",
            Self::SmokeSteps => "steps of the smoke test",
            Self::SmokePassed => "steps of the smoke test that passed",
        }
    }
}

/// What may be inserted into the memo of this package.
pub fn offered(package: &Package) -> Vec<Offered> {
    let mut list = Vec::new();
    let mut add = |quantity, description: String| list.push(Offered { quantity, description });
    add(Quantity::Outcome, "The verdict on the release".into());
    add(Quantity::OutcomeSentence, "The verdict in a sentence".into());
    add(Quantity::Alternative, "The alternative the verdict is about".into());
    add(Quantity::First, "The alternative with the best score".into());
    add(Quantity::Second, "The alternative with the second best score".into());
    add(Quantity::Lead, "Lead of the best score over the second".into());
    for one in &package.alternatives {
        add(Quantity::Score(one.id.clone()), format!("Score of {}", one.name));
        add(Quantity::Rank(one.id.clone()), format!("Rank of {}", one.name));
        add(Quantity::Certainty(one.id.clone()), format!("Probability that {} has the best score", one.name));
    }
    for criterion in &package.criteria {
        add(Quantity::Weight(criterion.id.clone()), format!("Weight of {}", criterion.name));
    }
    for one in package.cost.by_alternative.keys().filter_map(|id| package.alternative(id)) {
        add(Quantity::Cost(one.id.clone()), format!("Monthly cost of {}", one.name));
    }
    if !package.cost.is_empty() {
        add(Quantity::CostSentence, "The assumption the cost depends on most".into());
    }
    for gate in &package.gates {
        for one in &package.alternatives {
            let mut of_gate = |part, what: &str| {
                let quantity = Quantity::Gate(gate.id.clone(), one.id.clone(), part);
                add(quantity, format!("{what} of gate {}, {}", gate.name, one.name));
            };
            of_gate(Judged::Verdict, "Verdict");
            of_gate(Judged::Value, "Value");
            of_gate(Judged::Sentence, "Verdict in a sentence");
        }
    }
    for measure in &package.evidence.measures {
        for one in &package.alternatives {
            let mut of_measure = |part, what: &str| {
                let quantity = Quantity::Measure(measure.id.clone(), one.id.clone(), part);
                add(quantity, format!("{}, {}{what}", measure.name, one.name));
            };
            of_measure(Estimated::Value, "");
            of_measure(Estimated::Low, ", lower end");
            of_measure(Estimated::High, ", upper end");
            of_measure(Estimated::Rows, ", rows");
        }
    }
    for risk in &package.risks {
        add(Quantity::Residual(risk.id.clone()), format!("Residual exposure of {}", risk.name));
    }
    add(Quantity::Objective, "Time objective of the rollback".into());
    for endpoint in &package.interface.endpoints {
        let called = endpoint.called();
        add(Quantity::Endpoint(endpoint.id.clone(), Promise::Latency), format!("Latency promised by {called}"));
        add(Quantity::Endpoint(endpoint.id.clone(), Promise::ResponseSize), format!("Largest answer of {called}"));
    }
    for counted in Counted::ALL.iter().filter(|counted| counted.is_of(package)) {
        add(Quantity::Count(*counted), format!("How many: {}", counted.description()));
    }
    list
}

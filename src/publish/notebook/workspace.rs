//! The assignment's workspace cell, filled.

use serde_json::Value;

use super::python::{literal, string};
use crate::package::document::Plain;
use crate::package::workspace::Workspace;

/// The cell as the assignments have it: the module, the decision, the artefact, the alternatives, the recommendation,
/// and the object made of them.
pub fn cell(workspace: &Workspace) -> String {
    let module = workspace.module.to_value();
    let heading = match &module {
        Value::Number(number) => format!("# Assignment workspace for Module {number}"),
        _ => "# Assignment workspace".to_owned(),
    };
    let recommendation = &workspace.recommendation;
    let alternative = |one: &Value| format!("    {},\n", literal(one, 1));
    let alternatives: String =
        workspace.alternatives.iter().map(Plain::to_value).map(|one| alternative(&one)).collect();
    format!(
        "{heading}\n\
         module = {}\n\
         decision = {}\n\
         artifact = {}\n\
         alternatives = [\n{alternatives}]\n\
         recommendation = {{\n    \
             \"decision\": decision,\n    \
             \"recommended_option\": {},\n    \
             \"minimum_evidence_before_pilot\": {},\n    \
             \"monitoring_metric\": {},\n    \
             \"rollback_trigger\": {},\n\
         }}\n\
         {{\"module\": module, \"artifact\": artifact, \"alternatives\": alternatives, \"recommendation\": recommendation}}",
        literal(&module, 0),
        string(&recommendation.decision),
        string(&workspace.artifact),
        string(&recommendation.recommended_option),
        literal(&recommendation.minimum_evidence_before_pilot.to_value(), 1),
        string(&recommendation.monitoring_metric),
        string(&recommendation.rollback_trigger),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::package::workspace::{Module, WorkspaceAlternative, WorkspaceRecommendation};

    #[test]
    fn it_is_the_cell_of_the_assignments() {
        let alternative = |option: &str| WorkspaceAlternative {
            option: option.to_owned(),
            strength: "fast".to_owned(),
            ..WorkspaceAlternative::default()
        };
        let workspace = Workspace {
            module: Module("5".to_owned()),
            artifact: "deployment decision package".to_owned(),
            alternatives: vec![alternative("by hand"), alternative("\"assisted\"")],
            recommendation: WorkspaceRecommendation {
                decision: "How? So.".to_owned(),
                minimum_evidence_before_pilot: vec!["audit".to_owned()],
                ..WorkspaceRecommendation::default()
            },
        };
        let expected = r#"# Assignment workspace for Module 5
module = 5
decision = "How? So."
artifact = "deployment decision package"
alternatives = [
    {"option": "by hand", "strength": "fast", "risk": "", "evidence": ""},
    {"option": "\"assisted\"", "strength": "fast", "risk": "", "evidence": ""},
]
recommendation = {
    "decision": decision,
    "recommended_option": "",
    "minimum_evidence_before_pilot": ["audit"],
    "monitoring_metric": "",
    "rollback_trigger": "",
}
{"module": module, "artifact": artifact, "alternatives": alternatives, "recommendation": recommendation}"#;
        assert_eq!(cell(&workspace), expected);
    }
}

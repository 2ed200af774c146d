//! The workspace object that the source assignments ask for, with exactly their keys.

use serde_json::Value;

use super::document::{Plain, Problem};

record! {
    /// The filled workspace object.
    pub struct Workspace {
        /// The package's module.
        pub module: Module,
        /// The package's artefact.
        pub artifact: String,
        /// One per alternative.
        pub alternatives: Vec<WorkspaceAlternative>,
        /// What is recommended.
        pub recommendation: WorkspaceRecommendation,
    }
}

record! {
    /// One alternative as the workspace object has it.
    pub struct WorkspaceAlternative {
        /// Its name.
        pub option: String,
        /// What speaks for it.
        pub strength: String,
        /// What speaks against it.
        pub risk: String,
        /// What is known about it.
        pub evidence: String,
    }
}

record! {
    /// The recommendation as the workspace object has it.
    pub struct WorkspaceRecommendation {
        /// The decision question, and its answer in a sentence.
        pub decision: String,
        /// Name of the alternative recommended; empty when none can be.
        pub recommended_option: String,
        /// What a pilot must wait for.
        pub minimum_evidence_before_pilot: Vec<String>,
        /// What is watched first.
        pub monitoring_metric: String,
        /// When it is rolled back.
        pub rollback_trigger: String,
    }
}

/// A module's name: in JSON a number where it is one, as in the assignments' code, and a text otherwise.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Module(pub String);

impl Plain for Module {
    fn to_value(&self) -> Value {
        let name = self.0.trim();
        let number = name.parse::<u64>().ok().filter(|number| number.to_string() == name);
        number.map_or_else(|| self.0.to_value(), Value::from)
    }

    fn take(&mut self, value: Value) -> Result<(), Problem> {
        match value.as_u64() {
            Some(number) => {
                self.0 = number.to_string();
                Ok(())
            }
            None => self.0.take(value),
        }
    }
}

#[cfg(not(target_arch = "wasm32"))]
impl schemars::JsonSchema for Module {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Module".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": ["integer", "string"],
            "minimum": 0,
            "description": "A module's name: a number where it is one.",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::package::document::from_value;
    use serde_json::json;

    #[test]
    fn a_module_is_a_number_where_it_is_one() {
        for (name, value) in [
            ("5", json!(5)),
            (" 17 ", json!(17)),
            ("0", json!(0)),
            ("05", json!("05")),
            ("MLOps 5", json!("MLOps 5")),
            ("", json!("")),
            ("-1", json!("-1")),
        ] {
            assert_eq!(Module(name.to_owned()).to_value(), value, "{name:?}");
        }
        assert_eq!(from_value::<Module>(json!(5)), Ok(Module("5".to_owned())));
        assert_eq!(from_value::<Module>(json!("five")), Ok(Module("five".to_owned())));
        assert!(from_value::<Module>(json!(1.5)).is_err());
    }
}

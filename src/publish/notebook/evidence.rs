//! What a notebook's code works on: the parts of package and findings that it recomputes, and the telemetry.

use serde_json::{Map, Value};

use super::python::{lines, literal, string};
use crate::findings::Findings;
use crate::package::document::Plain;
use crate::package::{Dataset, Package};
use crate::publish::json::MOST_EMBEDDED_BYTES;
use crate::publish::publication::{Loss, Material};
use crate::publish::telemetry::table_of;
use crate::telemetry::{Table, Values, generate};

/// `package = {…}`: alternatives, criteria, gates, measures, datasets and settings, named as in the package file.
pub fn package(package: &Package) -> String {
    let dataset = |dataset: &Dataset| {
        let mut value = dataset.to_value();
        if let Value::Object(fields) = &mut value {
            fields.shift_remove("source");
        }
        value
    };
    assigned(
        "package",
        [
            ("alternatives", package.alternatives.to_value()),
            ("criteria", package.criteria.to_value()),
            ("gates", package.gates.to_value()),
            ("measures", package.evidence.measures.to_value()),
            ("datasets", Value::Array(package.evidence.datasets.iter().map(dataset).collect())),
            ("settings", package.settings.to_value()),
        ],
    )
}

/// `findings = {…}`: what the code computes again, named as in the package file.
pub fn findings(findings: &Findings) -> String {
    let robustness = findings.robustness.as_ref().map(|found| {
        object([
            ("scope", found.scope.to_value()),
            ("compared", found.compared.to_value()),
            ("stability", found.stability.to_value()),
        ])
    });
    assigned(
        "findings",
        [
            ("version", findings.version.to_value()),
            ("estimates", findings.estimates.to_value()),
            ("gates", findings.gates.to_value()),
            ("weights", findings.weights.to_value()),
            ("alternatives", findings.alternatives.to_value()),
            ("robustness", robustness.unwrap_or(Value::Null)),
        ],
    )
}

/// `telemetry = {…}`: each dataset's table as CSV with the kinds of its columns, and what does not travel.
pub fn telemetry(material: &Material<'_>) -> (String, Vec<Loss>) {
    let mut code = "telemetry = {\n".to_owned();
    let mut losses = Vec::new();
    for dataset in &material.package.evidence.datasets {
        let loss = |instead: &str| Loss {
            what: format!("The telemetry of “{}”", dataset.label()),
            instead: format!("{instead}; its values are taken over from the package"),
        };
        let Some(table) = table_of(material.package, dataset, material.contents) else {
            losses.push(loss("Its data is not at hand"));
            continue;
        };
        let csv = generate::to_csv(&table);
        match String::from_utf8(csv) {
            Ok(csv) if csv.len() <= MOST_EMBEDDED_BYTES => code += &entry(dataset, &table, &csv),
            _ => losses.push(loss("It is too large to travel inside")),
        }
    }
    (code + "}\n", losses)
}

fn entry(dataset: &Dataset, table: &Table, csv: &str) -> String {
    let kind = |values: &Values| match values {
        Values::Number(_) => "number",
        Values::Text(_) => "text",
        Values::Time(_) => "time",
    };
    let kinds = table.columns.iter().map(|column| Value::from(kind(&column.values))).collect();
    format!(
        "    {}: {{\n        \"kinds\": {},\n        \"csv\": {},\n    }},\n",
        string(dataset.id.as_str()),
        literal(&Value::Array(kinds), 2),
        lines(csv, 2)
    )
}

fn assigned<const N: usize>(name: &str, fields: [(&str, Value); N]) -> String {
    format!("{name} = {}\n", literal(&object(fields), 0))
}

fn object<const N: usize>(fields: [(&str, Value); N]) -> Value {
    Value::Object(fields.into_iter().map(|(name, value)| (name.to_owned(), value)).collect::<Map<_, _>>())
}

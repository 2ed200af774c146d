//! GitHub Actions: a workflow that recomputes a package and stops the release when it may not go.

use serde_json::json;

use super::fidelity::Fidelity;
use super::yaml_file;
use crate::publish::json;
use crate::publish::publication::{Material, Publication, Written, file_name, nothing_lacks};

/// A workflow.
pub const PUBLICATION: Publication = Publication {
    name: "actions",
    label: "GitHub Actions workflow",
    purpose: "A workflow that verifies the package on every change, checks that it is complete, and keeps its publications.",
    ending: "yaml",
    media_type: "application/yaml",
    lacks: nothing_lacks,
    write,
};

fn write(material: &Material<'_>) -> Written {
    let package = material.package;
    let file = file_name(&package.title, json::PUBLICATION.ending);
    let run = |name: &str, command: &str| json!({ "name": name, "run": command });
    let document = json!({
        "name": "Release decision",
        "on": {
            "push": { "paths": ["release/**", ".github/workflows/release-decision.yaml"] },
            "pull_request": { "paths": ["release/**", ".github/workflows/release-decision.yaml"] },
            "workflow_dispatch": {},
        },
        "permissions": { "contents": "read" },
        "env": { "PACKAGE": format!("release/{file}") },
        "jobs": {
            "decide": {
                "runs-on": "ubuntu-latest",
                "timeout-minutes": 30,
                "steps": [
                    { "uses": "actions/checkout@v4", "with": { "submodules": true } },
                    { "uses": "actions/cache@v4", "with": { "path": "shipworthy/target", "key": "shipworthy-${{ runner.os }}-${{ hashFiles('shipworthy/Cargo.lock') }}" } },
                    run("Build Shipworthy", "cargo install --locked --path shipworthy --bin shipworthy --no-default-features"),
                    run("Every number follows from the package", "shipworthy verify \"$PACKAGE\""),
                    run("The package is complete", "shipworthy check \"$PACKAGE\""),
                    run("Publications", "shipworthy render zip \"$PACKAGE\" -o decision.zip"),
                    { "uses": "actions/upload-artifact@v4", "if": "always()", "with": { "name": "release-decision", "path": "decision.zip", "if-no-files-found": "ignore" } },
                ],
            },
        },
    });
    let mut fidelity = Fidelity::default();
    fidelity.exact("The package is recomputed on every change, and a number that differs fails the run.");
    fidelity.exact("A package that lacks something fails the run.");
    fidelity.absent(
        "The verdict itself",
        "A no-go is a decision, not a fault: the run fails only if the package is wrong or incomplete",
    );
    fidelity.needs(format!("The package as release/{file} in the repository."));
    fidelity.needs(
        "Shipworthy's source as the submodule “shipworthy”, and this file as .github/workflows/release-decision.yaml.",
    );
    fidelity.with(
        PUBLICATION.name,
        "GitHub Actions",
        vec![yaml_file("release-decision.yaml", &package.title, &[document])],
    )
}

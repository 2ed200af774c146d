//! The package as a notebook that any Jupyter runs: evidence inside, every number that plain Python can compute
//! computed again and held to the package's.

mod evidence;
mod python;
mod workspace;

use serde_json::{Value, json};

use super::chart::{Drawing, Frame, acceptability, decision, pipeline, risk, score, svg, sweep};
use super::markdown::text::{line, paragraphs};
use super::publication::{Material, Publication, Written, nothing_lacks};
use super::words;
use crate::package::digest;

/// The notebook.
pub const PUBLICATION: Publication = Publication {
    name: "notebook",
    label: "notebook",
    purpose: "A Jupyter notebook on Python's standard library alone: the filled workspace cell, the evidence, and scores, gates and stability computed again and held to the package's.",
    ending: "ipynb",
    media_type: "application/x-ipynb+json",
    lacks: nothing_lacks,
    write,
};

const MEASURES: &str = include_str!("measures.py");
const GATES: &str = include_str!("gates.py");
const SCORES: &str = include_str!("scores.py");
const STABILITY: &str = include_str!("stability.py");
const CHART: &str = include_str!("chart.py");

/// As wide as a page.
const SIZE: (f64, f64) = (900.0, 300.0);

fn write(material: &Material<'_>) -> Written {
    let (telemetry, losses) = evidence::telemetry(material);
    let text = format!("{:#}\n", notebook(material, &telemetry));
    Written { losses, ..Written::text(material, PUBLICATION.ending, text) }
}

/// The notebook as nbformat 4.5 has it. Outputs are those of cells that show a picture; all others are to be computed.
fn notebook(material: &Material<'_>, telemetry: &str) -> Value {
    let &Material { package, findings, .. } = material;
    let mut cells = vec![
        told("title", &introduction(material)),
        told("workspace-text", "## Workspace\n\nThe assignment's workspace cell, filled from the package."),
        code("workspace", &workspace::cell(&super::workspace::workspace(package, findings))),
        told(
            "evidence-text",
            "## Evidence\n\nThe parts of the package that the numbers follow from, the package's findings, and the telemetry, each named as in the package file.",
        ),
        code("package", &evidence::package(package)),
        code("findings", &evidence::findings(findings)),
        code("telemetry", telemetry),
        told(
            "measures-text",
            "## Measures\n\nEvery statistic is taken again of the telemetry inside. Intervals in closed form (Wilson's for a rate) are computed again; those that come from resampling or from tables are the package's own, and `shipworthy verify` computes them.",
        ),
        code("measures", MEASURES),
        told(
            "gates-text",
            "## Acceptance gates\n\nA gate passes when the whole interval lies on the good side of its threshold and fails when it lies wholly on the bad side; in between there is not enough evidence.",
        ),
        code("gates", GATES),
        told(
            "scores-text",
            "## Scores\n\nWeighted sum, TOPSIS and PROMETHEE II, each criterion's value taken of its source again.",
        ),
        code("scores", SCORES),
        told(
            "stability-text",
            "## Stability\n\nHow far each weight can go, the others keeping their proportions, before the winner or the ranking changes (Mareschal 1988).",
        ),
        code("stability", STABILITY),
        told("charts-text", "## Charts\n\nDrawn by Shipworthy from the same findings."),
        code("chart", CHART),
    ];
    for (name, drawing) in drawings(material).into_iter().filter(|(_, drawing)| !drawing.marks.is_empty()) {
        cells.push(chart(name, &drawing));
    }
    cells.push(told("end", &ending(material)));
    json!({
        "cells": cells,
        "metadata": {
            "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
            "language_info": {"name": "python"},
            "title": package.title,
        },
        "nbformat": 4,
        "nbformat_minor": 5,
    })
}

fn introduction(material: &Material<'_>) -> String {
    let &Material { package, findings, .. } = material;
    let title = match package.title.trim() {
        "" => "Release decision".to_owned(),
        title => line(title),
    };
    let question = paragraphs(&package.charter.decision_question);
    let outcome = paragraphs(&words::outcome::sentence(package, findings));
    format!(
        "# {title}\n\n{question}\n\n{outcome}\n\nRun every cell: whatever plain Python can compute is computed again from the evidence below, and a cell fails where it differs from the package's findings by more than 1e-9. Nothing is needed beyond Python's standard library."
    )
}

fn ending(material: &Material<'_>) -> String {
    format!(
        "## How to go on\n\nThis notebook was made from the package with SHA-256 `{}` (of its canonical JSON). `shipworthy verify` on the package file computes the rest again: intervals by resampling, and everything drawn at random.",
        digest::of_document(material.package)
    )
}

/// The charts shown, with stable names.
fn drawings(material: &Material<'_>) -> Vec<(&'static str, Drawing)> {
    let &Material { package, findings, .. } = material;
    let frame = Frame::new(SIZE.0, SIZE.1);
    let mut all = vec![
        ("score", score::draw(package, findings, &frame)),
        ("decision", decision::draw(package, findings, &frame)),
        ("acceptability", acceptability::draw(package, findings, &frame)),
    ];
    let first = findings.robustness.as_ref().and_then(|found| found.sweep.first().map(|weight| (found, weight)));
    all.extend(first.map(|(found, weight)| ("weight", sweep::draw(package, found, weight, &frame))));
    all.push(("risks", risk::draw(package, &frame)));
    all.push(("release", pipeline::draw(package, &frame)));
    all
}

/// A cell of Markdown.
fn told(id: &str, text: &str) -> Value {
    json!({"cell_type": "markdown", "id": id, "metadata": {}, "source": source(text)})
}

/// A cell of code, not run yet.
fn code(id: &str, text: &str) -> Value {
    json!({
        "cell_type": "code",
        "execution_count": null,
        "id": id,
        "metadata": {},
        "outputs": [],
        "source": source(text),
    })
}

/// A cell that shows a chart, its output being what it computes: the picture, and its sentence for who cannot see it.
fn chart(name: &str, drawing: &Drawing) -> Value {
    let drawn = svg(drawing);
    let picture = drawn.trim_end();
    let text = format!("Chart(\n    {},\n    {},\n)", python::string(&drawing.sentence), python::lines(picture, 1));
    let output = json!({
        "data": {"image/svg+xml": source(picture), "text/plain": source(&drawing.sentence)},
        "execution_count": null,
        "metadata": {"image/svg+xml": {"alt": drawing.sentence}},
        "output_type": "execute_result",
    });
    json!({
        "cell_type": "code",
        "execution_count": null,
        "id": format!("chart-{name}"),
        "metadata": {"jupyter": {"source_hidden": true}},
        "outputs": [output],
        "source": source(&text),
    })
}

/// A text as nbformat has it, line by line, without the line feed at its end.
fn source(text: &str) -> Vec<&str> {
    text.trim_end_matches('\n').split_inclusive('\n').collect()
}

#[cfg(test)]
mod tests;

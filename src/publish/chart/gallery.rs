//! Every chart as a file, to be looked at: `CHARTS=folder cargo test --lib gallery -- --ignored`.

use crate::findings::Findings;
use std::{env, fs, path::Path};

use crate::{
    analysis::analyse,
    package::{Package, template::Template},
    publish::memo,
    telemetry::{Telemetry, series},
};

use super::{Drawing, Frame, Theme, focus, svg};

/// A chart by its file's name.
type Chart = (&'static str, Box<dyn Fn(&Frame) -> Drawing>);

/// A chart of the worked example and what follows from it.
fn worked(draw: impl Fn(&Package, &Findings, &Frame) -> Drawing + 'static) -> Box<dyn Fn(&Frame) -> Drawing> {
    let package = Template::named("mlops-release").expect("it is there").package.clone();
    let findings = analyse(&package, &Telemetry::generated(&package), &memo::length);
    Box::new(move |frame| draw(&package, &findings, frame))
}

fn telemetry(column: &'static str) -> Box<dyn Fn(&Frame) -> Drawing> {
    worked(move |package, _, frame| {
        let telemetry = Telemetry::generated(package);
        let dataset = &package.evidence.datasets[0];
        let axes = series::Axes {
            column: column.to_owned(),
            time_column: dataset.time_column.clone(),
            label_column: dataset.label_column.clone(),
        };
        let lines = telemetry.table(&dataset.id).map(|table| series::lines(table, &axes, 600)).unwrap_or_default();
        super::line::draw(&super::line::Lines::of_column(package, &dataset.id, column, &lines), frame)
    })
}

fn charts() -> Vec<Chart> {
    let (gates, judged, gate) = super::interval::tests::usual();
    vec![
        ("score", worked(super::score::draw)),
        ("line-quality", telemetry("evaluation_score")),
        ("line-load", telemetry("operational_load")),
        ("line-example", Box::new(|frame| super::line::draw(&super::line::tests::example(), frame))),
        ("interval-example", Box::new(move |frame| super::interval::draw(&gates, &judged, &gate, frame))),
        (
            "interval-worked",
            worked(|package, findings, frame| super::interval::draw(package, findings, &package.gates[0].id, frame)),
        ),
        ("risk", worked(|package, _, frame| super::risk::draw(package, frame))),
        ("pipeline", worked(|package, _, frame| super::pipeline::draw(package, frame))),
        ("decision", worked(super::decision::draw)),
        (
            "decision-example",
            Box::new(|frame| {
                let (package, findings) = super::fixture::robust(4);
                super::decision::draw(&package, &findings, frame)
            }),
        ),
        ("acceptability", worked(super::acceptability::draw)),
        ("tornado", worked(super::tornado::draw)),
        ("pairwise", worked(super::pairwise::draw)),
        ("central", worked(super::central_weight::draw)),
        ("rank", worked(super::rank::draw)),
        (
            "sweep",
            worked(|package, findings, frame| {
                let robustness = findings.robustness.as_ref().expect("it is computed");
                super::sweep::draw(package, robustness, &robustness.sweep[0], frame)
            }),
        ),
        (
            "value",
            worked(|package, findings, frame| {
                super::value_function::draw(package, findings, &package.criteria[0].id, frame)
            }),
        ),
        (
            "card",
            worked(|package, _, frame| {
                super::card::draw_sketch(
                    &super::card::sketch(package),
                    &Frame { width: frame.width.min(340.0), height: 84.0, ..*frame },
                )
            }),
        ),
    ]
}

#[test]
#[ignore = "writes files to be looked at"]
fn gallery() {
    let folder = env::var("CHARTS").expect("CHARTS names a folder");
    let wanted = env::var("CHART").unwrap_or_default();
    for (name, draw) in charts().into_iter().filter(|(name, _)| name.contains(&wanted)) {
        for (size, width) in [("wide", 900.0), ("narrow", 340.0)] {
            for (tone, theme) in [("light", Theme::LIGHT), ("dark", Theme::DARK)] {
                let frame = Frame { width, height: 300.0, theme };
                let mut drawing = draw(&frame);
                if tone == "dark" && !drawing.hot_spots.is_empty() {
                    let marks = focus(&drawing, drawing.hot_spots.len() / 2);
                    drawing.marks.extend(marks);
                }
                let path = Path::new(&folder).join(format!("{name}-{size}-{tone}.svg"));
                fs::write(path, svg(&drawing)).expect("the folder can be written to");
                println!("{name} {size}: {}", drawing.sentence);
            }
        }
    }
}

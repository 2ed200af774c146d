//! Every chart as a file, to be looked at: `CHARTS=folder cargo test --lib gallery -- --ignored`.

use std::{env, fs, path::Path};

use crate::{analysis::Findings, package::Package};

use super::{Drawing, Frame, Theme, focus, svg};

/// A chart by its file's name.
type Chart = (&'static str, Box<dyn Fn(&Frame) -> Drawing>);

fn robust(draw: fn(&Package, &Findings, &Frame) -> Drawing) -> Box<dyn Fn(&Frame) -> Drawing> {
    let (package, findings) = super::fixture::robust(4);
    Box::new(move |frame| draw(&package, &findings, frame))
}

fn charts() -> Vec<Chart> {
    let (package, findings) = super::score::tests::three();
    let (gates, judged, gate) = super::interval::tests::usual();
    vec![
        ("score", Box::new(move |frame| super::score::draw(&package, &findings, frame))),
        ("line", Box::new(|frame| super::line::draw(&super::line::tests::example(), frame))),
        ("interval", Box::new(move |frame| super::interval::draw(&gates, &judged, &gate, frame))),
        ("risk", Box::new(|frame| super::risk::draw(&super::risk::tests::usual(), frame))),
        ("pipeline", Box::new(|frame| super::pipeline::draw(&super::pipeline::tests::usual(), frame))),
        ("acceptability", robust(super::acceptability::draw)),
        ("tornado", robust(super::tornado::draw)),
        ("pairwise", robust(super::pairwise::draw)),
        ("central", robust(super::central_weight::draw)),
        ("rank", robust(super::rank::draw)),
        ("stability", robust(|_, findings, frame| super::stability::draw(findings, frame))),
        (
            "sweep",
            robust(|package, findings, frame| {
                let robustness = findings.robustness.as_ref().expect("it is computed");
                super::sweep::draw(package, &robustness.sweep[2], frame)
            }),
        ),
        (
            "value",
            robust(|_, _, frame| {
                let (package, findings, id) = super::value_function::tests::bent();
                super::value_function::draw(&package, &findings, &id, frame)
            }),
        ),
        (
            "card",
            Box::new(|frame| {
                let small = Frame { width: frame.width.min(340.0), height: 84.0, ..*frame };
                super::card::draw(&super::line::tests::example(), &small)
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
                if tone == "dark" && !drawing.hot.is_empty() {
                    let marks = focus(&drawing, drawing.hot.len() / 2, &frame);
                    drawing.marks.extend(marks);
                }
                let path = Path::new(&folder).join(format!("{name}-{size}-{tone}.svg"));
                fs::write(path, svg(&drawing, theme.paper)).expect("the folder can be written to");
                println!("{name} {size}: {}", drawing.sentence);
            }
        }
    }
}

//! Every chart as a file, for slides and reports.

use super::chart::{
    Drawing, Frame, acceptability, central_weight, closure, decision, interval, pairwise, pipeline, rank, replay, risk,
    score, svg, sweep, tornado, value_function,
};
use super::publication::{File, Material, Publication, Written, file_name};
use crate::findings::Findings;
use crate::package::{Id, Package};

/// Every chart that follows from package and findings alone.
pub const PUBLICATION: Publication = Publication {
    name: "charts",
    label: "charts",
    purpose: "Every chart as SVG, for slides and reports: scores, gates, weights, certainty, risks, the release, closure, and monitors replayed.",
    ending: "svg",
    media_type: "image/svg+xml",
    lacks: |package, _| {
        package.alternatives.is_empty().then_some("There is nothing to draw: Alternatives has no alternative yet.")
    },
    write,
};

/// As wide as a page, and as high as reads well; charts of rows take the height they need.
const SIZE: (f64, f64) = (900.0, 300.0);

fn write(material: &Material<'_>) -> Written {
    let frame = Frame::new(SIZE.0, SIZE.1);
    let file = |(name, drawing): (String, Drawing)| File {
        name: file_name(&material.package.title, &file_name(&name, PUBLICATION.ending)),
        bytes: svg(&drawing).into_bytes(),
    };
    let files = drawings(material.package, material.findings, &frame).into_iter().map(file).collect();
    Written { files, losses: Vec::new() }
}

/// Every chart with its name.
fn drawings(package: &Package, findings: &Findings, frame: &Frame) -> Vec<(String, Drawing)> {
    let mut all: Vec<(String, Drawing)> = [
        ("score", score::draw(package, findings, frame)),
        ("rank", rank::draw(package, findings, frame)),
        ("decision", decision::draw(package, findings, frame)),
        ("acceptability", acceptability::draw(package, findings, frame)),
        ("pairwise", pairwise::draw(package, findings, frame)),
        ("central-weights", central_weight::draw(package, findings, frame)),
        ("tornado", tornado::draw(package, findings, frame)),
        ("risks", risk::draw(package, frame)),
        ("release", pipeline::draw(package, frame)),
        ("closure", closure::draw(package, findings, frame)),
    ]
    .map(|(name, drawing)| (name.to_owned(), drawing))
    .into();
    let replayed = |id: &Id| findings.replays.iter().any(|one| one.problem.is_none() && one.alternative == *id);
    for alternative in package.alternatives.iter().filter(|one| replayed(&one.id)) {
        let drawing = replay::timeline(package, findings, &alternative.id, frame);
        all.push((format!("replay {}", alternative.id), drawing));
    }
    for gate in &package.gates {
        all.push((format!("gate {}", gate.id), interval::draw(package, findings, &gate.id, frame)));
    }
    for criterion in &package.criteria {
        let drawing = value_function::draw(package, findings, &criterion.id, frame);
        all.push((format!("value {}", criterion.id), drawing));
    }
    if let Some(robustness) = &findings.robustness {
        for weight in &robustness.sweep {
            let drawing = sweep::draw(package, robustness, weight, frame);
            all.push((format!("weight {}", weight.criterion), drawing));
        }
    }
    all
}

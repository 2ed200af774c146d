//! How another reviewer arrives at the same numbers.

use super::charter::provenance;
use super::document::Document;
use crate::analysis::review;
use crate::package::{Package, digest};
use crate::publish::words;
use crate::publish::words::figure::{count, percent};

pub(super) fn write(document: &mut Document, package: &Package) {
    let settings = &package.settings;
    document.part("Reproduction");
    document.block(
        "Every number above follows from the package and its telemetry alone. Open the package's JSON file in Shipworthy, or run `shipworthy verify` on it, to compute each again and compare.",
    );
    document.field("Package, SHA-256 of its canonical JSON", &digest::of_document(package));
    for dataset in &package.evidence.datasets {
        document.field("Telemetry", &format!("{}: {}", dataset.name, provenance(&dataset.source)));
    }
    document.field("Method", &format!("{}, {}", settings.method.label(), settings.normalisation.label()));
    document.field("Missing values", settings.missing.label());
    document.field(
        "Random numbers",
        &format!(
            "seed {}, {} draws, {} resamples, {} intervals",
            settings.seed,
            count(u64::from(settings.draws)),
            count(u64::from(settings.resamples)),
            percent(settings.confidence)
        ),
    );
    for (signed, finding) in package.review.sign_offs.iter().zip(review::assess(package)) {
        document.field("Signed", &words::review::line(signed, &finding));
    }
}

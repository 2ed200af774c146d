//! Measures that the columns of a dataset suggest.

use std::io::Read;
use std::sync::Arc;

use super::Job;
use crate::analysis::estimate::{estimate, estimated_part};
use crate::package::{Dataset, Evidence, Id, Measure, Package};
use crate::telemetry::suggestion::{Suggestion, suggest};
use crate::worker::Kind;
use crate::worker::message::Progress;
use crate::worker::session::{NotLoaded, Session};

record! {
    /// Suggest measures of a dataset, with their values.
    pub struct SuggestMeasures {
        /// Of which dataset.
        pub dataset: Id,
        /// What suggestions follow from; see [`suggested_part`].
        pub package: Arc<Package>,
    }

    /// A suggested measure with its values.
    pub struct Suggested {
        /// What is suggested.
        pub suggestion: Suggestion,
        /// The measure's value for each alternative, in the package's order; absent where it has none.
        pub values: Vec<Option<f64>>,
    }
}

/// The part of a package that suggestions for a dataset follow from.
pub fn suggested_part(package: &Package, dataset: &Id) -> Package {
    let part = estimated_part(package);
    // Neighbouring rows that depend on each other change the intervals, which are not shown, and never the values.
    let own = part.evidence.datasets.into_iter().filter(|each| each.id == *dataset);
    let datasets = own.map(|own| Dataset { ordered: false, ..own }).collect();
    Package { gates: Vec::new(), evidence: Evidence { datasets, ..Evidence::default() }, ..part }
}

impl Job for SuggestMeasures {
    const KIND: Kind = Kind::SuggestMeasures;
    type Output = Vec<Suggested>;
    type Failure = NotLoaded;

    fn run(
        self,
        session: &mut Session,
        _: Option<&mut dyn Read>,
        _: &mut dyn FnMut(Progress),
    ) -> Result<Vec<Suggested>, NotLoaded> {
        let table = session.table(&self.dataset)?;
        let mut package = Package::clone(&self.package);
        let suggestions = package.dataset(&self.dataset).map(|dataset| suggest(table, dataset)).unwrap_or_default();
        let numbered = suggestions.iter().enumerate();
        let measure =
            |(place, each): (usize, &Suggestion)| Measure { id: Id(place.to_string()), ..each.measure.clone() };
        package.evidence.measures = numbered.map(measure).collect();
        let estimates = estimate(&package, &session.telemetry);
        let mut values = estimates.iter().map(|estimate| estimate.value);
        let count = package.alternatives.len();
        let with_values = |suggestion| Suggested { suggestion, values: values.by_ref().take(count).collect() };
        Ok(suggestions.into_iter().map(with_values).collect())
    }
}

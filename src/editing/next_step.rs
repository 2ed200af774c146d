//! From a table to judged gates: what is done, and the one thing to do next.

use crate::package::dataset::Dependents;
use crate::package::evidence::{EvidenceSource, SourceKind};
use crate::package::{Alternative, Dataset, Id, Package, Record};
use crate::publish::words::figure;
use crate::telemetry::describe::ColumnSummary;

/// More labels than this are hardly alternatives.
const MOST_LABELS: u64 = 20;

/// One step on the way from the rows of a dataset to judged gates.
#[derive(Clone, Debug, PartialEq)]
pub struct NextStep {
    /// Whether it is done.
    pub done: bool,
    /// What is done, or to be done, in a sentence.
    pub words: String,
    /// What may be done here and now.
    pub offer: Option<Offer>,
}

/// Something that may be done about a step.
#[derive(Clone, Debug, PartialEq)]
pub enum Offer {
    /// Write alternatives on their screen.
    WriteAlternatives,
    /// Make an alternative of each label that has none.
    MakeAlternatives {
        /// The labels.
        labels: Vec<String>,
    },
    /// Make an alternative that all rows belong to.
    MakeOwnAlternative {
        /// Its name.
        name: String,
    },
    /// Put the labels in the place of the alternatives, or make alternatives of them beside those.
    ReplaceAlternatives {
        /// The labels.
        labels: Vec<String>,
        /// What was measured of the present alternatives and may be removed along with them.
        dependents: Dependents,
    },
    /// Take measures of this dataset whose columns it has too.
    TakeMeasures {
        /// The measures.
        measures: Vec<Id>,
    },
    /// Go and see the verdicts of the gates.
    SeeVerdicts,
    /// Describe where the data come from.
    DescribeOrigin,
}

/// The steps from the rows of a dataset with these columns to judged gates: alternatives, measures, gates, origin.
/// None once all are done, or when there is no such dataset.
pub fn next_steps(package: &Package, dataset: &Id, columns: &[ColumnSummary]) -> Vec<NextStep> {
    let Some(dataset) = package.dataset(dataset) else { return Vec::new() };
    let taken = package.evidence.measures.iter().filter(|measure| measure.dataset == dataset.id);
    let taken: Vec<&Id> = taken.map(|measure| &measure.id).collect();
    let gates = package.gates.iter().filter(|gate| taken.contains(&&gate.measure)).count();
    let steps = vec![
        alternatives(package, dataset, columns),
        measures(package, dataset, columns, taken.len()),
        self::gates(gates, taken.len()),
        origin(package, dataset),
    ];
    if steps.iter().all(|step| step.done) { Vec::new() } else { steps }
}

fn done(words: impl Into<String>) -> NextStep {
    NextStep { done: true, words: words.into(), offer: None }
}

fn open(words: impl Into<String>, offer: Option<Offer>) -> NextStep {
    NextStep { done: false, words: words.into(), offer }
}

fn alternatives(package: &Package, dataset: &Dataset, columns: &[ColumnSummary]) -> NextStep {
    if dataset.generator().is_some() {
        return match package.alternatives.is_empty() {
            true => {
                open("Rows are generated for each alternative, and there is none yet.", Some(Offer::WriteAlternatives))
            }
            false => done("Rows for each alternative."),
        };
    }
    if dataset.label_column.is_empty() {
        return match package.alternative(&dataset.alternative) {
            Some(_) => done("All rows belong to one alternative."),
            None => open(
                "Say which alternative the rows belong to: choose the label column above, or one alternative.",
                Some(Offer::MakeOwnAlternative { name: dataset.label().to_owned() }),
            ),
        };
    }
    let Some(column) = columns.iter().find(|column| column.name == dataset.label_column) else {
        let words = format!("There is no column {}. Choose another label column above.", dataset.label_column);
        return open(words, None);
    };
    let distinct = column.distinct.unwrap_or_default();
    if distinct > MOST_LABELS {
        let words = format!(
            "{} holds {} different values, too many to be alternatives. Choose another label column above.",
            column.name,
            figure::count(distinct)
        );
        return open(words, None);
    }
    labelled(package, dataset, &column.samples)
}

fn labelled(package: &Package, dataset: &Dataset, labels: &[String]) -> NextStep {
    if labels.is_empty() {
        return open(format!("{} has no labels. Choose another label column above.", dataset.label_column), None);
    }
    let missing = package.labels_without_alternative(labels);
    if missing.is_empty() {
        return done(format!("Each label is an alternative: {}.", figure::list(labels)));
    }
    let labels = labels.to_vec();
    if missing.len() < labels.len() || package.alternatives.is_empty() {
        let count = figure::counted(missing.len(), "label", "labels");
        let words = format!("{count} without an alternative: {}.", figure::list(&missing));
        return open(words, Some(Offer::MakeAlternatives { labels }));
    }
    let names: Vec<&str> = package.alternatives.iter().map(|each| each.name.as_str()).collect();
    let words = format!(
        "None of your alternatives ({}) has rows here. The labels are {}.",
        figure::list(&names),
        figure::list(&labels)
    );
    open(words, Some(Offer::ReplaceAlternatives { labels, dependents: package.dependents_of_others(&dataset.id) }))
}

fn measures(package: &Package, dataset: &Dataset, columns: &[ColumnSummary], taken: usize) -> NextStep {
    if taken > 0 {
        return done(format!("{} taken from it.", figure::counted(taken, "measure", "measures")));
    }
    let names: Vec<String> = columns.iter().map(|column| column.name.clone()).collect();
    let imported = dataset.generator().is_none();
    let measures = if imported { package.measures_to_move(&dataset.id, &names) } else { Vec::new() };
    open(
        "Say what counts: take over what is suggested below, or press Measure beside a column of numbers.",
        (!measures.is_empty()).then_some(Offer::TakeMeasures { measures }),
    )
}

fn gates(gates: usize, measures: usize) -> NextStep {
    match (gates, measures) {
        (0, 0) => open("Then put a gate on a measure.", None),
        (0, _) => open("Put a gate on a measure: press Add gate, below.", None),
        _ => NextStep {
            offer: Some(Offer::SeeVerdicts),
            ..done(format!("{} on it.", figure::counted(gates, "gate", "gates")))
        },
    }
}

fn origin(package: &Package, dataset: &Dataset) -> NextStep {
    match package.evidence.sources.iter().any(|source| source.dataset == dataset.id) {
        true => done("Its origin and limits are described."),
        false => open("Say where it comes from and what it cannot show.", Some(Offer::DescribeOrigin)),
    }
}

/// What may be removed along with the alternatives that are replaced, in words; none when there is nothing.
pub fn removed_with_them(dependents: &Dependents) -> Option<String> {
    (dependents.datasets > 0).then(|| {
        format!(
            "also remove what was measured of the former ones: {}, {}, {}, {} and {}",
            figure::counted(dependents.datasets, "dataset", "datasets"),
            figure::counted(dependents.sources, "source", "sources"),
            figure::counted(dependents.measures, "measure", "measures"),
            figure::counted(dependents.gates, "gate", "gates"),
            figure::counted(dependents.criteria, "criterion", "criteria")
        )
    })
}

/// Puts the labels of a dataset in the place of the alternatives, and with `clear` removes what was measured of
/// those; `fresh` makes the identifiers.
pub fn replace_alternatives(
    package: &mut Package,
    dataset: &Id,
    labels: &[String],
    clear: bool,
    fresh: impl FnMut() -> Id,
) {
    if clear {
        package.keep_only_dataset(dataset);
    }
    package.replace_alternatives(labels, fresh);
}

/// Makes an alternative that all rows of a dataset belong to.
pub fn make_own_alternative(package: &mut Package, dataset: &Id, name: &str, id: Id) {
    package.alternatives.push(Alternative { id: id.clone(), name: name.to_owned(), ..Alternative::default() });
    if let Some(dataset) = Dataset::find_mut(package, dataset) {
        dataset.alternative = id;
    }
}

/// Takes measures of another dataset than they are taken of.
pub fn take_measures(package: &mut Package, dataset: &Id, measures: &[Id]) {
    for measure in package.evidence.measures.iter_mut().filter(|measure| measures.contains(&measure.id)) {
        measure.dataset = dataset.clone();
    }
}

/// Begins the description of where a dataset comes from.
pub fn describe(source: &mut EvidenceSource, dataset: &Dataset) {
    source.name.clone_from(&dataset.name);
    source.kind = if dataset.generator().is_some() { SourceKind::Synthetic } else { SourceKind::Trial };
    source.dataset = dataset.id.clone();
}

#[cfg(test)]
mod tests;

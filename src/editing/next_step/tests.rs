use super::*;
use crate::package::evidence::{Generator, ImportedFile, Measure};
use crate::package::{Alternative, DatasetSource, Gate};

/// A package with one imported dataset, whose rows are labelled in the column `engine`.
fn package() -> Package {
    let mut package = Package::default();
    package.evidence.datasets.push(Dataset {
        id: Id::from("file"),
        name: "Weekly runs".to_owned(),
        label_column: "engine".to_owned(),
        source: DatasetSource::Imported(ImportedFile::default()),
        ..Dataset::default()
    });
    package
}

fn with_alternatives(names: &[&str]) -> Package {
    let mut package = package();
    let alternative = |name: &&str| Alternative { id: Id::from(*name), name: (*name).to_owned(), ..Default::default() };
    package.alternatives = names.iter().map(alternative).collect();
    package
}

fn columns(labels: &[&str]) -> Vec<ColumnSummary> {
    let samples: Vec<String> = labels.iter().map(|label| (*label).to_owned()).collect();
    let distinct = Some(samples.len() as u64);
    let label = ColumnSummary { name: "engine".to_owned(), distinct, samples, ..ColumnSummary::default() };
    vec![label, ColumnSummary { name: "latency".to_owned(), ..ColumnSummary::default() }]
}

fn steps(package: &Package, labels: &[&str]) -> Vec<NextStep> {
    next_steps(package, &Id::from("file"), &columns(labels))
}

#[track_caller]
fn check_alternatives(package: &Package, labels: &[&str], done: bool, words: &str) -> Option<Offer> {
    let step = steps(package, labels).swap_remove(0);
    assert_eq!((step.done, step.words.as_str()), (done, words));
    step.offer
}

#[test]
fn labels_and_alternatives_are_brought_together() {
    let labels = ["flagger", "argo"];
    let all = labels.map(str::to_owned).to_vec();
    let make = Some(Offer::MakeAlternatives { labels: all.clone() });
    let words = "2 labels without an alternative: flagger and argo.";
    assert_eq!(check_alternatives(&package(), &labels, false, words), make);
    let words = "1 label without an alternative: argo.";
    assert_eq!(check_alternatives(&with_alternatives(&["flagger"]), &labels, false, words), make);
    let words = "Each label is an alternative: flagger and argo.";
    assert_eq!(check_alternatives(&with_alternatives(&["flagger", "argo", "spinnaker"]), &labels, true, words), None);
    let words = "None of your alternatives (spinnaker) has rows here. The labels are flagger and argo.";
    let offer = check_alternatives(&with_alternatives(&["spinnaker"]), &labels, false, words);
    assert_eq!(offer, Some(Offer::ReplaceAlternatives { labels: all, dependents: Dependents::default() }));
}

#[test]
fn a_label_column_that_cannot_serve_says_why() {
    let package = with_alternatives(&["flagger"]);
    let many: Vec<String> = (0..21).map(|label| label.to_string()).collect();
    let many: Vec<&str> = many.iter().map(String::as_str).collect();
    let words = "engine holds 21 different values, too many to be alternatives. Choose another label column above.";
    assert_eq!(check_alternatives(&package, &many, false, words), None);
    assert_eq!(
        check_alternatives(&package, &[], false, "engine has no labels. Choose another label column above."),
        None
    );
    let mut elsewhere = package;
    elsewhere.evidence.datasets[0].label_column = "gone".to_owned();
    let words = "There is no column gone. Choose another label column above.";
    assert_eq!(check_alternatives(&elsewhere, &["flagger"], false, words), None);
}

#[test]
fn rows_without_labels_belong_to_one_alternative() {
    let mut package = with_alternatives(&["flagger"]);
    package.evidence.datasets[0].label_column.clear();
    let words = "Say which alternative the rows belong to: choose the label column above, or one alternative.";
    let make = Some(Offer::MakeOwnAlternative { name: "Weekly runs".to_owned() });
    assert_eq!(check_alternatives(&package, &[], false, words), make);
    package.evidence.datasets[0].alternative = Id::from("flagger");
    assert_eq!(check_alternatives(&package, &[], true, "All rows belong to one alternative."), None);
    package.alternatives.clear();
    assert_eq!(check_alternatives(&package, &[], false, words), make);
    make_own_alternative(&mut package, &Id::from("file"), "Weekly runs", Id::from("own"));
    assert_eq!(check_alternatives(&package, &[], true, "All rows belong to one alternative."), None);
    assert_eq!(package.alternatives[0].name, "Weekly runs");
}

#[test]
fn generated_rows_need_alternatives() {
    let mut package = package();
    package.evidence.datasets[0].source = DatasetSource::Generated(Generator::default());
    let words = "Rows are generated for each alternative, and there is none yet.";
    assert_eq!(check_alternatives(&package, &[], false, words), Some(Offer::WriteAlternatives));
    package.alternatives.push(Alternative::default());
    assert_eq!(check_alternatives(&package, &[], true, "Rows for each alternative."), None);
}

#[test]
fn measures_gates_and_origin_follow_until_all_is_done() {
    let mut package = with_alternatives(&["flagger"]);
    let said = |package: &Package| {
        let steps = steps(package, &["flagger"]).into_iter().skip(1);
        steps.map(|step| (step.done, step.words, step.offer)).collect::<Vec<_>>()
    };
    let describe_it =
        (false, "Say where it comes from and what it cannot show.".to_owned(), Some(Offer::DescribeOrigin));
    let measure_it = "Say what counts: take over what is suggested below, or press Measure beside a column of numbers.";
    assert_eq!(
        said(&package),
        [
            (false, measure_it.to_owned(), None),
            (false, "Then put a gate on a measure.".to_owned(), None),
            describe_it.clone(),
        ]
    );

    let measure = Measure { id: Id::from("p99"), column: "latency".to_owned(), ..Measure::default() };
    package.evidence.measures.push(Measure { dataset: Id::from("another"), ..measure });
    let measures = vec![Id::from("p99")];
    assert_eq!(said(&package)[0].2, Some(Offer::TakeMeasures { measures: measures.clone() }));
    take_measures(&mut package, &Id::from("file"), &measures);
    assert_eq!(
        said(&package),
        [
            (true, "1 measure taken from it.".to_owned(), None),
            (false, "Put a gate on a measure: press Add gate, below.".to_owned(), None),
            describe_it.clone(),
        ]
    );

    package.gates.push(Gate { measure: Id::from("p99"), ..Gate::default() });
    assert_eq!(said(&package)[1..], [(true, "1 gate on it.".to_owned(), Some(Offer::SeeVerdicts)), describe_it,]);

    let mut source = EvidenceSource::default();
    describe(&mut source, &package.evidence.datasets[0]);
    assert_eq!((source.name.as_str(), source.kind), ("Weekly runs", SourceKind::Trial));
    package.evidence.sources.push(source);
    assert_eq!(said(&package), []);
    assert_eq!(next_steps(&package, &Id::from("gone"), &columns(&["flagger"])), []);
}

#[test]
fn replacing_alternatives_says_and_does_what_goes_along() {
    let mut package = with_alternatives(&["spinnaker"]);
    package.evidence.datasets.push(Dataset { id: Id::from("old"), ..Dataset::default() });
    let measure = Measure { id: Id::from("p99"), dataset: Id::from("old"), ..Measure::default() };
    package.evidence.measures.push(measure);
    let dependents = package.dependents_of_others(&Id::from("file"));
    let words =
        "also remove what was measured of the former ones: 1 dataset, 0 sources, 1 measure, 0 gates and 0 criteria";
    assert_eq!(
        (removed_with_them(&dependents).as_deref(), removed_with_them(&Dependents::default())),
        (Some(words), None)
    );
    for (clear, left) in [(false, 1), (true, 0)] {
        let mut package = package.clone();
        let labels = ["flagger".to_owned()];
        replace_alternatives(&mut package, &Id::from("file"), &labels, clear, || Id::from("new"));
        assert_eq!((package.evidence.measures.len(), package.alternatives.len()), (left, 1));
        assert_eq!(package.alternatives[0].name, "flagger");
    }
}

use super::*;
use crate::package::evidence::{ImportedFile, JoinedFiles, LabelledFile};
use crate::package::{DatasetSource, document::Said};

/// The findings of files that are joined, each under a label (or none) as the environment of a machine.
fn compared(files: &[(&str, &str, &str)]) -> Vec<EnvironmentFinding> {
    let labelled = |(label, machine, text): &(&str, &str, &str)| LabelledFile {
        label: (*label).to_owned(),
        file: ImportedFile {
            file_name: format!("{machine}.txt"),
            bytes: text.len() as u64,
            machine: Said(Some((*machine).to_owned())),
            ..ImportedFile::default()
        },
        ..LabelledFile::default()
    };
    let joined = JoinedFiles {
        label_column: "alternative".to_owned(),
        files: files.iter().map(labelled).collect(),
        ..JoinedFiles::default()
    };
    let bytes: String = files.iter().map(|(_, _, text)| *text).collect();
    let reading = DatasetSource::Joined(joined).read(&mut bytes.as_bytes(), &mut |_| {}).unwrap();
    let label_column = if files[0].0.is_empty() { "" } else { "alternative" };
    compare(&Dataset { label_column: label_column.to_owned(), ..Dataset::default() }, &reading.table)
}

const A: &str = include_str!("../../../tests/formats/pip-freeze-machine-a.txt");
const B: &str = include_str!("../../../tests/formats/pip-freeze-machine-b.txt");

#[test]
fn two_real_environments_are_compared() {
    // Counted with sort, comm and join on the files' lines.
    let found = compared(&[("", "a", A), ("", "b", B)]);
    let [found] = found.as_slice() else { panic!("one comparison") };
    assert_eq!((found.identical, found.differing, found.only_here, found.not_everywhere), (14, 1, 115, 0));
    assert_eq!(found.machines.iter().map(|machine| machine.packages).collect::<Vec<_>>(), [39, 106]);
    assert_eq!(found.packages, 130);
    assert_eq!(found.reproducibility, Some(14.0 / 130.0));
    assert_eq!(found.differences.len(), 116);
    let numpy = found.differences.iter().find(|package| package.package == "numpy").unwrap();
    assert_eq!(numpy.versions, [Some("1.26.4".to_owned()), Some("2.4.6".to_owned())]);
    assert_eq!(numpy.agreement, "version differs");
}

#[test]
fn a_machine_agrees_with_itself_and_disagrees_with_a_stranger() {
    assert_eq!(compared(&[("", "a", A), ("", "b", A)])[0].reproducibility, Some(1.0));
    assert_eq!(compared(&[("", "a", "x==1\n"), ("", "b", "y==1\n")])[0].reproducibility, Some(0.0));
}

#[test]
fn each_label_has_a_comparison_of_its_own() {
    let files = [("Pinned", "ci", "x==1\n"), ("Loose", "ci", "x==2\n"), ("Pinned", "laptop", "x==1\n")];
    let found = compared(&files);
    let brief = |one: &EnvironmentFinding| (one.label.clone(), one.machines.len(), one.reproducibility);
    assert_eq!(
        found.iter().map(brief).collect::<Vec<_>>(),
        [("Loose".to_owned(), 1, None), ("Pinned".to_owned(), 2, Some(1.0))].iter().rev().cloned().collect::<Vec<_>>()
    );
}

#[test]
fn other_tables_are_no_environments() {
    assert_eq!(compare(&Dataset::default(), &Table::default()), []);
}

//! Datasets of files joined into one.

use super::evidence::{Filter, JoinedFiles, LabelledFile};
use super::{Dataset, DatasetSource, Id, Package, Record};

impl JoinedFiles {
    /// What the column of labels is called unless somebody says otherwise.
    pub const LABEL_COLUMN: &'static str = "alternative";
}

impl Package {
    /// The datasets that can be joined with `dataset` because both tell the same alternatives apart, or one each.
    /// `labels` gives the labels in a dataset's column of labels.
    pub fn joinable(&self, dataset: &Dataset, labels: impl Fn(&Dataset) -> Vec<String>) -> Vec<Id> {
        let own = self.labels_borne(dataset, &labels);
        let others = self.evidence.datasets.iter().filter(|other| other.id != dataset.id);
        let fit = others.filter(|other| {
            let theirs = self.labels_borne(other, &labels);
            let shared = theirs.iter().any(|label| own.contains(label));
            shared
                || own.len() == 1
                    && theirs.len() == 1
                    && dataset.label_column.is_empty()
                    && other.label_column.is_empty()
        });
        fit.map(|other| other.id.clone()).collect()
    }

    /// The labels of a dataset's rows, in lower case; none where they cannot be joined.
    fn labels_borne(&self, dataset: &Dataset, labels: impl Fn(&Dataset) -> Vec<String>) -> Vec<String> {
        let labels = match (&dataset.source, dataset.label_column.as_str()) {
            (DatasetSource::Generated(_), _) => Vec::new(),
            (DatasetSource::Joined(joined), column) if column != joined.label_column => Vec::new(),
            (_, "") => self.alternative(&dataset.alternative).map(|it| it.label().to_owned()).into_iter().collect(),
            _ => labels(dataset),
        };
        labels.iter().map(|label| label.trim().to_lowercase()).collect()
    }

    /// Joins the dataset `other` into `kept`: one table of the files of both, whose rows the labels tell apart. The
    /// measures and sources of `other` are of `kept` from then on. `fresh` makes the identifiers of files.
    pub fn join_datasets(&mut self, kept: &Id, other: &Id, mut fresh: impl FnMut() -> Id) {
        let (Some(one), Some(two)) = (self.dataset(kept).cloned(), self.dataset(other).cloned()) else { return };
        let named = [&one.label_column, &two.label_column].into_iter().find(|column| !column.is_empty());
        let label_column = named.map_or_else(|| JoinedFiles::LABEL_COLUMN.to_owned(), Clone::clone);
        let mut files = self.labelled_files(&one, &mut fresh);
        files.extend(self.labelled_files(&two, &mut fresh));
        for measure in &mut self.evidence.measures {
            let former = match &measure.dataset {
                id if id == kept => &one.label_column,
                id if id == other => &two.label_column,
                _ => continue,
            };
            measure.dataset = kept.clone();
            let of_labels = |name: &String| !former.is_empty() && name == former;
            if let Some(Filter { column, .. }) = measure.filter.as_mut().filter(|filter| of_labels(&filter.column)) {
                label_column.clone_into(column);
            }
        }
        for source in self.evidence.sources.iter_mut().filter(|source| source.dataset == *other) {
            source.dataset = kept.clone();
        }
        self.evidence.datasets.retain(|dataset| dataset.id != *other);
        if let Some(dataset) = Dataset::find_mut(self, kept) {
            dataset.source = DatasetSource::Joined(JoinedFiles {
                label_column: label_column.clone(),
                files,
                ..JoinedFiles::default()
            });
            dataset.label_column = label_column;
            dataset.alternative = Id::default();
            if dataset.time_column.is_empty() {
                dataset.time_column = two.time_column;
            }
            // Neighbouring rows that depend on each other do so beside others, too.
            dataset.ordered |= two.ordered;
        }
    }

    /// A dataset's files with what labels the rows of each.
    fn labelled_files(&self, dataset: &Dataset, fresh: &mut impl FnMut() -> Id) -> Vec<LabelledFile> {
        match &dataset.source {
            DatasetSource::Generated(_) => Vec::new(),
            DatasetSource::Joined(joined) => joined.files.clone(),
            DatasetSource::Imported(file) => vec![LabelledFile {
                id: fresh(),
                label: match (dataset.label_column.as_str(), self.alternative(&dataset.alternative)) {
                    ("", Some(alternative)) => alternative.label().to_owned(),
                    _ => String::new(),
                },
                label_column: dataset.label_column.clone(),
                file: file.clone(),
                ..LabelledFile::default()
            }],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::package::evidence::{EvidenceSource, ImportedFile, Measure};
    use crate::package::{Alternative, Evidence};

    fn dataset(id: &str, label_column: &str, alternative: &str) -> Dataset {
        let file = ImportedFile { file_name: format!("{id}.csv"), ..ImportedFile::default() };
        Dataset {
            id: id.into(),
            label_column: label_column.to_owned(),
            alternative: alternative.into(),
            source: DatasetSource::Imported(file),
            ..Dataset::default()
        }
    }

    fn package(datasets: Vec<Dataset>) -> Package {
        let named = |name: &str| Alternative { id: name.into(), name: name.to_owned(), ..Alternative::default() };
        Package {
            alternatives: vec![named("A"), named("B")],
            evidence: Evidence { datasets, ..Evidence::default() },
            ..Package::default()
        }
    }

    fn joinable(package: &Package, of: usize, labels: &[(&str, &[&str])]) -> Vec<Id> {
        let labels = |dataset: &Dataset| {
            let found = labels.iter().find(|(id, _)| dataset.id == Id::from(*id));
            found.map(|(_, labels)| labels.iter().map(|label| (*label).to_owned()).collect()).unwrap_or_default()
        };
        package.joinable(&package.evidence.datasets[of], labels)
    }

    #[test]
    fn datasets_are_joined_where_they_tell_the_same_alternatives_apart() {
        let two = package(vec![dataset("q", "option", ""), dataset("l", "engine", ""), dataset("one", "", "A")]);
        let labels: [(&str, &[&str]); 2] = [("q", &["A", "B"]), ("l", &["a ", "C"])];
        assert_eq!(joinable(&two, 0, &labels), [Id::from("l"), Id::from("one")]);
        assert_eq!(joinable(&two, 2, &labels), [Id::from("q"), Id::from("l")]);
        let apart = package(vec![dataset("q", "option", ""), dataset("l", "engine", ""), dataset("blank", "", "")]);
        assert_eq!(joinable(&apart, 0, &[("q", &["A"]), ("l", &["C"])]), []);
        assert_eq!(joinable(&package(vec![dataset("a", "", "A"), dataset("b", "", "B")]), 0, &[]), [Id::from("b")]);
    }

    #[test]
    fn a_joined_dataset_takes_measures_and_sources_along() {
        let mut package = package(vec![dataset("q", "option", ""), dataset("l", "engine", "")]);
        let filter = Some(Filter { column: "engine".to_owned(), equals: "A".to_owned(), ..Filter::default() });
        package.evidence.measures.push(Measure { dataset: "l".into(), filter, ..Measure::default() });
        package.evidence.sources.push(EvidenceSource { dataset: "l".into(), ..EvidenceSource::default() });
        let mut count = 0;
        let fresh = || {
            count += 1;
            Id(format!("file-{count}"))
        };
        package.join_datasets(&"q".into(), &"l".into(), fresh);
        let Evidence { datasets, measures, sources, .. } = &package.evidence;
        assert_eq!((datasets.len(), &measures[0].dataset, &sources[0].dataset), (1, &Id::from("q"), &Id::from("q")));
        assert_eq!(measures[0].filter.as_ref().unwrap().column, "option");
        let DatasetSource::Joined(joined) = &datasets[0].source else { panic!("it is joined") };
        let files: Vec<_> = joined.files.iter().map(|it| (it.id.as_str(), it.label_column.as_str())).collect();
        assert_eq!((joined.label_column.as_str(), files), ("option", vec![("file-1", "option"), ("file-2", "engine")]));
    }

    #[test]
    fn files_of_one_alternative_each_are_labelled_by_it() {
        let mut package = package(vec![dataset("a", "", "A"), dataset("b", "", "B")]);
        package.join_datasets(&"a".into(), &"b".into(), Id::default);
        let dataset = &package.evidence.datasets[0];
        assert_eq!((dataset.label_column.as_str(), &dataset.alternative), (JoinedFiles::LABEL_COLUMN, &Id::default()));
        let DatasetSource::Joined(joined) = &dataset.source else { panic!("it is joined") };
        assert_eq!(joined.files.iter().map(|it| it.label.as_str()).collect::<Vec<_>>(), ["A", "B"]);
    }
}

//! Changes of the evidence that reach into the rest of the package.

use super::document::Said;
use super::evidence::{Condition, GeneratedColumn, GeneratedSeries, Generator, ImportedFile, Measure, Statistic};
use super::{Alternative, CriterionSource, Dataset, DatasetSource, Id, Package};

/// What rests on datasets and goes, or is left without data, when they do.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Dependents {
    /// Datasets removed.
    pub datasets: usize,
    /// Sources that describe them.
    pub sources: usize,
    /// Measures removed.
    pub measures: usize,
    /// Gates removed, or left without a measure.
    pub gates: usize,
    /// Criteria removed, or left without values.
    pub criteria: usize,
}

impl Package {
    /// Those of `labels` that no alternative bears, in their order.
    pub fn labels_without_alternative(&self, labels: &[String]) -> Vec<String> {
        let known = |label: &String| self.alternatives.iter().any(|alternative| alternative.bears(label));
        labels.iter().filter(|label| !known(label)).cloned().collect()
    }

    /// Adds an alternative for each of `labels` that none bears yet; `fresh` makes their identifiers.
    pub fn add_alternatives(&mut self, labels: &[String], mut fresh: impl FnMut() -> Id) {
        for label in self.labels_without_alternative(labels) {
            self.alternatives.push(Alternative { id: fresh(), name: label, ..Alternative::default() });
        }
    }

    /// Puts alternatives named by `labels` in the place of the present ones, and drops what was stated of
    /// those: stated values, generated series, the recommendation.
    pub fn replace_alternatives(&mut self, labels: &[String], fresh: impl FnMut() -> Id) {
        self.alternatives.clear();
        self.recommendation.option = Id::default();
        for criterion in &mut self.criteria {
            if let CriterionSource::Stated { values } = &mut criterion.source {
                values.clear();
            }
        }
        for dataset in &mut self.evidence.datasets {
            dataset.alternative = Id::default();
            if let Some(generator) = dataset.generator_mut() {
                generator.columns.iter_mut().for_each(|column| column.series.clear());
            }
        }
        self.add_alternatives(labels, fresh);
    }

    /// Removes every dataset but `kept`, the sources that describe them, the measures taken of them, and the
    /// gates and criteria that rest on those measures.
    pub fn keep_only_dataset(&mut self, kept: &Id) {
        let (measures, gates) = self.resting_on(|dataset| dataset != kept);
        self.evidence.datasets.retain(|dataset| dataset.id == *kept);
        self.evidence.sources.retain(|source| source.dataset.is_empty() || source.dataset == *kept);
        self.evidence.measures.retain(|measure| !measures.contains(&measure.id));
        self.gates.retain(|gate| !gates.contains(&gate.id));
        self.criteria.retain(|criterion| !rests_on(&criterion.source, &measures, &gates));
    }

    /// What [`keep_only_dataset`](Self::keep_only_dataset) would remove.
    pub fn dependents_of_others(&self, kept: &Id) -> Dependents {
        self.dependents(|dataset| dataset != kept)
    }

    /// Removes a dataset and the measures taken of it. Gates and criteria stay, without data; so do the
    /// sources, which then describe no dataset.
    pub fn remove_dataset(&mut self, id: &Id) {
        for source in self.evidence.sources.iter_mut().filter(|source| source.dataset == *id) {
            source.dataset = Id::default();
        }
        self.evidence.datasets.retain(|dataset| dataset.id != *id);
        self.evidence.measures.retain(|measure| measure.dataset != *id);
    }

    /// What [`remove_dataset`](Self::remove_dataset) would remove or leave without data.
    pub fn dependents_of(&self, id: &Id) -> Dependents {
        self.dependents(|dataset| dataset == id)
    }

    fn dependents(&self, gone: impl Fn(&Id) -> bool) -> Dependents {
        let datasets = self.evidence.datasets.iter().filter(|dataset| gone(&dataset.id)).count();
        let sources = self.evidence.sources.iter().filter(|source| !source.dataset.is_empty() && gone(&source.dataset));
        let sources = sources.count();
        let (measures, gates) = self.resting_on(gone);
        let criteria = self.criteria.iter().filter(|each| rests_on(&each.source, &measures, &gates)).count();
        Dependents { datasets, sources, measures: measures.len(), gates: gates.len(), criteria }
    }

    /// The measures of the datasets `of`, and the gates on those measures.
    fn resting_on(&self, of: impl Fn(&Id) -> bool) -> (Vec<Id>, Vec<Id>) {
        let measures = self.evidence.measures.iter().filter(|measure| of(&measure.dataset));
        let measures: Vec<Id> = measures.map(|measure| measure.id.clone()).collect();
        let gates = self.gates.iter().filter(|gate| measures.contains(&gate.measure));
        let gates = gates.map(|gate| gate.id.clone()).collect();
        (measures, gates)
    }

    /// How a dataset's rows are had, with what the package settles about reading its files: where nobody has said
    /// whether the first row names the columns, and a column is called by a number, it does. A first row of numbers
    /// was always taken for the header once, and what was measured then is still measured so.
    pub fn source_as_read(&self, dataset: &Dataset) -> DatasetSource {
        let mut source = dataset.source.clone();
        let measures = self.evidence.measures.iter().filter(|measure| measure.dataset == dataset.id);
        let measured =
            measures.flat_map(|measure| [Some(&measure.column), measure.filter.as_ref().map(|it| &it.column)]);
        let mut named = measured.flatten().chain([&dataset.label_column, &dataset.time_column]);
        if named.any(|name| name.trim().parse::<f64>().is_ok()) {
            source.files_mut().into_iter().for_each(|file| file.header = Said(file.header.0.or(Some(true))));
        }
        source
    }

    /// The measures of other datasets whose columns are all in `columns`, so that they could be taken of
    /// `dataset` instead.
    pub fn measures_to_move(&self, dataset: &Id, columns: &[String]) -> Vec<Id> {
        let measures = self.evidence.measures.iter().filter(|measure| measure.dataset != *dataset);
        let fit = measures.filter(|measure| {
            let filter = measure.filter.as_ref().map(|filter| &filter.column);
            columns.contains(&measure.column) && filter.is_none_or(|column| columns.contains(column))
        });
        fit.map(|measure| measure.id.clone()).collect()
    }

    /// Gives a generated column another name, in its dataset and in the measures taken of it.
    pub fn rename_generated_column(&mut self, dataset: &Id, column: &Id, name: &str) {
        let found = self.evidence.datasets.iter_mut().find(|each| each.id == *dataset);
        let Some(column) = found.and_then(Dataset::generator_mut).and_then(|generator| generator.column_mut(column))
        else {
            return;
        };
        let former = std::mem::replace(&mut column.name, name.to_owned());
        for measure in self.evidence.measures.iter_mut().filter(|measure| measure.dataset == *dataset) {
            measure.change(|measure| {
                if measure.column == former {
                    name.clone_into(&mut measure.column);
                }
                if let Some(filter) = measure.filter.as_mut().filter(|filter| filter.column == former) {
                    name.clone_into(&mut filter.column);
                }
            });
        }
    }
}

impl Dataset {
    /// Its name, or what else it is known by.
    pub fn label(&self) -> &str {
        if self.name.trim().is_empty() { self.id.as_str() } else { &self.name }
    }

    /// The settings it is generated from, if it is.
    pub fn generator(&self) -> Option<&Generator> {
        match &self.source {
            DatasetSource::Generated(generator) => Some(generator),
            _ => None,
        }
    }

    /// The settings it is generated from, for change.
    pub fn generator_mut(&mut self) -> Option<&mut Generator> {
        match &mut self.source {
            DatasetSource::Generated(generator) => Some(generator),
            _ => None,
        }
    }

    /// The files it is read from, each with the identifier under which its bytes travel; none when it is generated.
    pub fn files(&self) -> Vec<(&Id, &ImportedFile)> {
        match &self.source {
            DatasetSource::Generated(_) => Vec::new(),
            DatasetSource::Imported(file) => vec![(&self.id, file)],
            DatasetSource::Joined(joined) => joined.files.iter().map(|each| (&each.id, &each.file)).collect(),
        }
    }
}

impl DatasetSource {
    /// The files it is read from; none when it is generated.
    pub fn files(&self) -> Vec<&ImportedFile> {
        match self {
            Self::Generated(_) => Vec::new(),
            Self::Imported(file) => vec![file],
            Self::Joined(joined) => joined.files.iter().map(|each| &each.file).collect(),
        }
    }

    /// The files it is read from, for change.
    pub fn files_mut(&mut self) -> Vec<&mut ImportedFile> {
        match self {
            Self::Generated(_) => Vec::new(),
            Self::Imported(file) => vec![file],
            Self::Joined(joined) => joined.files.iter_mut().map(|each| &mut each.file).collect(),
        }
    }
}

impl Generator {
    /// The column with this identifier.
    pub fn column(&self, id: &Id) -> Option<&GeneratedColumn> {
        self.columns.iter().find(|column| column.id == *id)
    }

    /// The column with this identifier, for change.
    pub fn column_mut(&mut self, id: &Id) -> Option<&mut GeneratedColumn> {
        self.columns.iter_mut().find(|column| column.id == *id)
    }
}

fn rests_on(source: &CriterionSource, measures: &[Id], gates: &[Id]) -> bool {
    match source {
        CriterionSource::Measure { measure } => measures.contains(measure),
        CriterionSource::GateMargin { gate } => gates.contains(gate),
        CriterionSource::Stated { .. } | CriterionSource::Cost | CriterionSource::Outcome { .. } => false,
    }
}

impl Measure {
    /// A name made of statistic and column, such as "p99 latency".
    pub fn made_name(&self) -> String {
        let column = self.column.replace('_', " ");
        let made = match self.statistic {
            Statistic::Count => format!("rows with {column}"),
            Statistic::Rate => match &self.condition {
                Some(Condition { test, value, .. }) => format!("share of {column} {test} {value}"),
                None => format!("share of {column}"),
            },
            Statistic::Trend => format!("{column} trend"),
            Statistic::Last => format!("latest {column}"),
            Statistic::StandardDeviation => format!("deviation of {column}"),
            Statistic::RatioToBaseline => format!("{column} beside the baseline"),
            statistic => format!("{} {column}", statistic.label()),
        };
        let mut letters = made.trim().chars();
        // "p99" is written small wherever it stands.
        let digits = letters.clone().nth(1).is_some_and(|second| second.is_ascii_digit());
        match letters.next() {
            Some(first) if !digits => first.to_uppercase().chain(letters).collect(),
            _ => made.trim().to_owned(),
        }
    }

    /// Changes the measure; its name follows for as long as nobody wrote another.
    pub fn change(&mut self, change: impl FnOnce(&mut Self)) {
        let made = self.name.is_empty() || self.name == self.made_name();
        change(self);
        if made && !self.column.is_empty() {
            self.name = self.made_name();
        }
    }
}

impl GeneratedSeries {
    /// A steady series around `level` to begin with.
    pub fn around(level: f64, noise: f64) -> Self {
        Self { level, noise, ..Self::default() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::package::evidence::Test;
    use crate::package::template::TEMPLATES;

    fn example() -> Package {
        TEMPLATES[0].package.clone()
    }

    fn labels(names: &[&str]) -> Vec<String> {
        names.iter().map(|name| (*name).to_owned()).collect()
    }

    fn counter() -> impl FnMut() -> Id {
        let mut count = 0;
        move || {
            count += 1;
            Id(format!("new-{count}"))
        }
    }

    #[test]
    fn labels_become_alternatives_once() {
        let mut package = example();
        let names = labels(&["Fully automatic", "flagger"]);
        package.add_alternatives(&names, counter());
        package.add_alternatives(&names, counter());
        let found: Vec<_> = package.alternatives.iter().map(|each| each.name.as_str()).collect();
        assert_eq!(found, ["Manual with rules", "Assisted with approval", "Fully automatic", "flagger"]);
    }

    #[test]
    fn replacing_alternatives_leaves_nothing_stated_of_the_former() {
        let mut package = example();
        package.replace_alternatives(&labels(&["argo-rollouts", "flagger"]), counter());
        assert_eq!(package.alternatives.len(), 2);
        let text = serde_json::to_string(&(&package.criteria, &package.evidence.datasets)).unwrap();
        assert!(!text.contains("manual-rules") && !text.contains("\"assisted\""));
    }

    #[test]
    fn removing_a_dataset_says_what_rests_on_it() {
        let mut package = example();
        let id = Id::from("project-telemetry");
        let dependents = package.dependents_of(&id);
        assert_eq!(dependents, Dependents { datasets: 1, sources: 1, measures: 9, gates: 7, criteria: 5 });
        package.remove_dataset(&id);
        assert_eq!((package.evidence.measures.len(), package.gates.len(), package.criteria.len()), (0, 7, 7));
    }

    #[test]
    fn keeping_one_dataset_removes_what_rests_on_the_others() {
        let mut package = example();
        let kept = Id::from("file");
        assert_eq!(package.dependents_of_others(&kept).gates, 7);
        package.keep_only_dataset(&kept);
        assert_eq!((package.evidence.measures.len(), package.gates.len(), package.criteria.len()), (0, 0, 2));
        assert_eq!(package.evidence.sources.len(), 2);
    }

    #[test]
    fn measures_whose_columns_are_in_a_file_can_move_to_it() {
        let package = example();
        let columns = labels(&["evaluation_score", "open_risks"]);
        assert_eq!(package.measures_to_move(&Id::from("file"), &columns).len(), 5);
        assert_eq!(package.measures_to_move(&Id::from("project-telemetry"), &columns), []);
    }

    #[test]
    fn columns_called_by_numbers_were_named_by_the_first_row() {
        let header = |column: &str, said: Option<bool>| {
            let file = ImportedFile { header: Said(said), ..ImportedFile::default() };
            let dataset = Dataset { id: "file".into(), source: DatasetSource::Imported(file), ..Dataset::default() };
            let mut package = Package::default();
            let measure = Measure { dataset: "file".into(), column: column.to_owned(), ..Measure::default() };
            package.evidence.measures.push(measure);
            package.source_as_read(&dataset).files()[0].header.0
        };
        assert_eq!(header("10", None), Some(true));
        assert_eq!(header("10", Some(false)), Some(false));
        assert_eq!((header("column 1", None), header("latency", None)), (None, None));
    }

    #[test]
    fn a_renamed_column_is_still_measured() {
        let mut package = example();
        let (dataset, column) = (Id::from("project-telemetry"), Id::from("column-load"));
        package.rename_generated_column(&dataset, &column, "load");
        let columns: Vec<_> = package.evidence.measures.iter().map(|measure| measure.column.as_str()).collect();
        assert_eq!(columns.iter().filter(|column| **column == "load").count(), 2);
        assert!(!columns.contains(&"operational_load"));
    }

    #[test]
    fn names_follow_until_somebody_writes_one() {
        let mut measure = Measure { column: "response_time".to_owned(), ..Measure::default() };
        measure.change(|measure| measure.statistic = Statistic::P99);
        assert_eq!(measure.name, "p99 response time");
        measure.change(|measure| {
            measure.statistic = Statistic::Rate;
            let condition = Condition { test: Test::AtLeast, value: "500".to_owned(), ..Condition::default() };
            measure.condition = Some(condition);
        });
        assert_eq!(measure.name, "Share of response time ≥ 500");
        measure.name = "Errors".to_owned();
        measure.change(|measure| measure.statistic = Statistic::Mean);
        assert_eq!(measure.name, "Errors");
    }
}

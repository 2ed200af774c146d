//! Having a dataset's table.

use std::io::Read;

use super::{Effect, Job, Overtaken};
use crate::package::document::Said;
use crate::package::evidence::Generator;
use crate::package::{Alternative, Dataset, DatasetSource, Id, Package};
use crate::telemetry::describe::{self, ColumnSummary};
use crate::telemetry::guess::Guesses;
use crate::telemetry::read::{Question, ReadError, Reading};
use crate::telemetry::{Ledger, generate};
use crate::worker::Kind;
use crate::worker::message::Progress;
use crate::worker::session::Session;

record! {
    /// Have a dataset's table: drawn from its settings, or read from the file sent beside the request.
    pub struct OpenDataset {
        /// Which dataset.
        pub dataset: Id,
        /// How its rows are had. Of a file, its name, its size and the meaning of its commas are needed; the bytes of
        /// several are sent one behind the other.
        pub source: DatasetSource,
        /// The alternatives whose labels a generated table bears.
        pub alternatives: Vec<Alternative>,
    }

    /// A file that cannot be read.
    #[derive(thiserror::Error)]
    #[error("{problem}")]
    pub struct Unreadable {
        /// What is wrong, where, and what to do.
        pub problem: String,
    }
}

record! {
    /// A table at hand, in brief.
    pub struct Opened {
        /// Rows.
        pub rows: u64,
        /// Each column in brief, in the order of the file.
        pub columns: Vec<ColumnSummary>,
        /// What the columns seem to be for.
        pub guesses: Guesses,
        /// What to ask about the file, which can be read in two ways.
        pub questions: Vec<Question>,
        /// How the table came about.
        pub ledger: Ledger,
    }
}

impl OpenDataset {
    /// Opening `dataset` as it stands in a package. Equal as long as the rows are.
    pub fn of(package: &Package, dataset: &Dataset) -> Self {
        let labelled = |alternative: &Alternative| Alternative {
            id: alternative.id.clone(),
            name: alternative.label().to_owned(),
            ..Alternative::default()
        };
        let alternatives = match dataset.source {
            DatasetSource::Generated(_) => package.alternatives.iter().map(labelled).collect(),
            DatasetSource::Imported(_) | DatasetSource::Joined(_) => Vec::new(),
        };
        Self { alternatives, ..Self::of_source(&dataset.id, package.source_as_read(dataset)) }
    }

    /// Opening a dataset that is read from files. The day they were made on changes no row.
    pub fn of_source(dataset: &Id, mut source: DatasetSource) -> Self {
        source.files_mut().into_iter().for_each(|file| file.recorded = Said(None));
        Self { dataset: dataset.clone(), source, alternatives: Vec::new() }
    }
}

impl Job for OpenDataset {
    const KIND: Kind = Kind::OpenDataset;
    const OVERTAKEN: Overtaken = Overtaken::Answered;
    const EFFECT: Effect = Effect::Holds;
    type Output = Opened;
    type Failure = Unreadable;

    fn run(
        self,
        session: &mut Session,
        file: Option<&mut dyn Read>,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<Opened, Unreadable> {
        let reading = match &self.source {
            DatasetSource::Generated(generator) => Ok(generated(generator, &self.alternatives)),
            source => from_files(source, file, progress),
        };
        let reading = reading.map_err(|error| Unreadable { problem: error.to_string() })?;
        let Reading { table, ledger, questions } = reading;
        let opened = Opened {
            rows: table.rows as u64,
            columns: describe::summarise(&table),
            guesses: self.source.guesses(&table, ledger.kind),
            questions,
            ledger: ledger.clone(),
        };
        session.telemetry.insert(self.dataset.clone(), table);
        session.ledgers.insert(self.dataset, ledger);
        Ok(opened)
    }
}

fn from_files(
    source: &DatasetSource,
    file: Option<&mut dyn Read>,
    progress: &mut dyn FnMut(Progress),
) -> Result<Reading, ReadError> {
    let total = source.bytes();
    source.read(file.ok_or(ReadError::Empty)?, &mut |done| progress(Progress { done, total }))
}

fn generated(generator: &Generator, alternatives: &[Alternative]) -> Reading {
    let table = generate::generate(generator, alternatives);
    let ledger = Ledger {
        source: "drawn from its seed".to_owned(),
        parser: "generator".to_owned(),
        rows: table.rows as u64,
        columns: table.columns.len() as u64,
        ..Ledger::default()
    };
    Reading { table, ledger, questions: Vec::new() }
}

//! What the page asks of the compute worker, and what it answers. Both travel as JSON.

use crate::findings::{Drawn, Estimate};
use serde::{Deserialize, Serialize};

use crate::package::{Alternative, Dataset, Id, Package};
use crate::publish::Difference;
use crate::telemetry::describe::{ColumnSummary, Description};
use crate::telemetry::guess::Guesses;
use crate::telemetry::ledger::Ledger;
use crate::telemetry::read::ReadOptions;
use crate::telemetry::series::{Axes, Line};

/// The version of these messages. The worker says it first; a page of another version reloads.
pub const VERSION: u32 = 1;

/// What the page asks. Requests are answered one after the other, in order.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Request {
    /// Have a dataset's table: drawn from its settings, or read from the file sent beside the request.
    /// Answered by [`Response::Progress`]…, then [`Response::DatasetOpened`] or [`Response::Failed`].
    OpenDataset {
        /// The dataset as it stands in the package.
        dataset: Dataset,
        /// The package's alternatives, whose labels a generated table bears.
        alternatives: Vec<Alternative>,
        /// How to read a file.
        options: ReadOptions,
        /// The file's size, for the progress; 0 for a generated table.
        total_bytes: u64,
    },
    /// Let go of a dataset's table. Not answered.
    CloseDataset {
        /// Which.
        dataset: Id,
    },
    /// Estimate every measure for every alternative. Answered by [`Response::Estimated`].
    Estimate {
        /// Comes back with the answer, so that a stale one can be told.
        revision: u64,
        /// The package.
        package: Box<Package>,
    },
    /// Draw at random how sure the ranking is. Answered by [`Response::RobustnessProgress`]…, then
    /// [`Response::Robust`].
    Robustness {
        /// Comes back with the answers, so that stale ones can be told.
        revision: u64,
        /// The package, as far as scores follow from it.
        package: Box<Package>,
        /// Every measure for every alternative.
        estimates: Vec<Estimate>,
    },
    /// The lines of a chart. Answered by [`Response::Series`].
    Series {
        /// Comes back with the answer.
        request: u64,
        /// Of which dataset.
        dataset: Id,
        /// Of which columns.
        axes: Axes,
        /// How many pixels wide the lines are drawn.
        width: u32,
    },
    /// Some rows as text. Answered by [`Response::Rows`].
    Rows {
        /// Comes back with the answer.
        request: u64,
        /// Of which dataset.
        dataset: Id,
        /// The first, counted from 0.
        from: u64,
        /// At most how many; never more than [`MOST_ROWS`].
        count: u64,
    },
    /// Every column in figures. Answered by [`Response::Described`].
    Describe {
        /// Comes back with the answer.
        request: u64,
        /// Of which dataset.
        dataset: Id,
    },
    /// Recompute every finding of a package file. Answered by [`Response::Verified`].
    Verify {
        /// Comes back with the answer.
        request: u64,
        /// The file's text.
        text: String,
    },
    /// A dataset's table as CSV. Answered by [`Response::Csv`].
    Csv {
        /// Comes back with the answer.
        request: u64,
        /// Of which dataset.
        dataset: Id,
    },
}

/// How many rows one [`Request::Rows`] may have.
pub const MOST_ROWS: u64 = 1_000;

/// What the worker answers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Response {
    /// It has started; messages sent before this are lost.
    Ready {
        /// [`VERSION`] of the worker.
        version: u32,
    },
    /// A file is being read.
    Progress {
        /// Which dataset's.
        dataset: Id,
        /// Bytes read.
        bytes: u64,
        /// Bytes in all.
        total: u64,
    },
    /// A dataset's table is at hand.
    DatasetOpened {
        /// Which dataset's.
        dataset: Id,
        /// The table in brief.
        summary: Summary,
        /// How it came about.
        ledger: Ledger,
    },
    /// A request could not be carried out. A table that was at hand before still is.
    Failed {
        /// Which dataset it was about.
        dataset: Id,
        /// Comes back from requests that carry one.
        request: Option<u64>,
        /// What is wrong, where, and what to do.
        message: String,
    },
    /// Every measure for every alternative.
    Estimated {
        /// The revision asked about.
        revision: u64,
        /// In the order of measures, then of alternatives.
        estimates: Vec<Estimate>,
    },
    /// Draws are under way.
    RobustnessProgress {
        /// The revision asked about.
        revision: u64,
        /// Draws done, over all passes.
        done: u64,
        /// Draws in all.
        total: u64,
    },
    /// What was drawn.
    Robust {
        /// The revision asked about.
        revision: u64,
        /// Absent when nothing can be ranked.
        drawn: Option<Box<Drawn>>,
    },
    /// The lines of a chart.
    Series {
        /// As asked.
        request: u64,
        /// Of which dataset.
        dataset: Id,
        /// Of which columns.
        axes: Axes,
        /// Per label in order of first appearance.
        lines: Vec<Line>,
    },
    /// Some rows as text.
    Rows {
        /// As asked.
        request: u64,
        /// The first, counted from 0.
        from: u64,
        /// How many rows the table has in all.
        total: u64,
        /// The cells, a missing one empty.
        rows: Vec<Vec<String>>,
    },
    /// Every column in figures.
    Described {
        /// As asked.
        request: u64,
        /// The figures.
        description: Description,
    },
    /// A package file recomputed.
    Verified {
        /// As asked.
        request: u64,
        /// Each field that differs.
        differences: Vec<Difference>,
    },
    /// A table as CSV.
    Csv {
        /// As asked.
        request: u64,
        /// The text.
        text: String,
    },
}

/// A table in brief.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Summary {
    /// Rows.
    pub rows: u64,
    /// Each column in brief, in the order of the file.
    pub columns: Vec<ColumnSummary>,
    /// What the columns seem to be for.
    pub guesses: Guesses,
    /// Whether to ask how numbers such as `1,234` are meant; see
    /// [`Reading::decimal_comma_question`](crate::telemetry::read::Reading).
    pub decimal_comma_question: bool,
}

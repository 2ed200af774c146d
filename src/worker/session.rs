//! What the worker remembers between jobs.

use super::message::bare_message;
use crate::analysis::measure::Measurer;
use crate::package::Id;
use crate::sorted_map::SortedMap;
use crate::telemetry::{Ledger, Table, Telemetry};

/// The tables at hand, and what was estimated from them.
#[derive(Debug, Default)]
pub struct Session {
    pub(super) telemetry: Telemetry,
    pub(super) ledgers: SortedMap<Id, Ledger>,
    pub(super) measurer: Measurer,
}

/// The rows that a job is about are not at hand.
#[derive(Clone, Copy, Debug, PartialEq, thiserror::Error)]
#[error("The rows of this dataset are not loaded. Load its file on Evidence.")]
pub struct NotLoaded;

bare_message!(NotLoaded);

impl Session {
    /// The datasets whose tables are at hand.
    pub fn datasets(&self) -> impl Iterator<Item = &Id> {
        self.telemetry.iter().map(|(dataset, _)| dataset)
    }

    pub(super) fn table(&self, dataset: &Id) -> Result<&Table, NotLoaded> {
        self.telemetry.table(dataset).ok_or(NotLoaded)
    }
}

//! What a check finds.

use crate::findings::{Found, Lacking, RecordPart};
use crate::package::{Id, Record};

/// What a check finds.
pub(super) struct Finding {
    /// The record at fault; the check's own place otherwise.
    pub anchor: Option<Id>,
    /// Whether nothing is missing.
    pub done: bool,
    /// What is there.
    pub found: Found,
}

impl Finding {
    /// A finding at the check's own place.
    pub fn new(done: bool, found: Found) -> Self {
        Self { anchor: None, done, found }
    }

    /// Something to be stated.
    pub fn statement(stated: bool) -> Self {
        Self::new(stated, Found::Statement { stated })
    }

    /// Something there must be so many of.
    pub fn count(count: usize, least: u32) -> Self {
        let count = count as u32;
        Self::new(count >= least, Found::Count { count, least })
    }

    /// Something each record of a list must have; `lacks` says what one of them has not. A list with no record is not
    /// complete.
    pub fn each<R: Record>(records: &[R], name: impl Fn(&R) -> &str, lacks: impl Fn(&R) -> Vec<RecordPart>) -> Self {
        let mut lacking = Vec::new();
        for (index, record) in records.iter().enumerate() {
            let parts = lacks(record);
            if !parts.is_empty() {
                lacking.push(Lacking {
                    record: record.id().clone(),
                    name: name(record).trim().to_owned(),
                    place: index as u32 + 1,
                    parts,
                });
            }
        }
        Self {
            anchor: lacking.first().map(|one| one.record.clone()),
            done: !records.is_empty() && lacking.is_empty(),
            found: Found::Records { count: records.len() as u32, lacking },
        }
    }
}

/// The parts that are not there.
pub(super) fn lacking(parts: &[(RecordPart, bool)]) -> Vec<RecordPart> {
    parts.iter().filter(|(_, there)| !there).map(|(part, _)| *part).collect()
}

/// Whether something is written.
pub(super) fn written(text: &str) -> bool {
    !text.trim().is_empty()
}

//! What a check finds.

use crate::analysis::figure;
use crate::package::Record;

/// How many records at fault are named before the rest is counted.
const NAMED: usize = 3;

/// What a check finds.
pub(super) struct Found {
    /// The record at fault, or another place than the check's own.
    pub anchor: Option<String>,
    /// What is there, or what exactly is missing.
    pub detail: Result<String, String>,
}

impl From<Result<String, String>> for Found {
    fn from(detail: Result<String, String>) -> Self {
        Self { anchor: None, detail }
    }
}

impl Found {
    /// A text that must be written.
    pub fn text(text: &str) -> Self {
        if written(text) { Ok("Written.".to_owned()) } else { Err("Not written yet.".to_owned()) }.into()
    }

    /// Something there must be so many of.
    pub fn number(count: usize, least: usize, (one, many): (&str, &str)) -> Self {
        let have = figure::counted(count, one, many);
        match count {
            _ if count >= least => Ok(format!("{have}.")),
            0 => Err(format!(
                "No {one} yet{}.",
                if least > 1 { format!("; {least} are asked for") } else { String::new() }
            )),
            _ => Err(format!("Only {have}; {least} are asked for.")),
        }
        .into()
    }

    /// Something each record of a list must have; `lacks` names what one of them has not. A list with
    /// no record is not complete.
    pub fn each<R: Record>(records: &[R], name: impl Fn(&R) -> &str, lacks: impl Fn(&R) -> Vec<&'static str>) -> Self {
        let mut anchor = None;
        let mut faults = Vec::new();
        for (index, record) in records.iter().enumerate() {
            let lacking = lacks(record);
            if !lacking.is_empty() {
                anchor.get_or_insert_with(|| record.id().to_string());
                faults.push(format!("{} lacks {}", named::<R>(name(record), index), figure::list(&lacking)));
            }
        }
        let detail = if records.is_empty() {
            Err(format!("No {} yet.", R::NOUN))
        } else if faults.is_empty() {
            Ok("For each of them.".to_owned())
        } else {
            Err(sentence(&faults))
        };
        Self { anchor, detail }
    }
}

/// A record's name, or its place in the list when it has none.
fn named<R: Record>(name: &str, index: usize) -> String {
    if written(name) { name.trim().to_owned() } else { format!("{} {}", R::NOUN, index + 1) }
}

/// Some faults as one sentence; those beyond the first few are counted.
pub(super) fn sentence(faults: &[String]) -> String {
    let mut text = faults.iter().take(NAMED).map(String::as_str).collect::<Vec<_>>().join("; ");
    if faults.len() > NAMED {
        text += &format!("; and {} more", faults.len() - NAMED);
    }
    text + "."
}

/// The names of the parts that are not there.
pub(super) fn lacking(parts: &[(&'static str, bool)]) -> Vec<&'static str> {
    parts.iter().filter(|(_, there)| !there).map(|(name, _)| *name).collect()
}

/// Whether something is written.
pub(super) fn written(text: &str) -> bool {
    !text.trim().is_empty()
}

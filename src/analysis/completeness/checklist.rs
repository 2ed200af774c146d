//! A list of what is required, as it is being checked.

use crate::analysis::figure;
use crate::findings::{RequiredItem, Screen};
use crate::package::Record;

/// How many records at fault are named before the rest is counted.
const NAMED: usize = 3;

/// What is required, in order.
#[derive(Default)]
pub(super) struct Checklist {
    items: Vec<RequiredItem>,
}

/// Something required: its identifier, what it is, and where it belongs.
#[derive(Clone, Copy)]
pub(super) struct Item {
    pub id: &'static str,
    pub label: &'static str,
    pub screen: Screen,
    pub anchor: &'static str,
}

/// An item with its place.
pub(super) const fn item(id: &'static str, label: &'static str, screen: Screen, anchor: &'static str) -> Item {
    Item { id, label, screen, anchor }
}

impl Checklist {
    /// Every item checked.
    pub fn finish(self) -> Vec<RequiredItem> {
        self.items
    }

    /// An item with what is there or what is missing.
    pub fn check(&mut self, item: Item, found: Result<String, String>) {
        self.lead(item, item.anchor.to_owned(), found);
    }

    /// A text that must be written.
    pub fn text(&mut self, item: Item, text: &str) {
        let words = text.split_whitespace().count();
        let found = if words == 0 { Err("Not written yet.".to_owned()) } else { Ok("Written.".to_owned()) };
        self.check(item, found);
    }

    /// A list of texts that must have at least one entry.
    pub fn texts(&mut self, item: Item, texts: &[String]) {
        let count = texts.iter().filter(|text| !text.trim().is_empty()).count();
        self.number(item, count, 1, ("entry", "entries"));
    }

    /// Something there must be so many of.
    pub fn number(&mut self, item: Item, count: usize, least: usize, (one, many): (&str, &str)) {
        let have = figure::counted(count, one, many);
        let found = match count {
            _ if count >= least => Ok(format!("{have}.")),
            0 => Err(format!(
                "No {one} yet{}.",
                if least > 1 { format!("; {least} are asked for") } else { String::new() }
            )),
            _ => Err(format!("Only {have}; {least} are asked for.")),
        };
        self.check(item, found);
    }

    /// Something each record of a list must have; `lacks` names what one of them has not. A list with
    /// no record is not complete.
    pub fn each<R: Record>(
        &mut self,
        item: Item,
        records: &[R],
        name: impl Fn(&R) -> &str,
        lacks: impl Fn(&R) -> Vec<&'static str>,
    ) {
        let mut anchor = None;
        let mut faults = Vec::new();
        for (index, record) in records.iter().enumerate() {
            let lacking = lacks(record);
            if !lacking.is_empty() {
                anchor.get_or_insert_with(|| record.id().to_string());
                faults.push(format!("{} lacks {}", named::<R>(name(record), index), figure::list(&lacking)));
            }
        }
        let found = if records.is_empty() {
            Err(format!("No {} yet.", R::NOUN))
        } else if faults.is_empty() {
            Ok("For each of them.".to_owned())
        } else {
            Err(sentence(&faults))
        };
        self.lead(item, anchor.unwrap_or_else(|| item.anchor.to_owned()), found);
    }

    /// An item that leads to `anchor`.
    pub fn lead(&mut self, item: Item, anchor: String, found: Result<String, String>) {
        let done = found.is_ok();
        let (Ok(detail) | Err(detail)) = found;
        self.items.push(RequiredItem {
            id: item.id.to_owned(),
            label: item.label.to_owned(),
            screen: item.screen,
            anchor,
            done,
            detail,
        });
    }
}

/// A record's name, or its place in the list when it has none.
fn named<R: Record>(name: &str, index: usize) -> String {
    if name.trim().is_empty() { format!("{} {}", R::NOUN, index + 1) } else { name.trim().to_owned() }
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

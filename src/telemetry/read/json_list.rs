//! A JSON list of records.

use serde::Deserializer;

use super::ReadOptions;
use super::error::ReadError;
use super::format::{Beginning, Format, Records, Sureness};
use super::json_record::{JsonTable, ListOf};
use super::source::Source;
use crate::telemetry::ledger::FileKind;

pub const FORMAT: Format = Format { name: "JSON", endings: &["json"], kind: FileKind::Telemetry, recognise, read };

/// A CSV header such as `[ms],{x}` is no list; what begins as only a list does is one, however it goes on: a broken one
/// is refused as such.
fn recognise(beginning: &Beginning) -> Sureness {
    match beginning.letters() {
        [Some(b'['), next] if next.is_none_or(|next| b"[]{\"'-0123456789,".contains(&next)) => Sureness::Certain,
        [Some(b'['), _] if beginning.is_alone_on_its_line() || beginning.has_literal_behind() => Sureness::Certain,
        [Some(b'['), _] if beginning.is_named(FORMAT.endings) => Sureness::Named,
        _ => Sureness::No,
    }
}

fn read(source: &mut Source, _: &ReadOptions) -> Result<Records, ReadError> {
    let mut table = JsonTable::default();
    let mut json = serde_json::Deserializer::from_reader(source);
    let result = json.deserialize_seq(ListOf(&mut table)).and_then(|()| json.end());
    table.finish(result, "JSON, a list of records")
}

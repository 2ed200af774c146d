//! JSON Lines: a record a line.

use serde::de::DeserializeSeed;

use super::ReadOptions;
use super::error::ReadError;
use super::format::{Beginning, Format, Records, Sureness};
use super::json_record::{JsonTable, Record};
use super::source::Source;
use crate::telemetry::ledger::FileKind;

pub const FORMAT: Format =
    Format { name: "JSON Lines", endings: &["jsonl", "ndjson"], kind: FileKind::Telemetry, recognise, read };

/// A file of one record is often named as a list is. What begins as only a record does is one, however it goes on, such
/// as `{'a': 1}`: it is refused as broken JSON.
fn recognise(beginning: &Beginning) -> Sureness {
    let is_named = || beginning.is_named(FORMAT.endings) || beginning.is_named(super::json_list::FORMAT.endings);
    match beginning.letters() {
        [Some(b'{'), next] if next.is_none_or(|next| b"\"'},".contains(&next)) => Sureness::Certain,
        [Some(b'{'), _] if beginning.is_alone_on_its_line() || beginning.has_name_behind() => Sureness::Certain,
        [Some(b'{'), _] if is_named() => Sureness::Named,
        _ => Sureness::No,
    }
}

fn read(source: &mut Source, _: &ReadOptions) -> Result<Records, ReadError> {
    let mut table = JsonTable::default();
    let result = lines(source, &mut table);
    if result.is_ok() {
        table.refuse_wrapped_list()?;
    }
    table.finish(result, "JSON Lines")
}

fn lines(source: &mut Source, table: &mut JsonTable) -> Result<(), serde_json::Error> {
    let mut json = serde_json::Deserializer::from_reader(source);
    // `end` fails as long as something other than space follows, and takes nothing of it.
    while json.end().is_err() {
        Record(table).deserialize(&mut json)?;
    }
    Ok(())
}

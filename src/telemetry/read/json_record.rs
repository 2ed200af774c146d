//! Records of JSON, read as they stream by; no tree is built.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::column::ColumnBuilder;
use super::error::ReadError;
use super::format::{Origin, Records};
use super::record_table::RecordTable;
use crate::telemetry::ledger::{Note, NoteKind, Place};

/// A record within a record within a record… names its fields `a.b.c`, down to so many.
const MOST_LEVELS: usize = 16;

/// From here on whole numbers come as doubles, as those with an exponent do: 2⁶³, the greatest whole number below zero.
const BEYOND_WHOLE: f64 = 9_223_372_036_854_775_808.0;

/// What is wrong with JSON, and where.
pub fn explain(error: serde_json::Error) -> ReadError {
    if error.is_io() {
        let error = std::io::Error::from(error);
        return match error.downcast::<ReadError>() {
            Ok(error) => error,
            Err(error) => ReadError::Source(error),
        };
    }
    let problem = match error.is_eof() {
        true => "it ends in the middle; copy or download it again".to_owned(),
        false => match error.to_string().split(" at line").next().unwrap_or_default() {
            "key must be a string" => {
                "a field's name must be a text in double quotation marks, as Python's json.dump writes it".to_owned()
            }
            problem => problem.to_owned(),
        },
    };
    ReadError::Json { line: error.line(), column: error.column(), problem }
}

/// The table while it is read.
#[derive(Default)]
pub struct JsonTable {
    records: RecordTable,
    /// The present field's whole name.
    path: String,
    lists: Option<Note>,
    /// What is wrong, where serde's own error could not say it.
    problem: Option<ReadError>,
}

impl JsonTable {
    fn row(&self) -> u64 {
        self.records.row()
    }

    fn fail<E: Error>(&mut self, problem: ReadError) -> E {
        self.problem = Some(problem);
        E::custom("not telemetry")
    }

    /// The column of the present path, ready for a cell of the present row.
    fn column<E: Error>(&mut self) -> Result<&mut ColumnBuilder, E> {
        let Self { records, path, problem, .. } = self;
        records.column(path).map_err(|found| {
            *problem = Some(found);
            E::custom("not telemetry")
        })
    }

    fn note_list(&mut self) {
        let place = Place::new(self.row(), &format!("{}: a list", self.path));
        let note = self.lists.get_or_insert_with(|| Note {
            kind: NoteKind::Dropped,
            message: "lists within records, counted as missing".to_owned(),
            ..Note::default()
        });
        note.count += 1;
        if note.places.len() < Note::MOST_PLACES {
            note.places.push(place);
        }
    }

    /// Refuses a document whose only record holds a list, which is what should have been read.
    pub fn refuse_wrapped_list(&self) -> Result<(), ReadError> {
        if self.records.rows() == 1 && self.lists.is_some() {
            let found = "the only record and holds a list: save that list as a file of its own. It is".to_owned();
            return Err(ReadError::NotRecord { row: 1, found });
        }
        Ok(())
    }

    /// The records, given how reading them ended and what the ledger calls their format.
    pub fn finish(self, result: Result<(), serde_json::Error>, parser: &str) -> Result<Records, ReadError> {
        if let Err(error) = result {
            return Err(self.problem.unwrap_or_else(|| explain(error)));
        }
        self.records.finish(parser, self.lists.into_iter().collect(), Origin::default())
    }
}

/// A list of records.
pub struct ListOf<'a>(pub &'a mut JsonTable);

impl<'de> Visitor<'de> for ListOf<'_> {
    type Value = ();

    fn expecting(&self, out: &mut fmt::Formatter) -> fmt::Result {
        out.write_str("a list of records")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        while list.next_element_seed(Record(self.0))?.is_some() {}
        Ok(())
    }
}

/// One record, a row.
pub struct Record<'a>(pub &'a mut JsonTable);

impl<'de> DeserializeSeed<'de> for Record<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<(), D::Error> {
        json.deserialize_any(self)
    }
}

impl Record<'_> {
    fn refuse<E: Error>(self, found: &str) -> Result<(), E> {
        let (row, found) = (self.0.row(), found.to_owned());
        Err(self.0.fail(ReadError::NotRecord { row, found }))
    }
}

impl<'de> Visitor<'de> for Record<'_> {
    type Value = ();

    fn expecting(&self, out: &mut fmt::Formatter) -> fmt::Result {
        out.write_str("a record")
    }

    fn visit_map<A: MapAccess<'de>>(self, fields: A) -> Result<(), A::Error> {
        self.0.path.clear();
        take_fields(self.0, fields, 1)?;
        self.0.records.end_row();
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, _: A) -> Result<(), A::Error> {
        self.refuse("a list")
    }

    fn visit_str<E: Error>(self, _: &str) -> Result<(), E> {
        self.refuse("a text")
    }

    fn visit_bool<E: Error>(self, _: bool) -> Result<(), E> {
        self.refuse("true or false")
    }

    fn visit_u64<E: Error>(self, _: u64) -> Result<(), E> {
        self.refuse("a number")
    }

    fn visit_i64<E: Error>(self, _: i64) -> Result<(), E> {
        self.refuse("a number")
    }

    fn visit_f64<E: Error>(self, _: f64) -> Result<(), E> {
        self.refuse("a number")
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        self.refuse("null")
    }
}

fn take_fields<'de, A: MapAccess<'de>>(table: &mut JsonTable, mut fields: A, level: usize) -> Result<(), A::Error> {
    let outer = table.path.len();
    while fields.next_key_seed(Name(&mut table.path))?.is_some() {
        fields.next_value_seed(Field { table, level })?;
        table.path.truncate(outer);
    }
    Ok(())
}

/// A field's name, added to the path.
struct Name<'a>(&'a mut String);

impl<'de> DeserializeSeed<'de> for Name<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<(), D::Error> {
        json.deserialize_str(self)
    }
}

impl Visitor<'_> for Name<'_> {
    type Value = ();

    fn expecting(&self, out: &mut fmt::Formatter) -> fmt::Result {
        out.write_str("a field's name")
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<(), E> {
        if !self.0.is_empty() {
            self.0.push('.');
        }
        self.0.push_str(name);
        Ok(())
    }
}

/// A field's value, a cell or a record within.
struct Field<'a> {
    table: &'a mut JsonTable,
    level: usize,
}

impl<'de> DeserializeSeed<'de> for Field<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<(), D::Error> {
        json.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Field<'_> {
    type Value = ();

    fn expecting(&self, out: &mut fmt::Formatter) -> fmt::Result {
        out.write_str("a value")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<(), E> {
        self.table.column()?.push(text.as_bytes());
        Ok(())
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<(), E> {
        self.table.column()?.push(if value { b"true" } else { b"false" });
        Ok(())
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<(), E> {
        whole(self.table, value as f64, value <= 1 << 53, &value)
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<(), E> {
        whole(self.table, value as f64, value.unsigned_abs() <= 1 << 53, &value)
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<(), E> {
        let column = self.table.column()?;
        match value.is_finite() {
            false => column.push_missing(),
            true if value.abs() >= BEYOND_WHOLE && value.fract() == 0.0 => column.push_perhaps_rounded(value),
            true => column.push_number(value),
        }
        Ok(())
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        self.table.column()?.push_missing();
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, fields: A) -> Result<(), A::Error> {
        if self.level == MOST_LEVELS {
            let row = self.table.row();
            return Err(self.table.fail(ReadError::TooDeep { row, most: MOST_LEVELS }));
        }
        take_fields(self.table, fields, self.level + 1)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        while list.next_element::<IgnoredAny>()?.is_some() {}
        self.table.note_list();
        self.table.column()?.push_missing();
        Ok(())
    }
}

/// A whole number; one beyond what a double holds goes by its text, so that the ledger notes it.
fn whole<E: Error>(table: &mut JsonTable, value: f64, exact: bool, text: &dyn fmt::Display) -> Result<(), E> {
    let column = table.column()?;
    if exact {
        column.push_number(value)
    } else {
        column.push(text.to_string().as_bytes())
    }
    Ok(())
}

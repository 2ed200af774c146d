mod doubling;
mod listed;
mod marks;
mod round_trip;
mod rows;

use super::*;
use crate::telemetry::describe::describe;
use crate::telemetry::guess::{Guesses, guess};
use crate::telemetry::ledger::NoteKind;

fn read_with(bytes: &[u8], options: &ReadOptions) -> Result<Reading, ReadError> {
    read(&mut &*bytes, options, &mut |_| {})
}

fn read_bytes(bytes: &[u8]) -> Result<Reading, ReadError> {
    read_with(bytes, &ReadOptions::default())
}

fn good(bytes: &[u8]) -> Reading {
    read_bytes(bytes).unwrap_or_else(|error| panic!("{}: {error}", String::from_utf8_lossy(bytes)))
}

/// Each column as "name:kind cell|cell|…".
fn written(table: &Table) -> Vec<String> {
    let column = |column: &Column| {
        let cells: Vec<_> = (0..table.rows).map(|row| column.values.cell(row)).collect();
        format!("{}:{} {}", column.name, crate::telemetry::describe::kind_of(&column.values).label(), cells.join("|"))
    };
    table.columns.iter().map(column).collect()
}

fn check(bytes: &[u8], parser: &str, expected: &[&str]) {
    let reading = good(bytes);
    assert_eq!(written(&reading.table), expected, "{}", String::from_utf8_lossy(bytes));
    assert_eq!(reading.ledger.parser, parser);
}

fn utf16(text: &str, unit: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(unit).collect()
}

#[test]
fn every_form_reads_to_the_same_columns() {
    let expected = ["option:text A|B", "ms:number 1.5|2"];
    let comma = "CSV, comma, UTF-8";
    for text in [
        "option,ms\nA,1.5\nB,2\n",
        "option,ms\r\nA,1.5\r\nB,2",
        "option,ms\rA,1.5\rB,2\r",
        "\u{feff}option,ms\nA,1.5\n\nB,2.0\n\n",
        "\"option\",\"ms\"\n\"A\",\"1.5\"\n\"B\",\"2\"",
        " option ,ms\nA, 1.5\nB,2 \n",
        "option,ms\nA,1.5,\nB,2,\n",
    ] {
        check(text.as_bytes(), comma, &expected);
    }
    check(b"option;ms\nA;1,5\nB;2\n", "CSV, semicolon, UTF-8", &expected);
    check(b"option\tms\nA\t1.5\nB\t2\n", "TSV, UTF-8", &expected);
    check(b"option|ms\nA|1.5\nB|2\n", "CSV, bar, UTF-8", &expected);
    let list = "JSON, a list of records, UTF-8";
    check(b" [{\"option\":\"A\",\"ms\":1.5},{\"ms\":2,\"option\":\"B\"}]\n", list, &expected);
    check(b"{\"option\":\"A\",\"ms\":1.5}\n{\"option\":\"B\",\"ms\":\"2\"}\n", "JSON Lines, UTF-8", &expected);
    check(b"{\n  \"option\": \"A\", \"ms\": 1.5\n}\n{\"option\": \"B\", \"ms\": 2e0}", "JSON Lines, UTF-8", &expected);
}

#[test]
fn a_format_is_told_by_its_beginning_and_then_by_the_file_s_name() {
    let check = |text: &str, file_name: &str, expected: &str| {
        let beginning = Beginning { text: text.as_bytes(), file_name };
        assert_eq!(Format::of(FORMATS, &beginning).name, expected, "{text:?} {file_name:?}");
    };
    let (list, lines, csv) = ("JSON", "JSON Lines", "CSV");
    check("[{\"a\": 1}]", "", list);
    check("[\n  [", "", list);
    check("[", "", list);
    check("{\"a\": 1}\n", "", lines);
    check("{ }", "x.csv", lines);
    check("a,b\n1,2\n", "", csv);
    check("[ms],{x}\n", "", csv);
    check("{x},b\n", "x.csv", csv);
    check("[ms],{x}\n", "x.json", list);
    check("{x: 1}\n", "x.NDJSON", lines);
    check("{x: 1}\n", "x.json", lines);
    check("a,b\n1,2\n", "x.json", csv);
    check("[\n,\n{\"a\":1}\n]", "", list);
    check("[\nx", "x.csv", list);
    check("[true, 1]", "", list);
    check("['a', 'b']", "", list);
    check("[None, 1]", "", list);
    check("[time],[total]\n1,2\n", "", csv);
    check("[true north],b\n1,2\n", "", csv);
    check("{'a': 1}\n{'a': 2}\n", "", lines);
    check("{'a': 1}\n", "x.csv", lines);
    check("{a: 1}\n", "", lines);
    check("{\n a", "", lines);
    check("{a},{b}\n1,2\n", "", csv);
}

#[test]
fn encodings() {
    let text = "größe,名\nä,1\n𝄞,2\n";
    let expected = ["größe:text ä|𝄞", "名:number 1|2"];
    check(text.as_bytes(), "CSV, comma, UTF-8", &expected);
    check(&utf16(&format!("\u{feff}{text}"), u16::to_le_bytes), "CSV, comma, UTF-16 LE", &expected);
    check(&utf16(&format!("\u{feff}{text}"), u16::to_be_bytes), "CSV, comma, UTF-16 BE", &expected);
    check(&utf16("ab,c\nä,1\n", u16::to_le_bytes), "CSV, comma, UTF-16 LE", &["ab:text ä", "c:number 1"]);
    check(b"gr\xf6\xdfe,\x80\n\xe4,1\n", "CSV, comma, Latin-1", &["größe:text ä", "€:number 1"]);
    // Two texts that would be one letter of UTF-8 if they stood together.
    check(b"a,b\n\xc3,1\n\xa9,2\n", "CSV, comma, Latin-1", &["a:text Ã|©", "b:number 1|2"]);
}

#[test]
fn cut_anywhere_the_text_is_the_same() {
    /// Gives a few bytes at a time.
    struct Dripping<'a>(&'a [u8], usize);
    impl Read for Dripping<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
            let count = self.1.min(self.0.len()).min(buffer.len());
            buffer[..count].copy_from_slice(&self.0[..count]);
            self.0 = &self.0[count..];
            Ok(count)
        }
    }
    let row = "\"a \"\"quoted\"\", long\ncell\",𝄞,12.5\r\n".repeat(20_000);
    for bytes in [format!("x,y,z\r\n{row}").into_bytes(), utf16(&format!("\u{feff}x,y,z\r\n{row}"), u16::to_le_bytes)] {
        let mut heard = Vec::new();
        let reading =
            read(&mut Dripping(&bytes, 7_919), &ReadOptions::default(), &mut |bytes| heard.push(bytes)).unwrap();
        assert_eq!(reading.table.rows, 20_000);
        assert_eq!(reading.table.columns[0].values.cell(19_999), "a \"quoted\", long\ncell");
        assert_eq!(reading.table.columns[1].values.texts().unwrap().distinct().collect::<Vec<_>>(), ["𝄞"]);
        assert_eq!(reading.ledger.sha256, crate::package::digest::of_bytes(&bytes));
        assert_eq!(reading.ledger.bytes, bytes.len() as u64);
        assert!(heard.is_sorted() && heard.last() == Some(&(bytes.len() as u64)) && heard.len() > 2);
    }
}

#[test]
fn kinds_of_columns() {
    let expected = [
        "id:text 007|008|009",
        "when:time 2026-01-05|2026-01-12T08:30Z|",
        "score:number 1||3",
        "note:text NA||x",
        "empty:number ||",
        "ok:text true|false|",
    ];
    let csv =
        "id,when,score,note,empty,ok\n007,2026-01-05,1,NA,,true\n008,2026-01-12T08:30Z,NA,,,false\n009,n/a,3.0,x,,\n";
    check(csv.as_bytes(), "CSV, comma, UTF-8", &expected);
}

#[test]
fn json_fields_may_be_nested_absent_or_lists() {
    let json = br#"[{"a": 1, "in": {"b": "x", "c": {"d": null}}}, {"a": null, "list": [1, [2]], "e": true}]"#;
    let reading = good(json);
    let expected = ["a:number 1|", "in.b:text x|", "in.c.d:number |", "list:number |", "e:text |true"];
    assert_eq!(written(&reading.table), expected);
    assert_eq!(reading.ledger.notes[0].kind, NoteKind::Dropped);
    assert_eq!(reading.ledger.notes[0].places[0].text, "list: a list");
}

#[test]
fn a_few_cells_that_are_no_numbers_are_listed_and_missing() {
    let rows: String = (0..40).map(|row| if row == 17 { "timeout\n".to_owned() } else { format!("{row}\n") }).collect();
    let reading = good(format!("ms\n{rows}").as_bytes());
    assert!(reading.table.columns[0].values.is_missing(17));
    let note = &reading.ledger.notes[0];
    assert_eq!((note.kind, note.count, note.column.as_str()), (NoteKind::Coerced, 1, "ms"));
    assert_eq!((note.places[0].row, note.places[0].text.as_str()), (18, "timeout"));
    // Too many of them, and the column is texts with nothing lost.
    check(b"ms\n1.50\n+2\ntimeout\n1e3\n", "CSV, comma, UTF-8", &["ms:text 1.50|+2|timeout|1e3"]);
}

#[test]
fn a_long_column_turns_into_texts_with_nothing_lost() {
    let cells: Vec<String> =
        (0..30_000).map(|row| if row % 2 == 0 { format!("{row}.50") } else { format!("job {row}") }).collect();
    let reading = good(format!("cell\n{}\n", cells.join("\n")).as_bytes());
    let column = &reading.table.columns[0].values;
    assert!(cells.iter().enumerate().all(|(row, cell)| column.cell(row) == cell.as_str()));
}

#[test]
fn what_is_not_finite_or_not_exact_is_listed() {
    let reading = good(b"a,b\nNaN,9007199254740993\n-inf,2\n1e999,3\n4,4\n");
    assert_eq!(written(&reading.table), ["a:number |||4", "b:number 9007199254740992|2|3|4"]);
    let notes: Vec<_> = reading.ledger.notes.iter().map(|note| (note.kind, note.column.as_str(), note.count)).collect();
    assert_eq!(notes, [(NoteKind::Coerced, "a", 3), (NoteKind::Imprecise, "b", 1)]);
    for (whole, listed) in [
        ("9007199254740993", 1),
        ("-9007199254740993", 1),
        ("18446744073709551615", 1),
        ("18446744073709551616", 1),
        ("-9223372036854775809", 1),
        ("123456789012345678901234567890", 1),
        ("9007199254740992", 0),
        ("12345678901234567.5", 0),
        ("1.5", 0),
    ] {
        let reading = good(format!("[{{\"b\": {whole}}}, {{\"b\": 1}}]").as_bytes());
        let notes = &reading.ledger.notes;
        assert_eq!(notes.iter().filter(|note| note.kind == NoteKind::Imprecise).count(), listed, "{whole}");
        assert!(reading.table.columns[0].values.numbers().is_some());
    }
}

#[test]
fn commas_in_numbers() {
    let read = |text: &str, decimal_comma| {
        let reading = read_with(text.as_bytes(), &ReadOptions { decimal_comma, ..Default::default() }).unwrap();
        (written(&reading.table).join(" "), reading.questions == [Question::DecimalMark])
    };
    let clear = "a;b\n1,5;2\n1,234;3\n";
    assert_eq!(read(clear, None), ("a:number 1.5|1.234 b:number 2|3".to_owned(), false));
    assert_eq!(read(clear, Some(false)).0, "a:text 1,5|1,234 b:number 2|3");
    let unclear = "a;b\n1,234;2\n";
    assert_eq!(read(unclear, None), ("a:number 1.234 b:number 2".to_owned(), true));
    assert_eq!(read(unclear, Some(false)), ("a:number 1234 b:number 2".to_owned(), false));
    let quoted = "a,b\n\"1,234\",2\n";
    assert_eq!(read(quoted, None), ("a:number 1234 b:number 2".to_owned(), true));
    assert_eq!(read(quoted, Some(true)).0, "a:number 1.234 b:number 2");
    assert_eq!(read("a;b\n1.234,5;2\n1.234;3\n", None).0, "a:number 1234.5|1234 b:number 2|3");
    assert_eq!(
        read("a,b\n\"1,234,567\",2\n\"1,234\",3\n", None),
        ("a:number 1234567|1234 b:number 2|3".to_owned(), false)
    );
    // A text column with such a cell raises no question.
    assert!(!read("a,b\n\"1,234\",2\nx,3\n", None).1);
    let note = read_with(unclear.as_bytes(), &ReadOptions::default()).unwrap().ledger.notes.remove(0);
    assert_eq!((note.kind, note.count), (NoteKind::Ambiguous, 1));
}

#[test]
fn bad_input_is_refused_with_its_place() {
    let wide = format!("{}\n1\n", (0..10_000).map(|column| format!("c{column}")).collect::<Vec<_>>().join(","));
    let long = format!("a,b\n1,{}\n", "x".repeat(2 << 20));
    let runaway = format!("a,b\n1,2\n3,\"4\n{}", "5,6\n".repeat(400_000));
    let deep = format!("[{}1{}]", "{\"a\":".repeat(40), "}".repeat(40));
    let deeper = format!("[{{\"a\":{}", "[".repeat(10_000));
    let ragged = format!("a,b\n{}1,2,3\n", "1,2\n".repeat(50));
    let brackets = "[".repeat(10_000);
    let cases: &[(&[u8], &str)] = &[
        (b"", "The file is empty."),
        (b"\xef\xbb\xbf \r\n \n", "The file is empty."),
        (b"[]", "The file is empty."),
        (b"[{}]", "The file is empty."),
        (b"PK\x03\x04\x14\x00", "The file is not text: it begins as a zip file or a spreadsheet"),
        (b"a,b\n1,\x002\n", "The file is not text: byte 7 is zero."),
        (b"a,b\n", "The file has a header with 2 columns but no rows beneath it."),
        (b"a,b", "The file has a header with 2 columns but no rows beneath it."),
        (b"a,b\n1,2\n3\n", "Row 2 (line 3) has 1 cells, but the header has 2; 1 of 2 rows differ."),
        (ragged.as_bytes(), "Row 51 (line 52) has 3 cells, but the header has 2; 1 of 51 rows differ."),
        (b"a,b\n1,2\n3,\"4\n5,6\n", "A quotation mark opened in row 2 (line 3) is never closed."),
        (b"a,\"b\n1,2\n", "A quotation mark opened in row 0 (line 1) is never closed."),
        (runaway.as_bytes(), "A quotation mark opened in row 2 (line 3) is never closed."),
        (b"a,b, a \n1,2,3\n", "Columns 1 and 3 are both named \"a\"."),
        (wide.as_bytes(), "The file has more than 1000 columns (row 0)."),
        (long.as_bytes(), "Row 1 (line 2) is longer than 1048576 bytes."),
        (deep.as_bytes(), "Row 1 is nested more than 16 levels deep."),
        (deeper.as_bytes(), "The JSON breaks off or is wrong at line 1, column "),
        (brackets.as_bytes(), "Row 1 of the JSON is a list, not a record"),
        (b"[1, 2]", "Row 1 of the JSON is a number, not a record"),
        (b"[{\"a\": 1}, null]", "Row 2 of the JSON is null, not a record"),
        (b"[{\"a\": 1}, {\"a\": 2", "The JSON breaks off or is wrong at line 1, column 18: it ends in the middle"),
        (b"{\"a\": 1}\n{\"a\": nope}\n", "The JSON breaks off or is wrong at line 2, column "),
        (b"[{\"a\": 1}] x", "The JSON breaks off or is wrong at line 1, column 12: trailing characters"),
        (b"[\n,\n{\"a\":1}\n]", "The JSON breaks off or is wrong at line 2, column 1: expected value"),
        (b"{'a': 1}\n", "The JSON breaks off or is wrong at line 1, column 2: a field's name must be a text in double"),
        (b"[{'a': 1}]", "The JSON breaks off or is wrong at line 1, column 3: a field's name must be a text in double"),
        (b"[{\"a\": 1, \"a\": 2}]", "Row 1 has the field \"a\" twice."),
        (b"{\"data\": [{\"a\": 1}]}", "Row 1 of the JSON is the only record and holds a list"),
    ];
    for (bytes, expected) in cases {
        let beginning = String::from_utf8_lossy(&bytes[..bytes.len().min(60)]).into_owned();
        match read_bytes(bytes) {
            Ok(reading) => panic!("{beginning:?} was read as {:?}", written(&reading.table)),
            Err(error) => assert!(error.to_string().starts_with(expected), "{beginning:?}: {error}"),
        }
    }
}

#[test]
fn few_ragged_rows_are_dropped_and_listed() {
    let reading = good(format!("a,b\n{}1,2,3\n{}", "1,2\n".repeat(150), "1,2\n".repeat(50)).as_bytes());
    assert_eq!(reading.table.rows, 200);
    let note = &reading.ledger.notes[0];
    assert_eq!((note.kind, note.count, note.places[0].row), (NoteKind::Dropped, 1, 151));
    assert_eq!(note.places[0].text, "1 | 2 | 3");
}

#[test]
fn a_source_that_breaks_says_so() {
    struct Breaking;
    impl Read for Breaking {
        fn read(&mut self, _: &mut [u8]) -> std::io::Result<usize> {
            Err(std::io::Error::other("the disk went away"))
        }
    }
    let error = read(&mut Breaking, &ReadOptions::default(), &mut |_| {}).unwrap_err();
    assert!(error.to_string().contains("the disk went away"), "{error}");
}

/// The weekly history of three rollout engines, as shipped with the page.
#[test]
fn the_sample_is_read_whole() {
    let reading = good(include_bytes!("../../../public/samples/rollout-engines-weekly.csv"));
    assert_eq!((reading.table.rows, reading.table.columns.len()), (697, 9));
    assert!(reading.ledger.notes.is_empty());
    let guesses = Guesses { label: Some("option".to_owned()), time: Some("week".to_owned()), ordered: true };
    assert_eq!(guess(&reading.table), guesses);
    let description = describe(&reading.table, &reading.ledger);
    let kinds: Vec<_> = description.columns.iter().map(|column| column.kind.label()).collect();
    assert_eq!(kinds[..3], ["time", "text", "number"]);
    assert!(kinds[2..].iter().all(|kind| *kind == "number"));
    let share = &description.columns[8];
    assert_eq!((share.rows, share.missing), (697, SHARE_MISSING));
    let commits = &description.columns[2];
    let found = [commits.mean, commits.min, commits.max, commits.p50, commits.p95, commits.p99];
    for (found, expected) in found.iter().zip(COMMITS) {
        assert!((found.unwrap() - expected).abs() < 1e-9, "{found:?} {expected}");
    }
}

/// numpy 2.4.6 on the sample: weeks without a share; mean, min, max and quantiles of `commits`.
const SHARE_MISSING: u64 = 275;
const COMMITS: [f64; 6] = [2.9110473457675754, 0.0, 25.0, 1.0, 12.0, 18.0];

/// The first rows of a run of the load generator hey, `-o csv`.
#[test]
fn a_load_test_is_read() {
    let hey = "response-time,DNS+dialup,DNS,Request-write,Response-delay,Response-read,status-code,offset\n\
               0.0031,0.0004,0.0000,0.0001,0.0024,0.0001,200,0.0345\n\
               0.0043,0.0004,0.0000,0.0001,0.0036,0.0001,500,0.0345\n";
    let reading = good(hey.as_bytes());
    assert!(reading.table.columns.iter().all(|column| column.values.numbers().is_some()));
    assert_eq!(reading.table.column("status-code").unwrap().values.cell(1), "500");
    assert_eq!(guess(&reading.table).time.as_deref(), Some("offset"));
}

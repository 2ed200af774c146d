//! Rows that do not fit, stray quotation marks, and what the first row is.

use super::*;

/// The kinds, columns and places of what the ledger says, with its words.
fn notes(reading: &Reading) -> Vec<(String, String, u64, Vec<u64>)> {
    let note = |note: &crate::telemetry::ledger::Note| {
        let rows = note.places.iter().map(|place| place.row).collect();
        (note.message.clone(), note.column.clone(), note.count, rows)
    };
    reading.ledger.notes.iter().map(note).collect()
}

#[track_caller]
fn refused(text: &str, expected: &str) {
    match read_bytes(text.as_bytes()) {
        Ok(reading) => panic!("{text:?} was read as {:?}", written(&reading.table)),
        Err(error) => assert!(error.to_string().starts_with(expected), "{text:?}: {error}"),
    }
}

#[test]
fn an_empty_cell_too_many_is_none_only_if_every_row_has_it() {
    refused(
        "ms,errors,comment\n10,1,\n20,,2,\n30,3,\n",
        "Row 2 (line 3) has 4 cells, but the header has 3; 1 of 3 rows",
    );
    refused("ms,errors\n10,1,\n20,2,x\n", "Row 1 (line 2) has 3 cells, but the header has 2; 2 of 2 rows differ.");
    refused("ms,errors\n10,1,\n20,2\n30,3,\n", "Row 1 (line 2) has 3 cells, but the header has 2; 2 of 3 rows differ.");
    refused("ms,errors\n10,1,,\n20,2,,\n", "Row 1 (line 2) has 4 cells, but the header has 2; 2 of 2 rows differ.");
    refused("errors,comment\n10,1,x\n20,2,\n", "Row 1 (line 2) has 3 cells");
    let reading = good(b"ms,errors\n10,1,\n20,2, \n");
    assert_eq!(written(&reading.table), ["ms:number 10|20", "errors:number 1|2"]);
    assert!(notes(&reading)[0].0.starts_with("an empty cell at the end of every row"), "{:?}", notes(&reading));
}

#[test]
fn a_row_that_differs_late_is_never_shifted() {
    let regular = "1,2,\n".repeat(20_000);
    refused(
        &format!("a,b\n{regular}3,,4\n{regular}"),
        "Row 1 (line 2) has 3 cells, but the header has 2; 40001 of 40001",
    );
    refused(&format!("a,b\n{regular}3,4\n"), "Row 1 (line 2) has 3 cells, but the header has 2; 20000 of 20001 rows");
    let regular = "1,2\n".repeat(20_000);
    let reading = good(format!("a,b\n{regular}3,4,\n").as_bytes());
    assert_eq!((reading.table.rows, notes(&reading)[0].3.as_slice()), (20_000, [20_001].as_slice()));
}

#[test]
fn stray_quotation_marks_are_in_the_ledger() {
    let reading = good(b"name,size\n\"fine\" x,5\" disk\n\"plain\",\"6\"\" disk\"\n");
    assert_eq!(written(&reading.table), ["name:text fine x|plain", "size:text 5\" disk|6\" disk"]);
    let found: Vec<_> = notes(&reading).into_iter().map(|(what, column, _, rows)| (what, column, rows)).collect();
    assert_eq!(found[0].0, "text behind the closing quotation mark, kept as part of the cell");
    assert_eq!((found[0].1.as_str(), found[0].2.as_slice()), ("name", [1].as_slice()));
    assert!(found[1].0.starts_with("a quotation mark within a cell"), "{found:?}");
    assert_eq!((found[1].1.as_str(), found[1].2.as_slice()), ("size", [1].as_slice()));
    let reading = good(b"a \"b\",c\n1,x\n");
    assert_eq!((notes(&reading)[0].1.as_str(), notes(&reading)[0].3[0]), ("a \"b\"", 0));
}

#[test]
fn rows_swallowed_by_a_quotation_mark_are_refused_with_their_line() {
    refused("a,b\n1,\"x\n2,y\n3,\"z\"\n", "Row 1 (line 2) runs on to line 4");
    refused("a,b,c\n0,0,0\n1,1,\"x\n2,2,y\n3,3,tall 6\"\n4,4,z\n", "Row 2 (line 3) runs on to line 5");
    let regular = "1,2\n".repeat(500);
    refused(&format!("a,b\n{regular}1,\"x\n2\",y,z\n"), "Row 501 (line 502) runs on to line 503");
    // A text of several lines is a text.
    let reading = good(b"a,b,c\n1,\"one, two\nthree\",x\n");
    assert!(reading.ledger.notes.is_empty());
    let reading = good(b"a,b\n1,\"Dear all\nthanks, both\"\n");
    assert_eq!((notes(&reading)[0].2, notes(&reading)[0].3[0]), (1, 1));
}

#[test]
fn a_first_row_of_numbers_is_asked_about() {
    let read =
        |text: &str, header| read_with(text.as_bytes(), &ReadOptions { header, ..ReadOptions::default() }).unwrap();
    let reading = read("10,1\n20,2\n", None);
    assert_eq!(reading.questions, [Question::FirstRow]);
    assert_eq!(written(&reading.table), ["column 1:number 10|20", "column 2:number 1|2"]);
    assert_eq!(
        (reading.ledger.notes[0].kind, reading.ledger.notes[0].places[0].text.as_str()),
        (NoteKind::Ambiguous, "10 | 1")
    );
    let reading = read("2024,2025\n20,2\n", Some(true));
    assert_eq!(
        (written(&reading.table), reading.questions),
        (vec!["2024:number 20".to_owned(), "2025:number 2".to_owned()], vec![])
    );
    let reading = read("a,b\n20,2\n", Some(false));
    assert_eq!(written(&reading.table), ["column 1:text a|20", "column 2:text b|2"]);
    for text in ["week,1\n1,2\n", ",0,1\n1,2,3\n", "A\n1\n", "2026-01-05,1\nx,2\n"] {
        assert_eq!(read(text, None).questions, [], "{text:?}");
    }
    assert_eq!(read("1,1\n2,2\n", None).table.rows, 2);
    assert_eq!(read("5\n6\n", None).table.rows, 2);
}

#[test]
fn places_are_right_without_a_header() {
    refused("1,2\n3\n", "Row 2 (line 2) has 1 cells, but the header has 2");
    refused("1,2\n3,\"4\n", "A quotation mark opened in row 2 (line 2) is never closed.");
}

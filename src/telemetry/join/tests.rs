use proptest::prelude::*;

use super::*;
use crate::package::evidence::ImportedFile;

/// Files as (name, label or nothing where a column of theirs holds the labels, text), joined.
fn joined(label_column: &str, files: &[(&str, &str, &str)]) -> Result<Reading, ReadError> {
    let labelled = |(name, label, text): &(&str, &str, &str)| LabelledFile {
        label: (*label).to_owned(),
        file: ImportedFile { file_name: (*name).to_owned(), bytes: text.len() as u64, ..ImportedFile::default() },
        ..LabelledFile::default()
    };
    let source = JoinedFiles {
        label_column: label_column.to_owned(),
        files: files.iter().map(labelled).collect(),
        ..JoinedFiles::default()
    };
    let bytes: String = files.iter().map(|(.., text)| *text).collect();
    read_joined(&source, &mut bytes.as_bytes(), &mut |_| {})
}

fn rows(reading: &Reading) -> Vec<String> {
    let table = &reading.table;
    let row =
        |row| table.columns.iter().map(|column| column.values.cell(row).into_owned()).collect::<Vec<_>>().join("|");
    (0..table.rows).map(row).collect()
}

fn names(reading: &Reading) -> Vec<&str> {
    reading.table.columns.iter().map(|column| column.name.as_str()).collect()
}

fn said(reading: &Reading) -> Vec<String> {
    reading.ledger.notes.iter().map(|note| format!("{}:{}: {}", note.column, note.count, note.message)).collect()
}

#[test]
fn the_rows_of_each_file_stand_under_its_label() {
    let files = [("a.csv", "rules", "ms,ok\n1,1\n2,0\n"), ("b.csv", "bayes", "ok,ms\n1,3\n")];
    let reading = joined("system", &files).unwrap();
    assert_eq!(names(&reading), ["system", "ms", "ok"]);
    assert_eq!(rows(&reading), ["rules|1|1", "rules|2|0", "bayes|3|1"]);
    assert_eq!(said(&reading), [""; 0]);
    let parts: Vec<_> = reading.ledger.parts.iter().map(|part| (part.source.as_str(), part.rows)).collect();
    assert_eq!(parts, [("a.csv", 2), ("b.csv", 1)]);
    assert_eq!(reading.ledger.parts[1].sha256, crate::package::digest::of_bytes(files[1].2.as_bytes()));
}

#[test]
fn a_column_that_a_file_lacks_is_left_missing_and_said() {
    let reading =
        joined("system", &[("a.csv", "A", "ms,tokens\n1,5\n"), ("b.csv", "B", "ms,note\n2,x\n3,y\n")]).unwrap();
    assert_eq!(rows(&reading), ["A|1|5|", "B|2||x", "B|3||y"]);
    assert_eq!(
        said(&reading),
        [
            "tokens:2: there is no such column in b.csv, so its rows have no value there",
            "note:1: there is no such column in a.csv, so its rows have no value there",
        ]
    );
}

#[test]
fn a_column_of_two_kinds_is_texts_and_said() {
    let files = [("a.csv", "A", "code,day\n1,2026-01-05\n"), ("b.csv", "B", "code,day\nx1,2026-01-06\n")];
    let reading = joined("system", &files).unwrap();
    assert_eq!(rows(&reading), ["A|1|2026-01-05", "B|x1|2026-01-06"]);
    assert!(matches!(reading.table.columns[2].values, Values::Time(_)));
    let expected = "code:1: taken for texts, as they are in another file, though they are none in a.csv";
    assert_eq!(said(&reading), [expected]);
    let empty = joined("system", &[("a.csv", "A", "ms,x\n1,2\n"), ("b.csv", "B", "ms,x\n2,\n")]).unwrap();
    assert_eq!((rows(&empty), said(&empty)), (vec!["A|1|2".to_owned(), "B|2|".to_owned()], Vec::new()));
}

#[test]
fn files_with_labels_of_their_own_are_joined_by_them() {
    let quality = "option,score\nA,1\nB,2\nB,3\nA,4\n";
    let latency = "ms,engine\n5,a\n6,B\n7,B\n";
    let reading = joined("option", &[("q.csv", "", quality), ("l.csv", "", latency)]).unwrap();
    assert_eq!(rows(&reading), ["A|1|", "B|2|", "B|3|", "A|4|", "A||5", "B||6", "B||7"]);
    assert_eq!(reading.ledger.parts[1].label_column, "engine");
}

#[test]
fn rows_of_the_same_label_and_moment_are_one() {
    let quality = "week,option,score\n2026-01-05,A,1\n2026-01-05,B,2\n2026-01-12,A,3\n";
    let cost = "option,week,cost\nA,2026-01-12,30\nB,2026-01-05T00:00,20\nB,2026-01-12,40\n";
    let reading = joined("option", &[("q.csv", "", quality), ("c.csv", "", cost)]).unwrap();
    assert_eq!(names(&reading), ["option", "week", "score", "cost"]);
    let rows = rows(&reading);
    assert_eq!(rows[0], "A|2026-01-05|1|");
    assert!(rows[1].starts_with("B|2026-01-05") && rows[1].ends_with("|2|20"), "{}", rows[1]);
    assert_eq!(rows[2..], ["A|2026-01-12|3|30", "B|2026-01-12||40"]);
    assert_eq!(
        said(&reading),
        [
            ":2: rows of the same option and week in two files, made one row",
            ":1: no such option and week in q.csv, so its columns have no value there",
            ":1: no such option and week in c.csv, so its columns have no value there",
        ]
    );
    let again = joined("option", &[("q.csv", "", quality), ("q2.csv", "", quality)]).unwrap();
    assert_eq!(again.table.rows, 6, "columns that two files share are not thrown together");
}

#[test]
fn what_cannot_be_joined_says_why() {
    let check = |files: &[(&str, &str, &str)], expected: &str| {
        assert_eq!(joined("system", files).unwrap_err().to_string(), expected);
    };
    let good = ("a.csv", "A", "ms\n1\n");
    check(
        &[good, ("b.csv", "B", "ms,system\n1,x\n")],
        "b.csv: there is a column “system” already. Give the column of labels another name.",
    );
    check(
        &[good, ("b.csv", "", "ms\n1\n")],
        "b.csv: no column tells which alternative a row belongs to. Give the file a label.",
    );
    check(
        &[good, ("b.csv", "B", "")],
        "b.csv: The file is empty. Choose a CSV or JSON file with at least a header and one row.",
    );
}

proptest! {
    /// Whatever columns the files share, every cell comes out where it was and none is made up.
    #[test]
    fn no_cell_is_lost_or_made_up(
        files in prop::collection::vec(prop::collection::vec(prop::collection::vec(0_u8..100, 1..4), 1..6), 2..4)
    ) {
        // Column c of a file stands only if its rows are at least c + 1 wide; rows are cut to the narrowest.
        let texts: Vec<String> = files.iter().map(|rows| {
            let width = rows.iter().map(Vec::len).min().unwrap_or(1);
            let header: Vec<String> = (0..width).map(|column| format!("c{column}")).collect();
            let line = |row: &Vec<u8>| row[..width].iter().map(ToString::to_string).collect::<Vec<_>>().join(",");
            let lines: Vec<String> = std::iter::once(header.join(",")).chain(rows.iter().map(line)).collect();
            lines.join("\n") + "\n"
        }).collect();
        let labels = ["A", "B", "C"];
        let given: Vec<(&str, &str, &str)> =
            texts.iter().zip(labels).map(|(text, label)| (label, label, text.as_str())).collect();
        let reading = joined("label", &given).unwrap();
        let mut row = 0;
        for (rows, label) in files.iter().zip(labels) {
            let width = rows.iter().map(Vec::len).min().unwrap_or(1);
            for cells in rows {
                prop_assert_eq!(reading.table.columns[0].values.cell(row), label);
                for column in 0..3 {
                    let found = reading.table.column(&format!("c{column}")).map(|it| it.values.cell(row).into_owned());
                    let cell = cells.get(column).filter(|_| column < width);
                    let expected = cell.map(ToString::to_string).unwrap_or_default();
                    prop_assert_eq!(found.unwrap_or_default(), expected);
                }
                row += 1;
            }
        }
        prop_assert_eq!(row, reading.table.rows);
    }
}

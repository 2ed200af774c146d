use super::*;
use proptest::prelude::*;

/// Every row's cells and line, the text given `piece` more bytes at a time; `None` when a quotation mark is
/// never closed.
fn scanned(text: &[u8], piece: usize) -> Option<Vec<(u64, Vec<Vec<u8>>)>> {
    let mut scanner = Scanner::new(b',');
    let (mut rows, mut found) = (Rows::default(), Vec::new());
    let (mut held, mut rest) = (Vec::new(), text);
    loop {
        let taken = scanner.scan(&mut held, rest.is_empty(), &mut rows);
        found.extend(rows.iter(&held).map(|row| (row.line, row.cells().map(<[u8]>::to_vec).collect())));
        held.drain(..taken);
        if rows.is_empty() {
            if rest.is_empty() {
                return held.is_empty().then_some(found);
            }
            let (more, after) = rest.split_at(piece.min(rest.len()));
            held.extend_from_slice(more);
            rest = after;
        }
    }
}

fn cells(text: &str) -> Option<Vec<(u64, Vec<String>)>> {
    let texts = |cells: Vec<Vec<u8>>| cells.into_iter().map(|cell| String::from_utf8(cell).unwrap()).collect();
    Some(scanned(text.as_bytes(), 7)?.into_iter().map(|(line, cells)| (line, texts(cells))).collect())
}

#[test]
fn rows_begin_on_their_lines_whatever_ends_those() {
    let row = |line, cells: &[&str]| (line, cells.iter().map(|cell| (*cell).to_owned()).collect::<Vec<_>>());
    for text in ["a,b\n\n\"c\n\nd\",e\nf", "a,b\r\n\r\n\"c\n\nd\",e\r\nf\r\n", "a,b\r\r\"c\n\nd\",e\rf\r"] {
        let expected = [row(1, &["a", "b"]), row(3, &["c\n\nd", "e"]), row(6, &["f"])];
        assert_eq!(cells(text).unwrap(), expected, "{text:?}");
    }
}

#[test]
fn an_open_quotation_mark_is_left_over() {
    assert_eq!(cells("a\n\"b,\"\"\n"), None);
    assert_eq!(cells("a,\""), None);
    assert!(cells("a,\"\"").is_some());
}

#[test]
fn rows_that_do_not_fit_are_refused() {
    let check = |cells, expected: &[(usize, u64, usize)], kept: &[&[u8]]| {
        let mut text = *b"1,2\n3\n4,5, \n6,7,8\n9,0\n1,1,,\n";
        let mut rows = Rows::default();
        Scanner::new(b',').scan(&mut text, true, &mut rows);
        let mut refused = Vec::new();
        rows.keep_fitting(&text, 2, cells, &mut |place, row| refused.push((place, row.line, row.len())));
        assert_eq!(refused, expected);
        let column = rows.column(&text, 1, 2);
        assert_eq!((0..column.len()).map(|row| column.cell(row)).collect::<Vec<_>>(), kept);
    };
    check(2, &[(1, 2, 1), (2, 3, 3), (3, 4, 3), (5, 6, 4)], &[b"2", b"0"]);
    check(3, &[(0, 1, 2), (1, 2, 1), (3, 4, 3), (4, 5, 2), (5, 6, 4)], &[b"5"]);
}

#[test]
fn stray_quotation_marks_are_found_with_their_place() {
    let check = |text: &str, expected: &[(usize, u64, usize, Stray)]| {
        let mut text = text.as_bytes().to_vec();
        let mut rows = Rows::default();
        Scanner::new(b',').scan(&mut text, true, &mut rows);
        let found: Vec<_> =
            rows.stray_cells(&text).map(|cell| (cell.row, cell.line, cell.column, cell.stray)).collect();
        assert_eq!(found, expected);
    };
    check("a,\"b\"\n\"c\"\"\",\"d\" \n", &[]);
    check("a,5\" disk\"\n", &[(0, 1, 1, Stray::Within)]);
    check(" \"a\",b\n", &[(0, 1, 0, Stray::Within)]);
    let behind = |spans_lines| Stray::Behind { spans_lines };
    check("a,b\n\"fine\" x,1\n", &[(1, 2, 0, behind(false))]);
    check("\"a\"\"\"b\"c\n", &[(0, 1, 0, behind(false))]);
    check("a,b\n\nx,\"1\ny,2\nz,\"3\"\n", &[(1, 3, 1, behind(true))]);
}

#[test]
fn a_row_of_several_lines_may_be_several_rows() {
    let check = |text: &str, expected: &[(u64, bool)]| {
        let mut text = text.as_bytes().to_vec();
        let mut rows = Rows::default();
        Scanner::new(b',').scan(&mut text, true, &mut rows);
        let found: Vec<_> = rows.iter(&text).map(|row| (row.further_lines, row.reads_as_rows)).collect();
        assert_eq!(found, expected);
    };
    check("a,b\n\"one\ntwo\",1\n", &[(0, false), (1, false)]);
    check("a,\"1\r\nb,2\r\nc,3\"\r\nd,4\r\n", &[(2, true), (0, false)]);
    check("\"a\nb\"\n", &[(1, false)]);
}

proptest! {
    /// The csv crate, the reference, closes an open quotation mark at the end of the text.
    #[test]
    fn cells_are_those_of_the_csv_crate(text in "[a,\"\n\r é]{0,90}", piece in 1_usize..80) {
        if let Some(found) = scanned(text.as_bytes(), piece) {
            let reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
            let expected: Vec<Vec<Vec<u8>>> = reader
                .into_byte_records()
                .map(|record| record.unwrap().iter().map(<[u8]>::to_vec).collect())
                .collect();
            prop_assert_eq!(found.into_iter().map(|(_, cells)| cells).collect::<Vec<_>>(), expected);
        }
    }

    #[test]
    fn written_cells_are_read_back(table in prop::collection::vec(prop::collection::vec("[a-c,\"\n\r ]{0,40}", 3), 1..20)) {
        let mut writer = csv::Writer::from_writer(Vec::new());
        table.iter().for_each(|row| writer.write_record(row).unwrap());
        let found = cells(&String::from_utf8(writer.into_inner().unwrap()).unwrap()).unwrap();
        prop_assert_eq!(found.into_iter().map(|(_, cells)| cells).collect::<Vec<_>>(), table);
    }
}

//! Decimal marks, spaces, letter cases and signs.

use super::*;

/// Columns, what is asked, and the first note's words.
fn read_marks(text: &str, decimal_comma: Option<bool>) -> (String, bool, String) {
    let reading = read_with(text.as_bytes(), &ReadOptions { decimal_comma, ..ReadOptions::default() }).unwrap();
    let said = reading.ledger.notes.iter().map(|note| note.message.as_str()).collect::<Vec<_>>().join("; ");
    (written(&reading.table).join(" "), reading.questions.contains(&Question::DecimalMark), said)
}

#[test]
fn a_point_beside_decimal_commas_separates_thousands_or_is_asked_about() {
    let check = |text: &str, decimal_comma, expected: &str, asks: bool, said: &str| {
        let (found, asked, words) = read_marks(text, decimal_comma);
        assert_eq!((found.as_str(), asked), (expected, asks), "{text:?}: {words}");
        assert!(words.contains(said) && words.is_empty() == said.is_empty(), "{text:?}: {words}");
    };
    let thousands = "the point read as a separator of thousands";
    let decimal = "the point read as the decimal mark";
    // As somebody said.
    check("a\n1.234\n2.500\n", Some(true), "a:number 1234|2500", false, thousands);
    check("a\n1.234.567\n2.500\n", Some(true), "a:number 1234567|2500", false, thousands);
    check("a\n1.5\n1.234\n", Some(true), "a:number 1.5|1.234", false, decimal);
    check("a\n1.234\n2.500\n", Some(false), "a:number 1.234|2.5", false, "");
    // As the column shows.
    check("a;b\n0,5;x\n1.234;x\n+2.500;x\n", None, "a:number 0.5|1234|2500 b:text x|x|x", true, thousands);
    check("a;b\n0,5;x\n1.234,5;x\n2.500;x\n", None, "a:number 0.5|1234.5|2500 b:text x|x|x", false, thousands);
    check("a;b\n0,5;x\n1.5;x\n1.234;x\n", None, "a:number 0.5|1.5|1.234 b:text x|x|x", true, decimal);
    // As another column shows.
    check("a;b\n0,5;1.234\n1,5;2.500\n", None, "a:number 0.5|1.5 b:number 1234|2500", true, thousands);
    check("a;b\n0,5;1.234\n1,5;2.55\n", None, "a:number 0.5|1.5 b:number 1.234|2.55", true, decimal);
    // Nothing speaks for decimal commas: texts least of all.
    check("a,b\n1.234,x\n2.500,\"0,5\"\n", None, "a:number 1.234|2.5 b:text x|0,5", false, "");
    check("a\n1.234\n2.500\n", None, "a:number 1.234|2.5", false, "");
    check("a\n1.234.567\n2.500\n", None, "a:text 1.234.567|2.500", false, "");
}

#[test]
fn an_exponent_leaves_no_doubt_about_the_comma() {
    let (found, asked, _) = read_marks("a;b\n1,5e3;2\n-1,234E-2;3\n", None);
    assert_eq!((found.as_str(), asked), ("a:number 1500|-0.01234 b:number 2|3", false));
    assert_eq!(read_marks("a;b\n1,5e3;2\n", Some(false)).0, "a:text 1,5e3 b:number 2");
}

#[test]
fn a_leading_zero_never_has_thousands_behind_it() {
    assert_eq!(read_marks("a;b\n0,125;2\n", None).0, "a:number 0.125 b:number 2");
    assert_eq!(read_marks("a;b\n0,125;2\n", Some(false)).0, "a:text 0,125 b:number 2");
}

#[test]
fn texts_are_trimmed_and_labels_are_one() {
    let reading = good(b"option,ms\nA ,1\n\" A\",2\n a,3\nB,4\n");
    assert_eq!(written(&reading.table), ["option:text A|A|A|B", "ms:number 1|2|3|4"]);
    let said: Vec<_> = reading.ledger.notes.iter().map(|note| (note.message.as_str(), note.count)).collect();
    assert_eq!(said[0], ("spaces around the text left out", 3));
    assert!(said[1].0.starts_with("read as another text of the column that differs in upper"), "{said:?}");
    let places: Vec<_> = reading.ledger.notes[1].places.iter().map(|place| (place.row, place.text.as_str())).collect();
    assert_eq!(places, [(3, "a")]);
    // Many different texts are no labels.
    let rows: String = (0..50).map(|row| format!("id{row},1\nID{row},2\n")).collect();
    let reading = good(format!("id,ms\n{rows}").as_bytes());
    assert_eq!(reading.table.columns[0].values.texts().unwrap().distinct().len(), 100);
    assert_eq!(good(b"[{\"o\": \" A\"}, {\"o\": \"A\"}]").ledger.notes[0].count, 1);
}

#[test]
fn a_column_s_notes_are_counted_beyond_the_places_they_list() {
    let rows: String = (0..100).map(|row| format!("A , {row}\n")).collect();
    let reading = good(format!("option,ms\n{rows}").as_bytes());
    let note = &reading.ledger.notes[0];
    assert_eq!((note.count, note.places.len(), reading.ledger.notes.len()), (100, 20, 1));
}

use std::fmt::Write as _;

use crate::telemetry::ledger::FileKind;
use crate::telemetry::read::{ReadOptions, Reading, read};
use crate::telemetry::table::Values;

fn read_text(text: &str) -> Reading {
    let options = ReadOptions { file_name: "run-1.xml".to_owned(), ..ReadOptions::default() };
    read(&mut text.as_bytes(), &options, &mut |_| {}).unwrap()
}

fn refused(text: &str) -> String {
    let options = ReadOptions { file_name: "run-1.xml".to_owned(), ..ReadOptions::default() };
    read(&mut text.as_bytes(), &options, &mut |_| {}).unwrap_err().to_string()
}

/// Each row as "suite case status passed seconds message".
fn rows(reading: &Reading) -> Vec<String> {
    let cells =
        |row: usize| reading.table.columns.iter().skip(1).map(|column| column.values.cell(row)).collect::<Vec<_>>();
    (0..reading.table.rows).map(|row| cells(row).join(" ").trim_end().to_owned()).collect()
}

fn notes(reading: &Reading) -> Vec<String> {
    reading.ledger.notes.iter().map(|note| format!("{} {}", note.message, note.places[0].text)).collect()
}

#[test]
fn a_report_of_pytest_is_read() {
    let reading = read_text(include_str!("../../../../tests/formats/junit-numpy-extract.xml"));
    assert_eq!((reading.table.rows, reading.ledger.kind), (46, FileKind::TestRun));
    assert_eq!(
        (reading.ledger.format.as_str(), reading.ledger.recorded.0.as_str()),
        ("JUnit XML (pytest)", "2026-11-21")
    );
    let status = reading.table.column("status").unwrap();
    let count = |word: &str| (0..46).filter(|row| status.values.cell(*row) == word).count();
    assert_eq!((count("passed"), count("skipped")), (32, 14));
    assert_eq!(
        reading.table.column("passed").unwrap().values.missing(),
        14,
        "what was skipped neither passed nor failed"
    );
    assert!(matches!(reading.table.column("seconds").unwrap().values, Values::Number(_)));
    assert_eq!(
        notes(&reading),
        ["a suite that says another number of tests than it lists line 1: pytest: 1121, but 46 are listed"]
    );
}

#[test]
fn what_came_of_each_case_is_told() {
    let text = "<?xml version='1.0'?>\n<testsuites><testsuite name='api' tests='6'>\n\
        <testcase classname='a.B' name='passes' time='0.25'/>\n\
        <testcase name='fails' time='1,000.5'><failure message='expected 3 &lt; 2'>trace</failure></testcase>\n\
        <testcase name='breaks'><skipped/><failure message='first'/><error type='IOError'/></testcase>\n\
        <testcase name='rests' time='soon'><skipped message='later'/></testcase>\n\
        <testcase time='0'><system-out><![CDATA[<failure/>]]></system-out></testcase>\n\
        <testcase name='again'><flakyFailure message='timed out'/></testcase>\n</testsuite></testsuites>";
    let reading = read_text(text);
    assert_eq!(
        rows(&reading),
        [
            "a.B passes passed yes 0.25",
            "api fails failed no 1000.5 expected 3 < 2",
            "api breaks error no  IOError",
            "api rests skipped   later",
            "api  passed yes 0",
            "api again failed no  timed out",
            "api again passed yes",
        ]
    );
    assert_eq!(
        notes(&reading),
        [
            "a time that is no number of seconds line 6: soon",
            "test cases without a name line 7: ",
            "an attempt before the last one, a row of its own line 8: again",
        ]
    );
}

#[test]
fn entities_never_expand_and_nothing_is_fetched() {
    let mut bomb = "<?xml version='1.0'?>\n<!DOCTYPE t [<!ENTITY a 'ha'>".to_owned();
    for level in 0..40 {
        let _ = write!(bomb, "<!ENTITY b{level} '{}'>", "&a;".repeat(20));
    }
    bomb += "<!ENTITY secret SYSTEM 'file:///etc/passwd'>]>\n";
    bomb += "<testsuite name='s'><testcase name='&b39;'>&secret;</testcase><testcase name='&secret;'/></testsuite>";
    let reading = read_text(&bomb);
    assert_eq!(rows(&reading), ["s &b39; passed yes", "s &secret; passed yes"]);
    assert_eq!(reading.ledger.notes.len(), 2);
    assert!(reading.ledger.notes[0].message.contains("document types"));
    assert_eq!(reading.ledger.notes[1].count, 2);
}

#[test]
fn what_is_no_report_is_refused_with_its_line() {
    let check = |text: &str, expected: &str| {
        let message = refused(text);
        assert!(message.contains(expected), "{text}: {message}");
    };
    check("<testsuite>\n<testcase name='a'>\n", "wrong at line 3: it ends in the middle");
    check("<testsuite>\n<testcase name='a'></testsuite>", "line 2");
    check("<testsuite>\n\n<testcase name='a' time/></testsuite>", "line 3");
    check("<testsuite><testcase name='a'><testcase name='b'/></testcase></testsuite>", "stands within another");
    check("<testsuite name='empty'/>", "lists no test case");
    check("<?xml version='1.0'?><report><line/></report>", "lists no test case");
    check(&format!("<testsuite>{}", "<x>".repeat(100_000)), "nested more than 64 levels");
}

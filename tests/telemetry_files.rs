//! What the command line says of telemetry files that could be read in two ways, or not at all.

mod terminal;

use serde_json::{Value, json};
use terminal::{Folder, check, out};

#[test]
fn rows_are_never_shifted() {
    let folder = Folder::new("shifted");
    let file = folder.file("load.csv", "ms,errors,comment\n10,1,\n20,,2,\n30,3,\n");
    check(&["describe", &file], 2, &["load.csv: Row 2 (line 3) has 4 cells, but the header has 3"]);
    let file = folder.file("quote.csv", "a,b\n1,\"x\n2,y\n3,\"z\"\n");
    check(&["describe", &file], 2, &["Row 1 (line 2) runs on to line 4"]);
    let file = folder.file("stray.csv", "name,size\n\"fine\" x,5\" disk\nB,6\n");
    check(&["describe", &file], 0, &["name: text behind the closing quotation mark", "size: a quotation mark within"]);
}

#[test]
fn what_can_be_read_in_two_ways_is_asked_about() {
    let folder = Folder::new("questions");
    let bare = folder.file("bare.csv", "10,1\n20,2\n");
    check(&["describe", &bare], 0, &["bare.csv: 2 rows", "What is left to say", "Say --header or --no-header."]);
    check(&["describe", &bare, "--header"], 0, &["bare.csv: 1 row, "]);
    check(&["describe", &bare, "--header", "--no-header"], 2, &["Choose either --header or --no-header."]);
    let found: Value = serde_json::from_str(&out(&["describe", &bare, "--json"])).unwrap();
    assert_eq!(found["questions"], json!(["first_row"]));
    let german = folder.file("german.csv", "a;b\n0,5;x\n1.234;x\n");
    check(&["describe", &german], 0, &["Say --decimal-comma or --decimal-point.", "the point read as a separator"]);
    let found: Value = serde_json::from_str(&out(&["describe", &german, "--json", "--decimal-comma"])).unwrap();
    assert_eq!((&found["questions"], &found["columns"][0]["max"]), (&json!([]), &json!(1234.0)));
}

#[test]
fn spaces_and_letter_cases_make_no_other_label() {
    let folder = Folder::new("labels");
    let file = folder.file("load.csv", "option,ms\nA ,1\n\" A\",2\n a,3\n");
    check(&["describe", &file], 0, &["option: spaces around the text left out", "upper and lower case alone"]);
}

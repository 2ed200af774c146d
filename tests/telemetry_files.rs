//! What the command line says of telemetry files that could be read in two ways, or not at all.

mod terminal;

use serde_json::{Value, json};
use shipworthy::package::digest;
use terminal::{Folder, check, out, run};

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

#[test]
fn an_older_package_keeps_its_reading_of_a_first_row_of_numbers() {
    let folder = Folder::new("older");
    let csv = "10,20\n1,5\n3,7\n";
    let written = |column: &str| {
        let (_, mut document) = folder.package();
        let package = &mut document["package"];
        let dataset = package["evidence"]["datasets"][0]["id"].clone();
        let (sha256, bytes) = (digest::of_bytes(csv.as_bytes()), csv.len());
        let source = json!({"kind": "imported", "file_name": "load.csv", "bytes": bytes, "sha256": sha256});
        let alternative = package["alternatives"][0]["id"].clone();
        let file = json!({"id": dataset, "name": "Load", "source": source, "alternative": alternative});
        package["evidence"]["datasets"] = json!([file]);
        let measure = json!({"id": "mean", "name": "Mean", "dataset": dataset, "column": column, "statistic": "mean"});
        package["evidence"]["measures"] = json!([measure]);
        document["telemetry"] = json!({ dataset.as_str().unwrap(): {"encoding": "utf8", "text": csv} });
        folder.file("older.json", document.to_string())
    };
    let value = |column: &str| {
        let file = written(column);
        let found: Value =
            serde_json::from_slice(&run(&["score", &file, "--accept-changed", "--json"]).stdout).unwrap();
        (found["estimates"][0]["n"].clone(), found["estimates"][0]["value"].clone())
    };
    assert_eq!(value("10"), (json!(2), json!(2.0)));
    assert_eq!(value("column 1"), (json!(3), json!(14.0 / 3.0)));
}

//! What the command line says of decision matrices at the edge of what can be scored, and what names may do to it.

mod terminal;

use serde_json::{Value, json};
use terminal::{Folder, check, out, run, text};

#[test]
fn nothing_scored_is_no_success() {
    let folder = Folder::new("unscored");
    let gaps = folder.file("gaps.csv", "x,A,B\nE,,1\nF,2,\n");
    check(&["score", "--matrix", &gaps], 1, &["E is not ranked: it has no value for “A”."]);
    check(&["score", "--matrix", &gaps, "--json"], 1, &["\"rank\": null"]);
    let some = folder.file("some.csv", "x,A,B\nE,1,1\nF,2,\n");
    check(&["score", "--matrix", &some], 0, &["F is not ranked"]);
}

#[test]
fn values_near_the_greatest_there_are_give_a_message_and_no_rank() {
    let folder = Folder::new("limits");
    for (name, values) in
        [("great.csv", ["1e308", "-1e308"]), ("square.csv", ["1e200", "2"]), ("near.csv", ["1e-310", "0"])]
    {
        let file = folder.file(name, format!("x,A,B\nE,{},1\nF,{},2\n", values[0], values[1]));
        check(
            &["score", "--matrix", &file],
            1,
            &["Nothing is ranked: the values or the scale of “A” lie beyond 1e150"],
        );
    }
    let scale = folder.file("scale.csv", "x,A\nworst,-1e300\nbest,1e300\nE,1\nF,2\n");
    check(&["score", "--matrix", &scale], 1, &["Nothing is ranked"]);
    let fit =
        folder.file("fit.csv", "x,A,B\nweight,1e308,1e308\npreference,gaussian:1e-200,usual\nE,1e140,1\nF,-1e140,2\n");
    let found: Value = serde_json::from_str(&out(&["score", "--matrix", &fit, "--json"])).unwrap();
    for one in found["alternatives"].as_array().unwrap() {
        for score in ["weighted_sum", "topsis", "promethee"] {
            assert!(one[score].is_f64() && one["rank"].is_u64(), "{one}");
        }
    }
}

#[test]
fn how_sure_a_long_ranking_is_comes_when_asked_for() {
    let folder = Folder::new("many");
    let rows: String = (0..201).map(|row| format!("E{row},{},{}\n", row % 17, row % 5)).collect();
    let file = folder.file("many.csv", format!("x,A,B\n{rows}"));
    check(&["score", "--matrix", &file], 0, &["E16", "How sure the ranking of 201 alternatives is"]);
    let brief: Value = serde_json::from_str(&text(&run(&["score", "--matrix", &file, "--json"]).stdout)).unwrap();
    assert_eq!((&brief["robustness"], &brief["alternatives"][0]["rank"].is_u64()), (&Value::Null, &true));
    let whole = out(&["score", "--matrix", &file, "--json", "--robustness", "--draws", "100"]);
    let whole: Value = serde_json::from_str(&whole).unwrap();
    assert_eq!(whole["smaa"]["pairwise"].as_array().unwrap().len(), 201);
    assert_eq!(whole["alternatives"], brief["alternatives"]);
}

#[test]
fn a_name_steers_no_terminal() {
    let folder = Folder::new("steering");
    let name = "A\u{1b}[31m\u{9b}2J\u{202e}\rB";
    let unseen = |letter: char| letter.is_control() && letter != '\n' || letter == '\u{202e}';
    let file = folder.file("names.csv", format!("x,\"{name}\"\n\"{name}\",1\nF,2\n"));
    let (_, mut document) = folder.package();
    for kind in ["alternatives", "criteria", "gates", "risks"] {
        document["package"][kind][0]["name"] = json!(name);
    }
    document["package"]["risks"][0]["owner"] = json!("");
    document["package"]["title"] = json!(name);
    document[name] = json!(name);
    let package = folder.file("names.json", document.to_string());
    for arguments in [
        &["score", "--matrix", &file][..],
        &["score", "--matrix", &file, "--json"],
        &["describe", &file],
        &["describe", &file, "--json"],
        &["check", &package, "--accept-changed"],
        &["score", &package, "--accept-changed"],
        &["verify", &package],
        &["verify", &package, "--json"],
        &["score", name],
        &["render", name, &package],
    ] {
        let output = run(arguments);
        let said = text(&output.stdout) + &text(&output.stderr);
        assert!(!said.contains(unseen), "{arguments:?}: {:?}", said.chars().find(|letter| unseen(*letter)));
        assert!(said.contains("\\u{1b}[31m") || said.contains("\\u001b[31m"), "{arguments:?}: {said}");
    }
}

//! The command line, run as people run it.

mod terminal;

use std::io::Write;
use std::path::Path;
use std::process::Stdio;

use serde_json::{Value, json};
use terminal::{Folder, check, command, out, run, text};

#[test]
fn help_names_every_command() {
    for command in
        ["new", "check", "score", "describe", "render", "sign", "verify", "diff", "merge", "settle", "schema"]
    {
        check(&["--help"], 0, &[&format!("shipworthy {command}")]);
        check(&[command, "--help"], 0, &[&format!("shipworthy {command}")]);
        check(&["help", command], 0, &[&format!("shipworthy {command}")]);
    }
    check(&["--version"], 0, &["shipworthy 0."]);
}

#[test]
fn what_is_not_understood_is_said() {
    check(&[], 2, &["Name a command", "shipworthy check FILE"]);
    check(&["dance"], 2, &["There is no command “dance”"]);
    check(&["check"], 2, &["Name a file"]);
    check(&["check", "a", "b"], 2, &["Name one file only"]);
    check(&["check", "a", "--fast"], 2, &["There is no option --fast here"]);
    check(&["check", "nowhere.json"], 2, &["nowhere.json: There is no such file."]);
    check(&["new"], 2, &["Choose a template with --template. Available: mlops-release"]);
    check(&["new", "--template", "other"], 2, &["There is no template “other”"]);
    check(&["new", "--template", "mlops-release", "--seed", "-1"], 2, &["--seed takes a whole number from 0"]);
    check(&["new", "--template", "mlops-release", "--seed"], 2, &["--seed needs a value"]);
    check(
        &["render", "song", "a"],
        2,
        &[
            "Available: json, markdown, memo, notebook, tables, charts, model-card, crosswalk, crosswalk-json, kit, argo, flagger, prometheus, openslo, grafana, actions, zip.",
        ],
    );
    check(&["score", "a", "--method"], 2, &["--method needs a value"]);
}

#[test]
fn a_new_package_is_complete_and_verifies() {
    let folder = Folder::new("new");
    let file = folder.0.join("new.json");
    let file = file.to_str().unwrap();
    assert_eq!(out(&["new", "--template", "mlops-release", "-o", file]), "");
    check(&["check", file], 0, &["Complete: all "]);
    check(&["verify", file], 0, &["Verified: every field follows"]);
    let document: Value = serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap();
    assert_eq!(document["format"], "shipworthy-package");
    assert_eq!(document["workspace"]["alternatives"].as_array().unwrap().len(), 3);
}

#[test]
fn a_blank_package_is_led_from_its_question_to_a_first_verdict() {
    let folder = Folder::new("blank");
    let file = folder.path("blank.json");
    check(&["new", "--template", "blank", "-o", &file], 0, &[]);
    let asked = ["First steps", "○ 1. Ask the question (Charter).", "○ 8. Read the first verdict (Gates)."];
    check(&["check", &file], 1, &asked);
    let mut document: Value = serde_json::from_str(&std::fs::read_to_string(&file).unwrap()).unwrap();
    document["package"]["charter"]["decision_question"] = json!("May it?");
    let begun = folder.file("begun.json", document.to_string());
    check(&["check", &begun, "--accept-changed"], 1, &["✓ 1. Ask the question: “May it?”", "○ 2. Draw the boundary"]);
    let (example, _) = folder.package();
    assert!(!out(&["check", &example]).contains("First steps"));
}

#[test]
fn a_claim_without_evidence_is_listed() {
    let folder = Folder::new("claims");
    let (_, mut document) = folder.package();
    document["package"]["alternatives"][1]["evidence"] = json!("");
    let file = folder.file("claims.json", document.to_string());
    let said = ["Claims without evidence", "nothing is said of how its strength or risk is known"];
    check(&["check", &file, "--accept-changed"], 1, &said);
    assert!(out(&["render", "markdown", &file, "--accept-changed"]).contains("1 claim stands without evidence."));
}

#[test]
fn a_new_package_overwrites_nothing() {
    let folder = Folder::new("overwrite");
    let file = folder.file("mine.json", "mine");
    check(&["new", "--template", "mlops-release", "-o", &file], 2, &["This file exists already and was left"]);
    assert_eq!(std::fs::read_to_string(file).unwrap(), "mine");
}

#[test]
fn a_copy_has_its_own_identifier_and_title() {
    let folder = Folder::new("copy");
    let (file, original) = folder.package();
    let copy = folder.0.join("copy.json");
    let copy = copy.to_str().unwrap();
    assert_eq!(out(&["new", "--from", &file, "--title", "Second try", "-o", copy]), "");
    check(&["verify", copy], 0, &["Verified: every field follows"]);
    let document: Value = serde_json::from_str(&std::fs::read_to_string(copy).unwrap()).unwrap();
    assert_eq!(document["package"]["title"], "Second try");
    assert_ne!(document["package"]["id"], original["package"]["id"]);
    assert_eq!(document["package"]["gates"], original["package"]["gates"]);
    let untitled: Value = serde_json::from_str(&out(&["new", "--from", &file])).unwrap();
    let title = original["package"]["title"].as_str().unwrap();
    assert_eq!(untitled["package"]["title"], format!("{title} (copy)"));
    check(&["new", "--from", &file, "--template", "x"], 2, &["Choose either --template or --from."]);
}

#[test]
fn rows_of_a_spreadsheet_become_records() {
    let folder = Folder::new("import");
    let (file, original) = folder.package();
    let first = original["package"]["risks"][0]["name"].as_str().unwrap();
    let table = folder.file("risks.csv", format!("Risk,Owner,Mood\nSilent update,ML lead,grim\n\"{first}\",Ana,\n"));
    let said = ["The column “Mood” names no field here and is left out.", "1 new, 1 changed, 0 unchanged."];
    check(&["import", "risks", &table, "--into", &file, "-o", &file], 0, &said);
    check(&["verify", &file], 0, &["Verified: every field follows"]);
    let document: Value = serde_json::from_str(&std::fs::read_to_string(&file).unwrap()).unwrap();
    let risks = document["package"]["risks"].as_array().unwrap();
    assert_eq!(risks.len(), original["package"]["risks"].as_array().unwrap().len() + 1);
    assert_eq!(
        (&risks[0]["owner"], &risks[0]["mitigation"]),
        (&"Ana".into(), &original["package"]["risks"][0]["mitigation"])
    );
    assert_eq!(risks.last().unwrap()["name"], "Silent update");
    check(&["import", "moods", &table, "--into", &file], 2, &["“moods” cannot be imported. Available: risks, gates"]);
    check(&["import", "risks", &table], 2, &["Name the package with --into."]);
    let headless = folder.file("headless.csv", "a,b\n1,2\n");
    check(&["import", "gates", &headless, "--into", &file], 2, &["The first row must name the columns"]);
}

#[test]
fn another_seed_gives_other_telemetry() {
    let folder = Folder::new("seed");
    let (_, usual) = folder.package();
    let seven: Value = serde_json::from_str(&out(&["new", "--template", "mlops-release", "--seed", "7"])).unwrap();
    assert_eq!(seven["package"]["evidence"]["datasets"][0]["source"]["seed"], 7);
    assert_eq!(seven["package"]["settings"]["seed"], 7);
    let value = |document: &Value| document["findings"]["estimates"][0]["value"].clone();
    assert_ne!(value(&seven), value(&usual));
}

#[test]
fn what_is_missing_is_listed() {
    let folder = Folder::new("missing");
    let (_, mut document) = folder.package();
    document["package"]["charter"]["boundary"] = json!("");
    document["package"]["failure_modes"].as_array_mut().unwrap().truncate(1);
    let file = folder.file("gaps.json", document.to_string());
    check(
        &["check", &file, "--accept-changed"],
        1,
        &[
            " items missing.",
            "Charter\n  - The decision boundary, in one paragraph: Not written yet.",
            "Only 1 failure mode",
        ],
    );
}

#[test]
fn findings_come_as_json_and_as_a_table() {
    let folder = Folder::new("score");
    let (file, document) = folder.package();
    let found: Value = serde_json::from_str(&out(&["score", &file, "--json"])).unwrap();
    for key in ["id", "name", "rank", "weighted_sum", "releasable"] {
        assert!(!found["alternatives"][0][key].is_null(), "{key}");
    }
    for key in ["id", "name", "alternative", "verdict", "value", "low", "high", "n"] {
        assert!(found["gates"][0].get(key).is_some(), "{key}");
    }
    assert_eq!(found["outcome"], document["findings"]["outcome"]);
    check(&["score", &file], 0, &["Rank", "Fully automatic", "no: Open risks", "What to do next"]);
}

#[test]
fn the_decision_under_gates_and_its_scope_come_with_the_score() {
    let folder = Folder::new("decision");
    let (file, _) = folder.package();
    let score = |more: &[&str]| -> Value {
        let arguments = [&["score", &file, "--json", "--draws", "200"], more].concat();
        serde_json::from_str(&out(&arguments)).unwrap()
    };
    let found = score(&[]);
    let decision = &found["decision"];
    assert_eq!(decision["scope"], "releasable");
    for key in ["chosen", "nobody", "releasable", "holds", "evidence_value", "waiting"] {
        assert!(decision.get(key).is_some(), "{key}");
    }
    assert_eq!((&decision["chosen"]["automatic"], &decision["releasable"]["automatic"]), (&json!(0.0), &json!(0.0)));
    for key in ["measure", "alternative", "value"] {
        assert!(decision["evidence_value"][0].get(key).is_some(), "{key}");
    }
    assert!(decision["waiting"][0]["rows_factor"] == 0.25 && decision["waiting"][0]["turns"].is_number());
    let winner = |found: &Value| found["verdict"]["winner"].clone();
    assert_eq!((winner(&found), winner(&score(&["--scope", "all"]))), (json!("assisted"), json!("automatic")));
    check(
        &["score", &file],
        0,
        &[
            "among the 2 alternatives that can be released",
            "draws of the uncertain values, Assisted with approval would be released",
        ],
    );
    check(&["score", &file, "--scope", "all"], 0, &["among all 3 alternatives, whether or not they can be released"]);
    check(&["score", &file, "--scope", "some"], 2, &["--scope takes one of releasable, all"]);
}

#[test]
fn a_decision_matrix_is_scored_by_itself() {
    let folder = Folder::new("matrix");
    let csv = "engine,Accuracy,Cost\nweight,60,40\ndirection,max,min\nA,81,11.7±2.5\nB,90,20\nC,70,5\n";
    let file = folder.file("matrix.csv", csv);
    check(
        &["score", "--matrix", &file],
        0,
        &["   1  B ", "How sure\n  - There is no clear winner among all 3 alternatives.", "and A wins."],
    );
    let found: Value = serde_json::from_str(&out(&["score", "--matrix", &file, "--json"])).unwrap();
    assert_eq!(found["alternatives"][1]["rank"], 1);
    // (90 − 70) / (90 − 70) · 0.6 + 0 · 0.4
    assert!((found["alternatives"][1]["weighted_sum"].as_f64().unwrap() - 0.6).abs() < 1e-12);
    for key in ["stability", "joint_shift", "smaa", "verdict", "gates", "outcome"] {
        assert!(!found[key].is_null(), "{key}");
    }
    for key in ["acceptability", "central_weights", "confidence", "pairwise"] {
        assert!(!found["smaa"][key].is_null(), "{key}");
    }
    check(&["score", "--matrix", &folder.file("empty.csv", "")], 2, &["empty.csv: "]);
    check(&["score", "--matrix", &folder.file("latin.csv", b"a,b\n\xe9,1")], 2, &["not UTF-8 text (byte 4)"]);
    check(&["score", "--matrix", &file, "another"], 2, &["“another” is not expected here"]);
}

#[test]
fn settings_can_be_given_with_the_score() {
    let folder = Folder::new("settings");
    let (file, _) = folder.package();
    let ranks = |method: &str| -> Value {
        let found = out(&["score", &file, "--json", "--method", method, "--draws", "100", "--seed", "3"]);
        let found: Value = serde_json::from_str(&found).unwrap();
        let one = &found["alternatives"][0];
        assert_eq!(one["rank"], one["ranks"][method.replace('-', "_").trim_end_matches("_ii")]);
        one["rank"].clone()
    };
    for method in ["weighted-sum", "topsis", "promethee-ii", "promethee_ii"] {
        assert!(ranks(method).is_u64());
    }
    check(&["score", &file, "--method", "dice"], 2, &["--method takes one of weighted-sum, topsis, promethee-ii"]);
    check(&["score", &file, "--normalisation", "none"], 2, &["--normalisation takes one of scale, min-max"]);
    check(&["score", &file, "--draws", "5"], 2, &["--draws takes a whole number from 100 to 1000000"]);
}

#[test]
fn a_package_is_rendered() {
    let folder = Folder::new("render");
    let (file, _) = folder.package();
    let memo = out(&["render", "memo", &file]);
    for heading in ["Context", "Method", "Evidence", "Risks", "Recommendation", "Open questions"] {
        assert!(memo.contains(&format!("\n## {heading}\n")), "{heading}");
    }
    assert_eq!(out(&["render", "json", &file]), std::fs::read_to_string(&file).unwrap());
    let target = folder.0.join("package.md");
    assert_eq!(out(&["render", "markdown", &file, "-o", target.to_str().unwrap()]), "");
    assert!(std::fs::read_to_string(target).unwrap().contains("Rollback"));
    check(&["render", "charts", &file], 2, &["name a folder for them with -o"]);
    let charts = folder.0.join("charts");
    assert_eq!(out(&["render", "charts", &file, "--out", charts.to_str().unwrap()]), "");
    let files: Vec<_> = std::fs::read_dir(&charts).unwrap().map(|entry| entry.unwrap().path()).collect();
    assert!(files.len() > 10, "{files:?}");
    for file in files {
        assert!(std::fs::read_to_string(&file).unwrap().starts_with("<svg "), "{}", file.display());
    }
}

#[test]
fn every_form_of_one_file_comes_through_standard_output() {
    let folder = Folder::new("forms");
    let (file, _) = folder.package();
    let notebook: Value = serde_json::from_str(&out(&["render", "notebook", &file])).unwrap();
    assert_eq!((&notebook["nbformat"], &notebook["nbformat_minor"]), (&json!(4), &json!(5)));
    assert!(out(&["render", "crosswalk", &file]).contains("This is no legal advice."));
    let crosswalk: Value = serde_json::from_str(&out(&["render", "crosswalk-json", &file])).unwrap();
    assert_eq!(crosswalk["duties"][0]["number"], "GOVERN 1");
    let card = run(&["render", "model-card", &file]);
    assert!(text(&card.stdout).starts_with("---\nmodel_name: \""));
    assert!(text(&card.stderr).contains("is not in the model card"));
    assert!(run(&["render", "zip", &file]).stdout.starts_with(b"PK\x03\x04"));
    check(&["render", "tables", &file], 2, &["name a folder for them with -o"]);
    let tables = folder.0.join("tables");
    assert_eq!(out(&["render", "tables", &file, "-o", tables.to_str().unwrap()]), "");
    assert_eq!(std::fs::read_dir(&tables).unwrap().count(), 5);
}

#[test]
fn a_package_comes_through_standard_input() {
    let folder = Folder::new("input");
    let (file, _) = folder.package();
    let mut child = command(&["verify", "-"]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(&std::fs::read(file).unwrap()).unwrap();
    assert!(child.wait_with_output().unwrap().status.success());
}

#[test]
fn every_field_that_differs_is_named() {
    let folder = Folder::new("differs");
    let (_, mut document) = folder.package();
    document["findings"]["alternatives"][0]["rank"] = json!(1);
    document["workspace"]["recommendation"]["recommended_option"] = json!("Fully automatic");
    let file = folder.file("forged.json", document.to_string());
    check(&["score", &file], 2, &["was changed after it was saved: its findings has digest"]);
    check(
        &["verify", &file],
        1,
        &[
            "fields differ",
            "The findings were changed by hand after the file was saved",
            "Alternatives, Manual with rules: rank [findings.alternatives[0].rank] (differs): stated 1, found 3",
            "workspace.recommendation.recommended_option",
        ],
    );
    let differences = text(&run(&["verify", &file, "--json"]).stdout);
    let differences: Value = serde_json::from_str(&differences).unwrap();
    assert_eq!(differences[0]["path"], "findings.alternatives[0].rank");
}

#[test]
fn what_cannot_be_opened_says_why_and_what_to_do() {
    let folder = Folder::new("bad");
    let (file, mut document) = folder.package();
    let whole = std::fs::read_to_string(&file).unwrap();
    let nested =
        format!("{{\"format\":\"shipworthy-package\",\"package\":{}1{}}}", "[".repeat(10_000), "]".repeat(10_000));
    let bad = |name: &str, content: &[u8]| folder.file(name, content);
    for command in ["check", "score", "verify"] {
        check(&[command, &bad("empty.json", b"")], 2, &["empty.json: The file is empty"]);
        check(&[command, &bad("binary.json", b"\x7fELF\xff\xfe")], 2, &["is not text (byte 4)"]);
        let half = &whole.as_bytes()[..whole.len() / 2];
        check(&[command, &bad("half.json", half)], 2, &["ends in the middle, at line ", "Copy or download it again"]);
        check(&[command, &bad("deep.json", nested.as_bytes())], 2, &["nested deeper", "line 1, column "]);
        check(&[command, &bad("other.json", b"[1, 2]")], 2, &["not a Shipworthy package", "shipworthy describe"]);
        check(&[command, &bad("text.json", b"hello")], 2, &["is not JSON", "line 1, column 1"]);
    }
    document["package"]["gates"][1]["threshold"] = json!("high");
    let field = bad("field.json", document.to_string().as_bytes());
    check(
        &["check", &field],
        2,
        &["something unexpected at package.gates[1].threshold", "expected a number, found the text “high”"],
    );
    document["schema_version"] = json!(2);
    let newer = bad("newer.json", document.to_string().as_bytes());
    check(&["check", &newer], 2, &["newer Shipworthy (form 2; this one reads up to 1)", "Update shipworthy"]);
}

#[test]
fn the_schema_is_that_which_is_published() {
    let published = Path::new(env!("CARGO_MANIFEST_DIR")).join("public/schema/package-1.json");
    assert_eq!(out(&["schema"]), std::fs::read_to_string(published).unwrap());
}

#[test]
fn what_contract_and_deployment_notes_contradict_is_said_and_no_secret_is_repeated() {
    let folder = Folder::new("contract");
    let (file, mut document) = folder.package();
    document["package"]["interface"] = json!({
        "endpoints": [{"id": "queue", "path": "/v1/{ticket}"}],
        "fields": [{"id": "share", "endpoint": "queue", "name": "share", "kind": "number", "minimum": 2, "maximum": 1}],
        "examples": [{"id": "first", "name": "First", "endpoint": "queue", "request": "{\"share\": 3}", "response": "{}"}],
    });
    document["package"]["deployment"] = json!({"secrets": [{"id": "key", "name": "AKIAIOSFODNN7EXAMPLE"}]});
    std::fs::write(&file, document.to_string()).unwrap();
    let parts = [
        "Endpoint “/v1/{ticket}”: The path names “ticket”, but no field in the path describes it",
        "Interface field “share”: The minimum of 2 is above the maximum of 1: nothing fits.",
        "Example “First”: The request has “share”, which is above the maximum of 1.",
        "Secret: This looks like a secret itself.",
    ];
    check(&["check", &file, "--accept-changed"], 1, &[]);
    let said = text(&run(&["check", &file, "--accept-changed"]).stdout);
    for part in parts {
        assert!(said.contains(part), "{said}");
    }
    assert!(!said.contains("AKIA"), "{said}");
    let markdown = out(&["render", "markdown", &file, "--accept-changed"]);
    assert!(markdown.contains("## Interface contract") && markdown.contains("2 to 1"), "{markdown}");
    assert!(!markdown.contains("AKIA") && markdown.contains("left out: it looks like a secret"), "{markdown}");
}

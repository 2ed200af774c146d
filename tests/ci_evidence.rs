//! Environments and test results on the command line: described, compared, loaded into a package, and judged there.

mod terminal;

use std::path::Path;

use serde_json::{Value, json};

use terminal::{Folder, check, out, run, text};

fn format(name: &str) -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/formats").join(name).to_str().unwrap().to_owned()
}

fn read(path: &str) -> Value {
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

/// A report of three cases, of which those named here fail.
fn report(failing: &[&str]) -> String {
    let case = |name: &&str| match failing.contains(name) {
        true => format!("<testcase classname='api' name='{name}' time='0.5'><failure message='no'/></testcase>"),
        false => format!("<testcase classname='api' name='{name}' time='0.25'/>"),
    };
    format!(
        "<testsuite name='pytest'>{}</testsuite>",
        ["route", "limits", "errors"].iter().map(case).collect::<String>()
    )
}

#[test]
fn two_machines_are_compared() {
    let (a, b) = (format("pip-freeze-machine-a.txt"), format("pip-freeze-machine-b.txt"));
    check(
        &["environments", &a, &b, "--machine", "laptop", "--machine", "ci"],
        1,
        &["Of 130 packages on laptop and ci, 14 are the same on both (10.8 %)", "numpy", "1.26.4", "2.4.6", "SHA-256"],
    );
    let output = run(&["environments", &a, &b, "--json"]);
    let found: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!((&found["identical"], &found["differing"], &found["only_here"]), (&json!(14), &json!(1), &json!(115)));
    assert_eq!(found["reproducibility"], json!(14.0 / 130.0));
    assert_eq!(found["list"].as_array().unwrap().len(), 130);
    assert_eq!(found["machines"][0]["format"], "pip freeze");
    check(&["environments", &a, &a], 0, &["all of them the same on both"]);
    check(&["environments", &a], 2, &["two machines or more"]);
    check(&["environments", &a, &b, "--machine", "x"], 2, &["--machine once for each"]);
    check(&["environments", &a, &format("junit-numpy-extract.xml")], 2, &["it lists test cases"]);
    let csv = Folder::new("no-environments");
    let file = csv.file("a.csv", "a,b\n1,2\n");
    check(&["environments", &file, &file], 2, &["list no packages"]);
}

#[test]
fn what_wrote_a_file_is_named() {
    let check = |name: &str, expected: &str| {
        let found: Value = serde_json::from_str(&out(&["describe", &format(name), "--json"])).unwrap();
        assert_eq!(found["format"], expected);
    };
    check("pip-freeze-machine-a.txt", "pip freeze");
    check("cyclonedx-machine-a.json", "CycloneDX");
    check("junit-numpy-extract.xml", "JUnit XML (pytest)");
    let described = out(&["describe", &format("junit-numpy-extract.xml")]);
    assert!(
        described.contains("46 cases in 1 run: 32 passed and 14 skipped. 100 % of those that ran passed."),
        "{described}"
    );
}

#[test]
fn loaded_into_a_package_they_are_found_judged_and_verified() {
    let folder = Folder::new("ci-evidence");
    let (package, _) = folder.package();
    let loaded = folder.path("loaded.json");
    let (a, b) = (format("pip-freeze-machine-a.txt"), format("pip-freeze-machine-b.txt"));
    let machines = ["--machine", "laptop", "--machine", "ci"];
    let mut arguments = vec!["load", &a, &b, "--into", &package, "--name", "Environments", "-o", &loaded];
    arguments.extend(machines);
    arguments.extend(["--alternative", "Assisted with approval"]);
    check(&arguments, 0, &["Environments: 130 rows of pip freeze."]);
    let (one, two) = (folder.file("run-1.xml", report(&[])), folder.file("run-2.xml", report(&["limits"])));
    check(
        &["load", &one, &two, "--into", &loaded, "--name", "Tests", "-o", &loaded],
        0,
        &["6 rows of JUnit XML (pytest)"],
    );
    let file = read(&loaded);
    let environments = &file["findings"]["environments"][0];
    assert_eq!((&environments["identical"], &environments["machines"][0]["name"]), (&json!(14), &json!("laptop")));
    let tests = &file["findings"]["tests"][0];
    assert_eq!((&tests["pass_rate"], &tests["flaky"][0]["case"]), (&json!(5.0 / 6.0), &json!("limits")));
    assert_eq!(file["sentences"]["environments"].as_array().unwrap().len(), 1);
    check(&["verify", &loaded], 0, &["Verified"]);
    let markdown = out(&["render", "markdown", &loaded]);
    for part in
        ["## CI evidence", "14 are the same on both", "| numpy | version differs | 1.26.4 | 2.4.6 |", "**Flaky**"]
    {
        assert!(markdown.contains(part), "{part}");
    }
    // A dataset of the same name takes other files, and the day that a person says.
    let again =
        ["load", &a, &a, "--into", &loaded, "--name", "Environments", "--recorded", "2026-11-20", "-o", &loaded];
    check(&again, 0, &["39 rows"]);
    let dataset = read(&loaded)["package"]["evidence"]["datasets"][1].clone();
    let days = dataset["source"]["files"].as_array().unwrap().iter().map(|file| file["file"]["recorded"].clone());
    assert_eq!(days.collect::<Vec<_>>(), ["2026-11-20", "2026-11-20"]);
    let undated = ["load", &a, "--into", &loaded, "--recorded", "yesterday"];
    check(&undated, 2, &["--recorded takes a date such as 2026-12-01, not “yesterday”"]);
    assert_eq!(read(&loaded)["findings"]["environments"][0]["reproducibility"], json!(1.0));
    assert_eq!(read(&loaded)["telemetry"].as_object().unwrap().len(), 4);
    check(&["verify", &loaded], 0, &["Verified"]);
}

#[test]
fn a_gate_judges_the_share_of_packages_that_are_the_same() {
    let folder = Folder::new("ci-gate");
    let (package, _) = folder.package();
    let loaded = folder.path("loaded.json");
    let a = format("pip-freeze-machine-a.txt");
    let bill = format("cyclonedx-machine-a.json");
    let arguments =
        ["load", &a, &bill, "--into", &package, "--name", "Environments", "--alternative", "Assisted with approval"];
    check(&[&arguments[..], &["-o", &loaded]].concat(), 0, &[]);
    let mut file = read(&loaded);
    let dataset =
        file["package"]["evidence"]["datasets"].as_array().unwrap().iter().find(|one| one["name"] == "Environments");
    let id = dataset.unwrap()["id"].clone();
    let measures = file["package"]["evidence"]["measures"].as_array_mut().unwrap();
    measures.push(json!({
        "id": "reproducibility", "name": "Reproducibility", "dataset": id, "column": "agreement", "statistic": "rate",
        "condition": {"test": "equals", "value": "identical"},
    }));
    let verdict = |file: &mut Value, threshold: f64| {
        let gates = file["package"]["gates"].as_array_mut().unwrap();
        gates.retain(|gate| gate["id"] != "same");
        gates.push(json!({
            "id": "same", "name": "The same packages", "measure": "reproducibility", "comparator": "at_least",
            "threshold": threshold, "owner": "QA lead",
        }));
        let path = folder.file("judged.json", file.to_string());
        let scored: Value =
            serde_json::from_str(&text(&run(&["score", &path, "--json", "--accept-changed"]).stdout)).unwrap();
        let gates = scored["gates"].as_array().unwrap().clone();
        let found =
            gates.iter().find(|gate| gate["id"] == "same" && gate["alternative"] == "assisted").unwrap().clone();
        (found["verdict"].clone(), found["value"].clone())
    };
    // 39 of 41 are the same: all packages are counted, so that no interval stands between value and verdict.
    assert_eq!(verdict(&mut file, 0.95), (json!("pass"), json!(39.0 / 41.0)));
    assert_eq!(verdict(&mut file, 0.96).0, json!("fail"));
}

#[test]
fn bad_input_is_answered() {
    let folder = Folder::new("ci-bad");
    let (package, _) = folder.package();
    let broken = folder.file("report.xml", "<testsuite>\n<testcase name='a'>\n");
    check(&["describe", &broken], 2, &["The JUnit XML is wrong at line 3"]);
    let a = format("pip-freeze-machine-a.txt");
    check(&["load", &a], 2, &["--into"]);
    check(&["load", &a, "--into", &package, "--alternative", "Nobody"], 2, &["There is no alternative “Nobody”"]);
    check(&["load", &broken, "--into", &package], 2, &["wrong at line 3"]);
}

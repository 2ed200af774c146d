//! Merging and comparing on the command line, and by git.

mod terminal;

use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};
use terminal::{Folder, check, run};

/// The worked example under this name, changed.
fn copy(folder: &Folder, name: &str, change: impl FnOnce(&mut Value)) -> String {
    let (_, mut document) = folder.package();
    change(&mut document["package"]);
    folder.file(name, format!("{document:#}\n"))
}

fn retitle(title: &'static str) -> impl FnOnce(&mut Value) {
    move |package| package["title"] = json!(title)
}

#[test]
fn what_differs_is_listed_by_the_names_people_gave() {
    let folder = Folder::new("diff");
    let base = copy(&folder, "base.json", |_| {});
    let other = copy(&folder, "other.json", |package| {
        package["risks"][0]["owner"] = json!("Ana\u{1b}[31m");
        package["monitors"].as_array_mut().unwrap().pop();
    });
    check(&["diff", &base, &base], 0, &["Nothing differs."]);
    check(&["diff", &base, &other], 1, &["2 differences.", "owner: Ana\\u{1b}[31m (was ", ": removed"]);
    let listed: Value = serde_json::from_slice(&run(&["diff", &base, &other, "--json"]).stdout).unwrap();
    assert_eq!(listed[0]["path"][2], ".owner");
    assert_eq!(listed[1]["kind"], "removed");
    check(&["diff", &base], 0, &["Charter, decision question: May AI-assisted ticket triage"]);
    check(&["diff"], 2, &["Name one package, or two to compare."]);
}

#[test]
fn copies_are_merged_and_what_clashes_is_settled() {
    let folder = Folder::new("merge");
    let base = copy(&folder, "base.json", |_| {});
    let ours = copy(&folder, "ours.json", |package| {
        retitle("Mine")(package);
        package["risks"][0]["owner"] = json!("Ana");
    });
    let theirs = copy(&folder, "theirs.json", |package| {
        retitle("Yours")(package);
        package["risks"][1]["owner"] = json!("Ben");
    });
    let merged = folder.path("merged.json");
    let arguments = ["merge", &base, &ours, &theirs, "-o", &merged];
    check(
        &[&arguments[..], &["--ours", "Ana", "--theirs", "Ben"]].concat(),
        1,
        &["1 conflict left to decide.", "Title: either Mine (Ana) or Yours (Ben)"],
    );
    check(
        &["check", &merged],
        1,
        &["A decision on everything that two people changed differently: 1 conflict of the merge"],
    );
    check(&["verify", &merged], 0, &["every field follows"]);
    check(&["settle", &merged], 1, &["Title: either Mine (Ana) or Yours (Ben)"]);
    check(
        &["settle", &merged, "--take", "theirs", "--conflict", "nothing"],
        2,
        &["The package has no conflict “nothing”"],
    );
    let settled = folder.path("settled.json");
    check(&["settle", &merged, "--take", "theirs", "-o", &settled], 0, &["Nothing is left to decide."]);
    check(&["diff", &theirs, &settled], 1, &["1 difference.", "owner: Ana"]);
    check(&[&arguments[..], &["--take", "ours"]].concat(), 0, &["Nothing is left to decide."]);
    check(&[&arguments[..], &["--take", "mine"]].concat(), 2, &["--take must be ours or theirs, not “mine”."]);
    let stranger = copy(&folder, "stranger.json", |package| package["id"] = json!("another"));
    check(&["merge", &base, &ours, &stranger], 2, &["different packages, not two copies of one"]);
    let empty = folder.file("empty.json", "");
    check(&["merge", &empty, &ours, &theirs, "-o", &merged], 1, &["3 conflicts left to decide."]);
}

#[test]
fn git_merges_by_it_and_shows_differences_in_words() {
    let folder = Folder::new("git");
    let repository = folder.path("repository");
    let try_git = |arguments: &[&str]| {
        let mut git = Command::new("git");
        let identity = ["-c", "user.name=Ana", "-c", "user.email=ana@example.org", "-c", "init.defaultBranch=main"];
        let done = git.args(["-C", &repository]).args(identity).args(arguments).output().expect("git is there");
        (
            done.status.success(),
            String::from_utf8_lossy(&done.stdout).into_owned() + &String::from_utf8_lossy(&done.stderr),
        )
    };
    let git = |arguments: &[&str]| {
        let (is_done, said) = try_git(arguments);
        assert!(is_done, "git {arguments:?}: {said}");
        said
    };
    std::fs::create_dir_all(&repository).unwrap();
    git(&["init", "--quiet"]);
    let program = env!("CARGO_BIN_EXE_shipworthy");
    git(&[
        "config",
        "merge.shipworthy.driver",
        &format!("'{program}' merge %O %A %B -o %A --ours ours --theirs theirs"),
    ]);
    git(&["config", "diff.shipworthy.textconv", &format!("'{program}' diff")]);
    let put = |name: &str, text: &str| std::fs::write(Path::new(&repository).join(name), text).unwrap();
    let commit = |change: &dyn Fn(&mut Value)| {
        let text = copy(&folder, "next.json", change);
        put("triage.json", &std::fs::read_to_string(text).unwrap());
        git(&["add", "--all"]);
        git(&["commit", "--quiet", "--message", "A step"]);
    };
    put(".gitattributes", "triage.json merge=shipworthy diff=shipworthy\n");
    commit(&|_| {});
    git(&["checkout", "--quiet", "-b", "theirs"]);
    commit(&|package| package["risks"][1]["owner"] = json!("Ben"));
    git(&["checkout", "--quiet", "main"]);
    commit(&|package| package["risks"][0]["owner"] = json!("Ana"));
    let shown = git(&["diff", "main", "theirs"]);
    assert!(shown.contains(", owner: Ana\n"), "{shown}");
    git(&["merge", "--quiet", "--no-edit", "theirs"]);
    let merged = Path::new(&repository).join("triage.json");
    let document: Value = serde_json::from_str(&std::fs::read_to_string(&merged).unwrap()).unwrap();
    assert_eq!(
        (&document["package"]["risks"][0]["owner"], &document["package"]["risks"][1]["owner"]),
        (&json!("Ana"), &json!("Ben"))
    );

    git(&["checkout", "--quiet", "-b", "one"]);
    commit(&|package| package["title"] = json!("One"));
    git(&["checkout", "--quiet", "main"]);
    commit(&|package| package["title"] = json!("Two"));
    let (is_merged, said) = try_git(&["merge", "--no-edit", "one"]);
    assert!(!is_merged, "{said}");
    check(&["settle", merged.to_str().unwrap()], 1, &["Title: either Two (ours) or One (theirs)"]);
}

#[test]
fn a_part_handed_off_comes_back_merged() {
    let folder = Folder::new("handoff");
    let (file, _) = folder.package();
    let handed = folder.path("handed.json");
    check(
        &["handoff", &file, "--role", "Governance reviewer", "--part", "risks", "--note", "Rate them.", "-o", &handed],
        0,
        &["Risks is handed to “Governance reviewer”: “Rate them.”"],
    );
    check(&["verify", &handed], 0, &["Risks is handed to “Governance reviewer”", "Verified: every field follows"]);
    check(&["handoff", &file], 2, &["Say who is asked, with --role."]);
    check(&["handoff", &file, "--role", "QA", "--part", "luck"], 2, &["--part is one of charter"]);
}

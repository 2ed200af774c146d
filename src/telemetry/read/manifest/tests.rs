use std::fmt::Write as _;

use crate::telemetry::ledger::FileKind;
use crate::telemetry::read::{ReadOptions, Reading, kind_of, read};
use crate::telemetry::table::Values;

fn read_named(name: &str, text: &str) -> Reading {
    let options = ReadOptions { file_name: name.to_owned(), ..ReadOptions::default() };
    read(&mut text.as_bytes(), &options, &mut |_| {}).unwrap()
}

fn refused(name: &str, text: &str) -> String {
    let options = ReadOptions { file_name: name.to_owned(), ..ReadOptions::default() };
    read(&mut text.as_bytes(), &options, &mut |_| {}).unwrap_err().to_string()
}

/// Each package as "name version pinned hashed".
fn packages(reading: &Reading) -> Vec<String> {
    let cells = |row: usize| reading.table.columns.iter().map(|column| column.values.cell(row)).collect::<Vec<_>>();
    (0..reading.table.rows).map(|row| cells(row).join(" ")).collect()
}

/// The messages of the ledger, each with its first place.
fn notes(reading: &Reading) -> Vec<String> {
    let notes = reading.ledger.notes.iter();
    notes.map(|note| format!("{}: {}", note.message.split([',', ':']).next().unwrap(), note.places[0].text)).collect()
}

#[test]
fn what_pip_froze_is_read() {
    let reading =
        read_named("pip-freeze-laptop.txt", include_str!("../../../../tests/formats/pip-freeze-machine-a.txt"));
    assert_eq!((reading.table.rows, reading.ledger.format.as_str()), (39, "pip freeze"));
    assert_eq!((reading.ledger.kind, reading.ledger.subject.as_str()), (FileKind::Environment, "pip-freeze-laptop"));
    let found = packages(&reading);
    for line in ["flask 3.1.3 yes no", "zope-event 6.2 yes no", "typing-extensions 4.16.0 yes no", "idna 3.20 yes no"] {
        assert!(found.iter().any(|package| package == line), "{line} in {found:?}");
    }
    assert_eq!(reading.ledger.notes, []);
}

#[test]
fn versions_are_texts_whatever_they_look_like() {
    let reading = read_named("a.txt", "idna==3.20\npackaging==26.3\n");
    assert!(reading.table.columns.iter().all(|column| matches!(column.values, Values::Text(_))));
    assert_eq!(packages(&reading), ["idna 3.20 yes no", "packaging 26.3 yes no"]);
}

#[test]
fn oddities_of_requirements_stand_in_the_ledger_with_their_line() {
    let text = "# pinned by hand\n\
        --index-url https://user:secret@packages.example/simple\n\
        Flask[async]==3.1.3 \\\n    --hash=sha256:aa \\\n    --hash=sha256:bb\n\
        colorama==0.4.6 ; sys_platform == 'win32'\n\
        requests>=2.31,<3  # the newest\n\
        -e git+https://token@example.org/team/triage.git@0123456789012345678901234567890123456789#egg=triage_app\n\
        local-model @ file:///srv/app/model.whl\n\
        flask==3.1.2\n\
        FLASK==3.1.3\n\
        numpy\n";
    let reading = read_named("requirements.txt", text);
    assert_eq!(reading.ledger.format, "requirements.txt");
    assert_eq!(
        packages(&reading),
        [
            "colorama 0.4.6 yes no",
            "flask 3.1.2, 3.1.3 yes no",
            "local-model file:///srv/app/model.whl no no",
            "numpy any no no",
            "requests >=2.31,<3 no no",
            "triage-app git+https://example.org/team/triage.git@0123456789012345678901234567890123456789 yes no",
        ]
    );
    assert_eq!(
        notes(&reading),
        [
            "comments: line 1: # pinned by hand",
            "options of pip: line 2: --index-url",
            "extras of a package: line 3: Flask[async]",
            "installed only where its marker holds: line 6: colorama; sys_platform == 'win32'",
            "no exact version: line 7: requests >=2.31,<3",
            "an editable installation: line 8: git+https://example.org/team/triage.git@01234567890123456789012345678901",
            "installed from an address: line 9: local-model @ file:///srv/app/model.whl",
            "listed in several versions: line 10: flask 3.1.2",
            "listed again in the same version: line 11: flask 3.1.3",
        ]
    );
    assert!(!format!("{:?}", reading.ledger).contains("secret"), "nobody's password travels in a ledger");
}

#[test]
fn what_is_hashed_is_known() {
    let text = "flask==3.1.3 \\\n    --hash=sha256:aa\nclick==8.5.1 --hash=sha256:bb\n";
    assert_eq!(packages(&read_named("requirements.txt", text)), ["click 8.5.1 yes yes", "flask 3.1.3 yes yes"]);
}

#[test]
fn an_editable_package_bears_the_name_pip_gives_it() {
    let text = "# Editable install with no version control (triage==1.0)\n-e /srv/app/src/app\nclick==8.5.1\n";
    assert_eq!(packages(&read_named("a.txt", text))[1], "triage /srv/app/src/app no no");
    assert_eq!(packages(&read_named("a.txt", "-e ./services/router\n")), ["router ./services/router no no"]);
}

#[test]
fn tables_are_no_requirements() {
    let check = |name: &str, text: &str| assert_eq!(kind_of(text.as_bytes(), name), FileKind::Telemetry, "{text}");
    check("a.txt", "option\nA\nB\n");
    check("a.csv", "a,b\n1,2\n");
    check("a.txt", "value\n>=3\n");
    check("requirements.csv", "who,what==3\nx,y\n");
    check("a.json", "[{\"name\": \"flask\"}]");
    check("a.json", "{\"components\": 3}");
    check("a.txt", "");
}

#[test]
fn a_list_that_is_mostly_something_else_is_refused_with_its_line() {
    let lines = (0..300).fold(String::new(), |mut text, number| {
        let _ = writeln!(text, "package{number}==1.{number}");
        text
    });
    let other = (0..60).map(|_| "??? this is no package\n").collect::<String>();
    let message = refused("a.txt", &(lines.clone() + &other));
    assert_eq!(
        message,
        "The requirements.txt is wrong at line 301: “??? this is no package” is no package with a version."
    );
    let few = read_named("a.txt", &(lines + "??? this is no package\n"));
    assert_eq!(notes(&few), ["not understood as a package: line 301: ??? this is no package"]);
}

#[test]
fn this_programs_own_lock_file_is_read() {
    let text = include_str!("../../../../Cargo.lock");
    let reading = read_named("Cargo.lock", text);
    let heads = text.lines().filter(|line| *line == "[[package]]").count();
    let again = reading.ledger.notes.iter().filter(|note| note.message.contains("several versions"));
    assert_eq!(reading.ledger.format, "Cargo.lock");
    assert_eq!(reading.table.rows as u64 + again.map(|note| note.count).sum::<u64>(), heads as u64);
    assert!(packages(&reading).iter().any(|package| package.starts_with("libm ") && package.ends_with("yes yes")));
    assert!(packages(&reading).iter().any(|package| package.starts_with("shipworthy ") && package.ends_with("yes no")));
}

#[test]
fn several_versions_of_one_crate_stand_in_one_cell() {
    let text = "# This file is automatically @generated by Cargo.\nversion = 4\n\n\
        [[package]]\nname = \"syn\"\nversion = \"1.0.109\"\nsource = \"registry\"\nchecksum = \"aa\"\n\n\
        [[package]]\nname = \"syn\"\nversion = \"2.0.87\"\nsource = \"registry\"\nchecksum = \"bb\"\n\n\
        [[package]]\nname = \"kit\"\nversion = \"0.1.0\"\n\
        source = \"git+https://example.org/kit?rev=1#0123\"\ndependencies = [\n \"syn 2.0.87\",\n]\n";
    let reading = read_named("Cargo.lock", text);
    assert_eq!(
        packages(&reading),
        ["kit 0.1.0 (git+https://example.org/kit?rev=1#0123) yes no", "syn 1.0.109, 2.0.87 yes yes"]
    );
    assert_eq!(
        notes(&reading),
        [
            "taken from a repository: line 16: kit git+https://example.org/kit?rev=1#0123",
            "listed in several versions: line 10: syn 2.0.87",
        ]
    );
}

#[test]
fn lock_files_of_the_same_shape_are_told_apart() {
    let poetry = "# This file is automatically @generated by Poetry 2.1.\n\n[[package]]\nname = \"PyYAML\"\n\
        version = \"6.0.3\"\nfiles = [\n    {file = \"a.whl\", hash = \"sha256:aa\"},\n]\n\n\
        [package.dependencies]\nversion = \"7\"\n\n[metadata]\nlock-version = \"2.1\"\n";
    let reading = read_named("poetry.lock", poetry);
    assert_eq!(
        (reading.ledger.format.as_str(), packages(&reading)),
        ("poetry.lock", vec!["pyyaml 6.0.3 yes yes".to_owned()])
    );
    assert_eq!(
        refused("Cargo.lock", "# Cargo\n[[package]]\nversion = \"1\"\n[[package]]\nname = \"x\"\n"),
        "The Cargo.lock is wrong at line 2: this package has no name; write the lock file again."
    );
    assert!(
        refused("Cargo.lock", "# Cargo\n[[package]]\nname = \"x\nversion = \"1\"\n")
            .contains("line 3: a quotation mark")
    );
}

#[test]
fn each_version_of_package_lock_is_read() {
    let one = r#"{"name": "app", "lockfileVersion": 1, "dependencies": {
        "accepts": {"version": "1.3.8", "integrity": "sha512-aa", "dependencies": {"mime": {"version": "2.0.0"}}},
        "mime": {"version": "1.6.0", "integrity": "sha512-bb"}}}"#;
    let three = r#"{"name": "app", "lockfileVersion": 3, "packages": {
        "": {"name": "app", "version": "1.0.0"},
        "node_modules/accepts": {"version": "1.3.8", "integrity": "sha512-aa"},
        "node_modules/accepts/node_modules/mime": {"version": "2.0.0"},
        "node_modules/mime": {"version": "1.6.0", "integrity": "sha512-bb"},
        "node_modules/kit": {"resolved": "packages/kit", "link": true},
        "packages/kit": {"version": "0.1.0"}}}"#;
    let two = three.replace("\"lockfileVersion\": 3", "\"lockfileVersion\": 2, \"dependencies\": {}");
    for text in [one, &two, three] {
        let reading = read_named("package-lock.json", text);
        assert_eq!(packages(&reading), ["accepts 1.3.8 yes yes", "mime 1.6.0, 2.0.0 yes no"], "{text}");
        assert_eq!(reading.ledger.format, "package-lock.json");
        assert!(notes(&reading)[0].starts_with("packages within another one's folder: "), "{:?}", notes(&reading));
    }
    let scoped = r#"{"lockfileVersion": 3, "packages": {"node_modules/@scope/a": {"version": "1.0.0"}}}"#;
    assert_eq!(packages(&read_named("package-lock.json", scoped)), ["@scope/a 1.0.0 yes no"]);
    assert_eq!(
        refused("package-lock.json", r#"{"lockfileVersion": 3}"#),
        "The package-lock.json lists no package. Export it again where there are some."
    );
    let deep = format!("{{\"lockfileVersion\": 1, \"dependencies\": {}", "{\"a\": {\"dependencies\": ".repeat(100_000));
    assert!(refused("package-lock.json", &deep).contains("recursion limit"), "it is refused and not followed");
}

#[test]
fn a_bill_of_materials_is_read_as_the_list_pip_froze() {
    let bill = read_named("a.json", include_str!("../../../../tests/formats/cyclonedx-machine-a.json"));
    let frozen = read_named("a.txt", include_str!("../../../../tests/formats/pip-freeze-machine-a.txt"));
    assert_eq!(bill.ledger.format, "CycloneDX");
    // What pip freezes leaves out the installer itself.
    let mut expected = packages(&frozen);
    expected.extend(["pip 23.2.1 yes no", "setuptools 65.5.0 yes no"].map(str::to_owned));
    expected.sort();
    assert_eq!(packages(&bill), expected);
}

#[test]
fn components_within_components_are_packages_too() {
    let text = r#"{"bomFormat": "CycloneDX", "metadata": {"timestamp": "2026-11-21T10:00:00Z"}, "components": [
        {"type": "library", "group": "@angular", "name": "core", "version": "1.0", "purl": "pkg:npm/%40angular/core@1.0",
         "hashes": [{"alg": "SHA-256", "content": "aa"}], "components": [{"type": "library", "name": "inner"}]},
        {"type": "file", "name": "README"}, {"type": "library"}]}"#;
    let reading = read_named("bom.json", text);
    assert_eq!(packages(&reading), ["@angular/core 1.0 yes yes", "inner any no no"]);
    assert_eq!(reading.ledger.recorded.0, "2026-11-21");
    assert_eq!(
        notes(&reading),
        [
            "no version: components[0].components[0]: inner",
            "components that are no packages: components[1]: README",
            "components without a name: components[2]: ",
        ]
    );
}

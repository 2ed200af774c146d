//! `shipworthy environments`: what machines have in common.

use serde_json::{Value, json};

use super::argument::Arguments;
use super::given::Given;
use super::text::{list, table};
use super::{Answer, Failure, output};
use crate::analysis::environment::compare;
use crate::findings::EnvironmentFinding;
use crate::package::Dataset;
use crate::package::document::Plain;
use crate::publish::words::environment::{sentence, version};
use crate::publish::words::figure;
use crate::telemetry::environment::{AGREEMENT, PACKAGE, machines};
use crate::telemetry::ledger::{FileKind, Ledger};
use crate::telemetry::table::Table;

pub(super) const OPTIONS: &[&str] = &["json", "machine="];

pub(super) const HELP: &str = "\
shipworthy environments FILE FILE … [--machine NAME …] [--json]

Compares what is installed on two or more machines, from what “pip freeze” says, requirements.txt, Cargo.lock (poetry.lock
and uv.lock too), package-lock.json or CycloneDX: which packages are identical on all of them, which differ in version,
which are on some alone, and the share of packages that are identical (reproducibility).

  --machine NAME   the machine of each file, once for each in their order; from the files' names otherwise
  --json           as JSON, every package with its version on each machine

Answers 1 when the machines differ.";

pub(super) fn run(arguments: &Arguments) -> Result<Answer, Failure> {
    let files = arguments.some_files()?;
    if files.len() < 2 {
        return Err(Failure::Usage("Name the files of two machines or more.".to_owned()));
    }
    let given = Given::of(arguments)?;
    let reading = given.read(arguments)?;
    if reading.ledger.kind != FileKind::Environment {
        let problem = "These files list no packages. Use “shipworthy describe” for other telemetry.";
        return Err(Failure::file("the files", problem));
    }
    let found = compare(&Dataset::default(), &reading.table);
    let Some(found) = found.first() else { return Err(Failure::file("the files", "They list no package.")) };
    let answer = if found.identical == found.packages { Answer::Good } else { Answer::Bad };
    let printed = match arguments.has("json") {
        true => output::print_json(&published(found, &reading.table, &reading.ledger)),
        false => output::print(&readable(found, &reading.ledger)),
    };
    printed.map(|_| answer)
}

fn published(found: &EnvironmentFinding, all: &Table, ledger: &Ledger) -> Value {
    let machine = |(place, machine): (usize, &crate::findings::MachineFinding)| {
        let part = ledger.parts.get(place);
        json!({
            "name": machine.name,
            "packages": machine.packages,
            "file": part.map(|part| part.source.as_str()),
            "format": part.map(|part| part.format.as_str()),
            "sha256": part.map(|part| part.sha256.as_str()),
            "recorded": part.map(|part| part.recorded.0.as_str()).filter(|day| !day.is_empty()),
        })
    };
    let columns = machines(all).unwrap_or_default();
    let cell = |name: &str, row: usize| all.column(name).map(|column| column.values.cell(row).into_owned());
    let package = |row: usize| {
        let versions = all.columns[columns.clone()].iter().map(|column| {
            let version = column.values.texts().and_then(|text| text.get(row));
            (column.name.clone(), version.map_or(Value::Null, Value::from))
        });
        json!({
            "package": cell(PACKAGE, row),
            "agreement": cell(AGREEMENT, row),
            "versions": versions.collect::<serde_json::Map<_, _>>(),
        })
    };
    json!({
        "sentence": sentence(found),
        "machines": found.machines.iter().enumerate().map(machine).collect::<Vec<_>>(),
        "packages": found.packages,
        "identical": found.identical,
        "differing": found.differing,
        "only_here": found.only_here,
        "not_everywhere": found.not_everywhere,
        "reproducibility": found.reproducibility,
        "list": (0..all.rows).map(package).collect::<Vec<_>>(),
        "ledger": ledger.to_value(),
    })
}

fn readable(found: &EnvironmentFinding, ledger: &Ledger) -> String {
    let mut text = format!("{}\n\n", sentence(found));
    let mut heads = vec!["Package", "Machines"];
    heads.extend(found.machines.iter().map(|machine| machine.name.as_str()));
    let rows: Vec<Vec<String>> = found
        .differences
        .iter()
        .map(|package| {
            let mut row = vec![package.package.clone(), package.agreement.clone()];
            row.extend(package.versions.iter().map(|each| version(each.as_deref()).to_owned()));
            row
        })
        .collect();
    if !rows.is_empty() {
        text += &table(&heads, &rows);
    }
    let listed = found.differences.len() as u64;
    let differing = found.packages - found.identical;
    if differing > listed {
        text += &format!("… and {} more; --json lists all.\n", figure::count(differing - listed));
    }
    let parts = ledger.parts.iter().map(|part| {
        let rows = figure::counted(part.rows as usize, "package", "packages");
        format!("{}: {rows} as “{}”. {}. SHA-256 {}", part.source, part.subject, part.format, part.sha256)
    });
    text += &list("Files", &parts.collect::<Vec<_>>());
    let notes = ledger.notes.iter().map(|note| {
        let places: Vec<&str> = note.places.iter().take(3).map(|place| place.text.as_str()).collect();
        format!("{}: {} ({})", figure::count(note.count), note.message, places.join("; "))
    });
    text + &list("How the files were read", &notes.collect::<Vec<_>>())
}

//! `shipworthy diff`: what differs between two packages, in words.

use serde_json::{Value, json};

use super::argument::Arguments;
use super::text::on_a_line;
use super::{Answer, Failure, input, output};
use crate::package::difference::{EditKind, difference};
use crate::package::document::Plain;
use crate::publish::words::{edit, figure};

pub(super) const OPTIONS: &[&str] = &["json"];

pub(super) const HELP: &str = "\
shipworthy diff FILE OTHER [--json]
shipworthy diff FILE

Lists every field and record in which OTHER differs from FILE, under the names people gave them. With one file, lists
everything the package says, one statement per line, so that git can show differences in words:

  git config diff.shipworthy.textconv 'shipworthy diff'
  echo '*.shipworthy.json diff=shipworthy' >> .gitattributes

Exit code: 0 nothing differs, 1 something differs, 2 not readable.

  --json   the differences as JSON";

pub(super) fn run(arguments: &Arguments) -> Result<Answer, Failure> {
    match arguments.files() {
        [one] => {
            let package = input::package_alone(one)?.package.to_value();
            let lines: Vec<String> =
                edit::statements(&package).iter().map(|line| on_a_line(line).into_owned()).collect();
            output::print(&lines.join("\n"))
        }
        [one, other] => {
            let [before, after] =
                [input::package_alone(one)?, input::package_alone(other)?].map(|file| file.package.to_value());
            print(arguments, &before, &after)
        }
        _ => Err(Failure::Usage("Name one package, or two to compare.".to_owned())),
    }
}

fn print(arguments: &Arguments, before: &Value, after: &Value) -> Result<Answer, Failure> {
    let edits = difference(before, after);
    let answer = if edits.is_empty() { Answer::Good } else { Answer::Bad };
    if arguments.has("json") {
        let said = edits.iter().map(|each| {
            let (kind, from, to) = match &each.kind {
                EditKind::Changed { before, after } => ("changed", before.clone(), after.clone()),
                EditKind::Added(record) => ("added", Value::Null, record.clone()),
                EditKind::Removed(record) => ("removed", record.clone(), Value::Null),
                EditKind::Reordered => ("reordered", Value::Null, Value::Null),
            };
            json!({"path": each.path.to_value(), "place": edit::said(each, before, after).place, "kind": kind, "before": from, "after": to})
        });
        return output::print_json(&Value::Array(said.collect())).map(|_| answer);
    }
    let mut text = match edits.len() {
        0 => "Nothing differs.\n".to_owned(),
        count => format!("{}.\n", figure::counted(count, "difference", "differences")),
    };
    for each in &edits {
        text += &format!("  - {}\n", on_a_line(&edit::line(each, before, after)));
    }
    output::print(&text).map(|_| answer)
}

//! What is in a package file, told before anything of it is opened or trusted.

use super::words::{figure, review};
use crate::findings::Findings;
use crate::package::list;
use crate::package::schema::{Opened, PackageFile};
use crate::package::signing::{Standing, standing};
use crate::package::{digest, document};

record! {
    /// What is in a package file, a sentence each.
    pub struct Inspection {
        /// The title it gives itself; empty for none.
        pub title: String,
        /// Size, versions, content, data, signatures and what was changed by hand, in this order.
        pub lines: Vec<String>,
        /// Whether it was changed after it was saved.
        pub changed: bool,
    }
}

/// Looks into a package file of so many `bytes`, as it was opened.
pub fn inspect(opened: &Opened, bytes: usize) -> Inspection {
    let file = &opened.file;
    let changes = changes(opened);
    let changed = !changes.is_empty();
    let mut lines = vec![origin(file, bytes), content(file), data(file), signed(file)];
    if !file.package.conflicts.is_empty() {
        let count = figure::counted(file.package.conflicts.len(), "conflict", "conflicts");
        lines.push(format!("{count} of a merge still to be decided."));
    }
    lines.extend(opened.renamed.iter().map(ToString::to_string));
    match changed {
        true => lines.extend(changes),
        false => {
            lines.push("Nothing was changed after the file was saved: the digests are those of its content.".to_owned())
        }
    }
    Inspection { title: file.package.title.trim().to_owned(), lines, changed }
}

fn origin(file: &PackageFile, bytes: usize) -> String {
    let size = figure::size(bytes as u64);
    let findings: Findings = document::from_value(file.findings.clone()).unwrap_or_default();
    let analysis = match file.findings.is_null() {
        true => "without any findings".to_owned(),
        false => format!("findings of version {} of the analysis", findings.version),
    };
    let states = match file.lineage.states.len() {
        0 => "it does not say where it comes from".to_owned(),
        count => format!("handed on in {}", figure::counted(count, "state", "states")),
    };
    format!("{size} in form {}, {analysis}; {states}.", file.schema_version)
}

/// How many records of each kind.
fn content(file: &PackageFile) -> String {
    let kinds = list::counts(&file.package).into_iter().filter(|(_, count)| *count > 0);
    let counted = kinds.map(|(noun, count)| match count {
        1 => format!("1 {noun}"),
        count => format!("{} {}", figure::count(count as u64), plural(noun)),
    });
    match counted.collect::<Vec<_>>() {
        none if none.is_empty() => "It holds no records.".to_owned(),
        kinds => format!("It holds {}.", figure::list(&kinds)),
    }
}

fn plural(noun: &str) -> String {
    match noun {
        "criterion" => "criteria".to_owned(),
        "evidence" => "pieces of evidence to gather".to_owned(),
        noun => match noun.strip_suffix('y') {
            Some(stem) => format!("{stem}ies"),
            None => format!("{noun}s"),
        },
    }
}

fn data(file: &PackageFile) -> String {
    let datasets = &file.package.evidence.datasets;
    let files = datasets.iter().flat_map(|dataset| dataset.files().into_iter().map(move |(id, of)| (dataset, id, of)));
    let said = files.map(|(dataset, id, of)| {
        let whether = if file.telemetry.contains_key(id) { "travels inside" } else { "is not inside" };
        format!("the data of “{}” ({}) {whether}", dataset.label(), figure::size(of.bytes))
    });
    match said.collect::<Vec<_>>() {
        none if none.is_empty() && datasets.is_empty() => "It has no data.".to_owned(),
        none if none.is_empty() => "All of its data is drawn from seeds.".to_owned(),
        said => super::words::capital(&format!("{}.", figure::list(&said))),
    }
}

fn signed(file: &PackageFile) -> String {
    let signed = file.package.review.sign_offs.iter().filter(|sign_off| sign_off.is_signed());
    let said = signed.map(|sign_off| {
        let stands = match standing(sign_off, &file.package) {
            Standing::Stale(_) => ", though what it rests on has changed since",
            Standing::Altered => ", altered after it was signed",
            Standing::Holds | Standing::Unsigned => "",
        };
        format!(
            "{} ({}){stands}",
            review::signer(&sign_off.name, &sign_off.role),
            sign_off.decision.label().to_lowercase()
        )
    });
    match said.collect::<Vec<_>>() {
        none if none.is_empty() => "Nobody has signed it.".to_owned(),
        said => format!("Signed by {}.", figure::list(&said)),
    }
}

/// What is not as it was saved.
fn changes(opened: &Opened) -> Vec<String> {
    let file = &opened.file;
    let parts = [
        ("What people wrote", "was", opened.digest.clone(), &file.digests.package),
        ("The findings", "were", digest::of_value(&file.findings), &file.digests.findings),
    ];
    let changed = parts.into_iter().filter(|(_, _, found, stated)| found != *stated);
    let mut lines: Vec<String> = changed
        .map(|(part, was, _, stated)| match stated.is_empty() {
            true => format!("{part} may have been changed by hand: the digest that would tell is missing."),
            false => format!("{part} {was} changed by hand after the file was saved: the digest differs."),
        })
        .collect();
    let unknown: Vec<&str> = file.extra.keys().map(String::as_str).collect();
    if !unknown.is_empty() {
        lines.push(format!("It has fields that this version does not know: {}.", figure::list(&unknown)));
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::package::Package;
    use crate::package::schema::{Trust, open};
    use crate::package::template::TEMPLATES;
    use crate::publish::json::{package_file, to_text};
    use crate::publish::publication::Contents;

    #[track_caller]
    fn check(package: &Package, change: impl FnOnce(String) -> String, changed: bool, parts: &[&str]) {
        let text = change(to_text(&package_file(package, &Contents::new(), &Findings::default())));
        let inspection = inspect(&open(text.as_bytes(), Trust::AcceptChanged).unwrap(), text.len());
        assert_eq!(inspection.changed, changed, "{:?}", inspection.lines);
        let all = inspection.lines.join("\n");
        parts.iter().for_each(|part| assert!(all.contains(part), "“{part}” is not in {all}"));
    }

    #[test]
    fn a_file_is_told_before_it_is_opened() {
        check(
            &TEMPLATES[0].package,
            |text| text,
            false,
            &[
                "3 alternatives",
                "7 criteria",
                "All of its data is drawn from seeds.",
                "in form 1",
                "Nothing was changed",
            ],
        );
        check(&Package::default(), |text| text, false, &["It has no data.", "Nobody has signed it."]);
    }

    #[test]
    fn what_was_changed_by_hand_is_told() {
        let package = Package { title: "Mine".to_owned(), ..Package::default() };
        check(&package, |text| text.replace("Mine", "Yours"), true, &["What people wrote was changed by hand"]);
        check(&package, |text| text.replace("\"version\": 1", "\"version\": 2"), true, &["The findings were changed"]);
        let invented = |text: String| text.replacen('{', "{\"invented\": 1,", 1);
        check(&package, invented, true, &["fields that this version does not know: invented."]);
    }
}

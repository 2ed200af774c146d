//! What is in a package file, told before anything of it is opened or trusted.

use super::words::since::since_signed;
use super::words::{figure, hand_off, review};
use crate::analysis::review::assess;
use crate::findings::Findings;
use crate::package::review::SignOff;
use crate::package::schema::{Opened, PackageFile};
use crate::package::signing::Link;
use crate::package::{Date, digest, document, list};

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

/// Looks into a package file of so many `bytes`, as it was opened on the day `today`.
pub fn inspect(opened: &Opened, bytes: usize, today: &Date) -> Inspection {
    let file = &opened.file;
    let changes = changes(opened);
    let changed = !changes.is_empty();
    let mut lines = vec![origin(file, bytes), content(file), data(file)];
    if !file.lineage.hand_off.is_empty() {
        lines.push(hand_off::told(&file.lineage.hand_off));
    }
    lines.extend(sign_offs(file, today));
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

/// Each sign-off and how it stands, how they follow one another, and which of the state this copy began from are gone.
fn sign_offs(file: &PackageFile, today: &Date) -> Vec<String> {
    let package = &file.package;
    let found = assess(package);
    let signed = package.review.sign_offs.iter().zip(&found).filter(|(one, _)| one.is_signed());
    let mut lines: Vec<String> = signed
        .clone()
        .map(|(one, finding)| {
            let ended = review::ended(one, &package.settings.as_of, today).filter(|_| !finding.replaced);
            let ended = ended.map(|ended| format!(" It {ended}.")).unwrap_or_default();
            format!("Signed: {}{ended}", review::line(one, finding))
        })
        .collect();
    let ancestor = file.lineage.ancestor.0.as_ref();
    for (one, _) in signed.clone().filter(|(_, finding)| !finding.replaced) {
        let changes = since_signed(one, package, ancestor);
        let of = review::signer(&one.name, &one.role);
        lines.extend(changes.into_iter().map(|change| format!("Since the sign-off by {of}: {change}")));
    }
    match signed.clone().count() {
        0 => lines.push("Nobody has signed it.".to_owned()),
        1 => {}
        _ if signed.clone().all(|(_, finding)| matches!(finding.link, Link::First | Link::Linked)) => {
            lines.push(
                "Each sign-off follows the one before it: before the last, none was removed or inserted.".to_owned(),
            );
        }
        _ => {}
    }
    let is_here =
        |one: &SignOff| package.review.sign_offs.iter().any(|other| other.signature.seal == one.signature.seal);
    let before = ancestor.into_iter().flat_map(|ancestor| &ancestor.review.sign_offs);
    let gone = before.filter(|one| !one.signature.seal.is_empty() && !is_here(one));
    lines.extend(gone.map(|one| {
        let signer = review::signer(&one.name, &one.role);
        format!("A sign-off by {signer} stood in the state this copy began from, and is gone.")
    }));
    if package.review.sign_offs.iter().any(|one| !one.signature.key.is_empty()) {
        lines.push(review::KEY.to_owned());
    }
    lines
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
        let inspection =
            inspect(&open(text.as_bytes(), Trust::AcceptChanged).unwrap(), text.len(), &"2026-11-22".into());
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

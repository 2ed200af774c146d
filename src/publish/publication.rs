//! What a publication is: a form in which a package is handed on to people and tools.

use crate::findings::Findings;
use crate::package::lineage::Lineage;
use crate::package::{Extra, Id, Package};
use crate::sorted_map::SortedMap;

/// The bytes of imported files, by dataset.
pub type Contents = SortedMap<Id, Vec<u8>>;

/// A form in which a package is handed on.
#[derive(Clone, Copy, Debug)]
pub struct Publication {
    /// As on the command line: `markdown`. No two have the same.
    pub name: &'static str,
    /// As on a button, after "Download": `Markdown`.
    pub label: &'static str,
    /// What it is for, in a sentence.
    pub purpose: &'static str,
    /// What the names of its files end in, without a dot; empty where they are of many kinds.
    pub ending: &'static str,
    /// The media type of its files.
    pub media_type: &'static str,
    /// What the package must hold and does not, in a sentence; nothing when it can be written.
    pub lacks: fn(&Package, &Findings) -> Option<&'static str>,
    /// Writes it.
    pub write: fn(&Material<'_>) -> Written,
}

/// What publications are made of.
#[derive(Clone, Copy, Debug)]
pub struct Material<'a> {
    /// What people wrote and decided.
    pub package: &'a Package,
    /// What follows from it.
    pub findings: &'a Findings,
    /// The bytes of imported files, as far as they are at hand.
    pub contents: &'a Contents,
    /// Fields beside the package that this version does not know, from the file it was opened from.
    pub extra: &'a Extra,
    /// The states in which the package was handed on.
    pub lineage: &'a Lineage,
}

/// A publication written.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Written {
    /// Its files, at least one.
    pub files: Vec<File>,
    /// What the form cannot say, most important first; nothing is dropped without a word here.
    pub losses: Vec<Loss>,
}

/// A file to be handed out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Its name, made of the package's title.
    pub name: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

/// Something of a package that a form cannot say as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Loss {
    /// What of the package.
    pub what: String,
    /// What stands there in its place, or why nothing does.
    pub instead: String,
}

impl Written {
    /// One file of text, named after the package, nothing lost.
    pub fn text(material: &Material<'_>, ending: &str, text: String) -> Self {
        let name = file_name(&material.package.title, ending);
        Self { files: vec![File { name, bytes: text.into_bytes() }], losses: Vec::new() }
    }
}

/// For a publication that any package can be handed on as.
pub fn nothing_lacks(_: &Package, _: &Findings) -> Option<&'static str> {
    None
}

/// A file's name made of a title: lower case, dashes, no more than 60 letters; `ending` follows a dot.
pub fn file_name(title: &str, ending: &str) -> String {
    let mut name = String::new();
    for letter in title.chars().flat_map(char::to_lowercase) {
        if letter.is_alphanumeric() {
            name.push(letter);
        } else if !name.ends_with('-') && !name.is_empty() {
            name.push('-');
        }
    }
    let name: String = name.chars().take(60).collect();
    let name = name.trim_end_matches('-');
    format!("{}.{ending}", if name.is_empty() { "package" } else { name })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_title_becomes_a_name() {
        let check = |title: &str, expected: &str| assert_eq!(file_name(title, "json"), expected);
        check("Ticket triage at Harbour & Vale", "ticket-triage-at-harbour-vale.json");
        check("../../etc/passwd", "etc-passwd.json");
        check("Prüfung: Ä/B", "prüfung-ä-b.json");
        check(" – ", "package.json");
    }

    proptest! {
        #[test]
        fn a_name_is_one_that_any_system_takes(title in ".{0,100}") {
            let name = file_name(&title, "md");
            let stem = name.strip_suffix(".md").unwrap();
            prop_assert!(!stem.is_empty() && stem.chars().count() <= 60);
            prop_assert!(stem.chars().all(|letter| letter.is_alphanumeric() || letter == '-'), "{}", name);
            prop_assert!(!stem.starts_with('-') && !stem.ends_with('-'), "{}", name);
        }
    }
}

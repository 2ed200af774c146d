//! What pip installs or has installed: `pip freeze`, and requirements.txt with its options (PEP 508 and pip's own).

use super::{ANY, Entry, MOST_BYTES, Manifest, normal_name, without_credentials};
use crate::telemetry::ledger::{FileKind, NoteKind};
use crate::telemetry::read::ReadOptions;
use crate::telemetry::read::error::ReadError;
use crate::telemetry::read::format::{Beginning, Format, Records, Sureness};
use crate::telemetry::read::source::Source;

pub const FORMAT: Format =
    Format { name: "requirements.txt", endings: &["txt", "in"], kind: FileKind::Environment, recognise, read };

const FREEZE: &str = "pip freeze";
const COMPARISONS: [&str; 7] = ["===", "==", "~=", "!=", "<=", ">=", "<"];
const EDITABLE: &str = "an editable installation: what is installed is wherever it was taken from";
const DIRECT: &str = "installed from an address, which stands for its version";
const MARKER: &str =
    "installed only where its marker holds, which differs from machine to machine; listed all the same";
const EXTRAS: &str = "extras of a package, which are further packages; the package is listed without them";
const OPTION: &str = "options of pip, which name no package";
const OPEN: &str = "no exact version, so that machines may install different ones";
const NOT_UNDERSTOOD: &str = "not understood as a package";
const COMMENT: &str = "comments";

/// A table's first line may look like a name, but not all its lines like requirements, one of them with its version.
fn recognise(beginning: &Beginning) -> Sureness {
    let text = String::from_utf8_lossy(beginning.text);
    let lines = logical_lines(&text);
    let mut lines: Vec<&str> = lines.iter().map(|(_, line)| line.as_str()).take(200).collect();
    if text.len() > 1 << 17 {
        // The last one may be cut.
        lines.pop();
    }
    let mut telling = false;
    for line in lines {
        match Line::of(line) {
            Line::Blank | Line::Comment(_) | Line::Option(_) => {}
            Line::Editable(_) => telling = true,
            Line::Requirement(requirement) => {
                telling |= !requirement.specifier.is_empty() || !requirement.address.is_empty()
            }
            Line::Other => return Sureness::No,
        }
    }
    let is_named = beginning.file_name.rsplit(['/', '\\']).next().is_some_and(|name| name.starts_with("requirements"));
    match (telling, is_named) {
        (true, _) => Sureness::Certain,
        (false, true) => Sureness::Named,
        (false, false) => Sureness::No,
    }
}

fn read(source: &mut Source, options: &ReadOptions) -> Result<Records, ReadError> {
    let text = source.whole(FORMAT.name, MOST_BYTES)?;
    let mut manifest = Manifest::new(FORMAT.name);
    let (mut of_comment, mut is_freeze, mut other, mut first_other) = (String::new(), true, 0, None);
    for (number, line) in logical_lines(&text) {
        let place = format!("line {number}");
        match Line::of(&line) {
            Line::Blank => {}
            Line::Comment(comment) => {
                of_comment = frozen_name(comment).unwrap_or_default();
                manifest.note(NoteKind::Dropped, COMMENT, &place, comment);
                continue;
            }
            Line::Option(option) => {
                is_freeze = false;
                manifest.note(NoteKind::Dropped, OPTION, &place, option);
            }
            Line::Editable(address) => take_editable(&mut manifest, address, &of_comment, &place)?,
            Line::Requirement(requirement) => {
                is_freeze &= requirement.is_frozen();
                take(&mut manifest, &requirement, &place)?;
            }
            Line::Other => {
                other += 1;
                first_other.get_or_insert((number, line.clone()));
                manifest.note(NoteKind::Dropped, NOT_UNDERSTOOD, &place, &line);
            }
        }
        of_comment.clear();
    }
    if let Some((line, text)) = first_other.filter(|_| other * 10 > manifest.entries.len()) {
        let problem = format!("“{}” is no package with a version", text.chars().take(60).collect::<String>());
        return Err(ReadError::Malformed { format: FORMAT.name, line, problem });
    }
    let is_named = options.file_name.to_lowercase().contains("requirements");
    if is_freeze && !is_named {
        FREEZE.clone_into(&mut manifest.origin.format);
        manifest.format = FREEZE;
    }
    manifest.finish(options)
}

fn take(manifest: &mut Manifest, requirement: &Requirement, place: &str) -> Result<(), ReadError> {
    let Requirement { name, extras, specifier, address, marker, hashed } = requirement;
    if !extras.is_empty() {
        manifest.note(NoteKind::Coerced, EXTRAS, place, &format!("{name}[{extras}]"));
    }
    if !marker.is_empty() {
        manifest.note(NoteKind::Ambiguous, MARKER, place, &format!("{name}; {marker}"));
    }
    let (version, pinned) = match (specifier.as_str(), address.as_str()) {
        ("", "") => (ANY.to_owned(), false),
        (_, address) if !address.is_empty() => {
            let address = without_credentials(address);
            manifest.note(NoteKind::Ambiguous, DIRECT, place, &format!("{name} @ {address}"));
            let pinned = names_state(&address);
            (address, pinned)
        }
        (specifier, _) => exact(specifier).map_or_else(|| (specifier.to_owned(), false), |exact| (exact, true)),
    };
    if !pinned {
        manifest.note(NoteKind::Ambiguous, OPEN, place, &format!("{name} {version}"));
    }
    let hashed = *hashed || address.contains("#sha256=");
    manifest.push(Entry { name: normal_name(name), version, pinned, hashed, place: place.to_owned() })
}

fn take_editable(manifest: &mut Manifest, address: &str, frozen: &str, place: &str) -> Result<(), ReadError> {
    let address = without_credentials(address);
    manifest.note(NoteKind::Ambiguous, EDITABLE, place, &address);
    let named =
        address.split_once("egg=").map(|(_, name)| name.split(['&', '[']).next().unwrap_or_default().to_owned());
    let of_path = || address.trim_end_matches('/').rsplit(['/', '\\']).next().unwrap_or_default().to_owned();
    let name = named.or_else(|| Some(frozen.to_owned()).filter(|name| !name.is_empty())).unwrap_or_else(of_path);
    let version = address.split('#').next().unwrap_or_default().to_owned();
    let pinned = names_state(&version);
    let name = normal_name(&name);
    let name = if name.is_empty() { address.clone() } else { name };
    manifest.push(Entry { name, version, pinned, hashed: false, place: place.to_owned() })
}

/// Whether an address names one state of what is there: a commit, or a digest.
fn names_state(address: &str) -> bool {
    let is_commit = |text: &str| text.len() >= 40 && text.chars().take(40).all(|letter| letter.is_ascii_hexdigit());
    address.contains("#sha256=") || address.rsplit('@').next().is_some_and(is_commit)
}

/// The version that a specifier allows alone.
fn exact(specifier: &str) -> Option<String> {
    let version = specifier.strip_prefix("===").or_else(|| specifier.strip_prefix("=="))?.trim();
    (!version.is_empty() && !version.contains(['*', ',', '<', '>', '!', '~'])).then(|| version.to_owned())
}

/// The package that pip names in a comment before an editable one: `# Editable install with no version control
/// (name==1.0)`.
fn frozen_name(comment: &str) -> Option<String> {
    let (_, within) = comment.strip_prefix("# Editable")?.rsplit_once('(')?;
    within.split_once("==").map(|(name, _)| name.to_owned())
}

/// Lines with those they are continued on, each with the number of its first.
fn logical_lines(text: &str) -> Vec<(u64, String)> {
    let mut lines: Vec<(u64, String)> = Vec::new();
    let mut goes_on = false;
    for (index, line) in text.lines().enumerate() {
        let (part, continued) = match line.trim_end().strip_suffix('\\') {
            Some(part) => (part, true),
            None => (line, false),
        };
        match lines.last_mut().filter(|_| goes_on) {
            Some((_, whole)) => {
                whole.push(' ');
                whole.push_str(part.trim());
            }
            None => lines.push((index as u64 + 1, part.trim().to_owned())),
        }
        goes_on = continued;
    }
    lines
}

/// What stands on a line.
enum Line<'a> {
    Blank,
    Comment(&'a str),
    /// An option by its name alone: an address of a registry may hold a password.
    Option(&'a str),
    Editable(&'a str),
    Requirement(Requirement),
    Other,
}

/// A package with what is said of it.
#[derive(Debug, Default, PartialEq)]
struct Requirement {
    name: String,
    extras: String,
    specifier: String,
    address: String,
    marker: String,
    hashed: bool,
}

impl Requirement {
    /// Whether `pip freeze` could have written it.
    fn is_frozen(&self) -> bool {
        let plain = self.extras.is_empty() && self.marker.is_empty() && !self.hashed;
        plain && (!self.address.is_empty() || exact(&self.specifier).is_some())
    }

    fn of(line: &str) -> Option<Self> {
        let is_letter = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '.' | '_' | '-');
        let end = line.find(|letter| !is_letter(letter)).unwrap_or(line.len());
        let (name, rest) = line.split_at(end);
        let ends = [name.chars().next(), name.chars().last()];
        if !ends.iter().all(|letter| letter.is_some_and(|letter| letter.is_ascii_alphanumeric())) {
            return None;
        }
        let mut found = Self { name: name.to_owned(), ..Self::default() };
        let mut rest = rest.trim_start();
        if let Some((options, hashes)) = rest.split_once("--hash").map(|(before, _)| (before, true)) {
            (rest, found.hashed) = (options.trim_end(), hashes);
        }
        if let Some(within) = rest.strip_prefix('[') {
            let (extras, behind) = within.split_once(']')?;
            found.extras = extras.trim().to_owned();
            rest = behind.trim_start();
        }
        if let Some(address) = rest.strip_prefix('@') {
            let (address, marker) = address.split_once(" ;").unwrap_or((address, ""));
            (found.address, found.marker) = (address.trim().to_owned(), marker.trim().to_owned());
            return (found.address.contains([':', '/'])).then_some(found);
        }
        let (specifier, marker) = rest.split_once(';').unwrap_or((rest, ""));
        found.marker = marker.trim().to_owned();
        let specifier = specifier.trim().trim_start_matches('(').trim_end_matches(')').trim();
        let fits = |part: &str| {
            let part = part.trim();
            let version =
                COMPARISONS.iter().find_map(|sign| part.strip_prefix(sign)).or_else(|| part.strip_prefix('>'));
            let is_version =
                |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '.' | '_' | '-' | '*' | '+' | '!');
            version.is_some_and(|version| !version.trim().is_empty() && version.trim().chars().all(is_version))
        };
        if !specifier.is_empty() && !specifier.split(',').all(fits) {
            return None;
        }
        found.specifier = specifier.to_owned();
        Some(found)
    }
}

impl<'a> Line<'a> {
    fn of(line: &'a str) -> Self {
        if line.is_empty() {
            return Self::Blank;
        }
        if line.starts_with('#') {
            return Self::Comment(line);
        }
        let line = line.split(" #").next().unwrap_or_default().trim();
        if let Some(address) = ["-e ", "--editable ", "--editable="].iter().find_map(|option| line.strip_prefix(option))
        {
            return Self::Editable(address.trim());
        }
        if line.starts_with('-') && line.len() > 1 {
            let name = line.split([' ', '=']).next().unwrap_or_default();
            let is_option = name.chars().nth(1).is_some_and(|letter| letter.is_ascii_alphabetic() || letter == '-');
            return if is_option && !name.contains(',') { Self::Option(name) } else { Self::Other };
        }
        Requirement::of(line).map_or(Self::Other, Self::Requirement)
    }
}

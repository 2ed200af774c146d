//! JUnit XML: the test cases of a run, as pytest, cargo-nextest, Maven and others write them.
//!
//! A declaration of document types is passed over and entities of its own stand for nothing, so that none can expand;
//! nothing is ever fetched.

use engine::comma::CommaUse;
use quick_xml::Reader;
use quick_xml::escape::unescape;
use quick_xml::events::{BytesStart, Event};

use super::ReadOptions;
use super::column::ColumnBuilder;
use super::error::ReadError;
use super::format::{Beginning, Format, Origin, Records, Sureness};
use super::manifest::{day, subject};
use super::source::Source;
use crate::telemetry::ledger::{FileKind, Note, NoteKind, Place};
use crate::telemetry::test_run::{CASE, MESSAGE, PASSED, RUN, SECONDS, STATUS, SUITE};

pub const FORMAT: Format = Format { name: "JUnit XML", endings: &["xml"], kind: FileKind::TestRun, recognise, read };

const MOST_BYTES: usize = 256 << 20;
const MOST_CASES: usize = 1_000_000;
const MOST_LEVELS: usize = 64;
/// Letters of a message that are kept.
const MOST_LETTERS: usize = 200;

const DOCUMENT_TYPE: &str = "a declaration of document types, passed over";
const ENTITY: &str = "an entity that stands for nothing here, left as it is written";
const NO_NAME: &str = "test cases without a name";
const NO_TIME: &str = "a time that is no number of seconds";
const REPEATED: &str = "an attempt before the last one, a row of its own";
const OTHER_COUNT: &str = "a suite that says another number of tests than it lists";

fn recognise(beginning: &Beginning) -> Sureness {
    let says = |word: &[u8]| beginning.text.windows(word.len()).any(|text| text == word);
    match beginning.text.first() {
        Some(b'<') if says(b"<testsuite") => Sureness::Certain,
        Some(b'<') if beginning.text.starts_with(b"<?xml") || beginning.is_named(FORMAT.endings) => Sureness::Named,
        _ => Sureness::No,
    }
}

fn read(source: &mut Source, options: &ReadOptions) -> Result<Records, ReadError> {
    let text = source.whole(FORMAT.name, MOST_BYTES)?;
    let mut report = Report::new(&text);
    let mut xml = Reader::from_str(&text);
    loop {
        let place = xml.buffer_position() as usize;
        report.place = place;
        match xml.read_event() {
            Ok(Event::Start(tag)) => report.open(&tag, false)?,
            Ok(Event::Empty(tag)) => report.open(&tag, true)?,
            Ok(Event::End(_)) => report.close(),
            Ok(Event::DocType(_)) => report.note(NoteKind::Dropped, DOCUMENT_TYPE, ""),
            Ok(Event::Eof) => break,
            Ok(_) => {}
            Err(error) => {
                report.place = xml.error_position() as usize;
                return Err(report.malformed(&error.to_string()));
            }
        }
    }
    if !report.elements.is_empty() {
        return Err(report.malformed("it ends in the middle; copy it again"));
    }
    report.finish(options)
}

/// What an open element is.
enum Element {
    Suite(Suite),
    Case,
    Other,
}

struct Suite {
    name: String,
    /// How many tests it says it has.
    stated: Option<usize>,
    /// Cases before it.
    before: usize,
}

#[derive(Clone, Default)]
struct Case {
    suite: String,
    name: String,
    status: &'static str,
    seconds: Option<f64>,
    message: String,
    /// Earlier attempts, none of which passed.
    attempts: Vec<(&'static str, String)>,
}

/// A report while it is read.
struct Report<'a> {
    text: &'a str,
    /// Where in the text, in bytes.
    place: usize,
    /// The line of an earlier place, so that lines are counted once.
    counted: (usize, u64),
    elements: Vec<Element>,
    case: Option<Case>,
    cases: Vec<Case>,
    notes: Vec<Note>,
    origin: Origin,
}

impl<'a> Report<'a> {
    fn new(text: &'a str) -> Self {
        let origin = Origin { kind: FileKind::TestRun, ..Origin::default() };
        Self {
            text,
            place: 0,
            counted: (0, 1),
            elements: Vec::new(),
            case: None,
            cases: Vec::new(),
            notes: Vec::new(),
            origin,
        }
    }

    fn line(&mut self) -> u64 {
        let (from, line) = self.counted;
        let to = self.place.clamp(from, self.text.len());
        let more = self.text.as_bytes()[from..to].iter().filter(|byte| **byte == b'\n').count() as u64;
        self.counted = (to, line + more);
        line + more
    }

    fn malformed(&mut self, problem: &str) -> ReadError {
        let problem = problem.trim_end_matches('.').to_owned();
        ReadError::Malformed { format: FORMAT.name, line: self.line(), problem }
    }

    fn note(&mut self, kind: NoteKind, message: &str, text: &str) {
        let (row, line) = (self.cases.len() as u64 + 1, self.line());
        Note::add(&mut self.notes, kind, "", message, || Place::new(row, &format!("line {line}: {text}")));
    }

    fn open(&mut self, tag: &BytesStart, is_empty: bool) -> Result<(), ReadError> {
        if self.elements.len() == MOST_LEVELS {
            return Err(self.malformed(&format!("elements are nested more than {MOST_LEVELS} levels deep")));
        }
        let element = match tag.local_name().as_ref() {
            "testsuite" | "testsuites" => self.suite(tag)?,
            "testcase" => self.case(tag)?,
            "failure" => self.outcome(tag, "failed")?,
            "error" => self.outcome(tag, "error")?,
            "skipped" => self.outcome(tag, "skipped")?,
            "rerunFailure" | "flakyFailure" => self.attempt(tag, "failed")?,
            "rerunError" | "flakyError" => self.attempt(tag, "error")?,
            _ => Element::Other,
        };
        self.elements.push(element);
        if is_empty {
            self.close();
        }
        Ok(())
    }

    fn suite(&mut self, tag: &BytesStart) -> Result<Element, ReadError> {
        let name = self.attribute(tag, "name")?.unwrap_or_default();
        let stated = self.attribute(tag, "tests")?.and_then(|count| count.trim().parse().ok());
        if self.origin.recorded.0.is_empty() {
            self.origin.recorded = day(&self.attribute(tag, "timestamp")?.unwrap_or_default());
        }
        if self.origin.format.is_empty() {
            self.origin.format = tool(&name);
        }
        Ok(Element::Suite(Suite { name, stated, before: self.cases.len() }))
    }

    fn case(&mut self, tag: &BytesStart) -> Result<Element, ReadError> {
        if self.case.is_some() {
            return Err(self.malformed("a test case stands within another"));
        }
        if self.cases.len() == MOST_CASES {
            return Err(ReadError::TooMuch { format: FORMAT.name, most: MOST_CASES, what: "test cases" });
        }
        let class = self.attribute(tag, "classname")?.filter(|class| !class.trim().is_empty());
        let within = self.elements.iter().rev().find_map(|element| match element {
            Element::Suite(suite) => Some(suite.name.clone()),
            _ => None,
        });
        let name = self.attribute(tag, "name")?.unwrap_or_default();
        if name.trim().is_empty() {
            self.note(NoteKind::Coerced, NO_NAME, class.as_deref().unwrap_or_default());
        }
        let seconds = match self.attribute(tag, "time")? {
            Some(time) => match time.trim().replace(',', "").parse::<f64>() {
                Ok(seconds) if seconds.is_finite() && seconds >= 0.0 => Some(seconds),
                _ => {
                    self.note(NoteKind::Dropped, NO_TIME, &time);
                    None
                }
            },
            None => None,
        };
        let suite = class.or(within).unwrap_or_default();
        self.case = Some(Case { suite, name, status: "passed", seconds, ..Case::default() });
        Ok(Element::Case)
    }

    /// An error is worse than a failure, and either worse than having been skipped.
    fn outcome(&mut self, tag: &BytesStart, status: &'static str) -> Result<Element, ReadError> {
        const ORDER: [&str; 4] = ["passed", "skipped", "failed", "error"];
        let message = self.message(tag)?;
        if let Some(case) = &mut self.case {
            let rank = |status: &str| ORDER.iter().position(|known| *known == status);
            if rank(status) > rank(case.status) {
                (case.status, case.message) = (status, message);
            }
        }
        Ok(Element::Other)
    }

    fn attempt(&mut self, tag: &BytesStart, status: &'static str) -> Result<Element, ReadError> {
        let message = self.message(tag)?;
        if let Some(case) = &mut self.case {
            let name = case.name.clone();
            case.attempts.push((status, message));
            self.note(NoteKind::Coerced, REPEATED, &name);
        }
        Ok(Element::Other)
    }

    fn message(&mut self, tag: &BytesStart) -> Result<String, ReadError> {
        let message = self.attribute(tag, "message")?.or(self.attribute(tag, "type")?).unwrap_or_default();
        let words: Vec<&str> = message.split_whitespace().collect();
        Ok(words.join(" ").chars().take(MOST_LETTERS).collect())
    }

    fn attribute(&mut self, tag: &BytesStart, name: &str) -> Result<Option<String>, ReadError> {
        let found = match tag.try_get_attribute(name) {
            Ok(found) => found,
            Err(error) => return Err(self.malformed(&error.to_string())),
        };
        let Some(attribute) = found else { return Ok(None) };
        let raw = attribute.value.to_string();
        match unescape(&raw) {
            Ok(text) => Ok(Some(text.into_owned())),
            Err(_) => {
                self.note(NoteKind::Coerced, ENTITY, &raw);
                Ok(Some(raw))
            }
        }
    }

    fn close(&mut self) {
        match self.elements.pop() {
            Some(Element::Case) => self.cases.extend(self.case.take()),
            Some(Element::Suite(Suite { name, stated: Some(stated), before })) => {
                let listed = self.cases.len() - before;
                if stated != listed {
                    self.note(NoteKind::Ambiguous, OTHER_COUNT, &format!("{name}: {stated}, but {listed} are listed"));
                }
            }
            _ => {}
        }
    }

    fn finish(mut self, options: &ReadOptions) -> Result<Records, ReadError> {
        if self.cases.is_empty() {
            return Err(ReadError::NothingListed { format: FORMAT.name, what: "test case" });
        }
        let run = subject(&options.subject, "", &options.file_name, "run");
        let names = [RUN, SUITE, CASE, STATUS, PASSED, SECONDS, MESSAGE];
        let mut columns: Vec<ColumnBuilder> = names
            .iter()
            .map(|name| if *name == SECONDS { ColumnBuilder::default() } else { ColumnBuilder::of_texts() })
            .collect();
        let mut rows = 0;
        for case in &self.cases {
            let earlier = case.attempts.iter().map(|(status, message)| (*status, message, None));
            for (status, message, seconds) in earlier.chain([(case.status, &case.message, case.seconds)]) {
                rows += 1;
                let passed = match status {
                    "passed" => "yes",
                    "skipped" => "",
                    _ => "no",
                };
                let cells = [&run, &case.suite, &case.name, status, passed, "", message];
                for ((name, column), cell) in names.iter().zip(&mut columns).zip(cells) {
                    match seconds {
                        Some(seconds) if *name == SECONDS => column.push_number(seconds),
                        _ => column.push(cell.as_bytes()),
                    }
                }
            }
        }
        if self.origin.format.is_empty() {
            FORMAT.name.clone_into(&mut self.origin.format);
        }
        self.origin.subject = run;
        Ok(Records {
            parser: FORMAT.name.to_owned(),
            likely_comma: CommaUse::Thousands,
            rows,
            names: names.map(|name| name.as_bytes().to_vec()).to_vec(),
            columns,
            notes: self.notes,
            questions: Vec::new(),
            origin: self.origin,
            tool: None,
        })
    }
}

/// The tool whose reports have suites of this name.
fn tool(suite: &str) -> String {
    const TOOLS: [(&str, &str); 4] =
        [("pytest", "pytest"), ("nextest", "cargo-nextest"), ("jest", "Jest"), ("surefire", "Maven Surefire")];
    let lower = suite.to_lowercase();
    let found = TOOLS.iter().find(|(word, _)| lower.contains(word));
    found.map_or_else(String::new, |(_, tool)| format!("{} ({tool})", FORMAT.name))
}

#[cfg(test)]
mod tests;

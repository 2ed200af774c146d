//! Telemetry files that a command is given: one as it is, several as the one table they make.

use super::argument::Arguments;
use super::{Failure, input};
use crate::package::document::Said;
use crate::package::evidence::{ImportedFile, JoinedFiles, LabelledFile};
use crate::package::schema::FORMAT;
use crate::package::{DatasetSource, Id};
use crate::publish::words::figure;
use crate::telemetry::file_label::{labels_of, subjects_of};
use crate::telemetry::ledger::FileKind;
use crate::telemetry::read::{Reading, kind_of};

pub(super) const OPTIONS: [&str; 10] = [
    "decimal-comma",
    "decimal-point",
    "header",
    "no-header",
    "as-written",
    "label=",
    "as=",
    "own-labels",
    "machine=",
    "run=",
];

/// What the options of [`OPTIONS`] do.
pub(super) const OPTIONS_HELP: &str = "\
  --label NAME      the column of labels is called NAME; “alternative” otherwise
  --as LABEL        a label in place of the one made from the name, once for each file in their order
  --own-labels      each file has a column of labels of its own
  --machine NAME    of lists of packages: the machine of each file, once for each in their order
  --run NAME        of test results: the run of each file, once for each in their order
  --decimal-comma   1,5 is one and a half, 1.500 one thousand five hundred
  --decimal-point   1,500 is one thousand five hundred
  --header          the first row names the columns, although it is all numbers
  --no-header       the first row is data
  --as-written      columns of a known tool keep its names and units, instead of latency_ms, status and the like";

/// Telemetry files with their bytes, in their order.
pub(super) struct Given {
    pub source: DatasetSource,
    pub contents: Vec<Vec<u8>>,
}

impl Given {
    /// The files that the arguments name, as the options say.
    pub fn of(arguments: &Arguments) -> Result<Self, Failure> {
        let (mut contents, mut files, mut kinds, mut paths) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        for path in arguments.some_files()? {
            let name = path.display().to_string();
            let bytes = input::bytes(path)?;
            if is_package(&bytes) {
                let problem = "This is a package, not telemetry. Use “shipworthy score” or “check”.";
                return Err(Failure::file(&name, problem));
            }
            let file_name = match path.file_name() {
                Some(file_name) if name != "-" => file_name.to_string_lossy().into_owned(),
                _ => "Standard input".to_owned(),
            };
            kinds.push(kind_of(&bytes, &file_name));
            files.push(ImportedFile {
                file_name,
                bytes: bytes.len() as u64,
                decimal_comma: arguments.either("decimal-comma", "decimal-point")?,
                header: Said(arguments.either("header", "no-header")?),
                tool_columns: Said(Some(!arguments.has("as-written"))),
                ..ImportedFile::default()
            });
            paths.push(name);
            contents.push(bytes);
        }
        name_subjects(&mut files, &kinds, &paths, arguments)?;
        let is_telemetry = kinds.contains(&FileKind::Telemetry);
        Ok(Self { source: source(files, is_telemetry, arguments)?, contents })
    }

    /// The table they make.
    pub fn read(&self, arguments: &Arguments) -> Result<Reading, Failure> {
        let reading = self.source.read(&mut self.contents.concat().as_slice(), &mut |_| {});
        reading.map_err(|error| match arguments.file() {
            Ok(path) => Failure::file(path.display().to_string(), error),
            Err(_) => Failure::file("the files", error),
        })
    }
}

/// Names the machine or the run of each file: as stated, or by what tells the files apart.
fn name_subjects(
    files: &mut [ImportedFile],
    kinds: &[FileKind],
    paths: &[String],
    arguments: &Arguments,
) -> Result<(), Failure> {
    let found = subjects_of(&paths.iter().map(String::as_str).collect::<Vec<_>>());
    let names = |option: &str, kind: FileKind| -> Result<Vec<Option<String>>, Failure> {
        let stated = arguments.texts(option)?;
        let count = kinds.iter().filter(|own| **own == kind).count();
        match stated.len() {
            0 if files.len() < 2 => Ok(vec![None; files.len()]),
            0 => Ok(found.iter().cloned().map(Some).collect()),
            stated_count if stated_count == count && count == files.len() => Ok(stated.into_iter().map(Some).collect()),
            stated_count => Err(Failure::Usage(format!(
                "Say --{option} once for each of the {}, not {}.",
                figure::counted(files.len(), "file", "files"),
                figure::counted(stated_count, "time", "times")
            ))),
        }
    };
    let (machines, runs) = (names("machine", FileKind::Environment)?, names("run", FileKind::TestRun)?);
    for (place, file) in files.iter_mut().enumerate() {
        match kinds[place] {
            FileKind::Telemetry => {}
            FileKind::Environment => file.machine = Said(machines[place].clone()),
            FileKind::TestRun => file.run = Said(runs[place].clone()),
        }
    }
    Ok(())
}

/// One file as it is, several joined.
fn source(mut files: Vec<ImportedFile>, is_telemetry: bool, arguments: &Arguments) -> Result<DatasetSource, Failure> {
    let stated = arguments.texts("as")?;
    if files.len() == 1 {
        if !stated.is_empty() || arguments.text("label")?.is_some() || arguments.has("own-labels") {
            return Err(Failure::Usage("Labels are for several files: name two or more.".to_owned()));
        }
        return Ok(DatasetSource::Imported(files.remove(0)));
    }
    let labels = match (stated.len(), arguments.has("own-labels")) {
        (0, true) => vec![String::new(); files.len()],
        (_, true) => return Err(Failure::Usage("Choose one of --as and --own-labels.".to_owned())),
        (0, false) if !is_telemetry => vec![String::new(); files.len()],
        (0, false) => labels_of(&files.iter().map(|file| file.file_name.as_str()).collect::<Vec<_>>()),
        (count, false) if count == files.len() => stated,
        (count, false) => {
            let words = format!(
                "Say --as once for each of the {} files, not {}.",
                files.len(),
                figure::counted(count, "time", "times")
            );
            return Err(Failure::Usage(words));
        }
    };
    let labelled = |(place, (file, label))| LabelledFile {
        id: Id(format!("file-{}", place + 1)),
        label,
        file,
        ..LabelledFile::default()
    };
    Ok(DatasetSource::Joined(JoinedFiles {
        label_column: arguments.text("label")?.unwrap_or_else(|| JoinedFiles::LABEL_COLUMN.to_owned()),
        files: files.into_iter().zip(labels).enumerate().map(labelled).collect(),
        ..JoinedFiles::default()
    }))
}

/// Whether the file says of itself that it is a package; looks at its beginning only.
fn is_package(bytes: &[u8]) -> bool {
    let start = String::from_utf8_lossy(&bytes[..bytes.len().min(200)]).replace([' ', '\n', '\r', '\t'], "");
    start.contains(&format!("\"format\":\"{FORMAT}\""))
}

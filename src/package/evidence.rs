//! Evidence: where the numbers come from, and the statistics taken of them.

use crate::sorted_map::SortedMap;

use serde_json::Value;

use super::ci_check::CiCheck;
use super::document::{Plain, Problem, Said, Sparse, Tagged, from_value};
use super::{Date, Id};

record! {
    /// Sources with their limits, datasets, and the measures taken of them.
    pub struct Evidence {
        /// What the evidence is, in words, with its limits.
        pub sources: Vec<EvidenceSource>,
        /// Tables of telemetry, generated or imported. Their rows live outside the package.
        pub datasets: Vec<Dataset>,
        /// Statistics of the datasets' columns.
        pub measures: Vec<Measure>,
        /// What lint, build and other checks of continuous integration said; left out of the file while there is none.
        pub checks: Sparse<CiCheck>,
        ..extra
    }

    /// One source of evidence, described for a reader who was not there.
    pub struct EvidenceSource {
        /// Identifier.
        pub id: Id,
        /// Short name.
        pub name: String,
        /// How close it is to the real thing.
        pub kind: SourceKind,
        /// What it is and how it came about.
        pub description: String,
        /// What it cannot show.
        pub limits: String,
        /// What would change with real data.
        pub with_real_data: String,
        /// The dataset it describes, if one is in the package.
        pub dataset: Id,
        ..extra
    }

    /// One table of telemetry.
    pub struct Dataset {
        /// Identifier.
        pub id: Id,
        /// Short name.
        pub name: String,
        /// How its rows are had.
        pub source: DatasetSource,
        /// The column whose values say which alternative a row belongs to; empty when `alternative` does.
        pub label_column: String,
        /// The one alternative all rows belong to, when there is no label column.
        pub alternative: Id,
        /// The column that orders the rows in time, if any.
        pub time_column: String,
        /// Whether neighbouring rows depend on each other (a series in time), so that intervals must
        /// come from a block bootstrap.
        pub ordered: bool,
        /// Whether the rows are all there is (every package of a machine, every case of a suite) and no sample of more:
        /// values are then counted, and their intervals have no width.
        pub census: Said<bool>,
        ..extra
    }

    /// Settings from which telemetry is generated; the same settings give the same bytes everywhere.
    pub struct Generator {
        /// Seed of the random stream.
        pub seed: u32,
        /// How many weekly rows per alternative, 1 to 5,200.
        pub weeks: u32,
        /// The first week's date.
        pub start: Date,
        /// Columns beside `week` and `option`.
        pub columns: Vec<GeneratedColumn>,
        ..extra
    }

    /// One generated column.
    pub struct GeneratedColumn {
        /// Identifier.
        pub id: Id,
        /// The column's name in the table.
        pub name: String,
        /// Its unit.
        pub unit: String,
        /// Digits after the point, 0 to 9.
        pub decimals: u8,
        /// Values are held at or above this.
        pub minimum: Option<f64>,
        /// Values are held at or below this.
        pub maximum: Option<f64>,
        /// The series of each alternative, by its identifier; one not named has no values.
        pub series: SortedMap<Id, GeneratedSeries>,
        ..extra
    }

    /// One alternative's series: level + trend · week + noise · N(0, 1), and an incident.
    pub struct GeneratedSeries {
        /// Value in the first week.
        pub level: f64,
        /// Change per week.
        pub trend: f64,
        /// Standard deviation of the weekly noise.
        pub noise: f64,
        /// Share of weeks without a value, 0 to 1.
        pub missing: f64,
        /// Something that goes wrong for a while.
        pub incident: Option<Incident>,
        ..extra
    }

    /// A shift of the level for some weeks.
    pub struct Incident {
        /// The first week it shows, counted from 1.
        pub week: u32,
        /// For how many weeks.
        pub weeks: u32,
        /// Added to the value meanwhile.
        pub size: f64,
        ..extra
    }

    /// A file somebody loaded. Its bytes stand beside the package, not in it.
    pub struct ImportedFile {
        /// The file's name as it was given.
        pub file_name: String,
        /// Its size in bytes.
        pub bytes: u64,
        /// SHA-256 of its bytes, lower-case hexadecimal.
        pub sha256: String,
        /// How numbers with commas are read: `true` as decimals, `false` as separators of thousands.
        pub decimal_comma: Option<bool>,
        /// Whether the first row names the columns.
        pub header: Said<bool>,
        /// Whether the columns of a known tool, such as a load generator, have our names and units (`latency_ms`, `status`,
        /// `offset_s`); as the tool wrote them when absent.
        pub tool_columns: Said<bool>,
        /// The machine whose environment it lists, if it lists one.
        pub machine: Said<String>,
        /// The run of tests it tells of, if it tells of one.
        pub run: Said<String>,
        /// The day on which it was made, where the file or a person says so.
        pub recorded: Said<Date>,
        ..extra
    }

    /// Files joined into one table, their rows told apart by a label.
    pub struct JoinedFiles {
        /// The column of labels.
        pub label_column: String,
        /// The files, in the order of their rows.
        pub files: Vec<LabelledFile>,
        ..extra
    }

    /// One of several files, and what labels its rows.
    pub struct LabelledFile {
        /// Identifier, under which its bytes travel.
        pub id: Id,
        /// The label of all its rows; empty when it has a column of labels.
        pub label: String,
        /// The name its own column of labels has; empty when all its rows have one label.
        pub label_column: String,
        /// The file.
        pub file: ImportedFile,
        ..extra
    }

    /// A statistic of one column, for each alternative.
    pub struct Measure {
        /// Identifier.
        pub id: Id,
        /// Short name, such as "p99 latency".
        pub name: String,
        /// The dataset it is taken of.
        pub dataset: Id,
        /// The column it is taken of.
        pub column: String,
        /// Which statistic.
        pub statistic: Statistic,
        /// What counts, for a rate: "`column` `comparator` `value`".
        pub condition: Option<Condition>,
        /// Only rows where this holds are used.
        pub filter: Option<Filter>,
        /// Unit of the result, such as "ms"; empty for a plain number.
        pub unit: String,
        ..extra
    }

    /// Only rows whose `column` holds the text `equals`.
    pub struct Filter {
        /// A column of the same dataset.
        pub column: String,
        /// The value it must have, as text.
        pub equals: String,
        ..extra
    }

    /// What a row must satisfy to be counted by a rate.
    pub struct Condition {
        /// How the cell is compared.
        pub test: Test,
        /// With what; compared as a number when the column holds numbers.
        pub value: String,
        ..extra
    }
}

/// How a dataset's rows are had.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema), serde(tag = "kind", rename_all = "snake_case"))]
pub enum DatasetSource {
    /// Drawn from a seed.
    Generated(Generator),
    /// Read from a file.
    Imported(ImportedFile),
    /// Read from several files.
    Joined(JoinedFiles),
}

impl Plain for DatasetSource {
    fn to_value(&self) -> Value {
        let (name, fields) = match self {
            Self::Generated(generator) => ("Generated", generator.to_value()),
            Self::Imported(file) => ("Imported", file.to_value()),
            Self::Joined(files) => ("Joined", files.to_value()),
        };
        Tagged::with(name, fields)
    }

    fn take(&mut self, value: Value) -> Result<(), Problem> {
        let given = Tagged::of(value)?;
        *self = if given.is("Generated") {
            Self::Generated(from_value(given.rest())?)
        } else if given.is("Imported") {
            Self::Imported(from_value(given.rest())?)
        } else if given.is("Joined") {
            Self::Joined(from_value(given.rest())?)
        } else {
            return Err(given.unknown(&["Generated", "Imported", "Joined"]));
        };
        Ok(())
    }
}

serde_by_value! { DatasetSource }

impl Default for DatasetSource {
    fn default() -> Self {
        Self::Generated(Generator::default())
    }
}

words! {
    /// How close a source of evidence is to the real thing.
    pub enum SourceKind {
        /// Made up from settings.
        #[default]
        Synthetic = "Synthetic",
        /// Measured on something similar.
        Proxy = "Proxy",
        /// Measured on the system itself, before release.
        Trial = "Trial",
        /// Measured in production.
        Production = "Production",
    }

    /// A statistic of a column.
    pub enum Statistic {
        /// How many rows have a value.
        Count = "count",
        /// Share of rows that satisfy the condition.
        Rate = "rate",
        /// Arithmetic mean.
        #[default]
        Mean = "mean",
        /// 50 % quantile.
        Median = "median",
        /// 90 % quantile.
        P90 = "p90",
        /// 95 % quantile.
        P95 = "p95",
        /// 99 % quantile.
        P99 = "p99",
        /// Smallest value.
        Minimum = "minimum",
        /// Greatest value.
        Maximum = "maximum",
        /// Sample standard deviation.
        StandardDeviation = "standard deviation",
        /// Least-squares slope over the rows' order, per row (per week for weekly data).
        Trend = "trend per week",
        /// The last value in order.
        Last = "last value",
        /// The mean divided by the baseline alternative's mean.
        RatioToBaseline = "ratio to baseline",
    }

    /// How a cell is compared with a value.
    pub enum Test {
        /// The same.
        #[default]
        Equals = "=",
        /// Not the same.
        Differs = "≠",
        /// Less.
        Below = "<",
        /// Less or the same.
        AtMost = "≤",
        /// More.
        Above = ">",
        /// More or the same.
        AtLeast = "≥",
    }
}

//! What was measured or generated: columns, never row objects.

pub mod decision_table;
pub mod describe;
pub mod environment;
pub mod file_label;
pub mod generate;
pub mod guess;
pub mod join;
pub mod ledger;
pub mod random;
pub mod read;
pub mod series;
pub mod sheet;
pub mod source;
pub mod statistics;
pub mod suggestion;
pub mod table;
pub mod test_run;
pub mod text;
pub mod time;

pub use describe::{Description, describe};
pub use guess::Guesses;
pub use ledger::Ledger;
pub use read::{ReadError, ReadOptions, read};
pub use table::{Column, Table, Telemetry, Values};

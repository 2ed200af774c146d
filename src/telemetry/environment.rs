//! Environments: what is installed on machines, and whether it is the same.

use crate::order;

use super::table::{Column, Table, Values};
use super::text::Text;

/// The column of packages.
pub const PACKAGE: &str = "package";
/// The column of versions, of one machine.
pub const VERSION: &str = "version";
/// The column that says whether machines agree: see [`Agreement`].
pub const AGREEMENT: &str = "agreement";
/// The column that says whether the version is stated exactly, on every machine that has the package.
pub const PINNED: &str = "pinned";
/// The column that says whether a digest stands beside the version, on every machine that has the package.
pub const HASHED: &str = "hashed";

words! {
    /// How machines stand to one package.
    pub enum Agreement {
        /// All of them have it, in the same version.
        #[default]
        Identical = "identical",
        /// Some that have it have different versions.
        VersionDiffers = "version differs",
        /// One alone has it.
        OnlyHere = "only here",
        /// Several have it in the same version, and others do not have it.
        NotEverywhere = "not everywhere",
    }
}

impl Agreement {
    /// How machines agree that have a package in these versions; nothing for a machine without it.
    pub fn of(versions: &[Option<&str>]) -> Self {
        let mut there = versions.iter().flatten();
        let first = there.next();
        match (there.clone().all(|version| Some(version) == first), there.count() + 1) {
            (false, _) => Self::VersionDiffers,
            (true, count) if count == versions.len() => Self::Identical,
            (true, 1) => Self::OnlyHere,
            (true, _) => Self::NotEverywhere,
        }
    }
}

/// What one machine has: its name, the label it belongs to (empty for none), and a table of packages, versions and
/// whether they are pinned and hashed.
pub struct Machine<'a> {
    /// The machine's name.
    pub name: &'a str,
    /// What the machine is one of, such as an alternative.
    pub label: &'a str,
    /// Its packages.
    pub table: &'a Table,
}

/// The environments of machines side by side: a row for each package of a label, with its version on each machine, and
/// how these agree. A machine's column bears its name; where a label has no machine of that name, it is empty.
///
/// Columns: `label_column` unless no machine has a label, [`PACKAGE`], the machines, [`AGREEMENT`], [`PINNED`],
/// [`HASHED`]. The agreement is that among the machines of the row's label; there is none of a single machine.
pub fn compare(machines: &[Machine], label_column: &str) -> Table {
    let mut labels: Vec<&str> = Vec::new();
    for machine in machines {
        if !labels.contains(&machine.label) {
            labels.push(machine.label);
        }
    }
    let reserved = [label_column, PACKAGE, AGREEMENT, PINNED, HASHED];
    let names = column_names(machines, &reserved);
    let mut columns: Vec<&str> = Vec::new();
    names.iter().for_each(|name| {
        if !columns.contains(&name.as_str()) {
            columns.push(name)
        }
    });
    let column_of = |place: usize| columns.iter().position(|column| *column == names[place]).unwrap_or_default();
    let mut rows: Vec<Row> = Vec::new();
    for label in &labels {
        let own: Vec<usize> = (0..machines.len()).filter(|place| machines[*place].label == *label).collect();
        let listed = own
            .iter()
            .enumerate()
            .flat_map(|(place, machine)| entries(machines[*machine].table).map(move |entry| (place, entry)));
        let listed: Vec<_> = listed.collect();
        let begun = rows.len();
        for index in order::argsort(listed.len(), &mut |one, other| listed[one].1.0.cmp(listed[other].1.0)) {
            let (place, (package, version, pinned, hashed)) = listed[index];
            if rows[begun..].last().is_none_or(|row| row.package != package) {
                rows.push(Row {
                    label,
                    package: package.to_owned(),
                    versions: vec![None; own.len()],
                    columns: own.iter().map(|place| column_of(*place)).collect(),
                    pinned: true,
                    hashed: true,
                });
            }
            if let Some(row) = rows.last_mut() {
                row.versions[place] = Some(version);
                row.pinned &= pinned;
                row.hashed &= hashed;
            }
        }
    }
    let text = |name: &str, cell: &dyn Fn(&Row) -> Option<String>| {
        let cells: Vec<Option<String>> = rows.iter().map(cell).collect();
        Column { name: name.to_owned(), values: Values::Text(cells.iter().map(Option::as_deref).collect::<Text>()) }
    };
    let said = |holds: bool| Some(if holds { "yes" } else { "no" }.to_owned());
    let mut table = Table { rows: rows.len(), columns: Vec::new() };
    if labels.iter().any(|label| !label.is_empty()) {
        table.columns.push(text(label_column, &|row| Some(row.label.to_owned())));
    }
    table.columns.push(text(PACKAGE, &|row| Some(row.package.clone())));
    for (place, name) in columns.iter().enumerate() {
        table.columns.push(text(name, &|row| {
            let own = row.columns.iter().position(|column| *column == place)?;
            row.versions[own].map(str::to_owned)
        }));
    }
    table.columns.push(text(AGREEMENT, &|row| {
        (row.versions.len() > 1).then(|| Agreement::of(&row.versions).label().to_owned())
    }));
    table.columns.push(text(PINNED, &|row| said(row.pinned)));
    table.columns.push(text(HASHED, &|row| said(row.hashed)));
    table
}

/// A package of a label, with its version on each of the label's machines.
struct Row<'a> {
    label: &'a str,
    package: String,
    versions: Vec<Option<&'a str>>,
    /// The column of each machine.
    columns: Vec<usize>,
    pinned: bool,
    hashed: bool,
}

/// A name for the column of each machine: machines of one label have different ones, and none is that of another column.
fn column_names(machines: &[Machine], reserved: &[&str]) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for (place, machine) in machines.iter().enumerate() {
        let own = machine.name.trim();
        let taken = |name: &str| {
            let among = names.iter().zip(machines);
            reserved.contains(&name)
                || among.take(place).any(|(known, other)| known == name && other.label == machine.label)
        };
        let mut name = own.to_owned();
        let mut number = 2;
        while name.is_empty() || taken(&name) {
            name = format!("{} {number}", if own.is_empty() { "machine" } else { own });
            number += 1;
        }
        names.push(name);
    }
    names
}

/// A table's packages, each with its version and whether it is pinned and hashed.
fn entries(table: &Table) -> impl Iterator<Item = (&str, &str, bool, bool)> {
    let column = |name: &str| table.column(name).and_then(|column| column.values.texts());
    let (packages, versions) = (column(PACKAGE), column(VERSION));
    let (pinned, hashed) = (column(PINNED), column(HASHED));
    let says = move |column: Option<&Text>, row: usize| column.and_then(|text| text.get(row)) == Some("yes");
    (0..table.rows)
        .filter_map(move |row| Some((packages?.get(row)?, versions?.get(row)?, says(pinned, row), says(hashed, row))))
}

/// The machines of a table of environments side by side: the columns between the packages and their agreement. Nothing
/// for any other table.
pub fn machines(table: &Table) -> Option<std::ops::Range<usize>> {
    let place = |name: &str| table.columns.iter().position(|column| column.name == name);
    let (package, agreement) = (place(PACKAGE)?, place(AGREEMENT)?);
    let are_texts = |range: std::ops::Range<usize>| table.columns[range].iter().all(|it| it.values.texts().is_some());
    (package + 1 < agreement && are_texts(package..agreement)).then_some(package + 1..agreement)
}

#[cfg(test)]
mod tests;

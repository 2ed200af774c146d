//! Environments compared: how many packages machines have in the same version, and which they do not.

use crate::findings::{EnvironmentFinding, MachineFinding, PackageFinding};
use crate::package::{Dataset, Id};
use crate::telemetry::Table;
use crate::telemetry::environment::{Agreement, PACKAGE, machines};

/// The environments that a dataset's table lists side by side, for each label by itself; none of any other table.
pub fn compare(dataset: &Dataset, table: &Table) -> Vec<EnvironmentFinding> {
    let Some(columns) = machines(table) else { return Vec::new() };
    let label = |row: usize| table.column(&dataset.label_column).map(|column| column.values.cell(row).into_owned());
    let mut labels: Vec<Option<String>> = Vec::new();
    let mut rows: Vec<Vec<usize>> = Vec::new();
    for row in 0..table.rows {
        let own = label(row);
        let place = labels.iter().position(|known| *known == own).unwrap_or_else(|| {
            labels.push(own);
            rows.push(Vec::new());
            labels.len() - 1
        });
        rows[place].push(row);
    }
    let found = labels.into_iter().zip(rows);
    found.map(|(label, rows)| of_rows(&dataset.id, label.unwrap_or_default(), table, &rows, columns.clone())).collect()
}

fn of_rows(
    dataset: &Id,
    label: String,
    table: &Table,
    rows: &[usize],
    columns: std::ops::Range<usize>,
) -> EnvironmentFinding {
    let version = |column: usize, row: usize| table.columns[column].values.texts().and_then(|text| text.get(row));
    // A column without a version in these rows is a machine of another label.
    let own: Vec<usize> = columns.filter(|column| rows.iter().any(|row| version(*column, *row).is_some())).collect();
    let machine = |column: &usize| MachineFinding {
        name: table.columns[*column].name.clone(),
        packages: rows.iter().filter(|row| version(*column, **row).is_some()).count() as u64,
    };
    let mut found = EnvironmentFinding {
        dataset: dataset.clone(),
        label,
        machines: own.iter().map(machine).collect(),
        ..EnvironmentFinding::default()
    };
    for row in rows {
        let versions: Vec<Option<&str>> = own.iter().map(|column| version(*column, *row)).collect();
        if versions.iter().all(Option::is_none) {
            continue;
        }
        found.packages += 1;
        let agreement = Agreement::of(&versions);
        *match agreement {
            Agreement::Identical => &mut found.identical,
            Agreement::VersionDiffers => &mut found.differing,
            Agreement::OnlyHere => &mut found.only_here,
            Agreement::NotEverywhere => &mut found.not_everywhere,
        } += 1;
        if agreement != Agreement::Identical && found.differences.len() < EnvironmentFinding::MOST_LISTED {
            found.differences.push(PackageFinding {
                package: table.column(PACKAGE).map(|column| column.values.cell(*row).into_owned()).unwrap_or_default(),
                agreement: agreement.label().to_owned(),
                versions: versions.into_iter().map(|version| version.map(str::to_owned)).collect(),
            });
        }
    }
    found.reproducibility =
        (own.len() > 1 && found.packages > 0).then(|| found.identical as f64 / found.packages as f64);
    found
}

#[cfg(test)]
mod tests;

//! Every intermediate of the three methods, on demand.

use crate::ui::prelude::*;

use super::grid;
use crate::analysis::matrix::DecisionMatrix;
use crate::analysis::score::topsis::{Distances, closeness};
use crate::analysis::score::{promethee, weighted_sum};
use crate::package::Package;
use crate::publish::words::figure::{self, Unit};
use crate::ui::chart::is_open;
use crate::ui::workbench::use_workbench;

/// Folded away; computed only while open.
pub(super) fn view() -> AnyView {
    let workbench = use_workbench();
    let open = RwSignal::new(false);
    view! {
        <details class="intermediates" on:toggle=move |event| open.set(is_open(&event))>
            <summary>"Every step of the computation"</summary>
            {move || open.get().then(|| {
                let package = workbench.package();
                let matrix = DecisionMatrix::new(&package, &workbench.estimates.read());
                tables(&package, &matrix)
            })}
        </details>
    }
}

fn tables(package: &Package, matrix: &DecisionMatrix) -> AnyView {
    if matrix.rows() == 0 {
        return view! { <p class="quietly">"Nothing can be ranked yet."</p> };
    }
    view! {
        <div class="stack">{values(package, matrix)}{worths(package, matrix)}{topsis(package, matrix)}{flows(package, matrix)}</div>
    }
}

fn header(package: &Package, matrix: &DecisionMatrix, last: &[&str]) -> Vec<String> {
    let names = matrix.criteria.iter().map(|column| package.criteria[column.criterion].name.clone());
    [String::new()].into_iter().chain(names).chain(last.iter().map(|text| (*text).to_owned())).collect()
}

fn row(name: &str, cells: impl Iterator<Item = f64>) -> Vec<String> {
    [name.to_owned()].into_iter().chain(cells.map(|cell| figure::fixed(cell, 4))).collect()
}

fn name<'a>(package: &'a Package, matrix: &DecisionMatrix, row: usize) -> &'a str {
    &package.alternatives[matrix.alternatives[row]].name
}

fn values(package: &Package, matrix: &DecisionMatrix) -> AnyView {
    let unit = |column: usize| Unit::named(&package.criteria[matrix.criteria[column].criterion].unit);
    let mut rows: Vec<Vec<String>> = (0..matrix.rows())
        .map(|row| {
            let cells = (0..matrix.columns()).map(|column| figure::quantity(matrix.value(row, column), unit(column)));
            [name(package, matrix, row).to_owned()].into_iter().chain(cells).collect()
        })
        .collect();
    rows.push(row("Weight", matrix.weights().into_iter()));
    let ends = |label: &str, end: fn(&crate::analysis::value::Range) -> f64| {
        let cells = matrix.criteria.iter().map(|column| {
            let local = if column.range.stated { "" } else { " (local)" };
            figure::number(end(&column.range)) + local
        });
        [label.to_owned()].into_iter().chain(cells).collect()
    };
    rows.push(ends("Worst", |range| range.worst));
    rows.push(ends("Best", |range| range.best));
    grid("Values, weights and scales".to_owned(), header(package, matrix, &[]), rows)
}

fn worths(package: &Package, matrix: &DecisionMatrix) -> AnyView {
    let weights = matrix.weights();
    let worths = weighted_sum::worths(matrix);
    let sums = weighted_sum::scores(&worths, &weights);
    let rows = worths
        .chunks_exact(matrix.columns())
        .zip(sums)
        .enumerate()
        .map(|(index, (cells, sum))| row(name(package, matrix, index), cells.iter().copied().chain([sum])));
    let caption =
        format!("Weighted sum: what each value is worth ({}), and the sum of weight × worth", matrix.normalisation);
    grid(caption, header(package, matrix, &["Sum"]), rows.collect())
}

fn topsis(package: &Package, matrix: &DecisionMatrix) -> AnyView {
    let weights = matrix.weights();
    let distances = Distances::new(matrix);
    let weighted = distances.weighted(&weights);
    let times = |cells: &[f64]| cells.iter().zip(&weights).map(|(cell, weight)| cell * weight).collect::<Vec<_>>();
    let mut rows: Vec<Vec<String>> = distances
        .normalised
        .chunks_exact(matrix.columns())
        .zip(weighted)
        .enumerate()
        .map(|(index, (cells, (from_ideal, from_anti)))| {
            let last = [from_ideal, from_anti, closeness(from_ideal, from_anti)];
            row(name(package, matrix, index), times(cells).into_iter().chain(last))
        })
        .collect();
    rows.push(row("Ideal", times(&distances.ideal).into_iter()));
    rows.push(row("Anti-ideal", times(&distances.anti_ideal).into_iter()));
    let last = ["From ideal", "From anti-ideal", "Closeness"];
    grid("TOPSIS: normalised and weighted values, and distances".to_owned(), header(package, matrix, &last), rows)
}

fn flows(package: &Package, matrix: &DecisionMatrix) -> AnyView {
    let flows = promethee::flows(matrix);
    let net = weighted_sum::scores(&flows, &matrix.weights());
    let rows = flows
        .chunks_exact(matrix.columns())
        .zip(net)
        .enumerate()
        .map(|(index, (cells, net))| row(name(package, matrix, index), cells.iter().copied().chain([net])));
    let caption = "PROMETHEE II: net flow on each criterion, and the weighted net flow".to_owned();
    grid(caption, header(package, matrix, &["Net flow"]), rows.collect())
}

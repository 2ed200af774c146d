use std::borrow::Cow;

use super::*;
use proptest::prelude::*;

fn table(entries: &[(&str, &str)]) -> Table {
    let column = |name: &str, cell: &dyn Fn(&(&str, &str)) -> String| {
        let cells: Vec<String> = entries.iter().map(cell).collect();
        Column { name: name.to_owned(), values: Values::Text(cells.iter().map(|cell| Some(cell.as_str())).collect()) }
    };
    let columns = vec![
        column(PACKAGE, &|entry| entry.0.to_owned()),
        column(VERSION, &|entry| entry.1.to_owned()),
        column(PINNED, &|_| "yes".to_owned()),
        column(HASHED, &|entry| if entry.1 == "1" { "yes" } else { "no" }.to_owned()),
    ];
    Table { rows: entries.len(), columns }
}

fn lines(table: &Table) -> Vec<String> {
    let cells = |row: usize| table.columns.iter().map(|column| column.values.cell(row)).collect::<Vec<Cow<_>>>();
    (0..table.rows).map(|row| cells(row).join("|")).collect()
}

fn names(table: &Table) -> Vec<&str> {
    table.columns.iter().map(|column| column.name.as_str()).collect()
}

#[test]
fn machines_stand_side_by_side() {
    let (one, two) = (table(&[("a", "1"), ("b", "1"), ("c", "1")]), table(&[("b", "2"), ("a", "1"), ("d", "1")]));
    let machine = |name, table| Machine { name, label: "", table };
    let compared = compare(&[machine("laptop", &one), machine("ci", &two)], "alternative");
    assert_eq!(names(&compared), [PACKAGE, "laptop", "ci", AGREEMENT, PINNED, HASHED]);
    assert_eq!(
        lines(&compared),
        ["a|1|1|identical|yes|yes", "b|1|2|version differs|yes|no", "c|1||only here|yes|yes", "d||1|only here|yes|yes",]
    );
    assert_eq!(machines(&compared), Some(1..3));
}

#[test]
fn three_machines_agree_only_if_all_of_them_do() {
    let check = |versions: &[Option<&str>], expected: Agreement| assert_eq!(Agreement::of(versions), expected);
    check(&[Some("1"), Some("1"), Some("1")], Agreement::Identical);
    check(&[Some("1"), Some("1"), None], Agreement::NotEverywhere);
    check(&[Some("1"), None, Some("2")], Agreement::VersionDiffers);
    check(&[None, None, Some("2")], Agreement::OnlyHere);
    check(&[Some("1")], Agreement::Identical);
}

#[test]
fn labels_are_compared_each_by_itself() {
    let (one, two) = (table(&[("a", "1")]), table(&[("a", "2")]));
    let machine = |name, label, table| Machine { name, label, table };
    let all = [machine("laptop", "A", &one), machine("laptop", "B", &two), machine("ci", "A", &one)];
    let compared = compare(&all, "alternative");
    assert_eq!(names(&compared), ["alternative", PACKAGE, "laptop", "ci", AGREEMENT, PINNED, HASHED]);
    assert_eq!(lines(&compared), ["A|a|1|1|identical|yes|yes", "B|a|2|||yes|no"]);
}

#[test]
fn every_machine_has_a_column_of_its_own() {
    let one = table(&[("a", "1")]);
    let machine = |name| Machine { name, label: "", table: &one };
    let compared = compare(&[machine("package"), machine(""), machine("ci"), machine("ci")], "alternative");
    assert_eq!(names(&compared)[1..5], ["package 2", "machine 2", "ci", "ci 2"]);
    assert_eq!(machines(&Table::default()), None);
    assert_eq!(machines(&one), None);
}

proptest! {
    /// No package and no version is lost or made up, and the order of machines changes no agreement.
    #[test]
    fn nothing_is_lost_or_made_up(
        lists in prop::collection::vec(prop::collection::btree_map("[a-d]", "[12]", 1..5), 2..4)
    ) {
        let entries: Vec<Vec<(&str, &str)>> =
            lists.iter().map(|list| list.iter().map(|(name, version)| (name.as_str(), version.as_str())).collect()).collect();
        let tables: Vec<Table> = entries.iter().map(|entries| table(entries)).collect();
        let names = ["x", "y", "z"];
        let all: Vec<Machine> =
            tables.iter().zip(names).map(|(table, name)| Machine { name, label: "", table }).collect();
        let compared = compare(&all, "alternative");
        let cell = |name: &str, row: usize| compared.column(name).unwrap().values.cell(row).into_owned();
        let known: std::collections::BTreeSet<&str> = lists.iter().flat_map(|list| list.keys().map(String::as_str)).collect();
        prop_assert_eq!(compared.rows, known.len());
        for row in 0..compared.rows {
            let package = cell(PACKAGE, row);
            let versions: Vec<Option<&str>> = lists.iter().map(|list| list.get(&package).map(String::as_str)).collect();
            for (version, name) in versions.iter().zip(names) {
                prop_assert_eq!(cell(name, row), version.unwrap_or_default());
            }
            let there: Vec<&str> = versions.iter().flatten().copied().collect();
            let same = there.iter().all(|version| *version == there[0]);
            let word = match (same, there.len()) {
                (false, _) => "version differs",
                (true, count) if count == lists.len() => "identical",
                (true, 1) => "only here",
                _ => "not everywhere",
            };
            prop_assert_eq!(cell(AGREEMENT, row), word);
        }
        let reversed: Vec<Machine> = all.iter().rev().map(|it| Machine { name: it.name, label: "", table: it.table }).collect();
        prop_assert_eq!(lines_of(&compare(&reversed, "alternative"), AGREEMENT), lines_of(&compared, AGREEMENT));
    }
}

fn lines_of(table: &Table, column: &str) -> Vec<String> {
    (0..table.rows).map(|row| table.column(column).unwrap().values.cell(row).into_owned()).collect()
}

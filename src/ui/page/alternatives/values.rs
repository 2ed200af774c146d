//! The decision matrix as a table: criteria down, alternatives across. Stated values are typed in place,
//! measured ones are read.

use std::sync::Arc;

use crate::findings::Contribution;
use crate::ui::prelude::*;

use crate::editing::{Binding, Place};
use crate::package::criterion::StatedValue;
use crate::package::{Criterion, CriterionSource, Id, Package, Record};
use crate::publish::words::figure::{self, Unit};
use crate::ui::field::Field;
use crate::ui::long_list::{self, Seen};
use crate::ui::page::swatch;
use crate::ui::workbench::{Workbench, use_workbench};

/// The table; nothing while there is nothing to put into it.
pub(super) fn view() -> AnyView {
    let workbench = use_workbench();
    let heads = workbench
        .slice(|package| package.alternatives.iter().map(|one| (one.id.clone(), one.name.clone())).collect::<Vec<_>>());
    let criteria = workbench.slice(|package| {
        package.criteria.iter().map(|one| (one.id.clone(), one.name.clone(), is_stated(one))).collect::<Vec<_>>()
    });
    let worths = Worths::of(workbench);
    let some = move || !heads.read().is_empty() && !criteria.read().is_empty();
    view! {
        <Show when=some>
            <h3>"Values"</h3>
            <div class="scroll">{table(heads, criteria, worths)}</div>
            <p class="quietly">"The first line of a cell is the value, the second its score from 0 to 1. Reasons and uncertainties of judged values are in the criterion's full record (▸)."</p>
        </Show>
    }
}

/// An alternative's identifier and name.
type Head = (Id, String);

fn table(heads: Memo<Vec<Head>>, criteria: Memo<Vec<(Id, String, bool)>>, worths: Worths) -> AnyView {
    let row_of_heads = NodeRef::<html::Tr>::new();
    let count = Memo::new(move |_| heads.read().len());
    let columns = Seen::columns(count, row_of_heads);
    let width = move || heads.read().len();
    view! {
        <table class="data-table value-matrix" aria-rowcount=move || (criteria.read().len() + 1).to_string()
            aria-colcount=move || (width() + 1).to_string()>
            <thead><tr node_ref=row_of_heads aria-rowindex="1">
                <th scope="col" aria-colindex="1">"Criterion"</th>
                {move || heads.get().into_iter().enumerate().map(|(index, (_, name))| view! {
                    <th scope="col" class="figure" aria-colindex=column_index(index)>{swatch(index)}{name}</th>
                }).collect_view()}
            </tr></thead>
            {move || {
                let heads = Arc::new(heads.get());
                let criteria = criteria.get();
                let many = heads.len();
                long_list::body({ let count = criteria.len(); move || count }, many + 1, move |place| {
                    row(worths, Arc::clone(&heads), columns, criteria[place].clone())
                })
            }}
        </table>
    }
}

/// The number of the alternative at `place` among all columns, of which the criterion's is the first.
fn column_index(place: usize) -> String {
    (place + 2).to_string()
}

fn is_stated(criterion: &Criterion) -> bool {
    matches!(criterion.source, CriterionSource::Stated { .. })
}

fn row(worths: Worths, heads: Arc<Vec<Head>>, columns: Seen, (criterion, name, stated): (Id, String, bool)) -> AnyView {
    let count = heads.len();
    let label = name.clone();
    let cell = move |place: usize| {
        // One alternative more may be known to the columns before it is to this row.
        let (alternative, head) = heads.get(place)?;
        let value = if stated {
            Field::new(format!("{label} of {head}")).in_row().number(stated_value(&criterion, alternative))
        } else {
            worths.value(&criterion, alternative)
        };
        let worth = worths.worth(&criterion, alternative);
        Some(view! { <td class="figure" aria-colindex=column_index(place)>{value}{worth}</td> })
    };
    let gap = move |width: usize| (width > 0).then(|| long_list::blank(width));
    view! {
        <th scope="row">{name}</th>
        {move || gap(columns.drawn().start)}
        <For each=move || columns.drawn() key=|place| *place children=cell />
        {move || gap(count - columns.drawn().end.min(count))}
    }
}

/// What the findings say of every cell. One slice for the whole table: weights move without changing it, and
/// then no cell is looked at.
#[derive(Clone, Copy)]
struct Worths(Memo<Vec<(Id, Vec<Worth>)>>);

/// A criterion, its unit, the value and its worth.
type Worth = (Id, String, Option<f64>, Option<f64>);

impl Worths {
    fn of(workbench: Workbench) -> Self {
        Self(Memo::new(move |_| {
            let package = workbench.package();
            let unit = |id: &Id| package.criterion(id).map(|one| one.unit.clone()).unwrap_or_default();
            let cell = |part: &Contribution| (part.criterion.clone(), unit(&part.criterion), part.value, part.worth);
            let findings = workbench.findings.read();
            findings
                .alternatives
                .iter()
                .map(|one| (one.id.clone(), one.contributions.iter().map(cell).collect()))
                .collect()
        }))
    }

    /// What `text` makes of a cell.
    fn cell(
        self,
        criterion: &Id,
        alternative: &Id,
        text: fn(&Worth) -> Option<String>,
    ) -> impl Fn() -> Option<String> + Send + Sync + 'static {
        let (criterion, alternative) = (criterion.clone(), alternative.clone());
        move || {
            let table = self.0.read();
            let (_, cells) = table.iter().find(|(id, _)| *id == alternative)?;
            text(cells.iter().find(|cell| cell.0 == criterion)?)
        }
    }

    fn value(self, criterion: &Id, alternative: &Id) -> AnyView {
        let value = self.cell(criterion, alternative, |(_, unit, value, _)| {
            value.map(|value| figure::quantity(value, Unit::named(unit)))
        });
        view! { <span>{move || value().unwrap_or_else(|| "no data".to_owned())}</span> }
    }

    fn worth(self, criterion: &Id, alternative: &Id) -> AnyView {
        let worth = self.cell(criterion, alternative, |(_, _, _, worth)| worth.map(|worth| figure::fixed(worth, 2)));
        view! { <span class="worth">{worth}</span> }
    }
}

/// The value somebody states for an alternative on a criterion.
pub(super) fn stated_value(criterion: &Id, alternative: &Id) -> Binding<Option<f64>> {
    stated(criterion, alternative, "value", |stated| stated.value, |stated, value| stated.value = value)
}

/// A part of what somebody states for an alternative on a criterion.
pub(super) fn stated<T: Clone + Default + 'static>(
    criterion: &Id,
    alternative: &Id,
    field: &'static str,
    read: fn(&StatedValue) -> T,
    write: fn(&mut StatedValue, T),
) -> Binding<T> {
    let (reader, writer) = ((criterion.clone(), alternative.clone()), (criterion.clone(), alternative.clone()));
    Binding::new(
        Place::of::<Criterion>(criterion, "values").at(alternative).at(field),
        move |package: &Package| match &package.criterion(&reader.0)?.source {
            CriterionSource::Stated { values } => Some(values.get(&reader.1).map(read).unwrap_or_default()),
            _ => None,
        },
        move |package, value| {
            let criterion = Criterion::find_mut(package, &writer.0);
            if let Some(CriterionSource::Stated { values }) = criterion.map(|criterion| &mut criterion.source) {
                write(values.get_or_insert_with(writer.1.clone(), Default::default), value);
            }
        },
    )
}

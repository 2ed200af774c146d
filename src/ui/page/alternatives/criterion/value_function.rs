//! How a value becomes worth: a line, points one can drag, or a threshold.

use crate::findings::Findings;
use crate::ui::prelude::*;

use crate::analysis::value::Range;
use crate::editing::{Binding, Edit, Place};
use crate::order;
use crate::package::criterion::{Direction, ValueFunction};
use crate::package::{Criterion, CriterionSource, Id, Package, Record};
use crate::publish::chart::value_function;
use crate::ui::chart::draggable_chart;
use crate::ui::field::{Choices, Field};
use crate::ui::workbench::{Workbench, use_workbench};

const KINDS: [(&str, &str); 3] = [
    ("linear", "a straight line from worst to best"),
    ("piecewise", "lines between points"),
    ("threshold", "all or nothing at a threshold"),
];

/// Kind, drawing and points.
pub(super) fn view(id: Id) -> AnyView {
    let workbench = use_workbench();
    let shape = {
        let id = id.clone();
        workbench.slice(move |package| package.criterion(&id).map(|one| kind(&one.value_function)).unwrap_or_default())
    };
    let choices = || -> Choices { KINDS.iter().map(|(kind, name)| ((*kind).to_owned(), (*name).to_owned())).collect() };
    let drawn = id.clone();
    let points = id.clone();
    let chosen = chosen(workbench, id.clone());
    view! {
        <h3>"What a value is worth"</h3>
        <div class="columns">
            {Field::new("Worth follows").choice(choices, chosen)}
            {move || (shape.get() == "threshold").then(|| Field::new("Full worth from").number(threshold(id.clone())))}
        </div>
        {local_scale(workbench, points.clone())}
        {chart(workbench, drawn)}
        {move || (shape.get() == "piecewise").then(|| point_table(workbench, points.clone()))}
    }
}

fn kind(function: &ValueFunction) -> &'static str {
    match function {
        ValueFunction::Linear => "linear",
        ValueFunction::Piecewise { .. } => "piecewise",
        ValueFunction::Threshold { .. } => "threshold",
    }
}

fn chosen(workbench: Workbench, id: Id) -> Binding<String> {
    let reader = id.clone();
    Binding::new(
        Place::of::<Criterion>(&id, "value_function.kind"),
        move |package| package.criterion(&reader).map(|one| kind(&one.value_function).to_owned()),
        move |package, kind| {
            let range = range(package, &workbench.findings.read_untracked(), &id);
            let Some(criterion) = Criterion::find_mut(package, &id) else { return };
            let middle = f64::midpoint(range.worst, range.best);
            criterion.value_function = match kind.as_str() {
                "piecewise" => {
                    let mut points = vec![(range.worst, 0.0), (middle, 0.5), (range.best, 1.0)];
                    order::sort(&mut points, |one, two| one.0.total_cmp(&two.0));
                    ValueFunction::Piecewise { points }
                }
                "threshold" => ValueFunction::Threshold { at: middle },
                _ => ValueFunction::Linear,
            };
        },
    )
}

/// The range the criterion is judged within, and which way.
fn range(package: &Package, findings: &Findings, id: &Id) -> Range {
    let Some(criterion) = package.criterion(id) else { return Range::new(None, Direction::Max, [].into_iter()) };
    let margin = matches!(criterion.source, CriterionSource::GateMargin { .. });
    let direction = if margin { Direction::Max } else { criterion.direction };
    let parts = findings.alternatives.iter().flat_map(|one| &one.contributions);
    let values = parts.filter(|part| &part.criterion == id).filter_map(|part| part.value);
    Range::new(criterion.scale.as_ref(), direction, values)
}

fn threshold(id: Id) -> Binding<Option<f64>> {
    let reader = id.clone();
    Binding::new(
        point_place(&id, 0),
        move |package| match package.criterion(&reader)?.value_function {
            ValueFunction::Threshold { at } => Some(Some(at)),
            _ => None,
        },
        move |package, value: Option<f64>| {
            if let (Some(criterion), Some(at)) = (Criterion::find_mut(package, &id), value) {
                criterion.value_function = ValueFunction::Threshold { at };
            }
        },
    )
}

/// Says when nobody stated the scale. Whether the winner hangs on it is said with the scores.
fn local_scale(workbench: Workbench, id: Id) -> AnyView {
    let local = workbench.slice(move |package| package.criterion(&id).is_some_and(|one| one.scale.is_none()));
    view! {
        <Show when=move || local.get()>
            <p class="hint">"No scale is stated, so worst and best are those of the alternatives at hand; another alternative would change them. State both ends in the row above."</p>
        </Show>
    }
}

fn chart(workbench: Workbench, id: Id) -> AnyView {
    let (drawn, dragged) = (id.clone(), id);
    draggable_chart(
        "Value function",
        220.0,
        move |frame| value_function::draw(&workbench.package(), &workbench.findings.read(), &drawn, frame),
        move |number, to| move_point(workbench, &dragged, number, to),
    )
}

fn point_place(criterion: &Id, number: usize) -> Place {
    Place::of::<Criterion>(criterion, "value_function.points").at(number)
}

/// Puts the point (or threshold) of this number where it was dragged to.
fn move_point(workbench: Workbench, id: &Id, number: usize, (value, worth): (f64, f64)) {
    let edit = Edit::of(point_place(id, number), "Move point");
    workbench.edit(edit, |package| match Criterion::find_mut(package, id).map(|one| &mut one.value_function) {
        Some(ValueFunction::Piecewise { points }) => {
            if let Some(point) = points.get_mut(number) {
                *point = (round(value), (worth * 100.0).round() / 100.0);
            }
        }
        Some(ValueFunction::Threshold { at }) if number == 0 => *at = round(value),
        _ => {}
    });
}

/// Three significant digits: finer than a hand can drag.
fn round(value: f64) -> f64 {
    if value == 0.0 || !value.is_finite() {
        return value;
    }
    let digits = 2 - libm::floor(libm::log10(value.abs())) as i32;
    let power = libm::pow(10.0, f64::from(digits.abs()));
    if digits >= 0 { (value * power).round() / power } else { (value / power).round() * power }
}

/// The points as figures, for the keyboard and for exact values.
fn point_table(workbench: Workbench, id: Id) -> AnyView {
    let counted = id.clone();
    let count = workbench.slice(move |package| match package.criterion(&counted).map(|one| &one.value_function) {
        Some(ValueFunction::Piecewise { points }) => points.len(),
        _ => 0,
    });
    let (row_id, add_id) = (id.clone(), id);
    let row = move |index: usize| {
        let removed = row_id.clone();
        let label = |what: &str| Field::new(format!("{what} of point {}", index + 1)).in_row();
        view! {
            <tr>
                <th scope="row">{index + 1}</th>
                <td class="number-cell">{label("Value").number(coordinate(&row_id, index, false))}</td>
                <td class="number-cell">{label("Worth").number(coordinate(&row_id, index, true))}</td>
                <td class="handle"><button type="button" class="quiet" aria-label=format!("Remove point {}", index + 1)
                    on:click=move |_| workbench.edit("Remove point", |package| with_points(package, &removed, |points| {
                        if points.len() > 1 { points.remove(index); }
                    }))>"×"</button></td>
            </tr>
        }
    };
    view! {
        <table class="data-table points-table">
            <thead><tr><th scope="col">"Point"</th><th scope="col">"Value"</th><th scope="col">"Worth, 0 to 1"</th><th class="handle"><span class="sr">"Remove"</span></th></tr></thead>
            <tbody>{move || (0..count.get()).map(&row).collect_view()}</tbody>
        </table>
        <p class="actions"><button type="button" on:click=move |_| workbench.edit("Add point", |package| {
            with_points(package, &add_id, |points| {
                order::sort(points, |one, two| one.0.total_cmp(&two.0));
                let widest = points.windows(2).enumerate().max_by(|one, two| {
                    (one.1[1].0 - one.1[0].0).total_cmp(&(two.1[1].0 - two.1[0].0))
                });
                let new = widest.map(|(index, pair)| {
                    (index + 1, (f64::midpoint(pair[0].0, pair[1].0), f64::midpoint(pair[0].1, pair[1].1)))
                });
                let (index, point) = new.unwrap_or((points.len(), (0.0, 0.5)));
                points.insert(index, point);
            });
        })>"Add point"</button>
        <span class="hint">"Drag a point in the chart, or type its figures here."</span></p>
    }
}

fn with_points(package: &mut Package, id: &Id, change: impl FnOnce(&mut Vec<(f64, f64)>)) {
    if let Some(ValueFunction::Piecewise { points }) =
        Criterion::find_mut(package, id).map(|one| &mut one.value_function)
    {
        change(points);
    }
}

fn coordinate(id: &Id, index: usize, worth: bool) -> Binding<Option<f64>> {
    let (reader, writer) = (id.clone(), id.clone());
    Binding::new(
        point_place(id, index).at(if worth { "worth" } else { "value" }),
        move |package| match &package.criterion(&reader)?.value_function {
            ValueFunction::Piecewise { points } => {
                points.get(index).map(|point| Some(if worth { point.1 } else { point.0 }))
            }
            _ => None,
        },
        move |package, value: Option<f64>| {
            let Some(value) = value else { return };
            with_points(package, &writer, |points| {
                if let Some(point) = points.get_mut(index) {
                    if worth { point.1 = value.clamp(0.0, 1.0) } else { point.0 = value }
                }
            });
        },
    )
}

//! Measures: a statistic of a column, for each alternative, with its interval.

use crate::findings::{Estimate, IntervalMethod};
use crate::ui::prelude::*;

use super::columns_of;
use crate::editing::arrangement::Key;
use crate::editing::{Binding, Place, measured};
use crate::package::evidence::{Condition, Filter, Measure, Statistic};
use crate::package::{Criterion, CriterionSource, Dataset, Direction, Id, Package, Record};
use crate::publish::words::figure::{self, Unit};
use crate::ui::field::{Choices, Field, focus_within};
use crate::ui::page::{alternative_name, gates};
use crate::ui::record_list::{RecordList, choices_of};
use crate::ui::workbench::Workbench;
use crate::ui::workbench::use_workbench;

/// Between dataset and column in what a choice stores.
const BETWEEN: char = '\n';

/// The measures and their values.
pub fn view() -> AnyView {
    let workbench = use_workbench();
    let blank = move |measure: &mut Measure| {
        let package = workbench.package_now();
        let dataset = package.evidence.datasets.last().map(|dataset| dataset.id.clone()).unwrap_or_default();
        let columns = columns_of(workbench, &dataset);
        let taken =
            |name: &str| package.evidence.measures.iter().any(|each| each.dataset == dataset && each.column == name);
        let mut numbers = columns.iter().filter(|(_, number)| *number).map(|(name, _)| name.as_str());
        let first = numbers.clone().next().unwrap_or_default();
        let column = numbers.find(|name| !taken(name)).unwrap_or(first).to_owned();
        *measure = taken_of(&package, measure.id.clone(), &dataset, &column);
    };
    view! {
        <section id="field-measures" aria-labelledby="heading-measures">
            <h2 id="heading-measures">"Measures"</h2>
            <p class="quietly">"A statistic of one column, taken for each alternative. Gates judge measures and criteria score them; the interval says how far chance alone could have moved the value."</p>
            {RecordList::of::<Measure>("Measures", blank)
                .empty("Nothing is measured yet. A measure turns a column into one number for each alternative, such as the p99 of latency or the share of answers that were wrong.")
                .column("Measure", "wide", |id| Field::new("Measure").in_row().text(bind!(Measure[id].name)))
                .by(|it| Key::text(&it.name))
                .column("Statistic", "statistic", |id| Field::new("Statistic").in_row().word(statistic(&id)))
                .by(|it| Key::word(it.statistic))
                .column("Of column", "", move |id| Field::new("Of column").in_row().choice(move || columns(workbench), column(&id)))
                .by(|it| Key::text(&it.column))
                .column("Unit", "unit-cell", |id| Field::new("Unit").in_row().text(bind!(Measure[id].unit)))
                .by(|it| Key::text(&it.unit))
                .beneath(move |id| values(workbench, id))
                .detail(move |id| detail(workbench, id))
                .view()}
        </section>
    }
}

/// Adds the mean of a column and puts the cursor there.
pub fn add(workbench: Workbench, dataset: &Id, column: &str) {
    let package = workbench.package_now();
    let id = workbench.add::<Measure>(|measure| *measure = taken_of(&package, measure.id.clone(), dataset, column));
    focus_within(id.0);
}

fn taken_of(package: &Package, id: Id, dataset: &Id, column: &str) -> Measure {
    let generator = package.dataset(dataset).and_then(Dataset::generator);
    let generated = generator.and_then(|generator| generator.columns.iter().find(|each| each.name == column));
    let unit = generated.map(|column| column.unit.clone()).unwrap_or_default();
    let mut measure = Measure { id, dataset: dataset.clone(), unit, ..Measure::default() };
    measure.change(|measure| column.clone_into(&mut measure.column));
    measure
}

/// A place in a measure whose change lets its made-up name follow.
fn place<T: 'static>(id: &Id, field: &'static str, read: fn(&Measure) -> T, write: fn(&mut Measure, T)) -> Binding<T> {
    let (reader, writer) = (id.clone(), id.clone());
    Binding::new(
        Place::of::<Measure>(id, field),
        move |package| Measure::find(package, &reader).map(read),
        move |package, value| {
            if let Some(measure) = Measure::find_mut(package, &writer) {
                measure.change(|measure| write(measure, value));
            }
        },
    )
}

fn statistic(id: &Id) -> Binding<Statistic> {
    place(
        id,
        "statistic",
        |measure| measure.statistic,
        |measure, statistic| {
            measure.statistic = statistic;
            if statistic == Statistic::Rate {
                measure.condition.get_or_insert_default();
            }
        },
    )
}

fn column(id: &Id) -> Binding<String> {
    place(
        id,
        "column",
        |measure| format!("{}{BETWEEN}{}", measure.dataset, measure.column),
        |measure, both| {
            if let Some((dataset, column)) = both.split_once(BETWEEN) {
                measure.dataset = Id::from(dataset);
                column.clone_into(&mut measure.column);
            }
        },
    )
}

/// Every column of every dataset, with the dataset's name where there are several.
fn columns(workbench: Workbench) -> Choices {
    let package = workbench.package();
    let datasets = &package.evidence.datasets;
    let of = |dataset: &Dataset| {
        let columns = columns_of(workbench, &dataset.id).into_iter();
        let roles = [dataset.label_column.clone(), dataset.time_column.clone()];
        let columns = columns.filter(move |(name, _)| !roles.contains(name));
        let (id, name, alone) = (dataset.id.clone(), dataset.name.clone(), datasets.len() == 1);
        columns.map(move |(column, _)| {
            let shown = if alone { column.clone() } else { format!("{column} · {name}") };
            (format!("{id}{BETWEEN}{column}"), shown)
        })
    };
    datasets.iter().flat_map(of).collect()
}

/// The value for each alternative, what judges and scores it, and the next steps.
fn values(workbench: Workbench, id: Id) -> AnyView {
    let (of_rate, of_values) = (id.clone(), id.clone());
    let rate = workbench
        .slice(move |package| Measure::find(package, &of_rate).is_some_and(|each| each.statistic == Statistic::Rate));
    let shown = Memo::new(move |_| {
        let (package, findings) = (workbench.package(), workbench.findings.get());
        let Some(measure) = Measure::find(&package, &of_values) else { return Vec::new() };
        let estimates = findings.estimates.iter().filter(|estimate| estimate.measure == of_values);
        let values = package.alternatives.iter().enumerate().map(|(index, alternative)| {
            let estimate = estimates.clone().find(|estimate| estimate.alternative == alternative.id);
            ((index, alternative.name.clone()), estimate.map(|estimate| Written::of(estimate, measure)))
        });
        values.collect::<Vec<_>>()
    });
    let for_condition = id.clone();
    view! {
        {move || rate.get().then(|| condition(&for_condition))}
        <ul class="values">
            {move || shown.get().into_iter().map(|(alternative, written)| view! {
                <li>
                    {alternative_name(Some(alternative))}
                    {match written {
                        Some(written) => view! { <strong class="figure">{written.value}</strong>" "<span class="quietly figure">{written.interval}</span> },
                        None => view! { <span class="quietly">"…"</span> },
                    }}
                </li>
            }).collect_view()}
        </ul>
        {uses(workbench, &id)}
    }
}

/// An estimate in words.
#[derive(Clone, PartialEq)]
struct Written {
    value: String,
    interval: String,
}

impl Written {
    fn of(estimate: &Estimate, measure: &Measure) -> Self {
        let unit = Unit::of(measure);
        let Some(value) = estimate.value else {
            return Self { value: "no value".to_owned(), interval: String::new() };
        };
        let absent = f64::NAN;
        let ends = [value, estimate.low.unwrap_or(absent), estimate.high.unwrap_or(absent)];
        let [value, low, high] = figure::quantities(ends, unit);
        let bare = low.trim_end_matches(&format!(" {}", measure.unit)).trim_end_matches(" %").to_owned();
        let interval = match (estimate.low, estimate.high) {
            (Some(low), Some(high)) if low == high => String::new(),
            (Some(_), Some(_)) => format!("{bare} to {high}"),
            (Some(_), None) => format!("{low} or more"),
            (None, Some(_)) => format!("{high} or less"),
            (None, None) if estimate.interval == IntervalMethod::Exact => String::new(),
            (None, None) => "too few rows for an interval".to_owned(),
        };
        Self { value, interval }
    }
}

/// The gates and criteria that rest on the measure, and buttons for more.
fn uses(workbench: Workbench, id: &Id) -> AnyView {
    let this = id.clone();
    let used = workbench.slice(move |package| {
        let gates = package.gates.iter().filter(|gate| gate.measure == this);
        let gates = gates.map(|gate| (format!("#/gates/{}", gate.id), format!("Gate: {}", gate.name)));
        let scores = |criterion: &&Criterion| matches!(&criterion.source, CriterionSource::Measure { measure } if *measure == this);
        let criteria = package.criteria.iter().filter(scores);
        let criteria = criteria.map(|each| (format!("#/alternatives/{}", each.id), format!("Criterion: {}", each.name)));
        gates.chain(criteria).collect::<Vec<_>>()
    });
    let (gate, criterion) = (id.clone(), id.clone());
    view! {
        <div class="uses">
            {move || used.get().into_iter().map(|(address, name)| view! { <a href=address>{name}</a> }).collect_view()}
            <button type="button" class="small" on:click=move |_| gates::add_on(workbench, &gate)>"Add gate on this measure"</button>
            <button type="button" class="small" on:click=move |_| add_criterion_of(workbench, &criterion)>"Add criterion from this measure"</button>
        </div>
    }
}

/// Adds a criterion that scores a measure of the package.
fn add_criterion_of(workbench: Workbench, id: &Id) {
    if let Some(measure) = Measure::find(&workbench.package_now(), id) {
        add_criterion(workbench, measure, None);
    }
}

/// Adds a criterion that scores a measure, which is taken over where the package has it not.
pub fn add_criterion(workbench: Workbench, measure: &Measure, likely: Option<Direction>) {
    let id = Id::fresh("criterion", crate::browser::clock::entropy());
    let criterion = measured::criterion_of(&workbench.package_now(), measure, likely, id);
    let (proposed, words) = (criterion.proposed.direction, criterion.direction.label());
    workbench.edit("Add criterion", |package| {
        measured::take_measure(package, measure, || measure.id.clone());
        measured::add_criterion(package, criterion);
    });
    let said = match proposed {
        false => "It counts as much as the others do on average. Weigh it on Alternatives.".to_owned(),
        true => format!(
            "That {words} is only proposed, and it counts as much as the others do on average. Set both on Alternatives."
        ),
    };
    workbench.notices.say(format!("Added the criterion “{}”. {said}", measure.name));
}

/// What a rate counts, in one line.
fn condition(id: &Id) -> AnyView {
    let test = place(
        id,
        "condition.test",
        |measure| given(measure).test,
        |measure, test| measure.condition.get_or_insert_default().test = test,
    );
    let value = place(
        id,
        "condition.value",
        |measure| given(measure).value,
        |measure, value| measure.condition.get_or_insert_default().value = value,
    );
    view! {
        <div class="condition">
            <span>"Counts rows whose value is"</span>
            {Field::new("Comparison").in_row().word(test)}
            {Field::new("Value").in_bar().text(value)}
        </div>
    }
}

fn given(measure: &Measure) -> Condition {
    measure.condition.clone().unwrap_or_default()
}

/// Dataset, filter, and the values with how they came about.
fn detail(workbench: Workbench, id: Id) -> AnyView {
    let filter_column = place(
        &id,
        "filter.column",
        |measure| measure.filter.as_ref().map(|filter| filter.column.clone()).unwrap_or_default(),
        |measure, column| {
            measure.filter = match (column.as_str(), measure.filter.take()) {
                ("", _) => None,
                (_, filter) => Some(Filter { column, ..filter.unwrap_or_default() }),
            };
        },
    );
    let filter_value = place(
        &id,
        "filter.equals",
        |measure| measure.filter.as_ref().map(|filter| filter.equals.clone()).unwrap_or_default(),
        |measure, equals| {
            if let Some(filter) = &mut measure.filter {
                filter.equals = equals;
            }
        },
    );
    let (this, filtered) = (id.clone(), id.clone());
    let is_filtered =
        workbench.slice(move |package| Measure::find(package, &filtered).is_some_and(|each| each.filter.is_some()));
    let choices = move || {
        let package = workbench.package();
        let dataset = Measure::find(&package, &this).map(|measure| measure.dataset.clone()).unwrap_or_default();
        let mut all = vec![(String::new(), "none: every row counts".to_owned())];
        all.extend(columns_of(workbench, &dataset).into_iter().map(|(name, _)| (name.clone(), name)));
        all
    };
    let estimates = id.clone();
    view! {
        <div class="stack">
            <div class="columns">
                {Field::new("Dataset").record(choices_of::<Dataset>(workbench, |each| each.name.clone()), bind!(Measure[id].dataset))}
                {Field::new("Only rows where").choice(choices, filter_column)}
                {move || is_filtered.get().then(|| Field::new("has the value").text(filter_value.clone()))}
            </div>
            <div class="scroll">{move || estimates_table(workbench, &estimates)}</div>
        </div>
    }
}

fn estimates_table(workbench: Workbench, id: &Id) -> AnyView {
    let (package, findings) = (workbench.package(), workbench.findings.get());
    let Some(measure) = Measure::find(&package, id) else { return ().into_any() };
    let confidence = figure::percent(package.settings.confidence);
    let rows = findings.estimates.iter().filter(|estimate| estimate.measure == *id).map(|estimate| {
        let written = Written::of(estimate, measure);
        view! {
            <tr>
                <th scope="row">{alternative_name(super::super::alternative_at(&package, &estimate.alternative))}</th>
                <td class="figure">{written.value}</td>
                <td class="figure">{written.interval}</td>
                <td class="figure">{figure::count(estimate.n)}</td>
                <td class="figure">{figure::count(estimate.missing)}</td>
                <td>{estimate.interval.label()}</td>
            </tr>
        }
    });
    view! {
        <table class="data-table">
            <thead><tr>
                <th scope="col">"Alternative"</th><th scope="col" class="figure">"Value"</th>
                <th scope="col" class="figure">{confidence}" interval"</th><th scope="col" class="figure">"Rows"</th>
                <th scope="col" class="figure">"Missing"</th><th scope="col">"Interval method"</th>
            </tr></thead>
            <tbody>{rows.collect_view()}</tbody>
        </table>
    }
}

//! The knobs of generated telemetry: seed and weeks, columns, and each alternative's series.

use crate::sorted_map::SortedMap;
use crate::ui::prelude::*;

use super::knob::{Range, SeriesKey, column_place, in_dataset, knob, nice};
use super::series::Shown;
use crate::browser::clock;
use crate::editing::number;
use crate::editing::{Binding, Edit};
use crate::package::evidence::{GeneratedColumn, GeneratedSeries, Generator, Incident};
use crate::package::{Alternative, Dataset, DatasetSource, Date, Id, Package, Record};
use crate::telemetry::generate::{LABEL_COLUMN, TIME_COLUMN};
use crate::telemetry::time::{date_text, parse_date};
use crate::ui::field::{Field, focus_within};
use crate::ui::workbench::{Workbench, use_workbench};

const WEEKS: u32 = 26;

/// Adds a generated dataset with one column to begin with.
pub fn add(workbench: Workbench) {
    let package = workbench.package_now();
    let until = if package.settings.as_of.is_empty() { clock::today() } else { package.settings.as_of.clone() };
    let start = parse_date(&until.0).map(|day| Date(date_text(day - 7 * i64::from(WEEKS)))).unwrap_or_default();
    let column = fresh_column(&package, "evaluation_score");
    let id = workbench.add::<Dataset>(|dataset| {
        dataset.name = "Generated telemetry".to_owned();
        dataset.label_column = LABEL_COLUMN.to_owned();
        dataset.time_column = TIME_COLUMN.to_owned();
        dataset.ordered = true;
        let seed = clock::entropy() as u32;
        let columns = vec![column];
        dataset.source =
            DatasetSource::Generated(Generator { seed, weeks: WEEKS, start, columns, ..Generator::default() });
    });
    focus_within(id.0);
}

fn fresh_column(package: &Package, name: &str) -> GeneratedColumn {
    let alternatives = package.alternatives.iter();
    let series = alternatives.map(|each| (each.id.clone(), GeneratedSeries::around(0.8, 0.02)));
    GeneratedColumn {
        id: Id::fresh("column", clock::entropy()),
        name: name.to_owned(),
        decimals: 3,
        minimum: Some(0.0),
        series: SortedMap::from_iter(series),
        ..GeneratedColumn::default()
    }
}

/// Seed, weeks and first week.
pub fn settings(workbench: Workbench, id: &Id) -> AnyView {
    let again = id.clone();
    let new_seed = move || {
        let seed = clock::entropy() as u32;
        workbench.edit(Edit::of(in_dataset(&again, "seed"), "Edit seed"), |package| {
            if let Some(generator) = Dataset::find_mut(package, &again).and_then(Dataset::generator_mut) {
                generator.seed = seed;
            }
        });
    };
    view! {
        <div class="settings">
            {Field::new("Seed").whole(0, u32::MAX, in_generator(id, "seed", |from| from.seed, |from, seed| from.seed = seed))}
            <button type="button" on:click=move |_| new_seed()>"New seed"</button>
            {Field::new("Weeks").whole(1, 5_200, in_generator(id, "weeks", |from| from.weeks, |from, weeks| from.weeks = weeks))}
            {Field::new("First week").date(in_generator(id, "start", |from| from.start.clone(), |from, start| from.start = start))}
            <p class="hint">"The same seed and settings give the same rows on every machine."</p>
        </div>
    }
}

fn in_generator<T: 'static>(
    id: &Id,
    field: &'static str,
    read: fn(&Generator) -> T,
    write: fn(&mut Generator, T),
) -> Binding<T> {
    let (reader, writer) = (id.clone(), id.clone());
    Binding::new(
        in_dataset(id, field),
        move |package| package.dataset(&reader).and_then(Dataset::generator).map(read),
        move |package, value| {
            if let Some(generator) = Dataset::find_mut(package, &writer).and_then(Dataset::generator_mut) {
                write(generator, value);
            }
        },
    )
}

fn in_column<T: 'static>(
    (dataset, column): &(Id, Id),
    field: &'static str,
    read: fn(&GeneratedColumn) -> T,
    write: fn(&mut GeneratedColumn, T),
) -> Binding<T> {
    let (reader, writer) = ((dataset.clone(), column.clone()), (dataset.clone(), column.clone()));
    Binding::new(
        column_place(dataset, column).at(field),
        move |package| package.dataset(&reader.0)?.generator()?.column(&reader.1).map(read),
        move |package, value| {
            let generator = Dataset::find_mut(package, &writer.0).and_then(Dataset::generator_mut);
            if let Some(column) = generator.and_then(|generator| generator.column_mut(&writer.1)) {
                write(column, value);
            }
        },
    )
}

/// The settings of the column shown, and a row of knobs per alternative.
pub fn column(workbench: Workbench, shown: &Shown) -> AnyView {
    let (dataset, key) = (shown.dataset.clone(), shown.key);
    let (hold, release, release_too) = (shown.clone(), shown.clone(), shown.clone());
    let (adding, chosen) = (dataset.clone(), shown.clone());
    let add_column = move || {
        let column = fresh_column(&workbench.package_now(), "new_column");
        let key = column.id.0.clone();
        workbench.edit("Add column", |package| {
            if let Some(generator) = Dataset::find_mut(package, &adding).and_then(Dataset::generator_mut) {
                generator.columns.push(column);
            }
        });
        chosen.choose(&key);
        focus_within(format!("knobs-{}", adding.0));
    };
    let element = format!("knobs-{}", dataset.0);
    view! {
        <div class="knobs" id=element
            on:pointerdown=move |_| hold.hold() on:pointerup=move |_| release.release() on:pointercancel=move |_| release_too.release()>
            {move || {
                let place = (dataset.clone(), Id(key.get()));
                (!place.1.is_empty()).then(|| view! { {series_table(workbench, place.clone())}{column_settings(workbench, &place)} })
            }}
            <p class="actions"><button type="button" on:click=move |_| add_column()>"Add column"</button></p>
        </div>
    }
}

fn column_settings(workbench: Workbench, place: &(Id, Id)) -> AnyView {
    let (reader, writer) = (place.clone(), place.clone());
    let name = Binding::new(
        column_place(&place.0, &place.1).at("name"),
        move |package| Some(package.dataset(&reader.0)?.generator()?.column(&reader.1)?.name.clone()),
        move |package: &mut Package, name: String| package.rename_generated_column(&writer.0, &writer.1, &name),
    );
    let gone = place.clone();
    let remove = move || {
        workbench.edit("Remove column", |package| {
            if let Some(generator) = Dataset::find_mut(package, &gone.0).and_then(Dataset::generator_mut) {
                generator.columns.retain(|column| column.id != gone.1);
            }
        });
        workbench.notices.say_undoable("Removed a column. Measures of it have no data now.");
    };
    let decimals = in_column(
        place,
        "decimals",
        |column| u32::from(column.decimals),
        |column, digits| column.decimals = digits as u8,
    );
    view! {
        <div class="settings">
            {Field::new("Column name").text(name)}
            {Field::new("Unit").text(in_column(place, "unit", |column| column.unit.clone(), |column, unit| column.unit = unit))}
            {Field::new("Decimals").whole(0, 9, decimals)}
            {Field::new("Never below").number(in_column(place, "minimum", |column| column.minimum, |column, least| column.minimum = least))}
            {Field::new("Never above").number(in_column(place, "maximum", |column| column.maximum, |column, most| column.maximum = most))}
            <button type="button" on:click=move |_| remove()>"Remove column"</button>
        </div>
    }
}

fn series_table(workbench: Workbench, (dataset, column): (Id, Id)) -> AnyView {
    let ids =
        workbench.slice(|package| Alternative::list(package).iter().map(|each| each.id.clone()).collect::<Vec<_>>());
    view! {
        <div class="records">
            <table class="record-table knob-table" aria-label="Series of each alternative">
                <thead><tr>
                    <th scope="col">"Alternative"</th><th scope="col">"Level"</th><th scope="col">"Trend per week"</th>
                    <th scope="col">"Noise"</th><th scope="col">"Missing"</th><th scope="col" class="incident-cell">"Incident"</th>
                </tr></thead>
                <tbody>
                    <For each=move || ids.get() key=Id::clone children=move |alternative| {
                        series_row(SeriesKey { dataset: dataset.clone(), column: column.clone(), alternative })
                    } />
                </tbody>
            </table>
        </div>
    }
}

fn series_row(key: SeriesKey) -> AnyView {
    let workbench = use_workbench();
    let this = key.clone();
    let has = workbench.slice(move |package| this.series(package).is_some());
    let id = key.alternative.clone();
    let name = workbench.slice(move |package| super::super::alternative_at(package, &id));
    let put = key.clone();
    let give = move || {
        workbench.edit("Add series", |package| put.put(package, Some(GeneratedSeries::around(1.0, 0.1))));
    };
    view! {
        <tr>
            <td>{move || super::super::alternative_name(name.get())}</td>
            {move || if has.get() {
                knobs(workbench, &key)
            } else {
                let give = give.clone();
                view! { <td colspan="5"><button type="button" class="small" on:click=move |_| give()>"Add values"</button></td> }
            }}
        </tr>
    }
}

fn knobs(workbench: Workbench, key: &SeriesKey) -> AnyView {
    let package = workbench.package_now();
    let series = key.series(&package).cloned().unwrap_or_default();
    let column = package.dataset(&key.dataset).and_then(Dataset::generator);
    let generator = column.cloned().unwrap_or_default();
    let bounds = generator.column(&key.column).map(|column| (column.minimum, column.maximum)).unwrap_or_default();
    let positive = bounds.0.is_some_and(|least| least >= 0.0);
    let level = match bounds {
        (Some(least), Some(most)) if least < most => Range { least, most },
        _ => Range::around(if series.level == 0.0 { 0.5 } else { series.level }, positive),
    };
    let width = level.most - level.least;
    let trend = Range::around(series.trend.abs().max(width / f64::from(generator.weeks.max(1)) / 8.0), false);
    let noise = Range { least: 0.0, most: nice((4.0 * series.noise).max(width / 20.0)) };
    let missing = key.setting("missing", |series| Some(series.missing), |series, share| series.missing = share);
    let percent = missing.clone().map(number::percent, number::share);
    let noisy = key.setting("noise", |series| Some(series.noise), |series, noise| series.noise = noise);
    let name = package.alternative(&key.alternative).map(|each| each.name.clone()).unwrap_or_default();
    let label = |what: &str| format!("{what}, {name}");
    view! {
        <td data-label="Level">{knob(label("Level"), level, key.setting("level", |series| Some(series.level), |series, level| series.level = level))}</td>
        <td data-label="Trend per week">{knob(label("Trend"), trend, key.setting("trend", |series| Some(series.trend), |series, trend| series.trend = trend))}</td>
        <td data-label="Noise">
            <div class="knob">
                {Field::new(label("Noise")).in_row().within(0.0, f64::MAX, noisy.clone())}
                {Field::new(label("Noise, slider")).in_row().slider(noise.least, noise.most, noise.most / 200.0, noisy)}
            </div>
        </td>
        <td data-label="Missing">
            <div class="knob">
                {Field::new(label("Missing")).unit("%").in_row().within(0.0, 100.0, percent)}
                {Field::new(label("Missing, slider")).in_row().slider(0.0, 0.6, 0.01, missing)}
            </div>
        </td>
        <td data-label="Incident">{incident(workbench, key, &label, width, generator.weeks)}</td>
    }
}

fn incident(workbench: Workbench, key: &SeriesKey, label: &dyn Fn(&str) -> String, width: f64, weeks: u32) -> AnyView {
    let this = key.clone();
    let has = workbench.slice(move |package| this.series(package).is_some_and(|series| series.incident.is_some()));
    let (label_week, label_weeks, label_size) =
        (label("Incident in week"), label("Incident weeks"), label("Incident size"));
    let turned = key.clone();
    let turn = move |on: bool| {
        let size = nice(width / 5.0);
        let begun = Incident { week: (weeks / 2).max(1), weeks: 3, size, ..Incident::default() };
        workbench.edit(if on { "Add incident" } else { "Remove incident" }, |package| {
            if let Some(mut series) = turned.series(package).cloned() {
                series.incident = on.then_some(begun);
                turned.put(package, Some(series));
            }
        });
    };
    let key = key.clone();
    let fields = move || {
        let week = key.incident("week", |it| it.week, |it, week| it.week = week);
        let lasts = key.incident("weeks", |it| it.weeks, |it, weeks| it.weeks = weeks);
        let size = key.incident("size", |it| it.size, |it, size| it.size = size);
        view! {
            <span class="incident">
                "from week "{Field::new(label_week.clone()).in_row().whole(1, 5_200, week)}
                " for "{Field::new(label_weeks.clone()).in_row().whole(0, 5_200, lasts)}
                " weeks, by "{Field::new(label_size.clone()).in_row().number(size.optional())}
            </span>
        }
    };
    view! {
        <label class="check">
            <input type="checkbox" aria-label=label("Incident") prop:checked=move || has.get() on:change=move |event| turn(event_target_checked(&event)) />
            <span>{move || if has.get() { "" } else { "none" }}</span>
        </label>
        {move || has.get().then(&fields)}
    }
}

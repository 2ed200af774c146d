//! Knobs of one generated series: a number, and a slider under it.

use crate::editing::{self, Binding};
use crate::package::evidence::{GeneratedSeries, Incident};
use crate::package::{Dataset, Id, Package};
use crate::ui::field::Field;
use crate::ui::prelude::*;

/// One alternative's series in one generated column.
#[derive(Clone)]
pub struct SeriesKey {
    /// The dataset.
    pub dataset: Id,
    /// The column.
    pub column: Id,
    /// The alternative.
    pub alternative: Id,
}

/// The values a slider runs through.
#[derive(Clone, Copy)]
pub struct Range {
    /// At its left end.
    pub least: f64,
    /// At its right end.
    pub most: f64,
}

impl SeriesKey {
    /// The series, if the alternative has one.
    pub fn series<'a>(&self, package: &'a Package) -> Option<&'a GeneratedSeries> {
        package.dataset(&self.dataset)?.generator()?.column(&self.column)?.series.get(&self.alternative)
    }

    /// Gives the alternative a series or changes the one it has; none when `series` is absent.
    pub fn put(&self, package: &mut Package, series: Option<GeneratedSeries>) {
        let dataset = package.evidence.datasets.iter_mut().find(|dataset| dataset.id == self.dataset);
        let generator = dataset.and_then(Dataset::generator_mut);
        let Some(column) = generator.and_then(|generator| generator.column_mut(&self.column)) else { return };
        match series {
            Some(series) => drop(column.series.insert(self.alternative.clone(), series)),
            None => drop(column.series.remove(&self.alternative)),
        }
    }

    fn at(&self, field: &'static str) -> editing::Place {
        column_place(&self.dataset, &self.column).at(&self.alternative).at(field)
    }

    /// One of the series' settings.
    pub fn setting<T: 'static>(
        &self,
        field: &'static str,
        read: fn(&GeneratedSeries) -> Option<T>,
        write: fn(&mut GeneratedSeries, T),
    ) -> Binding<T> {
        let (reader, writer) = (self.clone(), self.clone());
        Binding::new(
            self.at(field),
            move |package| reader.series(package).and_then(read),
            move |package, value| {
                if let Some(mut series) = writer.series(package).cloned() {
                    write(&mut series, value);
                    writer.put(package, Some(series));
                }
            },
        )
    }

    /// A setting of the incident, where there is one.
    pub fn incident<T: 'static>(
        &self,
        field: &'static str,
        read: fn(&Incident) -> T,
        write: fn(&mut Incident, T),
    ) -> Binding<T> {
        let (reader, writer) = (self.clone(), self.clone());
        Binding::new(
            self.at("incident").at(field),
            move |package| reader.series(package)?.incident.as_ref().map(read),
            move |package, value| {
                let Some(mut series) = writer.series(package).cloned() else { return };
                if let Some(incident) = &mut series.incident {
                    write(incident, value);
                    writer.put(package, Some(series));
                }
            },
        )
    }
}

/// A number with a slider over `range` under it.
pub fn knob(label: String, range: Range, place: Binding<f64>) -> AnyView {
    let step = (range.most - range.least) / 200.0;
    view! {
        <div class="knob">
            {Field::new(label.clone()).in_row().number(place.clone().optional())}
            {Field::new(label + ", slider").in_row().slider(range.least, range.most, step, place)}
        </div>
    }
}

impl Range {
    /// Around `value`, wide enough to play with; not below zero when `positive`.
    pub fn around(value: f64, positive: bool) -> Self {
        let most = nice(2.0 * value.abs().max(1e-9));
        Self { least: if positive { 0.0 } else { -most }, most }
    }
}

/// `value` rounded up to 1, 2 or 5 times a power of ten.
pub fn nice(value: f64) -> f64 {
    let power = libm::pow(10.0, libm::floor(libm::log10(value)));
    [1.0, 2.0, 5.0, 10.0].map(|digit| digit * power).into_iter().find(|nice| *nice >= value).unwrap_or(value)
}

pub fn in_dataset(dataset: &Id, field: &'static str) -> editing::Place {
    editing::Place::of::<Dataset>(dataset, field)
}

/// Where a generated column stands.
pub fn column_place(dataset: &Id, column: &Id) -> editing::Place {
    in_dataset(dataset, "columns").at(column)
}

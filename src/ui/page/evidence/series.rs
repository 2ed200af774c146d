//! The chart of one column: a line per alternative, with the thresholds of the gates on it.

use std::sync::Arc;

use crate::ui::prelude::*;

use crate::package::{Dataset, Id};
use crate::publish::chart::line;
use crate::telemetry::describe::ColumnKind;
use crate::telemetry::series::{Axes, Line};
use crate::ui::chart::chart;
use crate::ui::workbench::Workbench;
use crate::worker::job::PlotSeries;

/// More columns than this are chosen from a list instead of from buttons.
const MOST_BUTTONS: usize = 9;

/// Columns as (key, name): a generated column's key is its identifier, which outlives its name.
type Columns = Vec<(String, String)>;

/// Which column of a dataset is shown.
#[derive(Clone)]
pub struct Shown {
    /// The dataset.
    pub dataset: Id,
    columns: Memo<Columns>,
    chosen: RwSignal<String>,
    /// The key of the column shown; empty when there is none.
    pub key: Memo<String>,
    /// The scale kept while a knob is held, and the one last drawn.
    held: RwSignal<Option<(f64, f64)>>,
    drawn: StoredValue<(f64, f64)>,
}

impl Shown {
    /// Of a generated dataset: its settings' columns.
    pub fn of_generator(workbench: Workbench, dataset: &Id) -> Self {
        let id = dataset.clone();
        let columns = workbench.slice(move |package| {
            let generator = package.dataset(&id).and_then(Dataset::generator);
            let columns = generator.map(|generator| generator.columns.as_slice()).unwrap_or_default();
            columns.iter().map(|column| (column.id.0.clone(), column.name.clone())).collect()
        });
        Self::of(dataset, columns)
    }

    /// Of a table that was read: its columns of numbers, but for the one that is the time.
    pub fn of_table(workbench: Workbench, dataset: &Id) -> Self {
        let read = super::loaded(workbench, dataset);
        let id = dataset.clone();
        let time = workbench.slice(move |package| package.dataset(&id).map(|dataset| dataset.time_column.clone()));
        let columns = Memo::new(move |_| {
            let (read, time) = (read.get(), time.get());
            let columns = read.iter().flat_map(|read| &read.columns);
            let numbers = columns.filter(|each| each.kind == ColumnKind::Number && time.as_ref() != Some(&each.name));
            numbers.map(|column| (column.name.clone(), column.name.clone())).collect()
        });
        Self::of(dataset, columns)
    }

    fn of(dataset: &Id, columns: Memo<Columns>) -> Self {
        let chosen = RwSignal::new(String::new());
        let key = Memo::new(move |_| {
            let (columns, chosen) = (columns.get(), chosen.get());
            let found = columns.iter().find(|(key, _)| *key == chosen).or_else(|| columns.first());
            found.map(|(key, _)| key.clone()).unwrap_or_default()
        });
        let (held, drawn) = (RwSignal::new(None), StoredValue::new((0.0, 1.0)));
        Self { dataset: dataset.clone(), columns, chosen, key, held, drawn }
    }

    /// Shows another column.
    pub fn choose(&self, key: &str) {
        self.chosen.set(key.to_owned());
    }

    /// Keeps the chart's scale from jumping until [`release`](Self::release).
    pub fn hold(&self) {
        self.held.set(Some(self.drawn.get_value()));
    }

    /// Lets the chart take its own scale again.
    pub fn release(&self) {
        self.held.set(None);
    }

    /// The columns to choose from, and the chart.
    pub fn view(&self, workbench: Workbench) -> AnyView {
        let this = self.clone();
        let any = Memo::new(move |_| !this.columns.with(Vec::is_empty));
        let this = self.clone();
        view! {
            <Show when=move || any.get()>
                <div class="series">
                    {this.clone().choices()}
                    {this.clone().chart(workbench)}
                </div>
            </Show>
        }
    }

    fn choices(self) -> AnyView {
        let Self { columns, chosen, key, .. } = self;
        let button = move |(own, name): (String, String)| {
            let choice = own.clone();
            view! {
                <button type="button" class="tab" aria-pressed=move || (key.get() == own).to_string()
                    on:click=move |_| chosen.set(choice.clone())>{name.replace('_', " ")}</button>
            }
        };
        let option = move |(own, name): (String, String)| {
            let choice = own.clone();
            view! { <option value=own prop:selected=move || key.get() == choice>{name}</option> }
        };
        view! {
            {move || if columns.with(Vec::len) <= MOST_BUTTONS {
                view! { <div class="tabs" role="group" aria-label="Column shown">{columns.get().into_iter().map(button).collect_view()}</div> }
            } else {
                view! {
                    <label class="actions">"Column shown"
                        <select on:change=move |event| chosen.set(event_target_value(&event))>{columns.get().into_iter().map(option).collect_view()}</select>
                    </label>
                }
            }}
        }
    }

    fn chart(self, workbench: Workbench) -> AnyView {
        let (name, axes) = (self.name(), self.axes(workbench));
        let lines = lines(workbench, self.dataset.clone(), axes);
        let Self { dataset, held, drawn, .. } = self;
        chart("Telemetry", 300.0, move |frame| {
            let package = workbench.package();
            let mut shown = line::Lines::of_column(&package, &dataset, &name.read(), &lines.read());
            let natural = shown.natural_domain();
            drawn.set_value(natural);
            shown.domain = held.get().map(|(low, high)| (low.min(natural.0), high.max(natural.1)));
            line::draw(&shown, frame)
        })
    }

    fn name(&self) -> Memo<String> {
        let Self { columns, key, .. } = self.clone();
        Memo::new(move |_| {
            let (columns, key) = (columns.get(), key.get());
            columns.iter().find(|(own, _)| *own == key).map(|(_, name)| name.clone()).unwrap_or_default()
        })
    }

    fn axes(&self, workbench: Workbench) -> Memo<Axes> {
        let (name, id) = (self.name(), self.dataset.clone());
        let roles = workbench.slice(move |package| {
            package.dataset(&id).map(|dataset| (dataset.time_column.clone(), dataset.label_column.clone()))
        });
        Memo::new(move |_| {
            let (time_column, label_column) = roles.get().unwrap_or_default();
            Axes { column: name.get(), time_column, label_column }
        })
    }
}

/// The lines as the compute worker last gave them.
fn lines(workbench: Workbench, dataset: Id, axes: Memo<Axes>) -> RwSignal<Arc<Vec<Line>>> {
    let lines = RwSignal::new(Arc::new(Vec::new()));
    let asker = workbench.datasets.jobs.asker_of_view();
    Effect::new(move |_| {
        workbench.datasets.version();
        let job = PlotSeries { dataset: dataset.clone(), axes: axes.get(), width: 800 };
        asker.ask(job, None, move |outcome| match outcome {
            Ok(found) => lines.set(Arc::new(found)),
            Err(why) => super::not_shown(workbench, &why),
        });
    });
    lines
}

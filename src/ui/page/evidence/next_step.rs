//! From a table to judged gates: what is done, and the one thing to do next.

use crate::ui::prelude::*;

use super::loaded;
use crate::analysis::figure;
use crate::browser::clock;
use crate::package::evidence::{EvidenceSource, SourceKind};
use crate::package::{Dataset, Id, Package, Record};
use crate::telemetry::describe::ColumnSummary;
use crate::ui::field::focus_within;
use crate::ui::workbench::{Loaded, Workbench};

/// More labels than this are hardly alternatives.
const MOST_LABELS: u64 = 20;

/// What the next steps depend on.
#[derive(Clone, PartialEq)]
struct Standing {
    generated: bool,
    label_column: String,
    whole: bool,
    labels: Vec<String>,
    distinct: u64,
    missing: Vec<String>,
    alternatives: Vec<String>,
    measures: usize,
    movable: Vec<Id>,
    gates: usize,
    described: bool,
}

impl Standing {
    fn of(package: &Package, id: &Id, read: &Loaded) -> Option<Self> {
        let dataset = package.dataset(id)?;
        let columns = &read.summary.columns;
        let column = columns.iter().find(|column| column.name == dataset.label_column);
        let labels = column.map(|column| column.samples.clone()).unwrap_or_default();
        let taken = package.evidence.measures.iter().filter(|measure| measure.dataset == *id);
        let taken: Vec<&Id> = taken.map(|measure| &measure.id).collect();
        let names: Vec<String> = columns.iter().map(|column| column.name.clone()).collect();
        let generated = dataset.generator().is_some();
        Some(Self {
            generated,
            label_column: dataset.label_column.clone(),
            whole: package.alternative(&dataset.alternative).is_some(),
            distinct: column.and_then(|column: &ColumnSummary| column.distinct).unwrap_or_default(),
            missing: package.labels_without_alternative(&labels),
            labels,
            alternatives: package.alternatives.iter().map(|each| each.name.clone()).collect(),
            measures: taken.len(),
            movable: if generated { Vec::new() } else { package.measures_to_move(id, &names) },
            gates: package.gates.iter().filter(|gate| taken.contains(&&gate.measure)).count(),
            described: package.evidence.sources.iter().any(|source| source.dataset == *id),
        })
    }

    fn is_complete(&self) -> bool {
        self.missing.is_empty()
            && !self.alternatives.is_empty()
            && self.measures > 0
            && self.gates > 0
            && self.described
    }
}

/// The steps from the rows to judged gates.
pub fn view(workbench: Workbench, id: &Id) -> View {
    let read = loaded(workbench, id);
    let this = id.clone();
    let standing = Memo::new(move || {
        let read = read.get()?;
        Standing::of(&workbench.package(), &this, &read)
    });
    let id = id.clone();
    let steps = move || {
        let standing = standing.get()?;
        (!standing.is_complete()).then(|| {
            view! {
                <ol class="steps-list" aria-label="Next steps">
                    {alternatives(workbench, &id, &standing)}
                    {measures(workbench, &id, &standing)}
                    {gates(&standing)}
                    {source(workbench, &id, &standing)}
                </ol>
            }
        })
    };
    steps.into_view()
}

fn step(done: bool, words: impl IntoView, what: View) -> View {
    view! {
        <li class="step" data-done=done.to_string()>
            <span class="step-mark" aria-hidden="true">{if done { "✓" } else { "○" }}</span>
            <div class="step-body"><p>{words.into_view()}</p>{what}</div>
        </li>
    }
}

fn alternatives(workbench: Workbench, id: &Id, standing: &Standing) -> View {
    let nothing = || View::Nothing;
    let names = figure::list(&standing.labels);
    if standing.generated {
        let none = standing.alternatives.is_empty();
        let words = if none {
            "Rows are generated for each alternative, and there is none yet."
        } else {
            "Rows for each alternative."
        };
        let link = none.then(|| view! { <a href="#/alternatives">"Add alternatives"</a> });
        return step(!none, words, link.into_view());
    }
    if standing.label_column.is_empty() {
        let words = if standing.whole {
            "All rows belong to one alternative."
        } else {
            "Say which alternative the rows belong to: choose the label column above, or one alternative."
        };
        return step(standing.whole, words, nothing());
    }
    if standing.distinct > MOST_LABELS {
        let words = format!(
            "{} holds {} different values, too many to be alternatives. Choose another label column above.",
            standing.label_column,
            figure::count(standing.distinct)
        );
        return step(false, words, nothing());
    }
    if standing.missing.is_empty() {
        return step(true, format!("Each label is an alternative: {names}."), nothing());
    }
    let labels = standing.labels.clone();
    let make = move || {
        workbench.edit("Make alternatives from the labels", |package| package.add_alternatives(&labels, fresh));
    };
    let strangers = standing.missing.len() == standing.labels.len() && !standing.alternatives.is_empty();
    if !strangers {
        let words = format!(
            "{} without an alternative: {}.",
            figure::counted(standing.missing.len(), "label", "labels"),
            figure::list(&standing.missing)
        );
        let button = view! { <button type="button" class="primary" on:click=move |_| make()>"Make alternatives from the labels"</button> };
        return step(false, words, button.into_view());
    }
    let words = format!(
        "None of your alternatives ({}) has rows here. The labels are {names}.",
        figure::list(&standing.alternatives)
    );
    step(false, words, replace(workbench, id, standing.labels.clone(), make))
}

/// Replacing the alternatives, with or without what was measured of them, or adding beside them.
fn replace(workbench: Workbench, id: &Id, labels: Vec<String>, make: impl Fn() + 'static) -> View {
    let dependents = workbench.package_now().dependents_of_others(id);
    let clear = RwSignal::new(true);
    let kept = id.clone();
    let replace = move || {
        workbench.edit("Replace alternatives", |package| {
            if clear.get_untracked() {
                package.keep_only_dataset(&kept);
            }
            package.replace_alternatives(&labels, fresh);
        });
        workbench.notices.say_undoable("The labels are the alternatives now.");
    };
    let also = format!(
        "also remove what was measured of the former ones: {}, {}, {}, {} and {}",
        figure::counted(dependents.datasets, "dataset", "datasets"),
        figure::counted(dependents.sources, "source", "sources"),
        figure::counted(dependents.measures, "measure", "measures"),
        figure::counted(dependents.gates, "gate", "gates"),
        figure::counted(dependents.criteria, "criterion", "criteria")
    );
    view! {
        <div class="actions">
            <button type="button" class="primary" on:click=move |_| replace()>"Replace them by the labels"</button>
            <button type="button" on:click=move |_| make()>"Make alternatives from the labels, beside them"</button>
        </div>
        {(dependents.datasets > 0).then(|| view! {
            <label class="check">
                <input type="checkbox" prop:checked=move || clear.get() on:change=move |event| clear.set(event_target_checked(&event)) />
                <span>"When replacing, "{also}"."</span>
            </label>
        })}
    }
}

fn fresh() -> Id {
    Id::fresh("alternative", clock::entropy())
}

fn measures(workbench: Workbench, id: &Id, standing: &Standing) -> View {
    if standing.measures > 0 {
        let words = format!("{} taken of it.", figure::counted(standing.measures, "measure", "measures"));
        return step(true, words, View::Nothing);
    }
    let (dataset, movable) = (id.clone(), standing.movable.clone());
    let count = figure::counted(movable.len(), "measure", "measures");
    let many = !movable.is_empty();
    let take = move || {
        workbench.edit("Take measures from the file", |package| {
            for measure in package.evidence.measures.iter_mut().filter(|measure| movable.contains(&measure.id)) {
                measure.dataset = dataset.clone();
            }
        });
    };
    let button = many.then(|| {
        view! { <button type="button" on:click=move |_| take()>{format!("Take your {count} from this file instead")}</button> }
    });
    step(
        false,
        "Say what counts: press Measure beside a column of numbers, then choose the statistic.",
        button.into_view(),
    )
}

fn gates(standing: &Standing) -> View {
    match standing.gates {
        0 if standing.measures == 0 => step(false, "Then put a gate on a measure.", View::Nothing),
        0 => step(false, "Put a gate on a measure: press Add gate on this measure, below.", View::Nothing),
        gates => {
            let link = view! { <a href="#/gates">"See the verdicts"</a> };
            step(true, format!("{} on it.", figure::counted(gates, "gate", "gates")), link.into_view())
        }
    }
}

fn source(workbench: Workbench, id: &Id, standing: &Standing) -> View {
    if standing.described {
        return step(true, "Its origin and limits are described.", View::Nothing);
    }
    let (dataset, generated) = (id.clone(), standing.generated);
    let describe = move || {
        let name = Dataset::find(&workbench.package_now(), &dataset).map(|each| each.name.clone()).unwrap_or_default();
        let id = workbench.add::<EvidenceSource>(|source| {
            source.name = name;
            source.kind = if generated { SourceKind::Synthetic } else { SourceKind::Trial };
            source.dataset = dataset.clone();
        });
        focus_within(id.0);
    };
    let button = view! { <button type="button" on:click=move |_| describe()>"Describe its origin and limits"</button> };
    step(false, "Say where it comes from and what it cannot show.", button.into_view())
}

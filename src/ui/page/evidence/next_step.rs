//! From a table to judged gates: what is done, and the one thing to do next.

use super::loaded;
use crate::browser::clock;
use crate::editing::next_step::{self, NextStep, Offer};
use crate::package::dataset::Dependents;
use crate::package::evidence::EvidenceSource;
use crate::package::{Dataset, Id, Record};
use crate::publish::words::figure;
use crate::ui::field::focus_within;
use crate::ui::prelude::*;
use crate::ui::workbench::Workbench;

/// The steps from the rows to judged gates.
pub fn view(workbench: Workbench, id: &Id) -> AnyView {
    let read = loaded(workbench, id);
    let this = id.clone();
    let steps = Memo::new(move |_| {
        let read = read.get();
        read.map(|read| next_step::next_steps(&workbench.package(), &this, &read.columns)).unwrap_or_default()
    });
    let id = id.clone();
    let list = move || {
        let steps = steps.get();
        (!steps.is_empty()).then(|| {
            view! {
                <ol class="steps-list" aria-label="Next steps">
                    {steps.into_iter().map(|each| step(workbench, &id, each)).collect_view()}
                </ol>
            }
        })
    };
    list.into_any()
}

fn step(workbench: Workbench, id: &Id, step: NextStep) -> AnyView {
    view! {
        <li class="step" data-done=step.done.to_string()>
            <span class="step-mark" aria-hidden="true">{if step.done { "✓" } else { "○" }}</span>
            <div class="step-body"><p>{step.words}</p>{step.offer.map(|offer| offered(workbench, id, offer))}</div>
        </li>
    }
}

fn offered(workbench: Workbench, id: &Id, offer: Offer) -> AnyView {
    match offer {
        Offer::WriteAlternatives => view! { <a href="#/alternatives">"Add alternatives"</a> },
        Offer::MakeAlternatives { labels } => {
            let make = make(workbench, labels);
            view! { <button type="button" class="primary" on:click=move |_| make()>"Make alternatives from the labels"</button> }
        }
        Offer::MakeOwnAlternative { name } => make_own(workbench, id, name),
        Offer::ReplaceAlternatives { labels, dependents } => replace(workbench, id, labels, &dependents),
        Offer::TakeMeasures { measures } => take(workbench, id, measures),
        Offer::SeeVerdicts => view! { <a href="#/gates">"See the verdicts"</a> },
        Offer::DescribeOrigin => describe(workbench, id),
    }
}

fn make(workbench: Workbench, labels: Vec<String>) -> impl Fn() + 'static {
    move || workbench.edit("Make alternatives from the labels", |package| package.add_alternatives(&labels, fresh))
}

/// Making an alternative that all rows belong to.
fn make_own(workbench: Workbench, id: &Id, name: String) -> AnyView {
    let id = id.clone();
    let label = format!("Make “{name}” an alternative");
    let make = move || {
        workbench.edit("Make an alternative of the file", |package| {
            next_step::make_own_alternative(package, &id, &name, fresh());
        });
    };
    view! { <button type="button" class="primary" on:click=move |_| make()>{label}</button> }
}

fn fresh() -> Id {
    Id::fresh("alternative", clock::entropy())
}

/// Replacing the alternatives, with or without what was measured of them, or adding beside them.
fn replace(workbench: Workbench, id: &Id, labels: Vec<String>, dependents: &Dependents) -> AnyView {
    let clear = RwSignal::new(true);
    let make = make(workbench, labels.clone());
    let id = id.clone();
    let replace = move || {
        let clear = clear.get_untracked();
        workbench.edit("Replace alternatives", |package| {
            next_step::replace_alternatives(package, &id, &labels, clear, fresh);
        });
        workbench.notices.say_undoable("The labels are now the alternatives.");
    };
    view! {
        <div class="actions">
            <button type="button" class="primary" on:click=move |_| replace()>"Replace them with the labels"</button>
            <button type="button" on:click=move |_| make()>"Add alternatives from the labels"</button>
        </div>
        {next_step::removed_with_them(dependents).map(|also| view! {
            <label class="check">
                <input type="checkbox" prop:checked=move || clear.get() on:change=move |event| clear.set(event_target_checked(&event)) />
                <span>"When replacing, "{also}"."</span>
            </label>
        })}
    }
}

fn take(workbench: Workbench, id: &Id, measures: Vec<Id>) -> AnyView {
    let id = id.clone();
    let count = figure::counted(measures.len(), "measure", "measures");
    let take = move || {
        workbench.edit("Take measures from the file", |package| next_step::take_measures(package, &id, &measures));
    };
    view! { <button type="button" on:click=move |_| take()>{format!("Take your {count} from this file instead")}</button> }
}

fn describe(workbench: Workbench, id: &Id) -> AnyView {
    let id = id.clone();
    let describe = move || {
        let package = workbench.package_now();
        let Some(dataset) = Dataset::find(&package, &id) else { return };
        focus_within(workbench.add::<EvidenceSource>(|source| next_step::describe(source, dataset)).0);
    };
    view! { <button type="button" on:click=move |_| describe()>"Describe its origin and limits"</button> }
}

//! Joining a dataset of files with another that tells the same alternatives apart.

use crate::browser::clock;
use crate::package::{Dataset, Id};
use crate::ui::prelude::*;
use crate::ui::workbench::Workbench;

/// A button for each dataset it can be joined with.
pub fn view(workbench: Workbench, id: &Id) -> AnyView {
    let this = id.clone();
    let others = Memo::new(move |_| {
        let package = workbench.package();
        let Some(dataset) = package.dataset(&this) else { return Vec::new() };
        let found = package.joinable(dataset, |dataset| labels(workbench, dataset));
        let named = |id: Id| package.dataset(&id).map(|dataset| (id.clone(), dataset.label().to_owned()));
        found.into_iter().filter_map(named).collect()
    });
    let id = id.clone();
    view! {
        <Show when=move || !others.with(Vec::is_empty)>{
            let id = id.clone();
            view! {
                <p class="actions">
                    {move || others.get().into_iter().map(|(other, name)| {
                        let kept = id.clone();
                        let label = format!("Join with “{name}”");
                        view! { <button type="button" on:click=move |_| join(workbench, &kept, &other, &name)>{label}</button> }
                    }).collect_view()}
                    <span class="quietly">"The columns of both by alternative, in one dataset."</span>
                </p>
            }
        }</Show>
    }
}

/// The labels of a dataset at hand.
fn labels(workbench: Workbench, dataset: &Dataset) -> Vec<String> {
    let opened = workbench.datasets.opened(&dataset.id);
    let columns = opened.iter().flat_map(|opened| &opened.columns);
    let column = columns.filter(|column| column.name == dataset.label_column).map(|column| column.samples.clone());
    column.flatten().collect()
}

fn join(workbench: Workbench, kept: &Id, other: &Id, name: &str) {
    workbench.edit("Join datasets", |package| {
        package.join_datasets(kept, other, || Id::fresh("file", clock::entropy()));
    });
    workbench.notices.say_undoable(format!("“{name}” was joined; its measures are taken of the joined dataset."));
}

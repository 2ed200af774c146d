//! The alternatives, and which of them is recommended.

use crate::ui::prelude::*;

use crate::editing::arrangement::Key;
use crate::editing::{Binding, Place};
use crate::package::{Alternative, Id};
use crate::ui::field::Field;
use crate::ui::page::swatch;
use crate::ui::record_list::RecordList;
use crate::ui::workbench::use_workbench;

/// The section.
pub(super) fn view() -> AnyView {
    let workbench = use_workbench();
    let swatch = move |id: Id| {
        let index = workbench.slice(move |package| package.alternatives.iter().position(|one| one.id == id));
        move || swatch(index.get().unwrap_or(0))
    };
    let list = RecordList::of::<Alternative>("Alternatives", |_| {})
        .empty("An alternative is one way to proceed, carrying on as today included. A comparison needs at least two.")
        .column("Name", "name", move |id| view! {
            <span class="named">{swatch(id.clone())}{Field::new("Name").in_row().text(bind!(Alternative[id].name))}</span>
        })
        .by(|it| Key::text(&it.name))
        .column("What speaks for it", "", |id| Field::new("What speaks for it").in_row().long_text(bind!(Alternative[id].strength)))
        .by(|it| Key::text(&it.strength))
        .column("What speaks against it", "", |id| Field::new("What speaks against it").in_row().long_text(bind!(Alternative[id].risk)))
        .by(|it| Key::text(&it.risk))
        .column("Evidence", "", |id| Field::new("Evidence").in_row().long_text(bind!(Alternative[id].evidence)))
        .by(|it| Key::text(&it.evidence))
        .column("Baseline", "mark", |id| Field::new("Baseline").in_row().check(baseline(id)))
        .detail(detail);
    view! {
        <section id="compared" aria-labelledby="compared-heading">
            <h2 id="compared-heading">"Alternatives"</h2>
            <div id="field-alternatives">{list.view()}</div>
        </section>
    }
}

fn detail(id: Id) -> AnyView {
    view! {
        <div class="columns">
            {Field::new("What it is").hint("In a sentence or two.").long_text(bind!(Alternative[id].description))}
            {Field::new("Label in the data")
                .hint("The value that marks its rows in a dataset's label column. Left empty, its name is used.")
                .text(bind!(Alternative[id].label))}
        </div>
    }
}

/// Whether the others are compared with this one: one at most is.
fn baseline(id: Id) -> Binding<bool> {
    let reader = id.clone();
    Binding::new(
        Place::of::<Alternative>(&id, "baseline"),
        move |package| package.alternative(&reader).map(|one| one.baseline),
        move |package, marked| {
            for one in &mut package.alternatives {
                one.baseline = if one.id == id { marked } else { one.baseline && !marked };
            }
        },
    )
}

//! Evidence sources with their limits, and evidence still to be gathered.

use crate::ui::prelude::*;

use crate::editing::arrangement::Key;
use crate::package::evidence::{Dataset, EvidenceSource};
use crate::package::memo::AdditionalEvidence;
use crate::package::{Id, Record};
use crate::ui::field::Field;
use crate::ui::record_list::{RecordList, choices_of};
use crate::ui::workbench::{Workbench, use_workbench};

/// Both lists.
pub fn view() -> AnyView {
    let workbench = use_workbench();
    let datasets = choices_of::<Dataset>(workbench, |each| each.name.clone());
    view! {
        <section id="field-sources" aria-labelledby="heading-sources">
            <h2 id="heading-sources">"Evidence sources"</h2>
            <p class="quietly">"Describe each source for a reader who was not there: what it is, what it cannot show, and what would change with real data."</p>
            {RecordList::of::<EvidenceSource>("Evidence sources", |_| {})
                .empty("No source is described yet. A reviewer who cannot see where the numbers come from has to take them on trust.")
                .column("Source", "wide", |id| Field::new("Source").in_row().text(bind!(EvidenceSource[id].name)))
                .by(|it| Key::text(&it.name))
                .column("Kind", "narrow", |id| Field::new("Kind").in_row().word(bind!(EvidenceSource[id].kind)))
                .by(|it| Key::word(it.kind))
                .column("Describes", "", move |id| Field::new("Describes").in_row()
                    .record(datasets, bind!(EvidenceSource[id].dataset)))
                .by_found(|it, package, _| Key::text(package.dataset(&it.dataset).map(|it| it.name.clone()).unwrap_or_default()))
                .beneath(move |id| beneath(workbench, id))
                .detail(|id| view! {
                    <div class="fields">
                        {Field::new("Description").hint("What it is and how it came about.").long_text(bind!(EvidenceSource[id].description))}
                        {Field::new("Limits").hint("What it cannot show.").long_text(bind!(EvidenceSource[id].limits))}
                        {Field::new("With real data").hint("What would change.").long_text(bind!(EvidenceSource[id].with_real_data))}
                    </div>
                })
                .view()}
        </section>
        <section id="field-additional-evidence" aria-labelledby="heading-additional">
            <h2 id="heading-additional">"Additional evidence"</h2>
            <p class="quietly">"What must be measured or shown before real deployment, and what it would decide."</p>
            {RecordList::of::<AdditionalEvidence>("Additional evidence", |_| {})
                .empty("Nothing is asked for yet. Name what a cautious colleague would want to see before the first customer is affected.")
                .column("To be shown", "wide", |id| Field::new("To be shown").in_row().text(bind!(AdditionalEvidence[id].what)))
                .by(|it| Key::text(&it.what))
                .column("Owner", "owner", |id| Field::new("Owner").in_row().offered("people").text(bind!(AdditionalEvidence[id].owner)))
                .by(|it| Key::text(&it.owner))
                .column("Due", "narrow", |id| Field::new("Due").in_row().date(bind!(AdditionalEvidence[id].due)))
                .by(|it| Key::text(&it.due.0))
                .column("Before pilot", "pilot", |id| Field::new("Before pilot").in_row().check(bind!(AdditionalEvidence[id].before_pilot)))
                .by(|it| Key::number(f64::from(u8::from(!it.before_pilot))))
                .detail(|id| view! {
                    <div class="fields">
                        {Field::new("What it would decide").long_text(bind!(AdditionalEvidence[id].why))}
                    </div>
                })
                .view()}
        </section>
    }
}

/// The description as it begins, and what is not written yet.
fn beneath(workbench: Workbench, id: Id) -> AnyView {
    let source = workbench.slice(move |package| EvidenceSource::find(package, &id).cloned());
    let shown = move || {
        let source = source.get()?;
        let texts = [
            ("a description", &source.description),
            ("its limits", &source.limits),
            ("what real data would change", &source.with_real_data),
        ];
        let missing: Vec<&str> =
            texts.iter().filter(|(_, text)| text.trim().is_empty()).map(|(name, _)| *name).collect();
        let missing =
            (!missing.is_empty()).then(|| format!("Still without {}.", crate::publish::words::figure::list(&missing)));
        Some(view! {
            <p class="excerpt quietly">{source.description}</p>
            {missing.map(|missing| view! { <p class="missing">{missing}</p> })}
        })
    };
    shown.into_any()
}

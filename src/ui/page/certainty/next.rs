//! What to measure next: the uncertain values whose knowledge would settle most.

use crate::findings::EvidenceValue;
use crate::ui::prelude::*;

use super::{alternative_name, criterion_name};
use crate::analysis::figure;
use crate::browser::clock;
use crate::package::memo::AdditionalEvidence;
use crate::package::{Id, Package, Record};
use crate::ui::workbench::{Workbench, use_workbench};

/// So many of them are taken over with one click.
const TOP: usize = 3;

/// Evidence values, and the button that makes them required evidence.
pub fn section() -> View {
    let workbench = use_workbench();
    let values = Memo::new(move || workbench.robustness.get().map(|whole| whole.evidence_value.clone()));
    view! {
        <section aria-labelledby="next" id="measure-next">
            <h2 id="next">"What to measure next"</h2>
            {move || match values.get() {
                None => view! { <p class="hint">"Known once the draws are done."</p> },
                Some(values) if values.is_empty() => view! { <p>"Every value is certain, so measuring more settles nothing."</p> },
                Some(values) => list(workbench, values),
            }}
        </section>
    }
}

fn list(workbench: Workbench, values: Vec<EvidenceValue>) -> View {
    let top: Vec<EvidenceValue> = values.iter().take(TOP).cloned().collect();
    let count = top.len();
    view! {
        <ol>{values.iter().take(8).map(|value| view! { <li>{value.sentence.clone()}</li> }).collect_view()}</ol>
        <p class="actions">
            <button type="button" on:click=move |_| require(workbench, &top)>
                {format!("Require the first {count} before deployment")}
            </button>
            <a href="#/evidence/field-additional-evidence">"Additional evidence"</a>
        </p>
    }
}

/// Puts the values into the additional evidence, those already there left alone.
fn require(workbench: Workbench, values: &[EvidenceValue]) {
    let package = workbench.package_now();
    let wanted: Vec<AdditionalEvidence> = values.iter().map(|value| evidence(&package, value)).collect();
    let fresh: Vec<AdditionalEvidence> = wanted
        .into_iter()
        .filter(|wanted| !package.additional_evidence.iter().any(|known| known.what == wanted.what))
        .collect();
    let count = fresh.len();
    workbench.edit("Require evidence", |package| package.additional_evidence.extend(fresh));
    match count {
        0 => workbench.notices.say("They are required already."),
        count => workbench.notices.say_undoable(format!(
            "{} added to the additional evidence on Evidence.",
            figure::counted(count, "item", "items")
        )),
    }
}

fn evidence(package: &Package, value: &EvidenceValue) -> AdditionalEvidence {
    let criteria: Vec<String> = value.criteria.iter().map(|id| criterion_name(package, id)).collect();
    let what = format!("More data on {} of {}", figure::list(&criteria), alternative_name(package, &value.alternative));
    AdditionalEvidence {
        what,
        why: value.sentence.clone(),
        ..AdditionalEvidence::blank(Id::fresh("evidence", clock::entropy()))
    }
}

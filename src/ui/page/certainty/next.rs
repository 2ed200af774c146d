//! What to measure next: the uncertain values whose knowledge would settle most.

use std::sync::Arc;

use crate::findings::{EvidenceValue, Robustness};
use crate::publish::words;
use crate::ui::prelude::*;

use super::{alternative_name, criterion_name};
use crate::browser::clock;
use crate::package::memo::AdditionalEvidence;
use crate::package::{Id, Package, Record};
use crate::publish::words::figure;
use crate::ui::workbench::{Workbench, use_workbench};

/// So many of them are taken over with one click.
const TOP: usize = 3;

/// Evidence values, and the button that makes them required evidence.
pub fn section() -> AnyView {
    let workbench = use_workbench();
    let robustness = workbench.robustness;
    view! {
        <section aria-labelledby="next" id="measure-next">
            <h2 id="next">"What to measure next"</h2>
            {move || match robustness.get() {
                None => view! { <p class="hint">"Known once the draws are done."</p> },
                Some(whole) if whole.evidence_value.is_empty() => view! { <p>"Every value is certain, so measuring more settles nothing."</p> },
                Some(whole) => list(workbench, &whole),
            }}
        </section>
    }
}

fn list(workbench: Workbench, robustness: &Arc<Robustness>) -> AnyView {
    let values = &robustness.evidence_value;
    let count = values.len().min(TOP);
    let package = workbench.package_now();
    let said = |value| words::robustness::evidence_value(&package, robustness, value);
    let required = Arc::clone(robustness);
    view! {
        <ol>{values.iter().take(8).map(|value| view! { <li>{said(value)}</li> }).collect_view()}</ol>
        <p class="actions">
            <button type="button" on:click=move |_| require(workbench, &required)>
                {format!("Require the first {count} before deployment")}
            </button>
            <a href="#/evidence/field-additional-evidence">"Additional evidence"</a>
        </p>
    }
}

/// Puts the values into the additional evidence, those already there left alone.
fn require(workbench: Workbench, robustness: &Robustness) {
    let package = workbench.package_now();
    let wanted: Vec<AdditionalEvidence> =
        robustness.evidence_value.iter().take(TOP).map(|value| evidence(&package, robustness, value)).collect();
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

fn evidence(package: &Package, robustness: &Robustness, value: &EvidenceValue) -> AdditionalEvidence {
    let criteria: Vec<String> = value.criteria.iter().map(|id| criterion_name(package, id)).collect();
    let what = format!("More data on {} of {}", figure::list(&criteria), alternative_name(package, &value.alternative));
    AdditionalEvidence {
        what,
        why: words::robustness::evidence_value(package, robustness, value),
        ..AdditionalEvidence::blank(Id::fresh("evidence", clock::entropy()))
    }
}

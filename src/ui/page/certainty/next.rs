//! What to measure next: the uncertain values whose knowledge would settle most.

use std::sync::Arc;

use crate::findings::{DecisionEvidence, DecisionFinding, EvidenceValue, Robustness};
use crate::publish::words;
use crate::ui::prelude::*;

use super::{alternative_name, criterion_name};
use crate::browser::clock;
use crate::package::memo::AdditionalEvidence;
use crate::package::{Id, Package, Record};
use crate::publish::words::figure;
use crate::ui::term::explained;
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
            <p class="hint">{explained("The greatest evidence value first.")}</p>
            {move || match robustness.get() {
                None => view! { <p class="hint">"Known once the draws are done."</p> },
                Some(whole) if whole.evidence_value.is_empty() => view! { <p>"Every value is certain, so measuring more settles nothing."</p> },
                Some(whole) => list(workbench, &whole),
            }}
        </section>
    }
}

fn list(workbench: Workbench, robustness: &Arc<Robustness>) -> AnyView {
    let package = workbench.package_now();
    let said = |value| words::robustness::evidence_value(&package, robustness, value);
    let ranking: Vec<String> = words::robustness::worthwhile(robustness).take(8).map(said).collect();
    let required = Arc::clone(robustness);
    let gated = !package.gates.is_empty();
    let settling: Vec<String> = robustness
        .decision
        .iter()
        .flat_map(|decision| {
            let said = |value| words::decision::evidence(&package, decision, value);
            words::decision::worthwhile(decision).take(8).map(said).collect::<Vec<_>>()
        })
        .collect();
    let (none, count) = (settling.is_empty(), (settling.len() + ranking.len()).min(TOP));
    let unmoved = ranking.is_empty();
    view! {
        {gated.then(|| view! {
            <h3>"For the release"</h3>
            {(!none).then(|| view! { <ol>{settling.into_iter().map(|said| view! { <li>{explained(said)}</li> }).collect_view()}</ol> })}
            {none.then(|| view! { <p>"Knowing any one value exactly would hardly ever change what is released."</p> })}
            <h3>"For first place"</h3>
        })}
        {(!unmoved).then(|| view! { <ol>{ranking.into_iter().map(|said| view! { <li>{explained(said)}</li> }).collect_view()}</ol> })}
        {unmoved.then(|| view! { <p>"Knowing any one value exactly would hardly ever change who is first."</p> })}
        <p class="actions">
            {(count > 0).then(|| view! {
                <button type="button" on:click=move |_| require(workbench, &required)>
                    {if count == 1 { "Require it before deployment".to_owned() } else { format!("Require the first {count} before deployment") }}
                </button>
            })}
            <a href="#/evidence/field-additional-evidence">"Additional evidence"</a>
        </p>
    }
}

/// Puts the values into the additional evidence, those already there left alone.
fn require(workbench: Workbench, robustness: &Robustness) {
    let package = workbench.package_now();
    let settling = robustness.decision.iter().flat_map(|decision| {
        words::decision::worthwhile(decision).map(|value| settling(&package, decision, value)).collect::<Vec<_>>()
    });
    let ranking = words::robustness::worthwhile(robustness).map(|value| evidence(&package, robustness, value));
    let wanted: Vec<AdditionalEvidence> = settling.chain(ranking).take(TOP).collect();
    let fresh: Vec<AdditionalEvidence> = wanted
        .into_iter()
        .filter(|wanted| !package.additional_evidence.iter().any(|known| known.what == wanted.what))
        .collect();
    let count = fresh.len();
    workbench.edit("Require evidence", |package| package.additional_evidence.extend(fresh));
    match count {
        0 => workbench.notices.say("They are already required."),
        count => workbench.notices.say_undoable(format!(
            "{} added to the additional evidence on Evidence.",
            figure::counted(count, "item", "items")
        )),
    }
}

/// Evidence on a value that would settle what is released.
fn settling(package: &Package, decision: &DecisionFinding, value: &DecisionEvidence) -> AdditionalEvidence {
    let known = words::decision::known(package, value);
    AdditionalEvidence {
        what: format!("More data on {known} of {}", alternative_name(package, &value.alternative)),
        why: words::decision::evidence(package, decision, value),
        ..AdditionalEvidence::blank(Id::fresh("evidence", clock::entropy()))
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

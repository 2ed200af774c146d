//! Gates: hard constraints on measured values, judged as they are moved.

mod detail;
mod summary;

use crate::publish::words;
use crate::ui::prelude::*;
use wasm_bindgen::JsCast;

use super::{alternative_name, verdict_mark};
use crate::browser::clock;
use crate::editing::arrangement::Key;
use crate::editing::measured;
use crate::package::{Direction, Gate, Id, Measure, Proposal, Record, Statistic};
use crate::publish::words::figure::{self, Unit};
use crate::ui::field::Field;
use crate::ui::proposal;
use crate::ui::record_list::{RecordList, choices_of};
use crate::ui::route;
use crate::ui::workbench::{Workbench, use_workbench};

/// The screen.
pub fn view() -> AnyView {
    let workbench = use_workbench();
    let no_measures = workbench.slice(|package| package.evidence.measures.is_empty());
    let measures = choices_of::<Measure>(workbench, |measure| measure.name.clone());
    view! {
        <header class="page-head">
            <h1>"Gates"</h1>
            <p class="lead">"What must hold, whatever the score. A gate passes or fails when the whole interval lies on one side of its threshold; otherwise there is not enough evidence yet."</p>
        </header>
        {summary::view(workbench)}
        <section id="field-gates" aria-label="Acceptance gates">
            <Show when=move || no_measures.get()>
                <p class="callout"><span>"A gate judges a measure, and there is none yet. "<a href="#/evidence/field-datasets">"Load or generate telemetry on Evidence"</a>" first, or write the gates now and choose their measures later."</span></p>
            </Show>
            {RecordList::of::<Gate>("Acceptance gates", |_| {})
                .empty("No gate yet. A gate is a line that must not be crossed, such as a p99 latency of at most 200 ms: an alternative that crosses it is not released, however good its score.")
                .column("Gate", "gate-name", |id| Field::new("Gate").in_row().text(bind!(Gate[id].name)))
                .by(|it| Key::text(&it.name))
                .column("Measure", "gate-measure", move |id| Field::new("Measure").in_row()
                    .record(measures, bind!(Gate[id].measure)))
                .by_found(|it, package, _| Key::text(package.measure(&it.measure).map(|it| it.name.clone()).unwrap_or_default()))
                .column("Must be", "sign", |id| Field::new("Must be").in_row().word(bind!(Gate[id].comparator).setting::<Gate>(&id, |proposed| &mut proposed.direction)))
                .by(|it| Key::word(it.comparator))
                .column("Threshold", "threshold", move |id| threshold(workbench, id))
                .by(|it| Key::number(it.threshold))
                .column("Severity", "severity", |id| Field::new("Severity").in_row().word(bind!(Gate[id].severity)))
                .by(|it| Key::word(it.severity))
                .column("Owner", "owner", |id| Field::new("Owner").in_row().offered("people").text(bind!(Gate[id].owner)))
                .by(|it| Key::text(&it.owner))
                .beneath(move |id| verdicts(workbench, id))
                .detail(move |id| detail::view(workbench, id))
                .pasted()
                .view()}
        </section>
    }
}

/// The threshold in the measure's unit; a share in percent.
fn threshold(workbench: Workbench, id: Id) -> AnyView {
    let this = id.clone();
    let measured = workbench.slice(move |package| {
        let measure = Gate::find(package, &this).and_then(|gate| package.measure(&gate.measure));
        measure.map_or((false, String::new()), |measure| (measure.statistic == Statistic::Rate, measure.unit.clone()))
    });
    let field = move || {
        let (share, unit) = measured.get();
        let field = Field::new("Threshold").in_row();
        let place = bind!(Gate[id].threshold).setting::<Gate>(&id, |proposed| &mut proposed.threshold).optional();
        if share { field.share(place) } else { field.unit(unit).number(place) }
    };
    field.into_any()
}

/// The verdict for each alternative, with the value it rests on.
fn verdicts(workbench: Workbench, id: Id) -> AnyView {
    let proposed = id.clone();
    let shown = Memo::new(move |_| {
        let (package, findings) = (workbench.package(), workbench.findings.get());
        let unit =
            Gate::find(&package, &id).and_then(|gate| package.measure(&gate.measure)).map_or(Unit::Plain, Unit::of);
        let of =
            |alternative: &Id| findings.gates.iter().find(|gate| gate.id == id && gate.alternative == *alternative);
        let all = package.alternatives.iter().enumerate().filter_map(|(index, alternative)| {
            let gate = of(&alternative.id)?;
            let value = gate.value.map(|value| figure::quantity(value, unit));
            Some(((index, alternative.name.clone()), gate.verdict, value, words::gate::sentence(&package, gate)))
        });
        all.collect::<Vec<_>>()
    });
    view! {
        {proposal::note::<Gate>(workbench, proposed, unset, "Keep it as it is")}
        <ul class="values">
            {move || shown.get().into_iter().map(|(alternative, verdict, value, sentence)| view! {
                <li title=sentence>
                    {alternative_name(Some(alternative))}
                    <span>{verdict_mark(verdict)}" "<span class="quietly figure">{value}</span></span>
                </li>
            }).collect_view()}
        </ul>
    }
}

/// What of a gate's limit nobody has set.
fn unset(proposed: &Proposal) -> &'static str {
    match (proposed.direction, proposed.threshold) {
        (true, false) => "Nobody has said yet which side is good, so nothing passes.",
        (false, true) => "Nobody has set this threshold yet, so nothing passes it.",
        _ => "Nobody has set this limit yet, so nothing passes it.",
    }
}

/// A gate's limit to be set and its verdicts, for other screens.
pub fn in_brief(workbench: Workbench, id: &Id) -> AnyView {
    view! {
        <div class="gate-brief">
            <span class="gate-limit">
                {Field::new("Must be").in_row().word(bind!(Gate[id].comparator).setting::<Gate>(id, |proposed| &mut proposed.direction))}
                <span class="threshold">{threshold(workbench, id.clone())}</span>
            </span>
            {verdicts(workbench, id.clone())}
        </div>
    }
}

/// Adds a gate on a measure that proposes the baseline's value as its threshold, and gives the gate's identifier.
pub fn add(workbench: Workbench, measure: &Measure, value: Option<f64>, likely: Option<Direction>) -> Id {
    let id = Id::fresh("gate", clock::entropy());
    let gate = measured::gate_on(&workbench.package_now(), measure, value, likely, id.clone());
    workbench.edit("Add gate", |package| {
        measured::take_measure(package, measure, || measure.id.clone());
        package.gates.push(gate);
    });
    id
}

/// Adds a gate on a measure and goes there.
pub fn add_on(workbench: Workbench, measure: &Id) {
    let package = workbench.package_now();
    let Some(found) = package.measure(measure) else { return };
    let findings = workbench.findings.get_untracked();
    let baseline = package.baseline().map(|alternative| alternative.id.clone()).unwrap_or_default();
    let mut estimates = findings.estimates.iter();
    let value =
        estimates.find(|each| each.measure == *measure && each.alternative == baseline).and_then(|each| each.value);
    let id = add(workbench, found, value, None);
    if value.is_some() {
        workbench.notices.say(
            "The baseline's value is proposed as the threshold. Set the one that must hold; until then nothing passes.",
        );
    }
    route::go(&format!("#/gates/{id}"));
    // After the address has put the cursor at the row's beginning.
    select_threshold(format!("#{id}"), 150);
}

/// Puts the cursor into the threshold's field within the element that this selector finds, so many milliseconds from
/// now, with what stands there selected.
pub fn select_threshold(selector: String, delay: u32) {
    gloo::timers::callback::Timeout::new(delay, move || {
        let threshold = gloo::utils::document().query_selector(&format!("{selector} .threshold input")).ok().flatten();
        if let Some(threshold) = threshold.and_then(|it| it.dyn_into::<web_sys::HtmlInputElement>().ok()) {
            let _ = threshold.focus();
            threshold.select();
        }
    })
    .forget();
}

//! One gate in full: each verdict with its reason, and who answers for it.

use crate::publish::words;
use crate::ui::prelude::*;

use crate::editing::{Binding, Place};
use crate::package::gate::Waiver;
use crate::package::{Alternative, Gate, Id, Record, Severity};
use crate::publish::chart::interval;
use crate::ui::chart::chart;
use crate::ui::date;
use crate::ui::field::{Choices, Field};
use crate::ui::page::{alternative_name, verdict_mark};
use crate::ui::term::explained;
use crate::ui::workbench::Workbench;

/// What follows first, then what can be changed.
pub fn view(workbench: Workbench, id: Id) -> AnyView {
    let (drawn, said) = (id.clone(), id.clone());
    let major = id.clone();
    let major = workbench
        .slice(move |package| Gate::find(package, &major).is_some_and(|gate| gate.severity == Severity::Major));
    let mitigation = bind!(Gate[id].mitigation);
    view! {
        <div class="stack">
            {chart("Values with their intervals", 200.0, move |frame| {
                interval::draw(&workbench.package(), &workbench.findings.read(), &drawn, frame)
            })}
            <ul class="sentences">{move || sentences(workbench, &said)}</ul>
            <div class="fields">
                {Field::new("Judge").hint("The whole interval must lie on the good side, or the point estimate alone decides.").word(bind!(Gate[id].judge))}
            </div>
            <div class="columns">
                {Field::new("Why this threshold").long_text(bind!(Gate[id].rationale))}
                {move || {
                    let hint = if major.get() {
                        "With this in place, a failing major gate allows a conditional release."
                    } else {
                        "Counts for major gates only; a blocker blocks all the same."
                    };
                    Field::new("Mitigation when it fails").hint(hint).long_text(mitigation.clone())
                }}
            </div>
            {waiver(workbench, &id)}
        </div>
    }
}

fn sentences(workbench: Workbench, id: &Id) -> AnyView {
    let (package, findings) = (workbench.package(), workbench.findings.get());
    let judged = findings.gates.iter().filter(|gate| gate.id == *id).map(|gate| {
        view! {
            <li>
                {alternative_name(super::super::alternative_at(&package, &gate.alternative))}
                <span>{verdict_mark(gate.verdict)}" "{explained(date::in_text(&words::gate::because(&package, gate)))}</span>
            </li>
        }
    });
    judged.collect_view().into_any()
}

fn waiver(workbench: Workbench, id: &Id) -> AnyView {
    let this = id.clone();
    let has = workbench.slice(move |package| Gate::find(package, &this).is_some_and(|gate| gate.waiver.is_some()));
    let id = id.clone();
    let shown = move || if has.get() { present(workbench, &id) } else { absent(workbench, &id) };
    shown.into_any()
}

fn absent(workbench: Workbench, id: &Id) -> AnyView {
    let id = id.clone();
    let add = move || {
        workbench.edit("Add waiver", |package| {
            if let Some(gate) = Gate::find_mut(package, &id) {
                gate.waiver = Some(Waiver::default());
            }
        });
    };
    view! {
        <p class="actions">
            <button type="button" on:click=move |_| add()>"Add waiver"</button>
            <span class="quietly">"A named person accepts a fail for a while. It stays a fail, for everyone to see."</span>
        </p>
    }
}

fn present(workbench: Workbench, id: &Id) -> AnyView {
    let removed = id.clone();
    let remove = move || {
        workbench.edit("Remove waiver", |package| {
            if let Some(gate) = Gate::find_mut(package, &removed) {
                gate.waiver = None;
            }
        });
        workbench.notices.say_undoable("Removed the waiver.");
    };
    let whom = move || -> Choices {
        let package = workbench.package();
        let mut all = vec![(String::new(), "every alternative".to_owned())];
        all.extend(Alternative::list(&package).iter().map(|each| (each.id.0.clone(), each.name.clone())));
        all
    };
    view! {
        <fieldset class="waiver">
            <legend>{explained("Waiver")}</legend>
            {Field::new("Accepted by").offered("people").text(in_waiver(id, "who", |waiver| waiver.who.clone(), |waiver, who| waiver.who = who))}
            {Field::new("Until").date(in_waiver(id, "until", |waiver| waiver.until.clone(), |waiver, until| waiver.until = until))}
            {Field::new("For").choice(whom, in_waiver(id, "alternative", |waiver| waiver.alternative.0.clone(), |waiver, id| waiver.alternative = Id(id)))}
            <div class="waiver-why">{Field::new("Why").long_text(in_waiver(id, "why", |waiver| waiver.why.clone(), |waiver, why| waiver.why = why))}</div>
            <button type="button" class="quiet" on:click=move |_| remove()>"Remove waiver"</button>
        </fieldset>
    }
}

fn in_waiver<T: 'static>(
    id: &Id,
    field: &'static str,
    read: fn(&Waiver) -> T,
    write: fn(&mut Waiver, T),
) -> Binding<T> {
    let (reader, writer) = (id.clone(), id.clone());
    Binding::new(
        Place::of::<Gate>(id, "waiver").at(field),
        move |package| Gate::find(package, &reader)?.waiver.as_ref().map(read),
        move |package, value| {
            if let Some(waiver) = Gate::find_mut(package, &writer).and_then(|gate| gate.waiver.as_mut()) {
                write(waiver, value);
            }
        },
    )
}

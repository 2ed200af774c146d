//! Crosswalk: which part of the package answers which duty of two frameworks, gaps first.

use crate::order;
use crate::publish::crosswalk::{self, Coverage, DutyFinding, Framework, Part, State};
use crate::publish::words::capital;
use crate::ui::prelude::*;
use crate::ui::workbench::Workbench;

/// How far each framework is answered, and a table of each.
pub fn view(workbench: Workbench) -> AnyView {
    view! {
        <section aria-labelledby="crosswalk">
            <h2 id="crosswalk">"Crosswalk to frameworks"</h2>
            <p>"Which part of the package answers which duty, computed from what is there. Duties are named in words of our own; read the frameworks for what they ask."</p>
            <p><strong>{crosswalk::NO_ADVICE}</strong></p>
            {Framework::ALL.iter().map(|framework| table(workbench, *framework)).collect_view()}
        </section>
    }
}

/// A duty as it is shown.
#[derive(Clone, PartialEq)]
struct Line {
    number: &'static str,
    name: &'static str,
    outside: &'static str,
    coverage: Coverage,
    parts: Vec<(Part, State)>,
}

fn table(workbench: Workbench, framework: Framework) -> AnyView {
    let lines = workbench.said(move |package, findings| {
        let mut found = crosswalk::assess(package, findings);
        found.retain(|finding| finding.duty.framework == framework);
        order::sort(&mut found, |one, two| two.coverage.cmp(&one.coverage));
        (crosswalk::tally(&found.iter().collect::<Vec<_>>()), found.into_iter().map(Line::of).collect::<Vec<_>>())
    });
    view! {
        <details class="crosswalk">
            <summary>{framework.label()}" "<span class="quietly">{move || lines.read().0.clone()}</span></summary>
            <div class="scroll"><table class="data-table" aria-label=format!("Crosswalk to {}", framework.label())>
                <thead><tr>
                    <th scope="col">"Duty"</th><th scope="col">"About"</th><th scope="col">"Coverage"</th>
                    <th scope="col">"Answered by"</th><th scope="col">"Missing"</th>
                </tr></thead>
                <tbody>{move || lines.get().1.into_iter().map(Line::view).collect_view()}</tbody>
            </table></div>
        </details>
    }
}

impl Line {
    fn of(finding: DutyFinding) -> Self {
        let DutyFinding { duty, coverage, parts } = finding;
        Self { number: duty.number, name: duty.name, outside: duty.outside, coverage, parts }
    }

    fn view(self) -> AnyView {
        let (class, shape) = match self.coverage {
            Coverage::Met => ("pass", "✓ "),
            Coverage::Partly => ("unsure", "◐ "),
            Coverage::Gap => ("fail", "✕ "),
        };
        let (there, lacking): (Vec<_>, Vec<_>) = self.parts.into_iter().partition(|(_, state)| *state == State::There);
        let outside =
            (!self.outside.is_empty()).then(|| view! { <li>{format!("Outside a package: {}", self.outside)}</li> });
        view! {
            <tr>
                <th scope="row">{self.number}</th>
                <td>{self.name}</td>
                <td><span class="verdict" data-verdict=class><span aria-hidden="true">{shape}</span>{capital(self.coverage.label())}</span></td>
                <td><ul class="plain">{there.into_iter().map(|(part, _)| item(part, "")).collect_view()}</ul></td>
                <td><ul class="plain">{lacking.into_iter().map(|(part, state)| item(part, state.label())).collect_view()}{outside}</ul></td>
            </tr>
        }
    }
}

/// A part with a link to where it stands, and how far it is there.
fn item(part: Part, state: &'static str) -> AnyView {
    let state = (!state.is_empty()).then(|| format!(" ({state})"));
    view! { <li><a href=part.address()>{part.label()}</a>{state}</li> }
}

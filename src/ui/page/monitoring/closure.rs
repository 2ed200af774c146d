//! Closure: from every failure mode to its way back, and what is missing on the way.

use crate::ui::prelude::*;

use crate::editing::address;
use crate::publish::chart;
use crate::publish::words::closure as words;
use crate::ui::chart::chart as draw_chart;
use crate::ui::workbench::Workbench;

/// The section of the Monitoring screen.
pub(super) fn section(workbench: Workbench) -> AnyView {
    let described = workbench.said(|_, findings| !findings.closure.chains.is_empty());
    let tried = workbench.said(|_, findings| !findings.closure.triggers.is_empty());
    view! {
        <section aria-labelledby="closure-title" id="field-closure">
            <h2 id="closure-title">"Closure"</h2>
            <p>"From every way to fail to the way back: what prevents it, what sees it, who is told, and what is rolled back."</p>
            {move || if described.get() {
                draw_chart("From failure modes to rollback targets", 260.0, move |frame| {
                    chart::closure::draw(&workbench.package(), &workbench.findings.read(), frame)
                })
            } else {
                view! { <p class="empty">"No failure mode is described yet. "<a href="#/risks/field-failure-modes">"Describe the first on Risks"</a>"."</p> }
            }}
            {gaps(workbench)}
            <Show when=move || tried.get()>{triggers(workbench)}</Show>
        </section>
    }
}

/// What is missing, each with the way to the field that closes it.
fn gaps(workbench: Workbench) -> AnyView {
    let said = workbench.said(|package, findings| {
        let line = |gap| (words::gap(package, gap), words::mend(gap), address::of_gap(package, gap));
        findings.closure.gaps.iter().map(line).collect::<Vec<_>>()
    });
    view! {
        {move || match said.get() {
            said if said.is_empty() => ().into_any(),
            said => view! {
                <h3>"Gaps"</h3>
                <ul class="gaps">{said.into_iter().map(|(said, mend, address)| view! {
                    <li><span>{said}</span>" "<a href=address>{mend}</a></li>
                }).collect_view()}</ul>
            },
        }}
    }
}

/// Everything that rolls back, and whether that was ever tried.
fn triggers(workbench: Workbench) -> AnyView {
    let rows = workbench.said(|package, findings| {
        let of = findings.closure.triggers.iter();
        of.map(|one| (words::trigger_row(package, one), one.exercised)).collect::<Vec<_>>()
    });
    view! {
        <div class="scroll"><table class="data-table">
            <caption>"Rollback triggers, and whether each was ever exercised"</caption>
            <thead><tr>{words::TRIGGER_COLUMNS.iter().map(|name| view! { <th scope="col">{*name}</th> }).collect_view()}
                <th scope="col">"Exercised"</th></tr></thead>
            <tbody>{move || rows.get().into_iter().map(|(row, exercised)| {
                let mut cells = row.into_iter();
                let name = cells.next();
                let (class, mark) = if exercised { ("pass", "✓ yes") } else { ("fail", "✕ never") };
                view! {
                    <tr><th scope="row">{name}</th>{cells.map(|cell| view! { <td>{cell}</td> }).collect_view()}
                        <td><span class="verdict" data-verdict=class>{mark}</span></td></tr>
                }
            }).collect_view()}</tbody>
        </table></div>
    }
}

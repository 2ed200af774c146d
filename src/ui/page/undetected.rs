//! What nothing detects, by name, each with the ways to mend it.

use crate::browser::clock;
use crate::editing::Undetected;
use crate::findings::Screen;
use crate::package::risk::RiskStatus;
use crate::package::{Id, Monitor, Record};
use crate::publish::words::figure::{counted, list};
use crate::ui::prelude::*;
use crate::ui::record_list::choices_of;
use crate::ui::route;
use crate::ui::workbench::Workbench;

/// Risks and failure modes that no gate and no monitor sees.
pub fn view(workbench: Workbench) -> AnyView {
    let found = workbench.said(Undetected::all);
    let described = workbench.slice(|package| {
        let open = package.risks.iter().filter(|risk| risk.status != RiskStatus::Closed);
        (open.count(), package.failure_modes.len())
    });
    view! {
        <section aria-labelledby="undetected-title" id="field-undetected">
            <h2 id="undetected-title">"What nothing detects"</h2>
            <Show when=move || found.read().is_empty()>{move || all_clear(described.get())}</Show>
            <ul class="undetected">
                <For each=move || found.get() key=|(one, name)| format!("{} {name}", one.address())
                    children=move |(one, name)| line(workbench, one, name) />
            </ul>
        </section>
    }
}

fn all_clear(described: (usize, usize)) -> AnyView {
    let (risks, modes) = described;
    let counted = [(risks, "open risk", "open risks"), (modes, "failure mode", "failure modes")];
    let parts: Vec<String> = counted
        .into_iter()
        .filter(|(count, ..)| *count > 0)
        .map(|(count, one, many)| counted_of(count, one, many))
        .collect();
    if parts.is_empty() {
        return view! { <p>"No open risk and no failure mode is described yet. "<a href="#/risks/field-failure-modes">"Describe how it can fail"</a>", then say what would see it."</p> };
    }
    view! { <p>{format!("Nothing: {} is stopped by a gate, seen by a monitor or accepted.", list(&parts))}</p> }
}

fn counted_of(count: usize, one: &str, many: &str) -> String {
    if count == 1 { format!("the {one}") } else { format!("each of the {}", counted(count, one, many)) }
}

fn line(workbench: Workbench, one: Undetected, name: String) -> AnyView {
    let (noun, address) = (one.noun(), one.address());
    let (linked, added, accepted) = (one.clone(), one.clone(), one);
    let monitors = choices_of::<Monitor>(workbench, |monitor| monitor.metric.clone());
    let monitors = move || monitors().into_iter().filter(|(_, metric)| !metric.trim().is_empty()).collect::<Vec<_>>();
    let monitors = Memo::new(move |_| monitors());
    let link = move |monitor: String| {
        workbench.edit("Link monitor", |package| linked.watch(package, &Id(monitor)));
    };
    let add = move |_| {
        let monitor = Monitor { window: "5 min".to_owned(), ..Monitor::blank(Id::fresh("monitor", clock::entropy())) };
        let id = monitor.id.clone();
        workbench.edit("Add monitor", |package| {
            added.watch(package, &monitor.id);
            package.monitors.push(monitor);
        });
        route::go(&format!("{}/{id}", Screen::Monitoring.address()));
    };
    let why = RwSignal::new(String::new());
    let accept = move |_| {
        let reason = why.get_untracked();
        workbench.edit("Accept undetected", |package| accepted.accept(package, &reason, clock::today()));
    };
    let sees = format!("Monitor that sees “{name}”");
    let because = format!("“{name}” is accepted undetected, because");
    view! {
        <li>
            <span><a href=address>{name}</a>" "<span class="quietly">{noun}</span></span>
            <span class="actions">
                <Show when=move || !monitors.read().is_empty()>
                    <select aria-label=sees.clone() on:change={
                        let link = link.clone();
                        move |event| link(event_target_value(&event))
                    }>
                        <option value="">"Seen by …"</option>
                        {move || monitors.get().into_iter().map(|(id, metric)| view! { <option value=id>{metric}</option> }).collect_view()}
                    </select>
                </Show>
                <button type="button" class="small" on:click=add>"Add a monitor for it"</button>
                <input type="text" aria-label=because placeholder="or accepted, because …"
                    prop:value=move || why.get() on:input=move |event| why.set(event_target_value(&event)) />
                <button type="button" class="small" disabled=move || why.read().trim().is_empty() on:click=accept>"Accept"</button>
            </span>
        </li>
    }
}

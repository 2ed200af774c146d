//! History: what was done, what changed between any two states, and the way back to each.

use std::sync::Arc;

use crate::editing::difference::{self, Change};
use crate::editing::{StepName, history};
use crate::package::Package;
use crate::publish::words::figure::counted;
use crate::ui::date;
use crate::ui::prelude::*;
use crate::ui::workbench::Workbench;

/// How far back one can go.
fn reach() -> String {
    format!("The last {} edits can be undone, even after a reload, as long as this browser keeps them.", history::MOST)
}

/// When and by whom.
fn made(step: &StepName) -> String {
    let when = if step.when > 0.0 { format!(" · {}", date::moment(step.when)) } else { String::new() };
    let who = if step.who.is_empty() { String::new() } else { format!(" · {}", step.who) };
    when + &who
}

/// Where, from what, to what.
fn changed(change: Change) -> AnyView {
    let Change { place, from, to } = change;
    let nothing = |text: String| if text.is_empty() { "nothing".to_owned() } else { text };
    match (from.as_str(), to.as_str()) {
        (_, "added" | "removed" | "in another order") => view! { {place}": "{to} },
        _ => view! { {place}": "<span class="from">{nothing(from)}</span>" → "{nothing(to)} },
    }
}

/// The steps, and the way to compare any two states.
pub fn view(workbench: Workbench) -> AnyView {
    let steps = Memo::new(move |_| workbench.editing.steps_done());
    view! {
        <section aria-labelledby="history">
            <h2 id="history">"History"</h2>
            <Show when=move || !steps.read().is_empty() fallback=|| view! { <p class="empty">{reach()}</p> }>
                <p class="hint">{reach()}</p>
                <ol class="steps-done">{move || steps.get().into_iter().enumerate().map(|(place, step)| view! {
                    <li>
                        <div>
                            <p>{step.label.clone()}<span class="quietly">{made(&step)}</span></p>
                            <ul>{step.changes.into_iter().map(|change| view! { <li>{changed(change)}</li> }).collect_view()}</ul>
                        </div>
                        <button type="button" class="link" on:click=move |_| workbench.editing.undo_steps(place + 1)>"Back to before this"</button>
                    </li>
                }).collect_view()}</ol>
                {comparison(workbench, steps)}
            </Show>
        </section>
    }
}

/// The package as it stands, among the states to choose from.
const NOW: &str = "now";

/// The state it came in, among the states to choose from.
const CAME: &str = "came";

/// So many changes are listed.
const MOST: usize = 300;

/// Two states beside each other, and the way back to the first.
fn comparison(workbench: Workbench, steps: Memo<Vec<StepName>>) -> AnyView {
    let (from, to) = (RwSignal::new(String::new()), RwSignal::new(NOW.to_owned()));
    let compared = RwSignal::new(None::<Result<Vec<String>, &'static str>>);
    let compare = move |_| {
        wasm_bindgen_futures::spawn_local(async move {
            let states = (state(workbench, &from.get_untracked()).await, state(workbench, &to.get_untracked()).await);
            compared.set(Some(match states {
                (Some(before), Some(after)) => Ok(difference::lines(&before, &after)),
                _ => Err("That state is no longer stored in this browser."),
            }));
        });
    };
    let go = move |_| {
        wasm_bindgen_futures::spawn_local(async move {
            if let Some(state) = state(workbench, &from.get_untracked()).await {
                workbench.edit("Return to an earlier state", |package| *package = Package::clone(&state));
                from.set(String::new());
                to.set(NOW.to_owned());
                compared.set(None);
            }
        });
    };
    view! {
        <h3>"Compare two states"</h3>
        <div class="compared-states">
            {choice(workbench, steps, "From", from)}
            {choice(workbench, steps, "To", to)}
            <p class="actions">
                <button type="button" disabled=move || from.read().is_empty() on:click=compare>"Show what changed"</button>
                <button type="button" class="quiet" disabled=move || from.read().is_empty() || *from.read() == NOW on:click=go>"Return to the first"</button>
            </p>
        </div>
        <p class="hint">"To return is a step of its own: undo takes it back, and no later state is lost."</p>
        <div role="status">{move || compared.get().map(listed)}</div>
    }
}

fn choice(workbench: Workbench, steps: Memo<Vec<StepName>>, label: &'static str, chosen: RwSignal<String>) -> AnyView {
    let id = format!("history-{}", label.to_lowercase());
    let states = move || {
        let mut states = vec![(NOW.to_owned(), "Now".to_owned())];
        states.extend(steps.get().into_iter().map(|step| {
            let before = format!("Before “{}”{}", step.label, made(&step));
            (step.id, before)
        }));
        if workbench.storing.lineage().ancestor.0.is_some() {
            states.push((CAME.to_owned(), "As it came in, or was merged".to_owned()));
        }
        if chosen.read().is_empty() {
            states.insert(0, (String::new(), "choose …".to_owned()));
        }
        states
    };
    view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            <select id=id on:change=move |event| chosen.set(event_target_value(&event))>
                {move || states().into_iter().map(|(state, shown)| {
                    let own = state.clone();
                    view! { <option value=state prop:selected=move || *chosen.read() == own>{shown}</option> }
                }).collect_view()}
            </select>
        </div>
    }
}

async fn state(workbench: Workbench, chosen: &str) -> Option<Arc<Package>> {
    match chosen {
        NOW => Some(workbench.package_now()),
        CAME => workbench.storing.lineage().ancestor.0.clone().map(Arc::new),
        id => {
            let found = workbench.editing.states().into_iter().find(|(step, _)| step == id)?;
            workbench.editing.state(found).await
        }
    }
}

fn listed(compared: Result<Vec<String>, &'static str>) -> AnyView {
    match compared {
        Err(problem) => view! { <p class="problem">{problem}</p> },
        Ok(lines) if lines.is_empty() => view! { <p>"Nothing differs."</p> },
        Ok(lines) => {
            let all = lines.len();
            let more = (all > MOST).then(|| view! { <li>{format!("And {} more.", all - MOST)}</li> });
            view! {
                <p>{format!("{}:", counted(all, "change", "changes"))}</p>
                <ul class="remarks">{lines.into_iter().take(MOST).map(|line| view! { <li>{line}</li> }).collect_view()}{more}</ul>
            }
        }
    }
}

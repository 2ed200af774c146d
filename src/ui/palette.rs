//! The command palette (Ctrl K): go to a screen or a record, add one, export.

use crate::findings::Screen;
use std::sync::Arc;

use crate::ui::prelude::*;

use super::chunk::{Chunk, Unloaded, wasm_split};
use super::page::review::comment;
use super::workbench::Workbench;
use super::{focus, route};
use crate::order;
use crate::package::{Alternative, Criterion, Gate, Id, Monitor, Package, Record, Risk};
use crate::publish::PUBLICATIONS;

/// No more than this many commands are listed.
const MOST: usize = 12;

/// Something one can do from anywhere.
#[derive(Clone)]
struct Command {
    name: String,
    place: &'static str,
    run: Arc<dyn Fn() + Send + Sync>,
}

/// The palette, opened with Ctrl K or ⌘ K.
pub fn view(workbench: Workbench) -> AnyView {
    let open = RwSignal::new(false);
    let chunk = Chunk::new(|| Box::pin(content()));
    on_window(ev::keydown, move |event| {
        if (event.ctrl_key() || event.meta_key()) && event.key().eq_ignore_ascii_case("k") {
            event.prevent_default();
            open.update(|open| *open = !*open);
        }
    });
    view! {
        <button type="button" class="quiet palette-button" title="Go to or do anything (Ctrl K)" on:click=move |_| open.set(true)>
            "Find "<kbd>"Ctrl K"</kbd>
        </button>
        {move || open.get().then(|| chunk.view(move |panel| panel(workbench, open)))}
    }
}

/// What makes the palette, open as long as the signal says.
type Panel = fn(Workbench, RwSignal<bool>) -> AnyView;

#[wasm_split(documents, fallible)]
fn content() -> Result<Panel, Unloaded> {
    Ok(panel)
}

fn panel(workbench: Workbench, open: RwSignal<bool>) -> AnyView {
    let before = StoredValue::new_local(focus::holder());
    let leave = move || {
        open.set(false);
        if let Some(before) = before.get_value() {
            let _ = before.focus();
        }
    };
    let wanted = RwSignal::new(String::new());
    let chosen = RwSignal::new(0_usize);
    let all = StoredValue::new(commands(workbench, &workbench.package_now()));
    let found = Memo::new(move |_| all.with_value(|all| matching(all, &wanted.get())));
    let run = move |place: usize| {
        let command = found.with_untracked(|found| found.get(place).copied());
        leave();
        if let Some(command) = command.and_then(|index| all.with_value(|all| all.get(index).cloned())) {
            (command.run)();
        }
    };
    let keys = move |event: web_sys::KeyboardEvent| {
        let last = found.with_untracked(Vec::len).saturating_sub(1);
        match event.key().as_str() {
            "ArrowDown" => chosen.update(|place| *place = (*place + 1).min(last)),
            "ArrowUp" => chosen.update(|place| *place = place.saturating_sub(1)),
            "Enter" => run(chosen.get_untracked()),
            "Escape" => leave(),
            _ => return,
        }
        event.prevent_default();
    };
    let input = NodeRef::<html::Input>::new();
    Effect::new(move |_| {
        if let Some(input) = input.get() {
            let _ = input.focus();
        }
    });
    let line = move |(place, index): (usize, usize)| {
        let command = all.with_value(|all| all.get(index).cloned());
        command.map(|command| {
            view! {
                <li role="option" id=format!("command-{place}") aria-selected=move || (chosen.get() == place).to_string()
                    on:pointerdown=move |event| { event.prevent_default(); run(place); }>
                    <span>{command.name}</span><span class="quietly">{command.place}</span>
                </li>
            }
        })
    };
    view! {
        <div class="palette-shade" on:pointerdown=move |_| open.set(false)></div>
        <div class="palette" role="dialog" aria-label="Find">
            <input node_ref=input type="text" role="combobox" aria-expanded="true" aria-controls="commands" aria-label="Go to or do"
                aria-activedescendant=move || (!found.read().is_empty()).then(|| format!("command-{}", chosen.get()))
                placeholder="A screen, a risk, an alternative, an action …" autocomplete="off"
                on:input=move |event| { wanted.set(event_target_value(&event)); chosen.set(0); }
                on:keydown=keys on:blur=move |_| open.set(false) />
            <ul id="commands" role="listbox" aria-label="Found">
                {move || found.get().into_iter().enumerate().map(line).collect_view()}
            </ul>
            <Show when=move || found.read().is_empty()><p class="hint">"Nothing found."</p></Show>
        </div>
    }
}

/// The commands whose name holds every word wanted, those that begin with it first.
fn matching(all: &[Command], wanted: &str) -> Vec<usize> {
    let wanted = wanted.to_lowercase();
    let mut found: Vec<(bool, usize)> = all
        .iter()
        .enumerate()
        .filter_map(|(index, command)| {
            let name = command.name.to_lowercase();
            wanted.split_whitespace().all(|word| name.contains(word)).then(|| (!name.starts_with(&wanted), index))
        })
        .collect();
    order::sort(&mut found, Ord::cmp);
    found.into_iter().take(MOST).map(|(_, index)| index).collect()
}

fn commands(workbench: Workbench, package: &Package) -> Vec<Command> {
    let mut all: Vec<Command> =
        Screen::ALL.iter().map(|screen| going(screen.label().to_owned(), "screen", screen.address())).collect();
    let mut doing = |name: &str, run: Arc<dyn Fn() + Send + Sync>| {
        all.push(Command { name: name.to_owned(), place: "action", run });
    };
    doing("Add risk", adding::<Risk>(workbench, Screen::Risks));
    doing("Add gate", adding::<Gate>(workbench, Screen::Gates));
    doing("Add alternative", adding::<Alternative>(workbench, Screen::Alternatives));
    doing("Add criterion", adding::<Criterion>(workbench, Screen::Alternatives));
    doing("Add monitor", adding::<Monitor>(workbench, Screen::Monitoring));
    let here = comment::present(package);
    doing("Comment on what is shown", Arc::new(move || comment::add(workbench, &here)));
    for publication in PUBLICATIONS {
        doing(&format!("Download {}", publication.label), Arc::new(move || workbench.download(publication)));
    }
    doing("Print the report", Arc::new(|| drop(gloo::utils::window().print())));
    doing("Undo", Arc::new(move || workbench.editing.undo()));
    doing("Redo", Arc::new(move || workbench.editing.redo()));
    doing("Light or dark colours", Arc::new(move || workbench.theme.toggle()));
    doing("All packages and templates", Arc::new(|| route::go("#/start")));
    let named = |all: &mut Vec<Command>, screen: Screen, place, records: Vec<(Id, String)>| {
        for (id, name) in records.into_iter().filter(|(_, name)| !name.is_empty()) {
            let address = format!("{}/{id}", screen.address());
            all.push(going(name.clone(), place, address.clone()));
            let run = Arc::new(move || comment::add(workbench, &address));
            all.push(Command { name: format!("Comment on {name}"), place, run });
        }
    };
    named(&mut all, Screen::Alternatives, "alternative", names(package, |each: &Alternative| each.name.clone()));
    named(&mut all, Screen::Alternatives, "criterion", names(package, |each: &Criterion| each.name.clone()));
    named(&mut all, Screen::Gates, "gate", names(package, |each: &Gate| each.name.clone()));
    named(&mut all, Screen::Risks, "risk", names(package, |each: &Risk| each.name.clone()));
    named(&mut all, Screen::Monitoring, "monitor", names(package, |each: &Monitor| each.metric.clone()));
    all
}

fn names<R: Record>(package: &Package, name: fn(&R) -> String) -> Vec<(Id, String)> {
    R::list(package).iter().map(|record| (record.id().clone(), name(record))).collect()
}

fn going(name: String, place: &'static str, address: String) -> Command {
    Command { name, place, run: Arc::new(move || route::go(&address)) }
}

fn adding<R: Record>(workbench: Workbench, screen: Screen) -> Arc<dyn Fn() + Send + Sync> {
    Arc::new(move || {
        let id = workbench.add::<R>(|_| {});
        route::go(&format!("{}/{id}", screen.address()));
    })
}

//! What surrounds every screen: the rail of screens, the top bar, the consequence panel.

use crate::findings::Screen;
use crate::ui::prelude::*;

use super::field::Field;
use super::guide::{self, Guide};
use super::route::Route;
use super::viewport::Viewport;
use super::workbench::{SaveState, Workbench, use_workbench};
use super::{consequence, page, palette, report};
use crate::browser::storage;

/// The open package: rail, top bar and the screen of the address.
pub fn view(route: RwSignal<Route>) -> AnyView {
    let workbench = use_workbench();
    let screen = Memo::new(move |_| match route.get() {
        Route::Screen(screen) => screen,
        Route::Start => Screen::Overview,
    });
    listen_for_shortcuts(workbench);
    Guide::provide(workbench);
    let menu = RwSignal::new(false);
    let (screens, report) = (page::Screens::new(), report::chunk());
    let viewport = expect_context::<Viewport>();
    Effect::new(move |_| {
        let title = workbench.slice(|package| package.title.clone()).get();
        gloo::utils::document().set_title(&format!("{} · {title} · Shipworthy", screen.get().label()));
        menu.set(false);
    });
    view! {
        <a class="skip" href="#content" on:click=move |event| { event.prevent_default(); super::field::focus_within("content".to_owned()) }>"Skip to content"</a>
        <div class="frame">
            <header class="topbar">
                <button type="button" class="quiet menu" aria-expanded=move || menu.get().to_string() aria-label="Screens"
                    on:click=move |_| menu.update(|open| *open = !*open)>"☰"</button>
                <a class="brand" href="#/start" title="All packages">
                    <img src="icon.svg" alt="Shipworthy: all packages" width="28" height="28" />
                </a>
                <div class="title">{Field::new("Title").id("package-title").in_bar().text(bind!(title))}</div>
                {palette::view(workbench)}
                {outcome(workbench)}
                {save_state(workbench)}
                {steps(workbench)}
                {role(workbench)}
                <button type="button" class="quiet" on:click=move |_| workbench.theme.toggle()
                    aria-label=move || if workbench.theme.is_dark() { "Light colours" } else { "Dark colours" }
                    title=move || if workbench.theme.is_dark() { "Light colours" } else { "Dark colours" }>
                    {move || if workbench.theme.is_dark() { "☀" } else { "☾" }}
                </button>
            </header>
            <nav class="rail" aria-label="Screens" class:open=move || menu.get()>
                {Screen::ALL.iter().map(|&each| rail_link(workbench, each, screen)).collect_view()}
                {role(workbench)}
            </nav>
            <main id="content" tabindex="-1">
                {page::hand_off::banner(workbench)}
                {move || guide::stands_above(screen.get()).then(guide::bar)}
                {move || (screen.get() != Screen::Review).then(|| page::review::comment::of_screen(workbench, screen.get()))}
                {move || screens.view(screen.get())}
            </main>
            {move || page::has_consequences(screen.get()).then(|| consequence::view(screen.get()))}
            {people(workbench)}
        </div>
        {move || viewport.is_printing().then(|| report.view(|report| report()))}
    }
}

/// Those who may answer for something, offered wherever an owner is asked for.
fn people(workbench: Workbench) -> AnyView {
    let people = workbench.slice(crate::editing::people::all);
    view! {
        <datalist id="people">{move || people.get().into_iter().map(|name| view! { <option value=name></option> }).collect_view()}</datalist>
    }
}

fn rail_link(workbench: Workbench, screen: Screen, present: Memo<Screen>) -> AnyView {
    let missing = workbench.finding(move |findings| {
        let items = findings.completeness.iter().filter(|item| item.screen == screen);
        let (all, missing) = items.fold((0, 0), |(all, missing), item| (all + 1, missing + usize::from(!item.done)));
        (all > 0).then_some(missing)
    });
    let mark = move || match missing.get() {
        Some(0) => {
            view! { <span class="mark done" title="complete"><span aria-hidden="true">"✓"</span><span class="sr">", complete"</span></span> }
        }
        Some(count) => {
            view! { <span class="mark lacking" title="missing here"><span aria-hidden="true">{count}</span><span class="sr">{format!(", {count} missing")}</span></span> }
        }
        None => ().into_any(),
    };
    view! {
        <a href=screen.address() aria-current=move || (present.get() == screen).then_some("page")>
            <span>{screen.label()}</span>{mark}
        </a>
    }
}

fn outcome(workbench: Workbench) -> AnyView {
    let outcome = workbench.finding(|findings| {
        let chosen = findings.outcome.alternative.as_ref();
        let chosen = findings.alternatives.iter().find(|alternative| Some(&alternative.id) == chosen);
        let score = chosen.and_then(|chosen| chosen.weighted_sum).map(|score| format!("{score:.2}"));
        (findings.outcome.decision, chosen.map(|chosen| chosen.name.clone()), score)
    });
    view! {
        <a class="outcome" href="#/overview" data-decision=move || super::page::decision_class(outcome.get().0)>
            {move || {
                let (decision, name, score) = outcome.get();
                let parts = [Some(decision.label().to_owned()), name, score];
                parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
            }}
        </a>
    }
}

fn save_state(workbench: Workbench) -> AnyView {
    view! {
        <span class="save-state" role="status" title=move || match workbench.storing.state() {
            SaveState::NotSaved(why) => Some(format!("{why}. Download JSON on Package to keep your work.")),
            _ => None,
        } data-state=move || match workbench.storing.state() {
            SaveState::NotSaved(_) => "problem",
            _ => "fine",
        }>
            {move || match workbench.storing.state() {
                SaveState::Nothing => ().into_any(),
                SaveState::Saved => view! { "Saved"<span class="at-length">" in this browser"</span> }.into_any(),
                SaveState::Saving => "Saving …".into_any(),
                SaveState::NotSaved(why) => view! {
                    "Not saved"<span class="at-length">{format!(": {why}. Download JSON on Package to keep your work.")}</span>
                }.into_any(),
            }}
        </span>
    }
}

fn steps(workbench: Workbench) -> AnyView {
    let (undo, redo) =
        (Memo::new(move |_| workbench.editing.undo_label()), Memo::new(move |_| workbench.editing.redo_label()));
    let title = |word: &'static str, label: Memo<Option<String>>| {
        move || label.get().map_or_else(|| format!("Nothing to {word}"), |label| format!("{word}: {label}"))
    };
    view! {
        <span class="steps">
            <button type="button" class="quiet" aria-label="Undo" title=title("undo", undo) disabled=move || undo.get().is_none()
                on:click=move |_| workbench.editing.undo()>"↶"</button>
            <button type="button" class="quiet" aria-label="Redo" title=title("redo", redo) disabled=move || redo.get().is_none()
                on:click=move |_| workbench.editing.redo()>"↷"</button>
        </span>
    }
}

/// Roles to choose from while the package names none.
const USUAL_ROLES: [&str; 4] = ["Product owner", "ML lead", "Operations", "Reviewer"];

/// In which role the person edits, as the history notes it.
fn role(workbench: Workbench) -> AnyView {
    let role = workbench.editing.role;
    let roles = workbench.slice(|package| {
        let mut roles: Vec<String> = package
            .charter
            .stakeholders
            .iter()
            .map(|one| one.role.trim().to_owned())
            .filter(|one| !one.is_empty())
            .collect();
        if roles.is_empty() {
            roles = USUAL_ROLES.map(str::to_owned).to_vec();
        }
        roles.dedup();
        roles
    });
    let offered = Memo::new(move |_| {
        let (mut offered, present) = (roles.get(), role.get());
        if !present.is_empty() && !offered.contains(&present) {
            offered.push(present);
        }
        offered
    });
    let choose = move |event| {
        let chosen = event_target_value(&event);
        storage::set_preference("role", &chosen);
        role.set(chosen);
    };
    view! {
        <select class="role" aria-label="Your role" title="Your role, as the history and sign-offs note it" on:change=choose>
            <option value="" prop:selected=move || role.read().is_empty()>"No role"</option>
            {move || offered.get().into_iter().map(|each| {
                let (own, value) = (each.clone(), each.clone());
                view! { <option value=value prop:selected=move || *role.read() == own>{each}</option> }
            }).collect_view()}
        </select>
    }
}

fn listen_for_shortcuts(workbench: Workbench) {
    on_window(ev::keydown, move |event| {
        if !(event.ctrl_key() || event.meta_key()) {
            return;
        }
        match event.key().to_lowercase().as_str() {
            "z" if event.shift_key() => workbench.editing.redo(),
            "z" => workbench.editing.undo(),
            "y" => workbench.editing.redo(),
            _ => return,
        }
        event.prevent_default();
    });
}

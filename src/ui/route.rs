//! Addresses within the page: `#/risks`, `#/start`.

use super::focus;
use crate::findings::Screen;
use crate::ui::prelude::*;

/// What the address asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Route {
    /// Templates and stored packages.
    Start,
    /// A screen of the open package.
    Screen(Screen),
}

/// The part of the address after a screen's name: the field or record a link leads to.
pub fn anchor() -> Option<String> {
    let hash = gloo::utils::window().location().hash().ok()?;
    hash.trim_start_matches("#/").split_once('/').map(|(_, anchor)| anchor.to_owned())
}

/// The present address, following every change of it.
pub fn watch() -> RwSignal<Route> {
    let route = RwSignal::new(present());
    let listener = gloo::events::EventListener::new(&gloo::utils::window(), "hashchange", move |_| {
        let next = present();
        if route.get_untracked() != next {
            route.set(next);
        }
        arrive();
    });
    listener.forget();
    route
}

/// Goes to an address.
pub fn go(address: &str) {
    let _ = gloo::utils::window().location().set_hash(address);
}

fn present() -> Route {
    let hash = gloo::utils::window().location().hash().unwrap_or_default();
    match Screen::at(&hash) {
        Some(screen) => Route::Screen(screen),
        None if hash.starts_with("#/start") => Route::Start,
        None => Route::Screen(Screen::Overview),
    }
}

/// Arrives where the address leads: at the field or record it names, as soon as that is on the page, or else at the top
/// of the screen.
pub fn arrive() {
    let Some(wanted) = anchor() else {
        gloo::utils::window().scroll_to_with_x_and_y(0.0, 0.0);
        focus::put_on(CONTENT);
        return;
    };
    look_for(wanted, TRIES);
}

/// The element that holds the screen.
const CONTENT: &str = "content";

/// What an address names is looked for so many times, [`PATIENCE`] milliseconds apart, before the top of its screen will
/// have to do.
const TRIES: u32 = 40;
const PATIENCE: u32 = 50;

fn look_for(wanted: String, tries: u32) {
    gloo::timers::callback::Timeout::new(PATIENCE, move || {
        if anchor().as_ref() != Some(&wanted) {
            return;
        }
        match gloo::utils::document().get_element_by_id(&wanted) {
            Some(element) => reveal(element),
            None if tries > 0 => look_for(wanted, tries - 1),
            None => focus::put_on(CONTENT),
        }
    })
    .forget();
}

/// Brings an element into view and puts the cursor into its first field, or else onto its first control.
fn reveal(element: web_sys::Element) {
    element.scroll_into_view();
    focus::put_within(&element);
    settle(element);
}

/// Keeps an element where it was scrolled to while what comes into sight above it takes its true height.
fn settle(element: web_sys::Element) {
    for delay in [40, 120, 240] {
        let element = element.clone();
        gloo::timers::callback::Timeout::new(delay, move || element.scroll_into_view()).forget();
    }
}

//! Addresses within the page: `#/risks`, `#/start`.

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
    });
    listener.forget();
    route
}

/// Goes to an address.
pub fn go(address: &str) {
    let _ = gloo::utils::window().location().set_hash(address);
}

/// The screen of the present address.
pub fn screen() -> Screen {
    match present() {
        Route::Screen(screen) => screen,
        Route::Start => Screen::Overview,
    }
}

fn present() -> Route {
    let hash = gloo::utils::window().location().hash().unwrap_or_default();
    match Screen::at(&hash) {
        Some(screen) => Route::Screen(screen),
        None if hash.starts_with("#/start") => Route::Start,
        None => Route::Screen(Screen::Overview),
    }
}

//! What every view uses: Leptos. Names that stand here in place of Leptos' own mean the same; they erase the types of
//! what they are given, so that Leptos' code stands in the page once and not once for each type.

mod flow;
mod memo;

pub use flow::{For, Show};
pub use leptos::prelude::*;
pub use leptos::{ev, html};
pub use memo::{Effect, Look, Memo};

/// Leptos' `view!` as an [`AnyView`]: branches and functions give the same type, and views share code.
macro_rules! view {
    ($($markup:tt)*) => {
        leptos::prelude::IntoAny::into_any(leptos::view! { $($markup)* })
    };
}
pub(crate) use view;

/// Calls `handler` on an event of the window until the view that asks for it goes away.
pub fn on_window<E: ev::EventDescriptor + 'static>(event: E, handler: impl Fn(E::EventType) + 'static)
where
    E::EventType: wasm_bindgen::JsCast,
{
    let listener = window_event_listener(event, handler);
    on_cleanup(move || listener.remove());
}

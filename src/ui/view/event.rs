//! Events, and what they say.

use gloo::events::{EventListener, EventListenerOptions};
use js_sys::Reflect;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Event;

use crate::ui::reactive::on_cleanup;

/// Calls `handler` on an event of the window, which is an `E`, until the view that asks for it goes away.
pub fn on_window<E: JsCast>(name: &'static str, mut handler: impl FnMut(E) + 'static) {
    listen(name, Box::new(move |event| handler(event.unchecked_into())));
}

fn listen(name: &'static str, mut handler: Box<dyn FnMut(Event)>) {
    let options = EventListenerOptions::enable_prevent_default();
    let window = gloo::utils::window();
    let listener = EventListener::new_with_options(&window, name, options, move |event| handler(event.clone()));
    on_cleanup(move || drop(listener));
}

/// Calls `act` before the browser next paints.
pub fn request_animation_frame(act: impl FnOnce() + 'static) {
    let act = Closure::once_into_js(act);
    let _ = gloo::utils::window().request_animation_frame(act.unchecked_ref());
}

/// What stands in the input that an event is about.
pub fn event_target_value(event: &impl AsRef<Event>) -> String {
    property(event.as_ref(), "value").as_string().unwrap_or_default()
}

/// Whether the box that an event is about is ticked.
pub fn event_target_checked(event: &impl AsRef<Event>) -> bool {
    property(event.as_ref(), "checked").is_truthy()
}

fn property(event: &Event, name: &str) -> JsValue {
    let target = event.target().map_or(JsValue::NULL, JsValue::from);
    Reflect::get(&target, &JsValue::from_str(name)).unwrap_or(JsValue::NULL)
}

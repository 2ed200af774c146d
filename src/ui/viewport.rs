//! What of the page is in view, so that charts nobody sees cost nothing.

use crate::ui::prelude::*;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::Element;

/// How far outside the window something may be, in CSS pixels, and still count as in view.
const MARGIN: f64 = 200.0;

/// Grows whenever things may have come into view or left it.
#[derive(Clone, Copy)]
pub struct Viewport {
    moved: RwSignal<u32>,
    waiting: StoredValue<bool>,
    printing: RwSignal<bool>,
}

impl Viewport {
    /// Follows scrolling, the window's size and the page's height, for every view below.
    pub fn provide() {
        let this = Self { moved: RwSignal::new(0), waiting: StoredValue::new(false), printing: RwSignal::new(false) };
        provide_context(this);
        let window = gloo::utils::window();
        let options = gloo::events::EventListenerOptions::run_in_capture_phase();
        for event in ["scroll", "resize"] {
            gloo::events::EventListener::new_with_options(&window, event, options, move |_| this.tick()).forget();
        }
        gloo::events::EventListener::new(&window, "beforeprint", move |_| this.printing.set(true)).forget();
        gloo::events::EventListener::new(&window, "afterprint", move |_| this.printing.set(false)).forget();
        let resized = Closure::<dyn Fn(JsValue)>::new(move |_| this.tick());
        if let (Ok(observer), Some(body)) =
            (web_sys::ResizeObserver::new(resized.as_ref().unchecked_ref()), gloo::utils::document().body())
        {
            observer.observe(&body);
            resized.forget();
        }
    }

    fn tick(self) {
        if !self.waiting.get_value() {
            self.waiting.set_value(true);
            request_animation_frame(move || {
                self.waiting.set_value(false);
                self.moved.update(|moved| *moved = moved.wrapping_add(1));
            });
        }
    }

    /// Whether the page is being printed, followed.
    pub fn is_printing(self) -> bool {
        self.printing.get()
    }

    /// Follows what may come into view or leave it. Whether everything is to be drawn, because it is printed.
    pub fn follow(self) -> bool {
        self.moved.track();
        self.is_printing()
    }

    /// Whether `element` is in view or nearly so, followed.
    pub fn shows(self, element: &Element) -> bool {
        if self.follow() {
            return true;
        }
        let (top, bottom) = reach();
        let place = element.get_bounding_client_rect();
        place.bottom() > top && place.top() < bottom
    }
}

/// From where to where something counts as in view, in CSS pixels from the top of the window.
pub fn reach() -> (f64, f64) {
    let window = gloo::utils::window().inner_height().ok().and_then(|height| height.as_f64()).unwrap_or(900.0);
    (-MARGIN, window + MARGIN)
}

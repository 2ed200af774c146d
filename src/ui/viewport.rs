//! What of the page is in view, so that charts nobody sees cost nothing.

use crate::ui::prelude::*;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::Element;

/// A screen or a part is drawn so many milliseconds after its address, at the earliest and at the latest.
const DRAWN: [u32; 2] = [50, 400];

/// How far outside the window something may be, in CSS pixels, and still count as in view.
const MARGIN: f64 = 200.0;

/// Grows whenever things may have come into view or left it.
#[derive(Clone, Copy)]
pub struct Viewport {
    moved: RwSignal<u32>,
    /// Grows whenever the window or the page has another size.
    resized: RwSignal<u32>,
    waiting: StoredValue<bool>,
    printing: RwSignal<bool>,
}

impl Viewport {
    /// Follows scrolling, the window's size and the page's height, for every view below.
    pub fn provide() {
        let this = Self {
            moved: RwSignal::new(0),
            resized: RwSignal::new(0),
            waiting: StoredValue::new(false),
            printing: RwSignal::new(false),
        };
        provide_context(this);
        let window = gloo::utils::window();
        let options = gloo::events::EventListenerOptions::run_in_capture_phase();
        gloo::events::EventListener::new_with_options(&window, "scroll", options, move |_| this.tick()).forget();
        let resized = move || {
            this.tick();
            this.resized.update(|resized| *resized = resized.wrapping_add(1));
        };
        gloo::events::EventListener::new_with_options(&window, "resize", options, move |_| resized()).forget();
        gloo::events::EventListener::new(&window, "beforeprint", move |_| this.printing.set(true)).forget();
        gloo::events::EventListener::new(&window, "afterprint", move |_| this.printing.set(false)).forget();
        Effect::new(move |_| {
            this.resized.track();
            request_animation_frame(let_keys_scroll);
        });
        // Another screen or part may be as high as the one before it.
        gloo::events::EventListener::new(&window, "hashchange", move |_| {
            for delay in DRAWN {
                gloo::timers::callback::Timeout::new(delay, let_keys_scroll).forget();
            }
        })
        .forget();
        let resized = Closure::<dyn Fn(JsValue)>::new(move |_| resized());
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

    /// Follows what may come into view or leave it.
    pub fn follow(self) {
        self.moved.track();
    }

    /// Whether `element` is in view or nearly so, followed.
    pub fn shows(self, element: &Element) -> bool {
        self.follow();
        let (top, bottom) = reach();
        let place = element.get_bounding_client_rect();
        place.bottom() > top && place.top() < bottom
    }
}

/// Lets keys reach what scrolls sideways, and nothing that does not.
fn let_keys_scroll() {
    let Ok(boxes) = gloo::utils::document().query_selector_all(".scroll") else { return };
    for place in 0..boxes.length() {
        let Some(scrolled) = boxes.item(place).and_then(|node| node.dyn_into::<Element>().ok()) else { continue };
        let overflows = scrolled.scroll_width() > scrolled.client_width();
        if overflows != scrolled.has_attribute("tabindex") {
            let _ =
                if overflows { scrolled.set_attribute("tabindex", "0") } else { scrolled.remove_attribute("tabindex") };
        }
    }
}

/// From where to where something counts as in view, in CSS pixels from the top of the window.
pub fn reach() -> (f64, f64) {
    let window = gloo::utils::window().inner_height().ok().and_then(|height| height.as_f64()).unwrap_or(900.0);
    (-MARGIN, window + MARGIN)
}

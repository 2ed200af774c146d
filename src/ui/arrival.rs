//! Arriving where an address leads: at the field or record it names, as soon as that is on the page, or else at the top
//! of the screen.
//!
//! Whoever acts before that is there already: a key, a press or a turn of the wheel ends the arrival, and neither the
//! focus nor the page moves under the hand.

use std::cell::Cell;

use gloo::events::{EventListener, EventListenerOptions};
use gloo::timers::callback::Timeout;
use web_sys::Element;

use super::{focus, route};

/// The element that holds the screen.
const CONTENT: &str = "content";

/// What an address names is looked for so many times, [`PATIENCE`] milliseconds apart, before the top of its screen will
/// have to do.
const TRIES: u32 = 40;
const PATIENCE: u32 = 50;

/// What comes into sight above an element takes its true height within so many milliseconds.
const SETTLING: [u32; 3] = [40, 120, 240];

thread_local! {
    /// Counts arrivals, and what people do: what one of them began, the next one ends.
    static TURN: Cell<u32> = const { Cell::new(0) };
}

/// Arrives wherever the address leads from here on, unless somebody acts meanwhile.
pub fn watch() {
    let document = gloo::utils::document();
    for event in ["keydown", "pointerdown", "wheel", "input"] {
        let captured = EventListenerOptions::run_in_capture_phase();
        EventListener::new_with_options(&document, event, captured, |_| {
            next_turn();
        })
        .forget();
    }
    EventListener::new(&gloo::utils::window(), "hashchange", |_| arrive()).forget();
}

/// Arrives where the present address leads.
pub fn arrive() {
    let turn = next_turn();
    match route::anchor() {
        Some(wanted) => look_for(wanted, TRIES, 0, turn),
        None => be_at_top(),
    }
}

fn next_turn() -> u32 {
    TURN.set(TURN.get().wrapping_add(1));
    TURN.get()
}

fn look_for(wanted: String, tries: u32, delay: u32, turn: u32) {
    Timeout::new(delay, move || {
        if TURN.get() != turn {
            return;
        }
        let document = gloo::utils::document();
        if let Some(element) = document.get_element_by_id(&wanted) {
            reveal(element, turn);
        } else if let Some(tab) = open_tab() {
            gloo::utils::window().scroll_to_with_x_and_y(0.0, 0.0);
            focus::put_within(&tab);
        } else if is_coming() {
            look_for(wanted, tries, PATIENCE, turn);
        } else if tries > 0 {
            look_for(wanted, tries - 1, PATIENCE, turn);
        } else {
            focus::put_on(CONTENT);
        }
    })
    .forget();
}

/// Whether the screen's code is still on its way.
fn is_coming() -> bool {
    matches!(gloo::utils::document().query_selector(".chunk-coming"), Ok(Some(_)))
}

fn be_at_top() {
    gloo::utils::window().scroll_to_with_x_and_y(0.0, 0.0);
    focus::put_on(CONTENT);
}

/// The tab of the part that the address names as a whole.
fn open_tab() -> Option<Element> {
    let hash = gloo::utils::window().location().hash().ok()?;
    let tabs = gloo::utils::document().query_selector_all(".parts a[aria-current]").ok()?;
    let mut tabs = (0..tabs.length()).filter_map(|place| tabs.item(place)).map(wasm_bindgen::JsCast::unchecked_into);
    tabs.find(|tab: &Element| tab.get_attribute("href").as_deref() == Some(&hash))
}

/// Brings an element into view, puts the cursor into its first field, or else onto its first control, and keeps the
/// element there while the page settles.
fn reveal(element: Element, turn: u32) {
    element.scroll_into_view();
    focus::put_within(&element);
    for delay in SETTLING {
        let element = element.clone();
        let settle = move || {
            if TURN.get() == turn {
                element.scroll_into_view();
            }
        };
        Timeout::new(delay, settle).forget();
    }
}

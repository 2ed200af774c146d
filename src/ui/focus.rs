//! The focus never falls off the page: when what had it is gone, what stands in its place takes it.

use std::cell::RefCell;
use std::rc::Rc;

use gloo::events::{EventListener, EventListenerOptions};
use gloo::timers::callback::Timeout;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// What can take the focus, fields first.
const FIELDS: &str = "input:not([disabled]):not([tabindex='-1']), textarea:not([disabled]), select:not([disabled])";
const CONTROLS: &str = "button:not([disabled]), a[href], summary, [tabindex]";

/// A look is taken so many milliseconds after a click or a key, when the page is drawn anew.
const REDRAWN: [u32; 2] = [40, 160];

/// What had the focus last: the element and what it stood in, innermost first, each with its place among its siblings.
type Trail = Vec<(Element, u32)>;

/// Keeps the focus on the page from here on.
pub fn keep() {
    let trail: Rc<RefCell<Trail>> = Rc::default();
    let document = gloo::utils::document();
    let noted = Rc::clone(&trail);
    EventListener::new(&document, "focusin", move |event| {
        if let Some(target) = event.target().and_then(|target| target.dyn_into::<Element>().ok()) {
            *noted.borrow_mut() = trail_of(target);
        }
    })
    .forget();
    for event in ["click", "keydown", "change"] {
        let trail = Rc::clone(&trail);
        let look = move |_: &web_sys::Event| {
            for delay in REDRAWN {
                let trail = Rc::clone(&trail);
                Timeout::new(delay, move || {
                    // Let go of before the focus moves, which is noted again.
                    let trail = trail.borrow().clone();
                    restore(&trail);
                })
                .forget();
            }
        };
        let captured = EventListenerOptions::run_in_capture_phase();
        EventListener::new_with_options(&document, event, captured, look).forget();
    }
}

/// Puts the focus on the element with this id, or on the first control inside it.
pub fn put_on(id: &str) {
    if let Some(element) = gloo::utils::document().get_element_by_id(id) {
        take(&element);
    }
}

/// Puts the cursor into the first field of an element, or else on its first control, or else on itself.
pub fn put_within(element: &Element) {
    if !element.matches(FIELDS).unwrap_or_default()
        && let Some(inside) = first_in(element)
    {
        take(&inside);
    } else {
        take(element);
    }
}

/// What has the focus, to be given back to it; nothing when that is the page as a whole.
pub fn holder() -> Option<HtmlElement> {
    gloo::utils::document().active_element().filter(|it| !is_page(it)).and_then(|it| it.dyn_into().ok())
}

fn trail_of(target: Element) -> Trail {
    let parents = std::iter::successors(Some(target), |element| element.parent_element());
    parents
        .map(|element| {
            let place = place(&element);
            (element, place)
        })
        .collect()
}

fn place(element: &Element) -> u32 {
    let before = std::iter::successors(element.previous_element_sibling(), Element::previous_element_sibling);
    before.count() as u32
}

fn restore(trail: &Trail) {
    let Some((last, _)) = trail.first() else { return };
    let lost = gloo::utils::document().active_element().is_none_or(|active| is_page(&active));
    let gone = !last.is_connected() || last.has_attribute("disabled");
    if !lost || !gone {
        return;
    }
    let mut inner = trail.iter();
    let mut place = 0;
    let nearest = inner.find(|(element, at)| {
        let there = element.is_connected() && !element.has_attribute("disabled");
        if !there {
            place = *at;
        }
        there
    });
    let around = nearest.into_iter().chain(inner).filter(|(element, _)| !is_page(element));
    for (step, (element, at)) in around.enumerate() {
        let children = element.children();
        let at = if step == 0 { place } else { *at };
        let beside = children.item(at.min(children.length().saturating_sub(1)));
        let found = beside.and_then(|beside| first_in(&beside)).or_else(|| first_in(element));
        if let Some(found) = found {
            take(&found);
            return;
        }
    }
    put_on("content");
}

fn first_in(element: &Element) -> Option<Element> {
    [FIELDS, CONTROLS].into_iter().find_map(|kind| {
        if element.matches(kind).unwrap_or_default() {
            return Some(element.clone());
        }
        element.query_selector(kind).ok().flatten()
    })
}

/// Gives the focus to an element, which need not be a control.
fn take(element: &Element) {
    let Some(element) = element.dyn_ref::<HtmlElement>() else { return };
    if element.tab_index() < 0 && !element.has_attribute("tabindex") {
        let _ = element.set_attribute("tabindex", "-1");
    }
    let options = web_sys::FocusOptions::new();
    options.set_prevent_scroll(true);
    let _ = element.focus_with_options(&options);
}

fn is_page(element: &Element) -> bool {
    matches!(element.tag_name().as_str(), "BODY" | "HTML")
}

//! The service worker's word: when everything is stored for offline use, and when a newer version waits.

use gloo::events::EventListener;

/// Calls `waiting` once a newer version is stored and waits for consent.
pub fn on_update(waiting: impl Fn() + 'static) {
    let root = gloo::utils::document().document_element();
    if root.and_then(|root| root.get_attribute("data-update")).as_deref() == Some("waiting") {
        waiting();
    }
    EventListener::new(&gloo::utils::window(), "shipworthy:update", move |_| waiting()).forget();
}

/// Agrees to the newer version: it takes over and the page is loaded anew.
pub fn accept_update() {
    if let Ok(event) = web_sys::Event::new("shipworthy:update-accepted") {
        let _ = gloo::utils::window().dispatch_event(&event);
    }
}

//! Other tabs with the same workbench open.

use wasm_bindgen::{JsCast, JsValue, closure::Closure};

/// Tells other tabs that a package was saved, and hears it from them.
pub struct Tabs(Option<web_sys::BroadcastChannel>);

impl Tabs {
    /// Joins the conversation; `heard` is called with the storage key another tab has saved.
    pub fn join(heard: impl Fn(String) + 'static) -> Self {
        let channel = web_sys::BroadcastChannel::new("shipworthy").ok();
        if let Some(channel) = &channel {
            let listener = Closure::<dyn Fn(web_sys::MessageEvent)>::new(move |event: web_sys::MessageEvent| {
                if let Some(key) = event.data().as_string() {
                    heard(key);
                }
            });
            channel.set_onmessage(Some(listener.as_ref().unchecked_ref()));
            listener.forget();
        }
        Self(channel)
    }

    /// Tells the other tabs that the package under `key` was saved here.
    pub fn saved(&self, key: &str) {
        if let Some(channel) = &self.0 {
            let _ = channel.post_message(&JsValue::from_str(key));
        }
    }
}

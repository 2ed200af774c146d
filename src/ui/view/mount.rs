//! The page as a whole.

use super::shown::Shown;
use super::{IntoView, View};
use crate::ui::reactive::Owner;

/// Puts what `page` gives at the end of the document's body, for as long as the document is there.
pub fn mount(page: impl FnOnce() -> View) {
    // Who runs the effects: the browser's own queue.
    let _ = any_spawner::Executor::init_wasm_bindgen();
    let owner = Owner::new();
    owner.set();
    let mark = gloo::utils::document().create_comment("");
    if gloo::utils::body().append_child(&mark).is_ok() {
        std::mem::forget(Shown::mount(page().into_view(), &mark, true));
    }
    std::mem::forget(owner);
}

//! Views one after the other.

use web_sys::Node;

use super::View;
use super::shown::Shown;

/// Shows `views` in place of those `shown`, the first for the first and so on; `before` gives the node after them.
pub fn update(shown: &mut Vec<Shown>, views: Vec<View>, before: &dyn Fn() -> Node) {
    for surplus in shown.split_off(views.len().min(shown.len())) {
        surplus.remove();
    }
    let mut views = views.into_iter();
    for place in 0..shown.len() {
        let (present, after) = shown.split_at_mut(place + 1);
        let (Some(present), Some(view)) = (present.last_mut(), views.next()) else { continue };
        present.update(view, &|| after.iter().find_map(Shown::first).unwrap_or_else(before), false);
    }
    if views.len() > 0 {
        let before = before();
        shown.extend(views.map(|view| Shown::mount(view, &before, false)));
    }
}

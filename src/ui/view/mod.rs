//! Views: what is to be seen, as data, and the one renderer that shows it.
//!
//! [`view!`](markup::view) makes a [`View`] of a template and what fills it. A view shown in the place of another of
//! the same template changes what differs and keeps the elements, and with them the cursor.

mod event;
mod into_view;
mod keyed;
mod list;
mod mount;
mod part;
mod setting;
mod shown;
mod template;

use std::borrow::Cow;

pub use event::{event_target_checked, event_target_value, on_window, request_animation_frame};
pub use into_view::{CollectView, IntoView, each, show};
pub use mount::mount;
pub use part::{NodeRef, attribute, child, class, listener, property, reference, style};

use crate::ui::reactive::Callback;
use keyed::Rows;
use part::Part;

/// What is to be seen.
pub enum View {
    /// Nothing.
    Nothing,
    /// A text.
    Text(Cow<'static, str>),
    /// A template, its places filled.
    Markup(Markup),
    /// Views one after the other.
    List(Vec<View>),
    /// What a closure gives, followed.
    Dynamic(Box<dyn Callback<(), View>>),
    /// A view per key, followed.
    Keyed(Rows),
}

/// A template, its places filled.
pub struct Markup {
    html: &'static str,
    parts: Vec<Part>,
}

/// A view of the template `html`. A place in it is the number of a node in the order of the document; `parts` come in
/// the order of their places.
pub fn markup(html: &'static str, parts: Vec<Part>) -> View {
    View::Markup(Markup { html, parts })
}

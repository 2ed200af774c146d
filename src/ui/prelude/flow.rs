//! Leptos' `Show` and `For`, compiled once for all that they are given.

use leptos::prelude::*;

/// A condition that is followed.
pub struct Condition(Box<dyn Fn() -> bool + Send + Sync>);

impl<F: Fn() -> bool + Send + Sync + 'static> From<F> for Condition {
    fn from(condition: F) -> Self {
        Self(Box::new(condition))
    }
}

/// Leptos' `Show`: the children while `when` holds, else `fallback`; each is made anew when that changes, and only
/// then.
#[component]
pub fn Show(
    /// What is shown.
    children: ChildrenFn,
    /// Whether it is shown.
    #[prop(into)]
    when: Condition,
    /// What is shown else: nothing if it is not said.
    #[prop(optional, into)]
    fallback: ViewFn,
) -> AnyView {
    leptos::view! { <leptos::prelude::Show when=when.0 fallback=fallback>{children()}</leptos::prelude::Show> }
        .into_any()
}

/// A row to be: what tells it from others, and what makes its view.
struct Row {
    key: String,
    view: Box<dyn FnOnce() -> AnyView + Send>,
}

/// Leptos' `For`: a view per item, which stays as long as an item of its key is there and moves where that item
/// stands.
#[component]
pub fn For<E, I, T, K, N, C, V>(
    /// The items, followed.
    each: E,
    /// What tells an item from others.
    key: K,
    /// The view of an item.
    children: C,
) -> AnyView
where
    E: Fn() -> I + Send + 'static,
    I: IntoIterator<Item = T>,
    T: Send + 'static,
    K: Fn(&T) -> N + Send + 'static,
    N: ToString,
    C: Fn(T) -> V + Send + Clone + 'static,
    V: IntoView + 'static,
{
    let row = move |item: T| {
        let (key, children) = (key(&item).to_string(), children.clone());
        Row { key, view: Box::new(move || children(item).into_any()) }
    };
    rows(Box::new(move || each().into_iter().map(&row).collect()))
}

fn rows(each: Box<dyn Fn() -> Vec<Row> + Send>) -> AnyView {
    leptos::view! {
        <leptos::prelude::For each=each key=|row: &Row| row.key.clone() children=|row: Row| (row.view)() />
    }
    .into_any()
}

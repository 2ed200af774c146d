//! What can be a view.

use std::borrow::Cow;

use super::View;
use super::keyed::Row;
use crate::ui::reactive::{Memo, RwSignal};

/// What can be a view.
pub trait IntoView {
    /// The view.
    fn into_view(self) -> View;
}

impl IntoView for View {
    fn into_view(self) -> View {
        self
    }
}

impl IntoView for () {
    fn into_view(self) -> View {
        View::Nothing
    }
}

impl IntoView for &'static str {
    fn into_view(self) -> View {
        View::Text(Cow::Borrowed(self))
    }
}

impl IntoView for String {
    fn into_view(self) -> View {
        View::Text(Cow::Owned(self))
    }
}

macro_rules! number {
    ($($number:ty)+) => {$(
        impl IntoView for $number {
            fn into_view(self) -> View {
                self.to_string().into_view()
            }
        }
    )+};
}

number!(u8 u32 usize);

impl<V: IntoView> IntoView for Option<V> {
    fn into_view(self) -> View {
        self.map_or(View::Nothing, V::into_view)
    }
}

impl<V: IntoView> IntoView for Vec<V> {
    fn into_view(self) -> View {
        self.into_iter().collect_view()
    }
}

impl<F, V> IntoView for F
where
    F: FnMut() -> V + 'static,
    V: IntoView,
{
    fn into_view(mut self) -> View {
        View::Dynamic(Box::new(move |()| self().into_view()))
    }
}

impl<V: IntoView + Clone> IntoView for Memo<V> {
    fn into_view(self) -> View {
        (move || self.get()).into_view()
    }
}

impl<V: IntoView + Clone> IntoView for RwSignal<V> {
    fn into_view(self) -> View {
        (move || self.get()).into_view()
    }
}

/// Views one after the other.
pub trait CollectView {
    /// The views as one.
    fn collect_view(self) -> View;
}

impl<I: Iterator<Item: IntoView>> CollectView for I {
    fn collect_view(self) -> View {
        let mut views = Vec::with_capacity(self.size_hint().0);
        self.for_each(|view| views.push(view.into_view()));
        View::List(views)
    }
}

/// `children` while `when` holds, else `fallback`; each is made anew when that changes, and only then.
pub fn show<F: IntoView, C: IntoView>(
    when: impl Fn() -> bool + 'static,
    fallback: impl Fn() -> F + 'static,
    children: impl Fn() -> C + 'static,
) -> View {
    let holds = Memo::new(when);
    View::Dynamic(Box::new(move |()| if holds.get() { children().into_view() } else { fallback().into_view() }))
}

/// One view per item, which stays as long as an item of its key is there and moves where that item stands.
pub fn each<T: 'static, K: ToString, V: IntoView>(
    items: impl Fn() -> Vec<T> + 'static,
    key: impl Fn(&T) -> K + 'static,
    children: impl Fn(T) -> V + Clone + 'static,
) -> View {
    View::Keyed(Box::new(move |()| {
        let row = |item: T| {
            let (key, children) = (key(&item).to_string(), children.clone());
            Row { key, view: Box::new(move || children(item).into_view()) }
        };
        items().into_iter().map(row).collect()
    }))
}

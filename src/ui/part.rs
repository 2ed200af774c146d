//! Screens in parts, of which one is shown at a time: what is moved stays under the hand.

use crate::package::Package;
use crate::ui::prelude::*;
use crate::ui::route;
use crate::ui::workbench::Workbench;

/// A part of a screen.
pub trait Part: Copy + PartialEq + Send + Sync + 'static {
    /// Every part, in the order of the tabs.
    const ALL: &'static [Self];
    /// The address of the screen, such as `alternatives`.
    const SCREEN: &'static str;

    /// Its name on the tab.
    fn label(self) -> &'static str;

    /// Its address within the screen.
    fn address(self) -> &'static str;

    /// Where an element of the screen stands: a section, a field, or a record of the package.
    fn of(anchor: &str, package: &Package) -> Option<Self>;

    /// The part that is shown when the address asks for none.
    fn first(package: &Package) -> Self;
}

/// The part the address asks for, followed.
pub fn watch<P: Part>(workbench: Workbench) -> RwSignal<P> {
    let asked = move || {
        let anchor = route::anchor()?;
        let named = P::ALL.iter().copied().find(|part| part.address() == anchor);
        named.or_else(|| P::of(&anchor, &workbench.package_now()))
    };
    let part = RwSignal::new(asked().unwrap_or_else(|| P::first(&workbench.package_now())));
    on_window(ev::hashchange, move |_| {
        let Some(next) = asked().filter(|next| part.get_untracked() != *next) else { return };
        part.set(next);
    });
    part
}

/// The tabs.
pub fn tabs<P: Part>(part: RwSignal<P>) -> AnyView {
    let tab = move |each: &P| {
        let each = *each;
        view! {
            <a class="tab" href=format!("#/{}/{}", P::SCREEN, each.address())
                aria-current=move || (part.get() == each).then_some("true")>{each.label()}</a>
        }
    };
    view! { <nav class="tabs parts" aria-label="Parts of this screen">{P::ALL.iter().map(tab).collect_view()}</nav> }
}

//! Terms of art that explain themselves: on hover, on focus, and to screen readers.

use crate::browser::clock;
use crate::publish::words::glossary::{Term, terms_in};
use crate::ui::prelude::*;

/// A text in which the first mention of each term of art explains itself.
pub fn explained(text: impl Into<String>) -> AnyView {
    let text = text.into();
    let mut parts = Vec::new();
    let mut from = 0;
    for (place, term) in terms_in(&text) {
        parts.push(text[from..place.start].to_owned().into_any());
        parts.push(mention(&text[place.clone()], term));
        from = place.end;
    }
    parts.push(text[from..].to_owned().into_any());
    parts.collect_view().into_any()
}

fn mention(said: &str, term: &'static Term) -> AnyView {
    let id = format!("term-{}", clock::entropy() % 1_000_000_007);
    let meaning = id.clone();
    let shut = RwSignal::new(false);
    view! {
        <span class="term" tabindex="0" aria-describedby=id class:shut=move || shut.get()
            on:keydown=move |event| if event.key() == "Escape" { shut.set(true) }
            on:mouseenter=move |_| shut.set(false) on:focus=move |_| shut.set(false)>
            {said.to_owned()}<span class="meaning" role="tooltip" id=meaning>{term.sentence()}</span>
        </span>
    }
}

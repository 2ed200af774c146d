//! Light and dark.

use crate::ui::prelude::*;

use crate::browser::storage;

/// The theme somebody chose, or the system's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    /// As the system has it.
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

/// Which theme is shown, and how to change it.
#[derive(Clone, Copy)]
pub struct ThemeChoice {
    choice: RwSignal<Choice>,
    system_dark: RwSignal<bool>,
}

impl ThemeChoice {
    /// The stored choice, following the system's from now on.
    pub fn restore() -> Self {
        let choice = match storage::preference("theme").as_deref() {
            Some("light") => Choice::Light,
            Some("dark") => Choice::Dark,
            _ => Choice::System,
        };
        let query = gloo::utils::window().match_media("(prefers-color-scheme: dark)").ok().flatten();
        let system_dark = RwSignal::new(query.as_ref().is_some_and(web_sys::MediaQueryList::matches));
        if let Some(query) = query {
            let source = query.clone();
            gloo::events::EventListener::new(&query, "change", move |_| system_dark.set(source.matches())).forget();
        }
        let this = Self { choice: RwSignal::new(choice), system_dark };
        Effect::new(move |_| {
            let name = if this.is_dark() { "dark" } else { "light" };
            if let Some(root) = gloo::utils::document().document_element() {
                let _ = root.set_attribute("data-theme", name);
            }
        });
        this
    }

    /// Whether dark is shown.
    pub fn is_dark(&self) -> bool {
        match self.choice.get() {
            Choice::Light => false,
            Choice::Dark => true,
            Choice::System => self.system_dark.get(),
        }
    }

    /// Shows the other one.
    pub fn toggle(&self) {
        let next = if untrack(|| self.is_dark()) { Choice::Light } else { Choice::Dark };
        storage::set_preference("theme", if next == Choice::Dark { "dark" } else { "light" });
        self.choice.set(next);
    }
}

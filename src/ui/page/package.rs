//! Package: open, save, export, verify, history.

use leptos::prelude::*;

use crate::ui::workbench::Workbench;

/// "Open a package", with the file chooser behind it.
pub fn open_button(_workbench: Workbench) -> AnyView {
    ().into_any()
}

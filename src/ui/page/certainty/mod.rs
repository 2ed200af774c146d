//! How sure the ranking is, what would change it, and what to measure next.

mod change;
pub mod decision;
mod next;
mod sure;

use crate::ui::prelude::*;

use crate::package::{Id, Package};

/// The three sections, to be shown beneath the scores.
pub fn view() -> AnyView {
    view! {
        {sure::section()}
        {change::section()}
        {next::section()}
    }
}

fn alternative_name(package: &Package, id: &Id) -> String {
    package.alternative(id).map(|each| each.name.clone()).unwrap_or_default()
}

fn criterion_name(package: &Package, id: &Id) -> String {
    package.criterion(id).map(|each| each.name.clone()).unwrap_or_default()
}

//! A criterion's full record.

mod judgement;
mod preference;
mod value_function;

use crate::ui::prelude::*;

use crate::package::{Criterion, Id};
use crate::ui::field::Field;

/// Meaning, values, value function and preference function.
pub(super) fn view(id: Id) -> AnyView {
    view! {
        <div class="stack">
            {Field::new("What it means").hint("And why it counts.").long_text(bind!(Criterion[id].description))}
            {judgement::view(id.clone())}
            {value_function::view(id.clone())}
            {preference::view(id)}
        </div>
    }
}

//! Lint, build and other checks, written down by hand.

use crate::editing::arrangement::Key;
use crate::package::ci_check::CiCheck;
use crate::ui::field::Field;
use crate::ui::prelude::*;
use crate::ui::record_list::RecordList;

/// The list of checks.
pub(super) fn view() -> AnyView {
    view! {
        <h3 id="field-checks">"Checks"</h3>
        {RecordList::of::<CiCheck>("CI checks", |_| {})
            .empty("No check is written down yet. Lint, build and a smoke test say whether somebody else can install what was tested.")
            .column("Check", "wide", |id| Field::new("Check").in_row().text(bind!(CiCheck[id].name)))
            .by(|it| Key::text(&it.name))
            .column("Kind", "narrow", |id| Field::new("Kind").in_row().word(bind!(CiCheck[id].kind)))
            .by(|it| Key::word(it.kind))
            .column("Command", "wide", |id| Field::new("Command").in_row().text(bind!(CiCheck[id].command)))
            .by(|it| Key::text(&it.command))
            .column("Outcome", "narrow", |id| Field::new("Outcome").in_row().word(bind!(CiCheck[id].outcome)))
            .by(|it| Key::word(it.outcome))
            .column("When", "narrow", |id| Field::new("When").in_row().date(bind!(CiCheck[id].date)))
            .by(|it| Key::text(&it.date.0))
            .detail(|id| view! {
                <div class="fields">
                    {Field::new("Machine or image").text(bind!(CiCheck[id].machine))}
                    {Field::new("Line of the log").hint("The line that says what came of it.").long_text(bind!(CiCheck[id].log))}
                </div>
            })
            .view()}
    }
}

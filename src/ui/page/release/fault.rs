//! What may go wrong: faults with their priors.

use crate::ui::prelude::*;

use super::contradicting;
use crate::editing::arrangement::Key;
use crate::package::release::{Fault, Onset};
use crate::package::{Id, Record};
use crate::publish::words::release as words;
use crate::ui::field::Field;
use crate::ui::record_list::RecordList;
use crate::ui::workbench::Workbench;

/// The list of faults.
pub(super) fn list(workbench: Workbench) -> AnyView {
    RecordList::of::<Fault>("Faults", |fault| fault.onset = Onset::AtDeploy)
        .empty("Name at least one thing that may go wrong, and the case that nothing is.")
        .column("Fault", "", |id| Field::new("Fault").in_row().text(bind!(Fault[id].name)))
        .by(|it| Key::text(&it.name))
        .column("Prior", "figure", |id| {
            Field::new("Prior").unit("%").in_row().within(0.0, 100.0, bind!(Fault[id].prior_percent))
        })
        .by(|it| Key::number(it.prior_percent))
        .column("Shows", "onset", |id| Field::new("Shows").in_row().word(bind!(Fault[id].onset)))
        .by(|it| Key::word(it.onset))
        .column("What happens", "wide", move |id| {
            let said = workbench.slice(move |package| Fault::find(package, &id).map(words::fault));
            view! { <span class="cell-text">{move || said.get()}</span> }
        })
        .beneath(move |id| contradicting(workbench, id))
        .detail(detail)
        .view()
}

fn detail(id: Id) -> AnyView {
    view! {
        <div class="columns">
            {Field::new("Failed requests rise by").unit("points").number(bind!(Fault[id].error_points).optional())}
            {Field::new("Latency changes by").unit("%").number(bind!(Fault[id].latency_percent).optional())}
            {Field::new("Conversions change by").unit("%").number(bind!(Fault[id].conversion_percent).optional())}
            {Field::new("Cost per request changes by").unit("%").number(bind!(Fault[id].cost_percent).optional())}
        </div>
        <div class="columns">
            {Field::new("Shows after").unit("h").hint("Where it shows after a delay.").number(bind!(Fault[id].delay_hours).optional())}
            {Field::new("Shows above").unit("%").hint("Where it shows above a share of traffic.").within(0.0, 100.0, bind!(Fault[id].above_percent))}
            {Field::new("Segment").unit("%").hint("Where it shows in one segment: its share of the requests.").within(0.0, 100.0, bind!(Fault[id].segment_percent))}
        </div>
    }
}

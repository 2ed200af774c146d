//! Charter: the question, its boundary and the people.

use crate::ui::prelude::*;

use crate::editing::arrangement::Key;
use crate::package::charter::{Part, Stakeholder};
use crate::ui::field::Field;
use crate::ui::page::interface;
use crate::ui::record_list::RecordList;
use crate::ui::workbench::use_workbench;

/// Every field of the charter, and the stakeholders.
pub fn view() -> AnyView {
    view! {
        <header class="page-head">
            <h1>"Charter"</h1>
            <p>"What is being decided, where its boundary lies, and for whom."</p>
        </header>
        <section aria-labelledby="question">
            <h2 id="question">"Question and boundary"</h2>
            <div class="fields">
                {Field::new("Decision question").id("field-decision-question")
                    .hint("One question that can be answered with yes, no or under conditions.")
                    .long_text(bind!(charter.decision_question))}
                {Field::new("Boundary").id("field-boundary").lines(5)
                    .hint("One paragraph: which system, which users, which decisions it takes, and where it ends.")
                    .long_text(bind!(charter.boundary))}
                {Field::new("Objective").id("field-objective").hint("What the release is to achieve.")
                    .long_text(bind!(charter.objective))}
            </div>
        </section>
        <section aria-labelledby="scope">
            <h2 id="scope">"Scope"</h2>
            <div class="columns">
                {Field::new("In scope").id("field-scope-in").lines(4).hint("One per line.").items(bind!(charter.scope_in))}
                {Field::new("Out of scope").id("field-scope-out").lines(4).hint("One per line.").items(bind!(charter.scope_out))}
            </div>
        </section>
        <section aria-labelledby="stakeholders-title" id="field-stakeholders">
            <h2 id="stakeholders-title">"Stakeholders"</h2>
            {stakeholders()}
        </section>
        <section aria-labelledby="terms">
            <h2 id="terms">"Success, constraints, assumptions"</h2>
            <div class="columns">
                {Field::new("Success criteria").id("field-success-criteria").lines(4).hint("How success will be recognised, one per line.").items(bind!(charter.success_criteria))}
                {Field::new("Constraints").id("field-constraints").lines(4).hint("What cannot be moved: budget, law, dates.").items(bind!(charter.constraints))}
                {Field::new("Assumptions").id("field-assumptions").lines(4).hint("What is assumed to be true without proof.").items(bind!(charter.assumptions))}
            </div>
        </section>
        {interface::section(use_workbench())}
        <section aria-labelledby="identity">
            <h2 id="identity">"What this package is"</h2>
            <div class="fields">
                {Field::new("Package title").id("field-title").text(bind!(title))}
                {Field::new("Module").id("field-module").hint("The course module or programme step it answers, as the workspace object names it.").text(bind!(module))}
                {Field::new("Artefact").id("field-artifact").hint("What this package is, in one sentence.").long_text(bind!(artifact))}
                {Field::new("Judged as of").id("field-as-of").hint("Due dates and waivers are compared with this date, so the package says the same tomorrow.").date(bind!(settings.as_of))}
            </div>
        </section>
    }
}

fn stakeholders() -> AnyView {
    RecordList::of::<Stakeholder>("Stakeholders", |stakeholder| stakeholder.part = Part::Consulted)
        .empty("Who decides, who is asked, who is told, and who is affected? Add the first of them.")
        .column("Role", "", |id| Field::new("Role").in_row().text(bind!(Stakeholder[id].role)))
        .by(|it| Key::text(&it.role))
        .column("Name", "", |id| Field::new("Name").in_row().text(bind!(Stakeholder[id].name)))
        .by(|it| Key::text(&it.name))
        .column("Interest", "wide", |id| Field::new("Interest").in_row().text(bind!(Stakeholder[id].interest)))
        .by(|it| Key::text(&it.interest))
        .column("Part in the decision", "narrow", |id| Field::new("Part").in_row().word(bind!(Stakeholder[id].part)))
        .by(|it| Key::word(it.part))
        .pasted()
        .view()
}

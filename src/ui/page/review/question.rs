//! The self-evaluation: questions, answers, points, and what the points come to.

use super::is_required;
use crate::editing::arrangement::Key;
use crate::package::Id;
use crate::package::readiness::ReviewQuestion;
use crate::publish::words;
use crate::ui::field::{Field, focus_within};
use crate::ui::prelude::*;
use crate::ui::record_list::RecordList;
use crate::ui::workbench::Workbench;

/// The most points one question may be given.
const MOST_POINTS: f64 = 100.0;

/// The questions, and their points part by part; one line that offers them where nobody asks for any.
pub fn view(workbench: Workbench) -> AnyView {
    let asked = workbench.slice(|package| {
        let readiness = &package.review.readiness;
        !readiness.questions.is_empty() || is_required(package, "review_questions")
    });
    view! {
        <section aria-labelledby="questions" id="field-review-questions">
            <h2 id="questions">"Self-evaluation"</h2>
            {move || if asked.get() { evaluation(workbench) } else { offer(workbench) }}
        </section>
    }
}

fn evaluation(workbench: Workbench) -> AnyView {
    let said = workbench.said(|_, findings| words::readiness::rubric(&findings.readiness));
    view! { <p role="status">{said}</p>{list()} }
}

fn offer(workbench: Workbench) -> AnyView {
    let begin = move |_| focus_within(workbench.add::<ReviewQuestion>(|_| {}).0);
    view! {
        <p class="actions">
            <button type="button" on:click=begin>"Add a question"</button>
            <span class="hint">"What whoever runs this must be able to answer, in three parts with points. Nothing here asks for it."</span>
        </p>
    }
}

fn list() -> AnyView {
    RecordList::of::<ReviewQuestion>("Questions of the review", |_| {})
        .empty("What must whoever runs this be able to answer? Ask in three parts: what to understand, what to do, what to admit.")
        .column("Part", "narrow", |id| Field::new("Part").in_row().word(bind!(ReviewQuestion[id].part)))
        .by(|it| Key::word(it.part))
        .column("Question", "", |id| Field::new("Question").in_row().text(bind!(ReviewQuestion[id].question)))
        .by(|it| Key::text(&it.question))
        .column("Points", "figure", |id| Field::new("Points").in_row().number(bind!(ReviewQuestion[id].points)))
        .by(|it| Key::number(it.points))
        .column("Of", "figure", |id| Field::new("Of").in_row().within(0.0, MOST_POINTS, bind!(ReviewQuestion[id].most)))
        .by(|it| Key::number(it.most))
        .detail(|id: Id| Field::new("Answer").lines(4).long_text(bind!(ReviewQuestion[id].answer)))
        .view()
}

//! The screens, a module each.

pub mod charter;
pub mod memo;
pub mod monitoring;
pub mod overview;
pub mod package;
pub mod release;
pub mod review;
pub mod risks;

use leptos::prelude::*;

use crate::analysis::findings::{Decision, Screen, Verdict};

/// The screen's content.
pub fn view(screen: Screen) -> AnyView {
    match screen {
        Screen::Overview => overview::view(),
        Screen::Charter => charter::view(),
        Screen::Evidence => placeholder(screen),
        Screen::Alternatives => placeholder(screen),
        Screen::Gates => placeholder(screen),
        Screen::Risks => risks::view(),
        Screen::Release => release::view(),
        Screen::Monitoring => monitoring::view(),
        Screen::Review => review::view(),
        Screen::Memo => memo::view(),
        Screen::Package => package::view(),
    }
}

fn placeholder(screen: Screen) -> AnyView {
    view! { <h1>{screen.label()}</h1> }.into_any()
}

/// Whether edits on this screen move scores, gates or the outcome, so that the panel is shown.
pub fn has_consequences(screen: Screen) -> bool {
    !matches!(screen, Screen::Overview | Screen::Memo | Screen::Package | Screen::Review)
}

/// A verdict as colour, shape and word.
pub fn verdict_mark(verdict: Verdict) -> AnyView {
    let (class, shape) = match verdict {
        Verdict::Pass => ("pass", "●"),
        Verdict::Fail => ("fail", "■"),
        Verdict::NotEnoughEvidence => ("unsure", "◆"),
        Verdict::NoData => ("nodata", "○"),
        Verdict::Waived => ("waived", "▲"),
    };
    view! { <span class="verdict" data-verdict=class><span aria-hidden="true">{shape}</span>" "{verdict.label()}</span> }
        .into_any()
}

/// The name by which the style sheet colours a decision.
pub fn decision_class(decision: Decision) -> &'static str {
    match decision {
        Decision::Undecided => "undecided",
        Decision::Go => "go",
        Decision::ConditionalGo => "conditional",
        Decision::NoGo => "no-go",
    }
}

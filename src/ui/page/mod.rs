//! The screens, a module each.

mod alternatives;
pub mod certainty;
pub mod charter;
pub mod cost;
mod crosswalk;
mod deployment;
pub mod evidence;
pub mod gates;
pub mod hand_off;
mod history;
mod interface;
mod manifest;
pub mod memo;
mod merging;
pub mod monitoring;
pub mod overview;
pub mod package;
pub mod release;
pub mod review;
pub mod risks;
mod undetected;

use crate::findings::{Decision, Screen, Verdict};
use crate::ui::chunk::{Chunk, Unloaded, wasm_split};
use crate::ui::prelude::*;

use crate::package::{Id, Package};

/// Makes a screen's content.
type View = fn(Screen) -> AnyView;

/// The screens by the chunk they are in. The Overview is there from the first.
#[derive(Clone, Copy)]
pub struct Screens {
    worked_on: Chunk<View>,
    documents: Chunk<View>,
}

impl Screens {
    /// None of them loaded.
    pub fn new() -> Self {
        Self { worked_on: Chunk::new(|| Box::pin(worked_on())), documents: Chunk::new(|| Box::pin(documents())) }
    }

    /// The screen's content.
    pub fn view(self, screen: Screen) -> AnyView {
        match screen {
            Screen::Overview => overview::view(),
            Screen::Memo | Screen::Package => self.documents.view(move |view| view(screen)),
            _ => self.worked_on.view(move |view| view(screen)),
        }
    }
}

/// The screens on which people work.
#[wasm_split(screens, fallible)]
fn worked_on() -> Result<View, Unloaded> {
    Ok(|screen| match screen {
        Screen::Charter => charter::view(),
        Screen::Evidence => evidence::view(),
        Screen::Alternatives => alternatives::view(),
        Screen::Gates => gates::view(),
        Screen::Risks => risks::view(),
        Screen::Release => release::view(),
        Screen::Monitoring => monitoring::view(),
        Screen::Review => review::view(),
        Screen::Overview | Screen::Memo | Screen::Package => ().into_any(),
    })
}

/// The screens of what is handed on.
#[wasm_split(documents, fallible)]
fn documents() -> Result<View, Unloaded> {
    Ok(|screen| match screen {
        Screen::Memo => memo::view(),
        Screen::Package => package::view(),
        _ => ().into_any(),
    })
}

/// Whether edits on this screen move scores, gates or the outcome, so that the panel is shown.
pub fn has_consequences(screen: Screen) -> bool {
    !matches!(screen, Screen::Overview | Screen::Memo | Screen::Package | Screen::Review)
}

/// A verdict as colour, shape and word.
pub fn verdict_mark(verdict: Verdict) -> AnyView {
    let (class, shape) = match verdict {
        Verdict::Pass => ("pass", "✓"),
        Verdict::Fail => ("fail", "✕"),
        Verdict::NotEnoughEvidence => ("unsure", "◐"),
        Verdict::NoData => ("nodata", "○"),
        Verdict::Proposed => ("proposed", "◌"),
        Verdict::Waived => ("waived", "◆"),
    };
    view! { <span class="verdict" data-verdict=class><span aria-hidden="true">{shape}</span>" "{verdict.label()}</span> }
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

/// An alternative's place in the package, which gives its colour, and its name.
pub fn alternative_at(package: &Package, id: &Id) -> Option<(usize, String)> {
    let place = package.alternatives.iter().position(|alternative| alternative.id == *id)?;
    Some((place, package.alternatives[place].name.clone()))
}

/// An alternative's name after a swatch of its colour.
pub fn alternative_name(alternative: Option<(usize, String)>) -> AnyView {
    let Some((place, name)) = alternative else { return ().into_any() };
    view! { <span class="alternative">{swatch(place)}{name}</span> }
}

/// The sign of the alternative at `index`: its colour and its shape, as charts draw them.
pub fn swatch(index: usize) -> AnyView {
    let series = (index % 8 + 1).to_string();
    view! { <span class="swatch" data-series=series aria-hidden="true"></span> }
}

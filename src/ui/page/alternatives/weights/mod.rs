//! Weights: whose they are, how they are stated, and how far each can go before another alternative wins.

mod method;
mod pairwise;
mod point_list;
mod profile;
mod ranking;
mod strip;

use crate::findings::ProfileWeights;
use crate::publish::words;
use crate::ui::prelude::*;

use crate::analysis::weight;
use crate::package::weighting::{WeightMethod, WeightProfile, WeightingRule};
use crate::package::{Id, Package, Record};
use crate::ui::field::Field;
use crate::ui::workbench::{Workbench, use_workbench};

/// The profile shown, and what its weights come to.
#[derive(Clone, Copy)]
struct Shown {
    workbench: Workbench,
    /// The profile whose tab is open; empty for the one that decides.
    chosen: RwSignal<Id>,
    id: Memo<Id>,
    weights: Memo<Option<ProfileWeights>>,
    /// Whether these weights alone decide.
    decides: Memo<bool>,
}

/// The section.
pub(super) fn view() -> AnyView {
    let shown = Shown::new();
    let workbench = shown.workbench;
    let some = workbench.slice(|package| !package.criteria.is_empty());
    view! {
        <section id="weighting" aria-labelledby="weights-heading">
            <h2 id="weights-heading">"Weights"</h2>
            <div id="field-weights" class="stack">
                <Show when=move || some.get() fallback=empty>
                    {profile::view(shown)}
                    {body(shown)}
                    {warnings(shown)}
                    {nearest(workbench)}
                </Show>
            </div>
        </section>
    }
}

fn empty() -> AnyView {
    view! {
        <p class="empty">"Weights say how much each criterion counts, and for whom. Begin with a "<a href="#/alternatives/criteria">"criterion"</a>"."</p>
    }
}

impl Shown {
    fn new() -> Self {
        let workbench = use_workbench();
        let chosen = RwSignal::new(Id::default());
        let id = workbench.slice(move |package| {
            let chosen = chosen.get();
            let there = package.weighting.profiles.iter().any(|one| one.id == chosen);
            let deciding = || package.weighting.active_profile().map(|one| one.id.clone()).unwrap_or_default();
            if there { chosen } else { deciding() }
        });
        let all = workbench.slice(|package| weight::weights(package).profiles);
        let weights = Memo::new(move |_| all.read().iter().find(|one| one.id == *id.read()).cloned());
        let decides = workbench.slice(move |package| {
            let active = package.weighting.active_profile().map(|one| one.id.clone());
            package.weighting.rule == WeightingRule::Profile && active.unwrap_or_default() == id.get()
        });
        Self { workbench, chosen, id, weights, decides }
    }

    /// A part of the shown profile.
    fn part<T: PartialEq + Default + Send + Sync + 'static>(
        self,
        part: impl Fn(&Package, &WeightProfile) -> T + Send + Sync + 'static,
    ) -> Memo<T> {
        self.workbench.slice(move |package| {
            WeightProfile::find(package, &self.id.get()).map(|profile| part(package, profile)).unwrap_or_default()
        })
    }

    /// The normalised weight of a criterion under the shown profile.
    fn weight(self, criterion: &Id) -> Memo<f64> {
        let criterion = criterion.clone();
        let place = self.workbench.slice(move |package| package.criteria.iter().position(|one| one.id == criterion));
        Memo::new(move |_| {
            let weights = self.weights.read();
            let place = place.get();
            weights.as_ref().and_then(|found| found.weights.get(place?).copied()).unwrap_or(0.0)
        })
    }
}

fn body(shown: Shown) -> AnyView {
    let method = shown.part(|_, profile| profile.method);
    view! {
        {move || match method.get() {
            WeightMethod::Points | WeightMethod::Swing => point_list::view(shown),
            WeightMethod::Ranking => ranking::view(shown),
            WeightMethod::Pairwise => pairwise::view(shown),
        }}
    }
}

fn warnings(shown: Shown) -> AnyView {
    let workbench = use_workbench();
    let said = Memo::new(move |_| {
        let weights = shown.weights.read();
        weights.as_ref().map(|one| words::score::remarks(&workbench.package_now(), &one.warnings)).unwrap_or_default()
    });
    view! {
        <Show when=move || !said.read().is_empty()>
            <ul class="remarks">{move || said.get().into_iter().map(|text| view! { <li>{text}</li> }).collect_view()}</ul>
        </Show>
    }
}

/// How far another winner is, in words.
fn nearest(workbench: Workbench) -> AnyView {
    let said = workbench.said_of_robustness(|package, robustness| {
        let said = |shift| words::robustness::joint_shift(package, robustness, shift);
        let among = words::robustness::among(package, robustness);
        robustness.joint_shift.iter().take(3).map(|shift| among.clone() + &said(shift)).collect::<Vec<_>>()
    });
    view! {
        <Show when=move || !said.read().is_empty()>
            <h3>"What it would take for another to win"</h3>
            <ul class="plain nearest">{move || said.get().into_iter().map(|text| view! { <li>{text}</li> }).collect_view()}</ul>
        </Show>
    }
}

/// Who decides, as a field.
fn rule_field() -> AnyView {
    Field::new("Whose weights decide").id("field-weighting-rule").word::<WeightingRule>(bind!(weighting.rule))
}

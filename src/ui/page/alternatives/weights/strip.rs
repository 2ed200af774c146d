//! How far a weight can go before another alternative wins: a strip under it, and words.

use crate::findings::Stability;
use crate::ui::prelude::*;

use crate::package::Id;
use crate::ui::workbench::Workbench;

/// The stability of a criterion's deciding weight; absent when it takes no part.
pub(super) fn stability(workbench: Workbench, criterion: &Id) -> Memo<Option<Stability>> {
    let criterion = criterion.clone();
    Memo::new(move |_| workbench.exact.read().stability.iter().find(|one| one.criterion == criterion).cloned())
}

/// The strip: where the winner stays first, and within it where the whole order stays. `place` turns a weight
/// (0 to 1) into a place along the strip (0 to 1).
pub(super) fn view(
    workbench: Workbench,
    stability: Memo<Option<Stability>>,
    place: impl Fn(f64) -> f64 + Send + Sync + Copy + 'static,
) -> AnyView {
    let ends = move |which: fn(&Stability) -> Option<[f64; 2]>| {
        Memo::new(move |_| {
            let [low, high] = stability.read().as_ref().and_then(which)?;
            let (low, high) = (place(low).clamp(0.0, 1.0), place(high).clamp(0.0, 1.0));
            Some((percent(low), percent(high - low)))
        })
    };
    let (winner, order) = (ends(|one| one.winner), ends(|one| one.ranking));
    let band = |class: &'static str, ends: Memo<Option<(String, String)>>| {
        view! {
            <span class=class class:hidden=move || ends.read().is_none()
                style:left=move || ends.get().map(|ends| ends.0) style:width=move || ends.get().map(|ends| ends.1)></span>
        }
    };
    view! {
        <span class="strip" aria-hidden="true">{band("holds", winner)}{band("order", order)}</span>
        <span class="strip-words">{words(workbench, stability)}</span>
    }
}

/// A share as a length in the style.
pub(super) fn percent(share: f64) -> String {
    format!("{:.3}%", 100.0 * share)
}

fn words(workbench: Workbench, stability: Memo<Option<Stability>>) -> Memo<Option<String>> {
    Memo::new(move |_| {
        let [low, high] = stability.read().as_ref()?.winner?;
        let exact = workbench.exact.read();
        let package = workbench.package_now();
        let winner = &package.alternative(exact.verdict.winner.as_ref()?)?.name;
        let points = |weight: f64| format!("{:.0} %", 100.0 * weight);
        Some(match (low <= 0.0005, high >= 0.9995) {
            (true, true) => format!("{winner} stays first at any weight"),
            (true, false) => format!("{winner} stays first up to {}", points(high)),
            (false, true) => format!("{winner} stays first from {} up", points(low)),
            (false, false) => format!("{winner} stays first from {} to {}", points(low), points(high)),
        })
    })
}

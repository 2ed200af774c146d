//! The 5 × 5 matrix: probability upwards, impact to the right. A cell can be clicked.

use crate::ui::prelude::*;

use super::Square;
use crate::package::risk::{IMPACT, PROBABILITY, Rating};
use crate::package::{Id, Risk};
use crate::ui::workbench::Workbench;

/// Whether the matrix shows the rating before or after treatment.
#[derive(Clone, Copy, PartialEq)]
enum Shown {
    Inherent,
    Residual,
}

impl Shown {
    fn rating(self, risk: &Risk) -> &Rating {
        match self {
            Self::Inherent => &risk.inherent,
            Self::Residual => &risk.residual,
        }
    }
}

/// A risk as the matrix knows it: where it stands, what it is, and its name.
type Placed = (Square, Id, String);

/// The matrix, and the risks of the chosen cell beneath it.
pub fn view(workbench: Workbench, cell: RwSignal<Square>) -> AnyView {
    let shown = RwSignal::new(Shown::Residual);
    let placed = workbench.slice(move |package| {
        let shown = shown.get();
        package.risks.iter().map(|risk| placed(risk, shown.rating(risk))).collect::<Vec<Placed>>()
    });
    // Names change with every letter; what stands in a cell does not.
    let squares = Memo::new(move |_| placed.read().iter().map(|(square, ..)| *square).collect::<Vec<Square>>());
    let choice = move |which: Shown, label: &'static str| {
        view! {
            <button type="button" class="quiet" aria-pressed=move || (shown.get() == which).to_string()
                on:click=move |_| shown.set(which)>{label}</button>
        }
    };
    view! {
        <p class="actions" role="group" aria-label="Rating shown">
            {choice(Shown::Residual, "After treatment")}{choice(Shown::Inherent, "Before treatment")}
        </p>
        <div class="matrix-and-list">
            <table class="risk-matrix" aria-label="Risk matrix, probability by impact">
                <tbody>
                    {(1..=5_u8).rev().map(|probability| row(squares, cell, probability)).collect_view()}
                </tbody>
                <tfoot>
                    <tr><td></td>{(1..=5_u8).map(|impact| view! {
                        <th scope="col"><span class="figure">{impact}</span>" "{first_word(IMPACT[usize::from(impact) - 1])}</th>
                    }).collect_view()}</tr>
                    <tr><td></td><td colspan="5" class="axis">"Impact →"</td></tr>
                </tfoot>
            </table>
            <div class="stack" aria-live="polite">{move || chosen(placed, cell.get())}</div>
        </div>
    }
}

/// Where a rating stands, and of which risk it is; nowhere until both are rated.
fn placed(risk: &Risk, rating: &Rating) -> Placed {
    let square = (rating.probability, rating.impact);
    (rating.is_rated().then_some(square), risk.id.clone(), risk.name.clone())
}

fn row(squares: Memo<Vec<Square>>, cell: RwSignal<Square>, probability: u8) -> AnyView {
    let cells = (1..=5_u8).map(|impact| one(squares, cell, probability, impact)).collect_view();
    view! {
        <tr>
            <th scope="row"><span class="figure">{probability}</span>" "{first_word(PROBABILITY[usize::from(probability) - 1])}</th>
            {cells}
        </tr>
    }
}

fn one(squares: Memo<Vec<Square>>, cell: RwSignal<Square>, probability: u8, impact: u8) -> AnyView {
    let here = Some((probability, impact));
    let count = Memo::new(move |_| squares.read().iter().filter(|square| **square == here).count());
    let level = match probability * impact {
        0..=4 => "low",
        5..=9 => "middle",
        _ => "high",
    };
    let is_chosen = move || cell.get() == here;
    let choose = move |_| cell.update(|cell| *cell = if *cell == here { None } else { here });
    view! {
        <td data-level=level class:chosen=is_chosen>
            <button type="button" aria-pressed=move || is_chosen().to_string()
                aria-label=move || format!("Probability {probability}, impact {impact}: {} risks", count.get())
                on:click=choose>{move || match count.get() { 0 => String::new(), count => count.to_string() }}</button>
        </td>
    }
}

fn chosen(placed: Memo<Vec<Placed>>, cell: Square) -> AnyView {
    let Some((probability, impact)) = cell else {
        let unrated = Memo::new(move |_| placed.read().iter().filter(|(square, ..)| square.is_none()).count());
        return view! {
            <p class="hint">"Choose a cell to see its risks."</p>
            {move || (unrated.get() > 0).then(|| view! { <p class="missing">{unrated.get()}" not rated yet, so not in the matrix."</p> })}
        };
    };
    let risks = Memo::new(move |_| {
        let here = |one: &&Placed| one.0 == Some((probability, impact));
        placed.read().iter().filter(here).map(|(_, id, name)| (id.clone(), name.clone())).collect::<Vec<_>>()
    });
    view! {
        <h3>{format!("Probability {probability}, impact {impact}")}</h3>
        <p class="hint">{PROBABILITY[usize::from(probability) - 1]}"; "{IMPACT[usize::from(impact) - 1]}</p>
        {move || if risks.read().is_empty() {
            view! { <p>"No risk stands here."</p> }
        } else {
            view! { <ul>{risks.get().into_iter().map(|(id, name)| view! { <li><a href=format!("#/risks/{id}")>{name}</a></li> }).collect_view()}</ul> }
        }}
    }
}

fn first_word(text: &str) -> &str {
    text.split(',').next().unwrap_or(text)
}

//! The 5 × 5 matrix: probability upwards, impact to the right. A cell can be clicked.

use crate::ui::prelude::*;

use super::Square;
use crate::package::risk::{IMPACT, PROBABILITY, Rating};
use crate::package::{Id, Package, Risk};
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

/// The matrix, and the risks of the chosen cell beneath it.
pub fn view(workbench: Workbench, cell: RwSignal<Square>) -> AnyView {
    let shown = RwSignal::new(Shown::Residual);
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
                    {(1..=5_u8).rev().map(|probability| row(workbench, shown, cell, probability)).collect_view()}
                </tbody>
                <tfoot>
                    <tr><td></td>{(1..=5_u8).map(|impact| view! {
                        <th scope="col"><span class="figure">{impact}</span>" "{first_word(IMPACT[usize::from(impact) - 1])}</th>
                    }).collect_view()}</tr>
                    <tr><td></td><td colspan="5" class="axis">"Impact →"</td></tr>
                </tfoot>
            </table>
            <div class="stack" aria-live="polite">{move || chosen(&workbench.package(), shown.get(), cell.get())}</div>
        </div>
    }
}

fn row(workbench: Workbench, shown: RwSignal<Shown>, cell: RwSignal<Square>, probability: u8) -> AnyView {
    let cells = (1..=5_u8).map(|impact| one(workbench, shown, cell, probability, impact)).collect_view();
    view! {
        <tr>
            <th scope="row"><span class="figure">{probability}</span>" "{first_word(PROBABILITY[usize::from(probability) - 1])}</th>
            {cells}
        </tr>
    }
}

fn one(workbench: Workbench, shown: RwSignal<Shown>, cell: RwSignal<Square>, probability: u8, impact: u8) -> AnyView {
    let package = Memo::new(move |_| at(&workbench.package(), shown.get(), (probability, impact)).len());
    let level = match probability * impact {
        0..=4 => "low",
        5..=9 => "middle",
        _ => "high",
    };
    let is_chosen = move || cell.get() == Some((probability, impact));
    let choose = move |_| {
        cell.update(|cell| {
            *cell = if *cell == Some((probability, impact)) { None } else { Some((probability, impact)) }
        })
    };
    view! {
        <td data-level=level class:chosen=is_chosen>
            <button type="button" aria-pressed=move || is_chosen().to_string()
                aria-label=move || format!("Probability {probability}, impact {impact}: {} risks", package.get())
                on:click=choose>{move || match package.get() { 0 => String::new(), count => count.to_string() }}</button>
        </td>
    }
}

fn at(package: &Package, shown: Shown, (probability, impact): (u8, u8)) -> Vec<(Id, String)> {
    let here = package.risks.iter().filter(|risk| {
        let rating = shown.rating(risk);
        rating.probability == probability && rating.impact == impact
    });
    here.map(|risk| (risk.id.clone(), risk.name.clone())).collect()
}

fn chosen(package: &Package, shown: Shown, cell: Square) -> AnyView {
    let Some(cell) = cell else {
        let unrated = package.risks.iter().filter(|risk| !shown.rating(risk).is_rated()).count();
        return view! {
            <p class="hint">"Choose a cell to see its risks."</p>
            {(unrated > 0).then(|| view! { <p class="missing">{unrated}" not rated yet, so not in the matrix."</p> })}
        };
    };
    let risks = at(package, shown, cell);
    view! {
        <h3>{format!("Probability {}, impact {}", cell.0, cell.1)}</h3>
        <p class="hint">{PROBABILITY[usize::from(cell.0) - 1]}"; "{IMPACT[usize::from(cell.1) - 1]}</p>
        {if risks.is_empty() {
            view! { <p>"No risk stands here."</p> }
        } else {
            view! { <ul>{risks.into_iter().map(|(id, name)| view! { <li><a href=format!("#/risks/{id}")>{name}</a></li> }).collect_view()}</ul> }
        }}
    }
}

fn first_word(text: &str) -> &str {
    text.split(',').next().unwrap_or(text)
}

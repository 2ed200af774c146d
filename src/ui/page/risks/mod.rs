//! Risks: the risk log with its matrix, the appetite, and the failure modes.

mod failure_mode;
mod matrix;
mod record;

use crate::ui::prelude::*;

use crate::editing::arrangement::Key;
use crate::editing::{Binding, Place};
use crate::package::Risk;
use crate::package::risk::Appetite;
use crate::publish::words;
use crate::ui::field::Field;
use crate::ui::page::undetected;
use crate::ui::record_list::RecordList;
use crate::ui::workbench::{Workbench, use_workbench};

/// The risk log, its matrix, the appetite, and the failure modes.
pub fn view() -> AnyView {
    let workbench = use_workbench();
    let cell = RwSignal::new(None);
    let summary = workbench.said(|_, findings| words::risk::summary(findings));
    view! {
        <header class="page-head">
            <h1>"Risks"</h1>
            <p>{move || summary.get().unwrap_or_else(|| "What can go wrong, how bad it would be, and what is done about it.".to_owned())}</p>
        </header>
        {undetected::view(workbench)}
        <section aria-labelledby="risk-log" id="field-risks">
            <h2 id="risk-log">"Risk log"</h2>
            {log(workbench)}
        </section>
        <section aria-labelledby="risk-matrix">
            <h2 id="risk-matrix">"Matrix"</h2>
            {matrix::view(workbench, cell)}
        </section>
        {appetite(workbench)}
        <section aria-labelledby="failure-modes" id="field-failure-modes">
            <h2 id="failure-modes">"Failure modes"</h2>
            <p>"How the released system can fail, what limits the damage, and what would see it."</p>
            {failure_mode::list(workbench)}
        </section>
    }
}

/// A square of the matrix that somebody chose: probability and impact.
pub type Square = Option<(u8, u8)>;

fn log(workbench: Workbench) -> AnyView {
    RecordList::of::<Risk>("Risk log", |_| {})
        .empty("What worries the people who know the system best? Write the first one down; rate it afterwards.")
        .column("Risk", "wide", |id| Field::new("Risk").in_row().text(bind!(Risk[id].name)))
        .by(|it| Key::text(&it.name))
        .column("Category", "spare", |id| Field::new("Category").in_row().text(bind!(Risk[id].category)))
        .by(|it| Key::text(&it.category))
        .column("Owner", "owner", |id| Field::new("Owner").in_row().offered("people").text(bind!(Risk[id].owner)))
        .by(|it| Key::text(&it.owner))
        .column("Before treatment: probability × impact", "rating", |id| {
            let [probability, impact] =
                [bind!(Risk[id].inherent.probability), bind!(Risk[id].inherent.impact)].map(record::step);
            record::pair(("Inherent probability", probability), ("Inherent impact", impact))
        })
        .by(|it| Key::step(it.inherent.exposure()))
        .column("After treatment: probability × impact", "rating", |id| {
            let [probability, impact] =
                [bind!(Risk[id].residual.probability), bind!(Risk[id].residual.impact)].map(record::step);
            record::pair(("Residual probability", probability), ("Residual impact", impact))
        })
        .by(|it| Key::step(it.residual.exposure()))
        .column("Exposure", "exposure", move |id| record::exposure(workbench, id))
        .by(|it| Key::step(it.residual.exposure()))
        .column("Status", "narrow", |id| Field::new("Status").in_row().word(bind!(Risk[id].status)))
        .by(|it| Key::word(it.status))
        .detail(move |id| record::detail(workbench, id))
        .pasted()
        .view()
}

/// The highest exposure accepted, for each category.
fn appetite(workbench: Workbench) -> AnyView {
    let rows = workbench.slice(|package| package.appetite.len());
    let add = move || {
        workbench.edit("Add limit", |package| package.appetite.push(Appetite { limit: 9, ..Appetite::default() }))
    };
    view! {
        <section aria-labelledby="appetite" id="field-appetite">
            <h2 id="appetite">"Appetite"</h2>
            <p>"The highest probability × impact accepted after treatment, 1 to 25. An empty category stands for all others."</p>
            <ul class="limits">{move || (0..rows.get()).map(|row| limit(workbench, row)).collect_view()}</ul>
            <p class="actions"><button type="button" on:click=move |_| add()>"Add limit"</button></p>
        </section>
    }
}

fn limit(workbench: Workbench, row: usize) -> AnyView {
    let place = |field| Place::in_package("appetite").at(row).at(field);
    let category = Binding::new(
        place("category"),
        move |package| package.appetite.get(row).map(|limit| limit.category.clone()),
        move |package, text| {
            if let Some(limit) = package.appetite.get_mut(row) {
                limit.category = text;
            }
        },
    );
    let most = Binding::new(
        place("limit"),
        move |package| package.appetite.get(row).map(|limit| u32::from(limit.limit)),
        move |package, most: u32| {
            if let Some(limit) = package.appetite.get_mut(row) {
                limit.limit = most as u8;
            }
        },
    );
    let remove = move || {
        workbench.edit("Remove limit", |package| {
            if row < package.appetite.len() {
                package.appetite.remove(row);
            }
        });
        workbench.notices.say_undoable("Removed one limit.");
    };
    view! {
        <li>
            {Field::new("Category").text(category)}
            {Field::new("Highest exposure").whole(0, 25, most)}
            <button type="button" class="quiet" aria-label="Remove this limit" on:click=move |_| remove()>"×"</button>
        </li>
    }
}

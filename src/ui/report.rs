//! The report on paper: the Overview on a page, the memo, and the charts. It is on the page only while it is printed.

use crate::ui::prelude::*;

use super::chunk::{Chunk, Unloaded, wasm_split};
use super::date;
use super::page::{memo, overview};
use super::workbench::{Workbench, use_workbench};
use crate::browser::clock;
use crate::publish::chart::{Drawing, Frame, decision, pipeline, risk, score, svg};

/// The width of the text on paper, in CSS pixels: A4 without its margins, as the style sheet has them.
const WIDTH: f64 = 657.0;

/// What makes the report.
type Report = fn() -> AnyView;

/// The report of the open package, as soon as what writes it is there.
pub fn chunk() -> Chunk<Report> {
    Chunk::new(|| Box::pin(content()))
}

#[wasm_split(documents, fallible)]
fn content() -> Result<Report, Unloaded> {
    Ok(view)
}

/// The report of the open package.
fn view() -> AnyView {
    let workbench = use_workbench();
    let title = workbench.package_now().title.clone();
    let date = date::day(&clock::today().0);
    name_pages(&title, &date);
    view! {
        <div class="report">
            <header>
                <p class="report-title">{title}</p>
                <p class="quietly">{date}</p>
            </header>
            {overview::summary(workbench, decided(workbench))}
            {memo::read(workbench)}
            <section class="report-charts" aria-label="Charts">{charts(workbench)}</section>
        </div>
    }
}

/// Gives the style sheet what stands in the margins of each page.
fn name_pages(title: &str, date: &str) {
    let root = gloo::utils::document().document_element();
    let Some(root) = root.and_then(|root| wasm_bindgen::JsCast::dyn_into::<web_sys::HtmlElement>(root).ok()) else {
        return;
    };
    for (name, text) in [("--report-title", title), ("--report-date", date)] {
        let text: String = text.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect();
        let quoted = format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""));
        let _ = web_sys::HtmlElement::style(&root).set_property(name, &quoted);
    }
}

/// Who would be released if everything uncertain were known, where that was drawn.
fn decided(workbench: Workbench) -> AnyView {
    let (package, findings) = (workbench.package_now(), workbench.findings.get_untracked());
    let is_drawn = workbench.robustness.with_untracked(|it| it.as_ref().is_some_and(|it| it.decision.is_some()));
    if package.gates.is_empty() || !is_drawn {
        return ().into_any();
    }
    figure(decision::draw(&package, &findings, &Frame::new(WIDTH, 64.0)))
}

/// A chart with its sentence.
fn figure(drawing: Drawing) -> AnyView {
    view! {
        <figure>
            <figcaption class="chart-sentence">{drawing.sentence.clone()}</figcaption>
            <div inner_html=svg(&drawing)></div>
        </figure>
    }
}

/// The charts of the decision, as wide as the text.
fn charts(workbench: Workbench) -> AnyView {
    let (package, findings) = (workbench.package_now(), workbench.findings.get_untracked());
    let frame = Frame::new(WIDTH, 300.0);
    let chart = |name: &'static str, drawing: Drawing| view! { <h2>{name}</h2>{figure(drawing)} };
    view! {
        {(!package.alternatives.is_empty()).then(|| chart("How the alternatives compare", score::draw(&package, &findings, &frame)))}
        {(!package.risks.is_empty()).then(|| chart("Risks", risk::draw(&package, &frame)))}
        {(!package.release.stages.is_empty()).then(|| chart("Release", pipeline::draw(&package, &frame)))}
    }
}

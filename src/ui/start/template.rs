//! Templates on the first page: fetched from beside it, shown as cards, opened as packages.

use crate::findings::Screen;
use crate::ui::prelude::*;

use crate::browser::file;

use crate::package::document;
use crate::package::template::{Template, TemplateCard};
use crate::publish::chart::card::draw_sketch;
use crate::ui::chart::sketch;
use crate::ui::route;
use crate::ui::workbench::Workbench;

/// What is known of the templates: nothing while they are being asked for.
type Listed = RwSignal<Option<Result<Vec<TemplateCard>, String>>>;

/// The cards, as soon as their list is here; why not and a way to ask again when it does not come.
pub fn cards(workbench: Workbench) -> AnyView {
    let listed = Listed::new(None);
    list(listed);
    (move || match listed.get() {
        None => view! { <div class="card" aria-busy="true"><strong>"Templates"</strong><span role="status">"Loading …"</span></div> },
        Some(Err(why)) => view! {
            <div class="card">
                <strong>"Templates"</strong>
                <span role="alert">{format!("The worked examples to start from could not be listed. {why}.")}</span>
                <button type="button" on:click=move |_| list(listed)>"Try again"</button>
            </div>
        },
        Some(Ok(cards)) => cards.into_iter().map(|each| card(workbench, each)).collect_view().into_any(),
    })
    .into_any()
}

/// Asks for the list of templates.
fn list(listed: Listed) {
    listed.set(None);
    wasm_bindgen_futures::spawn_local(async move {
        let answer = file::fetch_text("./templates/index.json").await;
        let unreadable = |error| format!("Their list cannot be read: {error}");
        listed.set(Some(answer.and_then(|text| document::read(&text).map_err(unreadable))));
    });
}

fn card(workbench: Workbench, card: TemplateCard) -> AnyView {
    let opening = RwSignal::new(false);
    let TemplateCard { name, title, summary, sketch: shape } = card;
    let called = title.clone();
    let open = move |_| {
        if !opening.get_untracked() {
            opening.set(true);
            let (name, title) = (name.clone(), called.clone());
            wasm_bindgen_futures::spawn_local(async move {
                match fetch(&name).await {
                    // The card is gone with that, and what it remembered too.
                    Ok(template) => begin(workbench, template).await,
                    Err(why) => {
                        workbench.notices.problem(format!("“{title}” was not opened. {why}."));
                        opening.set(false);
                    }
                }
            });
        }
    };
    let drawn = !shape.lines.is_empty();
    view! {
        <button type="button" class="card" aria-busy=move || opening.get().to_string() on:click=open>
            <strong>{title}</strong>
            <span>{summary}</span>
            {drawn.then(|| sketch(64.0, move |frame| draw_sketch(&shape, frame)))}
            {move || opening.get().then(|| view! { <span role="status">"Opening …"</span> })}
        </button>
    }
}

/// A template, from its file.
async fn fetch(name: &str) -> Result<Template, String> {
    let text = file::fetch_text(&format!("./templates/{name}.json")).await?;
    Template::read(&text).map_err(|error| format!("Its file cannot be used: {error}"))
}

async fn begin(workbench: Workbench, template: Template) {
    workbench.open_template(template).await;
    route::go(&Screen::Overview.address());
}

//! The first page: what this is for, templates, stored packages.

mod stored;
mod template;

use crate::browser::storage::Listed;
use crate::findings::Screen;
use crate::ui::prelude::*;

use super::route;
use super::workbench::{Workbench, use_workbench};

/// Templates, stored packages and the ways to begin.
pub fn view() -> AnyView {
    let workbench = use_workbench();
    view! {
        <main class="start" id="content">
            <header>
                <img src="icon.svg" alt="" width="56" height="56" />
                <h1>"Shipworthy"</h1>
                <p class="lead">"May this AI system move from experiment to production, and how? Bring the evidence, set the gates, weigh the alternatives, and take away a decision that others can check."</p>
                <p class="quietly">"Everything stays on this machine. It works without a network."</p>
            </header>
            <section aria-labelledby="begin">
                <h2 id="begin">"Begin"</h2>
                <div class="cards">
                    {template::cards(workbench)}
                    <button type="button" class="card" on:click=move |_| start_blank(workbench)>
                        <strong>"Start blank"</strong>
                        <span>"An empty package that leads from your question to a first verdict in eight steps, and each screen says what belongs there."</span>
                    </button>
                    <div class="card">
                        <strong>"Open a package"</strong>
                        <span>"A JSON file saved with Download JSON, yours or a colleague's. You can also drop it anywhere."</span>
                        {super::page::package::open_button(workbench)}
                    </div>
                </div>
            </section>
            <Show when=move || !workbench.storing.listed().is_empty()>
                <section aria-labelledby="recent">
                    <h2 id="recent">"In this browser"</h2>
                    <ul class="stored">
                        <For each=move || workbench.storing.listed() key=key children=move |listed| stored::view(workbench, listed) />
                    </ul>
                </section>
            </Show>
        </main>
    }
}

fn start_blank(workbench: Workbench) {
    workbench.open_blank();
    route::go(&Screen::Overview.address());
}

/// A line is drawn anew when what it shows is another.
fn key(listed: &Listed) -> String {
    let Listed { key, title, saved, verdict } = listed;
    format!("{key} {saved} {title} {verdict}")
}

//! The guided path on screen: a list on the Overview, and the present step above every other screen.

use crate::browser::storage;
use crate::editing::guide::{self, GuideStep, WRITTEN};
use crate::findings::Screen;
use crate::package::Id;
use crate::ui::arrival;
use crate::ui::prelude::*;
use crate::ui::workbench::Workbench;

/// The word under which this browser remembers that the path is not wanted.
const PREFERENCE: &str = "guide";
const HIDDEN: &str = "hidden";

/// The path of the open package, and whether it is shown. A handle.
#[derive(Clone, Copy)]
pub struct Guide {
    steps: Memo<Vec<GuideStep>>,
    /// The package that was seen on the path: once it is at its end, that is said.
    begun: RwSignal<Id>,
    package: Memo<Id>,
    hidden: RwSignal<bool>,
}

impl Guide {
    /// The path of the open package, put into context.
    pub fn provide(workbench: Workbench) -> Self {
        let steps = workbench.said(guide::steps);
        let package = workbench.slice(|package| package.id.clone());
        let begun = RwSignal::new(Id::default());
        let hidden = RwSignal::new(storage::preference(PREFERENCE).as_deref() == Some(HIDDEN));
        Effect::new(move |_| {
            if is_open(&steps.read()) {
                begun.set(package.get());
            }
        });
        let this = Self { steps, begun, package, hidden };
        provide_context(this);
        this
    }

    /// Whether the open package is on the path, or came to its end just now.
    fn is_on(self) -> bool {
        is_open(&self.steps.read()) || *self.begun.read() == *self.package.read()
    }

    fn hide(self, hide: bool) {
        storage::set_preference(PREFERENCE, if hide { HIDDEN } else { "shown" });
        self.hidden.set(hide);
    }

    fn leave(self) {
        self.begun.set(Id::default());
    }
}

/// Whether something is still to be written; the verdict follows, as soon as the rows are read.
fn is_open(steps: &[GuideStep]) -> bool {
    steps[..WRITTEN].iter().any(|step| !step.done)
}

/// Every step, for the Overview; a way to bring them back where they are hidden.
pub fn list() -> AnyView {
    let guide = expect_context::<Guide>();
    let shown = Memo::new(move |_| guide.is_on().then(|| guide.hidden.get()));
    view! {
        {move || match shown.get() {
            None => ().into_any(),
            Some(true) => view! { <p><button type="button" class="link" on:click=move |_| guide.hide(false)>"Show the first steps"</button></p> },
            Some(false) => view! {
                <section class="guide" aria-labelledby="first-steps">
                    <header>
                        <h2 id="first-steps">"From the question to a first verdict"</h2>
                        <span class="quietly" role="status">{move || progress(&guide.steps.read())}</span>
                        <button type="button" class="quiet small" on:click=move |_| guide.hide(true)>"Hide"</button>
                    </header>
                    <ol>{move || {
                        let steps = guide.steps.get();
                        let present = steps.iter().position(|step| !step.done).map(|place| place + 1);
                        steps.into_iter().enumerate().map(|(place, step)| line(place + 1, step, present == Some(place + 1))).collect_view()
                    }}</ol>
                </section>
            },
        }}
    }
}

/// "3 of 8 steps done."
fn progress(steps: &[GuideStep]) -> String {
    let done = steps.iter().filter(|step| step.done).count();
    match steps.len() - done {
        0 => "All steps done. What else a complete package needs stands below.".to_owned(),
        _ => format!("{done} of {} steps done.", steps.len()),
    }
}

fn line(number: usize, step: GuideStep, present: bool) -> AnyView {
    let (mark, word) = if step.done { ("✓".to_owned(), "Done: ") } else { (format!("{number}."), "To do: ") };
    let address = step.address();
    let GuideStep { done, name, what, why, found, .. } = step;
    view! {
        <li data-done=done.to_string() aria-current=present.then_some("step")>
            <span class="step-mark" aria-hidden="true">{mark}</span>
            <div>
                <p><span class="sr">{word}</span>{link(address, name)}</p>
                {if done {
                    view! { <p class="quietly">{found}</p> }
                } else {
                    view! { <p>{what}" "<span class="quietly">{why}</span></p> }
                }}
            </div>
        </li>
    }
}

/// The present step, above the screens on which it is done.
pub fn bar() -> AnyView {
    let guide = expect_context::<Guide>();
    let shown = Memo::new(move |_| guide.is_on() && !guide.hidden.get());
    let present = Memo::new(move |_| {
        let steps = guide.steps.read();
        let place = steps.iter().position(|step| !step.done);
        (place, steps.len(), steps[place.unwrap_or(steps.len() - 1)].clone())
    });
    view! {
        <Show when=move || shown.get()>
            <aside class="guide-bar" aria-label="First steps" aria-live="polite">{move || match present.get() {
                (Some(place), all, step) => {
                    let address = step.address();
                    view! {
                        <p><strong>{format!("Step {} of {all}: {}.", place + 1, step.name)}</strong>" "{step.what}" "<span class="quietly">{step.why}</span></p>
                        <p class="actions">{link(address, "Go to the field")}<a href=Screen::Overview.address()>"All steps"</a></p>
                    }
                }
                (None, _, step) => view! {
                    <p><strong>"The first verdict: "</strong>{step.found}</p>
                    <p class="actions"><a href=format!("{}/missing", Screen::Overview.address())>"What else is needed"</a>
                        <button type="button" class="quiet small" on:click=move |_| guide.leave()>"Close"</button></p>
                },
            }}</aside>
        </Show>
    }
}

/// A link that leads to its field again where the page is there already.
fn link(address: String, words: &'static str) -> AnyView {
    let own = address.clone();
    let again = move |_| {
        if gloo::utils::window().location().hash().is_ok_and(|hash| hash == own) {
            arrival::arrive();
        }
    };
    view! { <a href=address on:click=again>{words}</a> }
}

/// The screens above which the present step stands.
pub fn stands_above(screen: Screen) -> bool {
    matches!(screen, Screen::Charter | Screen::Alternatives | Screen::Evidence | Screen::Gates)
}

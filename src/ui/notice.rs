//! Short messages at the foot of the page: what was removed and can be undone, what went wrong.

use crate::publish::words::figure::counted;
use crate::ui::prelude::*;

/// A message.
#[derive(Clone, Debug, PartialEq)]
pub struct Notice {
    /// What happened and what to do.
    pub text: String,
    /// Whether something went wrong; such a message stays until it is closed.
    pub problem: bool,
    /// Whether "Undo" is offered.
    pub undo: bool,
    number: u32,
}

/// No more messages than this are in sight.
const MOST: usize = 2;

/// The messages shown.
#[derive(Clone, Copy)]
pub struct Notices(RwSignal<Vec<Notice>>);

impl Notices {
    /// None yet.
    pub fn none() -> Self {
        Self(RwSignal::new(Vec::new()))
    }

    /// Says `text` for as long as it takes to read.
    pub fn say(&self, text: impl Into<String>) {
        self.push(text.into(), false, false);
    }

    /// Says `text` and offers to undo it.
    pub fn say_undoable(&self, text: impl Into<String>) {
        self.push(text.into(), false, true);
    }

    /// Says what went wrong, until it is closed.
    pub fn problem(&self, text: impl Into<String>) {
        self.push(text.into(), true, false);
    }

    /// Takes "Undo" off the page: the last step is another one now.
    pub fn outdate(&self) {
        if self.0.with_untracked(|all| all.iter().any(|notice| notice.undo)) {
            self.0.update(|all| all.retain(|notice| !notice.undo));
        }
    }

    fn push(&self, text: String, problem: bool, undo: bool) {
        let number = self.0.with_untracked(|all| all.last().map_or(0, |last| last.number + 1));
        let reading_time = 4_000 + 60 * u32::try_from(text.len()).unwrap_or(0);
        self.0.update(|all| {
            // One at a time, so that they never pile up; what went wrong stays until it is closed, the latest in sight.
            all.retain(|notice| notice.problem && notice.text != text);
            all.push(Notice { text, problem, undo, number });
        });
        if !problem {
            let this = *self;
            gloo::timers::callback::Timeout::new(reading_time, move || this.close(number)).forget();
        }
    }

    /// Those in sight.
    fn latest(&self) -> Vec<Notice> {
        let all = self.0.read();
        all[all.len().saturating_sub(MOST)..].to_vec()
    }

    fn close(&self, number: u32) {
        self.0.update(|all| all.retain(|notice| notice.number != number));
    }

    /// The messages on the page.
    pub fn view(self, undo: impl Fn() + Copy + Send + Sync + 'static) -> AnyView {
        let crowded = move || MOST < self.0.read().len();
        view! {
            <div class="notices" role="status" aria-live="polite">
                <Show when=crowded>
                    <p class="notice">{move || format!("{} not shown.", counted(self.0.read().len() - MOST, "earlier message is", "earlier messages are"))}</p>
                </Show>
                <For each=move || self.latest() key=|notice| notice.number children=move |notice| {
                    let number = notice.number;
                    view! {
                        <div class="notice" class:notice-problem=notice.problem role=notice.problem.then_some("alert")>
                            <p>{notice.text}</p>
                            {notice.undo.then(|| view! {
                                <button type="button" on:click=move |_| { undo(); self.close(number); }>"Undo"</button>
                            })}
                            <button type="button" class="quiet" aria-label="Close this message"
                                on:click=move |_| self.close(number)>"×"</button>
                        </div>
                    }
                } />
            </div>
        }
    }
}

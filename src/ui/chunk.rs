//! Chunks: code that a first visit does not wait for.
//!
//! A function marked `#[wasm_split(CHUNK, fallible)]`, and all that is reached through such functions alone, stands in
//! files of its own beside the first one. What several chunks reach and the first file does not is shared by them. Such
//! a function gives what its chunk is for, as functions that are called like any others from then on.
//!
//! | chunk | what is in it | joined by a line in |
//! | --- | --- | --- |
//! | `screens` | the screens on which people work | `page::worked_on` |
//! | `documents` | Memo and Package with every publication, the report on paper, the palette, the memo's length | `page::documents`, `report::chunk`, `palette::chunk`, `workbench::memo_length::chunk` |
//! | `worker` | the jobs, with readers, draws and verification | `browser::worker_scope::chunk`, which takes every job |
//!
//! A new screen, publication or job joins the chunk of its list by being in that list. What the first file is to stay
//! without may not be named by anything but a chunk: `cargo xtask size` tells what stands where.

use std::pin::Pin;

use gloo::timers::callback::Timeout;
pub use wasm_split_helpers::{SplitLoaderError as Unloaded, wasm_split};

use crate::ui::prelude::*;

/// A chunk is asked for so many milliseconds after it is named, unless it is needed before: what is in sight comes first.
const LEISURE: u32 = 400;

/// What is said where a chunk does not come.
const LOST: &str = "Part of Shipworthy could not be loaded: is there a connection to where it came from? \
                    What you typed is kept; if asking again does not help, so will reloading the page.";

/// A chunk on its way.
pub type Coming<T> = Pin<Box<dyn Future<Output = Result<T, Unloaded>>>>;

/// What a chunk is for, there or not. A handle.
pub struct Chunk<T: 'static> {
    stage: RwSignal<Stage<T>>,
    load: fn() -> Coming<T>,
}

#[derive(Clone, Copy)]
enum Stage<T> {
    Absent,
    Coming,
    Lost,
    There(T),
}

impl<T> Stage<T> {
    fn content(self) -> Option<T> {
        match self {
            Self::There(content) => Some(content),
            _ => None,
        }
    }
}

impl<T> Copy for Chunk<T> {}

impl<T> Clone for Chunk<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Copy + Send + Sync + 'static> Chunk<T> {
    /// A chunk that is asked for when it is needed, or else at leisure.
    pub fn new(load: fn() -> Coming<T>) -> Self {
        let this = Self { stage: RwSignal::new(Stage::Absent), load };
        Timeout::new(LEISURE, move || this.ask()).forget();
        this
    }

    /// Asks for it, unless it is there or on its way.
    pub fn ask(self) {
        if !matches!(self.stage.try_get_untracked(), Some(Stage::Absent | Stage::Lost)) {
            return;
        }
        wasm_bindgen_futures::spawn_local(async move {
            self.load().await;
        });
    }

    /// What it is for, once it is there; nothing if it does not come.
    pub async fn load(self) -> Option<T> {
        if let Some(content) = self.now() {
            return Some(content);
        }
        self.stage.try_set(Stage::Coming);
        let came = (self.load)().await.ok();
        self.stage.try_set(came.map_or(Stage::Lost, Stage::There));
        came
    }

    /// What it is for, once it is there; followed.
    pub fn get(self) -> Option<T> {
        self.stage.get().content()
    }

    /// What it is for, if it is there.
    pub fn now(self) -> Option<T> {
        self.stage.try_get_untracked()?.content()
    }

    /// What `show` makes of it, as soon as it is there; else how it stands, and a way to ask again.
    pub fn view(self, show: impl Fn(T) -> AnyView + Send + Sync + 'static) -> AnyView {
        self.ask();
        (move || match self.stage.get() {
            Stage::There(content) => show(content),
            Stage::Lost => view! {
                <p class="chunk-lost" role="alert">{LOST}" "<button type="button" on:click=move |_| self.ask()>"Try again"</button></p>
            },
            Stage::Absent | Stage::Coming => view! { <p class="chunk-coming" role="status">"Loading …"</p> },
        })
        .into_any()
    }
}

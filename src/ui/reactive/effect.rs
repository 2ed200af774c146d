//! What is done when values change.

use super::Callback;
use reactive_graph::effect::{Effect, RenderEffect};

/// Runs `act` soon, and again whenever a value it reads changes, until the view that made it goes away.
pub fn effect(mut act: impl FnMut() + 'static) {
    start(Box::new(move |()| act()));
}

fn start(mut act: Box<dyn Callback<(), ()>>) {
    Effect::new(move || act.call(()));
}

/// Something done at once and whenever a value it reads changes, until this is dropped.
pub struct Following(#[expect(dead_code, reason = "kept so that it goes on")] RenderEffect<()>);

impl Following {
    /// Does `act`, and does it again whenever a value it reads changes.
    pub fn new(mut act: Box<dyn Callback<(), ()>>) -> Self {
        Self(RenderEffect::new(move |_| act.call(())))
    }
}

//! Signals, memos and effects.
//!
//! The graph behind them is `reactive_graph`'s. What it follows is erased at once: its code stands in the page
//! once, and a signal or memo of another type adds a cast.

mod callback;
mod effect;
mod memo;
mod signal;
mod slot;
mod stored_value;

pub use callback::Callback;
pub use effect::{Following, effect};
pub use memo::Memo;
pub use reactive_graph::graph::untrack;
pub use reactive_graph::owner::{Owner, expect_context, provide_context, use_context};
pub use reactive_graph::signal::Trigger;
pub use reactive_graph::traits::{Notify, Track};
pub use signal::RwSignal;
pub use stored_value::StoredValue;

/// Runs `cleanup` when what is being built or computed now goes away or is built anew.
pub fn on_cleanup(cleanup: impl FnOnce() + 'static) {
    let cleanup = send_wrapper::SendWrapper::new(cleanup);
    reactive_graph::owner::on_cleanup(move || cleanup.take()());
}

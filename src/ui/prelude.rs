//! What every view uses.

pub use super::reactive::{
    Memo, Notify, RwSignal, StoredValue, Track, Trigger, effect, expect_context, on_cleanup, provide_context, untrack,
    use_context,
};
pub use super::view::{
    CollectView, IntoView, NodeRef, View, event_target_checked, event_target_value, on_window, request_animation_frame,
};
pub use markup::view;

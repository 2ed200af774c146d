//! A value that is followed.

use std::marker::PhantomData;
use std::rc::Rc;

use reactive_graph::signal::Trigger;
use reactive_graph::traits::{Notify, Track};

use super::slot::{Reading, Slot};

/// A value whose readers run again when it changes. A handle: copies mean the same signal.
pub struct RwSignal<T: 'static> {
    slot: Slot,
    changed: Trigger,
    holds: PhantomData<fn() -> T>,
}

impl<T> Copy for RwSignal<T> {}

impl<T> Clone for RwSignal<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: 'static> RwSignal<T> {
    /// A signal that begins as `value`.
    pub fn new(value: T) -> Self {
        Self { slot: Slot::new(Rc::new(value)), changed: Trigger::new(), holds: PhantomData }
    }

    /// The value, followed.
    ///
    /// # Panics
    /// Panics once the view that made it is gone, as all that reads does.
    pub fn read(&self) -> Reading<T> {
        self.changed.track();
        self.slot.read()
    }

    /// The value, not followed.
    pub fn read_untracked(&self) -> Reading<T> {
        self.slot.read()
    }

    /// A copy of the value, followed.
    pub fn get(&self) -> T
    where
        T: Clone,
    {
        T::clone(&self.read())
    }

    /// A copy of the value, not followed.
    pub fn get_untracked(&self) -> T
    where
        T: Clone,
    {
        T::clone(&self.read_untracked())
    }

    /// A copy of the value, not followed, unless the view that made it is gone.
    pub fn try_get_untracked(&self) -> Option<T>
    where
        T: Clone,
    {
        self.slot.try_read().map(|value| T::clone(&value))
    }

    /// What `look` makes of the value, followed.
    pub fn with<R>(&self, look: impl FnOnce(&T) -> R) -> R {
        look(&self.read())
    }

    /// What `look` makes of the value, not followed.
    pub fn with_untracked<R>(&self, look: impl FnOnce(&T) -> R) -> R {
        look(&self.read_untracked())
    }

    /// Follows the value without reading it.
    pub fn track(&self) {
        self.changed.track();
    }

    /// Puts `value` in its place. Once the view that made it is gone, nothing happens, as with all that writes.
    pub fn set(&self, value: T) {
        self.slot.set(Rc::new(value));
        self.changed.notify();
    }

    /// Changes the value.
    ///
    /// # Panics
    /// Panics while somebody reads it.
    pub fn update(&self, change: impl FnOnce(&mut T)) {
        self.slot.try_update(change);
        self.changed.notify();
    }

    /// Changes the value and tells nobody.
    ///
    /// # Panics
    /// Panics while somebody reads it.
    pub fn update_untracked(&self, change: impl FnOnce(&mut T)) {
        self.slot.try_update(change);
    }
}

//! A value that nobody follows.

use std::marker::PhantomData;
use std::rc::Rc;

use super::slot::Slot;

/// A value that lives as long as the view that made it, and that nobody follows. A handle: copies mean the same
/// value.
pub struct StoredValue<T: 'static> {
    slot: Slot,
    holds: PhantomData<fn() -> T>,
}

impl<T> Copy for StoredValue<T> {}

impl<T> Clone for StoredValue<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: 'static> StoredValue<T> {
    /// Keeps `value`.
    pub fn new(value: T) -> Self {
        Self { slot: Slot::new(Rc::new(value)), holds: PhantomData }
    }

    /// A copy of the value.
    ///
    /// # Panics
    /// Panics once the view that made it is gone.
    pub fn get_value(&self) -> T
    where
        T: Clone,
    {
        T::clone(&self.slot.read::<T>())
    }

    /// What `look` makes of the value.
    ///
    /// # Panics
    /// Panics once the view that made it is gone.
    pub fn with_value<R>(&self, look: impl FnOnce(&T) -> R) -> R {
        look(&self.slot.read::<T>())
    }

    /// Puts `value` in its place; nothing happens once the view that made it is gone.
    pub fn set_value(&self, value: T) {
        self.slot.set(Rc::new(value));
    }

    /// Changes the value, unless the view that made it is gone.
    pub fn update_value(&self, change: impl FnOnce(&mut T)) {
        self.slot.try_update(change);
    }

    /// Changes the value, unless the view that made it is gone, and gives what `change` gives.
    pub fn try_update_value<R>(&self, change: impl FnOnce(&mut T) -> R) -> Option<R> {
        self.slot.try_update(change)
    }
}

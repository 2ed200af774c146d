//! Where the value of a signal stands, whatever its type.

use std::any::Any;
use std::cell::RefCell;
use std::ops::Deref;
use std::rc::Rc;

use reactive_graph::owner::{ArenaItem, LocalStorage};

/// A place for one value, kept until the view that made it goes away. A handle.
#[derive(Clone, Copy)]
pub struct Slot(ArenaItem<Rc<RefCell<Rc<dyn Any>>>, LocalStorage>);

impl Slot {
    /// A place for `value`.
    pub fn new(value: Rc<dyn Any>) -> Self {
        Self(ArenaItem::new_with_storage(Rc::new(RefCell::new(value))))
    }

    /// The value, unless the view that made it is gone.
    pub fn try_read<T: 'static>(self) -> Option<Reading<T>> {
        Reading::of(self.value()?)
    }

    /// The value.
    ///
    /// # Panics
    /// Panics once the view that made it is gone.
    pub fn read<T: 'static>(self) -> Reading<T> {
        self.try_read().expect(GONE)
    }

    /// Puts `value` in its place; nothing happens once the view that made it is gone.
    pub fn set(self, value: Rc<dyn Any>) {
        if let Some(place) = self.0.try_get_value() {
            *place.borrow_mut() = value;
        }
    }

    /// Changes the value, unless the view that made it is gone.
    ///
    /// # Panics
    /// Panics while somebody reads it.
    pub fn try_update<T: 'static, R>(self, change: impl FnOnce(&mut T) -> R) -> Option<R> {
        let place = self.0.try_get_value()?;
        let mut value = place.borrow_mut();
        let value = Rc::get_mut(&mut value).expect("nobody reads a value while it changes");
        value.downcast_mut().map(change)
    }

    fn value(self) -> Option<Rc<dyn Any>> {
        Some(Rc::clone(&self.0.try_get_value()?.borrow()))
    }
}

/// A value while it is read.
pub struct Reading<T> {
    value: Rc<T>,
}

impl<T: 'static> Reading<T> {
    /// Reads `value`, if it is a `T`.
    pub fn of(value: Rc<dyn Any>) -> Option<Self> {
        Some(Self { value: value.downcast().ok()? })
    }
}

impl<T> Deref for Reading<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

/// What is wrong when a value is read too late.
pub const GONE: &str = "a value is read while the view that made it is there";

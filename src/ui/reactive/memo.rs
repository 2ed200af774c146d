//! A value computed from others.

use std::any::Any;
use std::marker::PhantomData;
use std::rc::Rc;

use reactive_graph::computed::Memo as Computed;
use reactive_graph::traits::{ReadUntracked, Track};
use send_wrapper::SendWrapper;

use super::slot::{GONE, Reading};

/// A value computed from signals and other memos when it is first read and when they change; its readers run
/// again only when it is another than before. A handle: copies mean the same memo.
pub struct Memo<T: 'static> {
    computed: Computed<SendWrapper<Value>>,
    holds: PhantomData<fn() -> T>,
}

/// What a memo has computed, its type erased.
struct Value {
    value: Rc<dyn Any>,
    is_same: fn(&dyn Any, &dyn Any) -> bool,
}

impl<T> Copy for Memo<T> {}

impl<T> Clone for Memo<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: PartialEq + 'static> Memo<T> {
    /// A memo of what `compute` gives.
    pub fn new(compute: impl Fn() -> T + 'static) -> Self {
        Self::after(move |_| compute())
    }

    /// A memo of what `compute` gives, which is told what it gave before.
    pub fn after(compute: impl Fn(Option<&T>) -> T + 'static) -> Self {
        let value = move |before: Option<&dyn Any>| Value {
            value: Rc::new(compute(before.and_then(<dyn Any>::downcast_ref))),
            is_same: is_same::<T>,
        };
        Self { computed: computed(Box::new(value)), holds: PhantomData }
    }
}

impl<T: 'static> Memo<T> {
    /// The value, followed.
    ///
    /// # Panics
    /// Panics once the view that made it is gone, as all that reads does.
    pub fn read(&self) -> Reading<T> {
        self.track();
        self.read_untracked()
    }

    /// The value, not followed.
    pub fn read_untracked(&self) -> Reading<T> {
        value(&self.computed).and_then(Reading::of).expect(GONE)
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
        Reading::<T>::of(value(&self.computed)?).map(|value| T::clone(&value))
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
        self.computed.track();
    }
}

/// Computes a value, told what it was before. Like a [`Callback`](super::Callback), but it may run while it runs.
trait Compute {
    fn compute(&self, before: Option<&dyn Any>) -> Value;
}

impl<F: Fn(Option<&dyn Any>) -> Value> Compute for F {
    fn compute(&self, before: Option<&dyn Any>) -> Value {
        self(before)
    }
}

fn computed(compute: Box<dyn Compute>) -> Computed<SendWrapper<Value>> {
    let compute = SendWrapper::new(compute);
    Computed::new_owning(move |before: Option<SendWrapper<Value>>| {
        let value = compute.compute(before.as_ref().map(|before| &*before.value));
        match before {
            Some(before) if (value.is_same)(&*before.value, &*value.value) => (before, false),
            _ => (SendWrapper::new(value), true),
        }
    })
}

fn value(computed: &Computed<SendWrapper<Value>>) -> Option<Rc<dyn Any>> {
    computed.try_read_untracked().map(|value| Rc::clone(&value.value))
}

fn is_same<T: PartialEq + 'static>(before: &dyn Any, after: &dyn Any) -> bool {
    before.downcast_ref::<T>() == after.downcast_ref::<T>()
}

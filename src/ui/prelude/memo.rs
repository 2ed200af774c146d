//! Leptos' memo and effect, compiled once for all types.

use std::any::Any;
use std::marker::PhantomData;
use std::ops::Deref;
use std::sync::{Arc, Mutex};

use leptos::prelude::{ArcTrigger, IntoAttributeValue, IntoRender, Notify, ReadUntracked, Track, untrack};
use leptos::tachys::reactive_graph::SharedReactiveFunction;

/// Leptos' `Memo`, of a value whose type is erased before Leptos sees it: a memo of another type adds a comparison
/// and a cast. A handle: copies mean the same memo.
pub struct Memo<T: 'static> {
    erased: leptos::prelude::Memo<Value>,
    holds: PhantomData<fn() -> T>,
}

/// What a memo has computed, its type erased.
struct Value {
    value: Arc<dyn Any + Send + Sync>,
    is_same: fn(&dyn Any, &dyn Any) -> bool,
}

impl Value {
    fn new<T: PartialEq + Send + Sync + 'static>(value: T) -> Self {
        Self { value: Arc::new(value), is_same: is_same::<T> }
    }
}

impl PartialEq for Value {
    fn eq(&self, other: &Self) -> bool {
        (self.is_same)(&*self.value, &*other.value)
    }
}

/// Computes a value, told what it was before. Boxed as this, a closure brings one function with it; boxed as a `Fn`,
/// it brings a second one that nobody calls.
trait Compute: Send + Sync {
    fn compute(&self, before: Option<&Value>) -> Value;
}

impl<F: Fn(Option<&Value>) -> Value + Send + Sync> Compute for F {
    fn compute(&self, before: Option<&Value>) -> Value {
        self(before)
    }
}

impl<T> Copy for Memo<T> {}

impl<T> Clone for Memo<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: PartialEq + Send + Sync + 'static> Memo<T> {
    /// A memo of what `compute` gives, which is told what it gave before.
    pub fn new(compute: impl Fn(Option<&T>) -> T + Send + Sync + 'static) -> Self {
        let compute =
            move |before: Option<&Value>| Value::new(compute(before.and_then(|before| before.value.downcast_ref())));
        Self { erased: erased(Box::new(compute)), holds: PhantomData }
    }

    /// A memo of what `read` gives from something that is not followed: it has to be told to [look](Look) again.
    pub fn looking(read: impl Fn() -> T + Send + Sync + 'static) -> (Self, Look) {
        let look = Look::new(Arc::new(move || Value::new(read())));
        (Self { erased: look.memo, holds: PhantomData }, look)
    }
}

/// Tells a memo to look again.
#[derive(Clone)]
pub struct Look {
    memo: leptos::prelude::Memo<Value>,
    another: ArcTrigger,
    read: Arc<dyn Fn() -> Value + Send + Sync>,
}

impl Look {
    fn new(read: Arc<dyn Fn() -> Value + Send + Sync>) -> Self {
        let (another, reads) = (ArcTrigger::new(), Arc::clone(&read));
        let followed = another.clone();
        let memo = leptos::prelude::Memo::new(move |_| {
            followed.track();
            reads()
        });
        Self { memo, another, read }
    }

    /// Reads again, and tells those who follow the memo only if it is another: a look wakes nobody.
    pub fn again(&self) {
        let is_another = |present: &Value| untrack(|| (self.read)()) != *present;
        if self.memo.try_read_untracked().is_some_and(|present| is_another(&present)) {
            self.another.notify();
        }
    }
}

impl<T: Send + Sync + 'static> Memo<T> {
    /// The value, followed.
    ///
    /// # Panics
    /// Panics once the view that made it is gone, as all that reads does.
    pub fn read(&self) -> Read<T> {
        self.track();
        self.read_untracked()
    }

    /// The value, not followed.
    pub fn read_untracked(&self) -> Read<T> {
        Read(value(self.erased).downcast().expect("a memo's value is of its type"))
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
        try_value(self.erased)?.downcast_ref().cloned()
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
        self.erased.track();
    }
}

impl<T: Clone + Send + Sync + 'static> IntoRender for Memo<T> {
    type Output = SharedReactiveFunction<T>;

    fn into_render(self) -> Self::Output {
        Arc::new(Mutex::new(move || self.get()))
    }
}

impl<T: Clone + Send + Sync + 'static> IntoAttributeValue for Memo<T> {
    type Output = SharedReactiveFunction<T>;

    fn into_attribute_value(self) -> Self::Output {
        self.into_render()
    }
}

/// A memo's value while it is read.
pub struct Read<T>(Arc<T>);

impl<T> Deref for Read<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

/// Leptos' `Effect`, whose closure's type is erased before Leptos sees it.
pub struct Effect;

impl Effect {
    /// Runs `act` soon, and again whenever a value it reads changes, until the view that made it goes away.
    #[expect(clippy::new_ret_no_self, reason = "as Leptos has it; nobody stops an effect by hand")]
    pub fn new(act: impl FnMut(Option<()>) + 'static) {
        start(Box::new(act));
    }
}

fn start(act: Box<dyn FnMut(Option<()>)>) {
    leptos::prelude::Effect::new(act);
}

fn erased(compute: Box<dyn Compute>) -> leptos::prelude::Memo<Value> {
    leptos::prelude::Memo::new(move |before| compute.compute(before))
}

fn value(erased: leptos::prelude::Memo<Value>) -> Arc<dyn Any + Send + Sync> {
    Arc::clone(&erased.read_untracked().value)
}

fn try_value(erased: leptos::prelude::Memo<Value>) -> Option<Arc<dyn Any + Send + Sync>> {
    erased.try_read_untracked().map(|value| Arc::clone(&value.value))
}

fn is_same<T: PartialEq + 'static>(before: &dyn Any, after: &dyn Any) -> bool {
    match (before.downcast_ref::<T>(), after.downcast_ref::<T>()) {
        (Some(before), Some(after)) => before == after,
        _ => false,
    }
}

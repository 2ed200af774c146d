//! Closures whose type is erased.

/// A closure called any number of times. Boxed as this, it brings one function with it; boxed as a `FnMut`, it brings
/// a second one that nobody calls.
pub trait Callback<A, R> {
    /// Calls it.
    fn call(&mut self, argument: A) -> R;
}

impl<F: FnMut(A) -> R, A, R> Callback<A, R> for F {
    fn call(&mut self, argument: A) -> R {
        self(argument)
    }
}

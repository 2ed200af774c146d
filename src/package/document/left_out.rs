//! Fields that stand in a file only once they hold something, so that older packages keep their digests.

use std::ops::{Deref, DerefMut};

use serde_json::Value;

use super::{Plain, Problem};

/// Something a person may have said, left out of the file until somebody has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema), schemars(inline), serde(transparent))]
pub struct Said<T>(pub Option<T>);

impl<T: Plain + Default> Plain for Said<T> {
    fn to_value(&self) -> Value {
        self.0.to_value()
    }

    fn take(&mut self, value: Value) -> Result<(), Problem> {
        Plain::take(&mut self.0, value)
    }

    fn is_left_out(&self) -> bool {
        self.0.is_none()
    }
}

/// A list that is left out of the file while it is empty.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema), serde(transparent))]
pub struct Sparse<T>(pub Vec<T>);

impl<T> From<Vec<T>> for Sparse<T> {
    fn from(entries: Vec<T>) -> Self {
        Self(entries)
    }
}

impl<T> Deref for Sparse<T> {
    type Target = Vec<T>;

    fn deref(&self) -> &Vec<T> {
        &self.0
    }
}

impl<T> DerefMut for Sparse<T> {
    fn deref_mut(&mut self) -> &mut Vec<T> {
        &mut self.0
    }
}

impl<T: Plain + Default> Plain for Sparse<T> {
    fn to_value(&self) -> Value {
        self.0.to_value()
    }

    fn take(&mut self, value: Value) -> Result<(), Problem> {
        self.0.take(value)
    }

    fn is_left_out(&self) -> bool {
        self.0.is_empty()
    }
}

//! Texts, numbers, lists and maps as JSON and back.

use std::sync::Arc;

use serde_json::{Map, Value};

use super::{Plain, Problem, from_value};
use crate::sorted_map::SortedMap;

impl Plain for String {
    fn to_value(&self) -> Value {
        Value::String(self.clone())
    }

    fn take(&mut self, value: Value) -> Result<(), Problem> {
        let Value::String(text) = value else { return Err(Problem::expected("a text", &value)) };
        *self = text;
        Ok(())
    }
}

impl Plain for bool {
    fn to_value(&self) -> Value {
        Value::Bool(*self)
    }

    fn take(&mut self, value: Value) -> Result<(), Problem> {
        *self = value.as_bool().ok_or_else(|| Problem::expected("true or false", &value))?;
        Ok(())
    }
}

impl Plain for f64 {
    fn to_value(&self) -> Value {
        Value::from(*self)
    }

    fn take(&mut self, value: Value) -> Result<(), Problem> {
        *self = value.as_f64().ok_or_else(|| Problem::expected("a number", &value))?;
        Ok(())
    }
}

macro_rules! whole_numbers {
    ($($kind:ty)*) => {$(
        impl Plain for $kind {
            fn to_value(&self) -> Value {
                Value::from(*self)
            }

            fn take(&mut self, value: Value) -> Result<(), Problem> {
                *self = whole(&value, u64::from(<$kind>::MAX))? as $kind;
                Ok(())
            }
        }
    )*};
}
whole_numbers! { u8 u16 u32 u64 }

fn whole(value: &Value, most: u64) -> Result<u64, Problem> {
    let fits = value.as_u64().filter(|number| *number <= most);
    fits.ok_or_else(|| Problem::expected(&format!("a whole number from 0 to {most}"), value))
}

impl Plain for Value {
    fn to_value(&self) -> Value {
        self.clone()
    }

    fn take(&mut self, value: Value) -> Result<(), Problem> {
        *self = value;
        Ok(())
    }
}

impl<T: Plain + Default> Plain for Option<T> {
    fn to_value(&self) -> Value {
        self.as_ref().map_or(Value::Null, Plain::to_value)
    }

    fn take(&mut self, value: Value) -> Result<(), Problem> {
        *self = None;
        if value.is_null() { Ok(()) } else { self.insert(T::default()).take(value) }
    }
}

impl<T: Plain + Default> Plain for Arc<T> {
    fn to_value(&self) -> Value {
        T::to_value(self)
    }

    fn take(&mut self, value: Value) -> Result<(), Problem> {
        *self = Arc::new(from_value(value)?);
        Ok(())
    }
}

impl<T: Plain + Default> Plain for Vec<T> {
    fn to_value(&self) -> Value {
        list_value(&mut self.iter().map(|element| element as &dyn Plain))
    }

    fn take(&mut self, value: Value) -> Result<(), Problem> {
        self.clear();
        take_list(self, value)
    }
}

/// A list to which elements are added.
trait Growing {
    /// The last element, which is a new one.
    fn grow(&mut self) -> &mut dyn Plain;
}

impl<T: Plain + Default> Growing for Vec<T> {
    fn grow(&mut self) -> &mut dyn Plain {
        self.push(T::default());
        let last = self.len() - 1;
        &mut self[last]
    }
}

fn take_list(list: &mut dyn Growing, value: Value) -> Result<(), Problem> {
    let Value::Array(elements) = value else { return Err(Problem::expected("a list", &value)) };
    let mut elements = elements.into_iter().enumerate();
    elements.try_for_each(|(index, element)| list.grow().take(element).map_err(|problem| problem.at(index)))
}

fn list_value(elements: &mut dyn Iterator<Item = &dyn Plain>) -> Value {
    Value::Array(elements.map(Plain::to_value).collect())
}

/// Lists of a fixed length.
impl<T: Plain, const N: usize> Plain for [T; N] {
    fn to_value(&self) -> Value {
        list_value(&mut self.iter().map(|element| element as &dyn Plain))
    }

    fn take(&mut self, value: Value) -> Result<(), Problem> {
        let parts = self.each_mut().map(|part| part as &mut dyn Plain);
        take_exactly(value, parts.into())
    }
}

impl<A: Plain, B: Plain> Plain for (A, B) {
    fn to_value(&self) -> Value {
        Value::Array(vec![self.0.to_value(), self.1.to_value()])
    }

    fn take(&mut self, value: Value) -> Result<(), Problem> {
        take_exactly(value, vec![&mut self.0, &mut self.1])
    }
}

fn take_exactly(value: Value, parts: Vec<&mut dyn Plain>) -> Result<(), Problem> {
    match value {
        Value::Array(elements) if elements.len() == parts.len() => {
            let mut pairs = elements.into_iter().zip(parts).enumerate();
            pairs.try_for_each(|(index, (element, part))| part.take(element).map_err(|problem| problem.at(index)))
        }
        other => Err(Problem::expected(&format!("a list of {}", parts.len()), &other)),
    }
}

/// Lists by a key that is a text.
impl<K: Plain + Default + Ord, T: Plain + Default> Plain for SortedMap<K, T> {
    fn to_value(&self) -> Value {
        let mut fields = Map::new();
        for (key, value) in self {
            if let Value::String(key) = key.to_value() {
                fields.insert(key, value.to_value());
            }
        }
        Value::Object(fields)
    }

    fn take(&mut self, value: Value) -> Result<(), Problem> {
        self.clear();
        let Value::Object(fields) = value else { return Err(Problem::expected("an object with fields", &value)) };
        for (key, value) in fields {
            let value = from_value(value).map_err(|problem| problem.inside(&key))?;
            self.insert(from_value(Value::String(key))?, value);
        }
        Ok(())
    }
}

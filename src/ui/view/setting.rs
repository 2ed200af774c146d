//! Attributes, properties, classes and styles.

use std::borrow::Cow;
use std::cell::RefCell;
use std::rc::Rc;

use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlElement};

use crate::ui::reactive::{Callback, Following, Memo, RwSignal};

/// What is set on an element.
#[derive(Clone, Copy, PartialEq)]
pub enum Kind {
    /// An attribute; `false` and nothing take it away.
    Attribute,
    /// A property of the element's object.
    Property,
    /// One class.
    Class,
    /// One style.
    Style,
}

/// A value to be set.
#[derive(PartialEq)]
pub enum Value {
    /// None.
    Absent,
    /// Yes or no.
    Flag(bool),
    /// A text.
    Text(Cow<'static, str>),
}

/// What can be set.
pub trait IntoValue {
    /// The value to be set.
    fn into_value(self) -> Value;
}

impl IntoValue for bool {
    fn into_value(self) -> Value {
        Value::Flag(self)
    }
}

impl IntoValue for &'static str {
    fn into_value(self) -> Value {
        Value::Text(Cow::Borrowed(self))
    }
}

impl IntoValue for String {
    fn into_value(self) -> Value {
        Value::Text(Cow::Owned(self))
    }
}

impl<V: IntoValue> IntoValue for Option<V> {
    fn into_value(self) -> Value {
        self.map_or(Value::Absent, V::into_value)
    }
}

/// A value, or what gives it, followed.
pub enum Setting {
    /// This value.
    Fixed(Value),
    /// What a closure gives, followed.
    Dynamic(Box<dyn Callback<(), Value>>),
}

/// What can be set, once or followed.
pub trait IntoSetting {
    /// The setting.
    fn into_setting(self) -> Setting;
}

macro_rules! fixed {
    ($([$($of:tt)*] $value:ty),+) => {$(
        impl<$($of)*> IntoSetting for $value {
            fn into_setting(self) -> Setting {
                Setting::Fixed(self.into_value())
            }
        }
    )+};
}

fixed!([] bool, [] &'static str, [] String, [V: IntoValue] Option<V>);

impl<F, V> IntoSetting for F
where
    F: FnMut() -> V + 'static,
    V: IntoValue,
{
    fn into_setting(mut self) -> Setting {
        Setting::Dynamic(Box::new(move |()| self().into_value()))
    }
}

impl<V: IntoValue + Clone> IntoSetting for Memo<V> {
    fn into_setting(self) -> Setting {
        (move || self.get()).into_setting()
    }
}

impl<V: IntoValue + Clone> IntoSetting for RwSignal<V> {
    fn into_setting(self) -> Setting {
        (move || self.get()).into_setting()
    }
}

/// A setting as it stands on an element.
pub struct Settled {
    set: Rc<Set>,
    following: Option<Following>,
}

/// Where something is set, and what was set last.
struct Set {
    element: Element,
    kind: Kind,
    name: &'static str,
    last: RefCell<Value>,
}

impl Settled {
    /// Sets it on `element`.
    pub fn new(element: Element, kind: Kind, name: &'static str, setting: Setting) -> Self {
        let set = Rc::new(Set { element, kind, name, last: RefCell::new(Value::Absent) });
        let mut settled = Self { set, following: None };
        settled.update(setting);
        settled
    }

    /// Sets something else.
    pub fn update(&mut self, setting: Setting) {
        self.following = match setting {
            Setting::Fixed(value) => {
                self.set.take(value);
                None
            }
            Setting::Dynamic(mut give) => {
                let set = Rc::clone(&self.set);
                Some(Following::new(Box::new(move |()| set.take(give.call(())))))
            }
        };
    }
}

impl Set {
    fn take(&self, value: Value) {
        if *self.last.borrow() != value {
            self.write(&value);
            *self.last.borrow_mut() = value;
        }
    }

    fn write(&self, value: &Value) {
        let Self { element, kind, name, .. } = self;
        // The browser refuses only names that are none.
        let _ = match (kind, value) {
            (Kind::Attribute, Value::Text(text)) => element.set_attribute(name, text),
            (Kind::Attribute, Value::Flag(true)) => element.set_attribute(name, ""),
            (Kind::Attribute, _) => element.remove_attribute(name),
            (Kind::Property, value) => {
                let value = match value {
                    Value::Absent => JsValue::NULL,
                    Value::Flag(flag) => JsValue::from_bool(*flag),
                    Value::Text(text) => JsValue::from_str(text),
                };
                js_sys::Reflect::set(element, &JsValue::from_str(name), &value).map(drop)
            }
            (Kind::Class, value) => element.class_list().toggle_with_force(name, *value == Value::Flag(true)).map(drop),
            (Kind::Style, value) => {
                let style = element.unchecked_ref::<HtmlElement>().style();
                let text = if let Value::Text(text) = value { text.as_ref() } else { "" };
                style.set_property(name, text)
            }
        };
    }
}

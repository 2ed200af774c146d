//! The form every record of the document has.

/// Declares records: plain public fields, every one optional when read; its default, unless another is given after
/// `=`, is that of its kind. With `..extra` at the end a record keeps the fields it does not know, as every record that
/// people write does. `left out when is_empty` after the name leaves a record out of the one it stands in.
macro_rules! record {
    ($(
        $(#[$meta:meta])* pub struct $name:ident $(left out when $left_out:ident)? {
            $($(#[$field_meta:meta])* pub $field:ident: $kind:ty $(= $default:expr)?,)*
            $(..$extra:ident)?
        }
    )*) => {$(
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq)]
        #[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema), serde(default))]
        pub struct $name {
            $($(#[$field_meta])* pub $field: $kind,)*
            $(
                /// Fields this version does not know, kept as they came and written back.
                #[cfg_attr(not(target_arch = "wasm32"), serde(flatten))]
                pub $extra: $crate::package::Extra,
            )?
        }

        impl Default for $name {
            fn default() -> Self {
                Self {
                    $($field: record!(@default $($default)?),)*
                    $($extra: $crate::package::Extra::new(),)?
                }
            }
        }

        impl $crate::package::document::Fields for $name {
            fn each(&self, visit: &mut dyn FnMut(&'static str, &dyn $crate::package::document::Plain)) {
                $(visit(stringify!($field), &self.$field);)*
            }

            fn each_mut(&mut self, visit: &mut dyn FnMut(&'static str, &mut dyn $crate::package::document::Plain)) {
                $(visit(stringify!($field), &mut self.$field);)*
            }

            $(
                fn unknown(&self) -> Option<&$crate::package::Extra> {
                    Some(&self.$extra)
                }

                fn unknown_mut(&mut self) -> Option<&mut $crate::package::Extra> {
                    Some(&mut self.$extra)
                }
            )?
        }

        impl $crate::package::document::Plain for $name {
            fn to_value(&self) -> serde_json::Value {
                $crate::package::document::write_fields(self)
            }

            fn take(&mut self, value: serde_json::Value) -> Result<(), $crate::package::document::Problem> {
                $crate::package::document::take_fields(self, value)
            }

            $(
                fn is_left_out(&self) -> bool {
                    self.$left_out()
                }
            )?
        }

        serde_by_value! { $name }
    )*};
    (@default) => { Default::default() };
    (@default $default:expr) => { $default };
}

/// Makes documents part of what serde reads and writes.
macro_rules! serde_by_value {
    ($name:ident) => {
        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                $crate::package::document::Plain::to_value(self).serialize(serializer)
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let value = serde_json::Value::deserialize(deserializer)?;
                $crate::package::document::from_value(value).map_err(serde::de::Error::custom)
            }
        }
    };
}

/// Declares one of several forms, each with its fields; in JSON the field `kind` says which it is.
macro_rules! choice {
    ($(#[$meta:meta])* pub enum $name:ident {
        $($(#[$form_meta:meta])* $form:ident $({ $($(#[$field_meta:meta])* $field:ident: $kind:ty,)* })?,)*
    }) => {
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq)]
        #[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema), serde(tag = "kind", rename_all = "snake_case"))]
        pub enum $name {
            $($(#[$form_meta])* $form $({ $($(#[$field_meta])* $field: $kind,)* })?,)*
        }

        impl $crate::package::document::Plain for $name {
            fn to_value(&self) -> serde_json::Value {
                use $crate::package::document::{Plain, Tagged};
                match self {
                    $(Self::$form $({ $($field),* })? => {
                        let fields: &[(&str, &dyn Plain)] = &[$($((stringify!($field), $field)),*)?];
                        Tagged::value(stringify!($form), fields)
                    })*
                }
            }

            #[allow(unused_mut)]
            fn take(&mut self, value: serde_json::Value) -> Result<(), $crate::package::document::Problem> {
                let mut given = $crate::package::document::Tagged::of(value)?;
                $(if given.is(stringify!($form)) {
                    *self = Self::$form $({ $($field: given.required(stringify!($field))?),* })?;
                    return Ok(());
                })*
                Err(given.unknown(&[$(stringify!($form)),*]))
            }
        }

        serde_by_value! { $name }
    };
}

/// Declares a closed set of words: `snake_case` in JSON, each with its label for people.
macro_rules! words {
    ($($(#[$meta:meta])* pub enum $name:ident { $($(#[$variant_meta:meta])* $variant:ident = $label:literal,)* })*) => {$(
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema), serde(rename_all = "snake_case"))]
        pub enum $name { $($(#[$variant_meta])* $variant,)* }

        impl $name {
            /// Every word, in the order people expect them.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The word as shown to people.
            pub const fn label(self) -> &'static str {
                match self { $(Self::$variant => $label,)* }
            }
        }

        impl $crate::package::document::Plain for $name {
            fn to_value(&self) -> serde_json::Value {
                const NAMES: &[&str] = &[$(stringify!($variant)),*];
                serde_json::Value::String($crate::package::document::snake_case(NAMES[*self as usize]))
            }

            fn take(&mut self, value: serde_json::Value) -> Result<(), $crate::package::document::Problem> {
                const NAMES: &[&str] = &[$(stringify!($variant)),*];
                *self = Self::ALL[$crate::package::document::take_word(NAMES, &value)?];
                Ok(())
            }
        }

        serde_by_value! { $name }

        impl $crate::package::Word for $name {
            const WORDS: &'static [Self] = Self::ALL;

            fn word(self) -> &'static str {
                self.label()
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                out.write_str(self.label())
            }
        }
    )*};
}

/// A closed set of words people choose from.
pub trait Word: Copy + PartialEq + Send + Sync + 'static {
    /// Every word, in the order people expect them.
    const WORDS: &'static [Self];

    /// The word as shown to people.
    fn word(self) -> &'static str;
}

//! The form every record of the document has.

use std::collections::BTreeMap;

/// Fields this version does not know, kept as they came and written back.
pub type Extra = BTreeMap<String, serde_json::Value>;

/// Declares records: plain public fields, every one optional when read, unknown ones kept in `extra`.
macro_rules! record {
    ($($(#[$meta:meta])* pub struct $name:ident { $($(#[$field_meta:meta])* pub $field:ident: $kind:ty,)* })*) => {$(
        $(#[$meta])*
        #[derive(Clone, Debug, Default, PartialEq, serde::Serialize, serde::Deserialize)]
        #[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
        #[serde(default)]
        pub struct $name {
            $($(#[$field_meta])* pub $field: $kind,)*
            /// Fields this version does not know, kept as they came and written back.
            #[serde(flatten)]
            pub extra: $crate::package::Extra,
        }
    )*};
}

/// Declares a closed set of words: `snake_case` in JSON, each with its label for people.
macro_rules! words {
    ($($(#[$meta:meta])* pub enum $name:ident { $($(#[$variant_meta:meta])* $variant:ident = $label:literal,)* })*) => {$(
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        #[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
        #[serde(rename_all = "snake_case")]
        pub enum $name { $($(#[$variant_meta])* $variant,)* }

        impl $name {
            /// Every word, in the order people expect them.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The word as shown to people.
            pub const fn label(self) -> &'static str {
                match self { $(Self::$variant => $label,)* }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                out.write_str(self.label())
            }
        }
    )*};
}

//! Identifiers of records.

use super::document::{Plain, Problem};

/// Names one record within a package, such as `risk-k3f9q`. Never shown as the only name of a thing.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema), serde(transparent))]
pub struct Id(pub String);

impl Plain for Id {
    fn to_value(&self) -> serde_json::Value {
        self.0.to_value()
    }

    /// One that could not be shown in a line, or is longer than [`Id::MOST_LETTERS`], is refused.
    fn take(&mut self, value: serde_json::Value) -> Result<(), Problem> {
        let is_fit = |text: &str| text.chars().count() <= Self::MOST_LETTERS && !text.chars().any(char::is_control);
        if value.as_str().is_some_and(|text| !is_fit(text)) {
            let expected =
                format!("an identifier of at most {} letters without control characters", Self::MOST_LETTERS);
            return Err(Problem::expected(&expected, &value));
        }
        self.0.take(value)
    }
}

serde_by_value! { Id }

impl Id {
    /// How long an identifier may be.
    pub const MOST_LETTERS: usize = 200;

    /// A new identifier: `prefix`, a dash, and eight letters and digits drawn from `entropy`.
    ///
    /// Two people adding a risk to two copies of a package get two identifiers, so a merge keeps both.
    pub fn fresh(prefix: &str, entropy: u64) -> Self {
        const ALPHABET: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";
        let tail = (0..8).map(|place| {
            let index = (entropy >> (5 * place)) & 31;
            char::from(ALPHABET[index as usize])
        });
        Self(format!("{prefix}-{}", tail.collect::<String>()))
    }

    /// Whether nothing is named.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The identifier's text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<&str> for Id {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

impl std::fmt::Display for Id {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(&self.0)
    }
}

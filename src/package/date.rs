//! Calendar dates, as people type them into due and review fields.

use engine::instant::parse_date;

use super::document::{Plain, Problem};

/// A calendar date as ISO text (`2026-11-21`), or empty when not set. Text order is date order.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema), serde(transparent))]
pub struct Date(pub String);

impl Plain for Date {
    fn to_value(&self) -> serde_json::Value {
        self.0.to_value()
    }

    /// A text that is no date of the calendar is refused.
    fn take(&mut self, value: serde_json::Value) -> Result<(), Problem> {
        match value.as_str() {
            Some(text) if text.is_empty() || (text.len() == 10 && parse_date(text).is_some()) => self.0.take(value),
            _ => Err(Problem::expected("a date such as 2026-11-21, or an empty text", &value)),
        }
    }
}

serde_by_value! { Date }

impl Date {
    /// Whether no date is set.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether this date is set and lies before `other`, which is set too.
    pub fn is_before(&self, other: &Self) -> bool {
        !self.is_empty() && !other.is_empty() && self < other
    }
}

impl From<&str> for Date {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

impl std::fmt::Display for Date {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::package::document::from_value;

    #[test]
    fn only_dates_of_the_calendar_are_dates() {
        for text in ["", "2026-11-21", "2024-02-29", "2000-02-29", "0001-01-01", "2026-12-31"] {
            assert_eq!(from_value::<Date>(text.into()), Ok(Date::from(text)), "{text}");
        }
        for text in [
            "2026-02-29",
            "1900-02-29",
            "2026-04-31",
            "2026-13-01",
            "2026-00-10",
            "2026-1-1",
            "soon",
            "2026-11-21T00:00",
        ] {
            let what = from_value::<Date>(text.into()).unwrap_err().what;
            assert!(what.starts_with("expected a date such as 2026-11-21"), "{text}: {what}");
        }
    }
}

//! Which series count: a name and conditions on labels.

use std::fmt::{self, Display};

/// A series' name and its conditions, all of them what PromQL takes.
#[derive(Clone, Debug, PartialEq)]
pub struct Selector {
    name: String,
    conditions: Vec<Condition>,
}

/// A condition on a label.
#[derive(Clone, Debug, PartialEq)]
struct Condition {
    label: String,
    operator: &'static str,
    value: String,
}

/// Longest first, so that none hides another.
const OPERATORS: [&str; 4] = ["=~", "!~", "!=", "="];

impl Selector {
    /// Reads a series such as `requests_total` or `requests_total{code="500"}`, with further conditions without braces.
    ///
    /// # Errors
    /// What cannot be, as the end of a sentence.
    pub fn of(series: &str, labels: &str) -> Result<Self, String> {
        let series = series.trim();
        let (name, own) = match series.split_once('{') {
            None => (series, ""),
            Some((name, rest)) => (
                name.trim_end(),
                rest.strip_suffix('}').ok_or(format!("the series “{series}” has a brace that is not closed"))?,
            ),
        };
        if name.is_empty() {
            return Err("it does not say which series it is read from".to_owned());
        }
        if !is_name(name, ':') {
            return Err(format!("“{name}” is not the name of a series: letters, digits, “_” and “:” make one"));
        }
        let mut conditions = conditions(own)?;
        conditions.extend(self::conditions(labels)?);
        Ok(Self { name: name.to_owned(), conditions })
    }

    /// The series of one name, of one service where it has a name.
    pub fn named(name: &str, service: &str) -> Self {
        let condition = |value: &str| Condition { label: "service".to_owned(), operator: "=", value: value.to_owned() };
        Self {
            name: name.to_owned(),
            conditions: Some(service).filter(|name| !name.is_empty()).map(condition).into_iter().collect(),
        }
    }

    /// Another series of the same family.
    pub fn suffixed(&self, suffix: &str) -> Self {
        Self { name: format!("{}{suffix}", self.name), ..self.clone() }
    }

    /// Whether it is of the same name.
    pub fn is_of(&self, other: &Self) -> bool {
        self.name == other.name
    }

    /// With one more condition.
    pub fn with(mut self, label: &str, operator: &'static str, value: &str) -> Self {
        self.conditions.push(Condition { label: label.to_owned(), operator, value: value.to_owned() });
        self
    }

    /// Whether a condition is on this label.
    pub fn selects(&self, label: &str) -> bool {
        self.conditions.iter().any(|condition| condition.label == label)
    }

    /// A series that it selects, in the notation of series.
    pub fn example(&self) -> String {
        let mut labels: Vec<(&str, String)> = Vec::new();
        for condition in &self.conditions {
            let value = match condition.operator {
                "=" => condition.value.clone(),
                "=~" => matching(&condition.value),
                // A label that is not there is empty, which these take.
                _ => continue,
            };
            if !labels.iter().any(|(label, _)| *label == condition.label) {
                labels.push((&condition.label, value));
            }
        }
        let labels: Vec<String> = labels.iter().map(|(label, value)| format!("{label}={}", quoted(value))).collect();
        format!("{}{{{}}}", self.name, labels.join(","))
    }
}

impl Display for Selector {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let conditions: Vec<String> = self
            .conditions
            .iter()
            .map(|Condition { label, operator, value }| format!("{label}{operator}{}", quoted(value)))
            .collect();
        match conditions.is_empty() {
            true => out.write_str(&self.name),
            false => write!(out, "{}{{{}}}", self.name, conditions.join(",")),
        }
    }
}

fn is_name(text: &str, also: char) -> bool {
    let begins = text.starts_with(|letter: char| letter.is_ascii_alphabetic() || letter == '_' || letter == also);
    begins && text.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '_' || letter == also)
}

fn conditions(text: &str) -> Result<Vec<Condition>, String> {
    let (mut rest, mut found) = (text.trim(), Vec::new());
    while !rest.is_empty() {
        let end = rest.find(['=', '!']).ok_or(format!("the condition “{rest}” compares nothing"))?;
        let label = rest[..end].trim();
        if !is_name(label, '_') || label == "__name__" {
            return Err(format!("“{label}” is not the name of a label: letters, digits and “_” make one"));
        }
        let operator = OPERATORS.into_iter().find(|operator| rest[end..].starts_with(operator));
        let operator = operator.ok_or(format!("the condition on “{label}” compares nothing"))?;
        let (value, after) = value(rest[end + operator.len()..].trim_start())
            .ok_or(format!("the value of “{label}” does not stand in quotation marks"))?;
        if operator.ends_with('~') && !is_plain_pattern(&value, operator == "!~") {
            return Err(format!(
                "the pattern of “{label}” cannot be checked here: letters, digits, “_”, “-”, “|” and “.” are taken"
            ));
        }
        found.push(Condition { label: label.to_owned(), operator, value });
        rest = match after.trim_start() {
            "" => "",
            after => after.strip_prefix(',').ok_or("its conditions are not divided by commas")?.trim_start(),
        };
    }
    Ok(found)
}

/// A text in straight quotation marks, and what follows it.
fn value(text: &str) -> Option<(String, &str)> {
    let mut letters = text.char_indices();
    let (_, mark) = letters.next().filter(|(_, mark)| matches!(mark, '"' | '\''))?;
    let mut value = String::new();
    while let Some((at, letter)) = letters.next() {
        match letter {
            '\\' => value.push(match letters.next()?.1 {
                'n' => '\n',
                't' => '\t',
                other @ ('\\' | '"' | '\'') => other,
                _ => return None,
            }),
            letter if letter == mark => return Some((value, &text[at + letter.len_utf8()..])),
            letter => value.push(letter),
        }
    }
    None
}

/// A text in quotation marks as PromQL reads it.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for letter in text.chars() {
        match letter {
            '"' | '\\' => out.extend(['\\', letter]),
            '\n' => out.push_str("\\n"),
            letter if letter.is_control() => out.push_str(&format!("\\u{:04x}", u32::from(letter))),
            letter => out.push(letter),
        }
    }
    out + "\""
}

/// Whether a pattern is simple enough to be right in every engine: alternatives of plain letters, any letter for a dot,
/// any text for `.*` and `.+`. One that excludes must leave the empty text in.
fn is_plain_pattern(pattern: &str, excludes: bool) -> bool {
    let plain = pattern.replace(".*", ".").replace(".+", ".");
    let every = !plain.is_empty() && plain.chars().all(|one| one.is_ascii_alphanumeric() || "_-|.".contains(one));
    every && !(excludes && pattern.split('|').any(|one| one.is_empty() || one == ".*"))
}

/// A text that a plain pattern matches.
fn matching(pattern: &str) -> String {
    pattern.split('|').next().unwrap_or_default().replace(".*", ".").replace(".+", ".").replace('.', "0")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_selector_is_written_as_it_is_meant() {
        let check = |series: &str, labels: &str, expected: &str, example: &str| {
            let selector = Selector::of(series, labels).unwrap();
            assert_eq!((selector.to_string().as_str(), selector.example().as_str()), (expected, example));
        };
        check("up", "", "up", "up{}");
        check(" a:b { c = 'd' } ", "e=\"f\"", "a:b{c=\"d\",e=\"f\"}", "a:b{c=\"d\",e=\"f\"}");
        check(
            "a{code=~\"5..|429\"}",
            "b!=\"c\", d!~\"e.+\"",
            "a{code=~\"5..|429\",b!=\"c\",d!~\"e.+\"}",
            "a{code=\"500\"}",
        );
        check("a", "b=\"c\\\"} or vector(1)\"", "a{b=\"c\\\"} or vector(1)\"}", "a{b=\"c\\\"} or vector(1)\"}");
    }

    #[test]
    fn what_promql_would_refuse_is_refused() {
        for (series, labels) in [
            ("", ""),
            ("9a", ""),
            ("a b", ""),
            ("a{", ""),
            ("a{b=\"c\"", ""),
            ("a}", ""),
            ("a", "b"),
            ("a", "b=c"),
            ("a", "b=\"c"),
            ("a", "b=~\"(\""),
            ("a", "b=~\"a**\""),
            ("a", "b!~\".*\""),
            ("a", "b=\"c\" d=\"e\""),
            ("a", "__name__=\"c\""),
            ("a", "b==\"c\""),
        ] {
            assert!(Selector::of(series, labels).is_err(), "{series} {labels}");
        }
    }

    proptest! {
        #[test]
        fn whatever_is_written_is_read_again(name in "[a-z_:][a-z0-9_:]{0,8}", label in "[a-z][a-z0-9_]{0,6}", value in any::<String>()) {
            let selector = Selector { name, conditions: vec![Condition { label, operator: "=", value }] };
            prop_assume!(!selector.conditions[0].value.chars().any(|one| one.is_control() && one != '\n'));
            prop_assert_eq!(Selector::of(&selector.to_string(), "").unwrap(), selector);
        }

        #[test]
        fn no_text_panics(series in any::<String>(), labels in any::<String>()) {
            let _ = Selector::of(&series, &labels);
        }
    }
}

//! A monitor's number in PromQL, and series that make it whatever is wanted.

mod selector;
mod trace;

use crate::package::Signal;
use crate::package::signal::SignalKind;
use selector::Selector;
pub use trace::{Series, idle, series};

/// A signal that has been read: every part of it is there and is what PromQL takes.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    form: Form,
    factor: f64,
}

#[derive(Clone, Debug, PartialEq)]
enum Form {
    Gauge(Selector),
    Share { part: Selector, whole: Selector },
    Quantile { histogram: Selector, quantile: f64 },
    Slow { histogram: Selector, bound: f64 },
    Expression(String),
}

impl Reading {
    /// Reads a signal.
    ///
    /// # Errors
    /// What is missing or cannot be, as the end of a sentence.
    pub fn of(signal: &Signal) -> Result<Self, String> {
        let factor = signal.multiplied_by();
        if !(factor.is_finite() && factor > 0.0) {
            return Err("its factor is not a number above 0".to_owned());
        }
        let selector = |series: &str| Selector::of(series, &signal.labels);
        let form = match signal.kind {
            SignalKind::Gauge => Form::Gauge(selector(&signal.series)?),
            SignalKind::Share => {
                if signal.total.trim().is_empty() {
                    return Err("it does not say which counter holds all events".to_owned());
                }
                Form::Share { part: selector(&signal.series)?, whole: selector(&signal.total)? }
            }
            SignalKind::Quantile => {
                let quantile = signal.quantile.filter(|quantile| *quantile > 0.0 && *quantile < 1.0);
                let quantile = quantile.ok_or("its quantile is not between 0 and 1")?;
                Form::Quantile { histogram: histogram(selector(&signal.series)?)?, quantile }
            }
            SignalKind::Slow => {
                let bound = signal.bound.filter(|bound| bound.is_finite() && *bound > 0.0);
                let bound = bound.ok_or("it does not say above which bound an event is slow")?;
                Form::Slow { histogram: histogram(selector(&signal.series)?)?, bound }
            }
            SignalKind::Expression => Form::Expression(expression(&signal.series)?),
        };
        Ok(Self { form, factor })
    }

    /// A gauge of this name, for a monitor of which nobody has said how it is read.
    pub fn gauge(name: &str, service: &str) -> Self {
        Self { form: Form::Gauge(Selector::named(name, service)), factor: 1.0 }
    }

    /// The number over a window such as `5m`, in the unit of the thresholds, as one value without labels.
    pub fn over(&self, window: &str) -> String {
        let value = self.bare(window);
        match self.factor {
            1.0 => value,
            factor => format!("{factor} * {value}"),
        }
    }

    /// The same of the series with one more label, such as those of the new version alone; an expression of people's own
    /// and a gauge stay as they are, which this tells.
    pub fn narrowed(&self, label: &str, operator: &'static str, value: &str) -> (Self, bool) {
        let narrow = |selector: &Selector| selector.clone().with(label, operator, value);
        let form = match &self.form {
            Form::Gauge(_) | Form::Expression(_) => return (self.clone(), false),
            Form::Share { part, whole } => Form::Share { part: narrow(part), whole: narrow(whole) },
            Form::Quantile { histogram, quantile } => {
                Form::Quantile { histogram: narrow(histogram), quantile: *quantile }
            }
            Form::Slow { histogram, bound } => Form::Slow { histogram: narrow(histogram), bound: *bound },
        };
        (Self { form, ..*self }, true)
    }

    /// The share of bad events over a window, between 0 and 1; nothing when it is no share.
    pub fn share_over(&self, window: &str) -> Option<String> {
        matches!(self.form, Form::Share { .. } | Form::Slow { .. }).then(|| self.bare(window))
    }

    /// The queries of a share's good events and of all events, as counters; nothing when it is no share.
    pub fn counters(&self) -> Option<(String, String)> {
        match &self.form {
            Form::Share { part, whole } => Some((format!("{whole} - {part}"), whole.to_string())),
            Form::Slow { histogram, bound } => {
                Some((bucket(histogram, *bound).to_string(), histogram.suffixed("_count").to_string()))
            }
            _ => None,
        }
    }

    fn bare(&self, window: &str) -> String {
        match &self.form {
            Form::Gauge(gauge) => format!("avg(avg_over_time({gauge}[{window}]))"),
            Form::Share { part, whole } => format!("(sum(rate({part}[{window}])) / sum(rate({whole}[{window}])))"),
            Form::Quantile { histogram, quantile } => {
                let buckets = histogram.suffixed("_bucket");
                format!("histogram_quantile({quantile}, sum by (le) (rate({buckets}[{window}])))")
            }
            Form::Slow { histogram, bound } => format!(
                "(1 - sum(rate({}[{window}])) / sum(rate({}[{window}])))",
                bucket(histogram, *bound),
                histogram.suffixed("_count")
            ),
            Form::Expression(expression) => format!("({expression})"),
        }
    }
}

/// The bucket of events up to a bound.
fn bucket(histogram: &Selector, bound: f64) -> Selector {
    histogram.suffixed("_bucket").with("le", "=", &bound.to_string())
}

/// A histogram, whose bounds are not for people to select.
fn histogram(selector: Selector) -> Result<Selector, String> {
    match selector.selects("le") {
        true => Err("its labels name the bound “le”, which is asked for apart".to_owned()),
        false => Ok(selector),
    }
}

/// An expression on one line that ends where its parentheses do, so that nothing can follow it.
fn expression(text: &str) -> Result<String, String> {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let (mut open, mut quote, mut escaped) = (Vec::new(), None, false);
    for letter in text.chars() {
        match (quote, letter) {
            (Some(_), _) if escaped => escaped = false,
            (Some('"' | '\''), '\\') => escaped = true,
            (Some(mark), _) => quote = quote.filter(|_| letter != mark),
            (None, '"' | '\'' | '`') => quote = Some(letter),
            (None, '#') => return Err("its expression holds a comment".to_owned()),
            (None, '(' | '[' | '{') => open.push(letter),
            (None, ')' | ']' | '}') => {
                let fits = matches!((open.pop(), letter), (Some('('), ')') | (Some('['), ']') | (Some('{'), '}'));
                if !fits {
                    return Err(format!("its expression closes “{letter}” where nothing is open"));
                }
            }
            _ => {}
        }
    }
    match (text.is_empty(), open.last(), quote) {
        (true, ..) => Err("it has no expression".to_owned()),
        (_, Some(letter), _) => Err(format!("its expression leaves “{letter}” open")),
        (.., Some(mark)) => Err(format!("its expression leaves {mark} open")),
        _ => Ok(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn signal(kind: SignalKind, series: &str, total: &str) -> Signal {
        Signal {
            kind,
            series: series.to_owned(),
            total: total.to_owned(),
            labels: "service=\"shop\"".to_owned(),
            quantile: Some(0.99),
            bound: Some(0.2),
            factor: Some(1000.0),
            ..Signal::default()
        }
    }

    #[test]
    fn every_kind_is_one_value_over_its_window() {
        let check = |kind, series: &str, total: &str, expected: &str| {
            assert_eq!(Reading::of(&signal(kind, series, total)).unwrap().over("5m"), expected);
        };
        check(SignalKind::Gauge, "depth", "", "1000 * avg(avg_over_time(depth{service=\"shop\"}[5m]))");
        check(
            SignalKind::Share,
            "requests_total{code=~\"5..\"}",
            "requests_total",
            "1000 * (sum(rate(requests_total{code=~\"5..\",service=\"shop\"}[5m])) / sum(rate(requests_total{service=\"shop\"}[5m])))",
        );
        check(
            SignalKind::Quantile,
            "latency_seconds",
            "",
            "1000 * histogram_quantile(0.99, sum by (le) (rate(latency_seconds_bucket{service=\"shop\"}[5m])))",
        );
        check(
            SignalKind::Slow,
            "latency_seconds",
            "",
            "1000 * (1 - sum(rate(latency_seconds_bucket{service=\"shop\",le=\"0.2\"}[5m])) / sum(rate(latency_seconds_count{service=\"shop\"}[5m])))",
        );
        check(SignalKind::Expression, "max( a )\n or b", "", "1000 * (max( a ) or b)");
    }

    #[test]
    fn what_is_missing_or_could_break_out_is_refused() {
        let refused = |kind, series: &str, total: &str| Reading::of(&signal(kind, series, total)).unwrap_err();
        assert_eq!(refused(SignalKind::Share, "a", " "), "it does not say which counter holds all events");
        assert_eq!(
            refused(SignalKind::Quantile, "a{le=\"1\"}", ""),
            "its labels name the bound “le”, which is asked for apart"
        );
        assert_eq!(refused(SignalKind::Expression, "a) or (b", ""), "its expression closes “)” where nothing is open");
        assert_eq!(refused(SignalKind::Expression, "a # b", ""), "its expression holds a comment");
        assert_eq!(refused(SignalKind::Expression, "a{b=\"c}", ""), "its expression leaves “{” open");
        assert_eq!(refused(SignalKind::Expression, "", ""), "it has no expression");
        let none = Signal { quantile: None, ..signal(SignalKind::Quantile, "a", "") };
        assert_eq!(Reading::of(&none).unwrap_err(), "its quantile is not between 0 and 1");
        let zero = Signal { factor: Some(0.0), ..signal(SignalKind::Gauge, "a", "") };
        assert_eq!(Reading::of(&zero).unwrap_err(), "its factor is not a number above 0");
    }
}

//! Time: dates or numbers, as many as fit.

use super::{
    Scale, Ticks,
    number::{Unit, number},
    scale::step as round_step,
};
use crate::publish::words::figure::month_name;
use crate::telemetry::time::{date_text, parse_date};

const DAY: f64 = 86_400_000.0;
const HOUR: f64 = 3_600_000.0;

/// What counts the time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Time {
    /// A number of something, such as "week" or "row".
    Number(String),
    /// Milliseconds since 1970 UTC.
    Instant,
}

impl Time {
    /// What stands at `x`, such as "week 12" or "5 Jan 2026".
    pub fn label(&self, x: f64) -> String {
        match self {
            Self::Number(unit) => format!("{unit} {}", number(x)),
            Self::Instant => {
                let (year, month, day) = civil(x);
                match hours_of_day(x) {
                    0.0 => format!("{day} {} {year}", month_name(month)),
                    hours => format!("{day} {} {year}, {}", month_name(month), clock(hours)),
                }
            }
        }
    }
}

impl Ticks for Time {
    fn ticks(&self, scale: &Scale, count: usize) -> Vec<(f64, String)> {
        match self {
            Self::Number(_) => Unit::Plain.ticks(scale, count),
            Self::Instant => instants(scale, (scale.high - scale.low) / (count as f64 + 0.5)),
        }
    }

    fn name(&self) -> &str {
        match self {
            Self::Number(unit) => unit,
            Self::Instant => "",
        }
    }
}

fn civil(x: f64) -> (String, usize, usize) {
    let date = date_text(libm::floor(x / DAY) as i64);
    let mut parts = date.rsplitn(3, '-');
    let day = parts.next().and_then(|day| day.parse().ok()).unwrap_or(1);
    let month = parts.next().and_then(|month| month.parse().ok()).unwrap_or(1);
    (parts.next().unwrap_or_default().to_owned(), month, day)
}

fn clock(hours: f64) -> String {
    let minutes = libm::floor(hours * 60.0 + 0.5) as u32;
    format!("{:02}:{:02}", minutes / 60, minutes % 60)
}

fn hours_of_day(x: f64) -> f64 {
    (x - libm::floor(x / DAY) * DAY) / HOUR
}

/// Instants with their labels, in the finest steps of hours, days, weeks, months or years no shorter than `least`.
fn instants(scale: &Scale, least: f64) -> Vec<(f64, String)> {
    let hours = [1.0, 3.0, 6.0, 12.0].map(|hours| hours * HOUR);
    let days = [1.0, 2.0, 7.0, 14.0].map(|days| days * DAY);
    let even = |step: f64, first: f64| {
        let count = libm::floor((scale.high - first) / step) as usize;
        (0..=count).map(move |number| first + number as f64 * step)
    };
    if let Some(step) = hours.into_iter().find(|step| *step >= least) {
        let first = libm::ceil(scale.low / step) * step;
        let label = |at: f64| match hours_of_day(at) {
            0.0 => day_label(at),
            hours => clock(hours),
        };
        return even(step, first).map(|at| (at, label(at))).collect();
    }
    if let Some(step) = days.into_iter().find(|step| *step >= least) {
        // From the first row on, so that weekly rows have their own dates.
        return even(step, libm::ceil(scale.low / DAY) * DAY).map(|at| (at, day_label(at))).collect();
    }
    let some = [1, 2, 3, 6].into_iter().find(|months| *months as f64 * 28.0 * DAY >= least);
    months(scale, some.unwrap_or_else(|| 12 * round_step(least / (365.25 * DAY), 1).max(1.0) as i64))
}

fn day_label(at: f64) -> String {
    let (_, month, day) = civil(at);
    format!("{day} {}", month_name(month))
}

/// The first of every `step`th month; whole years have no need of the month.
fn months(scale: &Scale, step: i64) -> Vec<(f64, String)> {
    let (year, month, _) = civil(scale.low);
    let first = year.parse::<i64>().unwrap_or(1970) * 12 + month as i64 - 1;
    let first = (first + step - 1).div_euclid(step) * step;
    let mut ticks = Vec::new();
    for count in (first..).step_by(usize::try_from(step).unwrap_or(12)) {
        let (year, month) = (count.div_euclid(12), count.rem_euclid(12) as usize + 1);
        let Some(day) = parse_date(&format!("{year:04}-{month:02}-01")) else { break };
        let at = day as f64 * DAY;
        if at > scale.high {
            break;
        }
        if at >= scale.low {
            let label = if step % 12 == 0 { year.to_string() } else { format!("{} {year}", month_name(month)) };
            ticks.push((at, label));
        }
    }
    ticks
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::publish::chart::kit::ticks::fitting;

    fn labels(from: &str, to: &str, pixels: f64) -> Vec<String> {
        let at = |text: &str| crate::telemetry::time::parse_instant(text).expect("a date") as f64;
        let scale = Scale::new((at(from), at(to)), (40.0, 40.0 + pixels));
        fitting(&Time::Instant, &scale).into_iter().map(|(_, label)| label).collect()
    }

    #[test]
    fn dates_are_as_fine_as_fits() {
        assert_eq!(labels("2026-01-05", "2026-02-02", 400.0), ["5 Jan", "12 Jan", "19 Jan", "26 Jan", "2 Feb"]);
        assert_eq!(labels("2026-01-05", "2026-06-29", 300.0), ["Mar 2026", "May 2026"]);
        assert_eq!(
            labels("2026-01-05", "2026-01-06T06:00", 400.0),
            ["5 Jan", "06:00", "12:00", "18:00", "6 Jan", "06:00"]
        );
        assert_eq!(labels("1990-01-01", "2026-01-01", 200.0), ["2000", "2020"]);
    }

    #[test]
    fn an_instant_has_a_label() {
        assert_eq!(Time::Instant.label(1_795_253_400_000.0), "21 Nov 2026, 09:30");
        assert_eq!(Time::Number("week".to_owned()).label(12.0), "week 12");
    }
}

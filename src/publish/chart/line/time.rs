//! The time axis: dates or numbers, as many as fit.

use super::Time;
use crate::{
    publish::chart::{
        Anchor, Drawing, Frame, Mark, Plot, axis,
        number::{Unit, number},
        scale::Scale,
        text,
    },
    telemetry::time::{date_text, parse_date},
};

const DAY: f64 = 86_400_000.0;
const HOUR: f64 = 3_600_000.0;
const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

impl Time {
    /// What stands at `x`, such as "week 12" or "5 Jan 2026".
    pub fn name(&self, x: f64) -> String {
        match self {
            Self::Number(unit) => format!("{unit} {}", number(x)),
            Self::Instant => {
                let (year, month, day) = civil(x);
                match (x - libm::floor(x / DAY) * DAY) / HOUR {
                    0.0 => format!("{day} {} {year}", month_name(month)),
                    hours => format!("{day} {} {year}, {}", month_name(month), clock(hours)),
                }
            }
        }
    }

    /// What the axis counts, for the table's header and beside the axis.
    pub fn unit(&self) -> &str {
        match self {
            Self::Number(unit) => unit,
            Self::Instant => "",
        }
    }

    /// Draws the axis under the plot.
    pub fn draw(&self, drawing: &mut Drawing, frame: &Frame, plot: &Plot) {
        let y = plot.y.start;
        let before = drawing.marks.len();
        match self {
            Self::Number(_) => axis::bottom(drawing, frame, &plot.x, y, Unit::Plain),
            Self::Instant => {
                for (at, label) in instants(&plot.x) {
                    let x = plot.x.at(at);
                    let half = text::width(&label, text::SMALL, false) / 2.0;
                    drawing.push(Mark::line((x, y), (x, y + 4.0), frame.theme.muted, 1.0));
                    drawing.push(Mark::note((x.max(half), y + 12.0), Anchor::Middle, frame.theme.muted, label));
                }
            }
        }
        let numbers = drawing.marks[before..].iter().map(|mark| mark.bounds().2);
        let x = numbers.fold(plot.x.end + 6.0, f64::max) + 8.0;
        let word = text::fit(self.unit(), text::SMALL, false, frame.width - x);
        drawing.push(Mark::note((x, y + 12.0), Anchor::Start, frame.theme.muted, word));
    }
}

fn civil(x: f64) -> (String, usize, usize) {
    let date = date_text(libm::floor(x / DAY) as i64);
    let mut parts = date.rsplitn(3, '-');
    let day = parts.next().and_then(|day| day.parse().ok()).unwrap_or(1);
    let month = parts.next().and_then(|month| month.parse().ok()).unwrap_or(1);
    (parts.next().unwrap_or_default().to_owned(), month, day)
}

fn month_name(month: usize) -> &'static str {
    MONTHS.get(month.wrapping_sub(1)).copied().unwrap_or("–")
}

fn clock(hours: f64) -> String {
    let minutes = libm::floor(hours * 60.0 + 0.5) as u32;
    format!("{:02}:{:02}", minutes / 60, minutes % 60)
}

/// Instants with their labels, the finest steps at which the labels do not touch.
fn instants(scale: &Scale) -> Vec<(f64, String)> {
    // The widest label and its gap.
    const ROOM: f64 = 64.0;
    let span = scale.high - scale.low;
    let least = span * ROOM / (scale.end - scale.start).max(1.0);
    let hours = [1.0, 3.0, 6.0, 12.0].map(|hours| hours * HOUR);
    let days = [1.0, 2.0, 7.0, 14.0].map(|days| days * DAY);
    let even = |step: f64, first: f64| {
        let count = libm::floor((scale.high - first) / step) as usize;
        (0..=count).map(move |place| first + place as f64 * step)
    };
    if let Some(step) = hours.into_iter().find(|step| *step >= least) {
        let first = libm::ceil(scale.low / step) * step;
        let label = |at: f64| match (at - libm::floor(at / DAY) * DAY) / HOUR {
            0.0 => day_label(at),
            hours => clock(hours),
        };
        return even(step, first).map(|at| (at, label(at))).collect();
    }
    if let Some(step) = days.into_iter().find(|step| *step >= least) {
        // From the first row on, so that weekly rows have their own dates.
        return even(step, libm::ceil(scale.low / DAY) * DAY).map(|at| (at, day_label(at))).collect();
    }
    let step = [1, 2, 3, 6, 12].into_iter().find(|months| *months as f64 * 28.0 * DAY >= least);
    months(scale, step.unwrap_or_else(|| 12 * libm::ceil(least / (365.0 * DAY)) as i64))
}

fn day_label(at: f64) -> String {
    let (_, month, day) = civil(at);
    format!("{day} {}", month_name(month))
}

/// The first of every `step`th month.
fn months(scale: &Scale, step: i64) -> Vec<(f64, String)> {
    let (year, month, _) = civil(scale.low);
    let first = year.parse::<i64>().unwrap_or(1970) * 12 + month as i64 - 1;
    let first = (first + step - 1).div_euclid(step) * step;
    let mut marks = Vec::new();
    for count in (first..).step_by(usize::try_from(step).unwrap_or(12)) {
        let (year, month) = (count.div_euclid(12), count.rem_euclid(12) as usize + 1);
        let Some(day) = parse_date(&format!("{year:04}-{month:02}-01")) else { break };
        let at = day as f64 * DAY;
        if at > scale.high {
            break;
        }
        if at >= scale.low {
            marks.push((at, format!("{} {year}", month_name(month))));
        }
    }
    marks
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(from: &str, to: &str, pixels: f64) -> Vec<String> {
        let at = |text: &str| crate::telemetry::time::parse_instant(text).expect("a date") as f64;
        let scale = Scale::new((at(from), at(to)), (40.0, 40.0 + pixels));
        instants(&scale).into_iter().map(|(_, label)| label).collect()
    }

    #[test]
    fn dates_are_as_fine_as_fits() {
        assert_eq!(labels("2026-01-05", "2026-02-02", 400.0), ["5 Jan", "12 Jan", "19 Jan", "26 Jan", "2 Feb"]);
        assert_eq!(labels("2026-01-05", "2026-06-29", 300.0), ["Mar 2026", "May 2026"]);
        assert_eq!(
            labels("2026-01-05", "2026-01-06T06:00", 400.0),
            ["5 Jan", "06:00", "12:00", "18:00", "6 Jan", "06:00"]
        );
        assert_eq!(labels("1990-01-01", "2026-01-01", 200.0), ["Jan 1992", "Jan 2004", "Jan 2016"]);
    }

    #[test]
    fn a_place_in_time_has_a_name() {
        assert_eq!(Time::Instant.name(1_795_253_400_000.0), "21 Nov 2026, 09:30");
        assert_eq!(Time::Number("week".to_owned()).name(12.0), "week 12");
    }
}

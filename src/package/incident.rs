//! Times at which something was wrong in what was measured.

use engine::instant::{parse_date, parse_instant};

use super::Id;

/// Milliseconds in a day.
const DAY: f64 = 86_400_000.0;

record! {
    /// A stretch of time in which something was wrong, so that a monitor should have fired.
    pub struct PastIncident {
        /// Identifier.
        pub id: Id,
        /// What happened, in a few words.
        pub name: String,
        /// The dataset whose time it is told in; every dataset's when empty.
        pub dataset: Id,
        /// The alternative it befell; every one when empty.
        pub alternative: Id,
        /// The monitor or service level that should have seen it; every one on the dataset when empty.
        pub monitor: Id,
        /// When it began: a day, a day with a time, or seconds where the dataset counts its time.
        pub from: String,
        /// When it was over; a day counts to its end. Until the last row when empty.
        pub until: String,
        ..extra
    }
}

impl PastIncident {
    /// When it began and was over, in milliseconds, since 1970 UTC where they are dates; its end is open when nothing is
    /// written. Nothing when either cannot be read, or it ends before it begins.
    pub fn span(&self) -> Option<(f64, Option<f64>)> {
        let from = moment(&self.from)?;
        if self.until.trim().is_empty() {
            return Some((from, None));
        }
        let whole_day = if parse_date(self.until.trim()).is_some() { DAY } else { 0.0 };
        let until = moment(&self.until)? + whole_day;
        (until > from).then_some((from, Some(until)))
    }
}

/// A moment as people write it, in milliseconds: a day, a day with a time, or seconds.
pub fn moment(text: &str) -> Option<f64> {
    let text = text.trim();
    let seconds = || text.replace(',', ".").parse::<f64>().ok().filter(|seconds| seconds.is_finite());
    parse_instant(text).map(|instant| instant as f64).or_else(|| Some(seconds()? * 1e3))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_read_as_people_write_them() {
        let check = |text: &str, expected| assert_eq!(moment(text), expected, "{text}");
        check("1970-01-02", Some(DAY));
        check("1970-01-01 06:00", Some(DAY / 4.0));
        check(" 90 ", Some(90_000.0));
        for text in ["", "soon", "NaN", "inf", "2026-13-40"] {
            check(text, None);
        }
        let check = |from: &str, until: &str, expected| {
            let incident = PastIncident { from: from.into(), until: until.into(), ..PastIncident::default() };
            assert_eq!(incident.span(), expected, "{from} to {until}");
        };
        check("1970-01-02", "1970-01-02", Some((DAY, Some(2.0 * DAY))));
        check("100", "", Some((100_000.0, None)));
        check("100", "50", None);
        check("100", "later", None);
    }
}

//! What a monitor or service level would have done on the telemetry at hand.

use crate::package::Id;
use crate::package::document::Said;

record! {
    /// One monitor or service level replayed on the telemetry of one alternative.
    ///
    /// Moments are in milliseconds: since 1970 UTC where the rows have dates, else since the count of their time began.
    pub struct ReplayFinding {
        /// The monitor or service level.
        pub id: Id,
        /// The alternative whose rows were read; empty where none could be.
        pub alternative: Id,
        /// Why it could not be replayed; absent when it was.
        pub problem: Option<ReplayProblem>,
        /// Whether moments are dates.
        pub dated: bool,
        /// The first look.
        pub from: f64,
        /// The last look.
        pub until: f64,
        /// From one look to the next, in seconds; 0 of a single one.
        pub step_seconds: f64,
        /// How far each look reached back, in seconds: the window, or from one look to the next where rows are further
        /// apart than the window is long.
        pub window_seconds: f64,
        /// How often it looked.
        pub looks: u32,
        /// How many looks found no value.
        pub silent: u32,
        /// The longest stretch of looks without a value, in seconds, each look counted for the time to the next.
        pub longest_silence_seconds: f64,
        /// What it saw, in order of time, at most 240 points: in the unit of the thresholds; of a service level the share
        /// of bad events over the longest window of its most urgent alert, in percent.
        pub points: Vec<ReplayPoint>,
        /// Every time it would have fired, in order of time, at most 500.
        pub firings: Vec<Firing>,
        /// How many more firings there were.
        pub unlisted: u32,
        /// Whether it is known when something was wrong in this telemetry, so that a firing at another time is one for
        /// nothing.
        pub judged: bool,
        /// Every time at which something was wrong that it should have seen, in order of time.
        pub incidents: Vec<IncidentFinding>,
    }

    /// What was seen at a look, or at several neighbouring ones.
    pub struct ReplayPoint {
        /// When; of several looks the middle.
        pub at: f64,
        /// What was seen; of several looks the mean of what they saw; absent when none saw a value.
        pub value: Option<f64>,
        /// The least and the greatest of several values; left out of a single one.
        pub spread: Said<(f64, f64)>,
    }

    /// One alert from when it came to when it went.
    pub struct Firing {
        /// How urgent.
        pub alarm: Alarm,
        /// Of a service level, which of its alerts: how many times faster than the budget allows.
        pub burn_rate: Option<f64>,
        /// The look at which it came.
        pub from: f64,
        /// The first look at which it was gone; where it never went, a look after the last.
        pub until: f64,
        /// Whether it went before the telemetry ended.
        pub ended: bool,
        /// The value furthest on the wrong side, in the unit of [`ReplayFinding::points`]; absent when there was none.
        pub worst: Option<f64>,
        /// Whether it came while nothing is known to have been wrong; absent when that is not known, and where it tells
        /// that there is no value.
        pub for_nothing: Option<bool>,
    }

    /// Something that was wrong, and how late it was seen.
    pub struct IncidentFinding {
        /// The incident of the package; empty when it was drawn with the telemetry.
        pub incident: Id,
        /// The generated column it was drawn in; empty when people stated it.
        pub column: String,
        /// When it began.
        pub from: f64,
        /// When it was over.
        pub until: f64,
        /// Whether the telemetry has rows of that time.
        pub covered: bool,
        /// Seconds from when it began to the first warning, or ticket; absent when there was none.
        pub warned_after: Option<f64>,
        /// Seconds from when it began to the first critical alert, or page; absent when there was none.
        pub critical_after: Option<f64>,
        /// Whether an alert had come before it began and was still there.
        pub already: bool,
    }
}

words! {
    /// How urgent an alert is.
    pub enum Alarm {
        /// Somebody must act: critical, or a page.
        #[default]
        Critical = "critical",
        /// Somebody should look: a warning, or a ticket.
        Warning = "warning",
        /// There is no value.
        NoValue = "no value",
    }

    /// Why nothing could be replayed.
    pub enum ReplayProblem {
        /// It continues no measure, or one that is gone.
        #[default]
        NoMeasure = "no measure",
        /// Its window is not a length of time.
        NoWindow = "no window",
        /// It has no threshold.
        NoThreshold = "no threshold",
        /// The service level's objective leaves no budget, or no alert could ever come.
        NoBudget = "no budget",
        /// The service level's measure is not a share of events.
        NotAShare = "not a share",
        /// The rows of the measure's dataset are not at hand.
        NotLoaded = "not loaded",
        /// The dataset has no column of time, or one that holds no times.
        NoTime = "no time",
        /// No alternative has rows with a time.
        NoRows = "no rows",
        /// No row has a value.
        NoValues = "no values",
    }
}

impl ReplayFinding {
    /// The firings of one urgency.
    pub fn of(&self, alarm: Alarm) -> impl Iterator<Item = &Firing> {
        self.firings.iter().filter(move |firing| firing.alarm == alarm)
    }

    /// How many firings came while nothing was wrong; absent when that is not known.
    pub fn for_nothing(&self) -> Option<usize> {
        self.judged.then(|| self.firings.iter().filter(|firing| firing.for_nothing == Some(true)).count())
    }
}

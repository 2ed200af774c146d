//! What the telemetry says: every measure for every alternative.

use crate::package::Id;

record! {
    /// A measure's value for one alternative, with its confidence interval.
    pub struct Estimate {
        /// The measure.
        pub measure: Id,
        /// The alternative.
        pub alternative: Id,
        /// The statistic in the measure's unit; absent when no row has a value.
        pub value: Option<f64>,
        /// Lower end of the interval, in the measure's unit; absent when it is not bounded below (say, one row).
        pub low: Option<f64>,
        /// Upper end of the interval, in the measure's unit; absent when it is not bounded above (say, p99 of 200
        /// rows).
        pub high: Option<f64>,
        /// Rows used.
        pub n: u64,
        /// Rows of this alternative without a value.
        pub missing: u64,
        /// Standard error of the value, in the measure's unit, for drawing it at random; absent when unknown.
        pub standard_error: Option<f64>,
        /// How the interval was computed.
        pub interval: IntervalMethod,
        /// For each threshold a gate sets on this measure: rows at which the observed value would
        /// decide. Absent when no number of rows would (the value is the threshold) or when it cannot be
        /// told (too few rows for any interval), in the order of the package's gates on this measure.
        pub needed: Vec<Needed>,
    }

    /// The sample size at which an observed value would decide a gate.
    pub struct Needed {
        /// The gate.
        pub gate: Id,
        /// Rows in all, those at hand included.
        pub n: Option<u64>,
    }
}

words! {
    /// How an interval was computed.
    pub enum IntervalMethod {
        /// None could be.
        #[default]
        None = "none",
        /// Wilson's score interval for a rate.
        Wilson = "Wilson",
        /// Student's t for a mean.
        StudentT = "Student t",
        /// Order statistics for a quantile.
        OrderStatistics = "order statistics",
        /// Moving-block bootstrap.
        BlockBootstrap = "block bootstrap",
        /// The value is a count of what is there, not an estimate.
        Exact = "exact",
    }
}

//! How a metric is read from a time-series database that speaks PromQL.

record! {
    /// What a monitor's number is made of once the service runs.
    pub struct Signal left out when is_empty {
        /// How the number is made of the series.
        pub kind: SignalKind,
        /// The series: of a gauge, the gauge; of a share, the counter of the events meant; of a quantile and of slow
        /// events, the histogram without `_bucket`; of an expression, the expression in PromQL.
        pub series: String,
        /// Of a share, the counter of all events.
        pub total: String,
        /// Which of the series count, as conditions on labels without braces: `service="recommender"`.
        pub labels: String,
        /// Of a quantile, which one, between 0 and 1.
        pub quantile: Option<f64>,
        /// Of slow events, the histogram's bound up to which an event is fast, in the histogram's unit.
        pub bound: Option<f64>,
        /// What the number is multiplied by to be in the unit of the thresholds: 100 from a share to percent, 1000 from
        /// seconds to milliseconds; 1 when there is none.
        pub factor: Option<f64>,
        ..extra
    }
}

words! {
    /// How a number is made of series.
    pub enum SignalKind {
        /// The mean of a gauge over the window.
        #[default]
        Gauge = "a gauge",
        /// Events of one kind among all events of the window.
        Share = "a share of events",
        /// A quantile of a histogram over the window.
        Quantile = "a quantile of a histogram",
        /// Events above a bound of a histogram among all events of the window.
        Slow = "the share of slow events",
        /// An expression of the reader's own, window included.
        Expression = "an expression",
    }
}

impl Signal {
    /// Whether nobody has said yet how it is read.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// What the number is multiplied by.
    pub fn multiplied_by(&self) -> f64 {
        self.factor.unwrap_or(1.0)
    }
}

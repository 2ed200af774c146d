//! The kinds of jobs.

/// Hands the names of all kinds to a macro. A kind travels as its position in this list.
macro_rules! each_kind {
    ($with:ident) => {
        $with! {
            OpenDataset, CloseDataset, PlotSeries, ListRows, DescribeColumns, WriteCsv, EstimateMeasures,
            FindPlan, SampleRobustness, SimulateRelease, SuggestMeasures, VerifyPackage
        }
    };
}
pub(super) use each_kind;

macro_rules! kinds {
    ($($kind:ident),+) => {
        /// What is asked for: each kind is a type of [`job`](super::job).
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[allow(missing_docs)]
        pub enum Kind {
            $($kind),+
        }

        impl Kind {
            /// Every kind.
            pub const ALL: &[Self] = &[$(Self::$kind),+];
        }
    };
}

each_kind! { kinds }

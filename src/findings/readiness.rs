//! How ready team and service are by their own account, in numbers, and what is said of fields and records.

use super::Screen;
use crate::package::Id;
use crate::package::document::Sparse;
use crate::package::readiness::{QuestionPart, TestSection};

record! {
    /// The review in numbers; left out while nothing is asked and nothing rated.
    pub struct ReadinessFinding left out when is_empty {
        /// Each part that has questions, in order.
        pub parts: Sparse<RubricFinding>,
        /// The number of points given over all parts.
        pub points: f64,
        /// The number of points there are to be had.
        pub most: f64,
        /// The completion gate, item by item, in the package's order.
        pub completion: Sparse<CompletionFinding>,
        /// The ML Test Score; absent while no check is rated.
        pub tests: Option<TestScore>,
    }

    /// The points of one part.
    pub struct RubricFinding {
        /// The part.
        pub part: QuestionPart,
        /// How many questions it has.
        pub questions: u32,
        /// How many of them have an answer and points.
        pub judged: u32,
        /// The number of points given.
        pub points: f64,
        /// The number of points its questions can earn.
        pub most: f64,
    }

    /// One item of the completion gate.
    pub struct CompletionFinding {
        /// The item.
        pub id: Id,
        /// Whether it holds.
        pub holds: bool,
        /// The number of what its ground counts; absent where nothing is counted.
        pub found: Option<f64>,
        /// The number asked for.
        pub least: Option<f64>,
    }

    /// The ML Test Score: the least of its four sections' sums (Breck, Cai, Nielsen, Salib & Sculley 2017, section VI).
    pub struct TestScore {
        /// The four sections, in order.
        pub sections: Vec<SectionScore>,
        /// The least of their sums, a number of checks from 0 to 7.
        pub score: f64,
        /// What the score is taken to mean.
        pub band: TestBand,
        /// How many of the 28 checks somebody has rated; the others count as not done.
        pub rated: u32,
    }

    /// One section of the ML Test Score.
    pub struct SectionScore {
        /// The section.
        pub section: TestSection,
        /// The sum of its checks, a number of checks from 0 to 7, one done by hand counting half.
        pub sum: f64,
        /// How many of its checks somebody has rated.
        pub rated: u32,
    }

    /// A comment, and where it leads.
    pub struct CommentFinding {
        /// The comment.
        pub id: Id,
        /// The screen it is about; absent when the address names none.
        pub screen: Option<Screen>,
        /// The record or field within the screen; empty for the whole screen.
        pub anchor: String,
        /// What people call that record; absent where the comment is about a screen or a field, or its record is gone.
        pub record: Option<String>,
        /// Whether what it is about is no longer there.
        pub gone: bool,
        /// Whether it is open.
        pub open: bool,
    }
}

words! {
    /// What an ML Test Score is taken to mean (Breck et al. 2017, table V).
    pub enum TestBand {
        /// 0.
        #[default]
        Research = "more a research project than a product",
        /// Above 0, up to 1.
        Holes = "not wholly untested, but serious holes in reliability are possible",
        /// Above 1, up to 2.
        FirstPass = "a first pass at production, which may need further investment",
        /// Above 2, up to 3.
        Reasonable = "reasonably tested, and more of it could be automated",
        /// Above 3, up to 5.
        Strong = "strong automated tests and monitoring, fit for what must not fail",
        /// Above 5.
        Exceptional = "exceptional automated tests and monitoring",
    }
}

impl ReadinessFinding {
    /// Whether there is nothing to be found.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Whether every item of the completion gate holds; true also when it has none.
    pub fn is_complete(&self) -> bool {
        self.completion.iter().all(|item| item.holds)
    }
}

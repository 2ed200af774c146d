//! Readiness: what a review asks, what is answered, and what must hold before it counts as complete.

use crate::sorted_map::SortedMap;

use super::Id;

record! {
    /// How ready team and service are by their own account.
    pub struct Readiness left out when is_empty {
        /// The review's questions with their answers and points.
        pub questions: Vec<ReviewQuestion>,
        /// What must hold before the review counts as complete.
        pub completion: Vec<CompletionItem>,
        /// The ML Test Score's checks that somebody has rated.
        pub tests: SortedMap<TestCheck, TestRating>,
        ..extra
    }

    /// A question of the review.
    pub struct ReviewQuestion {
        /// Identifier.
        pub id: Id,
        /// The part it belongs to.
        pub part: QuestionPart,
        /// The question.
        pub question: String,
        /// The answer, as it was given.
        pub answer: String,
        /// Points given for the answer, from 0 to `most`; absent until somebody has judged it.
        pub points: Option<f64>,
        /// The most points it can earn.
        pub most: f64 = 1.0,
        ..extra
    }

    /// Something that must hold before the review counts as complete.
    pub struct CompletionItem {
        /// Identifier.
        pub id: Id,
        /// What must hold, in a sentence.
        pub statement: String,
        /// How it is known.
        pub ground: CompletionGround,
        /// The number to be reached, where the ground is one; the ground's own when absent.
        pub least: Option<f64>,
        /// Whether somebody says that it holds, where nothing computes it.
        pub stated: bool,
        ..extra
    }

    /// How far one check of the ML Test Score is done.
    pub struct TestRating {
        /// How.
        pub level: TestLevel,
        /// What shows it.
        pub evidence: String,
        ..extra
    }
}

words! {
    /// A part of the review's questions.
    pub enum QuestionPart {
        /// What one has to understand.
        #[default]
        Conceptual = "Conceptual",
        /// What one would do.
        Applied = "Applied",
        /// What one admits.
        Reflection = "Reflection",
    }

    /// How it is known that something holds.
    pub enum CompletionGround {
        /// Somebody says so.
        #[default]
        Stated = "somebody says so",
        /// Every question has an answer and points.
        Answered = "every question has an answer and points",
        /// The questions' points reach a number; their maximum when none is stated.
        Points = "the points reach",
        /// All checks of the ML Test Score are rated and it reaches a number; 0 when none is stated.
        TestScore = "the ML Test Score is known and reaches",
        /// Each stage is let on by a gate or a person, and steps lead back to an earlier version of each target.
        WayBack = "promotion and rollback are written",
        /// So many serving stacks are compared on tokens; two when none is stated.
        Stacks = "serving stacks compared, at least",
        /// No comment is open.
        Comments = "no comment is open",
    }

    /// How far a check is done, as the ML Test Score counts it.
    pub enum TestLevel {
        /// Not at all: 0.
        #[default]
        Absent = "not done",
        /// By hand, with its results documented and shared: 0.5.
        Manual = "by hand, documented",
        /// By itself, again and again: 1.
        Automated = "automated",
    }

    /// The four sections of the ML Test Score, seven checks each.
    pub enum TestSection {
        /// Features and data.
        #[default]
        Data = "Data",
        /// Model development.
        Model = "Model",
        /// Infrastructure.
        Infrastructure = "Infrastructure",
        /// Monitoring.
        Monitoring = "Monitoring",
    }

    /// The checks of the ML Test Score, section by section (Breck, Cai, Nielsen, Salib & Sculley 2017, tables I to IV).
    pub enum TestCheck {
        /// Data 1.
        #[default]
        Schema = "What each input may hold is written down as a schema, and checked",
        /// Data 2.
        UsefulInputs = "Each input is shown to improve the model",
        /// Data 3.
        InputCost = "No input costs more than it brings: latency, upkeep, dependence",
        /// Data 4.
        InputPolicy = "Inputs keep to the rules on what may be used",
        /// Data 5.
        Privacy = "Personal data is protected along the whole pipeline",
        /// Data 6.
        NewInputs = "A new input reaches production in short time",
        /// Data 7.
        InputCode = "The code that computes inputs is tested",
        /// Model 1.
        Reviewed = "Each model specification is reviewed and under version control",
        /// Model 2.
        ProxyMetrics = "The offline metric moves as what it stands for does",
        /// Model 3.
        Tuned = "Hyperparameters are tuned",
        /// Model 4.
        StalenessKnown = "What an old model costs is known",
        /// Model 5.
        SimplerBaseline = "A simpler model has been tried and is no better",
        /// Model 6.
        Slices = "Quality is enough on every slice of the data that matters",
        /// Model 7.
        Inclusion = "The model is tested for unequal treatment of people",
        /// Infrastructure 1.
        Reproducible = "Training twice on the same data gives the same model",
        /// Infrastructure 2.
        SpecificationTests = "Model specifications have unit tests",
        /// Infrastructure 3.
        PipelineTests = "The whole pipeline has an integration test",
        /// Infrastructure 4.
        ValidatedFirst = "A model's quality is checked before it serves",
        /// Infrastructure 5.
        Debugging = "One example can be followed step by step through the model",
        /// Infrastructure 6.
        Canaried = "A new model meets a little traffic before it meets all",
        /// Infrastructure 7.
        RolledBack = "A model in service can be rolled back fast and safely",
        /// Monitoring 1.
        Dependencies = "Changes of what the service depends on raise a notice",
        /// Monitoring 2.
        Invariants = "Inputs in training and in service are held to what is known of them",
        /// Monitoring 3.
        Skew = "Training and serving compute the same inputs",
        /// Monitoring 4.
        NotStale = "The model in service is not too old",
        /// Monitoring 5.
        NumericalStability = "The model gives no NaN and no infinite value",
        /// Monitoring 6.
        ComputePerformance = "Speed, latency, throughput and memory have not got worse",
        /// Monitoring 7.
        Quality = "Predictions on live data have not got worse",
    }
}

/// How many checks a section has.
pub const CHECKS_A_SECTION: usize = 7;

impl Readiness {
    /// Whether nothing is asked and nothing rated.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl ReviewQuestion {
    /// The most points it can earn, none below zero.
    pub fn most(&self) -> f64 {
        if self.most > 0.0 && self.most.is_finite() { self.most } else { 0.0 }
    }

    /// Points given, never fewer than none nor more than it can earn; absent until somebody has judged it.
    pub fn earned(&self) -> Option<f64> {
        self.points.filter(|points| !points.is_nan()).map(|points| points.clamp(0.0, self.most()))
    }

    /// Whether somebody has answered it.
    pub fn is_answered(&self) -> bool {
        !self.answer.trim().is_empty()
    }
}

impl TestLevel {
    /// What it counts: 0, 0.5 or 1.
    pub const fn points(self) -> f64 {
        match self {
            Self::Absent => 0.0,
            Self::Manual => 0.5,
            Self::Automated => 1.0,
        }
    }
}

impl TestSection {
    /// Its checks.
    pub fn checks(self) -> &'static [TestCheck] {
        let first = self as usize * CHECKS_A_SECTION;
        &TestCheck::ALL[first..first + CHECKS_A_SECTION]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_check_stands_in_one_section() {
        let all: Vec<TestCheck> = TestSection::ALL.iter().flat_map(|section| section.checks()).copied().collect();
        assert_eq!(all, TestCheck::ALL);
        assert_eq!(TestSection::Infrastructure.checks()[0], TestCheck::Reproducible);
        assert_eq!(TestSection::Monitoring.checks()[6], TestCheck::Quality);
    }

    #[test]
    fn points_stay_within_what_can_be_earned() {
        let check = |points: Option<f64>, most: f64, expected: Option<f64>| {
            assert_eq!(ReviewQuestion { points, most, ..ReviewQuestion::default() }.earned(), expected);
        };
        check(Some(0.5), 1.0, Some(0.5));
        check(Some(7.0), 2.0, Some(2.0));
        check(Some(-1.0), 2.0, Some(0.0));
        check(Some(f64::NAN), 2.0, None);
        check(Some(1.0), f64::NAN, Some(0.0));
        check(None, 2.0, None);
    }
}

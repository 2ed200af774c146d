//! What continuous integration said of the component, written down by hand.

use super::{Date, Id};

record! {
    /// One check of continuous integration: what was run, what came of it, and the line that says so.
    pub struct CiCheck {
        /// Identifier.
        pub id: Id,
        /// Short name, such as "Lint".
        pub name: String,
        /// What is checked.
        pub kind: CiCheckKind,
        /// The command, as it was run.
        pub command: String,
        /// The machine or the image it was run on.
        pub machine: String,
        /// What came of it.
        pub outcome: CiOutcome,
        /// When it was run.
        pub date: Date,
        /// The line of the log that says what came of it.
        pub log: String,
        ..extra
    }
}

impl CiCheck {
    /// Whether somebody else could run it again and see the same: a command, what came of it, when, and the line that
    /// says so.
    pub fn is_recorded(&self) -> bool {
        let written = [&self.command, &self.log, &self.date.0].iter().all(|text| !text.trim().is_empty());
        written && self.outcome != CiOutcome::NotRun
    }
}

words! {
    /// What a check of continuous integration looks at.
    pub enum CiCheckKind {
        /// Style and suspicious code.
        #[default]
        Lint = "Lint",
        /// Types.
        Types = "Types",
        /// Building and packaging.
        Build = "Build",
        /// Installing what was built.
        Install = "Install",
        /// Tests.
        Tests = "Tests",
        /// The deployed component answers.
        SmokeTest = "Smoke test",
        /// Known weaknesses of what it depends on.
        Security = "Security",
        /// Anything else.
        Other = "Other",
    }

    /// What came of a check.
    pub enum CiOutcome {
        /// It has not been run.
        #[default]
        NotRun = "not run",
        /// It passed.
        Passed = "passed",
        /// It failed.
        Failed = "failed",
    }
}

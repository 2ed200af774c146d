//! What must be there for a package to be complete.

record! {
    /// Something that must be there for the package to be complete.
    pub struct Requirement {
        /// The name of the check, such as `boundary` or `failure_modes`.
        pub check: String,
        /// How many there must be at least, for a check that counts; the check's own number when not stated.
        pub least: Option<u32>,
        ..extra
    }
}

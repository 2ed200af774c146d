//! Environments compared: which packages machines have in the same version.

use crate::package::Id;

record! {
    /// The environments of one dataset's machines beside each other; of those under one label where the rows have
    /// labels.
    pub struct EnvironmentFinding {
        /// The dataset.
        pub dataset: Id,
        /// The label of the rows, such as an alternative's name; empty where rows have none.
        pub label: String,
        /// The machines, in the order of their columns.
        pub machines: Vec<MachineFinding>,
        /// Packages that some machine has.
        pub packages: u64,
        /// Packages that every machine has in the same version.
        pub identical: u64,
        /// Packages that machines have in different versions.
        pub differing: u64,
        /// Packages that one machine alone has.
        pub only_here: u64,
        /// Packages that several machines have in the same version, and others do not have.
        pub not_everywhere: u64,
        /// Reproducibility, 0 to 1: the share of packages identical on all machines,
        /// |{p : every machine has p, in one version}| / |{p : some machine has p}|. For two machines whose packages
        /// have one version each, it lies between the Jaccard indices of their pairs of package and version (below) and
        /// of their packages (above). Absent of a single machine, which there is nothing to compare with.
        pub reproducibility: Option<f64>,
        /// The packages that are not identical on all machines, by name, at most
        /// [`EnvironmentFinding::MOST_LISTED`].
        pub differences: Vec<PackageFinding>,
    }

    /// One machine's packages in numbers.
    pub struct MachineFinding {
        /// Its name.
        pub name: String,
        /// Packages it has.
        pub packages: u64,
    }

    /// A package that machines do not agree on.
    pub struct PackageFinding {
        /// Its name.
        pub package: String,
        /// How they disagree, in a word: version differs, only here, or not everywhere.
        pub agreement: String,
        /// Its version on each machine, in their order; nothing where it is not installed.
        pub versions: Vec<Option<String>>,
    }
}

impl EnvironmentFinding {
    /// How many packages that differ are listed; the rest are only counted.
    pub const MOST_LISTED: usize = 500;
}

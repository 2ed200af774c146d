//! Scenarios: other weights, another method and scope, kept under a name to be seen beside the ones that decide.

use super::document::Said;
use super::settings::{Method, Normalisation, Scope};
use super::{Id, Package, Weighting};

record! {
    /// What could have decided instead.
    pub struct Scenario {
        /// Identifier.
        pub id: Id,
        /// What it supposes, such as "Cost first".
        pub name: String,
        /// The weights, and whose of them decide.
        pub weighting: Weighting,
        /// The method whose ranking counts.
        pub method: Method,
        /// How values become comparable for the weighted sum.
        pub normalisation: Normalisation,
        /// Which alternatives it is about how sure the answer is, where somebody has said so.
        pub scope: Said<Scope>,
        ..extra
    }
}

impl Scenario {
    /// Takes over what decides in `package` as it stands.
    pub fn keep(&mut self, package: &Package) {
        self.weighting = package.weighting.clone();
        self.method = package.settings.method;
        self.normalisation = package.settings.normalisation;
        self.scope = package.settings.scope;
    }

    /// Lets what the scenario supposes decide in `package`.
    pub fn apply(&self, package: &mut Package) {
        package.weighting = self.weighting.clone();
        package.settings.method = self.method;
        package.settings.normalisation = self.normalisation;
        package.settings.scope = self.scope;
    }
}

//! Templates: complete worked examples to start from.

use super::Package;
use super::document::{self, DocumentError};

/// A worked example one can start from.
#[derive(Clone, Copy, Debug)]
pub struct Template {
    /// As on the command line: `mlops-release`.
    pub name: &'static str,
    /// As on its card.
    pub title: &'static str,
    /// What it is for, in a sentence.
    pub summary: &'static str,
    document: &'static str,
}

/// Every template, in the order of their cards.
pub const TEMPLATES: &[Template] = &[Template {
    name: "mlops-release",
    title: "MLOps and release management",
    summary: "Move an AI assistant from experiment to production: charter, gates, risks, monitoring, and a release pipeline with rollback, on 26 weeks of project telemetry.",
    document: include_str!("mlops-release.json"),
}];

impl Template {
    /// The template of this name.
    pub fn named(name: &str) -> Option<&'static Self> {
        TEMPLATES.iter().find(|template| template.name == name)
    }

    /// The worked example, complete.
    ///
    /// # Errors
    /// Never for the templates of this crate; a test reads each of them.
    pub fn package(&self) -> Result<Package, DocumentError> {
        document::read(self.document)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_template_reads() {
        for template in TEMPLATES {
            let package = template.package().unwrap_or_else(|error| panic!("{}: {error}", template.name));
            assert_eq!(package.template, template.name);
        }
    }
}

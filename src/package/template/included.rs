//! The templates inside the program: for the command line, and for tests. The page has none of them.

use std::sync::LazyLock;

use super::Template;

/// The files, in the order of their cards.
const FILES: &[&str] = &[
    include_str!("../../../public/templates/mlops-release.json"),
    include_str!("../../../public/templates/model-service.json"),
    include_str!("../../../public/templates/environments.json"),
    include_str!("../../../public/templates/production-review.json"),
    include_str!("../../../public/templates/recommender-canary.json"),
];

/// Every template, in the order of their cards.
pub static TEMPLATES: LazyLock<Vec<Template>> = LazyLock::new(|| {
    let read = |file: &&str| Template::read(file).expect("a test reads each of them");
    FILES.iter().map(read).collect()
});

impl Template {
    /// The template of this name.
    pub fn named(name: &str) -> Option<&'static Self> {
        TEMPLATES.iter().find(|template| template.name == name)
    }
}

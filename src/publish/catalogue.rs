//! Every publication: the command line, the Package screen and their help read this list.

use super::publication::Publication;
use super::{json, markdown, memo};

/// Every publication, in the order people are offered them.
pub const PUBLICATIONS: &[Publication] = &[
    json::PUBLICATION,
    markdown::PUBLICATION,
    memo::PUBLICATION,
    // Many files: the page has no way yet to hand them out as one.
    #[cfg(not(target_arch = "wasm32"))]
    super::charts::PUBLICATION,
];

/// The publication of this name.
pub fn publication(name: &str) -> Option<&'static Publication> {
    PUBLICATIONS.iter().find(|publication| publication.name == name)
}

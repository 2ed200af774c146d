//! Every publication: the command line, the Package screen and their help read this list.

use super::manifest::{actions, argo, flagger, grafana, openslo, prometheus};
use super::publication::Publication;
use super::{archive, charts, component_kit, crosswalk, json, markdown, memo, model_card, notebook, tables};

/// Every publication, in the order people are offered them.
pub const PUBLICATIONS: &[Publication] = &[
    json::PUBLICATION,
    markdown::PUBLICATION,
    memo::PUBLICATION,
    notebook::PUBLICATION,
    tables::PUBLICATION,
    charts::PUBLICATION,
    model_card::PUBLICATION,
    crosswalk::PUBLICATION,
    crosswalk::JSON,
    component_kit::PUBLICATION,
    argo::PUBLICATION,
    flagger::PUBLICATION,
    prometheus::PUBLICATION,
    openslo::PUBLICATION,
    grafana::PUBLICATION,
    actions::PUBLICATION,
    EVERYTHING,
];

/// All the others in one file.
const EVERYTHING: Publication = Publication {
    write: |material| {
        let others: Vec<&Publication> =
            PUBLICATIONS.iter().filter(|publication| publication.name != archive::PUBLICATION.name).collect();
        archive::everything(&others, material)
    },
    ..archive::PUBLICATION
};

/// The publication of this name.
pub fn publication(name: &str) -> Option<&'static Publication> {
    PUBLICATIONS.iter().find(|publication| publication.name == name)
}

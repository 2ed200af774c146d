//! Each record of a list has an identifier of its own.
//!
//! What refers to a record names it by its identifier, and finds the first that bears it: a second one would be judged
//! by the first one's findings. As long as nothing refers to the identifier that two share, the later one is given
//! another; what does refer to it could mean either, and only its author knows which.

use serde_json::Value;

use super::document::Plain;
use super::list::{Identifiers, identifiers, record};
use super::release::Simulation;
use super::settings::WeightSpace;
use super::weighting::{Comparison, WeightProfile};
use super::{CriterionSource, Dataset, DatasetSource, Gate, Id, Package};
use crate::order;

/// A record that was given another identifier, because an earlier one of its list bears the same, or because it had
/// none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Renamed {
    /// What it is, and how people call it: "gate “p99 latency”".
    pub record: String,
    /// Where its identifier stands: `gates[2].id`.
    pub path: String,
    /// The identifier it came with; empty when it had none.
    pub former: Id,
    /// The identifier it has.
    pub id: Id,
}

impl std::fmt::Display for Renamed {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { record, former, id, path } = self;
        match former.is_empty() {
            true => write!(out, "The {record} had no identifier; it is “{id}” here ({path})."),
            false => {
                write!(out, "The {record} had the identifier “{former}” of an earlier one; it is “{id}” here ({path}).")
            }
        }
    }
}

/// Two records of a list with one identifier that something refers to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shared {
    /// The identifier.
    pub id: Id,
    /// The record that bears it second, as people call it.
    pub record: String,
    /// Where that one's identifier stands: `gates[2].id`.
    pub path: String,
    /// What refers to it: "a criterion".
    pub referrer: &'static str,
}

/// Gives every record that shares an identifier with an earlier one of its list, or has none, one of its own.
///
/// # Errors
/// When something refers to a shared identifier; the package is then of no use.
pub fn settle(package: &mut Package) -> Result<Vec<Renamed>, Shared> {
    let mut renamed = settle_lists(package, identifiers)?;
    renamed.extend(settle_lists(package, identifiers_within_datasets)?);
    Ok(renamed)
}

/// Finds the lists of records with an identifier each.
type Lists = fn(&mut Package) -> Vec<Identifiers<'_>>;

fn settle_lists(package: &mut Package, lists: Lists) -> Result<Vec<Renamed>, Shared> {
    let taken = taken(lists(package));
    if taken.is_empty() {
        return Ok(Vec::new());
    }
    let document = package.to_value();
    let mut renamed = Vec::new();
    for Taken { list, index, noun, former, path } in taken {
        let record = called(noun, document.pointer(&format!("/{}", path.replace(['.', '['], "/").replace(']', ""))));
        let path = format!("{path}.id");
        if let Some(referrer) = referrer(package, noun, &former) {
            return Err(Shared { id: former, record, path, referrer });
        }
        let mut ids = lists(package).swap_remove(list).ids;
        let id = unused(&former, noun, &ids);
        *ids[index] = id.clone();
        renamed.push(Renamed { record, path, former, id });
    }
    Ok(renamed)
}

/// A record without an identifier of its own.
struct Taken {
    list: usize,
    index: usize,
    noun: &'static str,
    former: Id,
    path: String,
}

fn taken(lists: Vec<Identifiers>) -> Vec<Taken> {
    let mut taken = Vec::new();
    for (list, Identifiers { noun, path, ids }) in lists.into_iter().enumerate() {
        let order = order::argsort(ids.len(), &mut |a, b| (&*ids[a], a).cmp(&(&*ids[b], b)));
        let again = order.windows(2).filter(|pair| ids[pair[0]] == ids[pair[1]]).map(|pair| pair[1]);
        let first = order.first().copied().filter(|first| ids[*first].is_empty());
        let mut places: Vec<usize> = first.into_iter().chain(again).collect();
        places.sort_unstable();
        taken.extend(places.into_iter().map(|index| {
            let (former, path) = (ids[index].clone(), format!("{path}[{index}]"));
            Taken { list, index, noun, former, path }
        }));
    }
    taken
}

fn identifiers_within_datasets(package: &mut Package) -> Vec<Identifiers<'_>> {
    let datasets = package.evidence.datasets.iter_mut().enumerate();
    let lists = datasets.filter_map(|(place, dataset)| match &mut dataset.source {
        DatasetSource::Generated(generator) => Some(Identifiers {
            noun: "generated column",
            path: format!("evidence.datasets[{place}].source.columns"),
            ids: generator.columns.iter_mut().map(|column| &mut column.id).collect(),
        }),
        DatasetSource::Joined(joined) => Some(Identifiers {
            noun: "joined file",
            path: format!("evidence.datasets[{place}].source.files"),
            ids: joined.files.iter_mut().map(|file| &mut file.id).collect(),
        }),
        DatasetSource::Imported(_) => None,
    });
    lists.collect()
}

/// A record as people call it: "gate “p99 latency”".
fn called(noun: &str, record: Option<&Value>) -> String {
    const NAMES: [&str; 13] = [
        "name",
        "metric",
        "question",
        "statement",
        "role",
        "what",
        "action",
        "title",
        "target",
        "decision",
        "path",
        "when",
        "purpose",
    ];
    let text = |name: &&str| record?.get(*name)?.as_str().filter(|text| !text.trim().is_empty());
    NAMES.iter().find_map(text).map_or_else(|| noun.to_owned(), |text| format!("{noun} “{text}”"))
}

/// What people call the record of this identifier: "gate “p99 latency”"; nothing when there is none.
pub fn name_of(package: &Package, id: &Id) -> Option<String> {
    record(package, id).map(|(noun, record)| called(noun, Some(&record.to_value())))
}

/// The identifier with the first number behind it that makes it one nobody bears.
fn unused(former: &Id, noun: &str, ids: &[&mut Id]) -> Id {
    let base = if former.is_empty() { noun.replace(' ', "-") } else { former.0.clone() };
    let numbered = (2..).map(|number| Id(format!("{base}-{number}")));
    numbered.into_iter().find(|id| !ids.iter().any(|other| **other == *id)).unwrap_or_default()
}

/// What refers to the record of this kind and identifier; nothing refers to one without.
pub(super) fn referrer(package: &Package, noun: &str, id: &Id) -> Option<&'static str> {
    if id.is_empty() {
        return None;
    }
    let referrers: &[(&'static str, bool)] = &match noun {
        "alternative" => refer_to_alternative(package, id),
        "criterion" => refer_to_criterion(package, id),
        "triage scenario" => {
            vec![("a triage drill", package.triage.drills.iter().any(|drill| drill.scenario == *id))]
        }
        "dataset" => vec![
            ("a measure", package.evidence.measures.iter().any(|measure| measure.dataset == *id)),
            ("a source of evidence", package.evidence.sources.iter().any(|source| source.dataset == *id)),
            ("an incident", package.incidents.iter().any(|incident| incident.dataset == *id)),
        ],
        "measure" => vec![
            ("a gate", package.gates.iter().any(|gate| gate.measure == *id)),
            (
                "a criterion",
                rests(package, |source| matches!(source, CriterionSource::Measure { measure } if measure == id)),
            ),
            ("a monitor", package.monitors.iter().any(|monitor| monitor.measure == *id)),
            ("a service level", package.service_levels.iter().any(|level| level.measure.0.as_ref() == Some(id))),
        ],
        "gate" => vec![
            (
                "a criterion",
                rests(package, |source| matches!(source, CriterionSource::GateMargin { gate } if gate == id)),
            ),
            ("a risk", package.risks.iter().any(|risk| risk.gate == *id)),
            ("a stage of the release", package.release.stages.iter().any(|stage| stage.promotion_gates.contains(id))),
        ],
        "monitor" => vec![
            ("a risk", package.risks.iter().any(|risk| risk.monitor == *id)),
            ("a failure mode", package.failure_modes.iter().any(|mode| mode.monitor == *id)),
            ("the recommendation", package.recommendation.monitor == *id),
            ("a check", package.release.checks.iter().any(|check| check.monitor == *id)),
            ("an incident", package.incidents.iter().any(|incident| incident.monitor == *id)),
        ],
        "service level" => {
            vec![("an incident", package.incidents.iter().any(|incident| incident.monitor == *id))]
        }
        "stage" => vec![("a check", package.release.checks.iter().any(|check| check.stages.contains(id)))],
        "rollback target" => {
            let rollback = &package.release.rollback;
            vec![
                (
                    "a compatibility rule",
                    rollback.compatibility.iter().any(|rule| rule.target == *id || rule.needs == *id),
                ),
                ("a drill", rollback.drills.iter().any(|drill| drill.target == *id)),
            ]
        }
        "endpoint" => vec![
            ("an interface field", package.interface.fields.iter().any(|field| field.endpoint == *id)),
            ("an error answer", package.interface.errors.iter().any(|error| error.endpoint == *id)),
            ("an example", package.interface.examples.iter().any(|example| example.endpoint == *id)),
        ],
        "error answer" => {
            vec![("an example", package.interface.examples.iter().any(|example| example.error == *id))]
        }
        "example" => {
            vec![("a step of the smoke test", package.deployment.smoke_test.iter().any(|step| step.example == *id))]
        }
        "profile" => vec![("the weighting", package.weighting.active == *id)],
        _ => Vec::new(),
    };
    let memo = ("the memo", package.memo.sections.values().any(|text| text.contains(&format!(":{id}"))));
    referrers.iter().chain([&memo]).find(|(_, refers)| *refers).map(|(referrer, _)| *referrer)
}

/// Whether the pipeline or a design releases this alternative.
fn releases(simulation: &Simulation, alternative: &Id) -> bool {
    let designs = simulation.designs.iter().map(|design| &design.released);
    designs.chain([&simulation.released]).any(|released| released.alternative == *alternative)
}

fn refer_to_alternative(package: &Package, id: &Id) -> Vec<(&'static str, bool)> {
    let generated = |dataset: &Dataset| {
        dataset.generator().is_some_and(|from| from.columns.iter().any(|column| column.series.contains_key(id)))
    };
    let waived = |gate: &Gate| gate.waiver.as_ref().is_some_and(|waiver| waiver.alternative == *id);
    vec![
        (
            "a criterion",
            rests(package, |source| matches!(source, CriterionSource::Stated { values } if values.contains_key(id))),
        ),
        ("a dataset", package.evidence.datasets.iter().any(|each| each.alternative == *id || generated(each))),
        ("the cost model", package.cost.by_alternative.contains_key(id)),
        ("a serving stack", package.cost.stacks.iter().any(|stack| stack.alternative == *id)),
        ("a waiver", package.gates.iter().any(waived)),
        ("an incident", package.incidents.iter().any(|incident| incident.alternative == *id)),
        ("the recommendation", package.recommendation.option == *id),
        ("the simulation of the release", releases(&package.release.simulation, id)),
    ]
}

fn refer_to_criterion(package: &Package, id: &Id) -> Vec<(&'static str, bool)> {
    let profiles = &package.weighting.profiles;
    let compared = |comparison: &Comparison| comparison.more == *id || comparison.less == *id;
    let weighed = |profile: &WeightProfile| {
        profile.points.contains_key(id) || profile.ranking.contains(id) || profile.comparisons.iter().any(compared)
    };
    let ranged = matches!(&package.settings.weight_space, WeightSpace::Ranges { ranges } if ranges.contains_key(id));
    let kept = package.scenarios.iter().flat_map(|scenario| &scenario.weighting.profiles);
    vec![
        ("a profile of weights", profiles.iter().any(weighed)),
        ("the ranges of weights", ranged),
        ("a scenario", kept.into_iter().any(weighed)),
    ]
}

fn rests(package: &Package, on: impl Fn(&CriterionSource) -> bool) -> bool {
    package.criteria.iter().any(|criterion| on(&criterion.source))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::package::template::TEMPLATES;
    use crate::package::{Alternative, Criterion};

    const NOT_IN_THE_EXAMPLE: [&str; 25] = [
        "triage scenario",
        "triage drill",
        "incident",
        "CI check",
        "endpoint",
        "interface field",
        "error answer",
        "example",
        "configuration value",
        "secret",
        "port",
        "health check",
        "smoke test step",
        "serving stack",
        "sign-off",
        "scenario",
        "review question",
        "completion item",
        "comment",
        "conflict",
        "compatibility rule",
        "drill",
        "check",
        "fault",
        "design",
    ];

    fn example() -> Package {
        TEMPLATES[0].package.clone()
    }

    #[test]
    fn a_sound_package_stays_as_it_is() {
        let mut package = example();
        assert_eq!(settle(&mut package), Ok(Vec::new()));
        assert_eq!(package, example());
    }

    #[test]
    fn what_nothing_refers_to_is_renamed() {
        let mut package = example();
        let gate = Gate { name: "Latency".to_owned(), id: "own".into(), ..Gate::default() };
        let blank = Gate { id: Id::default(), ..gate.clone() };
        package.gates.extend([gate.clone(), gate, blank.clone(), blank]);
        let count = package.gates.len();
        let renamed = settle(&mut package).unwrap();
        let ids: Vec<&str> = package.gates[count - 4..].iter().map(|gate| gate.id.as_str()).collect();
        assert_eq!(ids, ["own", "own-2", "gate-2", "gate-3"]);
        assert_eq!(renamed[0].record, "gate “Latency”");
        assert_eq!(renamed[0].path, format!("gates[{}].id", count - 3));
        assert_eq!(settle(&mut package), Ok(Vec::new()));
    }

    #[test]
    fn what_something_refers_to_is_refused() {
        let check = |change: &dyn Fn(&mut Package), path: &str, referrer: &str| {
            let mut package = example();
            change(&mut package);
            let shared = settle(&mut package).unwrap_err();
            assert_eq!((shared.path.as_str(), shared.referrer), (path, referrer));
        };
        let alternative = |package: &mut Package| {
            let id = package.alternatives[1].id.clone();
            package.alternatives.push(Alternative { id, name: "A third".to_owned(), ..Alternative::default() });
        };
        check(&alternative, "alternatives[3].id", "a criterion");
        check(&|package| package.gates[2].id = package.gates[0].id.clone(), "gates[2].id", "a risk");
        check(
            &|package| package.evidence.measures[1].id = package.evidence.measures[0].id.clone(),
            "evidence.measures[1].id",
            "a gate",
        );
        check(
            &|package| {
                package.criteria.push(Criterion { id: package.criteria[0].id.clone(), ..Criterion::default() });
            },
            "criteria[7].id",
            "a profile of weights",
        );
    }

    #[test]
    fn every_kind_of_record_is_looked_at() {
        let mut package = example();
        for list in identifiers(&mut package) {
            let (noun, count) = (list.noun, list.ids.len());
            list.ids.into_iter().for_each(|id| *id = Id::default());
            assert!(count > 0 || NOT_IN_THE_EXAMPLE.contains(&noun), "{noun}");
        }
        for list in identifiers_within_datasets(&mut package) {
            list.ids.into_iter().for_each(|id| *id = Id::default());
        }
        assert!(settle(&mut package).unwrap().len() > 50);
        let all = identifiers(&mut package).into_iter().flat_map(|list| list.ids);
        assert!(all.into_iter().all(|id| !id.is_empty()));
    }
}

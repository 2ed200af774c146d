//! Scenarios in words.

use crate::analysis::scenario::first;
use crate::findings::{Findings, ScenarioFinding};
use crate::package::{Id, Package};
use crate::publish::words::figure::{counted, list};
use crate::publish::words::quoted_list;

/// Who is first in which scenario: "Assisted is first in two of three scenarios, as it is now; Manual in “Cost first”."
/// Empty without scenarios.
pub fn sentence(package: &Package, findings: &Findings) -> String {
    let all = findings.scenarios.len();
    if all == 0 {
        return String::new();
    }
    let now: Vec<&Id> = findings.alternatives.iter().filter(|one| one.rank == Some(1)).map(|one| &one.id).collect();
    let mut groups: Vec<(Vec<&Id>, Vec<&ScenarioFinding>)> = Vec::new();
    for finding in findings.scenarios.iter() {
        let winners: Vec<&Id> = first(finding).collect();
        match groups.iter_mut().find(|(known, _)| *known == winners) {
            Some((_, scenarios)) => scenarios.push(finding),
            None => groups.push((winners, vec![finding])),
        }
    }
    let said = groups.iter().map(|(winners, scenarios)| group(package, winners, scenarios, all, *winners == now));
    said.collect::<Vec<_>>().join(" ")
}

fn group(package: &Package, winners: &[&Id], scenarios: &[&ScenarioFinding], all: usize, as_now: bool) -> String {
    let names: Vec<&str> = scenarios.iter().map(|finding| name(package, &finding.scenario)).collect();
    let place = match scenarios.len() {
        2 if all == 2 => "both scenarios".to_owned(),
        count if count == all && all > 1 => format!("all {}", counted(all, "scenario", "scenarios")),
        _ => quoted_list(&names),
    };
    let winners: Vec<&str> =
        winners.iter().filter_map(|id| package.alternative(id)).map(|one| one.name.as_str()).collect();
    let now = if as_now { ", as now" } else { "" };
    match winners.as_slice() {
        [] => format!("Nothing can be ranked in {place}."),
        [one] => format!("{one} is first in {place}{now}."),
        several => format!("{} share first place in {place}{now}.", list(several)),
    }
}

/// A scenario's name.
pub fn name<'a>(package: &'a Package, scenario: &Id) -> &'a str {
    let found = package.scenarios.iter().find(|one| one.id == *scenario);
    found.map(|one| one.name.trim()).filter(|name| !name.is_empty()).unwrap_or("Unnamed scenario")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::findings::{AlternativeFinding, ScenarioScore};
    use crate::package::Alternative;
    use crate::package::scenario::Scenario;

    /// Says who is first now and in each scenario, by the ranks of A and B.
    fn said(now: [Option<u32>; 2], scenarios: &[(&str, [Option<u32>; 2])]) -> String {
        let mut package = Package::default();
        for name in ["A", "B"] {
            package.alternatives.push(Alternative { id: name.into(), name: name.to_owned(), ..Default::default() });
        }
        let mut findings = Findings::default();
        for (one, rank) in package.alternatives.iter().zip(now) {
            findings.alternatives.push(AlternativeFinding { id: one.id.clone(), rank, ..Default::default() });
        }
        for (at, (name, ranks)) in scenarios.iter().enumerate() {
            let id = Id(format!("s{at}"));
            package.scenarios.0.push(Scenario { id: id.clone(), name: (*name).to_owned(), ..Default::default() });
            let scores = package.alternatives.iter().zip(ranks).map(|(one, rank)| ScenarioScore {
                alternative: one.id.clone(),
                score: None,
                rank: *rank,
            });
            findings.scenarios.push(ScenarioFinding {
                scenario: id,
                alternatives: scores.collect(),
                ..Default::default()
            });
        }
        sentence(&package, &findings)
    }

    #[test]
    fn who_is_first_is_said_for_each_scenario() {
        let (a, b, tie, none) = ([Some(1), Some(2)], [Some(2), Some(1)], [Some(1), Some(1)], [None, None]);
        assert_eq!(said(a, &[]), "");
        assert_eq!(said(a, &[("Cost", a)]), "A is first in “Cost”, as now.");
        assert_eq!(said(a, &[("Cost", b)]), "B is first in “Cost”.");
        assert_eq!(said(a, &[("Cost", a), ("Risk", a)]), "A is first in both scenarios, as now.");
        assert_eq!(
            said(a, &[("Cost", b), ("Risk", a), (" ", b)]),
            "B is first in “Cost” and “Unnamed scenario”. A is first in “Risk”, as now."
        );
        assert_eq!(said(a, &[("Cost", tie)]), "A and B share first place in “Cost”.");
        assert_eq!(said(tie, &[("Cost", tie)]), "A and B share first place in “Cost”, as now.");
        assert_eq!(said(a, &[("Cost", none)]), "Nothing can be ranked in “Cost”.");
    }
}

//! The first worked example tells its story.

use std::sync::LazyLock;

use shipworthy::analysis::analyse;
use shipworthy::analysis::robustness::{self, scoring_part};
use shipworthy::findings::{Decision, Findings, Verdict};
use shipworthy::package::Package;
use shipworthy::package::criterion::CriterionSource;
use shipworthy::package::document::Said;
use shipworthy::package::settings::Scope;
use shipworthy::package::template::Template;
use shipworthy::publish::memo;
use shipworthy::telemetry::Telemetry;

/// The example with its findings, from fewer draws than it asks for.
static EXAMPLE: LazyLock<(Package, Findings)> = LazyLock::new(|| {
    let mut package = Template::named("mlops-release").unwrap().package.clone();
    package.settings.draws = 1_000;
    let findings = analyse(&package, &Telemetry::generated(&package), &memo::length);
    (package, findings)
});

#[test]
fn the_best_score_is_not_releasable_and_the_second_goes_conditionally() {
    let (_, findings) = &*EXAMPLE;
    let first = findings.alternatives.iter().find(|one| one.rank == Some(1)).unwrap();
    assert_eq!((first.id.as_str(), first.releasable), ("automatic", false));
    let failing =
        |gate: &str| findings.gates.iter().find(|found| found.id.as_str() == gate && found.alternative == first.id);
    assert_eq!(failing("gate-open-risks").unwrap().verdict, Verdict::Fail);
    assert_eq!(findings.outcome.decision, Decision::ConditionalGo);
    assert_eq!(findings.outcome.alternative.as_ref().unwrap().as_str(), "assisted");
}

#[test]
fn the_winner_is_no_matter_of_a_hair_and_roles_differ_only_on_what_cannot_be_released() {
    let (package, findings) = &*EXAMPLE;
    let robustness = findings.robustness.as_ref().unwrap();
    assert!(robustness.verdict.clear, "{}", shipworthy::publish::words::robustness::verdict(package, robustness));
    assert_eq!(
        (robustness.verdict.winner.as_ref(), robustness.profiles.agree),
        (robustness.recommended.as_ref(), true)
    );
    let mut package = package.clone();
    package.settings.scope = Said(Some(Scope::All));
    let all = robustness::exact(&package, &findings.estimates);
    assert!(!all.profiles.agree && all.verdict.winner != robustness.verdict.winner);
}

#[test]
fn every_kind_of_verdict_can_be_seen() {
    let (_, findings) = &*EXAMPLE;
    for verdict in [Verdict::Pass, Verdict::Fail, Verdict::NotEnoughEvidence, Verdict::Waived] {
        assert!(findings.gates.iter().any(|gate| gate.verdict == verdict), "{}", verdict.label());
    }
}

#[test]
fn robustness_follows_from_the_scoring_part_alone() {
    let (package, findings) = &*EXAMPLE;
    let mut package = package.clone();
    package.criteria[0].source = CriterionSource::Cost;
    let gate = package.gates.iter().find(|gate| !gate.measure.is_empty()).unwrap().id.clone();
    package.criteria[1].source = CriterionSource::GateMargin { gate };
    let whole = robustness::robustness(&package, &findings.estimates, &mut |_, _| true).unwrap();
    let part = robustness::robustness(&scoring_part(&package), &findings.estimates, &mut |_, _| true).unwrap();
    assert_eq!(part, whole);
    assert!(whole.stability.iter().any(|one| one.criterion == package.criteria[0].id), "costs are compared");
}

//! Manifests of random designs are what their targets take, and people's texts stay where they are put.

use std::path::PathBuf;
use std::sync::LazyLock;

use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use serde_json::Value;
use shipworthy::analysis::conclude;
use shipworthy::findings::{Findings, Measured};
use shipworthy::package::release::{Check, CheckJudge, CheckMetric, Stage, Strategy as Way};
use shipworthy::package::signal::SignalKind;
use shipworthy::package::template::TEMPLATES;
use shipworthy::package::{Comparator, Id, Monitor, Package, RollbackTarget, ServiceLevel, Signal};
use shipworthy::publish::catalogue::publication;
use shipworthy::publish::memo;
use shipworthy::publish::publication::{Contents, Material, Written};

/// Texts that try to break out of their place, beside usual ones.
const TEXTS: [&str; 16] = [
    "p99 latency",
    "Failed requests",
    "",
    "  ",
    "a: b\n- c: {d: [e",
    "\"}) or vector(1) #",
    "{{ $labels.secret }}",
    "{{args.new}} ${{ secrets.TOKEN }} $(rm -rf /)",
    "---\nkind: Secret",
    "*anchor &alias !!python/object",
    "99 %",
    "Prüfung — ü 😀",
    "yes",
    "\u{0}\u{7}\u{2028}",
    "<script>alert(1)</script>",
    "A name of more than sixty-three letters, which is longer than any label of DNS may ever be, or so they say",
];

fn text() -> impl Strategy<Value = String> {
    prop_oneof![4 => prop::sample::select(&TEXTS[..]).prop_map(str::to_owned), 1 => any::<String>()]
}

fn number() -> impl Strategy<Value = f64> {
    prop_oneof![
        4 => 0.0..200.0_f64,
        1 => prop::sample::select(vec![0.0, 100.0, -5.0, 0.3, 1e-9, 1e12, f64::NAN, f64::INFINITY]),
    ]
}

fn signal() -> impl Strategy<Value = Signal> {
    let series = prop::sample::select(vec![
        "requests_total",
        "latency_seconds",
        "depth{queue=\"a\"}",
        "9 bad",
        "a{code=~\"5..\"}",
    ]);
    let total = prop::sample::select(vec!["requests_total", "all_total", "", "a"]);
    let labels = prop::sample::select(vec!["", "service=\"shop\"", "zone!=\"x\", env=~\"prod|test\"", "broken"]);
    let kind = prop::sample::select(SignalKind::ALL);
    (kind, series, total, labels, 0.5..0.999_f64, 0.01..10.0_f64, prop::option::of(number())).prop_map(
        |(kind, series, total, labels, quantile, bound, factor)| Signal {
            kind,
            series: series.to_owned(),
            total: total.to_owned(),
            labels: labels.to_owned(),
            quantile: Some(quantile),
            bound: Some(bound),
            factor,
            ..Signal::default()
        },
    )
}

fn monitor() -> impl Strategy<Value = Monitor> {
    let window = prop::sample::select(vec!["5 min", "1 h", "24 h", "7 days", "90 s", "soon"]);
    let rollback = prop::option::of(prop::sample::select(RollbackTarget::ALL));
    let limits = (prop::option::of(number()), prop::option::of(number()));
    let words = (text(), text(), text());
    (words, window, prop::sample::select(Comparator::ALL), limits, rollback, signal(), any::<bool>()).prop_map(
        |((metric, alert_to, runbook), window, comparator, (warning, critical), rollback, signal, stated)| Monitor {
            metric,
            alert_to,
            runbook,
            window: window.to_owned(),
            comparator,
            warning,
            critical,
            rolls_back: rollback.is_some(),
            rollback,
            signal: if stated { signal } else { Signal::default() },
            ..Monitor::default()
        },
    )
}

fn level() -> impl Strategy<Value = ServiceLevel> {
    let objective = prop::sample::select(vec![99.9, 99.0, 90.0, 50.0, 100.0, 0.0, 99.999]);
    let days = prop::sample::select(vec![30.0, 28.0, 7.0, 1.0, 0.0, 2.5, 90.0]);
    (text(), objective, days, signal(), text(), any::<bool>()).prop_map(
        |(name, objective, period_days, bad, alert_to, rolls_back)| ServiceLevel {
            name,
            objective,
            period_days,
            bad,
            alert_to,
            rolls_back,
            rollback: rolls_back.then_some(RollbackTarget::Code),
            ..ServiceLevel::default()
        },
    )
}

fn stage() -> impl Strategy<Value = Stage> {
    (text(), number(), number(), text()).prop_map(|(name, traffic_percent, duration_hours, approver)| Stage {
        name,
        traffic_percent,
        duration_hours,
        approver,
        ..Stage::default()
    })
}

fn check() -> impl Strategy<Value = Check> {
    let judged = (prop::sample::select(CheckMetric::ALL), prop::sample::select(CheckJudge::ALL));
    (text(), judged, number(), prop::option::of(number()), number(), 0..5_u32, 0..5_u32, 0..5_usize).prop_map(
        |(
            name,
            (metric, judge),
            threshold,
            passes_at,
            interval_minutes,
            failure_limit,
            inconclusive_limit,
            monitor,
        )| Check {
            name,
            metric,
            judge,
            threshold,
            passes_at,
            interval_minutes,
            failure_limit,
            inconclusive_limit,
            monitor: Id(format!("monitor-{monitor}")),
            ..Check::default()
        },
    )
}

fn design() -> impl Strategy<Value = Package> {
    let lists = (
        prop::collection::vec(monitor(), 1..5),
        prop::collection::vec(level(), 1..4),
        prop::collection::vec(stage(), 1..5),
        prop::collection::vec(check(), 0..4),
    );
    (text(), text(), prop::sample::select(Way::ALL), lists).prop_map(
        |(title, service, strategy, (mut monitors, mut levels, mut stages, mut checks))| {
            let mut package = Package { title, ..Package::default() };
            monitors.iter_mut().enumerate().for_each(|(at, one)| one.id = Id(format!("monitor-{at}")));
            levels.iter_mut().enumerate().for_each(|(at, one)| one.id = Id(format!("level-{at}")));
            stages.iter_mut().enumerate().for_each(|(at, one)| one.id = Id(format!("stage-{at}")));
            checks.iter_mut().enumerate().for_each(|(at, one)| one.id = Id(format!("check-{at}")));
            package.monitors = monitors;
            package.service_levels.0 = levels;
            (package.release.service, package.release.strategy) = (service, strategy);
            package.release.stages = stages;
            package.release.checks.0 = checks;
            package
        },
    )
}

fn findings(package: &Package) -> Findings {
    conclude(package, &Measured::default(), None, &memo::length)
}

fn written(name: &str, package: &Package, findings: &Findings) -> Written {
    let (contents, extra, lineage) = Default::default();
    let _: &Contents = &contents;
    let material = Material { package, findings, contents: &contents, extra: &extra, lineage: &lineage };
    let publication = publication(name).unwrap();
    assert_eq!((publication.lacks)(package, findings), None);
    (publication.write)(&material)
}

/// The documents of every file that is not the report.
fn documents(written: &Written) -> Vec<(String, Value)> {
    let files = written.files.iter().filter(|file| !file.name.ends_with(".md"));
    let read = |text: &str| -> Vec<Value> {
        serde_saphyr::from_multiple(text).unwrap_or_else(|error| panic!("{error}\n{text}"))
    };
    files
        .flat_map(|file| {
            let text = std::str::from_utf8(&file.bytes).unwrap();
            let documents =
                if file.name.ends_with(".json") { vec![serde_json::from_str(text).unwrap()] } else { read(text) };
            documents.into_iter().map(|document| (file.name.clone(), document)).collect::<Vec<_>>()
        })
        .collect()
}

/// The schemas, by the kind of document they are for.
static SCHEMAS: LazyLock<Vec<(&str, jsonschema::Validator)>> = LazyLock::new(|| {
    let schema = |name: &str| {
        let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(format!("tests/manifests/{name}.json"));
        jsonschema::validator_for(&serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()).unwrap()
    };
    [
        ("Rollout", "argo-rollout"),
        ("AnalysisTemplate", "argo-analysis-template"),
        ("Canary", "flagger-canary"),
        ("MetricTemplate", "flagger-metric-template"),
        ("Service", "openslo-service"),
        ("SLO", "openslo-slo"),
        ("AlertPolicy", "openslo-alert-policy"),
        ("", "grafana-dashboard"),
    ]
    .into_iter()
    .map(|(kind, name)| (kind, schema(name)))
    .collect()
});

fn validate(document: &Value) {
    let kind = document["kind"].as_str().unwrap_or_default();
    let (_, schema) = SCHEMAS.iter().find(|(of, _)| *of == kind).unwrap_or_else(|| panic!("no schema for {kind}"));
    if let Err(error) = schema.validate(document) {
        panic!("{kind}: {error} at {}\n{document:#}", error.instance_path());
    }
}

/// What Argo's controller refuses beyond its schema.
fn argo_takes(documents: &[(String, Value)]) {
    let templates: Vec<&str> = documents
        .iter()
        .filter(|(_, document)| document["kind"] == "AnalysisTemplate")
        .map(|(_, document)| document["metadata"]["name"].as_str().unwrap())
        .collect();
    for (_, document) in documents {
        for metric in document["spec"]["metrics"].as_array().into_iter().flatten() {
            let count = metric["count"].as_u64();
            assert!(count.is_none_or(|count| count >= metric["failureLimit"].as_u64().unwrap()), "{metric}");
            for condition in ["successCondition", "failureCondition"] {
                let condition = metric[condition].as_str().unwrap();
                assert!(condition.starts_with("len(result) > 0 && !isNaN(result[0]) && result[0] "), "{condition}");
                assert!(!condition.contains("inf") && !condition.ends_with("NaN"), "{condition}");
            }
        }
        let named = document.to_string();
        for part in named.split("\"templateName\":\"").skip(1) {
            let name = part.split('"').next().unwrap();
            assert!(templates.contains(&name), "{name} is nowhere");
        }
    }
}

/// What Flagger stops at.
fn flagger_takes(documents: &[(String, Value)]) {
    let weights = documents[0].1["spec"]["analysis"]["stepWeights"].as_array().cloned().unwrap_or_default();
    assert!(weights.windows(2).all(|pair| pair[0].as_u64() < pair[1].as_u64()), "{weights:?}");
}

/// Every number that a series can be made of has a test in which its series say nothing: the alert of silence comes, and
/// no other.
#[test]
fn no_number_passes_by_saying_nothing() {
    for template in TEMPLATES.iter() {
        let documents = documents(&written("prometheus", &template.package, &findings(&template.package)));
        let (_, rules) = &documents[0];
        let tests: Vec<&Value> =
            documents[1..].iter().flat_map(|(_, file)| file["tests"].as_array().into_iter().flatten()).collect();
        let idle = |alert: &str| tests.iter().find(|test| test["name"] == format!("{alert} when idle").as_str());
        let mut tested = 0;
        for group in rules["groups"].as_array().unwrap() {
            let alerts: Vec<&str> =
                group["rules"].as_array().unwrap().iter().filter_map(|rule| rule["alert"].as_str()).collect();
            let silent = alerts.iter().find(|name| name.ends_with("NoValue") || name.ends_with("NoShare")).unwrap();
            let Some(test) = idle(silent) else { continue };
            tested += 1;
            let told = test["alert_rule_test"].as_array().unwrap();
            assert_eq!(told.len(), alerts.len(), "{silent}: {told:?}");
            for one in told {
                let comes = one["exp_alerts"].as_array().unwrap().len();
                assert_eq!(comes, usize::from(one["alertname"] == **silent), "{silent}: {one}");
            }
        }
        assert!(tested > 2, "{} tests {tested}", template.name);
    }
}

/// Every alert beside the number it is about has one for when there is none.
fn prometheus_takes(documents: &[(String, Value)]) {
    let (_, rules) = &documents[0];
    let mut names = Vec::new();
    for group in rules["groups"].as_array().unwrap() {
        let alerts: Vec<&str> =
            group["rules"].as_array().unwrap().iter().filter_map(|rule| rule["alert"].as_str()).collect();
        assert!(
            alerts.is_empty() || alerts.iter().any(|name| name.ends_with("NoValue") || name.ends_with("NoShare")),
            "{group}"
        );
        names.extend(alerts);
    }
    let count = names.len();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), count, "two alerts have one name");
}

fn check_all(package: &Package) {
    let findings = findings(package);
    for name in ["argo", "flagger", "openslo", "grafana"] {
        let documents = documents(&written(name, package, &findings));
        documents.iter().for_each(|(_, document)| validate(document));
        match name {
            "argo" => argo_takes(&documents),
            "flagger" => flagger_takes(&documents),
            _ => {}
        }
    }
    prometheus_takes(&documents(&written("prometheus", package, &findings)));
    let [(_, workflow)] = documents(&written("actions", package, &findings)).try_into().unwrap();
    let free = workflow["env"]["PACKAGE"].as_str().unwrap();
    assert!(free.chars().all(|one| one.is_alphanumeric() || "/.-".contains(one)), "{free}");
}

#[test]
fn the_worked_examples_are_what_their_targets_take() {
    for template in TEMPLATES.iter() {
        let package = &template.package;
        check_all(package);
        for name in ["argo", "flagger", "prometheus", "openslo", "grafana", "actions"] {
            let written = written(name, package, &findings(package));
            let report = written.files.last().unwrap();
            assert!(report.name.ends_with("-fidelity.md"), "{}", report.name);
            let unread = written.losses.iter().find(|loss| loss.instead.contains("cannot be read"));
            assert_eq!(unread, None, "{}", template.name);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]
    #[test]
    fn random_designs_are_what_their_targets_take(package in design()) {
        check_all(&package);
    }
}

/// Rules of random designs in a folder, for promtool: `cargo xtask conform manifests` runs this.
#[test]
#[ignore = "writes files for another tool"]
fn random_rules() {
    let folder = PathBuf::from(std::env::var("MANIFESTS").expect("MANIFESTS names the folder to write to"));
    let mut runner = TestRunner::deterministic();
    for number in 0..40 {
        let package = design().new_tree(&mut runner).unwrap().current();
        let folder = folder.join(number.to_string());
        std::fs::create_dir_all(&folder).unwrap();
        for file in written("prometheus", &package, &findings(&package)).files {
            std::fs::write(folder.join(&file.name), &file.bytes).unwrap();
        }
    }
}

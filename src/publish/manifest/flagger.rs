//! Flagger: a `Canary` and a `MetricTemplate` for each of its checks.

use serde_json::{Map, Value, json};

use super::fidelity::Fidelity;
use super::pipeline::{self, Look, Pipeline, Step};
use super::{watched, window, yaml_file};
use crate::package::release::Strategy;
use crate::package::{Comparator, Package};
use crate::publish::publication::{Material, Publication, Written};

/// A canary with its metrics.
pub const PUBLICATION: Publication = Publication {
    name: "flagger",
    label: "Flagger manifests",
    purpose: "The release pipeline as a Flagger Canary with its metrics, and what its one interval for all weights cannot say.",
    ending: "yaml",
    media_type: "application/yaml",
    lacks: pipeline::lacks,
    write,
};

/// The label by which pods are told apart, and how Flagger names the new ones and the old ones.
const POD: &str = "pod";
const NEW: &str = "{{ target }}-[0-9a-zA-Z]+(-[0-9a-zA-Z]+)";
const OLD: &str = "{{ target }}-primary-[0-9a-zA-Z]+(-[0-9a-zA-Z]+)";

/// How long a step is held when no stage states a time, in seconds.
const SHORTEST: u64 = 60;

fn write(material: &Material<'_>) -> Written {
    let package = material.package;
    let service = watched::service(package);
    let (monitors, unwatched) = watched::monitors(package);
    let pipeline = Pipeline::of(package, &monitors);
    let mut fidelity = Fidelity::default();
    let looks = looks(&pipeline);
    let (metrics, templates) = metrics(&looks, &service, &mut fidelity);
    let analysis = analysis(package, &pipeline, &looks, metrics, &mut fidelity);
    let canary = json!({
        "apiVersion": "flagger.app/v1beta1",
        "kind": "Canary",
        "metadata": { "name": service },
        "spec": {
            "targetRef": { "apiVersion": "apps/v1", "kind": "Deployment", "name": service },
            "service": { "port": 80 },
            "analysis": analysis,
        },
    });
    pipeline.nearly.iter().for_each(|(what, how)| fidelity.nearly(what, how));
    pipeline.absent.iter().for_each(|(what, why)| fidelity.absent(what, why));
    unwatched.into_iter().for_each(|one| fidelity.absent(one.what, one.why));
    fidelity.needs(format!(
        "A Deployment “{service}” that listens behind port 80, and a mesh or ingress that Flagger knows."
    ));
    let documents: Vec<Value> = std::iter::once(canary).chain(templates).collect();
    fidelity.with(PUBLICATION.name, "Flagger", vec![yaml_file("flagger-canary.yaml", &package.title, &documents)])
}

/// Every check of any stage, once: Flagger has one list for all of them.
fn looks<'a, 'b>(pipeline: &'b Pipeline<'a>) -> Vec<&'b Look<'a>> {
    let mut looks: Vec<&Look<'a>> = Vec::new();
    for look in pipeline.steps.iter().flat_map(|step| &step.looks) {
        if !looks.iter().any(|known| known.check.id == look.check.id) {
            looks.push(look);
        }
    }
    looks
}

fn analysis(
    package: &Package,
    pipeline: &Pipeline<'_>,
    looks: &[&Look<'_>],
    metrics: Vec<Value>,
    fidelity: &mut Fidelity,
) -> Value {
    let (shadow, live): (Vec<_>, Vec<_>) = pipeline.steps.iter().partition(|step| step.percent == 0);
    let mut part = Map::new();
    let interval = interval(&pipeline.steps, fidelity);
    part.insert("interval".to_owned(), json!(window::minutes(interval)));
    part.insert("threshold".to_owned(), json!(threshold(looks, fidelity)));
    if package.release.strategy == Strategy::BlueGreen {
        part.insert("iterations".to_owned(), json!(pipeline.steps.len()));
        fidelity.nearly("The stages", "One switch after as many equal rounds of checks as there are stages");
    } else {
        weights(&live, &mut part, fidelity);
    }
    if !shadow.is_empty() {
        part.insert("mirror".to_owned(), json!(true));
        part.insert("mirrorWeight".to_owned(), json!(100));
        fidelity.nearly(
            "The shadow stage",
            "All traffic is copied for one round before the first share; only Istio can do it",
        );
    }
    if package.release.strategy == Strategy::AbTest {
        fidelity.nearly(
            "The A/B test",
            "A canary holds the split; requests are divided, not people, and no test of the difference is made",
        );
    }
    part.insert("metrics".to_owned(), Value::Array(metrics));
    let approvals: Vec<&str> =
        pipeline.steps.iter().filter(|step| step.waits).map(|step| step.stage.name.trim()).collect();
    if !approvals.is_empty() {
        part.insert(
            "webhooks".to_owned(),
            json!([{ "name": "approval", "type": "confirm-traffic-increase", "url": "http://flagger-loadtester/gate/approve" }]),
        );
        fidelity.nearly(
            format!("The approval of {}", approvals.iter().map(|name| format!("“{name}”")).collect::<Vec<_>>().join(", ")),
            "One gate stands before every step, also those that nobody has to approve; it is opened at the load tester's /gate/open",
        );
        fidelity.needs("Flagger's load tester, for the gate of approvals.");
    }
    Value::Object(part)
}

/// The shares, each greater than the one before: Flagger stops at a share that comes twice.
fn weights(live: &[&Step<'_>], part: &mut Map<String, Value>, fidelity: &mut Fidelity) {
    let mut weights: Vec<u64> = Vec::new();
    for step in live {
        let called = format!("“{}”", step.stage.name.trim());
        if step.percent == 100 {
            fidelity.nearly(called, "After the last share everything is promoted, and nothing is looked at any more");
        } else if weights.last().is_none_or(|last| *last < step.percent) {
            weights.push(step.percent);
            fidelity.exact(format!("{called}: {} % of traffic.", step.percent));
        } else {
            fidelity
                .absent(called, "Its share is not greater than the one before, at which Flagger would stop for ever");
        }
    }
    match weights.is_empty() {
        true => part.insert("iterations".to_owned(), json!(live.len().max(1))),
        false => part.insert("stepWeights".to_owned(), json!(weights)),
    };
}

/// The longest time of a stage before everything: one interval serves all of them.
fn interval(steps: &[Step<'_>], fidelity: &mut Fidelity) -> u64 {
    let held: Vec<&Step<'_>> = steps.iter().filter(|step| step.percent < 100).collect();
    let held = if held.is_empty() { steps.iter().collect() } else { held };
    let longest = held.iter().filter_map(|step| step.seconds).max().unwrap_or(SHORTEST).max(SHORTEST);
    for step in held.iter().filter(|step| step.seconds.is_some_and(|seconds| seconds != longest)) {
        let seconds = step.seconds.unwrap_or(0);
        fidelity.nearly(
            format!("How long “{}” is held", step.stage.name.trim()),
            format!(
                "{} for all, where {} are planned: one interval serves every step",
                window::said(longest),
                window::said(seconds)
            ),
        );
    }
    longest
}

/// How many failed looks roll back: Flagger counts those of all metrics together, over all steps.
fn threshold(looks: &[&Look<'_>], fidelity: &mut Fidelity) -> u32 {
    let strictest = looks.iter().map(|look| look.check.failure_limit).min().unwrap_or(0);
    if !looks.is_empty() {
        fidelity.nearly(
            "How many looks may fail",
            format!("{strictest}, the fewest of any check, over all metrics and steps together; a look without a value counts as failed"),
        );
        fidelity.nearly("How often each check looks", "Once a step, over the check's own interval");
        if looks.iter().any(|look| look.check.inconclusive_limit > 0 || look.check.passes_at.is_some()) {
            fidelity.absent("Inconclusive looks", "A look passes or fails; between the limits it passes");
        }
    }
    strictest + 1
}

fn metrics(looks: &[&Look<'_>], service: &str, fidelity: &mut Fidelity) -> (Vec<Value>, Vec<Value>) {
    let (mut metrics, mut templates) = (Vec::new(), Vec::new());
    for look in looks {
        let called = watched::called(&look.check.name, "A check without a name");
        let (query, is_narrowed) = look.query(POD, "=~", NEW, OLD);
        if look.compares() && !is_narrowed {
            fidelity.absent(called, "Its number does not tell the versions apart, so they cannot be compared");
            continue;
        }
        let (_, fails) = look.limits();
        let side = look.good_side();
        let range = match side {
            Comparator::AtMost | Comparator::Below => json!({ "max": fails }),
            Comparator::AtLeast | Comparator::Above => json!({ "min": fails }),
        };
        if !is_narrowed {
            fidelity.nearly(called.clone(), "Its number is that of all traffic, in which a small share is diluted");
        } else if look.is_stated {
            fidelity.exact(format!("{called}: its limit, on the pods of the new version alone."));
        } else {
            fidelity.nearly(called.clone(), "Nobody has said how it is read, so a gauge of its name is assumed");
        }
        let name = format!("{service}-{}", look.name);
        metrics.push(json!({
            "name": look.name,
            "templateRef": { "name": name },
            "thresholdRange": range,
            "interval": window::minutes(look.window),
        }));
        templates.push(json!({
            "apiVersion": "flagger.app/v1beta1",
            "kind": "MetricTemplate",
            "metadata": { "name": name },
            "spec": { "provider": { "type": "prometheus", "address": "http://prometheus:9090" }, "query": query },
        }));
    }
    (metrics, templates)
}

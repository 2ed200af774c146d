//! Argo Rollouts: a `Rollout` and the `AnalysisTemplate`s of its stages.

use serde_json::{Map, Value, json};

use super::fidelity::Fidelity;
use super::pipeline::{self, Look, Pipeline, Step};
use super::watched::{self, Watched};
use super::{window, yaml_file};
use crate::package::release::Strategy;
use crate::package::{Comparator, Package};
use crate::publish::publication::{Material, Publication, Written};

/// A rollout with its analyses.
pub const PUBLICATION: Publication = Publication {
    name: "argo",
    label: "Argo Rollouts manifests",
    purpose: "The release pipeline as an Argo Rollout with an analysis for every stage, and one that watches throughout what rolls back.",
    ending: "yaml",
    media_type: "application/yaml",
    lacks: pipeline::lacks,
    write,
};

/// The label under which Argo's pods are told apart, once the scrape copies it.
const VERSION: &str = "rollouts_pod_template_hash";

/// How many errors in a row end an analysis: a query that cannot be asked is no answer.
const MOST_ERRORS: u32 = 4;

fn write(material: &Material<'_>) -> Written {
    let package = material.package;
    let (monitors, unwatched) = watched::monitors(package);
    let pipeline = Pipeline::of(package, &monitors);
    let mut writer =
        Writer { service: watched::service(package), fidelity: Fidelity::default(), templates: Vec::new() };
    let rollout = writer.rollout(package, &pipeline, &monitors);
    let Writer { mut fidelity, templates, .. } = writer;
    pipeline.nearly.into_iter().for_each(|(what, how)| fidelity.nearly(what, how));
    pipeline.absent.into_iter().for_each(|(what, why)| fidelity.absent(what, why));
    unwatched.into_iter().for_each(|one| fidelity.absent(one.what, one.why));
    let mut files = vec![yaml_file("argo-rollout.yaml", &package.title, &[rollout])];
    if !templates.is_empty() {
        files.push(yaml_file("argo-analysis.yaml", &package.title, &templates));
    }
    fidelity.with(PUBLICATION.name, "Argo Rollouts", files)
}

/// What is written while the pipeline is gone through.
struct Writer {
    service: String,
    fidelity: Fidelity,
    templates: Vec<Value>,
}

impl Writer {
    fn rollout(&mut self, package: &Package, pipeline: &Pipeline<'_>, monitors: &[Watched<'_>]) -> Value {
        let service = self.service.clone();
        let watch = self.watch(monitors);
        let strategy = match package.release.strategy {
            Strategy::BlueGreen => json!({ "blueGreen": self.blue_green(pipeline, watch) }),
            _ => json!({ "canary": self.canary(package, pipeline, watch) }),
        };
        self.fidelity.needs(format!("A Deployment “{service}”, whose pods the rollout takes over."));
        json!({
            "apiVersion": "argoproj.io/v1alpha1",
            "kind": "Rollout",
            "metadata": { "name": service },
            "spec": {
                "workloadRef": { "apiVersion": "apps/v1", "kind": "Deployment", "name": service },
                "selector": { "matchLabels": { "app": service } },
                "strategy": strategy,
            },
        })
    }

    fn canary(&mut self, package: &Package, pipeline: &Pipeline<'_>, watch: Option<String>) -> Value {
        let service = &self.service.clone();
        let has_shadow = pipeline.steps.iter().any(|step| step.percent == 0);
        let mut steps = Vec::new();
        for step in &pipeline.steps {
            self.stage(step, &mut steps);
        }
        self.strategy(package.release.strategy);
        self.fidelity.needs(format!(
            "Istio with a VirtualService “{service}” over the Services “{service}-stable” and “{service}-canary”: without a router, shares round to whole pods{}.",
            if has_shadow { ", and nothing can be mirrored" } else { "" }
        ));
        let mut routing = Map::new();
        if has_shadow {
            routing.insert("managedRoutes".to_owned(), json!([{ "name": SHADOW }]));
        }
        routing.insert("istio".to_owned(), json!({ "virtualService": { "name": service } }));
        let mut canary = Map::new();
        canary.insert("canaryService".to_owned(), json!(format!("{service}-canary")));
        canary.insert("stableService".to_owned(), json!(format!("{service}-stable")));
        canary.insert("trafficRouting".to_owned(), Value::Object(routing));
        if let Some(watch) = watch {
            canary
                .insert("analysis".to_owned(), json!({ "templates": [{ "templateName": watch }], "args": versions() }));
        }
        canary.insert("steps".to_owned(), Value::Array(steps));
        Value::Object(canary)
    }

    fn strategy(&mut self, strategy: Strategy) {
        match strategy {
            Strategy::AbTest => self.fidelity.nearly(
                "The A/B test",
                "A canary holds the split; requests are divided, not people, so nobody stays in one arm, and no test of the difference is made",
            ),
            Strategy::Shadow => self.fidelity.exact("Shadow stages, as mirrored traffic."),
            Strategy::BigBang => self.fidelity.nearly("Releasing all at once", "A canary that goes straight to its shares"),
            Strategy::Canary | Strategy::BlueGreen => {}
        }
    }

    /// The steps of one stage: its share, what is looked at while it is held, and the person it waits for.
    fn stage(&mut self, step: &Step<'_>, steps: &mut Vec<Value>) {
        let is_shadow = step.percent == 0;
        if is_shadow {
            steps.push(json!({ "setCanaryScale": { "replicas": 1 } }));
            let all = json!({ "name": SHADOW, "percentage": 100, "match": [{ "path": { "prefix": "/" } }] });
            steps.push(json!({ "setMirrorRoute": all }));
        } else {
            steps.push(json!({ "setWeight": step.percent }));
        }
        match (self.template(step), step.seconds) {
            (Some(template), _) => steps.push(analysis_step(&template)),
            (None, Some(seconds)) => steps.push(json!({ "pause": { "duration": clock(seconds) } })),
            (None, None) => self.fidelity.absent(
                format!("How long “{}” is held", step.stage.name.trim()),
                "No time is stated, so it is passed at once",
            ),
        }
        if step.waits {
            steps.push(json!({ "pause": {} }));
            let who = step.stage.approver.trim();
            let who = if who.is_empty() { "somebody" } else { who };
            self.fidelity.nearly(
                format!("The approval of “{}”", step.stage.name.trim()),
                format!("It waits until it is resumed (kubectl argo rollouts promote); that it is {who} who resumes it, Kubernetes' own rights must see to"),
            );
        }
        if is_shadow {
            steps.push(json!({ "setMirrorRoute": { "name": SHADOW } }));
            steps.push(json!({ "setCanaryScale": { "matchTrafficWeight": true } }));
        }
        let held = step.seconds.map_or(String::new(), |seconds| format!(" for {}", window::said(seconds)));
        self.fidelity.exact(match is_shadow {
            true => format!("“{}”: a copy of all traffic{held}.", step.stage.name.trim()),
            false => format!("“{}”: {} % of traffic{held}.", step.stage.name.trim(), step.percent),
        });
    }

    /// Two environments and one switch: what is looked at before it and after it.
    fn blue_green(&mut self, pipeline: &Pipeline<'_>, watch: Option<String>) -> Value {
        let service = self.service.clone();
        let (before, after): (Vec<_>, Vec<_>) = pipeline.steps.iter().partition(|step| step.percent < 100);
        let mut names = |steps: &[&Step<'_>]| -> Vec<Value> {
            let names = steps.iter().filter_map(|step| self.template(step));
            names.map(|name| json!({ "templateName": name })).collect()
        };
        let (before_analyses, mut after_analyses) = (names(&before), names(&after));
        after_analyses.extend(watch.map(|watch| json!({ "templateName": watch })));
        let mut part = Map::new();
        part.insert("activeService".to_owned(), json!(format!("{service}-active")));
        part.insert("previewService".to_owned(), json!(format!("{service}-preview")));
        let waits = before.iter().any(|step| step.waits) || before_analyses.is_empty();
        part.insert("autoPromotionEnabled".to_owned(), json!(!waits));
        if let Some(seconds) = after.last().and_then(|step| step.seconds) {
            part.insert("scaleDownDelaySeconds".to_owned(), json!(seconds));
            self.fidelity.exact(format!("The earlier version is kept for {} after the switch.", window::said(seconds)));
        }
        for (key, templates) in [("prePromotionAnalysis", before_analyses), ("postPromotionAnalysis", after_analyses)] {
            if !templates.is_empty() {
                part.insert(key.to_owned(), json!({ "templates": templates, "args": versions() }));
            }
        }
        for step in &before {
            self.fidelity.nearly(
                format!("“{}”", step.stage.name.trim()),
                "Before the switch the new version gets no copy of the traffic there, only what is sent to its preview Service",
            );
        }
        if before.len() > 1 {
            self.fidelity.nearly("The order of the stages before the switch", "Their analyses run at the same time");
        }
        self.fidelity.needs(format!("Services “{service}-active” and “{service}-preview”."));
        Value::Object(part)
    }

    /// The analysis of a stage, by name; nothing when nothing is looked at in it.
    fn template(&mut self, step: &Step<'_>) -> Option<String> {
        let seconds = step.seconds?;
        let metrics: Vec<Value> = step.looks.iter().filter_map(|look| self.metric(look, seconds, step)).collect();
        if metrics.is_empty() {
            return None;
        }
        let name = format!("{}-{}", self.service, step.name);
        self.templates.push(template(&name, metrics));
        Some(name)
    }

    fn metric(&mut self, look: &Look<'_>, seconds: u64, step: &Step<'_>) -> Option<Value> {
        let (query, is_narrowed) = look.query(VERSION, "=", "{{args.new}}", "{{args.old}}");
        let called = format!("“{}” in “{}”", look.check.name.trim(), step.stage.name.trim());
        if look.compares() && !is_narrowed {
            self.fidelity.absent(called, "Its number does not tell the versions apart, so they cannot be compared");
            return None;
        }
        if !is_narrowed {
            self.fidelity
                .nearly(called.clone(), "Its number is that of all traffic, in which a small share is diluted");
        } else if !look.is_stated {
            self.fidelity.nearly(called.clone(), "Nobody has said how it is read, so a gauge of its name is assumed");
        } else {
            self.fidelity.exact(format!("{called}: looked at every {}.", window::said(look.interval)));
        }
        let count = (seconds / look.interval).max(1);
        let failures = u64::from(look.check.failure_limit);
        if failures >= count {
            self.fidelity
                .nearly(called, format!("{failures} looks may fail, but there are only {count}, so none fails it"));
        }
        let (passes, fails) = look.limits();
        let (success, failure) = conditions(look.good_side(), passes, fails);
        Some(json!({
            "name": look.name,
            "interval": clock(look.interval),
            "initialDelay": clock(look.window),
            "count": count,
            "successCondition": success,
            "failureCondition": failure,
            "failureLimit": failures.min(count),
            "inconclusiveLimit": u64::from(look.check.inconclusive_limit).min(count),
            "consecutiveErrorLimit": MOST_ERRORS,
            "provider": { "prometheus": { "address": "{{args.prometheus}}", "query": query } },
        }))
    }

    /// The analysis that runs all the while, of the monitors that roll back; nothing when none does.
    fn watch(&mut self, monitors: &[Watched<'_>]) -> Option<String> {
        let mut names = super::name::Names::default();
        let mut metrics = Vec::new();
        for (place, watched) in monitors.iter().enumerate().filter(|(_, watched)| watched.monitor.rolls_back) {
            let monitor = watched.monitor;
            let Some(critical) = monitor.critical.filter(|critical| critical.is_finite()) else { continue };
            let (reading, _) = watched.reading.narrowed(VERSION, "=", "{{args.new}}");
            let (success, failure) = conditions(monitor.comparator, critical, critical);
            let interval = (watched.seconds / 5).clamp(60, 3600);
            metrics.push(json!({
                "name": names.unused(super::name::dns(&monitor.metric, &format!("monitor-{}", place + 1)), "-"),
                "interval": clock(interval),
                "initialDelay": clock(interval),
                "successCondition": success,
                "failureCondition": failure,
                "failureLimit": 0,
                "inconclusiveLimit": 0,
                "consecutiveErrorLimit": MOST_ERRORS,
                "provider": { "prometheus": { "address": "{{args.prometheus}}", "query": reading.over(&window::duration(watched.seconds)) } },
            }));
        }
        if metrics.is_empty() {
            return None;
        }
        self.fidelity.exact("Every monitor that rolls back, watched all the while: beyond its critical threshold the rollout is aborted, and without a value it is held.");
        self.fidelity.nearly("Which target is rolled back", "An aborted rollout returns to the earlier pods, code and all; model, prompt and data beside them it does not touch");
        let name = format!("{}-watch", self.service);
        self.templates.push(template(&name, metrics));
        Some(name)
    }
}

/// The route by which traffic is copied.
const SHADOW: &str = "shadow";

fn template(name: &str, metrics: Vec<Value>) -> Value {
    json!({
        "apiVersion": "argoproj.io/v1alpha1",
        "kind": "AnalysisTemplate",
        "metadata": { "name": name },
        "spec": {
            "args": [
                { "name": "prometheus", "value": "http://prometheus:9090" },
                { "name": "new" },
                { "name": "old" },
            ],
            "metrics": metrics,
        },
    })
}

fn analysis_step(template: &str) -> Value {
    json!({ "analysis": { "templates": [{ "templateName": template }], "args": versions() } })
}

/// The pods of the new version and of the old one.
fn versions() -> Value {
    json!([
        { "name": "new", "valueFrom": { "podTemplateHashValue": "Latest" } },
        { "name": "old", "valueFrom": { "podTemplateHashValue": "Stable" } },
    ])
}

/// When a look passes and when it fails: one that has no value, or none that is a number, does neither.
fn conditions(side: Comparator, passes: f64, fails: f64) -> (String, String) {
    let guarded = |comparison: String| format!("len(result) > 0 && !isNaN(result[0]) && result[0] {comparison}");
    (
        guarded(format!("{} {passes}", right_side(side))),
        guarded(format!("{} {fails}", super::prometheus::wrong_side(side))),
    )
}

fn right_side(side: Comparator) -> &'static str {
    match side {
        Comparator::AtMost => "<=",
        Comparator::Below => "<",
        Comparator::AtLeast => ">=",
        Comparator::Above => ">",
    }
}

/// A time as Argo reads it: hours, minutes and seconds.
fn clock(seconds: u64) -> String {
    match seconds {
        s if s.is_multiple_of(3600) => format!("{}h", s / 3600),
        s if s.is_multiple_of(60) => format!("{}m", s / 60),
        s => format!("{s}s"),
    }
}

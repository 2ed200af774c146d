//! Placeholders: names in double braces that stand for computed values.

use crate::analysis::Findings;
use crate::analysis::figure::{Unit, count, fixed, number, percent, quantity};
use crate::analysis::findings::{AlternativeFinding, Estimate, GateFinding, Screen};
use crate::order;
use crate::package::{Criterion, CriterionSource, Gate, Id, Measure, Package, Record};
use crate::publish::markdown::text::inline;

/// A placeholder one may insert.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placeholder {
    /// As it is inserted: `{{score:assisted}}`.
    pub insert: String,
    /// What it stands for: "Score of Assisted with approval".
    pub description: String,
    /// Where its value comes from.
    pub screen: Screen,
}

/// What a name in double braces stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    /// The value as Markdown on one line; absent when nothing could be computed yet.
    pub text: Option<String>,
    /// The screen the value comes from.
    pub screen: Screen,
    /// The record it is about; empty for the whole screen.
    pub anchor: Id,
}

/// Shown for a value that is known by name but could not be computed yet.
pub const NOT_YET: &str = "(no value yet)";

/// Where the cost model stands on its screen.
const COST_ANCHOR: &str = "cost-model";

/// Digits after the point of every score.
const SCORE_DECIMALS: usize = 3;

/// The value `name` stands for, or nothing when no placeholder has this name.
///
/// Identifiers are those of the package's records:
///
/// | name | value |
/// | --- | --- |
/// | `outcome`, `outcome:sentence` | the verdict on the release |
/// | `alternative` | name of the alternative it is about |
/// | `first`, `second`, `lead` | names of the two best scores, and their difference |
/// | `name:<alternative>` | its name |
/// | `score:`, `rank:`, `topsis:`, `promethee:<alternative>` | its scores |
/// | `releasable:<alternative>` | yes, or no |
/// | `value:<criterion>:<alternative>` | its value on the criterion |
/// | `worth:`, `contribution:<criterion>:<alternative>` | between 0 and 1 |
/// | `weight:<criterion>` | in percent |
/// | `gate:<gate>:<alternative>:value`, `low`, `high`, `n`, `needed`, `margin`, `verdict`, `sentence` | a gate's finding |
/// | `threshold:<gate>` | its threshold |
/// | `measure:<measure>:<alternative>:value`, `low`, `high`, `n`, `missing` | an estimate |
/// | `inherent:<risk>`, `residual:<risk>` | probability times impact |
/// | `stage:<stage>:traffic`, `duration` | a stage of the release |
/// | `monitor:<monitor>:warning`, `critical` | a monitor's thresholds |
/// | `cost:<alternative>` | its monthly cost by the cost model |
/// | `cost:sentence` | which assumption the cost depends on most |
/// | `objective` | the rollback's time objective |
/// | `certainty:<alternative>` | probability of the best score under the measured uncertainty |
/// | `shift:<alternative>` | points of weight to move until it wins |
/// | `count:<what>` | how many: see [`COUNTS`] |
pub fn resolve(name: &str, package: &Package, findings: &Findings) -> Option<Figure> {
    let mut parts = name.split(':').map(str::trim);
    let source = Source { package, findings };
    let kind = parts.next()?;
    let rest: Vec<&str> = parts.collect();
    match (kind, rest.as_slice()) {
        (_, []) => source.whole(kind),
        ("outcome", ["sentence"]) => Some(figure(text_of(&findings.outcome.sentence), Screen::Overview, "")),
        ("cost", ["sentence"]) => {
            let said = findings.cost.as_ref().and_then(|cost| text_of(&cost.sentence));
            Some(figure(said, Screen::Alternatives, COST_ANCHOR))
        }
        ("cost", [id]) => source.cost(id),
        ("count", [what]) => source.count(what),
        (_, [id]) => source.one(kind, id),
        ("gate", [gate, alternative, field]) => source.gate(gate, alternative, field),
        ("measure", [measure, alternative, field]) => source.measure(measure, alternative, field),
        ("stage", [stage, field]) => source.stage(stage, field),
        ("monitor", [monitor, field]) => source.monitor(monitor, field),
        (_, [criterion, alternative]) => source.criterion(kind, criterion, alternative),
        _ => None,
    }
}

/// What can be counted, with its description.
pub const COUNTS: &[(&str, &str, Screen)] = &[
    ("alternatives", "Alternatives compared", Screen::Alternatives),
    ("criteria", "Criteria", Screen::Alternatives),
    ("gates", "Acceptance gates", Screen::Gates),
    ("measures", "Measures", Screen::Evidence),
    ("risks", "Risks in the log", Screen::Risks),
    ("above-appetite", "Risks above appetite", Screen::Risks),
    ("failure-modes", "Failure modes", Screen::Risks),
    ("monitors", "Monitors", Screen::Monitoring),
    ("stages", "Stages of the release", Screen::Release),
    ("questions", "Open questions", Screen::Memo),
    ("evidence", "Pieces of evidence still required", Screen::Evidence),
];

/// The placeholders most often wanted for this package, to choose from.
pub fn placeholders(package: &Package) -> Vec<Placeholder> {
    let mut list = Vec::new();
    let mut add = |insert: String, description: String, screen| {
        list.push(Placeholder { insert: format!("{{{{{insert}}}}}"), description, screen });
    };
    add("outcome".into(), "The verdict on the release".into(), Screen::Overview);
    add("outcome:sentence".into(), "The verdict in a sentence".into(), Screen::Overview);
    add("alternative".into(), "The alternative the verdict is about".into(), Screen::Overview);
    add("first".into(), "The alternative with the best score".into(), Screen::Alternatives);
    add("second".into(), "The alternative with the second best score".into(), Screen::Alternatives);
    add("lead".into(), "Lead of the best score over the second".into(), Screen::Alternatives);
    for alternative in &package.alternatives {
        add(format!("score:{}", alternative.id), format!("Score of {}", alternative.name), Screen::Alternatives);
        add(format!("rank:{}", alternative.id), format!("Rank of {}", alternative.name), Screen::Alternatives);
        let certainty = format!("Probability that {} has the best score", alternative.name);
        add(format!("certainty:{}", alternative.id), certainty, Screen::Alternatives);
    }
    for criterion in &package.criteria {
        add(format!("weight:{}", criterion.id), format!("Weight of {}", criterion.name), Screen::Alternatives);
    }
    for id in package.cost.by_alternative.keys() {
        if let Some(alternative) = package.alternative(id) {
            add(format!("cost:{id}"), format!("Monthly cost of {}", alternative.name), Screen::Alternatives);
        }
    }
    if !package.cost.is_empty() {
        add("cost:sentence".into(), "The assumption the cost depends on most".into(), Screen::Alternatives);
    }
    for gate in &package.gates {
        for alternative in &package.alternatives {
            for (field, what) in [("verdict", "Verdict"), ("value", "Value"), ("sentence", "Verdict in a sentence")] {
                let insert = format!("gate:{}:{}:{field}", gate.id, alternative.id);
                add(insert, format!("{what} of gate {}, {}", gate.name, alternative.name), Screen::Gates);
            }
        }
    }
    for measure in &package.evidence.measures {
        for alternative in &package.alternatives {
            for (field, what) in [("value", ""), ("low", ", lower end"), ("high", ", upper end"), ("n", ", rows")] {
                let insert = format!("measure:{}:{}:{field}", measure.id, alternative.id);
                add(insert, format!("{}, {}{what}", measure.name, alternative.name), Screen::Evidence);
            }
        }
    }
    for risk in &package.risks {
        add(format!("residual:{}", risk.id), format!("Residual exposure of {}", risk.name), Screen::Risks);
    }
    add("objective".into(), "Time objective of the rollback".into(), Screen::Release);
    for (what, description, screen) in COUNTS {
        add(format!("count:{what}"), format!("How many: {}", description.to_lowercase()), *screen);
    }
    list
}

/// Hours in words: `24 hours`, `14 days`, `30 minutes`.
pub(crate) fn duration(hours: f64) -> String {
    let named =
        |value: f64, one: &str, many: &str| format!("{} {}", number(value), if value == 1.0 { one } else { many });
    if hours >= 48.0 && hours % 24.0 == 0.0 {
        named(hours / 24.0, "day", "days")
    } else if hours > 0.0 && hours < 1.0 {
        named(hours * 60.0, "minute", "minutes")
    } else {
        named(hours, "hour", "hours")
    }
}

/// The alternatives that have a rank, best first; equals in the package's order.
pub(crate) fn ranked(findings: &Findings) -> Vec<&AlternativeFinding> {
    let mut ranked: Vec<&AlternativeFinding> =
        findings.alternatives.iter().filter(|alternative| alternative.rank.is_some()).collect();
    order::sort(&mut ranked, |a, b| a.rank.cmp(&b.rank));
    ranked
}

struct Source<'a> {
    package: &'a Package,
    findings: &'a Findings,
}

impl Source<'_> {
    fn whole(&self, kind: &str) -> Option<Figure> {
        let ranked = || ranked(self.findings).into_iter();
        let name = |finding: &AlternativeFinding| inline(&finding.name);
        Some(match kind {
            "outcome" => figure(Some(self.findings.outcome.decision.label().to_owned()), Screen::Overview, ""),
            "alternative" => {
                let alternative = self.findings.outcome.alternative.as_ref();
                let name = alternative.and_then(|id| self.package.alternative(id)).map(|found| inline(&found.name));
                figure(name, Screen::Overview, "")
            }
            "first" => figure(ranked().next().map(name), Screen::Alternatives, ""),
            "second" => figure(ranked().nth(1).map(name), Screen::Alternatives, ""),
            "lead" => {
                let score = |place| ranked().nth(place).and_then(|finding| self.score_by_method(finding));
                let lead = score(0).zip(score(1)).map(|(first, second)| as_shown(first) - as_shown(second));
                figure(lead.map(|lead| fixed(lead, SCORE_DECIMALS)), Screen::Alternatives, "")
            }
            "objective" => {
                let minutes = self.package.release.rollback.objective_minutes;
                figure(minutes.map(|minutes| duration(minutes / 60.0)), Screen::Release, "rollback")
            }
            _ => return None,
        })
    }

    fn score_by_method(&self, finding: &AlternativeFinding) -> Option<f64> {
        use crate::package::settings::Method;
        match self.package.settings.method {
            Method::WeightedSum => finding.weighted_sum,
            Method::Topsis => finding.topsis,
            Method::PrometheeIi => finding.promethee,
        }
    }

    fn one(&self, kind: &str, id: &str) -> Option<Figure> {
        let id = Id::from(id);
        match kind {
            "name" | "score" | "rank" | "topsis" | "promethee" | "releasable" | "certainty" | "shift" => {
                self.alternative(kind, &id)
            }
            "weight" => {
                self.package.criterion(&id)?;
                let weight = self.findings.weights.iter().find(|weight| weight.criterion == id);
                Some(figure(weight.map(|found| percent(found.weight)), Screen::Alternatives, id))
            }
            "threshold" => {
                let gate = self.package.gate(&id)?;
                let text = quantity(gate.threshold, self.gate_unit(gate));
                Some(figure(Some(inline(&text)), Screen::Gates, id))
            }
            "inherent" | "residual" => {
                let risk = crate::package::Risk::find(self.package, &id)?;
                let rating = if kind == "inherent" { &risk.inherent } else { &risk.residual };
                let text = rating.is_rated().then(|| rating.exposure().to_string());
                Some(figure(text, Screen::Risks, id))
            }
            _ => None,
        }
    }

    fn alternative(&self, kind: &str, id: &Id) -> Option<Figure> {
        let alternative = self.package.alternative(id)?;
        let finding = self.findings.alternatives.iter().find(|finding| &finding.id == id);
        let score = |value: Option<f64>| value.map(|value| fixed(value, SCORE_DECIMALS));
        let text = match kind {
            "name" => Some(inline(&alternative.name)),
            "score" => finding.and_then(|found| score(self.score_by_method(found))),
            "rank" => finding.and_then(|found| found.rank).map(|rank| rank.to_string()),
            "topsis" => finding.and_then(|found| score(found.topsis)),
            "promethee" => finding.and_then(|found| score(found.promethee)),
            "certainty" => self.certainty(id).map(percent),
            "shift" => self.shift(id).map(|points| format!("{} points", number(points))),
            _ => finding.map(|found| if found.releasable { "yes" } else { "no" }.to_owned()),
        };
        Some(figure(text, Screen::Alternatives, id.clone()))
    }

    fn cost(&self, alternative: &str) -> Option<Figure> {
        let alternative = self.package.alternative(&Id::from(alternative))?;
        let cost = self.findings.cost.as_ref();
        let total = cost.and_then(|cost| {
            let finding = cost.alternatives.iter().find(|finding| finding.alternative == alternative.id)?;
            Some(quantity(finding.total?, Unit::named(&cost.unit)))
        });
        Some(figure(total.map(|text| inline(&text)), Screen::Alternatives, COST_ANCHOR))
    }

    fn certainty(&self, alternative: &Id) -> Option<f64> {
        let smaa = self.findings.robustness.as_ref()?.smaa.as_ref()?;
        let at = smaa.alternatives.iter().position(|known| known == alternative)?;
        smaa.first_probability.get(at).copied()
    }

    fn shift(&self, alternative: &Id) -> Option<f64> {
        let robustness = self.findings.robustness.as_ref()?;
        robustness.joint_shift.iter().find(|shift| &shift.alternative == alternative)?.points
    }

    fn criterion(&self, kind: &str, criterion: &str, alternative: &str) -> Option<Figure> {
        let (criterion, alternative) = (Id::from(criterion), Id::from(alternative));
        let known = self.package.criterion(&criterion)?;
        self.package.alternative(&alternative)?;
        let finding = self.findings.alternatives.iter().find(|finding| finding.id == alternative);
        let part = finding.and_then(|found| found.contributions.iter().find(|part| part.criterion == criterion));
        let text = match kind {
            "value" => part.and_then(|part| part.value).map(|value| quantity(value, self.criterion_unit(known))),
            "worth" => part.and_then(|part| part.worth).map(|worth| fixed(worth, 2)),
            "contribution" => part.and_then(|part| part.contribution).map(|value| fixed(value, SCORE_DECIMALS)),
            _ => return None,
        };
        Some(figure(text.map(|text| inline(&text)), Screen::Alternatives, criterion))
    }

    fn criterion_unit<'b>(&'b self, criterion: &'b Criterion) -> Unit<'b> {
        let measured = match &criterion.source {
            CriterionSource::Measure { measure } => self.package.measure(measure),
            CriterionSource::GateMargin { gate } => {
                self.package.gate(gate).and_then(|gate| self.package.measure(&gate.measure))
            }
            CriterionSource::Stated { .. } | CriterionSource::Cost => None,
        };
        measured.map_or(Unit::named(&criterion.unit), Unit::of)
    }

    fn gate_unit(&self, gate: &Gate) -> Unit<'_> {
        self.package.measure(&gate.measure).map_or(Unit::Plain, Unit::of)
    }

    fn gate(&self, gate: &str, alternative: &str, field: &str) -> Option<Figure> {
        let (gate, alternative) = (self.package.gate(&Id::from(gate))?, Id::from(alternative));
        self.package.alternative(&alternative)?;
        let unit = self.gate_unit(gate);
        let of = |value: fn(&GateFinding) -> Option<f64>| {
            let finding =
                self.findings.gates.iter().find(|found| found.id == gate.id && found.alternative == alternative);
            (finding, finding.and_then(value).map(|value| inline(&quantity(value, unit))))
        };
        let (finding, margin) = of(|found| found.margin);
        let text = match field {
            "value" => of(|found| found.value).1,
            "low" => of(|found| found.low).1,
            "high" => of(|found| found.high).1,
            "margin" => margin,
            "n" => finding.map(|found| count(found.n)),
            "needed" => finding.and_then(|found| found.needed).map(count),
            "verdict" => finding.map(|found| found.verdict.label().to_owned()),
            "sentence" => finding.and_then(|found| text_of(&found.sentence)),
            _ => return None,
        };
        Some(figure(text, Screen::Gates, gate.id.clone()))
    }

    fn measure(&self, measure: &str, alternative: &str, field: &str) -> Option<Figure> {
        let (measure, alternative) = (self.package.measure(&Id::from(measure))?, Id::from(alternative));
        self.package.alternative(&alternative)?;
        let estimate = self
            .findings
            .estimates
            .iter()
            .find(|found| found.measure == measure.id && found.alternative == alternative);
        let text = match field {
            "value" => written(measure, estimate.and_then(|found| found.value)),
            "low" => written(measure, estimate.and_then(|found| found.low)),
            "high" => written(measure, estimate.and_then(|found| found.high)),
            "n" => estimate.map(|found: &Estimate| count(found.n)),
            "missing" => estimate.map(|found| count(found.missing)),
            _ => return None,
        };
        Some(figure(text, Screen::Evidence, measure.id.clone()))
    }

    fn stage(&self, stage: &str, field: &str) -> Option<Figure> {
        let stage = self.package.release.stages.iter().find(|found| found.id.as_str() == stage)?;
        let text = match field {
            "traffic" => format!("{} %", number(stage.traffic_percent)),
            "duration" => duration(stage.duration_hours),
            _ => return None,
        };
        Some(figure(Some(text), Screen::Release, stage.id.clone()))
    }

    fn monitor(&self, monitor: &str, field: &str) -> Option<Figure> {
        let monitor = self.package.monitor(&Id::from(monitor))?;
        let threshold = match field {
            "warning" => monitor.warning,
            "critical" => monitor.critical,
            _ => return None,
        };
        let text = threshold.map(|value| inline(&quantity(value, Unit::named(&monitor.unit))));
        Some(figure(text, Screen::Monitoring, monitor.id.clone()))
    }

    fn count(&self, what: &str) -> Option<Figure> {
        let package = self.package;
        let number = match what {
            "alternatives" => package.alternatives.len(),
            "criteria" => package.criteria.len(),
            "gates" => package.gates.len(),
            "measures" => package.evidence.measures.len(),
            "risks" => package.risks.len(),
            "above-appetite" => self.findings.risks.risks.iter().filter(|risk| risk.above_appetite).count(),
            "failure-modes" => package.failure_modes.len(),
            "monitors" => package.monitors.len(),
            "stages" => package.release.stages.len(),
            "questions" => package.open_questions.len(),
            "evidence" => package.additional_evidence.len(),
            _ => return None,
        };
        let screen = COUNTS.iter().find(|(name, ..)| *name == what)?.2;
        Some(figure(Some(count(number as u64)), screen, ""))
    }
}

/// A score as far as its digits are shown, so that differences agree with what stands beside them.
fn as_shown(score: f64) -> f64 {
    let scale = libm::pow(10.0, SCORE_DECIMALS as f64);
    libm::round(score * scale) / scale
}

fn written(measure: &Measure, value: Option<f64>) -> Option<String> {
    value.map(|value| inline(&quantity(value, Unit::of(measure))))
}

fn text_of(sentence: &str) -> Option<String> {
    (!sentence.is_empty()).then(|| inline(sentence))
}

fn figure(text: Option<String>, screen: Screen, anchor: impl Into<Id>) -> Figure {
    Figure { text, screen, anchor: anchor.into() }
}

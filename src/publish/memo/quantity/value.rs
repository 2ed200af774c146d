//! What quantities come to.

use super::{Counted, Estimated, Judged, Promise, Quantity, StagePart, Threshold};
use crate::findings::{AlternativeFinding, Contribution, Findings, Screen};
use crate::order;
use crate::package::deployment::SmokeOutcome;
use crate::package::settings::Method;
use crate::package::{Criterion, CriterionSource, Gate, Id, Measure, Package, Record, Risk};
use crate::publish::markdown::text::inline;
use crate::publish::words;
use crate::publish::words::figure::{Unit, count, duration, fixed, number, percent, quantity, size};

/// A computed value as the memo writes it, and where it comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Computed {
    /// The value as Markdown on one line; absent when nothing could be computed yet.
    pub text: Option<String>,
    /// The screen the value comes from.
    pub screen: Screen,
    /// The record it is about, or a part of the screen; empty for the whole screen.
    pub anchor: Id,
}

/// Where the cost model stands on its screen.
const COST_ANCHOR: &str = "cost-model";

/// Digits after the point of every score.
const SCORE_DECIMALS: usize = 3;

impl Quantity {
    /// What it comes to; nothing when the package has no such record.
    pub fn value(&self, package: &Package, findings: &Findings) -> Option<Computed> {
        let source = Source { package, findings };
        let by_rank = |place: usize| ranked(findings).get(place).map(|found| inline(&found.name));
        Some(match self {
            Self::Outcome => computed(Some(findings.outcome.decision.label().to_owned()), Screen::Overview, ""),
            Self::OutcomeSentence => computed(said(&words::outcome::sentence(package, findings)), Screen::Overview, ""),
            Self::Alternative => {
                let chosen = findings.outcome.alternative.as_ref().and_then(|id| package.alternative(id));
                computed(chosen.map(|one| inline(&one.name)), Screen::Overview, "")
            }
            Self::First => computed(by_rank(0), Screen::Alternatives, ""),
            Self::Second => computed(by_rank(1), Screen::Alternatives, ""),
            Self::Lead => computed(source.lead(), Screen::Alternatives, ""),
            Self::Objective => {
                let minutes = package.release.rollback.objective_minutes;
                computed(minutes.map(|minutes| duration(minutes / 60.0)), Screen::Release, "field-rollback-objective")
            }
            Self::CostSentence => {
                let sentence = findings.cost.as_ref().and_then(|cost| said(&words::cost::sentence(package, cost)));
                computed(sentence, Screen::Alternatives, COST_ANCHOR)
            }
            Self::Count(counted) => computed(Some(count(source.number_of(*counted) as u64)), counted.screen(), ""),
            Self::Name(id)
            | Self::Score(id)
            | Self::Rank(id)
            | Self::Topsis(id)
            | Self::Promethee(id)
            | Self::Releasable(id)
            | Self::Certainty(id)
            | Self::Shift(id) => {
                package.alternative(id)?;
                computed(self.of_alternative(&source, id), Screen::Alternatives, id.clone())
            }
            Self::Cost(id) => {
                package.alternative(id)?;
                computed(source.cost(id), Screen::Alternatives, COST_ANCHOR)
            }
            Self::Weight(id) => {
                package.criterion(id)?;
                let weight = findings.weights.iter().find(|weight| &weight.criterion == id);
                computed(weight.map(|found| percent(found.weight)), Screen::Alternatives, id.clone())
            }
            Self::Threshold(id) => {
                let gate = package.gate(id)?;
                let text = quantity(gate.threshold, source.gate_unit(gate));
                computed(Some(inline(&text)), Screen::Gates, id.clone())
            }
            Self::Inherent(id) | Self::Residual(id) => {
                let risk = Risk::find(package, id)?;
                let rating = if matches!(self, Self::Inherent(_)) { &risk.inherent } else { &risk.residual };
                computed(rating.is_rated().then(|| rating.exposure().to_string()), Screen::Risks, id.clone())
            }
            Self::Value(criterion, alternative)
            | Self::Worth(criterion, alternative)
            | Self::Contribution(criterion, alternative) => {
                let known = package.criterion(criterion)?;
                package.alternative(alternative)?;
                let found = source.contribution(criterion, alternative);
                let text = found.and_then(|found| self.of_criterion(&source, known, found));
                computed(text.map(|text| inline(&text)), Screen::Alternatives, criterion.clone())
            }
            Self::Stage(id, part) => {
                let stage = package.release.stages.iter().find(|stage| &stage.id == id)?;
                let text = match part {
                    StagePart::Traffic => format!("{} %", number(stage.traffic_percent)),
                    StagePart::Duration => duration(stage.duration_hours),
                };
                computed(Some(text), Screen::Release, id.clone())
            }
            Self::Monitor(id, threshold) => {
                let monitor = package.monitor(id)?;
                let value = match threshold {
                    Threshold::Warning => monitor.warning,
                    Threshold::Critical => monitor.critical,
                };
                computed(written(value, Unit::named(&monitor.unit)), Screen::Monitoring, id.clone())
            }
            Self::Endpoint(id, promise) => {
                let endpoint = package.interface.endpoint(id)?;
                let bytes = |bytes: Option<u32>| bytes.map(|bytes| size(bytes.into()));
                let text = match promise {
                    Promise::Latency => endpoint.latency_ms.map(|latency| quantity(latency, Unit::named("ms"))),
                    Promise::RequestSize => bytes(endpoint.request_bytes),
                    Promise::ResponseSize => bytes(endpoint.response_bytes),
                };
                computed(text, Screen::Charter, id.clone())
            }
            Self::Gate(gate, alternative, part) => {
                let gate = package.gate(gate)?;
                package.alternative(alternative)?;
                computed(source.judged(gate, alternative, *part), Screen::Gates, gate.id.clone())
            }
            Self::Measure(measure, alternative, part) => {
                let measure = package.measure(measure)?;
                package.alternative(alternative)?;
                computed(source.estimated(measure, alternative, *part), Screen::Evidence, measure.id.clone())
            }
        })
    }

    /// A quantity of one alternative, which is in the package.
    fn of_alternative(&self, source: &Source<'_>, id: &Id) -> Option<String> {
        if let Self::Name(_) = self {
            return source.package.alternative(id).map(|alternative| inline(&alternative.name));
        }
        let found = source.findings.alternatives.iter().find(|finding| &finding.id == id);
        let score = |value: Option<f64>| value.map(|value| fixed(value, SCORE_DECIMALS));
        match self {
            Self::Rank(_) => found?.rank.map(|rank| rank.to_string()),
            Self::Topsis(_) => score(found?.topsis),
            Self::Promethee(_) => score(found?.promethee),
            Self::Releasable(_) => Some(if found?.releasable { "yes" } else { "no" }.to_owned()),
            Self::Certainty(_) => source.certainty(id).map(percent),
            Self::Shift(_) => source.shift(id).map(|points| format!("{} points", number(points))),
            _ => score(source.score(found?)),
        }
    }

    /// A quantity of an alternative on one criterion.
    fn of_criterion(&self, source: &Source<'_>, criterion: &Criterion, found: &Contribution) -> Option<String> {
        match self {
            Self::Worth(..) => found.worth.map(|worth| fixed(worth, 2)),
            Self::Contribution(..) => found.contribution.map(|value| fixed(value, SCORE_DECIMALS)),
            _ => found.value.map(|value| quantity(value, source.criterion_unit(criterion))),
        }
    }
}

impl Counted {
    /// The screen on which they stand.
    fn screen(self) -> Screen {
        match self {
            Self::Alternatives | Self::Criteria => Screen::Alternatives,
            Self::Gates => Screen::Gates,
            Self::Measures | Self::Evidence => Screen::Evidence,
            Self::Risks | Self::AboveAppetite | Self::FailureModes => Screen::Risks,
            Self::Monitors => Screen::Monitoring,
            Self::Stages => Screen::Release,
            Self::Questions => Screen::Memo,
            Self::Endpoints | Self::InterfaceFields | Self::Errors | Self::Examples => Screen::Charter,
            Self::SmokeSteps | Self::SmokePassed => Screen::Release,
        }
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
    /// The score by the package's method.
    fn score(&self, finding: &AlternativeFinding) -> Option<f64> {
        match self.package.settings.method {
            Method::WeightedSum => finding.weighted_sum,
            Method::Topsis => finding.topsis,
            Method::PrometheeIi => finding.promethee,
        }
    }

    fn lead(&self) -> Option<String> {
        let ranked = ranked(self.findings);
        let score = |place: usize| ranked.get(place).and_then(|finding| self.score(finding)).map(as_shown);
        Some(fixed(score(0)? - score(1)?, SCORE_DECIMALS))
    }

    fn cost(&self, alternative: &Id) -> Option<String> {
        let cost = self.findings.cost.as_ref()?;
        let finding = cost.alternatives.iter().find(|finding| &finding.alternative == alternative)?;
        written(finding.total, Unit::named(&cost.unit))
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

    fn contribution(&self, criterion: &Id, alternative: &Id) -> Option<&Contribution> {
        let finding = self.findings.alternatives.iter().find(|finding| &finding.id == alternative)?;
        finding.contributions.iter().find(|part| &part.criterion == criterion)
    }

    fn criterion_unit<'b>(&'b self, criterion: &'b Criterion) -> Unit<'b> {
        let measured = match &criterion.source {
            CriterionSource::Measure { measure } => self.package.measure(measure),
            CriterionSource::GateMargin { gate } => {
                self.package.gate(gate).and_then(|gate| self.package.measure(&gate.measure))
            }
            CriterionSource::Stated { .. } | CriterionSource::Cost | CriterionSource::Outcome { .. } => None,
        };
        measured.map_or(Unit::named(&criterion.unit), Unit::of)
    }

    fn gate_unit(&self, gate: &Gate) -> Unit<'_> {
        self.package.measure(&gate.measure).map_or(Unit::Plain, Unit::of)
    }

    fn judged(&self, gate: &Gate, alternative: &Id, part: Judged) -> Option<String> {
        let findings = &self.findings.gates;
        let found = findings.iter().find(|found| found.id == gate.id && &found.alternative == alternative)?;
        let unit = self.gate_unit(gate);
        match part {
            Judged::Value => written(found.value, unit),
            Judged::Low => written(found.low, unit),
            Judged::High => written(found.high, unit),
            Judged::Margin => written(found.margin, unit),
            Judged::Rows => Some(count(found.n)),
            Judged::Needed => found.needed.map(count),
            Judged::Verdict => Some(found.verdict.label().to_owned()),
            Judged::Sentence => said(&words::gate::sentence(self.package, found)),
        }
    }

    fn estimated(&self, measure: &Measure, alternative: &Id, part: Estimated) -> Option<String> {
        let estimates = &self.findings.estimates;
        let found = estimates.iter().find(|found| found.measure == measure.id && &found.alternative == alternative)?;
        let unit = Unit::of(measure);
        match part {
            Estimated::Value => written(found.value, unit),
            Estimated::Low => written(found.low, unit),
            Estimated::High => written(found.high, unit),
            Estimated::Rows => Some(count(found.n)),
            Estimated::Missing => Some(count(found.missing)),
        }
    }

    fn number_of(&self, counted: Counted) -> usize {
        let package = self.package;
        match counted {
            Counted::Alternatives => package.alternatives.len(),
            Counted::Criteria => package.criteria.len(),
            Counted::Gates => package.gates.len(),
            Counted::Measures => package.evidence.measures.len(),
            Counted::Risks => package.risks.len(),
            Counted::AboveAppetite => self.findings.risks.risks.iter().filter(|risk| risk.above_appetite).count(),
            Counted::FailureModes => package.failure_modes.len(),
            Counted::Monitors => package.monitors.len(),
            Counted::Stages => package.release.stages.len(),
            Counted::Questions => package.open_questions.len(),
            Counted::Evidence => package.additional_evidence.len(),
            Counted::Endpoints => package.interface.endpoints.len(),
            Counted::InterfaceFields => package.interface.fields.len(),
            Counted::Errors => package.interface.errors.len(),
            Counted::Examples => package.interface.examples.len(),
            Counted::SmokeSteps => package.deployment.smoke_test.len(),
            Counted::SmokePassed => {
                package.deployment.smoke_test.iter().filter(|step| step.outcome == SmokeOutcome::Passed).count()
            }
        }
    }
}

/// A score as far as its digits are shown, so that differences agree with what stands beside them.
fn as_shown(score: f64) -> f64 {
    let scale = libm::pow(10.0, SCORE_DECIMALS as f64);
    libm::round(score * scale) / scale
}

fn written(value: Option<f64>, unit: Unit<'_>) -> Option<String> {
    value.map(|value| inline(&quantity(value, unit)))
}

fn said(sentence: &str) -> Option<String> {
    (!sentence.is_empty()).then(|| inline(sentence))
}

fn computed(text: Option<String>, screen: Screen, anchor: impl Into<Id>) -> Computed {
    Computed { text, screen, anchor: anchor.into() }
}

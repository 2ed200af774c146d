//! Parts of a package that answer duties, and how far each is there.

use crate::findings::{Decision, Findings, IntervalMethod, Screen, SignOffStanding, Verdict};
use crate::package::ci_check::CiCheck;
use crate::package::deployment::{self, SmokeOutcome, SmokeStep};
use crate::package::readiness::{TestCheck, TestLevel};
use crate::package::{Gate, Package, Risk, charter, interface};

words! {
    /// A part of a package that answers duties.
    pub enum Part {
        /// The system's boundary.
        #[default]
        Boundary = "Boundary of the decision",
        /// What it is for.
        Objective = "Objective",
        /// What it is for, and what not.
        Scope = "Scope, in and out",
        /// Who has a say, and who answers.
        Stakeholders = "Stakeholders, one of them accountable",
        /// How success is recognised.
        SuccessCriteria = "Success criteria",
        /// What cannot be moved, and what is taken for true.
        Assumptions = "Constraints and assumptions",
        /// Where the evidence comes from.
        Sources = "Evidence sources with their limits",
        /// The telemetry and where it comes from.
        Datasets = "Datasets with their origin",
        /// What is measured.
        Measures = "Measures with values",
        /// How sure the measured values are.
        Intervals = "Intervals of the measured values",
        /// What callers are promised.
        Interface = "Interface contract with limits, errors and examples",
        /// What continuous integration shows.
        CiEvidence = "CI evidence: checks, tests, environments compared",
        /// How it is installed, started and checked.
        Deployment = "Deployment notes with a smoke test that passed",
        /// What else could be done.
        Alternatives = "Alternatives compared",
        /// What they cost.
        Cost = "Cost model",
        /// Limits set before the verdict.
        Gates = "Acceptance gates with thresholds somebody set",
        /// What the gates say.
        Verdicts = "Verdicts that the evidence decides",
        /// How sure the ranking is.
        Robustness = "Robustness of the ranking",
        /// The risk log.
        Risks = "Risk log, rated",
        /// What is done about risks.
        Treatment = "Mitigation and owner of each risk",
        /// What risk is accepted.
        Appetite = "Risk appetite",
        /// What risk is left.
        Residual = "Residual risk within appetite",
        /// When risks are looked at again.
        RiskReview = "Review date of each risk",
        /// How it can fail.
        FailureModes = "Failure modes with mitigations",
        /// What would be noticed.
        Detection = "A gate or monitor for each risk and failure mode",
        /// What is watched.
        Monitors = "Monitors with thresholds",
        /// Who is told, and what they do.
        Alerts = "Alerts with somebody to tell and a runbook",
        /// How it is released.
        Stages = "Release stages with gates or approvers",
        /// Where a person decides.
        Approvers = "A person who lets each stage go on",
        /// The way back.
        Rollback = "Rollback targets and steps",
        /// Whether the way back was tried.
        Rehearsal = "Rehearsed rollback",
        /// What is decided.
        Outcome = "Outcome with reasons",
        /// Who signed.
        SignOffs = "Sign-offs that hold",
        /// What is not known.
        OpenQuestions = "Open questions with owners",
        /// What is still to be shown.
        AdditionalEvidence = "Additional evidence asked for",
        /// The memo.
        Memo = "Memo",
        /// The review's questions.
        ReviewQuestions = "Review questions answered",
        /// What people say of it.
        Comments = "Comments, all resolved",
        /// The ML Test Score.
        TestScore = "ML Test Score, every check rated",
        /// Whether people are treated alike.
        Fairness = "Checks of slices and of unequal treatment",
        /// Whether personal data is protected.
        Privacy = "Checks of privacy and of what inputs may be used",
        /// Whether what it depends on is watched.
        Dependencies = "Check that changed dependencies raise a notice",
        /// Whether inputs are held to a schema.
        InputChecks = "Checks of inputs against a schema and what is known of them",
    }

    /// How far something is there.
    pub enum State {
        /// Wholly.
        There = "there",
        /// In part.
        Incomplete = "incomplete",
        /// Not at all.
        #[default]
        Missing = "missing",
    }
}

impl Part {
    /// Where it stands: `#/risks/field-risks`.
    pub fn address(self) -> String {
        let (screen, anchor) = self.place();
        if anchor.is_empty() { screen.address() } else { format!("{}/{anchor}", screen.address()) }
    }

    fn place(self) -> (Screen, &'static str) {
        match self {
            Self::Boundary => (Screen::Charter, "field-boundary"),
            Self::Objective => (Screen::Charter, "field-objective"),
            Self::Scope => (Screen::Charter, "field-scope-in"),
            Self::Stakeholders => (Screen::Charter, "field-stakeholders"),
            Self::SuccessCriteria => (Screen::Charter, "field-success-criteria"),
            Self::Assumptions => (Screen::Charter, "field-assumptions"),
            Self::Interface => (Screen::Charter, "interface-title"),
            Self::CiEvidence => (Screen::Evidence, "heading-ci"),
            Self::Deployment => (Screen::Release, "deployment-title"),
            Self::Sources => (Screen::Evidence, "field-sources"),
            Self::Datasets => (Screen::Evidence, "field-datasets"),
            Self::Measures | Self::Intervals => (Screen::Evidence, "field-measures"),
            Self::AdditionalEvidence => (Screen::Evidence, "field-additional-evidence"),
            Self::Alternatives => (Screen::Alternatives, "field-alternatives"),
            Self::Cost => (Screen::Alternatives, ""),
            Self::Robustness => (Screen::Alternatives, "field-scores"),
            Self::Gates | Self::Verdicts => (Screen::Gates, "field-gates"),
            Self::Risks | Self::Treatment | Self::Residual | Self::RiskReview => (Screen::Risks, "field-risks"),
            Self::Appetite => (Screen::Risks, "field-appetite"),
            Self::FailureModes => (Screen::Risks, "field-failure-modes"),
            Self::Detection => (Screen::Risks, "field-undetected"),
            Self::Monitors | Self::Alerts => (Screen::Monitoring, "field-monitors"),
            Self::Stages | Self::Approvers => (Screen::Release, "field-stages"),
            Self::Rollback => (Screen::Release, "field-rollback-targets"),
            Self::Rehearsal => (Screen::Release, "field-rehearsed"),
            Self::Outcome => (Screen::Overview, ""),
            Self::SignOffs | Self::Comments => (Screen::Review, ""),
            Self::OpenQuestions => (Screen::Memo, "field-open-questions"),
            Self::Memo => (Screen::Memo, ""),
            Self::ReviewQuestions => (Screen::Review, "field-review-questions"),
            Self::TestScore | Self::Fairness | Self::Privacy | Self::Dependencies | Self::InputChecks => {
                (Screen::Review, "field-ml-test-score")
            }
        }
    }

    /// How far it is there.
    pub fn state(self, package: &Package, findings: &Findings) -> State {
        let charter = &package.charter;
        match self {
            Self::Boundary => all([written(&charter.boundary)]),
            Self::Objective => all([written(&charter.objective)]),
            Self::Scope => all([!charter.scope_in.is_empty(), !charter.scope_out.is_empty()]),
            Self::Stakeholders => {
                let accountable = |one: &charter::Stakeholder| one.part == charter::Part::Accountable;
                let people = &charter.stakeholders;
                all([!people.is_empty(), people.iter().any(accountable)])
            }
            Self::SuccessCriteria => all([!charter.success_criteria.is_empty()]),
            Self::Assumptions => all([!charter.constraints.is_empty(), !charter.assumptions.is_empty()]),
            Self::Sources => each(&package.evidence.sources, |one| written(&one.limits) && written(&one.description)),
            Self::Datasets => each(&package.evidence.datasets, |dataset| {
                let of = package.evidence.measures.iter().filter(|measure| measure.dataset == dataset.id);
                of.flat_map(|measure| findings.estimates.iter().filter(|found| found.measure == measure.id))
                    .any(|found| found.n > 0)
            }),
            Self::Measures => each(&findings.estimates, |found| found.value.is_some()),
            Self::Intervals => each(&findings.estimates, |found| found.interval != IntervalMethod::None),
            Self::Interface => {
                let contract = &package.interface;
                let stated =
                    [contract.endpoints.len(), contract.fields.len(), contract.errors.len(), contract.examples.len()];
                all([!contract.is_empty(), !stated.contains(&0) && interface::faults(contract).is_empty()])
            }
            Self::CiEvidence => all([
                package.evidence.checks.iter().any(CiCheck::is_recorded),
                !findings.tests.is_empty(),
                findings.environments.iter().any(|found| found.machines.len() > 1),
            ]),
            Self::Deployment => {
                let notes = &package.deployment;
                let passed = |step: &SmokeStep| step.outcome == SmokeOutcome::Passed;
                all([
                    !notes.is_empty(),
                    !notes.smoke_test.is_empty() && notes.smoke_test.iter().all(passed),
                    written(&notes.rollback) && deployment::faults(package).is_empty(),
                ])
            }
            Self::Alternatives => all([!package.alternatives.is_empty(), package.alternatives.len() > 1]),
            Self::Cost => each(&package.alternatives, |one| package.cost.by_alternative.get(&one.id).is_some()),
            Self::Gates => each(&package.gates, |gate| is_set(package, gate)),
            Self::Verdicts => {
                each(&findings.gates, |found| matches!(found.verdict, Verdict::Pass | Verdict::Fail | Verdict::Waived))
            }
            Self::Robustness => match &findings.robustness {
                Some(found) => all([true, found.smaa.is_some()]),
                None => State::Missing,
            },
            Self::Risks => each(&package.risks, |risk| risk.inherent.is_rated() && risk.residual.is_rated()),
            Self::Treatment => each(&package.risks, |risk| written(&risk.mitigation) && written(&risk.owner)),
            Self::Appetite => all([!package.appetite.is_empty()]),
            Self::Residual if package.appetite.is_empty() => State::Missing,
            Self::Residual => each(&findings.risks.risks, |found| found.residual > 0 && !found.above_appetite),
            Self::RiskReview => each(&package.risks, |risk: &Risk| !risk.review.is_empty()),
            Self::FailureModes => each(&package.failure_modes, |mode| written(&mode.mitigation)),
            Self::Detection => {
                let unseen = findings.risks.undetected_risks.len() + findings.risks.unseen_failure_modes.len();
                let known = package.risks.len() + package.failure_modes.len();
                if known == 0 || unseen >= known { State::Missing } else { all([true, unseen == 0]) }
            }
            Self::Monitors => each(&package.monitors, |one| written(&one.metric) && one.critical.is_some()),
            Self::Alerts => each(&package.monitors, |one| written(&one.alert_to) && written(&one.runbook)),
            Self::Stages => {
                each(&package.release.stages, |stage| !stage.promotion_gates.is_empty() || written(&stage.approver))
            }
            Self::Approvers => each(&package.release.stages, |stage| written(&stage.approver)),
            Self::Rollback => {
                let rollback = &package.release.rollback;
                all([rollback.targets.iter().any(|target| written(&target.previous)), !rollback.steps.is_empty()])
            }
            Self::Rehearsal if findings.closure.triggers.is_empty() => {
                all([written(&package.release.rollback.rehearsed)])
            }
            Self::Rehearsal => all([
                written(&package.release.rollback.rehearsed),
                findings.closure.triggers.iter().all(|trigger| trigger.exercised),
            ]),
            Self::Outcome => all([findings.outcome.decision != Decision::Undecided]),
            Self::SignOffs => {
                let asked: Vec<_> = findings.sign_offs.iter().filter(|one| !one.replaced).collect();
                each(&asked, |one| one.standing == SignOffStanding::Holds)
            }
            Self::OpenQuestions => each(&package.open_questions, |one| written(&one.owner)),
            Self::AdditionalEvidence => {
                each(&package.additional_evidence, |one| written(&one.what) && written(&one.owner))
            }
            Self::Memo => all([findings.completeness.iter().any(|item| item.id == "memo" && item.done)]),
            Self::ReviewQuestions => {
                each(&package.review.readiness.questions, |one| one.is_answered() && one.earned().is_some())
            }
            Self::Comments => each(&findings.comments.0, |one| !one.open),
            Self::TestScore => match &findings.readiness.tests {
                Some(score) => all([true, score.rated as usize == TestCheck::ALL.len()]),
                None => State::Missing,
            },
            Self::Fairness => checks(package, &[TestCheck::Slices, TestCheck::Inclusion]),
            Self::Privacy => checks(package, &[TestCheck::Privacy, TestCheck::InputPolicy]),
            Self::Dependencies => checks(package, &[TestCheck::Dependencies]),
            Self::InputChecks => checks(package, &[TestCheck::Schema, TestCheck::Invariants]),
        }
    }
}

/// Whether these checks of the ML Test Score are done, by hand or by themselves.
fn checks(package: &Package, wanted: &[TestCheck]) -> State {
    let done = |check: &TestCheck| {
        package.review.readiness.tests.get(check).is_some_and(|rating| rating.level != TestLevel::Absent)
    };
    each(wanted, done)
}

fn is_set(package: &Package, gate: &Gate) -> bool {
    !gate.proposed.stands() && package.measure(&gate.measure).is_some()
}

fn written(text: &str) -> bool {
    !text.trim().is_empty()
}

/// There when everything holds, incomplete when something does.
fn all<const N: usize>(held: [bool; N]) -> State {
    each(&held, |held| *held)
}

/// There when there are items and each holds, incomplete when some do or when there are some at all.
fn each<T>(items: &[T], holds: impl Fn(&T) -> bool) -> State {
    match items.iter().filter(|item| holds(item)).count() {
        0 => State::Missing,
        held if held == items.len() => State::There,
        _ => State::Incomplete,
    }
}

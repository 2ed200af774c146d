//! What a package says of its interface, its release and its monitoring that cannot all hold.

mod monitoring;
mod simulation;

use super::release::{CheckJudge, Strategy, retreats};
use super::{Id, Package, RollbackTarget, deployment, interface};

/// Two statements that contradict each other; nothing is wrong with either alone.
#[derive(Clone, Debug, PartialEq)]
pub enum Contradiction {
    /// A stage's share of traffic is none.
    NoShare {
        /// The stage.
        stage: Id,
        /// In percent.
        traffic: f64,
    },
    /// A stage has less traffic than one before it.
    TrafficFalls {
        /// The stage.
        stage: Id,
        /// Its share in percent.
        traffic: f64,
        /// The greatest share before it, in percent.
        before: f64,
    },
    /// A part of the traffic, under a strategy that moves all of it at once.
    PartAtOnce {
        /// The stage.
        stage: Id,
        /// In percent.
        traffic: f64,
        /// The strategy.
        strategy: Strategy,
    },
    /// The steps of the rollback take longer than the time within which everybody must be back.
    RollbackTooLong {
        /// The steps together, in minutes.
        steps: f64,
        /// In minutes.
        objective: f64,
    },
    /// A warning that comes only once the critical threshold is crossed.
    LateWarning {
        /// The monitor.
        monitor: Id,
        /// In the monitor's unit.
        warning: f64,
        /// In the monitor's unit.
        critical: f64,
    },
    /// A trigger that rolls back, without a word what.
    NoTarget {
        /// The monitor or service level.
        trigger: Id,
    },
    /// A trigger or failure mode that rolls back what the release has no way back for.
    TargetMissing {
        /// The monitor, service level or failure mode.
        record: Id,
        /// What would be rolled back.
        target: RollbackTarget,
    },
    /// A threshold of a share that no share can be beyond.
    NeverFires {
        /// The monitor.
        monitor: Id,
        /// In the monitor's unit.
        threshold: f64,
    },
    /// A threshold of a share that every share is beyond.
    AlwaysFires {
        /// The monitor.
        monitor: Id,
        /// In the monitor's unit.
        threshold: f64,
    },
    /// A gate that passes what a monitor of the same measure rolls back.
    RolledBackOnceReleased {
        /// The monitor.
        monitor: Id,
        /// The gate.
        gate: Id,
        /// What the gate passes at, in the monitor's unit.
        passes: f64,
        /// In the monitor's unit.
        critical: f64,
    },
    /// An incident whose beginning or end is no moment.
    NoMoment {
        /// The incident.
        incident: Id,
    },
    /// An incident that ends before it begins.
    EndsBefore {
        /// The incident.
        incident: Id,
    },
    /// In the interface contract.
    Interface(interface::Fault),
    /// In the deployment notes.
    Deployment(deployment::Fault),
    /// What a rollback target needs is not there once it is back.
    NoWayBack {
        /// The rollback target.
        target: Id,
    },
    /// Two gates on one measure whose good sides have nothing in common.
    GatesExclude {
        /// The gate with the upper threshold.
        gate: Id,
        /// The gate with the lower threshold.
        other: Id,
    },
    /// Nothing stands between a stage and the next: no check and no gate.
    Unchecked {
        /// The stage.
        stage: Id,
    },
    /// There is no stage to simulate.
    NoStages,
    /// No requests come, or more than can be simulated.
    NoTraffic {
        /// An hour.
        requests: f64,
    },
    /// The busiest hour is not between the mean and twice the mean.
    PeakFactor {
        /// A multiple of the mean.
        factor: f64,
    },
    /// A normal level that is no share.
    NoPercent {
        /// Of what.
        what: &'static str,
        /// In percent.
        percent: f64,
    },
    /// A median latency that is none, or not below the 99 % quantile.
    LatencyOrder {
        /// In milliseconds.
        median: f64,
        /// In milliseconds.
        p99: f64,
    },
    /// Neither a fault nor its absence is supposed.
    NoFault,
    /// The priors of the faults do not sum to 100 %.
    Priors {
        /// In percent.
        sum: f64,
    },
    /// A prior below 0 %.
    NegativePrior {
        /// The fault.
        fault: Id,
    },
    /// A fault that changes nothing.
    NoEffect {
        /// The fault.
        fault: Id,
    },
    /// A judge of shares on a metric that is none.
    NeedsShares {
        /// The check.
        check: Id,
        /// How it judges.
        judge: CheckJudge,
    },
    /// No time from one look to the next.
    NoInterval {
        /// The check.
        check: Id,
    },
    /// More looks than can be taken, or than a level can be spent over.
    TooOften {
        /// The check.
        check: Id,
        /// How many.
        looks: f64,
    },
    /// A look takes longer than any stage.
    NeverLooks {
        /// The check.
        check: Id,
        /// The longest stage in hours.
        longest: f64,
    },
    /// A level that is none.
    NoLevel {
        /// The check.
        check: Id,
        /// Its level.
        level: f64,
    },
    /// A quantile that is none.
    NoQuantile {
        /// The check.
        check: Id,
        /// Its quantile.
        quantile: f64,
    },
    /// A threshold that no data can pass beyond.
    OutOfReach {
        /// The check.
        check: Id,
        /// Its threshold.
        threshold: f64,
    },
    /// What passes lies beyond what fails.
    PassesBeyond {
        /// The check.
        check: Id,
        /// Up to where it passes.
        passes: f64,
        /// From where it fails.
        threshold: f64,
    },
    /// The service fails a check while nothing is wrong.
    FailsAlready {
        /// The check.
        check: Id,
        /// Its threshold.
        threshold: f64,
    },
    /// A design without steps, or with one that is none.
    NoSteps {
        /// The design.
        design: Id,
    },
    /// A step of a design has less traffic than the one before it.
    StepsFall {
        /// The design.
        design: Id,
        /// In percent.
        traffic: f64,
        /// In percent.
        before: f64,
    },
}

impl Contradiction {
    /// The record it is about; none when it is about the rollback or the simulation as a whole.
    pub fn record(&self) -> Option<&Id> {
        match self {
            Self::NoShare { stage, .. }
            | Self::TrafficFalls { stage, .. }
            | Self::PartAtOnce { stage, .. }
            | Self::Unchecked { stage } => Some(stage),
            Self::LateWarning { monitor, .. }
            | Self::NeverFires { monitor, .. }
            | Self::AlwaysFires { monitor, .. }
            | Self::RolledBackOnceReleased { monitor, .. } => Some(monitor),
            Self::NoTarget { trigger } => Some(trigger),
            Self::TargetMissing { record, .. } => Some(record),
            Self::NoMoment { incident } | Self::EndsBefore { incident } => Some(incident),
            Self::Interface(interface::Fault { record, .. }) | Self::Deployment(deployment::Fault { record, .. }) => {
                Some(record)
            }
            Self::NoWayBack { target } => Some(target),
            Self::GatesExclude { gate, .. } => Some(gate),
            Self::NegativePrior { fault } | Self::NoEffect { fault } => Some(fault),
            Self::NeedsShares { check, .. }
            | Self::NoInterval { check }
            | Self::TooOften { check, .. }
            | Self::NeverLooks { check, .. }
            | Self::NoLevel { check, .. }
            | Self::NoQuantile { check, .. }
            | Self::OutOfReach { check, .. }
            | Self::PassesBeyond { check, .. }
            | Self::FailsAlready { check, .. } => Some(check),
            Self::NoSteps { design } | Self::StepsFall { design, .. } => Some(design),
            Self::RollbackTooLong { .. }
            | Self::NoStages
            | Self::NoTraffic { .. }
            | Self::PeakFactor { .. }
            | Self::NoPercent { .. }
            | Self::LatencyOrder { .. }
            | Self::NoFault
            | Self::Priors { .. } => None,
        }
    }

    /// Whether it is about what a simulation supposes as a whole.
    pub fn is_of_simulation(&self) -> bool {
        self.record().is_none() && !matches!(self, Self::RollbackTooLong { .. })
    }

    /// Whether nothing can be simulated while it stands.
    fn prevents_simulation(&self) -> bool {
        matches!(
            self,
            Self::NoShare { .. }
                | Self::NoStages
                | Self::NoTraffic { .. }
                | Self::PeakFactor { .. }
                | Self::NoPercent { .. }
                | Self::LatencyOrder { .. }
                | Self::NoFault
                | Self::NegativePrior { .. }
                | Self::NeedsShares { .. }
                | Self::NoInterval { .. }
                | Self::TooOften { .. }
                | Self::NoLevel { .. }
                | Self::NoQuantile { .. }
                | Self::NoSteps { .. }
                | Self::StepsFall { .. }
                | Self::TrafficFalls { .. }
        )
    }
}

/// Whether something the package supposes cannot be simulated.
pub fn prevents_simulation(package: &Package) -> bool {
    contradictions(package).iter().any(Contradiction::prevents_simulation)
}

/// Every contradiction, in the order of the records.
pub fn contradictions(package: &Package) -> Vec<Contradiction> {
    let mut found: Vec<Contradiction> =
        interface::faults(&package.interface).into_iter().map(Contradiction::Interface).collect();
    found.extend(of_stages(package));
    let rollback = &package.release.rollback;
    let steps: f64 = rollback.steps.iter().filter_map(|step| step.minutes).sum();
    if let Some(objective) = rollback.objective_minutes.filter(|objective| steps > *objective) {
        found.push(Contradiction::RollbackTooLong { steps, objective });
    }
    found.extend(deployment::faults(package).into_iter().map(Contradiction::Deployment));
    let stuck = retreats(rollback).into_iter().filter(|retreat| retreat.unmet.is_some());
    found.extend(stuck.map(|retreat| Contradiction::NoWayBack { target: retreat.target }));
    found.extend(simulation::of_simulation(package));
    found.extend(monitoring::of_monitoring(package));
    found
}

fn of_stages(package: &Package) -> Vec<Contradiction> {
    let strategy = package.release.strategy;
    let at_once = strategy.moves_at_once();
    let (mut found, mut before) = (Vec::new(), 0.0_f64);
    for stage in &package.release.stages {
        let (id, traffic) = (stage.id.clone(), stage.traffic_percent);
        if !(0.0..=100.0).contains(&traffic) {
            found.push(Contradiction::NoShare { stage: id, traffic });
            continue;
        }
        if traffic < before {
            found.push(Contradiction::TrafficFalls { stage: id.clone(), traffic, before });
        }
        if at_once && traffic > 0.0 && traffic < 100.0 {
            found.push(Contradiction::PartAtOnce { stage: id, traffic, strategy });
        }
        before = before.max(traffic);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::package::release::{RollbackStep, Stage};
    use crate::package::template::TEMPLATES;

    #[test]
    fn the_worked_example_contradicts_itself_nowhere() {
        assert_eq!(contradictions(&TEMPLATES[0].package), []);
        assert_eq!(contradictions(&Package::default()), []);
    }

    #[test]
    fn traffic_grows_within_the_whole_and_as_the_strategy_says() {
        let check = |strategy, shares: &[f64], expected: &[(usize, &str)]| {
            let mut package = Package::default();
            package.release.strategy = strategy;
            package.release.stages = (0..shares.len())
                .map(|place| Stage { id: Id(place.to_string()), traffic_percent: shares[place], ..Stage::default() })
                .collect();
            let kind = |one: &Contradiction| match one {
                Contradiction::NoShare { .. } => "none",
                Contradiction::TrafficFalls { .. } => "falls",
                Contradiction::PartAtOnce { .. } => "part",
                _ => "other",
            };
            let found = contradictions(&package);
            let found: Vec<_> = found.iter().map(|one| (one.record().unwrap().0.parse().unwrap(), kind(one))).collect();
            assert_eq!(found, expected, "{strategy} {shares:?}");
        };
        check(Strategy::Canary, &[0.0, 5.0, 5.0, 25.0, 100.0], &[]);
        check(Strategy::Canary, &[60.0, 25.0, 50.0, 100.0], &[(1, "falls"), (2, "falls")]);
        check(Strategy::Canary, &[150.0, 5.0, f64::NAN], &[(0, "none"), (2, "none")]);
        check(Strategy::BlueGreen, &[0.0, 5.0, 100.0], &[(1, "part")]);
        check(Strategy::BigBang, &[100.0], &[]);
        check(Strategy::Shadow, &[5.0, 100.0], &[]);
    }

    #[test]
    fn the_steps_of_a_rollback_fit_its_objective() {
        let mut package = Package::default();
        let step = |minutes| RollbackStep { minutes, ..RollbackStep::default() };
        package.release.rollback.steps = vec![step(Some(30.0)), step(None), step(Some(16.0))];
        assert_eq!(contradictions(&package), []);
        package.release.rollback.objective_minutes = Some(46.0);
        assert_eq!(contradictions(&package), []);
        package.release.rollback.objective_minutes = Some(30.0);
        assert_eq!(contradictions(&package), [Contradiction::RollbackTooLong { steps: 46.0, objective: 30.0 }]);
    }
}

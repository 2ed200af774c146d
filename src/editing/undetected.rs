//! What may happen without anybody noticing, and what can be done about it.

use crate::findings::{Findings, Screen};
use crate::package::risk::{RiskNote, Treatment};
use crate::package::{Date, FailureMode, Id, Package, Record, Risk};

/// A risk or a failure mode that nothing detects.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Undetected {
    /// A risk.
    Risk(Id),
    /// A failure mode.
    FailureMode(Id),
}

impl Undetected {
    /// All of them with their names: risks, then failure modes, each in the package's order.
    pub fn all(package: &Package, findings: &Findings) -> Vec<(Self, String)> {
        let risks = named::<Risk>(package, &findings.risks.undetected_risks, |risk| &risk.name);
        let modes = named::<FailureMode>(package, &findings.risks.unseen_failure_modes, |mode| &mode.name);
        let risks = risks.map(|(id, name)| (Self::Risk(id), name));
        risks.chain(modes.map(|(id, name)| (Self::FailureMode(id), name))).collect()
    }

    /// What it is: "risk".
    pub fn noun(&self) -> &'static str {
        match self {
            Self::Risk(_) => Risk::NOUN,
            Self::FailureMode(_) => FailureMode::NOUN,
        }
    }

    /// Where its record stands.
    pub fn address(&self) -> String {
        let (Self::Risk(id) | Self::FailureMode(id)) = self;
        format!("{}/{id}", Screen::Risks.address())
    }

    /// Has a monitor see it.
    pub fn watch(&self, package: &mut Package, monitor: &Id) {
        match self {
            Self::Risk(id) => {
                if let Some(risk) = Risk::find_mut(package, id) {
                    risk.monitor = monitor.clone();
                }
            }
            Self::FailureMode(id) => {
                if let Some(mode) = FailureMode::find_mut(package, id) {
                    mode.monitor = monitor.clone();
                }
            }
        }
    }

    /// Accepts that nothing detects it, with the reason, on a day. A risk is noted in its history.
    pub fn accept(&self, package: &mut Package, why: &str, today: Date) {
        match self {
            Self::Risk(id) => {
                if let Some(risk) = Risk::find_mut(package, id) {
                    risk.treatment = Treatment::Accept;
                    let (who, note) = (risk.owner.clone(), format!("Accepted undetected: {}", why.trim()));
                    risk.history.push(RiskNote { date: today, who, note, ..RiskNote::default() });
                }
            }
            Self::FailureMode(id) => {
                if let Some(mode) = FailureMode::find_mut(package, id) {
                    why.trim().clone_into(&mut mode.acceptance);
                }
            }
        }
    }
}

/// The records with these identifiers, each with its name; by its place where it has none.
fn named<'a, R: Record>(
    package: &'a Package,
    ids: &'a [Id],
    name: fn(&R) -> &String,
) -> impl Iterator<Item = (Id, String)> + 'a {
    R::list(package).iter().enumerate().filter(|(_, record)| ids.contains(record.id())).map(move |(index, record)| {
        let name = match name(record).trim() {
            "" => format!("{} {}", crate::publish::words::capital(R::NOUN), index + 1),
            name => name.to_owned(),
        };
        (record.id().clone(), name)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::closure::close;
    use crate::package::Monitor;

    fn undetected(package: &Package) -> Vec<(Undetected, String)> {
        Undetected::all(package, &Findings { risks: close(package), ..Findings::default() })
    }

    fn package() -> Package {
        let mode = FailureMode { name: "Queue fills".to_owned(), ..FailureMode::blank("queue".into()) };
        let monitor = Monitor { metric: "queue length".to_owned(), ..Monitor::blank("length".into()) };
        Package {
            risks: vec![Risk::blank("nameless".into())],
            failure_modes: vec![mode],
            monitors: vec![monitor],
            ..Package::default()
        }
    }

    #[test]
    fn what_nothing_detects_is_named_and_each_way_mends_it() {
        let all = undetected(&package());
        let names: Vec<_> = all.iter().map(|(one, name)| (one.noun(), name.as_str())).collect();
        assert_eq!(names, [("risk", "Risk 1"), ("failure mode", "Queue fills")]);
        for (place, (one, _)) in all.iter().enumerate() {
            let mut other = all.clone();
            other.remove(place);
            let mut watched = package();
            one.watch(&mut watched, &"length".into());
            assert_eq!(undetected(&watched), other);
            let mut accepted = package();
            one.accept(&mut accepted, " It is harmless. ", "2026-11-21".into());
            assert_eq!(undetected(&accepted), other);
        }
    }
}

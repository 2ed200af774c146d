//! What must go back together, because one version works only with another.

use super::{Compatibility, Rollback, RollbackVersion};
use crate::package::Id;

/// What rolling back one target takes.
#[derive(Clone, Debug, PartialEq)]
pub struct Retreat {
    /// The target rolled back.
    pub target: Id,
    /// The others that must go back with it, in the package's order.
    pub with: Vec<Id>,
    /// Why it cannot go back at all, if so.
    pub unmet: Option<Unmet>,
}

/// A rule that no choice of versions keeps once a target is back.
#[derive(Clone, Debug, PartialEq)]
pub enum Unmet {
    /// The version needed of `needs` is neither the one released nor the one gone back to.
    NoSuchVersion(Compatibility),
    /// `needs` has had to go back already, and its former version is not the one needed.
    Removed(Compatibility),
}

impl Unmet {
    /// The rule.
    pub fn rule(&self) -> &Compatibility {
        match self {
            Self::NoSuchVersion(rule) | Self::Removed(rule) => rule,
        }
    }
}

/// What rolling back each target takes, in the package's order. Rules that hold before anything is rolled back only: one
/// about a version that is neither released nor gone back to says nothing.
pub fn retreats(rollback: &Rollback) -> Vec<Retreat> {
    rollback.targets.iter().map(|target| retreat(rollback, &target.id)).collect()
}

fn retreat(rollback: &Rollback, target: &Id) -> Retreat {
    let mut back = vec![target.clone()];
    let unmet = loop {
        match rollback.compatibility.iter().find_map(|rule| broken(rollback, rule, &back)) {
            None => break None,
            Some(Repair::Impossible(unmet)) => break Some(unmet),
            Some(Repair::Back(id)) => back.push(id),
        }
    };
    let with = rollback.targets.iter().map(|each| &each.id).filter(|id| *id != target && back.contains(id));
    Retreat { target: target.clone(), with: with.cloned().collect(), unmet }
}

/// What a broken rule asks for.
enum Repair {
    /// This target must go back too.
    Back(Id),
    /// Nothing mends it.
    Impossible(Unmet),
}

/// How a rule that is broken once `back` are back is mended; nothing when it is kept.
fn broken(rollback: &Rollback, rule: &Compatibility, back: &[Id]) -> Option<Repair> {
    let find = |id: &Id| rollback.targets.iter().find(|target| target.id == *id);
    let (dependent, needed) = (find(&rule.target)?, find(&rule.needs)?);
    let is_back = |target: &RollbackVersion| back.contains(&target.id);
    let version = |target: &RollbackVersion| {
        let version = if is_back(target) { &target.previous } else { &target.current };
        version.trim().to_owned()
    };
    let (wanted, at) = (rule.needs_version.trim(), rule.version.trim());
    if at.is_empty() || wanted.is_empty() || version(dependent) != at || version(needed) == wanted {
        return None;
    }
    Some(match (is_back(dependent), is_back(needed)) {
        (_, false) if needed.previous.trim() == wanted => Repair::Back(needed.id.clone()),
        (false, _) if dependent.previous.trim() != at => Repair::Back(dependent.id.clone()),
        (_, true) => Repair::Impossible(Unmet::Removed(rule.clone())),
        _ => Repair::Impossible(Unmet::NoSuchVersion(rule.clone())),
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn rollback(rules: &[[&str; 4]]) -> Rollback {
        let target = |id: &str| RollbackVersion {
            id: id.into(),
            current: "new".to_owned(),
            previous: "old".to_owned(),
            ..RollbackVersion::default()
        };
        let rule = |[target, version, needs, needs_version]: &[&str; 4]| Compatibility {
            target: (*target).into(),
            version: (*version).to_owned(),
            needs: (*needs).into(),
            needs_version: (*needs_version).to_owned(),
            ..Compatibility::default()
        };
        let mut rollback = Rollback { targets: ["code", "model", "data"].map(target).to_vec(), ..Rollback::default() };
        rollback.compatibility.0 = rules.iter().map(rule).collect();
        rollback
    }

    fn check(rules: &[[&str; 4]], target: &str, with: &[&str], impossible: bool) {
        let found = retreat(&rollback(rules), &target.into());
        let with: Vec<Id> = with.iter().map(|id| (*id).into()).collect();
        assert_eq!((found.with, found.unmet.is_some()), (with, impossible), "{rules:?} {target}");
    }

    #[test]
    fn what_the_new_needs_takes_it_back_along() {
        let rules = [["model", "new", "data", "new"]];
        check(&rules, "data", &["model"], false);
        check(&rules, "model", &[], false);
        check(&rules, "code", &[], false);
    }

    #[test]
    fn what_the_old_needs_goes_back_first() {
        let rules = [["model", "old", "data", "old"], ["data", "old", "code", "old"]];
        check(&rules, "model", &["code", "data"], false);
        check(&rules, "code", &[], false);
    }

    #[test]
    fn a_circle_goes_back_together() {
        let rules = [["model", "new", "data", "new"], ["data", "new", "model", "new"]];
        check(&rules, "model", &["data"], false);
        check(&rules, "data", &["model"], false);
    }

    #[test]
    fn what_nothing_mends_is_named() {
        check(&[["model", "old", "data", "older"]], "model", &[], true);
        let removed =
            [["data", "old", "model", "new"], ["data", "old", "code", "old"], ["code", "old", "model", "old"]];
        check(&removed, "data", &["code", "model"], true);
        check(&[["model", "old", "gone", "old"], ["", "", "data", ""]], "model", &[], false);
    }

    proptest! {
        /// Where it says that a rollback can be done, every rule holds of the versions that are then in place.
        #[test]
        fn what_goes_back_together_keeps_every_rule(
            rules in prop::collection::vec((0..3_usize, any::<bool>(), 0..3_usize, any::<bool>()), 0..6),
            target in 0..3_usize,
        ) {
            let names = ["code", "model", "data"];
            let version = |new: bool| if new { "new" } else { "old" };
            let rules: Vec<[&str; 4]> =
                rules.iter().map(|(a, x, b, y)| [names[*a], version(*x), names[*b], version(*y)]).collect();
            let found = retreat(&rollback(&rules), &names[target].into());
            let back = |name: &str| name == names[target] || found.with.contains(&name.into());
            let kept = |rule: &[&str; 4]| {
                let applies = rule[1] == version(!back(rule[0]));
                !applies || rule[3] == version(!back(rule[2]))
            };
            prop_assert!(found.unmet.is_some() || rules.iter().all(kept), "{:?} {:?}", rules, found);
        }
    }
}

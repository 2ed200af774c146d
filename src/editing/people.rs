//! Those who may answer for something.

use crate::package::Package;

/// The stakeholders' roles, then their names, then whoever owns something already; each once.
pub fn all(package: &Package) -> Vec<String> {
    let stakeholders = &package.charter.stakeholders;
    let roles = stakeholders.iter().map(|one| &one.role).chain(stakeholders.iter().map(|one| &one.name));
    let owners = package.risks.iter().map(|risk| &risk.owner).chain(package.gates.iter().map(|gate| &gate.owner));
    let mut all: Vec<String> = Vec::new();
    for name in roles.chain(owners).map(|name| name.trim()) {
        if !name.is_empty() && !all.iter().any(|other| other == name) {
            all.push(name.to_owned());
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::package::charter::Stakeholder;
    use crate::package::{Gate, Risk};

    #[test]
    fn everybody_is_offered_once_and_stakeholders_come_first() {
        let mut package = Package::default();
        assert_eq!(all(&package), [""; 0]);
        let stakeholder = |role: &str, name: &str| Stakeholder {
            role: role.to_owned(),
            name: name.to_owned(),
            ..Stakeholder::default()
        };
        package.charter.stakeholders =
            vec![stakeholder("ML lead", "Kim"), stakeholder("Reviewer", ""), stakeholder("ML lead", "")];
        package.risks = vec![Risk { owner: "Ops ".to_owned(), ..Risk::default() }];
        package.gates = vec![
            Gate { owner: "Kim".to_owned(), ..Gate::default() },
            Gate { owner: "Ops".to_owned(), ..Gate::default() },
        ];
        assert_eq!(all(&package), ["ML lead", "Reviewer", "Kim", "Ops"]);
    }
}

//! What is said of environments compared.

use super::figure::{count, counted, list, percent};
use super::quoted;
use crate::findings::EnvironmentFinding;

/// How far machines agree, in a sentence or two: "Of 130 packages on laptop and ci, 14 are the same on both (10.8 %); 1
/// differs in version, and 115 are on one machine alone."
pub fn sentence(found: &EnvironmentFinding) -> String {
    let names: Vec<&str> = found.machines.iter().map(|machine| machine.name.as_str()).collect();
    let prefix = if found.label.is_empty() { String::new() } else { format!("{}: ", quoted(&found.label)) };
    let Some(share) = found.reproducibility else {
        let packages = counted(found.packages as usize, "package", "packages");
        return format!("{prefix}{packages} on {}, and no other machine to compare with.", list(&names));
    };
    let packages = counted(found.packages as usize, "package", "packages");
    let all = if names.len() == 2 { "both".to_owned() } else { format!("all {}", names.len()) };
    let machines = list(&names);
    if found.identical == found.packages {
        let of_them = if found.packages == 1 { "" } else { "all of them " };
        return format!("{prefix}{packages} on {machines}, {of_them}the same on {all}.");
    }
    let same = match found.identical {
        0 => "none is".to_owned(),
        1 => "1 is".to_owned(),
        many => format!("{} are", count(many)),
    };
    let mut others = Vec::new();
    let mut add = |number: u64, one: &str, many: &str| {
        if number > 0 {
            others.push(format!("{} {}", count(number), if number == 1 { one } else { many }));
        }
    };
    add(found.differing, "differs in version", "differ in version");
    add(found.not_everywhere, "is missing on some machine", "are missing on some machine");
    add(found.only_here, "is on one machine alone", "are on one machine alone");
    format!("{prefix}Of {packages} on {machines}, {same} the same on {all} ({}); {}.", percent(share), list(&others))
}

/// A package's version on a machine, as a cell.
pub fn version(version: Option<&str>) -> &str {
    version.unwrap_or("not installed")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::findings::MachineFinding;

    #[track_caller]
    fn check(machines: &[&str], counts: [u64; 4], expected: &str) {
        let [identical, differing, only_here, not_everywhere] = counts;
        let packages = counts.iter().sum();
        let share = (machines.len() > 1 && packages > 0).then(|| identical as f64 / packages as f64);
        let machine = |name: &&str| MachineFinding { name: (*name).to_owned(), packages };
        let found = EnvironmentFinding {
            machines: machines.iter().map(machine).collect(),
            packages,
            identical,
            differing,
            only_here,
            not_everywhere,
            reproducibility: share,
            ..EnvironmentFinding::default()
        };
        assert_eq!(sentence(&found), expected);
    }

    #[test]
    fn how_far_machines_agree_is_said() {
        check(
            &["laptop", "ci"],
            [14, 1, 115, 0],
            "Of 130 packages on laptop and ci, 14 are the same on both (10.8 %); 1 differs in version and 115 are on one machine alone.",
        );
        check(
            &["a", "b", "c"],
            [0, 2, 0, 1],
            "Of 3 packages on a, b and c, none is the same on all 3 (0 %); 2 differ in version and 1 is missing on some machine.",
        );
        check(&["a", "b"], [39, 0, 0, 0], "39 packages on a and b, all of them the same on both.");
        check(&["a", "b"], [1, 0, 0, 0], "1 package on a and b, the same on both.");
        check(
            &["a", "b"],
            [1, 0, 1, 0],
            "Of 2 packages on a and b, 1 is the same on both (50 %); 1 is on one machine alone.",
        );
        check(&["a"], [2, 0, 0, 0], "2 packages on a, and no other machine to compare with.");
    }
}

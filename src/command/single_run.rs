//! `shipworthy simulate --run`: one run of the release, look by look.

use serde_json::json;

use super::argument::Arguments;
use super::text::table;
use super::{Answer, Failure, output, simulate};
use crate::analysis::simulation::replay::{Replay, replay};
use crate::package::{Id, Package};
use crate::publish::words::figure::{count, number};
use crate::publish::words::{run as words, simulation};

/// The run of this number, counted from 0.
pub(super) fn run(arguments: &Arguments, package: &Package, run: u32) -> Result<Answer, Failure> {
    let supposed = &package.release.simulation;
    let faults: Vec<&Id> = supposed.faults.iter().map(|fault| &fault.id).collect();
    let designs = supposed.compared();
    let designs: Vec<&Id> = designs.iter().map(|design| &design.id).collect();
    let fault = match arguments.text("fault")? {
        None => {
            return Err(Failure::Usage(format!(
                "Name a fault with --fault: {}.",
                named(&faults, |id| simulation::fault(package, id))
            )));
        }
        Some(name) => found(&faults, &name, "fault", |id| simulation::fault(package, id))?,
    };
    let design = match arguments.text("design")? {
        None => Id::default(),
        Some(name) => found(&designs, &name, "design", |id| simulation::design(package, id))?,
    };
    let Some(replayed) = replay(package, &design, &fault, run) else {
        return output::print(&simulate::prevented(package)).map(|_| Answer::Bad);
    };
    if arguments.has("json") {
        return output::print_json(&as_json(package, &replayed));
    }
    let title = format!(
        "{}, under “{}”, run {} from seed {}\n",
        simulation::design(package, &design),
        simulation::fault(package, &fault),
        count(u64::from(run) + 1),
        supposed.seed
    );
    let rows: Vec<[String; 5]> = replayed
        .looks
        .iter()
        .map(|look| {
            [
                number(look.at),
                words::check(&package.release.checks[look.check]),
                words::seen(package, look),
                words::verdict(look.verdict).to_owned(),
                look.failed.to_string(),
            ]
        })
        .collect();
    let rows: Vec<Vec<String>> = rows.into_iter().map(|row| row.to_vec()).collect();
    let text = format!("{title}{}\n\n", words::end(package, &replayed));
    output::print(&(text + &table(&["Hour", "Check", "What it saw", "Verdict", "Failed in the stage"], &rows)))
}

fn named(ids: &[&Id], name: impl Fn(&Id) -> String) -> String {
    ids.iter().map(|id| format!("“{}”", name(id))).collect::<Vec<_>>().join(", ")
}

fn found(ids: &[&Id], wanted: &str, what: &str, name: impl Fn(&Id) -> String) -> Result<Id, Failure> {
    let is = |id: &&&Id| id.as_str() == wanted || name(id) == wanted;
    let id = ids.iter().find(is).map(|id| Id::clone(id));
    id.ok_or_else(|| Failure::Usage(format!("There is no {what} “{wanted}”, but {}.", named(ids, name))))
}

fn as_json(package: &Package, replayed: &Replay) -> serde_json::Value {
    let looks = replayed.looks.iter().map(|look| {
        json!({
            "at_hours": look.at,
            "check": package.release.checks[look.check].id.as_str(),
            "new": look.new.is_finite().then_some(look.new),
            "old": look.old.filter(|old| old.is_finite()),
            "verdict": words::verdict(look.verdict),
            "failed": look.failed,
            "inconclusive": look.inconclusive,
        })
    });
    json!({
        "until_hours": replayed.until(),
        "fault_shows_at_hours": replayed.shows,
        "sentence": words::end(package, replayed),
        "looks": looks.collect::<Vec<_>>(),
    })
}

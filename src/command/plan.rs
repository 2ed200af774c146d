//! `shipworthy simulate --plan`: a search for a release plan, and the one that is picked.

use super::argument::Arguments;
use super::text::{list, table};
use super::{Answer, Failure, output, settle};
use crate::analysis::simulation::plan::{search, take};
use crate::findings::PlanSearch;
use crate::package::document::Plain;
use crate::package::schema::PackageFile;
use crate::package::{Id, Package};
use crate::publish::words::plan as words;

pub(super) fn run(arguments: &Arguments, mut file: PackageFile) -> Result<Answer, Failure> {
    let wanted = &mut file.package.release.simulation.wanted;
    if let Some(percent) = arguments.number("detect", 1_u32, 100)? {
        wanted.detection_percent = f64::from(percent);
    }
    if let Some(percent) = arguments.number("false", 1_u32, 99)? {
        wanted.false_percent = f64::from(percent);
    }
    let picked = arguments.number("pick", 1_usize, usize::MAX)?;
    let Some(found) = search(&file.package, &mut |_, _| true) else {
        let why = words::prevented(&file.package).unwrap_or_default();
        return output::print(&format!("No plan was searched for. {why}\n")).map(|_| Answer::Bad);
    };
    let Some(number) = picked else {
        let answer = if found.plans.is_empty() { Answer::Bad } else { Answer::Good };
        let printed = match arguments.has("json") {
            true => output::print_json(&found.to_value()),
            false => output::print(&readable(&file.package, &found)),
        };
        return printed.map(|_| answer);
    };
    let Some(plan) = found.plans.get(number - 1) else {
        return Err(Failure::Usage(format!(
            "There is no plan {number}: {} found.",
            crate::publish::words::figure::counted(found.plans.len(), "was", "were")
        )));
    };
    let taken: Vec<Id> = file.package.release.stages.iter().map(|stage| stage.id.clone()).collect();
    take(&mut file.package, plan, &mut |place| fresh(&taken, place));
    output::complain(&format!("{}\n", words::taken(plan)));
    settle::write(arguments, file)
}

/// An identifier no stage has.
fn fresh(taken: &[Id], place: usize) -> Id {
    let numbered = (place + 1..).map(|number| Id(format!("stage-{number}")));
    numbered.into_iter().find(|id| !taken.contains(id)).unwrap_or_default()
}

fn readable(package: &Package, found: &PlanSearch) -> String {
    let mut text = format!("{}\n", words::summary(found));
    if found.plans.is_empty() {
        return text;
    }
    text += "\nMeans over the faults, weighed with their priors, as simulated\n";
    let columns: Vec<&str> = ["No."].into_iter().chain(words::COLUMNS).collect();
    let rows: Vec<Vec<String>> = found
        .plans
        .iter()
        .enumerate()
        .map(|(at, plan)| [(at + 1).to_string()].into_iter().chain(words::row(plan)).collect())
        .collect();
    text += &table(&columns, &rows);
    for (at, plan) in found.plans.iter().enumerate() {
        let checks = plan.checks.iter().map(|one| words::setting(package, one));
        let said: Vec<String> = checks.chain([words::confirmed(package, plan)]).collect();
        text += &list(&format!("Plan {}", at + 1), &said);
    }
    text + "\n--pick N -o FILE makes one of them the package's pipeline.\n"
}

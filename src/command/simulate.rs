//! `shipworthy simulate`: every way of releasing under every fault.

use super::argument::Arguments;
use super::text::{list, table};
use super::{Answer, Failure, input, output, plan, single_run};
use crate::analysis::simulation::simulate;
use crate::findings::SimulationFinding;
use crate::package::Package;
use crate::package::contradiction::contradictions;
use crate::package::document::Plain;
use crate::package::schema::Trust;
use crate::publish::words::figure::{count, duration};
use crate::publish::words::{contradiction, simulation};

pub(super) const OPTIONS: &[&str] = &[
    "json",
    "runs=",
    "seed=",
    "accept-changed",
    "plan",
    "detect=",
    "false=",
    "pick=",
    "output=",
    "telemetry=",
    "run=",
    "design=",
    "fault=",
];

pub(super) const HELP: &str = "\
shipworthy simulate FILE [--json] [--runs N] [--seed N]
shipworthy simulate FILE --plan [--detect N] [--false N] [--pick N -o FILE] [--json]
shipworthy simulate FILE --run N --fault NAME [--design NAME] [--json]

Runs the planned release and every design it is compared with under every fault the package supposes: what is
detected and how fast, who is exposed, what is rolled back without cause; then what each check can see in each stage.
With --plan, searches stages, durations and thresholds for the plans that expose fewest requests to faults while they
detect and stop as wanted, and with --pick makes one of them the package's pipeline. With --run, one run look by look.
Exit code: 0 simulated, 1 the package supposes nothing or what cannot be simulated, or no plan is left, 2 not readable.

  --json             the finding as JSON
  --runs N           runs of each design under each fault, 100 to 20000
  --seed N           seed of the runs
  --plan             search for a plan
  --detect N         how likely a fault must be detected if there is one, in whole percent
  --false N          how many releases may be stopped although nothing is wrong, in whole percent
  --pick N           make the plan of this number the package's pipeline
  -o FILE            write the package with the plan picked to FILE; else to standard output
  --run N            the run of this number, from 1
  --fault NAME       the fault it is under, by its name or identifier
  --design NAME      the design, by its name or identifier; as planned when left out
  --telemetry FILE   data that does not travel inside the package; found by its SHA-256
  --accept-changed   open the package although it was changed after it was saved";

pub(super) fn run(arguments: &Arguments) -> Result<Answer, Failure> {
    let input = input::package(arguments.file()?, arguments, Trust::Verify)?;
    let mut file = input.opened.file;
    let supposed = &mut file.package.release.simulation;
    if let Some(runs) = arguments.number("runs", 100, 20_000)? {
        supposed.runs = runs;
    }
    if let Some(seed) = arguments.number("seed", 0, u32::MAX)? {
        supposed.seed = seed;
    }
    if arguments.has("plan") {
        return plan::run(arguments, file);
    }
    if let Some(number) = arguments.number("run", 1, supposed.runs.max(1))? {
        return single_run::run(arguments, &file.package, number - 1);
    }
    let package = file.package;
    match simulate(&package, None, &mut |_, _| true) {
        None => output::print(&prevented(&package)).map(|_| Answer::Bad),
        Some(found) if arguments.has("json") => output::print_json(&found.to_value()),
        Some(found) => output::print(&readable(&package, &found)),
    }
}

/// Why nothing was simulated.
pub(super) fn prevented(package: &Package) -> String {
    if package.release.simulation.is_empty() {
        return "The package supposes no traffic and no fault. Add them on Release.\n".to_owned();
    }
    let why: Vec<String> = contradictions(package).iter().map(|one| contradiction::line(package, one)).collect();
    format!("Nothing was simulated.\n{}", list("Contradictions", &why))
}

fn readable(package: &Package, found: &SimulationFinding) -> String {
    let mut text = format!("{}\n", simulation::summary(package, found));
    text += "\nMeans over the faults, weighed with their priors\n";
    let designs: Vec<_> = found.designs.iter().map(|one| simulation::row(package, one).to_vec()).collect();
    text += &table(&simulation::COLUMNS, &designs);
    for design in &found.designs {
        text += &format!("\n{}\n", simulation::design(package, &design.design));
        let faults: Vec<_> = design.faults.iter().map(|one| simulation::fault_row(package, one).to_vec()).collect();
        text += &table(&simulation::FAULT_COLUMNS, &faults);
    }
    let power: Vec<String> = found
        .power
        .iter()
        .flat_map(|one| {
            let place =
                format!("{}, {}: ", simulation::stage(package, &one.stage), simulation::check(package, &one.check));
            let faults = one.faults.iter().map(|fault| format!("  {}", simulation::dilution(package, one, fault)));
            std::iter::once(place + &simulation::power(package, one)).chain(faults).collect::<Vec<_>>()
        })
        .collect();
    text += &list("What each stage can see", &power);
    let runs = count(u64::from(found.runs));
    text + &format!(
        "\n{runs} runs of each design under each fault, over {}, from seed {}.\n",
        duration(found.horizon_hours),
        found.seed
    )
}

//! Measuring the release against the figures to reach.

use std::collections::BTreeMap;
use std::process::{Command, ExitCode};

use crate::process::{run, watch};
use crate::setup::{self, Tester};
use crate::test::{in_browser, node, scripts};
use crate::{Result, build, cache, compile, npm, python, size};

/// Work timed in the browser's worker, the peer it is set against, and how many times faster it
/// has to be.
const RATIOS: [(&str, &str, &str, f64); 4] = [
    ("SMAA, 100,000 draws, 20 x 8, weighted sum, against numpy", "smaa-weighted-sum", "smaa-weighted-sum", 2.0),
    ("the same for PROMETHEE II, against numpy", "smaa-promethee", "smaa-promethee", 2.0),
    ("the same weighted sum, against pymcdm called per draw", "smaa-weighted-sum", "smaa-per-draw", 50.0),
    ("PROMETHEE II once, 2,000 x 8, against pymcdm", "promethee-2000", "promethee-2000", 5.0),
];

/// The most that full robustness at the default 10,000 draws, 5 x 8, may take, in milliseconds.
const ROBUSTNESS: f64 = 50.0;

/// `bench [--built] [name …]`: sizes, then the decision analysis against its peers (`analysis`)
/// the release simulation against numpy (`simulation`) and every script in `tests/bench`, or those named. `--built` measures what the last build left.
pub fn command(arguments: &[String]) -> Result<ExitCode> {
    let tester = setup::for_testing()?;
    let names: Vec<&String> = arguments.iter().filter(|word| !word.starts_with("--")).collect();
    let asked = |name: &str| names.is_empty() || names.iter().any(|asked| *asked == name);
    if !arguments.iter().any(|word| word == "--built") {
        build::build(&tester.builder)?;
    }
    size::print()?;
    for script in scripts("tests/bench", ".bench.mjs")? {
        let name = script.file_name().unwrap_or_default().to_string_lossy().replace(".bench.mjs", "");
        if asked(&name) {
            println!("\n== {name}");
            let mut command = node(&tester.builder, &tester)?;
            if name == "reading" {
                command.env("SHIPWORTHY_PEERS", npm::peers()?);
            }
            run(command.arg(script))?;
        }
    }
    if asked("simulation") {
        println!("\n== simulation");
        simulation(&tester)?;
    }
    if asked("analysis") {
        println!("\n== analysis");
        analysis(&tester)?;
    }
    Ok(ExitCode::SUCCESS)
}

/// Times the decision analysis in a dedicated worker, compiled as the compute worker is, and its
/// peers, in one run.
fn analysis(tester: &Tester) -> Result {
    let mut ours = in_browser(tester, &["--profile", compile::PROFILE, "--bench", "speed"]);
    let ours = times(watch(ours.args(["--", "--nocapture"]))?)?;
    let peers = peer("peers.py")?;

    println!();
    for (what, our_name, peer_name, least) in RATIOS {
        let (our, peer) = (find(&ours, our_name)?, find(&peers, peer_name)?);
        let ratio = peer / our;
        let word = if ratio >= least { "reached" } else { "MISSED " };
        println!("{word}  {what}: {ratio:.1} times (at least {least}): ours {our:.1} ms, theirs {peer:.1} ms");
    }
    let robustness = find(&ours, "robustness")?;
    let word = if robustness <= ROBUSTNESS { "reached" } else { "MISSED " };
    println!("{word}  full robustness, 10,000 draws, 5 x 8: {robustness:.1} ms (at most {ROBUSTNESS} ms)");
    Ok(())
}

/// What a script in `tests/bench` prints, run on one core, as a worker has.
fn peer(script: &str) -> Result<BTreeMap<String, f64>> {
    let python = python::environment(&cache::checkout().join("tests/reference/requirements.txt"))?;
    let mut peers = Command::new(python);
    peers.arg(cache::checkout().join("tests/bench").join(script));
    peers.envs(["OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"].map(|name| (name, "1")));
    times(watch(&mut peers)?)
}

/// The most that the release simulation may take in full, and coarsely while something is dragged, in milliseconds; and
/// how many times faster than numpy it has to be.
const SIMULATION: (f64, f64, f64) = (1_000.0, 100.0, 5.0);

/// Runs behind each share that the simulation and its peer are held to each other by.
const SIMULATED: f64 = 2_000.0;

/// Times the release simulation in a dedicated worker and in numpy, and holds what they find to each other.
fn simulation(tester: &Tester) -> Result {
    let mut ours = in_browser(tester, &["--profile", compile::PROFILE, "--bench", "simulation"]);
    let ours = times(watch(ours.args(["--", "--nocapture"]))?)?;
    let peers = peer("simulation_peer.py")?;
    println!();
    let mut shares = 0;
    for (name, our) in ours.iter().filter(|(name, _)| name.starts_with("rolled-back")) {
        let theirs = find(&peers, name)?;
        let middle = 0.5 * (our + theirs);
        // Four standard errors of the difference of two shares.
        let error = 4.0 * (2.0 * middle * (1.0 - middle) / SIMULATED).sqrt();
        if (our - theirs).abs() > error + 2.0 / SIMULATED {
            return Err(format!("The runs differ: {name} is {our} here and {theirs} in numpy."));
        }
        shares += 1;
    }
    println!("{shares} shares of runs rolled back agree with numpy within four standard errors");
    let (most, coarse, least) = SIMULATION;
    let (our, rough, peer) =
        (find(&ours, "simulation")?, find(&ours, "simulation-coarse")?, find(&peers, "simulation")?);
    let word = |reached: bool| if reached { "reached" } else { "MISSED " };
    let what = "2,000 runs x 5 strategies x 4 faults x 48 h at 5-minute checks";
    println!(
        "{}  {what}, against numpy: {:.1} times (at least {least}): ours {our:.1} ms, theirs {peer:.1} ms",
        word(peer / our >= least),
        peer / our
    );
    println!("{}  the same: {our:.1} ms (at most {most} ms)", word(our <= most));
    println!("{}  its coarse answer, 100 runs: {rough:.1} ms (at most {coarse} ms)", word(rough <= coarse));
    Ok(())
}

/// The lines `bench NAME NUMBER` of a run.
fn times((succeeded, lines): (bool, Vec<String>)) -> Result<BTreeMap<String, f64>> {
    if !succeeded {
        return Err("The measurement broke off.".to_owned());
    }
    let time = |line: &String| {
        let (name, time) = line.trim().strip_prefix("bench ")?.split_once(' ')?;
        Some((name.to_owned(), time.parse().ok()?))
    };
    Ok(lines.iter().filter_map(time).collect())
}

fn find(times: &BTreeMap<String, f64>, name: &str) -> Result<f64> {
    times.get(name).copied().ok_or_else(|| format!("The measurement of {name} is missing."))
}

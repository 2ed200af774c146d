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
/// and every script in `tests/bench`, or those named. `--built` measures what the last build left.
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
    let python = python::environment(&cache::checkout().join("tests/reference/requirements.txt"))?;
    let mut peers = Command::new(python);
    // One core, as a worker has.
    peers.arg(cache::checkout().join("tests/bench/peers.py"));
    peers.envs(["OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"].map(|name| (name, "1")));
    let peers = times(watch(&mut peers)?)?;

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

/// The lines `bench NAME MILLISECONDS` of a run.
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

"""The release simulation of simulation.rs in numpy, vectorised over runs and looks. Prints `bench NAME NUMBER`."""

import time

import numpy as np
from scipy.special import ndtr, ndtri

RUNS, HORIZON, LOOK, PER_HOUR = 2000, 48.0, 5 / 60, 10_000.0
ERRORS, CLICKS, MEDIAN, P99 = 0.01, 0.04, 40.0, 90.0
SPREAD = np.log(P99 / MEDIAN) / ndtri(0.99)
CRITICAL = ndtri(1 - 1e-4)
# Share of traffic and hours; at 0 the new version gets a copy of all requests. An A/B test compares once, at its end.
DESIGNS = [
    ("canary", [(0.05, 12), (0.25, 12), (1.0, 24)]),
    ("big", [(1.0, 48)]),
    ("blue", [(0.5, 12), (1.0, 36)]),
    ("shadow", [(0.0, 24), (1.0, 24)]),
    ("ab", [(0.5, 24), (1.0, 24)]),
]
FAULTS = ["none", "errors", "load", "clicks"]


def first(failed, limit):
    """The look at which more than `limit` have failed, by run; as many as there are looks where none is."""
    beyond = np.cumsum(failed, axis=1, dtype=np.int16) > limit
    return np.where(beyond.any(axis=1), beyond.argmax(axis=1), failed.shape[1])


def stage(generator, name, share, start, looks, fault):
    """The look at which each run is rolled back within a stage."""
    load = share if share > 0 else 1.0
    requests = PER_HOUR * LOOK
    n = int(round(load * requests))
    count = generator.binomial(n, ERRORS + (0.06 if fault == "errors" else 0.0), (RUNS, looks))
    ends = first(count > 0.08 * n, 4)
    # The k-th of n uniform numbers in order is Beta(k, n + 1 - k): a p99 beyond a limit is one beyond its probability.
    place = int(np.ceil(0.99 * n))
    shift = np.log(1.8) if fault == "load" and load > 0.2 else 0.0
    within = ndtr((np.log(160.0 / MEDIAN) - shift) / SPREAD)
    ends = np.minimum(ends, first(generator.beta(place, n + 1 - place, (RUNS, looks)) > within, 4))
    if 0 < share < 1:
        m = int(round((1 - share) * requests))
        at = start + LOOK * np.arange(looks)
        affected = np.clip((at + LOOK - np.maximum(at, 6.0)) / LOOK, 0, 1) if fault == "clicks" else np.zeros(looks)
        rates = CLICKS * (1 - 0.2 * affected)
        if name == "ab":
            n, m, rates, looks_taken = n_of(share, looks), n_of(1 - share, looks), np.array([rates.mean()]), 1
        else:
            looks_taken = looks
        new = generator.binomial(n, rates, (RUNS, looks_taken)).cumsum(axis=1)
        old = generator.binomial(m, CLICKS, (RUNS, looks_taken)).cumsum(axis=1)
        turns = np.arange(1, looks_taken + 1)
        pooled = (new + old) / (turns * (n + m))
        error = np.sqrt(pooled * (1 - pooled) * (1 / (turns * n) + 1 / (turns * m)))
        falls = (old / (turns * m) - new / (turns * n)) >= CRITICAL * error
        found = first(falls, 0)
        if name == "ab":
            found = np.where(found == 0, looks - 1, looks)
        ends = np.minimum(ends, found)
    return ends


def n_of(share, looks):
    return int(round(share * PER_HOUR * LOOK * looks))


def simulate(generator):
    rolled_back = np.zeros((len(DESIGNS), len(FAULTS)))
    for row, (name, steps) in enumerate(DESIGNS):
        for column, fault in enumerate(FAULTS):
            going = np.ones(RUNS, dtype=bool)
            at = np.full(RUNS, HORIZON)
            start = 0.0
            for share, hours in steps:
                looks = int(round(hours / LOOK))
                ends = stage(generator, name, share, start, looks, fault)
                stopped = going & (ends < looks)
                at[stopped] = start + LOOK * (ends[stopped] + 1)
                going &= ~stopped
                start += hours
            rolled_back[row, column] = 1 - going.mean()
            # What follows from the time: quantiles, means and requests exposed.
            np.quantile(at, [0.05, 0.5, 0.95])
            at.mean()
    return rolled_back


def main():
    simulate(np.random.default_rng(0))
    times = []
    for seed in range(5):
        generator = np.random.default_rng(seed)
        begun = time.perf_counter()
        found = simulate(generator)
        times.append((time.perf_counter() - begun) * 1000)
    print(f"bench simulation {sorted(times)[2]:.3f}", flush=True)
    for row, shares in enumerate(found):
        for column, share in enumerate(shares):
            print(f"bench rolled-back-{row}-{column} {share}", flush=True)


main()

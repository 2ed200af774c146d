"""The same cases in the libraries an expert would take, timed. Prints `bench NAME MILLISECONDS`."""

import time

import numpy as np

DRAWS = 100_000


def case(alternatives, criteria):
    row, column = np.meshgrid(np.arange(alternatives), np.arange(criteria), indexing="ij")
    return ((row * 31 + column * 17 + row * column * 13 + 7) * 7919 % 10_007) / 10_007


def median(name, runs, work, scale=1):
    work()
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        work()
        times.append((time.perf_counter() - start) * 1000)
    print(f"bench {name} {sorted(times)[runs // 2] * scale:.3f}", flush=True)


def acceptability(worth):
    """Rank acceptabilities and central weights of a linear score under weights of no preference."""
    generator = np.random.default_rng(1)
    alternatives, criteria = worth.shape
    weights = generator.dirichlet(np.ones(criteria), DRAWS)
    order = np.argsort(-(weights @ worth.T), axis=1)
    counts = np.stack([np.bincount(order[:, rank], minlength=alternatives) for rank in range(alternatives)])
    sums = np.stack([np.bincount(order[:, 0], weights[:, c], alternatives) for c in range(criteria)])
    return counts / DRAWS, sums


def flows(values, q=0.05, p=0.5):
    """Net flows of PROMETHEE II per criterion, for linear preference with indifference."""
    difference = values[:, None, :] - values[None, :, :]
    preference = np.clip((difference - q) / (p - q), 0, 1)
    return (preference - preference.transpose(1, 0, 2)).sum(axis=1) / (len(values) - 1)


def main():
    small = case(20, 8)
    scaled = (small - small.min(axis=0)) / (small.max(axis=0) - small.min(axis=0))
    median("smaa-weighted-sum", 7, lambda: acceptability(scaled))
    median("smaa-promethee", 7, lambda: acceptability(flows(small)))

    from pymcdm.methods import PROMETHEE_II, WSM

    types = np.ones(8)
    weights = np.random.default_rng(1).dirichlet(np.ones(8), 200)
    weighted_sum = WSM()
    median("smaa-per-draw", 3, lambda: [weighted_sum.rank(weighted_sum(small, w, types)) for w in weights], DRAWS / 200)

    large = case(2_000, 8)
    equal = np.full(8, 1 / 8)

    def promethee():
        # An object of this class can be called once: it keeps its preference functions in a generator.
        return PROMETHEE_II("vshape_2", p=np.full(8, 0.5), q=np.full(8, 0.05))(large, equal, types)

    median("promethee-2000", 3, promethee)


main()

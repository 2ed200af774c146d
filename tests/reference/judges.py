"""How checks of a release judge, by scipy: tests of two samples, sequential boundaries, and what looks come to."""

import math

import numpy as np
from scipy import integrate, optimize, stats


def listed(numbers):
    return [float(number) for number in numbers]


def rank_tests(dice):
    """Mann-Whitney: exact where no two values are equal, asymptotic with and without equals."""
    for turn in range(12):
        first, second = ([round(dice.gauss(middle, 8), 3) for _ in range(dice.randint(3, 9))] for middle in (50, 54))
        exact = stats.mannwhitneyu(first, second, method="exact")
        asymptotic = stats.mannwhitneyu(first, second, method="asymptotic")
        yield {
            "kind": "mann_whitney",
            "first": first,
            "second": second,
            "u": float(exact.statistic),
            "exact": float(exact.pvalue),
            "asymptotic": float(asymptotic.pvalue),
        }
        tied = [[float(round(value / 5)) for value in sample] for sample in (first, second)]
        if len(set(tied[0] + tied[1])) > 1:
            found = stats.mannwhitneyu(*tied, method="asymptotic")
            yield {
                "kind": "mann_whitney",
                "first": tied[0],
                "second": tied[1],
                "u": float(found.statistic),
                "exact": None,
                "asymptotic": float(found.pvalue),
            }


def shifts(dice):
    """The interval of the shift that Kayenta takes from R's wilcox.test: differences at the quantile of U, which is found
    from scipy's exact p values, each P(U <= u) doubled."""
    for level in (0.1, 0.05, 0.01):
        first, second = ([round(dice.gauss(middle, 6), 2) for _ in range(12)] for middle in (100, 108))
        differences = sorted(a - b for a in first for b in second)
        at_most = [lower_tail(12, 12, u) for u in range(145)]
        place = max(1, next(u for u, chance in enumerate(at_most) if chance >= level))
        yield {
            "kind": "shift",
            "level": level,
            "first": first,
            "second": second,
            "place": place,
            "estimate": float(np.median(differences)),
            "low": differences[place - 1],
            "high": differences[len(differences) - place],
        }


def lower_tail(m, n, u):
    """P(U <= u) without equals: scipy's exact one-sided p value of samples made to have this U."""
    first, second = sample_with(m, n, u)
    return float(stats.mannwhitneyu(first, second, alternative="less", method="exact").pvalue)


def sample_with(m, n, u):
    """Two samples without equals of which `u` pairs have the first greater."""
    second = [float(place) for place in range(n)]
    first = []
    for place in range(m):
        over = min(n, u)
        u -= over
        first.append(over - 0.5 + 0.3 * (place + 1) / (m + 1))
    return first, second


def proportions(dice):
    """z of two shares, pooled: the root of scipy's chi-squared without a correction."""
    for _ in range(12):
        n, m = dice.randint(200, 4000), dice.randint(200, 9000)
        x, y = dice.randint(n // 50, n // 8), dice.randint(m // 50, m // 8)
        found = stats.chi2_contingency([[x, n - x], [y, m - y]], correction=False)
        sign = 1 if x / n > y / m else -1
        yield {"kind": "two_proportion", "new": [x, n], "old": [y, m], "z": sign * math.sqrt(found.statistic)}


def mixtures(dice):
    """The likelihood ratio of a normal mixture of effects, integrated."""
    for _ in range(10):
        variance, tau_squared = dice.uniform(0.001, 0.05), dice.uniform(0.0005, 0.05)
        estimate = dice.uniform(0, 3.5) * math.sqrt(variance)
        likelihood = lambda effect: stats.norm.pdf(estimate, effect, math.sqrt(variance)) * stats.norm.pdf(
            effect, 0, math.sqrt(tau_squared)
        )
        reach = 12 * math.sqrt(variance + tau_squared)
        mixed = integrate.quad(likelihood, -reach, reach, epsabs=0, epsrel=1e-11, limit=400)[0]
        ratio = mixed / stats.norm.pdf(estimate, 0, math.sqrt(variance))
        yield {"kind": "msprt", "estimate": estimate, "variance": variance, "tau_squared": tau_squared, "ratio": ratio}


def stays(bounds, information):
    """The chance that a Brownian motion lies under these z values at these times, integrated step by step."""

    def onwards(look, at, time):
        if look == len(bounds):
            return 1.0
        step = math.sqrt(information[look] - time)
        top = bounds[look] * math.sqrt(information[look])
        if look + 1 == len(bounds):
            return stats.norm.cdf((top - at) / step)
        density = lambda y: math.exp(-0.5 * ((y - at) / step) ** 2) / (step * math.sqrt(2 * math.pi))
        value = lambda y: density(y) * onwards(look + 1, y, information[look])
        return integrate.quad(value, at - 9 * step, top, epsabs=1e-11, epsrel=1e-9)[0] if top > at - 9 * step else 0.0

    return onwards(0, 0.0, 0.0)


def boundaries():
    """Lan and DeMets' boundaries of two and three looks: the chance to cross at each is what is spent there."""
    for level in (0.025, 0.05):
        for information in ([0.5, 1.0], [0.3, 1.0], [1 / 3, 2 / 3, 1.0], [0.2, 0.7, 1.0]):
            spent = lambda t: 2 * stats.norm.sf(stats.norm.ppf(1 - level / 2) / math.sqrt(t))
            bounds = []
            for t in information:
                kept = lambda bound: stays([*bounds, bound], information)
                bounds.append(float(optimize.brentq(lambda bound: kept(bound) - (1 - spent(t)), 0.5, 9, xtol=1e-9)))
            yield {"kind": "spending", "level": level, "information": information, "bounds": bounds}
    yield {
        # Lan & DeMets, as published: two-sided 5 %, five equal looks.
        "kind": "spending",
        "level": 0.025,
        "information": [0.2, 0.4, 0.6, 0.8, 1.0],
        "bounds": [4.877, 3.357, 2.680, 2.290, 2.031],
    }


def stages(dice):
    """A stage of equal looks at a fixed limit: how often it rolls back, by the binomial and the beta distribution."""
    for _ in range(16):
        looks, failures, n = dice.randint(4, 60), dice.randint(0, 3), dice.randint(40, 4000)
        metric = dice.choice(["errors", "conversions", "latency"])
        case = {"kind": "stage", "metric": metric, "looks": looks, "failure_limit": failures, "requests": n}
        if metric == "latency":
            median, p99, limit = 40.0, 90.0, round(dice.uniform(85, 130), 1)
            spread = math.log(p99 / median) / stats.norm.ppf(0.99)
            within = stats.norm.cdf(math.log(limit / median) / spread)
            place = math.ceil(0.99 * n - 1e-9)
            fails = stats.beta.sf(within, place, n + 1 - place)
            case |= {"threshold": limit, "normal": 0.0}
        else:
            share = round(dice.uniform(1, 8), 2)
            limit = round(share * (dice.uniform(1.05, 1.6) if metric == "errors" else dice.uniform(0.5, 0.95)), 2)
            bound = limit / 100 * n
            if metric == "errors":
                fails = stats.binom.sf(math.floor(bound + 1e-9), n, share / 100)
            else:
                fails = stats.binom.cdf(math.ceil(bound - 1e-9) - 1, n, share / 100)
            case |= {"threshold": limit, "normal": share}
        yield {**case, "rolled_back": float(stats.binom.sf(failures, looks, fails))}


def judges(dice):
    return [
        *rank_tests(dice),
        *shifts(dice),
        *proportions(dice),
        *mixtures(dice),
        *boundaries(),
        *stages(dice),
    ]

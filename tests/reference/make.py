"""Runs the reference libraries on random cases and writes what they find beside this script.

    python tests/reference/make.py           write the fixtures
    python tests/reference/make.py --check   fail if anything differs from the written ones

Needs the packages of requirements.txt. The native tests read the fixtures and need no Python.
"""

import contextlib
import io
import json
import math
import pathlib
import random
import sys
import warnings
from importlib.metadata import version

import numpy as np

# They warn of deprecations and of dominated alternatives, of which there are some on purpose.
warnings.simplefilter("ignore")

from pymcdm import normalizations
from pymcdm.methods import PROMETHEE_II, TOPSIS, WSM
from pymcdm.weights.subjective import AHP
from skcriteria import mkdm
from skcriteria.agg import simple, topsis
from skcriteria.preprocessing import invert_objectives, scalers

# Nothing is left beside the scripts.
sys.dont_write_bytecode = True
from judges import judges

with contextlib.redirect_stdout(io.StringIO()):
    from pyDecision.algorithm import ahp_method, promethee_ii, roc_method, topsis_method

FOLDER = pathlib.Path(__file__).parent
LIBRARIES = ["pymcdm", "scikit-criteria", "pydecision", "numpy", "scipy"]

# Where the definitions of normalised costs agree; see README.md.
PYMCDM = {
    "min_max": (normalizations.minmax_normalization, True),
    "vector": (normalizations.vector_normalization, True),
    "max": (normalizations.max_normalization, True),
    "sum": (normalizations.sum_normalization, False),
}
PREFERENCES = {"usual": "usual", "u": "ushape", "v": "vshape", "level": "level", "v_indifference": "vshape_2"}
PYDECISION = {"usual": "t1", "u": "t2", "v": "t3", "level": "t4", "v_indifference": "t5", "gaussian": "t6"}


class Case:
    """A random decision matrix, with as few digits as one would type."""

    def __init__(self, dice, costs=True):
        self.rows, self.columns = dice.randint(2, 12), dice.randint(1, 8)
        self.values = [[round(dice.uniform(0.5, 100), 3) for _ in range(self.columns)] for _ in range(self.rows)]
        self.directions = [dice.choice(["max", "min"] if costs else ["max"]) for _ in range(self.columns)]
        points = [dice.randint(1, 100) for _ in range(self.columns)]
        self.weights = [point / sum(points) for point in points]

    @property
    def matrix(self):
        return np.array(self.values)

    @property
    def types(self):
        return np.array([1 if direction == "max" else -1 for direction in self.directions])

    def stated(self):
        return {"values": self.values, "directions": self.directions, "weights": self.weights}


def preference(dice, kinds):
    kind = dice.choice(kinds)
    low = round(dice.uniform(1, 15), 2)
    high = round(low + dice.uniform(5, 40), 2)
    thresholds = {
        "usual": {},
        "u": {"q": low},
        "v": {"p": high},
        "level": {"q": low, "p": high},
        "v_indifference": {"q": low, "p": high},
        "gaussian": {"s": high},
    }
    return {"kind": kind, **thresholds[kind]}


def listed(numbers):
    return [float(number) for number in numbers]


def by_pymcdm(dice):
    for normalisation, (function, costs) in PYMCDM.items():
        for method, name in ((WSM, "weighted_sum"), (TOPSIS, "topsis")):
            for _ in range(6):
                case = Case(dice, costs)
                scores = method(normalization_function=function)(case.matrix, np.array(case.weights), case.types)
                yield {
                    "library": "pymcdm",
                    "method": name,
                    "normalisation": normalisation,
                    **case.stated(),
                    "scores": listed(scores),
                }
    for kind, function in PREFERENCES.items():
        for _ in range(5):
            case = Case(dice)
            functions = [preference(dice, [kind]) for _ in range(case.columns)]
            thresholds = {key: [one.get(key, 0.0) for one in functions] for key in ("p", "q")}
            given = thresholds if kind != "usual" else {}
            method = PROMETHEE_II(function, **given)
            scores = method(case.matrix, np.array(case.weights), case.types)
            yield {
                "library": "pymcdm",
                "method": "promethee",
                **case.stated(),
                "preferences": functions,
                "scores": listed(scores),
            }


def by_scikit_criteria(dice):
    for _ in range(8):
        case = Case(dice)
        decision = mkdm(case.matrix, list(case.types), weights=case.weights)
        scaled = scalers.VectorScaler(target="matrix").transform(decision)
        scores = topsis.TOPSIS().evaluate(scaled).e_.similarity
        yield {
            "library": "scikit-criteria",
            "method": "topsis",
            "normalisation": "vector",
            **case.stated(),
            "scores": listed(scores),
        }
    for _ in range(8):
        case = Case(dice)
        decision = mkdm(case.matrix, list(case.types), weights=case.weights)
        turned = invert_objectives.NegateMinimize().transform(decision)
        scaled = scalers.MinMaxScaler(target="matrix").transform(turned)
        scores = simple.WeightedSumModel().evaluate(scaled).e_.score
        yield {
            "library": "scikit-criteria",
            "method": "weighted_sum",
            "normalisation": "min_max",
            **case.stated(),
            "scores": listed(scores),
        }


def by_pydecision(dice):
    for _ in range(8):
        case = Case(dice)
        scores = topsis_method(case.matrix, case.weights, case.directions, graph=False, verbose=False)
        yield {
            "library": "pydecision",
            "method": "topsis",
            "normalisation": "vector",
            **case.stated(),
            "scores": listed(scores),
        }
    for _ in range(24):
        case = Case(dice)
        functions = [preference(dice, list(PYDECISION)) for _ in range(case.columns)]
        q, s, p = ([one.get(key, 0.0) for one in functions] for key in ("q", "s", "p"))
        names = [PYDECISION[one["kind"]] for one in functions]
        flows = promethee_ii(case.matrix * case.types, case.weights, q, s, p, names, sort=False, verbose=False)
        yield {
            "library": "pydecision",
            "method": "promethee",
            **case.stated(),
            "preferences": functions,
            "scores": listed(flows[:, 1]),
        }


def judgements(dice, count):
    """Ratios on Saaty's scale, not far from consistent, so that the eigenvector is well determined."""
    worth = [dice.uniform(1, 9) for _ in range(count)]
    ratios = [[1.0] * count for _ in range(count)]
    for row in range(count):
        for column in range(row):
            whole = max(1, min(9, round(max(worth[row], worth[column]) / min(worth[row], worth[column])) + dice.randint(0, 2)))
            ratio = float(whole) if worth[row] > worth[column] else 1.0 / whole
            ratios[row][column], ratios[column][row] = ratio, 1.0 / ratio
    return ratios


def weights(dice):
    for count in range(3, 11):
        ratios = judgements(dice, count)
        found, ratio = ahp_method(np.array(ratios), wd="max_eigen")
        yield {
            "library": "pydecision",
            "method": "pairwise",
            "ratios": ratios,
            "weights": listed(found),
            "consistency": float(ratio),
        }
        other = AHP(matrix=np.array(ratios))()
        yield {"library": "pymcdm", "method": "pairwise", "ratios": ratios, "weights": listed(other)}
    for count in range(1, 13):
        found = roc_method([f"g{place + 1}" for place in range(count)])
        yield {"library": "pydecision", "method": "ranking", "weights": listed(found)}


def make():
    dice = random.Random(20041)
    return {
        "scores.json": [*by_pymcdm(dice), *by_scikit_criteria(dice), *by_pydecision(dice)],
        "weights.json": list(weights(dice)),
        "judges.json": judges(random.Random(1935)),
    }


def text(cases):
    """One case per line, so that a difference is one line long."""
    versions = json.dumps({library: version(library) for library in LIBRARIES})
    lines = ",\n".join(json.dumps(case) for case in cases)
    return f'{{"versions": {versions}, "cases": [\n{lines}\n]}}\n'


def differs(found, written, place=""):
    """Where two documents differ by more than rounding; None when they do not."""
    if isinstance(found, dict) and isinstance(written, dict) and found.keys() == written.keys():
        parts = found.keys()
    elif isinstance(found, list) and isinstance(written, list) and len(found) == len(written):
        parts = range(len(found))
    elif isinstance(found, float) and isinstance(written, float):
        return None if math.isclose(found, written, rel_tol=1e-11, abs_tol=1e-13) else f"{place}: {written} is now {found}"
    else:
        return None if found == written else f"{place}: {written} is now {found}"
    return next(filter(None, (differs(found[part], written[part], f"{place}/{part}") for part in parts)), None)


def main():
    check = sys.argv[1:] == ["--check"]
    for name, cases in make().items():
        document, path = text(cases), FOLDER / name
        if not check:
            path.write_text(document)
            continue
        place = differs(json.loads(document), json.loads(path.read_text()))
        if place:
            sys.exit(f"{path} differs from what the libraries say. {place}")
        print(f"{name}: {len(cases)} cases agree")


main()

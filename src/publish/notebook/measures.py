import csv
import functools
import io
import math
import re
from statistics import NormalDist

csv.field_size_limit(2**31 - 1)


class Unknown(Exception):
    """Why something cannot be computed here."""


def same(here, there, what):
    """Fails unless two numbers are equal within 1e-9, or both are absent."""
    if here is None or there is None:
        assert here is None and there is None, f"{what}: {here} here, {there} in the package"
    else:
        assert math.isclose(here, there, rel_tol=1e-9, abs_tol=1e-9), f"{what}: {here} here, {there} in the package"


def by_id(records):
    return {record["id"]: record for record in records}


class Column:
    """One column of a table: its cells as they are compared, None where one is missing."""

    def __init__(self, kind, cells):
        self.kind = kind
        if kind == "number":
            self.cells = [float(cell) if cell else None for cell in cells]
        else:
            self.cells = [cell if cell else None for cell in cells]
        if kind == "time" and not all(re.fullmatch(r"\d{4}-\d\d-\d\d", cell) for cell in self.cells if cell):
            raise Unknown("its dates are not all written as 2026-01-31")

    def passes(self, test, value):
        """For each row whether it satisfies a test; None where the cell is missing."""
        value = value.strip()
        if self.kind == "number":
            try:
                value = float(value)
            except ValueError:
                return [None] * len(self.cells)
        compare = {
            "equals": lambda cell: cell == value,
            "differs": lambda cell: cell != value,
            "below": lambda cell: cell < value,
            "at_most": lambda cell: cell <= value,
            "above": lambda cell: cell > value,
            "at_least": lambda cell: cell >= value,
        }[test]
        return [None if cell is None else compare(cell) for cell in self.cells]

    def bears(self, label):
        """For each row whether it belongs to the alternative of this label."""
        if self.kind != "text":
            return self.passes("equals", label)
        label = label.strip()
        if label in self.cells:
            return [cell == label for cell in self.cells]
        return [cell is not None and cell.lower() == label.lower() for cell in self.cells]

    def truth(self):
        """For each row whether it says yes."""
        if self.kind == "number":
            return self.passes("differs", "0")
        return [None if cell is None else cell.lower() in ("true", "yes", "y", "1") for cell in self.cells]


@functools.cache
def column(dataset, name):
    """The first column of this name."""
    table = telemetry.get(dataset)
    if table is None:
        raise Unknown("its telemetry does not travel in this notebook")
    head, *rows = list(csv.reader(io.StringIO(table["csv"], newline="")))
    if name not in head:
        return None
    place = head.index(name)
    return Column(table["kinds"][place], [row[place] if row else "" for row in rows])


def sample(measure, alternative):
    """The cells of one alternative that a measure is taken of, None where one is missing."""
    dataset = by_id(package["datasets"]).get(measure["dataset"])
    cells = dataset and column(dataset["id"], measure["column"])
    if cells is None:
        return []
    keep = [True] * len(cells.cells)
    if dataset["label_column"]:
        labels = column(dataset["id"], dataset["label_column"])
        if labels is None:
            return []
        keep = labels.bears(alternative["label"] or alternative["name"])
    elif dataset["alternative"] != alternative["id"]:
        return []
    if measure["filter"]:
        filtered = column(dataset["id"], measure["filter"]["column"])
        if filtered is None:
            return []
        fits = filtered.passes("equals", measure["filter"]["equals"])
        keep = [one and other for one, other in zip(keep, fits)]
    rows = [row for row, kept in enumerate(keep) if kept]
    if dataset["time_column"] and (dataset["ordered"] or measure["statistic"] in ("trend", "last")):
        times = column(dataset["id"], dataset["time_column"])
        if times is None:
            return []
        rows.sort(key=lambda row: (times.cells[row] is None, times.cells[row] or 0))
    if measure["statistic"] == "rate":
        condition = measure["condition"]
        passed = cells.passes(condition["test"], condition["value"]) if condition else cells.truth()
        return [None if passed[row] is None else float(passed[row]) for row in rows]
    if measure["statistic"] == "count":
        return [None if cells.cells[row] is None else 1.0 for row in rows]
    return [cells.cells[row] if cells.kind == "number" else None for row in rows]


def mean(values):
    return math.fsum(values) / len(values)


def quantile(values, share):
    """Type 7: linear between the order statistics."""
    values = sorted(values)
    place = share * (len(values) - 1)
    below = min(int(place), len(values) - 1)
    above = min(below + 1, len(values) - 1)
    return values[below] + (place - below) * (values[above] - values[below])


def slope(cells):
    """Least squares over the places of the cells; a missing one keeps its place."""
    points = [(place, cell) for place, cell in enumerate(cells) if cell is not None]
    if len(points) < 2:
        return None
    centre, height = mean([place for place, _ in points]), mean([cell for _, cell in points])
    spread = math.fsum((place - centre) ** 2 for place, _ in points)
    return math.fsum((place - centre) * (cell - height) for place, cell in points) / spread


def deviation(values):
    if len(values) < 2:
        return None
    centre = mean(values)
    return math.sqrt(math.fsum((value - centre) ** 2 for value in values) / (len(values) - 1))


def statistic(measure, alternative):
    """A measure's value for an alternative, with the values it is taken of."""
    cells = sample(measure, alternative)
    values = [cell for cell in cells if cell is not None]
    name = measure["statistic"]
    if not values:
        return None, cells, values
    if name == "ratio_to_baseline":
        baselines = [each for each in package["alternatives"] if each["baseline"]] or package["alternatives"]
        base = [cell for cell in sample(measure, baselines[0]) if cell is not None]
        if baselines[0]["id"] == alternative["id"]:
            return 1.0, cells, values
        return (mean(values) / mean(base) if base and mean(base) else None), cells, values
    shares = {"median": 0.5, "p90": 0.9, "p95": 0.95, "p99": 0.99}
    if name in shares:
        return quantile(values, shares[name]), cells, values
    taken = {
        "count": lambda: float(len(values)),
        "rate": lambda: mean(values),
        "mean": lambda: mean(values),
        "minimum": lambda: min(values),
        "maximum": lambda: max(values),
        "standard_deviation": lambda: deviation(values),
        "trend": lambda: slope(cells),
        "last": lambda: values[-1],
    }
    return taken[name](), cells, values


def wilson(successes, n, confidence):
    """Wilson's score interval for a rate (Wilson 1927)."""
    z = NormalDist().inv_cdf(0.5 + confidence / 2)
    share, squared = successes / n, z * z / n
    half = z * math.sqrt(share * (1 - share) / n + squared / (4 * n))
    low, high = ((share + squared / 2 + side * half) / (1 + squared) for side in (-1, 1))
    return (0.0 if successes == 0 else low), (1.0 if successes == n else high)


confidence = min(max(package["settings"]["confidence"], 0.5), 0.999)
measures, alternatives = by_id(package["measures"]), by_id(package["alternatives"])
recomputed, intervals, taken_over = 0, 0, set()
for estimate in findings["estimates"]:
    measure, alternative = measures[estimate["measure"]], alternatives[estimate["alternative"]]
    what = f"{measure['name']}, {alternative['name']}"
    try:
        value, cells, values = statistic(measure, alternative)
    except Unknown as why:
        taken_over.add(f"{measure['name']}: {why}")
        continue
    same(value, estimate["value"], what)
    same(len(values), estimate["n"], f"{what}, rows")
    same(len(cells) - len(values), estimate["missing"], f"{what}, missing")
    recomputed += 1
    if estimate["interval"] == "wilson":
        ends = wilson(sum(values), len(values), confidence)
    elif estimate["interval"] == "exact":
        ends = (value, value)
    else:
        continue
    same(ends[0], estimate["low"], f"{what}, lower end")
    same(ends[1], estimate["high"], f"{what}, upper end")
    intervals += 1

print(f"{recomputed} of {len(findings['estimates'])} values computed from the telemetry equal the package's,")
print(f"and so do {intervals} intervals in closed form; the other intervals are the package's own.")
for line in sorted(taken_over):
    print("Not computed here:", line)

settings = package["settings"]
ranked = [each for each in findings["alternatives"] if each["weighted_sum"] is not None]
kept = [
    place
    for place in range(len(package["criteria"]))
    if ranked and ranked[0]["contributions"][place]["worth"] is not None
]
criteria = [package["criteria"][place] for place in kept]
weights = [findings["weights"][place]["weight"] for place in kept]


def source_value(criterion, alternative):
    """The value of a criterion as measured, cleared or judged; None where there is none."""
    source = criterion["source"]
    if source["kind"] in ("cost", "outcome"):
        place = package["criteria"].index(criterion)
        return by_id(findings["alternatives"])[alternative]["contributions"][place]["value"]
    if source["kind"] == "stated":
        return source["values"].get(alternative, {}).get("value")
    gate = gates.get(source["gate"]) if source["kind"] == "gate_margin" else None
    measure = source["measure"] if source["kind"] == "measure" else gate and gate["measure"]
    value = estimates.get((measure, alternative), {}).get("value")
    if gate is None or value is None:
        return value
    below = gate["comparator"] in ("at_most", "below")
    return gate["threshold"] - value if below else value - gate["threshold"]


def more_is_better(criterion):
    return criterion["source"]["kind"] == "gate_margin" or criterion["direction"] == "max"


def value_range(criterion):
    """The value worth nothing, the value worth everything, and whether somebody stated them."""
    known = {each["id"]: source_value(criterion, each["id"]) for each in package["alternatives"]}
    if settings["missing"] == "ask":
        known = {each["id"]: known[each["id"]] for each in ranked}
    known = [value for value in known.values() if value is not None] or [0.0]
    scale = criterion["scale"]
    stated = bool(scale) and scale["worst"] != scale["best"]
    ends = sorted([scale["worst"], scale["best"]]) if stated else [min(known), max(known)]
    return (*(ends if more_is_better(criterion) else reversed(ends)), stated)


def filled(criterion, alternative):
    """The value scored: the one there is, or what the package assumes where there is none."""
    value = source_value(criterion, alternative)
    if value is None:
        worst, best, _ = value_range(criterion)
        value = (worst + best) / 2 if settings["missing"] == "interval" else worst
    return value


def worth(criterion, value):
    """A value between worst and best as worth, by the criterion's value function."""
    function, up = criterion["value_function"], more_is_better(criterion)
    if function["kind"] == "threshold":
        return float(value >= function["at"] if up else value <= function["at"])
    if function["kind"] == "piecewise" and function["points"]:
        points = sorted(function["points"], key=lambda point: point[0])
        after = sum(point[0] <= value for point in points)
        if after == 0 or after == len(points):
            found = points[0][1] if after == 0 else points[-1][1]
        else:
            (left, low), (right, high) = points[after - 1], points[after]
            found = low + (high - low) * ((value - left) / (right - left))
        return min(max(found, 0.0), 1.0)
    worst, best, stated = value_range(criterion)
    if worst == best:
        return 1.0
    found = (value - worst) / (best - worst)
    return min(max(found, 0.0), 1.0) if stated else found


def normalised(values, up, normalisation):
    """Values of one criterion made comparable, greater always better."""
    if normalisation == "min_max":
        worst, best = (min(values), max(values)) if up else (max(values), min(values))
        return [1.0 if worst == best else (value - worst) / (best - worst) for value in values]
    divisor = {
        "max": max(abs(value) for value in values),
        "sum": sum(abs(value) for value in values),
        "vector": math.hypot(*values),
    }[normalisation]
    parts = [value / divisor if divisor > 0 else 0.0 for value in values]
    return parts if up else [1 - part for part in parts]


def preference(function, difference):
    """How strongly a difference is preferred (Brans & Vincke 1985)."""
    if difference <= 0:
        return 0.0
    q, p = max(function.get("q", 0.0), 0.0), max(function.get("p", 0.0), function.get("q", 0.0), 0.0)
    kind = function["kind"]
    if kind == "usual":
        return 1.0
    if kind == "u":
        return float(difference > q)
    if kind == "level":
        return 1.0 if difference > p else 0.5 if difference > q else 0.0
    if kind == "gaussian":
        s = max(function["s"], 0.0)
        return 1 - math.exp(-(difference**2) / (2 * s * s)) if s * s > 0 else 1.0
    return 1.0 if difference > p else (difference - q) / (p - q) if difference > q else 0.0


def flows(values, criterion):
    """Net flows on one criterion (Brans 1986)."""
    sign = 1 if more_is_better(criterion) else -1
    function, others = criterion["preference"], max(len(values) - 1, 1)
    return [
        sum(preference(function, sign * (a - b)) - preference(function, sign * (b - a)) for b in values) / others
        for a in values
    ]


def transposed(columns):
    return [list(row) for row in zip(*columns)]


def dot(cells, weights):
    return math.fsum(cell * weight for cell, weight in zip(cells, weights))


def closeness(ideal, anti_ideal):
    return anti_ideal / (ideal + anti_ideal) if ideal + anti_ideal > 0 else 0.5


def ranks(scores):
    """1 + the number of scores that are greater."""
    return [1 + sum(other > score + 1e-12 for other in scores) for score in scores]


values = [[filled(criterion, each["id"]) for each in ranked] for criterion in criteria]
normalisation = settings["normalisation"]
if normalisation == "scale":
    worths = [[worth(criterion, value) for value in column] for criterion, column in zip(criteria, values)]
else:
    worths = [normalised(column, more_is_better(criterion), normalisation) for criterion, column in zip(criteria, values)]
vectors = [
    normalised(column, more_is_better(criterion), "vector" if normalisation == "scale" else normalisation)
    for criterion, column in zip(criteria, values)
]
cells = {
    "weighted_sum": transposed(worths),
    "promethee": transposed([flows(column, criterion) for criterion, column in zip(criteria, values)]),
}
from_ideal = transposed([[(cell - max(column)) ** 2 for cell in column] for column in vectors])
from_anti_ideal = transposed([[(cell - min(column)) ** 2 for cell in column] for column in vectors])
squares = [weight**2 for weight in weights]
scores = {method: [dot(row, weights) for row in rows] for method, rows in cells.items()}
scores["topsis"] = [
    closeness(math.sqrt(dot(ideal, squares)), math.sqrt(dot(anti, squares)))
    for ideal, anti in zip(from_ideal, from_anti_ideal)
]
method = {"promethee_ii": "promethee"}.get(settings["method"], settings["method"])
places = {name: ranks(of_method) for name, of_method in scores.items()}
same(sum(weights), 1.0 if weights else 0.0, "the sum of the weights")
for row, found in enumerate(ranked):
    for name in scores:
        same(scores[name][row], found[name], f"{found['name']}, {name}")
        same(places[name][row], found["ranks"][name], f"{found['name']}, rank by {name}")
    same(places[method][row], found["rank"], f"{found['name']}, rank")
    for place, column in zip(kept, range(len(kept))):
        stated = found["contributions"][place]
        what = f"{found['name']}, {criteria[column]['name']}"
        same(values[column][row], stated["value"], what)
        same(worths[column][row], stated["worth"], f"{what}, worth")
        same(weights[column] * worths[column][row], stated["contribution"], f"{what}, contribution")

for row in sorted(range(len(ranked)), key=lambda row: places[method][row]):
    print(f"{places[method][row]:3}. {ranked[row]['name']}: {scores[method][row]:.6f} by {method.replace('_', ' ')}")

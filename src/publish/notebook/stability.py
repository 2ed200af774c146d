def path(along):
    """Every score as one weight t goes from 0 to 1, the others keeping their proportions (Mareschal 1988)."""
    rest = math.fsum(weight for place, weight in enumerate(weights) if place != along)
    if rest <= 1e-12:
        return None
    others = [0.0 if place == along else weight / rest for place, weight in enumerate(weights)]
    if method == "topsis":
        shares = [weight**2 for weight in others]
        lines = [
            (ideal[along], dot(ideal, shares), anti[along], dot(anti, shares))
            for ideal, anti in zip(from_ideal, from_anti_ideal)
        ]

        def score(row, t):
            ideal, ideal_rest, anti, anti_rest = lines[row]
            x, y = t * t, (1 - t) ** 2
            return closeness(math.sqrt(x * ideal + y * ideal_rest), math.sqrt(x * anti + y * anti_rest))

        def level(a, b):
            (ai, ar, bi, br), (ci, cr, di, dr) = lines[a], lines[b]
            found = quadratic(bi * ci - di * ai, bi * cr + br * ci - di * ar - dr * ai, br * cr - dr * ar)
            return sorted(math.sqrt(u) / (1 + math.sqrt(u)) for u in found if u >= 0)

    else:
        lines = [(row[along], dot(row, others)) for row in cells[method]]

        def score(row, t):
            return t * lines[row][0] + (1 - t) * lines[row][1]

        def level(a, b):
            at, rest = lines[a][0] - lines[b][0], lines[a][1] - lines[b][1]
            return [-rest / (at - rest)] if at != rest and 0 <= -rest / (at - rest) <= 1 else []

    return score, level


def quadratic(alpha, beta, gamma):
    if alpha == 0:
        return [-gamma / beta] if beta else []
    discriminant = beta * beta - 4 * alpha * gamma
    if discriminant < 0:
        return []
    half = -0.5 * (beta + math.copysign(math.sqrt(discriminant), beta))
    return [half / alpha] + ([gamma / half] if half else [])


def ahead(score, level, a, b, now):
    """The weights around the present one within which a stays level with b or ahead."""
    crossings = level(a, b)
    behind = lambda t: score(a, t) < score(b, t) - 1e-12
    low, high = 0.0, 1.0
    for place, crossing in enumerate(crossings):
        before = crossings[place - 1] if place else 0.0
        after = crossings[place + 1] if place + 1 < len(crossings) else 1.0
        if crossing <= now + 1e-12 and behind((crossing + before) / 2):
            low = min(crossing, now)
        if crossing >= now - 1e-12 and high == 1.0 and behind((crossing + after) / 2):
            high = max(crossing, now)
    return low, high


def tied(score, level, a, b, now):
    """Two of the same rank stay so only where they are level throughout."""
    throughout = all(abs(score(a, t) - score(b, t)) <= 1e-12 for t in (0.0, 0.5, 1.0))
    return (0.0, 1.0) if throughout else (now, now)


def intersection(pairs):
    pairs = list(pairs)
    return [max([0.0, *(low for low, _ in pairs)]), min([1.0, *(high for _, high in pairs)])]


robustness = findings["robustness"]
if robustness and robustness["compared"]:
    compared = [row for row, each in enumerate(ranked) if each["id"] in robustness["compared"]]
    standing = dict(zip(compared, ranks([scores[method][row] for row in compared])))
    order = sorted(compared, key=lambda row: standing[row])
    print("Of", ", ".join(ranked[row]["name"] for row in compared) + ":")
    for place, found in enumerate(robustness["stability"]):
        now, line = weights[place], path(place)
        same(now, found["weight"], f"weight of {found['name']}")
        if line is None:
            assert found["winner"] is None and found["ranking"] is None, found["name"]
            continue
        winner = intersection(ahead(*line, order[0], rival, now) for rival in order[1:])
        ranking = intersection(
            (tied if standing[a] == standing[b] else ahead)(*line, a, b, now) for a, b in zip(order, order[1:])
        )
        for name, ours in (("winner", winner), ("ranking", ranking)):
            for end in (0, 1):
                same(ours[end], found[name][end], f"{found['name']}, the {name} stays")
        print(f"{found['name']}: {now:.4f}; the winner stays from {winner[0]:.4f} to {winner[1]:.4f}")

print("Everything recomputed equals the package's findings within 1e-9.")

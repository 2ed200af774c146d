comparators = {
    "at_most": lambda value, threshold: value <= threshold,
    "below": lambda value, threshold: value < threshold,
    "at_least": lambda value, threshold: value >= threshold,
    "above": lambda value, threshold: value > threshold,
}


def verdict(gate, estimate):
    """Pass when the whole interval lies on the good side, fail when it lies wholly on the bad side."""
    if estimate is None or estimate["value"] is None:
        return "no_data"
    proposed = gate.get("proposed", {})
    if proposed.get("direction") or proposed.get("threshold"):
        return "proposed"
    good = comparators[gate["comparator"]]
    ends = [estimate["value"]] * 2
    if gate["judge"] == "interval":
        ends = [estimate["low"], estimate["high"]]
        ends = [-math.inf if ends[0] is None else ends[0], math.inf if ends[1] is None else ends[1]]
    sides = [good(end, gate["threshold"]) for end in ends]
    return "pass" if all(sides) else "not_enough_evidence" if any(sides) else "fail"


def waiver_holds(gate, alternative):
    """Whether somebody accepts a fail, saying who, why and until when, and the day has not passed."""
    waiver, today = gate["waiver"], package["settings"]["as_of"]
    if not waiver or waiver["alternative"] not in ("", alternative):
        return False
    complete = waiver["who"].strip() and waiver["why"].strip() and waiver["until"]
    return bool(complete and today and waiver["until"] >= today)


estimates = {(each["measure"], each["alternative"]): each for each in findings["estimates"]}
gates = by_id(package["gates"])
for found in findings["gates"]:
    gate, what = gates[found["id"]], f"{found['name']}, {alternatives[found['alternative']]['name']}"
    estimate = estimates.get((gate["measure"], found["alternative"]))
    unwaived = verdict(gate, estimate)
    waived = unwaived == "fail" and waiver_holds(gate, found["alternative"])
    ours = "waived" if waived else unwaived
    assert unwaived == found["unwaived"], f"{what}: {unwaived} here, {found['unwaived']} in the package"
    assert ours == found["verdict"], f"{what}: {ours} here, {found['verdict']} in the package"
    for part in ("value", "low", "high"):
        same(estimate[part] if estimate else None, found[part], f"{what}, {part}")
    if found["value"] is not None:
        below = gate["comparator"] in ("at_most", "below")
        margin = gate["threshold"] - found["value"] if below else found["value"] - gate["threshold"]
        same(margin, found["margin"], f"{what}, margin")
    print(f"{ours.replace('_', ' '):20} {what}")

"""Checks publications with the tools that people open them with.

    check.py SHIPWORTHY PART

SHIPWORTHY is the program, PART one of the functions below. What does not hold ends the run with its reason.
"""

import copy
import csv
import json
import re
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

import nbformat
import yaml

SHIPWORTHY = Path(sys.argv[1]).resolve()
CHECKOUT = Path(__file__).resolve().parents[2]
TEMPLATES = sorted(path.stem for path in (CHECKOUT / "public/templates").glob("*.json") if path.stem != "index")
HOSTILE = [
    '"""); raise SystemExit("ran") #',
    "\\",
    "'; import os; os.abort() #",
    "=HYPERLINK(\"http://example.invalid\")",
    "a\r\nb\u2028c\u0085d\x7f\x00e",
    "{x!r} %s \\N{BULLET} \\u0041",
    "---\nlicense: none\n...",
    "<script>alert(1)</script>",
    "\u202egnirts",
    "- &a *a !!python/object/apply:os.abort []",
]


def shipworthy(*arguments):
    done = subprocess.run([SHIPWORTHY, *map(str, arguments)], capture_output=True, text=True)
    assert done.returncode == 0, f"shipworthy {' '.join(map(str, arguments))}: {done.stderr}"
    return done.stdout


def template(name, folder):
    """The package file of a template."""
    path = folder / f"{name}.json"
    shipworthy("new", "--template", name, "-o", path)
    return path


def render(what, package, folder, *more):
    target = folder / f"{package.stem}-{what}"
    shipworthy("render", what, package, "-o", target, *more)
    return target


def execute(path):
    """Runs a notebook as people do; why it failed, or nothing."""
    run = [sys.executable, "-m", "nbconvert", "--to", "notebook", "--execute", "--log-level", "ERROR"]
    done = subprocess.run([*run, "--output", path.with_suffix(".run.ipynb"), path], capture_output=True, text=True)
    return done.stderr if done.returncode else None


def choices(schema):
    """Every word that the published schema lets somebody choose from: what has to stay for a package to open."""
    if isinstance(schema, list):
        return set().union(*map(choices, schema))
    if not isinstance(schema, dict):
        return set()
    own = {each for each in [*schema.get("enum", []), schema.get("const")] if isinstance(each, str)}
    return own.union(*map(choices, schema.values()))


CHOICES = choices(json.loads((CHECKOUT / "public/schema/package-1.json").read_text()))


def hostile(package):
    """A package whose every free text is hostile, so far as it stays one that opens."""
    count = 0

    def hurt(value, name=""):
        nonlocal count
        if isinstance(value, dict):
            # Measures find generated columns by their names.
            return {key: each if key == "columns" else hurt(each, key) for key, each in value.items()}
        if isinstance(value, list):
            return [hurt(each, name) for each in value]
        if isinstance(value, str) and name in FREE and value not in CHOICES:
            count += 1
            return f"{HOSTILE[count % len(HOSTILE)]} {count}"
        return value

    return {"format": "shipworthy-package", "schema_version": 1, "package": hurt(copy.deepcopy(package["package"]))}


FREE = """title module artifact decision_question boundary objective scope_in scope_out role success_criteria constraints
assumptions name description limits with_real_data strength risk evidence decision reason rollback_trigger rationale owner
mitigation cause event consequence category contingency trigger metric source window alert_to runbook action how current
previous rehearsed question what why note approver unit interest""".split()


def write(path, value):
    path.write_text(json.dumps(value))
    return path


def notebooks(folder):
    for name in TEMPLATES:
        package = template(name, folder)
        path = render("notebook", package, folder)
        check_notebook(path, json.loads(package.read_text())["workspace"])
        print(f"ran {name}")


def check_notebook(path, workspace):
    given = nbformat.read(path, 4)
    nbformat.validate(given)
    assert (given.nbformat, given.nbformat_minor) == (4, 5)
    failed = execute(path)
    assert failed is None, f"{path}: {failed}"
    computed = nbformat.read(path.with_suffix(".run.ipynb"), 4)
    for before, after in zip(given.cells, computed.cells, strict=True):
        if before.get("outputs"):
            assert before.outputs[0].data == after.outputs[0].data, f"{before.id} shows what it does not compute"
        if before.id == "workspace":
            # What Jupyter prints is how Python writes it.
            assert eval(after.outputs[0].data["text/plain"]) == workspace, "the workspace is not the package's"


def tampered(folder):
    """One number changed in the evidence or in the findings has to fail."""
    package = template("mlops-release", folder)
    given = json.loads(render("notebook", package, folder).read_text())
    changes = [
        ("findings", r'"weighted_sum": (0\.\d+)'),
        ("findings", r'"topsis": (0\.\d+)'),
        ("findings", r'"promethee": (-?0\.\d+)'),
        ("findings", r'"rank": (\d)'),
        ("findings", r'"margin": (-?\d+\.\d+)'),
        ("findings", r'"worth": (\d\.\d+)'),
        ("findings", r'"winner": \[\d\.\d+, (\d\.\d+)\]'),
        ("findings", r'"n": (\d+),\s+"missing"'),
        ("findings", r'"value": (\d+\.\d+),\s+"low"'),
        ("findings", r'"verdict": "(pass)"'),
        ("package", r'"threshold": (\d+\.\d+)'),
        ("package", r'"worst": (\d+\.\d+)'),
        ("telemetry", r"2\d{3}-\d\d-\d\d,[^,]+,\d+\.?\d*,(0\.\d+)"),
    ]
    for place, (cell, pattern) in enumerate(changes):
        notebook = copy.deepcopy(given)
        [found] = [each for each in notebook["cells"] if each["id"] == cell]
        text = "".join(found["source"])
        match = re.search(pattern, text)
        assert match, f"{pattern} is not in {cell}"
        old = match[1]
        new = "fail" if old == "pass" else f"{old[:-1]}{(int(old[-1]) + 5) % 10}" if "." not in old else f"{float(old) + 0.001}"
        found["source"] = (text[: match.start(1)] + new + text[match.end(1) :]).splitlines(keepends=True)
        failed = execute(write(folder / f"tampered-{place}.ipynb", notebook))
        assert failed and "AssertionError" in failed, f"{pattern}: {old} changed to {new} in {cell} went unnoticed"
        print(f"noticed {cell}: {match[0].split(':')[0]} {old} -> {new}")


def hostile_texts(folder):
    for name in TEMPLATES:
        package = json.loads(template(name, folder).read_text())
        path = write(folder / f"hostile-{name}.json", hostile(package))
        notebook = render("notebook", path, folder, "--accept-changed")
        nbformat.validate(nbformat.read(notebook, 4))
        failed = execute(notebook)
        assert failed is None, f"{name}: {failed}"
        print(f"ran hostile {name}")


def rows(path):
    with path.open(newline="") as file:
        return list(csv.reader(file))


def tables(folder):
    """Each cell of text is harmless in a spreadsheet, and each number is one."""
    for name in TEMPLATES:
        package = template(name, folder)
        path = write(folder / f"hostile-{name}.json", hostile(json.loads(package.read_text())))
        for source, more in ((package, ()), (path, ("--accept-changed",))):
            target = render("tables", source, folder, *more)
            files = sorted(target.iterdir())
            assert len(files) == 5, files
            for file in files:
                head, *body = rows(file)
                assert body and all(len(row) == len(head) for row in body), file
                for cell in (cell for row in body for cell in row if cell):
                    number = re.fullmatch(r"-?\d+(\.\d+)?(e-?\d+)?", cell)
                    assert number or cell.lstrip()[0] not in "=+-@", f"{file}: {cell!r}"
        print(f"read the tables of {name}")


def model_cards(folder):
    for name in TEMPLATES:
        package = template(name, folder)
        given = json.loads(package.read_text())
        path = write(folder / f"hostile-{name}.json", hostile(given))
        for source, more in ((package, ()), (path, ("--accept-changed",))):
            card = render("model-card", source, folder, *more).read_bytes().decode()
            front = card.split("---\n")[1]
            data = yaml.safe_load(front)
            assert set(data) <= {"model_name", "tags", "metrics", "model-index"}, data
            stated = json.loads(source.read_text())["package"]
            names = [each["name"] for each in stated["alternatives"]]
            assert data["model_name"] in names, data["model_name"]
            results = data["model-index"][0]["results"]
            assert results, f"{name} has no results"
            for result in results:
                assert result["task"]["type"] and result["dataset"]["type"] and result["dataset"]["name"], result
                for metric in result["metrics"]:
                    assert metric["type"] and isinstance(metric["value"], (int, float)), metric
            assert [each["metrics"][0]["name"] for each in results] == data["metrics"]
        print(f"parsed the model card of {name}: {len(results)} results")


def zips(folder):
    """A zip unpacks, is the same twice, verifies, and its notebook runs."""
    for name in TEMPLATES:
        package = template(name, folder)
        archive, again = render("zip", package, folder), folder / "again.zip"
        shipworthy("render", "zip", package, "-o", again)
        assert archive.read_bytes() == again.read_bytes(), f"{name} is not the same twice"
        with zipfile.ZipFile(archive) as opened:
            assert opened.testzip() is None
            target = folder / f"{name}-unpacked"
            opened.extractall(target)
        packages = [path for path in target.glob("*.json") if "crosswalk" not in path.name]
        assert [path.read_bytes() for path in packages] == [package.read_bytes()], f"{name}: another package inside"
        shipworthy("verify", packages[0])
        [notebook] = target.glob("*.ipynb")
        failed = execute(notebook)
        assert failed is None, f"{name}: {failed}"
        print(f"unpacked, verified and ran {name}: {archive.stat().st_size} bytes")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as temporary:
        globals()[sys.argv[2]](Path(temporary))

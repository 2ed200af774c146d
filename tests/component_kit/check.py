"""Installs the component kit of every template that has an interface contract, and breaks its service.

    check.py SHIPWORTHY PART

SHIPWORTHY is the program, PART one of the functions below. What does not hold ends the run with its reason.
"""

import copy
import json
import shutil
import subprocess
import sys
import tempfile
import venv
import xml.etree.ElementTree
from pathlib import Path

from openapi_spec_validator import validate

SHIPWORTHY = Path(sys.argv[1]).resolve()
CHECKOUT = Path(__file__).resolve().parents[2]

# What a service can get wrong: its name, and a change of one line of service.py.
BREAKS = [
    ("a wrong status", 'return self.reply(endpoint["status"], answer)', 'return self.reply(endpoint["status"] + 1, answer)'),
    ("a missing field", 'return self.reply(endpoint["status"], answer)', 'return self.reply(endpoint["status"], dict(list(answer.items())[1:]))'),
    ("a field of another type", 'return self.reply(endpoint["status"], answer)', 'return self.reply(endpoint["status"], {name: [value] for name, value in answer.items()})'),
    ("a number out of its limits", 'return self.reply(endpoint["status"], answer)', 'return self.reply(endpoint["status"], {name: value + 1e12 if isinstance(value, float) else value for name, value in answer.items()})'),
    ("a field beside the contract", 'return self.reply(endpoint["status"], answer)', 'return self.reply(endpoint["status"], {**answer, "debug": True})'),
    ("another error body", 'return self.reply(error["status"], filled(error["body"], refused))', 'return self.reply(error["status"], {"detail": refused.problem})'),
    ("a wrong status of errors", 'return self.reply(error["status"], filled(error["body"], refused))', 'return self.reply(500, filled(error["body"], refused))'),
    ("extra latency", "            answer = workflow.answer(endpoint, request)", "            __import__('time').sleep(endpoint['latency_ms'] / 900); answer = workflow.answer(endpoint, request)"),
    ("an answer that is too large", "        content = encoded(body)", "        content = encoded(body) + b' ' * 100_000"),
    ("no health check", 'if self.command == "GET" and address.path == check["path"]:', "if False:"),
    ("no validation", "    if not KINDS[schema", "    return\n    if not KINDS[schema"),
    ("a wrong content type", 'self.send_header("Content-Type", "application/json")', 'self.send_header("Content-Type", "text/html")'),
    ("any content type taken", 'if self.headers.get_content_type() != "application/json":', "if False:"),
    ("no limit of size", 'if body is None or len(body) > (endpoint["request_bytes"] or len(body)):', "if False:"),
    ("a limit of its own left out", "value < schema[\"minimum\"]", "value <= schema[\"minimum\"]"),
    ("a limit shifted by one", 'len(value) > schema[most]', 'len(value) > schema[most] + 1'),
    ("broken JSON answered by a fault", "except (ValueError, RecursionError):", "except ZeroDivisionError:"),
    ("unknown fields taken", '                yield way + name, "is not in the contract"', "                pass"),
    ("required fields not asked for", '                yield way + name, "is missing"', "                pass"),
    ("patterns not looked at", 'if "pattern" in schema and', 'if "pattern" in {} and'),
    ("allowed texts not looked at", 'if "enum" in schema and', 'if "enum" in {} and'),
    ("other methods answered", "status = 405 if called else 404", "status = 200"),
]
HOSTILE = ['"""', "${{ secrets.TOKEN }}", "$(reboot)", "\n```\nRUN rm -rf /\n", "'; import os; os.abort() #", "<script>alert(1)</script>", "\u202e", "{problem}" * 200]
FREE = {"title", "service", "version", "workflow", "purpose", "description", "unit", "when", "meaning", "kept", "action", "expected", "evidence", "rollback", "default"}


def run(*command, folder):
    return subprocess.run([str(part) for part in command], cwd=folder, capture_output=True, text=True)


def shipworthy(*arguments):
    done = run(SHIPWORTHY, *arguments, folder=CHECKOUT)
    assert done.returncode == 0, f"shipworthy {arguments}: {done.stderr}"


def packages(folder):
    """The package file of every template with an interface contract."""
    found = []
    for path in sorted((CHECKOUT / "public/templates").glob("*.json")):
        if path.stem != "index" and "interface" in json.loads(path.read_text(encoding="utf-8"))["package"]:
            shipworthy("new", "--template", path.stem, "-o", folder / path.name)
            found.append(folder / path.name)
    assert found, "no template has an interface contract"
    return found


def rendered(package, *more):
    kit = package.with_suffix("")
    shipworthy("render", "kit", package, "-o", kit, *more)
    return kit


def installed(kit):
    """The kit's Python, made by the first of the README's two commands."""
    readme = (kit / "README.md").read_text(encoding="utf-8")
    command = next(line for line in readme.splitlines() if line.startswith("python3 -m venv"))
    assert "--require-hashes -r requirements.txt" in command, command
    venv.create(kit / ".venv", with_pip=True)
    python = kit / ".venv/bin/python"
    done = run(python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes", "-r", "requirements.txt", folder=kit)
    assert done.returncode == 0, done.stderr
    return python


def openapi(folder):
    for package in packages(folder):
        document = json.loads((rendered(package) / "openapi.json").read_text(encoding="utf-8"))
        assert document["openapi"].startswith("3.1"), document["openapi"]
        validate(document)
        print(f"{package.stem}: {sum(len(methods) for methods in document['paths'].values())} operations valid")


def tests(folder):
    for package in packages(folder):
        kit = rendered(package)
        python = installed(kit)
        done = run(python, "-m", "pytest", folder=kit)
        assert done.returncode == 0, done.stdout[-3000:]
        suite = xml.etree.ElementTree.parse(kit / "junit.xml").getroot().find("testsuite")
        count = int(suite.get("tests"))
        assert count > 20 and suite.get("failures") == suite.get("errors") == "0", suite.attrib
        manifest = (kit / "environment.txt").read_text(encoding="utf-8")
        pinned = [line.split(" ")[0] for line in (kit / "requirements.txt").read_text(encoding="utf-8").splitlines() if "==" in line and ";" not in line]
        assert sorted(manifest.split(), key=str.lower) == sorted(pinned, key=str.lower), manifest
        described(kit / "junit.xml", "JUnit XML", count)
        described(kit / "environment.txt", "pip freeze", len(pinned))
        print(f"{package.stem}: {count} tests passed, {len(pinned)} packages by digest, both read back as evidence")


def described(path, form, rows):
    """What the program reads in a file that the kit's tests left: all of its rows, in this form."""
    done = run(SHIPWORTHY, "describe", path, "--json", folder=CHECKOUT)
    found = json.loads(done.stdout)
    assert found["format"].lower().startswith(form.lower()) and found["rows"] == rows, f"{path.name}: {found['format']}, {found['rows']} rows"


# What a break can only be noticed by: a limit of this kind on something that is asked.
NEEDS = {"a limit of its own left out": "minimum", "patterns not looked at": "pattern", "allowed texts not looked at": "enum"}


def asked(kit):
    """What the requests of a contract say of themselves, as text."""
    paths = json.loads((kit / "openapi.json").read_text(encoding="utf-8"))["paths"]
    operations = [operation for path in paths.values() for operation in path.values()]
    return json.dumps([[operation.get("requestBody"), operation.get("parameters")] for operation in operations])


def broken_services(folder):
    missed = set(NEEDS)
    for package in packages(folder):
        kit = rendered(package)
        python = installed(kit)
        sound = (kit / "service.py").read_text(encoding="utf-8")
        limits = asked(kit)
        breaks = [each for each in BREAKS if each[0] not in NEEDS or f'"{NEEDS[each[0]]}"' in limits]
        missed -= {name for name, *_ in breaks}
        assert len(breaks) >= 10, f"{package.stem}: only {len(breaks)} breaks can be noticed"
        for name, line, instead in breaks:
            assert sound.count(line) == 1, f"{name}: the line stands {sound.count(line)} times in service.py"
            (kit / "service.py").write_text(sound.replace(line, instead), encoding="utf-8")
            done = run(python, "-m", "pytest", "-x", folder=kit)
            assert done.returncode == 1, f"{package.stem}: nothing notices {name}: {done.stdout[-600:]}"
        (kit / "service.py").write_text(sound, encoding="utf-8")
        print(f"{package.stem}: {len(breaks)} broken services, each caught; {len(BREAKS) - len(breaks)} not of its contract")
    assert not missed, f"no contract could notice {missed}"


def smoke_tests(folder):
    for package in packages(folder):
        kit = rendered(package)
        port = 18_431
        server = subprocess.Popen([sys.executable, "service.py"], cwd=kit, env={"PORT": str(port)}, stderr=subprocess.PIPE, text=True)
        try:
            while not server.stderr.readline().startswith("Listening"):
                assert server.poll() is None, "the service did not start"
            done = run(sys.executable, "smoke_test.py", "127.0.0.1", port, folder=kit)
            assert done.returncode == 0 and "pass" in done.stdout and "FAIL" not in done.stdout, done.stdout + done.stderr
        finally:
            server.terminate()
            server.wait()
        print(f"{package.stem}: {done.stdout.count('pass')} steps passed")


def hostile_texts(folder):
    """Whatever people write, the programs are the same, and the tests of the kit pass."""
    count = 0

    def hurt(value, name=""):
        nonlocal count
        if isinstance(value, dict):
            return {key: hurt(each, key) for key, each in value.items()}
        if isinstance(value, list):
            return [hurt(each, name) for each in value]
        if isinstance(value, str) and name in FREE:
            count += 1
            return HOSTILE[count % len(HOSTILE)]
        return value

    for package in packages(folder):
        plain = rendered(package)
        document = json.loads(package.read_text(encoding="utf-8"))
        changed = copy.deepcopy(document["package"])
        for part in ("interface", "deployment", "title"):
            changed[part] = hurt(changed[part], part)
        other = package.with_name(f"hostile-{package.name}")
        other.write_text(json.dumps({"format": document["format"], "schema_version": 1, "package": changed}), encoding="utf-8")
        kit = rendered(other, "--accept-changed")
        for path in sorted(plain.iterdir()):
            if path.suffix in (".py", ".ini", ".txt") or path.name == "Containerfile":
                assert path.read_bytes() == (kit / path.name).read_bytes(), f"{path.name} depends on a text"
        validate(json.loads((kit / "openapi.json").read_text(encoding="utf-8")))
        done = run(installed(kit), "-m", "pytest", folder=kit)
        assert done.returncode == 0, done.stdout[-3000:]
        print(f"{package.stem}: {count} hostile texts, none in a program")


with tempfile.TemporaryDirectory() as place:
    try:
        globals()[sys.argv[2]](Path(place))
    except AssertionError as why:
        sys.exit(str(why))
    finally:
        shutil.rmtree(place, ignore_errors=True)

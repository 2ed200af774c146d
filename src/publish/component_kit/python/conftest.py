"""Beside junit.xml, each run of the tests leaves environment.txt: what is installed, as `pip freeze` says it."""

import subprocess
import sys
from pathlib import Path


def write_manifest(path):
    frozen = subprocess.run([sys.executable, "-m", "pip", "freeze"], capture_output=True, text=True, check=True).stdout
    path.write_text(frozen, encoding="utf-8")


def pytest_sessionfinish(session):
    write_manifest(Path(session.config.rootpath) / "environment.txt")


if __name__ == "__main__":
    write_manifest(Path("environment.txt"))

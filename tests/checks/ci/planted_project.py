"""A small project of its own with planted tests, which a real pytest runs with the plugins of `checks.ci`."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from tests.support.paths import ROOT

SETTINGS = f"""
[pytest]
testpaths = tests
pythonpath = . {ROOT.as_posix()}
addopts = --import-mode=importlib -q -p xdist -p no:cacheprovider -rfEs
markers =
    long: as in the project
    browser: as in the project
"""
# The options and the registration of the project's own conftest, without what only its tests need.
CONFTEST = """
from checks.ci.long_tests import LongTests
from checks.ci.unsteady import SecondRun
from checks.ci.whole_run import WholeRun

def pytest_addoption(parser):
    parser.addoption("--all", action="store_true")
    parser.addoption("--long", action="store_true")
    parser.addoption("--write", action="store_true")
    parser.addoption("--minutes", type=float, default=5)

def pytest_configure(config):
    if config.args == config.getini("testpaths") and not hasattr(config, "workerinput"):
        config.pluginmanager.register(SecondRun(config, write=config.getoption("--write")))
        if config.getoption("--all"):
            config.pluginmanager.register(WholeRun(config.rootpath))
    if config.getoption("--long"):
        config.pluginmanager.register(LongTests(config))
"""


@dataclass(frozen=True)
class PlantedProject:
    """The project in a folder."""

    root: Path

    def write(self, path: str, text: str) -> None:
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def commit(self) -> str:
        """Commit everything. Returns the commit."""
        self.git("add", "--all")
        self.git("-c", "user.name=x", "-c", "user.email=x@example.org", "commit", "-q", "--allow-empty", "-m", "x")
        return self.git("rev-parse", "HEAD").strip()

    def git(self, *words: str) -> str:
        return subprocess.run(["git", *words], cwd=self.root, check=True, capture_output=True, encoding="utf-8").stdout

    def test(self, *arguments: str) -> tuple[int, list[str]]:
        """Run its tests. Returns the exit status, and the lines that were printed."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
        done = subprocess.run(
            [sys.executable, "-m", "pytest", *arguments],
            cwd=self.root,
            env=kept | {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"},  # which loads what takes longer than these tests
            capture_output=True,
            encoding="utf-8",
        )
        return done.returncode, (done.stdout + done.stderr).splitlines()


def plant(root: Path) -> PlantedProject:
    """Make the project in an empty folder, a repository without a commit."""
    project = PlantedProject(root)
    project.write("pytest.ini", SETTINGS)
    project.write("tests/conftest.py", CONFTEST)
    project.write(".gitignore", "__pycache__/\nruns/\n.venv/\n")
    project.git("init", "-q")
    return project

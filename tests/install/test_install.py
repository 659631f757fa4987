"""Sunmao as it is installed: from the clone, from a wheel, and from the clone's root with a wheel beside it."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.support.paths import ROOT

WHERE = "import sunmao, sunmao.server.cli.main as cli, sunmao.codegen as codegen; print(sunmao.__file__); print(cli.__file__); print(codegen.__file__)"


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """A folder with sdist and wheel, the wheel made from the sdist."""
    folder = tmp_path_factory.mktemp("built")
    subprocess.run([sys.executable, "-m", "uv", "build", "--quiet", "--out-dir", str(folder), str(ROOT)], check=True)
    return folder


@pytest.fixture(scope="module")
def site(built, tmp_path_factory):
    """A folder into which the wheel is installed, without its requirements."""
    folder = tmp_path_factory.mktemp("site")
    wheel = next(built.glob("*.whl"))
    subprocess.run(
        [sys.executable, "-m", "uv", "pip", "install", "--quiet", "--no-deps", "--target", str(folder), str(wheel)],
        check=True,
    )
    return folder


def places(cwd, python_path=None) -> list[Path]:
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    if python_path:
        environment["PYTHONPATH"] = str(python_path)
    done = subprocess.run(
        [sys.executable, "-c", WHERE], cwd=cwd, env=environment, capture_output=True, text=True, check=True
    )
    return [Path(line) for line in done.stdout.split("\n") if line]


def test_editable(tmp_path):
    assert all(place.is_relative_to(ROOT) for place in places(tmp_path))


def test_wheel(tmp_path, site):
    assert all(place.is_relative_to(site) for place in places(tmp_path, site))


def test_wheel_from_the_root_of_the_clone(site):
    library, *others = places(ROOT, site)
    assert library.is_relative_to(ROOT)
    assert all(place.is_relative_to(site) for place in others)


def test_wheel_contains_the_page(built):
    names = zipfile.ZipFile(next(built.glob("*.whl"))).namelist()
    for wanted in ("sunmao/static/dist/index.html", "sunmao/static/dist/main.js", "sunmao/static/dist/mark.svg"):
        assert wanted in names
    assert not [name for name in names if name.endswith((".map", ".ts", ".tsx")) or "node_modules" in name]


def test_wheel_contains_the_examples(built):
    names = zipfile.ZipFile(next(built.glob("*.whl"))).namelist()
    examples = [place.parent.name for place in (ROOT / "server" / "examples").glob("*/workspace.json")]
    assert examples and all(f"sunmao/server/examples/{name}/workspace.json" in names for name in examples)

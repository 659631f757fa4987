"""A program finds no difference between `python main.py`, a fresh interpreter of the studio, and one that was kept ready."""

import json
import os
import subprocess
import sys

import pytest
from told import Studio, eventually

# The project's own random.py hides Python's, which the waiting interpreter has loaded already.
FILES = {"random.py": "word = 'own random'\n"}


@pytest.fixture
def plain(studio, tmp_path):
    def run(source: str) -> str:
        for name, text in {**FILES, "main.py": source}.items():
            (tmp_path / name).write_text(text, encoding="utf-8")
        environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
        done = subprocess.run(
            [sys.executable, "main.py"], cwd=tmp_path, capture_output=True, check=True, env={**environment, "PYTHONUTF8": "1"}
        )
        return done.stdout.decode().replace(str(tmp_path), "FOLDER")

    return run


def in_studio(studio, taken_over: bool) -> str:
    standby = studio.runs._standby
    if taken_over:
        standby.want("")
        eventually(lambda: standby._ready is not None and standby._ready.is_ready())
    else:
        standby.close()
    told = studio.run("tells_itself", files=FILES).ends()
    assert told.summary["state"] == "finished", told.kind("error")
    return told.text().replace(str(told.folder), "FOLDER")


def test_three_ways_are_one(plain, tmp_path_factory):
    from told import PROGRAMS

    studio = Studio(tmp_path_factory.mktemp("same"))
    taken, cold = in_studio(studio, True), in_studio(studio, False)
    assert taken == cold
    alone = json.loads(plain((PROGRAMS / "tells_itself.py").read_text()))
    assert json.loads(cold) == {**alone, "argv": ["main.py"]}
    studio.runs.close()


def test_the_environment_is_made(tmp_path, monkeypatch):
    for name, value in {"PYTHONPATH": "/nowhere", "PYTHONIOENCODING": "gbk", "PYTHONUTF8": "0", "PYTHONSTARTUP": "x", "SECRET": "1"}.items():
        monkeypatch.setenv(name, value)
    studio = Studio(tmp_path)
    told = studio.run("import os\nprint('你好', sorted(n for n in os.environ if n.startswith(('PYTHON', 'SECRET', 'SUNMAO_K'))))\n").ends()
    studio.runs.close()
    assert told.text() == "你好 ['PYTHONUTF8']\n"


def test_the_text_of_the_run_is_told(studio):
    told = studio.run("rewrites_itself").ends()
    (error,) = told.kind("error")
    assert error["line"] == 3 and "1 / 0" in error["traceback"]
    assert "1 / 0" in told.summary["python"]


def test_a_file_that_hides_a_library_is_named(studio):
    told = studio.run("import random\nprint(random.randint(1, 2))\n", files={"random.py": ""}).ends()
    assert told.kind("error")[0]["title"]["en"].startswith("Your file “random.py”")


def test_a_file_called_sunmao_breaks_only_its_program(studio):
    told = studio.run("import sunmao\nprint(sunmao.__file__)\n1 / 0\n", files={"sunmao.py": "", "json.py": "", "traceback.py": ""}).ends()
    assert told.text().endswith("sunmao.py\n") and told.kind("error")[0]["type"] == "ZeroDivisionError"

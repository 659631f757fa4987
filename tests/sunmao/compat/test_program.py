"""A program finds no difference between `python main.py`, a fresh interpreter of the studio, and one that was kept
ready.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from sunmao.server.projects import module_shadowing
from tests.e2e.rooms import program
from tests.support.limits import poll_until
from tests.support.observed_run import Studio
from tests.support.studio import ApiClient, start_studio, stop_studio

pytestmark = pytest.mark.process

# The project's own random.py hides Python's, which the waiting interpreter has loaded already.
FILES = {"random.py": "word = 'own random'\n"}


@pytest.fixture
def plain(studio, tmp_path):
    def run(source: str) -> str:
        for name, text in {**FILES, "main.py": source}.items():
            (tmp_path / name).write_text(text, encoding="utf-8")
        environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
        done = subprocess.run(
            [sys.executable, "main.py"],
            cwd=tmp_path,
            capture_output=True,
            check=True,
            env={**environment, "PYTHONUTF8": "1"},
        )
        return done.stdout.decode().replace(str(tmp_path), "FOLDER")

    return run


def in_studio(studio, taken_over: bool) -> str:
    standby = studio.runs._standby
    if taken_over:
        standby.want("")
        poll_until(lambda: standby._ready is not None and standby._ready.is_ready())
    else:
        standby.close()
    told = studio.run("tells_itself", files=FILES).ends()
    assert told.summary["state"] == "finished", told.kind("error")
    return told.text().replace(str(told.folder), "FOLDER")


def test_three_ways_are_one(plain, tmp_path_factory):
    from tests.support.observed_run import PROGRAMS

    studio = Studio(tmp_path_factory.mktemp("same"))
    taken, cold = in_studio(studio, True), in_studio(studio, False)
    assert taken == cold
    alone = json.loads(plain((PROGRAMS / "tells_itself.py").read_text()))
    assert json.loads(cold) == {**alone, "argv": ["main.py"]}
    studio.runs.close()


# Each with a program that needs the library, not the file.
HIDERS = {
    "random": "import random\nprint(random.randint(1, 2))\n",
    "torch": "import torch.nn\n",
    "socket": "import http.client\nhttp.client.HTTPConnection('127.0.0.1', 9).connect()\n",
    "sunmao": "from sunmao import show\nshow(1)\n",
    "cv2": "import cv2\ncv2.imread('x')\n",
}


@pytest.mark.long
@pytest.mark.fault("A14")
def test_a_file_that_hides_a_library_is_named_and_gives_way(tmp_path, row):
    studio, seen = Studio(tmp_path), {}
    standby = studio.runs._standby
    standby.want("import cv2")  # holds random, socket and cv2 already
    poll_until(lambda: standby._ready is not None and standby._ready.is_ready(), "the standby interpreter")
    for ready in (True, False):
        if not ready:
            standby.close()
        for name, source in HIDERS.items():
            told = studio.run(source, files={f"{name}.py": "mine = 1\n"}).ends()
            (error,) = told.kind("error")
            seen.setdefault(name, []).append(
                {
                    key: str(error[key]).replace(str(told.folder), "")
                    for key in ("type", "message", "line", "title", "hint", "hides")
                }
            )
            assert error["hides"] == f"{name}.py" and f"“{name}.py”" in error["title"]["en"]
            if not ready:
                assert module_shadowing.rename_shadowing_file(
                    told.folder, f"{name}.py"
                ) == f"my_{name}.py" and not module_shadowing.find_shadowing(told.folder)
    studio.runs.close()
    assert all(one == other for one, other in seen.values())
    row(saw=error["title"], kept="the same error cold and taken over; after renaming the library is found again")


@pytest.mark.long
@pytest.mark.fault("A14")
def test_nothing_of_ours_is_imported_from_a_project(tmp_path, row):
    trap = "import pathlib\npathlib.Path(__file__).with_name('trapped').touch()\n"
    for name in ("random", "torch", "socket", "sunmao", "json", "cv2"):
        (tmp_path / f"{name}.py").write_text(trap)
    command = Path(sys.executable).with_name("sunmao.exe" if os.name == "nt" else "sunmao")
    server = subprocess.Popen(
        [command, "--no-browser", "--port", "0", "--projects", tmp_path / "all"],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert "?token=" in server.stdout.readline()
    server.terminate()
    server.communicate()
    told = (
        Studio(tmp_path / "all")
        .run("print('mine')\n", files={"random.py": trap, "socket.py": trap, "sunmao.py": trap})
        .ends()
    )
    assert told.text() == "mine\n"
    assert not list(tmp_path.rglob("trapped"))
    row(saw="", kept="a studio that is started in such a folder, and its interpreters, load nothing from there")


def test_a_file_that_hides_nothing_keeps_its_name(tmp_path):
    (tmp_path / "helper.py").touch()
    (tmp_path / "main.py").touch()
    for name in ("helper.py", "main.py", "../random.py", "none.py"):
        with pytest.raises(ValueError):
            module_shadowing.rename_shadowing_file(tmp_path, name)


HOSTILE = {
    "PYTHONPATH": "/nowhere",
    "PYTHONIOENCODING": "gbk",
    "PYTHONUTF8": "0",
    "PYTHONCOERCECLOCALE": "0",
    "LC_ALL": "C",
    "PYTHONSTARTUP": "x",
    "PYTHONHASHSEED": "7",
    "PYTHONDONTWRITEBYTECODE": "1",
    "SECRET": "1",
}
SAYS = "import os, sys\nopen('字.txt', 'w').write('好')\nprint('你好', sys.stdout.encoding, open('字.txt').read())\nprint(sorted(n for n in os.environ if n.startswith(('PYTHON', 'SECRET', 'SUNMAO_K'))))\n"


@pytest.mark.fault("A25")
def test_the_environment_is_made(tmp_path, monkeypatch, row):
    trap = tmp_path / "trap"
    trap.mkdir()
    (trap / "random.py").write_text("1 / 0")
    (trap / "sitecustomize.py").write_text("print('trapped')")
    for name, value in {**HOSTILE, "PYTHONPATH": str(trap), "PYTHONSTARTUP": str(trap / "random.py")}.items():
        monkeypatch.setenv(name, value)
    studio = Studio(tmp_path)
    told = studio.run(SAYS).ends()
    studio.runs.close()
    assert told.text() == "你好 utf-8 好\n['PYTHONUTF8']\n"
    row(saw="你好", kept="nothing of a hostile environment reaches the program")


@pytest.mark.fault("A25")
@pytest.mark.skipif(os.name == "nt", reason="locales of POSIX")
@pytest.mark.long
def test_a_studio_in_a_hostile_environment(tmp_path, row):
    (tmp_path / "sitecustomize.py").write_text("")
    studio = start_studio(tmp_path / "作品", more={**HOSTILE, "PYTHONPATH": str(tmp_path)})
    visitor = ApiClient(studio)
    try:
        project = visitor.ask("POST", "/api/projects", {"title": "猫和狗", "lang": "zh"})
        start = visitor.run(project, program(SAYS.replace("\n", "; ").strip("; ")))
        said = visitor.until_over(project["id"], start["id"])
    finally:
        stop_studio(studio)
    assert "".join(event["text"] for event in said if event["kind"] == "output") == "你好 utf-8 好\n['PYTHONUTF8']\n"
    assert project["id"] == "猫和狗" and (tmp_path / "作品" / "猫和狗" / "字.txt").read_text("utf-8") == "好"
    row(saw="你好", kept="project, folder and file with Chinese names")


@pytest.mark.fault("A15")
def test_the_text_of_the_run_is_told(studio, row):
    told = studio.run("rewrites_itself").ends()
    (error,) = told.kind("error")
    assert error["line"] == 3 and "1 / 0" in error["traceback"]
    assert "1 / 0" in told.summary["python"]
    row(saw=error["title"], kept="line 3 and the text of the run, not of the new file")


def test_a_file_called_sunmao_breaks_only_its_program(studio):
    told = studio.run(
        "import sunmao\nprint(sunmao.__file__)\n1 / 0\n", files={"sunmao.py": "", "json.py": "", "traceback.py": ""}
    ).ends()
    assert told.text().endswith("sunmao.py\n") and told.kind("error")[0]["type"] == "ZeroDivisionError"


def test_the_textbooks_names_are_answered(studio):
    """As by `sunmao run`; what is not here is a sentence."""
    told = studio.run(
        "from MMEdu import MMClassification\nfrom XEdu.hub import Workflow\nprint(MMClassification.__name__)\nWorkflow('depth_anything')\n"
    ).ends()
    assert told.text() == "MMClassification\n"
    (error,) = told.kind("error")
    assert (error["type"], error["line"]) == ("TaskAbsent", 4) and "“depth_anything”" in error["title"]["zh"]

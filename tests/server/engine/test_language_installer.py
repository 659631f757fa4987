"""The packages for language, for reading and for pages come when a program first needs them, also from a folder of wheels; a run
that cannot have them goes on.
"""

import time
import tomllib
from dataclasses import replace

import pytest

from sunmao.compat import frame_packages as frames
from sunmao.compat.web_forms import packages as forms
from sunmao.language.packages import MODULES, PACKAGES
from sunmao.ready.ocr import packages as ocr
from sunmao.server.engine.engine_spec import EngineSpec
from sunmao.server.engine.engine_state import ABSENT, FAILED, FETCHING, READY, EngineStatus
from sunmao.server.engine.installer import EngineInstaller
from sunmao.server.engine.language_installer import (
    MEGABYTE,
    make_forms_spec,
    make_frames_spec,
    make_language_spec,
    make_ocr_spec,
    wait_for_forms,
    wait_for_frames,
    wait_for_language,
    wait_for_ocr,
)
from sunmao.server.processes.program_imports import (
    encodes_sentences,
    list_imports,
    looks_by_network,
    needs_forms,
    needs_frames,
    needs_language,
    reads_text,
    trains_sentences,
)
from tests.support.limits import HANG_TIMEOUT
from tests.support.paths import ROOT
from tests.support.wheel_index import VERSION, make_wheel


class Watched:
    def __init__(self, stopping: bool = False):
        self.said, self.fetched, self.stopping = [], [], stopping

    def notify(self, text):
        self.said.append(text)

    def report_fetched(self, done, total):
        self.fetched.append((done, total))

    def is_stopping(self):
        return self.stopping


class Coming:
    """An installer whose packages come in steps."""

    def __init__(self, *steps: EngineStatus):
        self.status, self._steps, self.resumed, self.paused = EngineStatus(ABSENT), list(steps), 0, False

    def is_ready(self):
        return self.status.state == READY

    def is_coming(self):
        return self.status.state in (FETCHING, FAILED)

    def resume(self):
        self.resumed, self.status = self.resumed + 1, self._steps.pop(0)

    def pause(self):
        self.paused = True

    def wait_ready(self, given_up):
        while self.is_coming() and not given_up():
            self.status = self._steps.pop(0) if self._steps else self.status
        return self.is_ready()


def fetching(done: int) -> EngineStatus:
    return EngineStatus(FETCHING, done=done * MEGABYTE, total=37 * MEGABYTE)


def test_a_run_waits_with_a_sentence_and_progress():
    run, coming = Watched(), Coming(fetching(0), fetching(12), replace(fetching(37), state=READY))
    wait_for_language(coming, run)
    assert coming.is_ready() and not coming.paused and run.fetched == [(12, 37)]
    assert len(run.said) == 1 and set(run.said[0]) == {"zh", "en"}
    wait_for_language(coming, run)
    assert coming.resumed == 1 and len(run.said) == 1, "what is there is not asked for"


@pytest.mark.parametrize("stopping", [False, True])
def test_a_run_goes_on_without_a_network_and_ends_when_it_is_stopped(stopping):
    coming = Coming(fetching(0) if stopping else replace(fetching(3), state=FAILED))
    wait_for_language(coming, Watched(stopping))
    assert not coming.is_ready() and coming.paused


def test_the_models_for_reading_come_likewise():
    run, coming = Watched(), Coming(fetching(0), replace(fetching(15), state=READY))
    wait_for_ocr(coming, run)
    assert coming.is_ready() and str(ocr.MEGABYTES) in run.said[0]["zh"] and "read" in run.said[0]["en"]


def test_the_package_for_pages_comes_likewise():
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["optional-dependencies"]
    spec = make_forms_spec()
    assert tuple(declared[forms.EXTRA]) == spec.requirements and spec.modules == ("pywebio",)
    run, coming = Watched(), Coming(fetching(0), replace(fetching(2), state=READY))
    wait_for_forms(coming, run)
    assert coming.is_ready() and "PyWebIO" in run.said[0]["zh"]
    assert needs_forms(list_imports("from pywebio.input import *\n"))
    assert not needs_forms(list_imports("import pywebiological\nprint('import pywebio')\n"))


def test_the_package_for_tables_of_lessons_comes_likewise():
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["optional-dependencies"]
    spec = make_frames_spec()
    assert tuple(declared[frames.EXTRA]) == spec.requirements and spec.modules == ("pandas",)
    run, coming = Watched(), Coming(fetching(0), replace(fetching(12), state=READY))
    wait_for_frames(coming, run)
    assert coming.is_ready() and "pandas" in run.said[0]["zh"]
    assert needs_frames(list_imports("import pandas as pd\n")) and not needs_frames(list_imports("import numpy\n"))


def test_here_they_are_ready():
    spec = make_language_spec()
    assert spec.requirements == PACKAGES and spec.modules == MODULES
    assert EngineInstaller(spec).is_ready() and EngineInstaller(make_ocr_spec()).is_ready()


@pytest.mark.process
def test_from_a_folder_of_wheels_without_what_they_ask_for(tmp_path, monkeypatch):
    """As of the models for reading, whose package asks for others that are not there."""
    wheels, place = tmp_path / "wheels", tmp_path / "place"
    wheels.mkdir()
    data, _ = make_wheel("tiny-models", 1000, ("not-there>=1",))
    (wheels / f"tiny_models-{VERSION}-py3-none-any.whl").write_bytes(data)
    for name, value in {
        "UV_FIND_LINKS": str(wheels),
        "UV_NO_INDEX": "1",
        "UV_OFFLINE": "1",
        "UV_NO_CONFIG": "1",
    }.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("UV_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.syspath_prepend(str(place))
    spec = EngineSpec(
        ("tiny-models",), ("tiny_models",), tmp_path / "state", ("--target", str(place)), (str(place),), ocr.OPTIONS
    )
    installer = EngineInstaller(spec)
    installer.resume()
    since = time.monotonic()
    assert installer.wait_ready(lambda: installer.status.state == FAILED or time.monotonic() - since > HANG_TIMEOUT)
    assert (place / "tiny_models" / "weights.bin").stat().st_size == 1000
    installer.close()


@pytest.mark.parametrize(
    ("python", "reads"),
    [
        ("from sunmao.ready import read_text\nprint(read_text(image='a.png').text)\n", True),
        ("from sunmao.ready import (\n    find_codes,\n    read_text,\n)\n", True),
        ("from sunmao import ready\nready.read_text('a.png')\n", True),
        ("from XEdu.hub import Workflow as wf\nocr = wf(task='ocr')\n", True),
        ('from XEdu.Hub import Workflow\nWorkflow("OCR")\n', True),
        ("from pathlib import Path\nPath('a.txt').read_text()\n", False),
        ("from sunmao.ready import find_codes\nopen('ocr')\n", False),
        ("from XEdu.hub import Workflow as wf\nhand = wf(task='det_hand')\n", False),
    ],
)
def test_which_programs_read_text(python, reads):
    assert reads_text(python) == reads


@pytest.mark.parametrize(
    ("python", "language", "trains"),
    [
        ("from sunmao.language import TextClassification\nm = TextClassification()\nm.train()\n", True, True),
        ("from sunmao.language import NextWord\nm = NextWord()\nm.train(text='a b')\n", True, False),
        ("from sunmao.vision import Classification\n", False, False),
        ("from sunmao.languages import x\n", False, False),
    ],
)
def test_what_a_program_needs(python, language, trains):
    assert (needs_language(list_imports(python)), trains_sentences(python)) == (language, trains)


@pytest.mark.parametrize(
    ("task", "language", "engine"),
    [
        ("embedding_text", True, False),
        ("embedding_image", False, True),
        ("CLS_ImageNet", False, True),
        ("pose_hand21", False, False),
    ],
)
def test_what_a_task_of_the_hub_needs(task, language, engine):
    for hub in ("hub", "Hub"):
        python = f"from XEdu.{hub} import Workflow as wf\nmodel = wf(task='{task}')\nprint(model.inference('a.jpg'))\n"
        assert (encodes_sentences(python), looks_by_network(python)) == (language, engine)
    assert not encodes_sentences(f"print('{task}')\n") and not looks_by_network(f"task = '{task}'\n")

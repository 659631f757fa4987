"""Extras come when a program first needs them, also from a folder of wheels; a run that cannot have them goes on."""

import time
import tomllib
from dataclasses import replace

import pytest

from sunmao.server.engine.engine_spec import EngineSpec
from sunmao.server.engine.engine_state import ABSENT, FAILED, FETCHING, READY, EngineStatus
from sunmao.server.engine.extras import EXTRAS, MEGABYTE, wait_for_extra
from sunmao.server.engine.installer import EngineInstaller
from sunmao.server.processes.program_imports import (
    list_imports,
    looks_by_network,
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


BY_NAME = {extra.name: extra for extra in EXTRAS}
LANGUAGE = BY_NAME["language"]


def test_a_run_waits_with_a_sentence_and_progress():
    run, coming = Watched(), Coming(fetching(0), fetching(12), replace(fetching(37), state=READY))
    wait_for_extra(LANGUAGE, coming, run)
    assert coming.is_ready() and not coming.paused and run.fetched == [(12, 37)]
    assert len(run.said) == 1 and set(run.said[0]) == {"zh", "en"}
    wait_for_extra(LANGUAGE, coming, run)
    assert coming.resumed == 1 and len(run.said) == 1, "what is there is not asked for"


@pytest.mark.parametrize("stopping", [False, True])
def test_a_run_goes_on_without_a_network_and_ends_when_it_is_stopped(stopping):
    coming = Coming(fetching(0) if stopping else replace(fetching(3), state=FAILED))
    wait_for_extra(LANGUAGE, coming, Watched(stopping))
    assert not coming.is_ready() and coming.paused


@pytest.mark.parametrize("name", BY_NAME)
def test_an_extra_is_declared_as_the_project_declares_it_and_is_announced(name):
    extra, spec = BY_NAME[name], BY_NAME[name].make_spec()
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["optional-dependencies"]
    assert tuple(each.partition(";")[0] for each in declared[name]) == spec.requirements == extra.packages.PACKAGES
    assert spec.modules == extra.packages.MODULES
    run, coming = Watched(), Coming(fetching(0), replace(fetching(2), state=READY))
    wait_for_extra(extra, coming, run)
    assert coming.is_ready() and str(extra.packages.MEGABYTES) in run.said[0]["zh"]


@pytest.mark.parametrize(
    ("python", "needed"),
    [
        ("from pywebio.input import *\n", {"forms"}),
        ("import pywebiological\nprint('import pywebio')\n", set()),
        ("import pandas as pd\n", {"frames"}),
        ("import numpy\n", set()),
        ("from sunmao.language import NextWord\n", {"language"}),
        ("from sunmao.ready import read_text\n", {"ocr"}),
        ("from sunmao.tables import TableModel\nTableModel()\n", {"tables"}),
    ],
)
def test_which_extras_a_program_needs(python, needed):
    assert {extra.name for extra in EXTRAS if extra.is_needed(python, list_imports(python))} == needed


@pytest.mark.parametrize("name", ["language", "ocr", "tables", "forms"])  # that come along for the tests
def test_here_it_is_ready(name):
    assert EngineInstaller(BY_NAME[name].make_spec()).is_ready()


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
        ("tiny-models",),
        ("tiny_models",),
        tmp_path / "state",
        ("--target", str(place)),
        (str(place),),
        BY_NAME["ocr"].packages.OPTIONS,
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
    assert (needs_language(python, list_imports(python)), trains_sentences(python)) == (language, trains)


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
        assert (needs_language(python, list_imports(python)), looks_by_network(python)) == (language, engine)
    assert not needs_language(f"print('{task}')\n", []) and not looks_by_network(f"task = '{task}'\n")

"""The packages for language come when a program first needs them, and a run that cannot have them goes on."""

from dataclasses import replace

import pytest

from sunmao.language.packages import MODULES, PACKAGES
from sunmao.server.engine.engine_state import ABSENT, FAILED, FETCHING, READY, EngineStatus
from sunmao.server.engine.installer import EngineInstaller
from sunmao.server.engine.language_installer import MEGABYTE, make_language_spec, wait_for_language
from sunmao.server.processes.program_imports import list_imports, needs_language, trains_sentences


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


def test_here_it_is_ready():
    spec = make_language_spec()
    assert spec.requirements == PACKAGES and spec.modules == MODULES
    assert EngineInstaller(spec).is_ready()


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

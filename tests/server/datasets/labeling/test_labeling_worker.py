"""When the process that helps labeling is ended."""

import contextlib
from types import SimpleNamespace

import pytest

from sunmao.server.datasets.labeling.labeling_worker import LabelingWorker


@pytest.mark.parametrize("questions", [0, 1])
def test_an_idle_process_is_kept_for_a_question_that_comes_just_then(questions):
    helper, killed, looks = LabelingWorker(), [], iter([False, True])
    helper._last = float("-inf")

    @contextlib.contextmanager
    def ask_before_it_is_locked():
        helper._waiting += questions
        yield

    helper._lock = ask_before_it_is_locked()
    process = SimpleNamespace(ended=SimpleNamespace(wait=lambda seconds: next(looks)), weigh=lambda: (1, 0))
    worker = SimpleNamespace(
        process=process, kill=lambda: killed.append(True), disconnect=lambda: None, close=lambda: None
    )
    helper._watch(worker)
    assert len(killed) == 1 - questions

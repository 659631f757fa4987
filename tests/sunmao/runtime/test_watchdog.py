"""Messages of the studio reach the program, and without the studio the program ends."""

import queue
import sys

import pytest

from sunmao.protocol.messages import AskAnswer, BridgeReply, SoundEnded, StepControl, StopRequest
from sunmao.runtime import session, watchdog
from sunmao.runtime.watchdog import Watchdog, call_later


class Wire:
    """Batches, and errors to raise in their place."""

    def __init__(self, *said: object) -> None:
        self._said = [*said]

    def receive(self) -> list:
        said = self._said.pop(0) if self._said else EOFError()
        if isinstance(said, Exception):
            raise said
        return said


@pytest.fixture
def heard(monkeypatch):
    """The messages that reached the program, in order."""
    heard = queue.Queue()
    monkeypatch.setattr(session, "deliver", lambda *given: heard.put(("deliver", *given)))
    monkeypatch.setattr(session, "deliver_input", lambda message: heard.put(("input", message)))
    monkeypatch.setattr(session, "request_stop", lambda: heard.put(("stop",)))
    monkeypatch.setattr(watchdog, "call_later", lambda seconds, act: heard.put((seconds, act)))
    return heard


def _drain(heard: queue.Queue, count: int) -> list[tuple]:
    return [heard.get(timeout=30) for _ in range(count)]


def test_answers_are_delivered(heard):
    reply = BridgeReply("b", "127.0.0.1:1", "k") if BridgeReply.__dataclass_fields__ else None
    Watchdog(Wire([AskAnswer("a", "42")], [reply, SoundEnded("s")]), heard.put).start([])
    assert _drain(heard, 3) == [("deliver", "a", "42"), ("deliver", "b", reply), ("deliver", "s", True)]


def test_what_came_with_the_start_is_obeyed_first(heard):
    pace = StepControl()
    Watchdog(Wire([AskAnswer("a", "1")]), lambda control: heard.put(("pace", control))).start([pace])
    assert _drain(heard, 2) == [("pace", pace), ("deliver", "a", "1")]


def test_what_is_no_batch_is_passed_over(heard):
    Watchdog(Wire(ValueError(), [AskAnswer("a", "1")]), heard.put).start([])
    assert _drain(heard, 1) == [("deliver", "a", "1")]


@pytest.mark.skipif(sys.platform == "win32", reason="elsewhere the studio sends a signal")
def test_a_request_to_stop(heard):
    Watchdog(Wire([StopRequest(), AskAnswer("a", "1")]), heard.put).start([])
    assert _drain(heard, 2) == [("stop",), ("deliver", "a", "1")]


@pytest.mark.parametrize("end", [EOFError(), OSError()])
def test_without_the_studio_it_ends_first_gently_then_hard(heard, end):
    Watchdog(Wire(end), heard.put).start([])
    stop, gently, hard = _drain(heard, 3)
    assert stop == ("stop",) and gently[0] < hard[0] and hard[1] is watchdog.kill_process_group


def test_later_is_from_another_thread():
    done = queue.Queue()
    call_later(0.001, lambda: done.put(1))
    assert done.get(timeout=30) == 1

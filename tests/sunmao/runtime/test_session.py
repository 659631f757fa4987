"""The library's side of the connection, over a real one."""

import builtins
import socket
import threading

import pytest

from sunmao.protocol.connection import MessageConnection
from sunmao.protocol.messages import AskAnswered, CurrentLine, Metric, Output
from sunmao.runtime import session
from sunmao.runtime.outbox import Outbox
from sunmao.server.runs.recorder import merge_output
from tests.support.limits import HANG_TIMEOUT


@pytest.fixture
def ends(monkeypatch):
    """A connected outbox and the studio's end of its wire."""
    monkeypatch.setattr(session, "_session", session._Session())
    ours, theirs = (MessageConnection(raw) for raw in _pair())
    outbox = Outbox(ours)
    outbox.start(lambda: None)
    session.set_outbox(outbox)
    yield outbox, theirs
    session.set_outbox(None)
    outbox.close()
    ours.close()
    theirs.close()


def _pair():
    with socket.create_server(("127.0.0.1", 0)) as server:
        return socket.create_connection(server.getsockname()), server.accept()[0]


def received(theirs, count):
    events = []
    while len(events) < count:
        events += theirs.receive()
    return events


def test_without_a_studio(monkeypatch, capsys):
    monkeypatch.setattr(session, "_session", session._Session())
    assert not session.is_in_studio() and not session.stop_requested()
    session.emit(CurrentLine(1))
    answers = iter(["3", "2"])
    monkeypatch.setattr(builtins, "input", lambda prompt: next(answers))
    assert session.ask("which?", "choice", ["a", "b"]) == "b"
    assert capsys.readouterr().out == "1. a\n2. b\n"


def test_prints_and_events_in_order(ends):
    outbox, theirs = ends
    print("one", file=outbox.out)
    session.emit(CurrentLine(1))
    print("two", file=outbox.out)
    print("three", file=outbox.err)
    outbox.put(CurrentLine(2))
    events = received(theirs, 2)
    while events[-1] != CurrentLine(2):
        events += received(theirs, 1)
    assert [event for _, event in merge_output(list(enumerate(events)))] == [
        Output("one\n"),
        CurrentLine(1),
        Output("two\n"),
        Output("three\n", "stderr"),
        CurrentLine(2),
    ]


def test_an_answer_arrives(ends):
    _, theirs = ends
    answers = []
    asking = threading.Thread(target=lambda: answers.append(session.ask("name?", "choice", ["x", 7])))
    asking.start()
    (question,) = received(theirs, 1)
    assert (question.id, question.question, question.form, question.options) == (1, "name?", "choice", ["x", "7"])
    session.deliver(question.id, "x")
    asking.join(HANG_TIMEOUT)
    assert answers == ["x"]


def test_a_thing_that_comes_back_answers_for_itself(ends):
    _, theirs = ends
    looks = iter([False, False, True])
    assert session.ask_to_plug_in({"zh": "接上", "en": "plug it in"}, lambda: next(looks))
    question, answered = received(theirs, 2)
    assert (question.question, question.form, question.options) == ("plug it in", "device", ["wait", "end"])
    assert answered == AskAnswered(question.id)


@pytest.mark.parametrize(("answer", "goes_on"), [("wait", True), ("end", False)])
def test_a_person_decides_whether_to_wait(ends, answer, goes_on):
    _, theirs = ends
    looks = []

    def look():
        looks.append(session.deliver(1, answer))
        return len(looks) == 3

    assert session.ask_to_plug_in({"zh": "接上", "en": "plug it in"}, look) is goes_on
    assert len(looks) == (3 if goes_on else 1)
    session.emit(CurrentLine(1))
    assert received(theirs, 2)[1:] == [CurrentLine(1)]


def test_who_is_ready_presses(ends):
    """However many looks that takes."""
    _, theirs = ends
    looks = []

    def look() -> None:
        looks.append(len(looks) == 200 and session.deliver(1, "Ready"))

    session.ask_to_be_ready({"zh": "下一类", "en": "next"}, "Ready", look)
    session.emit(CurrentLine(1))
    question, *after = received(theirs, 2)
    assert (question.question, question.form, question.options) == ("next", "choice", ["Ready"])
    assert (len(looks), after) == (201, [CurrentLine(1)])


def test_stop_ends_the_wait_for_who_is_ready(ends):
    with pytest.raises(session.StopProgram):
        session.ask_to_be_ready({"zh": "下一类", "en": "next"}, "Ready", session.request_stop)


def test_a_camera_that_is_gone_takes_its_question_back(ends):
    _, theirs = ends

    def look() -> None:
        raise OSError("unplugged")

    with pytest.raises(OSError, match="unplugged"):
        session.ask_to_be_ready({"zh": "下一类", "en": "next"}, "Ready", look)
    question, answered = received(theirs, 2)
    assert answered == AskAnswered(question.id)


def test_stop_ends_a_question_and_a_pause(ends):
    outcome = []

    def wait(point):
        try:
            point()
        except KeyboardInterrupt as error:
            outcome.append(type(error))

    threads = [
        threading.Thread(target=wait, args=(point,))
        for point in (lambda: session.ask("?"), lambda: session.wait_seconds(60))
    ]
    for thread in threads:
        thread.start()
    received(ends[1], 1)
    session.request_stop()
    for thread in threads:
        thread.join(HANG_TIMEOUT)
    assert outcome == [session.StopProgram, session.StopProgram]
    with pytest.raises(session.StopProgram):
        session.check_stop()


def test_waiting_for_stop_takes_no_lock():
    held, seen = threading.Event(), threading.Event()

    def hold():
        with session._session.changed:
            held.set()
            seen.wait(HANG_TIMEOUT)

    holder = threading.Thread(target=hold, daemon=True)
    holder.start()
    assert held.wait(HANG_TIMEOUT) and not session.wait_for_stop(0.05)
    seen.set()
    holder.join(HANG_TIMEOUT)


def test_handlers_run_while_a_question_waits(ends):
    looks = threading.Semaphore(0)
    session.poll_while_asking(looks.release)
    asking = threading.Thread(target=session.ask, args=("?",))
    asking.start()
    assert all(looks.acquire(timeout=HANG_TIMEOUT) for _ in range(3))
    session.deliver(1, "")
    asking.join(HANG_TIMEOUT)


def test_bytes_that_are_cut_within_a_character(ends):
    outbox, theirs = ends
    data = "你".encode()
    outbox.out.buffer.write(data[:1])
    outbox.out.buffer.write(data[1:] + b"\xff")
    outbox.flush()
    assert "".join(event.text for event in received(theirs, 1)) == "你\\xff"


def test_too_much_for_one_batch_is_sent_in_parts_or_said(ends):
    outbox, theirs = ends
    collected = []
    reading = threading.Thread(target=lambda: collected.extend(received(theirs, 3)))
    reading.start()
    outbox.put(Metric({"a": 1}, 1), Metric({"x" * 17_000_000: 1}, 2), Metric({"a": 3}, 3))
    reading.join(HANG_TIMEOUT)
    assert [type(event).__name__ for event in collected] == ["Metric", "Notice", "Metric"]


def test_a_studio_that_has_gone_does_not_block(ends):
    outbox, theirs = ends
    theirs.shut()
    for _ in range(100):
        print("x" * 100_000, file=outbox.out)
    outbox.flush()

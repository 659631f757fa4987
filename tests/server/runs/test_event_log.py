"""The log of a run: whole lines, each number once, in pieces that fit."""

import base64
import json
import threading

import pytest

from sunmao.protocol.messages import CurrentLine, Image, Metric, Output, RunState
from sunmao.server.runs import event_log
from sunmao.server.runs.event_log import EventLog
from sunmao.server.runs.recorder import EventRecorder, merge_output
from tests.support.limits import HANG_TIMEOUT

PNG = b"\x89PNG\r\n\x1a\n rest"


def test_numbers_follow_each_other(tmp_path):
    log = EventLog(tmp_path)
    log.append([{"t": 0, "kind": "line", "line": 1}, {"t": 0, "kind": "line", "line": 2}])
    log.close()
    log = EventLog(tmp_path)
    log.append([{"t": 1, "kind": "output", "text": "\ud800你"}])
    assert [event["seq"] for event in log.read(0)] == [1, 2, 3]
    assert (
        log.read(2) == [{"seq": 3, "t": 1, "kind": "output", "text": "\ud800你", "stream": "stdout"}]
        and log.read(3) == []
    )
    log.close()


@pytest.mark.fault("B12")
@pytest.mark.parametrize("rest", [b"{", b'{"seq":2,"t":1}', b"\x00" * 4096, b'{"seq":2,"t":1}\x00\n', b"null\n"])
def test_a_torn_end(tmp_path, rest, row):
    log = EventLog(tmp_path)
    log.append([{"t": 0}])
    log.close()
    with open(tmp_path / event_log.NAME, "ab") as file:
        file.write(rest)
    assert event_log.read_events(tmp_path) == [{"seq": 1, "t": 0}]
    log = EventLog(tmp_path)
    log.append([{"t": 5}])
    log.close()
    assert event_log.read_events(tmp_path) == [{"seq": 1, "t": 0}, {"seq": 2, "t": 5}]
    row(saw="", kept=f"a log that ends in {rest[:15]!r}: read up to its last whole line, written on after it")


def test_long_logs_are_read_in_pieces(tmp_path):
    log = EventLog(tmp_path)
    for number in range(60):
        log.append([{"t": number, "text": "x" * 100_000}])
    first = log.read(0)
    assert 20 <= len(first) < 30
    collected = first
    while more := log.read(collected[-1]["seq"]):
        collected += more
    assert [event["seq"] for event in collected] == list(range(1, 61))
    log.close()


def test_no_log_at_all(tmp_path):
    assert event_log.read_events(tmp_path) == []


def test_pictures(tmp_path):
    log = EventLog(tmp_path)
    assert log.keep_picture(base64.b64encode(PNG).decode()) == "1.png"
    assert log.keep_picture(base64.b64encode(b"\xff\xd8\xff").decode()) == "2.jpg"
    for bad in ("AAAA", "not base64!"):
        with pytest.raises(ValueError):
            log.keep_picture(bad)
    log.close()
    assert event_log.find_picture(tmp_path, "1.png").read_bytes() == PNG
    assert not any(event_log.find_picture(tmp_path, name) for name in ("3.png", "../events.jsonl", "1.svg", ""))


def test_texts_are_joined_up_to_a_size():
    waiting = [
        (0, Output("a")),
        (1, Output("b")),
        (2, Output("c", "stderr")),
        (3, CurrentLine(1)),
        (4, Output("d")),
        (5, Output("x" * 70_000)),
        (6, Output("e")),
    ]
    assert merge_output(waiting) == [
        (0, Output("ab")),
        (2, Output("c", "stderr")),
        (3, CurrentLine(1)),
        (4, Output("d")),
        (5, Output("x" * 70_000)),
        (6, Output("e")),
    ]


def test_everything_is_in_the_log_before_it_is_delivered(tmp_path):
    log, told, missing = EventLog(tmp_path), [], []

    def deliver(events):
        told.extend(events)
        missing.extend(event for event in events if event not in event_log.read_events(tmp_path, events[0]["seq"] - 1))
        raise RuntimeError("a page that fails harms no run")

    recorder = EventRecorder(log, deliver, fail=told.append)
    recorder.put([Output("one"), Metric({"a": 1}, 1)])
    recorder.put([Image(data=base64.b64encode(PNG).decode())], size=10)
    recorder.close()
    log.close()
    assert [event["seq"] for event in told] == [1, 2, 3] and not missing
    assert (told[2]["data"], told[2]["file"]) == ("", "1.png")


@pytest.mark.slow
def test_a_flood_makes_the_reader_wait(tmp_path):
    log, gate = EventLog(tmp_path), threading.Event()
    recorder = EventRecorder(log, lambda events: gate.wait(HANG_TIMEOUT), fail=print)
    done = threading.Event()

    def flood():
        for _ in range(40):
            recorder.put([Output("x" * 1_000_000)], size=1_000_000)
        done.set()

    threading.Thread(target=flood, daemon=True).start()
    assert not done.wait(0.2)
    gate.set()
    assert done.wait(HANG_TIMEOUT)
    recorder.close()
    log.close()


def test_a_disk_that_fails_is_told_once(tmp_path):
    log, told, failed = EventLog(tmp_path), [], []
    log.append = lambda events: (_ for _ in ()).throw(OSError(28, "full"))
    recorder = EventRecorder(log, told.extend, failed.append)
    recorder.put([Output("one")])
    recorder.put([CurrentLine(1), CurrentLine(2)])
    recorder.put([RunState("error")])
    recorder.close()
    log.close()
    assert len(failed) == 1 and [(event["seq"], event["kind"]) for event in told] == [(1, "note"), (2, "state")]
    assert "3 entries are missing" in told[0]["en"]


@pytest.mark.fault("H8")
def test_a_gap_in_an_old_log_is_said(tmp_path, row):
    """Read from its start or from its middle, whatever a page knows already: it never has to ask twice."""
    rows = [{"seq": seq, "t": 1, "kind": "line", "line": seq} for seq in (1, 2, 30, 31)]
    (tmp_path / event_log.NAME).write_text("".join(json.dumps(row, separators=(",", ":")) + "\n" for row in rows))
    events = event_log.read_events(tmp_path)
    assert [event["seq"] for event in events] == [1, 2, 3, 30, 31]
    assert "27 entries are missing" in events[2]["en"]
    for after in range(1, 31):
        assert event_log.read_events(tmp_path, after)[0]["seq"] == after + 1
    assert event_log.read_events(tmp_path, 31) == []
    row(saw={key: events[2][key] for key in ("zh", "en")}, kept="what comes before and after it")

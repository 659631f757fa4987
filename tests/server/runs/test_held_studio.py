"""A studio that is held for a while gets all that its program said, however much; what cannot arrive is said."""

import os
import signal
import socket
import subprocess
import sys
import time

import pytest

from sunmao.protocol.connection import MessageConnection, TruncatedMessage
from sunmao.runtime.outbox import Outbox
from sunmao.server.runs.listener import RunListener
from tests.support.limits import HANG_TIMEOUT

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="SIGSTOP, fork")
SERVER = """
import sys, threading
from pathlib import Path
from sunmao.server.runs.run_manager import RunManager
heard, over, states = 0, threading.Event(), []
def hear(project, run, events):
    global heard
    heard += sum(len(event['text']) for event in events if event['kind'] == 'output')
runs = RunManager(hear, lambda project, run: run['state'] in ('finished', 'error') and (states.append(run['state']), over.set()))
runs.start('p', Path(sys.argv[1]), {'python': sys.argv[2]})
over.wait()
print(states[0], heard, flush=True)
runs.close()
"""
MUCH = 30_000_000  # characters


@POSIX
@pytest.mark.process
@pytest.mark.fault("G6")
@pytest.mark.parametrize(("ends", "held"), [("", 15), ("os._exit(0)", 3)])  # seconds: more than any wait of before
@pytest.mark.long
def test_a_studio_that_is_held_misses_nothing(tmp_path, ends, held, row):
    begun = tmp_path / "begun"
    program = f"import os\nopen({str(begun)!r}, 'w').close()\nprint('x' * {MUCH - 1})\n{ends}\n"
    server = subprocess.Popen([sys.executable, "-c", SERVER, tmp_path, program], stdout=subprocess.PIPE, text=True)
    try:
        while not begun.exists():
            time.sleep(0.001)
        server.send_signal(signal.SIGSTOP)
        time.sleep(held)
        server.send_signal(signal.SIGCONT)
        said, _ = server.communicate(timeout=HANG_TIMEOUT)
    finally:
        server.kill()
    assert said.splitlines()[-1] == f"finished {MUCH}"
    row(saw="", kept=f"{MUCH:,} characters of one write, with the studio held for {held} s")


@pytest.fixture
def two_ends():
    """Both ends of a connection, whose second nobody reads yet."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        raw = socket.create_connection(listener.getsockname())
        ends = [MessageConnection(raw), MessageConnection(listener.accept()[0])]
    yield ends
    for end in ends:
        end.close()


@pytest.mark.fault("G6")
@pytest.mark.slow
def test_what_is_given_up_is_counted(two_ends, capfd, row):
    outbox = Outbox(two_ends[0])
    outbox.start(lambda: None)
    outbox.interrupted = True  # the text does not wait for room
    with pytest.raises(KeyboardInterrupt):
        outbox.write("x" * 10_000_000, "stdout")
    outbox.drain(patience=0.3)
    two_ends[0].shut()
    outbox.close()
    arrived = 0
    with pytest.raises(EOFError):
        while True:
            arrived += sum(len(event.text) for event in two_ends[1].receive())
    chinese, english = capfd.readouterr().err.splitlines()
    lost = 10_000_000 - arrived
    assert lost and f" {lost} " in chinese and f"last {lost} characters" in english
    row(saw={"zh": chinese, "en": english}, kept="the exact number of characters that did not arrive")


def test_a_message_that_came_in_part(two_ends):
    ours, theirs = two_ends
    os.write(ours._raw.fileno(), b"\0\0\0\x20half of it")
    closed: list[bool] = []
    listener = RunListener(theirs, record=lambda *_: None, on_message=lambda _: None, on_close=closed.append)
    ours.shut()
    assert not listener.join(HANG_TIMEOUT) and listener.truncated and closed == [False]


def test_a_wrong_length_is_no_message_in_part(two_ends):
    os.write(two_ends[0]._raw.fileno(), b"\x7f\xff\xff\xff")
    with pytest.raises(OSError) as wrong:
        two_ends[1].receive()
    assert not isinstance(wrong.value, TruncatedMessage)


CLOSES = {
    "all": "os.closerange(0, 256)",
    "one by one": "for number in range(256):\n    try:\n        os.close(number)\n    except OSError:\n        pass",
}


@POSIX
@pytest.mark.process
@pytest.mark.fault("A18")
@pytest.mark.parametrize("closes", CLOSES.values(), ids=CLOSES)
def test_a_program_that_closes_every_descriptor_is_still_heard(studio, closes, row):
    told = studio.run(
        f"import os\n{closes}\nprint('END')\nassert os.fork() or not os.closerange(3, 99)\nos.wait()"
    ).ends()
    assert told.text("stdout") == "END\n" and told.summary["state"] == "finished"
    row(saw="", kept="what it prints afterwards")


@POSIX
@pytest.mark.process
@pytest.mark.fault("G6")
def test_a_program_that_leaves_past_python_has_not_finished(studio, row):
    told = studio.run("import ctypes\nprint('x' * 100, end='')\nctypes.CDLL(None)._exit(0)").ends()
    (error,) = told.kind("error")
    assert told.summary["state"] == "error" and error["type"] == "cut_off"
    row(saw=error["title"], kept="the state is not «finished»")

"""A helper process of the studio: it starts when it is needed, lets in who has a ticket, and ends with the studio."""

import os
import signal
import subprocess
import sys

import pytest

from sunmao.protocol import frames
from sunmao.protocol.connection import connect
from sunmao.server.devices.bridge_tickets import BridgeTickets
from sunmao.server.devices.worker_host import RESUMES, WorkerHost
from sunmao.server.errors import HttpProblem, LocalizedProblem
from tests.support.limits import poll_until
from tests.support.observed_run import Studio
from tests.support.processes import is_running

pytestmark = pytest.mark.process

HELPER = """
import os, sys, time
from sunmao.errors import BoardMissing
from sunmao.server.devices.worker_server import WorkerServer

def handle_request(do, params):
    if do == "pid":
        return {"pid": os.getpid()}
    if do == "event":
        server.notify({"event": "seen"}, b"bytes")
        return {}
    if do == "keep":
        server.notify({"resume": params})
        return {}
    if do == "resume":
        open(os.environ["LEFT"], "a").write(f"resumed {params['what']}\\n")
        if params["what"] == "deadly":
            server.notify({"resume": params})
            os._exit(3)
        return {}
    if do == "missing":
        raise BoardMissing("bridge_gone")
    if do == "sleep":
        time.sleep(3600)
    if do == "end":
        os._exit(3)
    raise RuntimeError(do)

def handle_client(client):
    try:
        while True:
            said, data = client.receive()
            client.send({"who": client.who, **said}, data)
    finally:
        time.sleep(0.2)
        open(os.environ["LEFT"], "a").write(client.who.get("run", "page") + "\\n")

def shut_down():
    open(os.environ["LEFT"], "a").write("farewell\\n")

if __name__ == "__main__":
    server = WorkerServer(handle_request, handle_client, shut_down)
    sys.exit(server.serve())
"""
PROGRAM = """
from sunmao.protocol import frames
from sunmao.runtime import session
wire = session.connect_bridge("{bridge}")
print("reached", wire is not None)
wire.send_bytes(frames.encode_frame({{"hello": 1}}))
print(frames.decode_frame(wire.receive_bytes(1000))[0])
{more}
"""


@pytest.fixture
def left(tmp_path):
    return tmp_path / "left.txt"


@pytest.fixture
def host(tmp_path, left):
    """A helper that does what `HELPER` says."""
    (tmp_path / "helping.py").write_text(HELPER, encoding="utf-8")
    heard = []
    made = WorkerHost(
        "helping", lambda said, data: heard.append((said, data)), {"PYTHONPATH": str(tmp_path), "LEFT": str(left)}
    )
    made.heard = heard
    yield made
    made.close()


def said(wire, **words):
    wire.send_bytes(frames.encode_frame(words, b"more"))
    return frames.decode_frame(wire.receive_bytes(1000))


def test_it_starts_when_asked_and_says_what_went_wrong(host):
    assert not host.is_running()
    first = host.ask("pid")["pid"]
    assert host.is_running() and host.ask("pid")["pid"] == first
    host.ask("event")
    assert poll_until(lambda: host.heard) == [({"event": "seen"}, b"bytes")]
    with pytest.raises(LocalizedProblem, match="has ended"):
        host.ask("missing")
    with pytest.raises(HttpProblem) as caught:
        host.ask("nonsense")
    assert caught.value.status == 500
    with pytest.raises(HttpProblem) as caught:
        host.ask("sleep", within=0.1)
    assert caught.value.status == 504 and host.ask("pid")["pid"] == first  # one slow question hangs nothing


def test_one_that_crashed_is_started_anew(host):
    first = host.ask("pid")["pid"]
    with pytest.raises(HttpProblem) as caught:
        host.ask("end")
    assert caught.value.status == 503
    assert host.ask("pid")["pid"] != first
    host.close()
    with pytest.raises(HttpProblem):
        host.ask("pid")


def test_one_that_left_something_is_started_anew_at_once(host, left):
    host.ask("keep", what="a board")
    with pytest.raises(HttpProblem):
        host.ask("end")
    poll_until(lambda: left.is_file() and left.read_text() == "resumed a board\n", "going on")
    first = host.ask("pid")["pid"]
    with pytest.raises(HttpProblem):  # it has nothing to resume now
        host.ask("end")
    assert not host.is_running() or host.ask("pid")["pid"] != first
    assert left.read_text() == "resumed a board\n"


def test_what_always_ends_it_is_given_up_on(host, left):
    host.ask("keep", what="deadly")
    with pytest.raises(HttpProblem):
        host.ask("end")
    poll_until(lambda: left.is_file() and left.read_text() == RESUMES * "resumed deadly\n", "giving up")
    poll_until(lambda: not host.is_running())
    assert host.ask("pid")["pid"] and left.read_text() == RESUMES * "resumed deadly\n"


@pytest.mark.skipif(os.name == "nt", reason="Windows cannot suspend so")
def test_one_that_hangs_is_started_anew(host, monkeypatch, caplog):
    monkeypatch.setattr("sunmao.server.devices.worker_host.PING_WITHIN", 0.2)
    first = host.ask("pid")["pid"]
    os.kill(first, signal.SIGSTOP)
    with pytest.raises(HttpProblem):
        host.ask("pid", within=0.2)
    assert host.ask("pid")["pid"] != first
    assert f"{host._module} hangs" in caplog.text


def test_a_ticket_is_for_one(host, left):
    who = {"project": "p", "title": "P", "run": "1"}
    address, key = host.ticket(who)
    with pytest.raises(Exception):
        connect(address, b"another key")
    wire = connect(address, bytes.fromhex(key))
    assert said(wire, hello=1) == ({"who": who, "hello": 1}, b"more")
    with pytest.raises(OSError):
        connect(address, bytes.fromhex(key))
    page = host.call({"page": True})
    host.revoke("p", "1")
    assert left.read_text() == "1\n"  # what it used is free again
    with pytest.raises((EOFError, OSError)):
        said(wire)
    assert said(page, still=1)[0]["still"] == 1
    late = host.ticket(who)
    host.revoke("p", "1")
    with pytest.raises((EOFError, OSError)):
        connect(late[0], bytes.fromhex(late[1]))


def test_a_killed_studio_is_noticed(tmp_path, left):
    (tmp_path / "helping.py").write_text(HELPER, encoding="utf-8")
    program = f"""
import time
from sunmao.server.devices.worker_host import RESUMES, WorkerHost
host = WorkerHost("helping", environment={{"PYTHONPATH": {str(tmp_path)!r}, "LEFT": {str(left)!r}}})
print(host.ask("pid")["pid"], flush=True)
time.sleep(3600)
"""
    studio = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True)
    pid = int(studio.stdout.readline())
    studio.kill()
    studio.wait()
    studio.stdout.close()
    poll_until(lambda: left.is_file() and "farewell" in left.read_text(), "the farewell")
    poll_until(lambda: not is_running(pid), "its end")


@pytest.fixture
def studio(tmp_path, host):
    (tmp_path / "projects").mkdir()
    made = Studio(tmp_path / "projects", bridges=BridgeTickets({"boards": host}, str.upper))
    yield made
    made.runs.close()


def test_a_program_reaches_a_bridge(studio, left):
    told = studio.run(PROGRAM.format(bridge="boards", more="")).ends()
    assert "reached True" in told.text() and "'title': 'PROJECT 0'" in told.text() and "'hello': 1" in told.text()
    assert told.states()[-1] == "finished" and not told.kind("reach")
    assert left.read_text().split() == [told.id]  # at its outcome everything is free again


def test_a_program_that_ignores_stop_is_sent_away(studio, left):
    more = "import time\nwhile True:\n    try:\n        time.sleep(3600)\n    except BaseException:\n        pass"
    told = studio.run(PROGRAM.format(bridge="boards", more=more)).says("hello")
    told.stop()
    assert told.ends().states()[-1] == "stopped" and left.read_text().split() == [told.id]


def test_a_bridge_that_there_is_not_is_a_sentence(studio):
    told = studio.run("from sunmao.runtime import session\nsession.connect_bridge('cameras')").ends()
    assert told.kind("error")[0]["type"] == "CameraDisconnected"


def test_a_bridge_that_cannot_be_reached_is_a_sentence(studio, host):
    host.close()
    told = studio.run(PROGRAM.format(bridge="boards", more="")).ends()
    assert told.kind("error")[0]["type"] == "BoardDisconnected"


def test_a_program_takes_its_question_back(studio):
    program = """
import time
from sunmao.runtime import session
from sunmao.protocol.messages import AskAnswered, Ask
session.emit(Ask(9, "", "device", ["wait", "end"]))
session.wait_seconds(0.3)
session.emit(AskAnswered(9, "wait"))
session.wait_seconds(0.3)
print("on")
"""
    told = studio.run(program).ends()
    assert [state for state in told.states() if state in ("waiting", "running", "finished")] == [
        "running",
        "waiting",
        "running",
        "finished",
    ]
    assert told.kind("answered")[0]["id"] == 9 and not told.answer("wait", 9)

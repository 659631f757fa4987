"""A process of another version of the protocol, over each connection as it really is: a sentence, and no stack trace."""

import json
import socket
from multiprocessing.connection import answer_challenge, deliver_challenge

import pytest

from sunmao.errors import ProtocolMismatch
from sunmao.protocol import messages
from sunmao.protocol.connection import MessageConnection, connect
from sunmao.server.devices.bridge_tickets import BridgeTickets
from sunmao.server.devices.worker_host import WorkerHost
from sunmao.server.errors import HttpProblem
from sunmao.server.inference.model_pool import InferencePool
from sunmao.server.jobs.jobs import JobRunner, JobSpec
from sunmao.server.processes.loopback_endpoint import LoopbackEndpoint
from tests.support.limits import HANG_TIMEOUT
from tests.support.observed_run import Studio
from tests.support.onnx_files import sides

pytestmark = pytest.mark.process

OURS, OTHER = messages.PROTOCOL_VERSION, 7


@pytest.fixture
def updated(monkeypatch):
    """This studio speaks another version than the processes that it starts."""
    monkeypatch.setattr(messages, "PROTOCOL_VERSION", OTHER)


@pytest.fixture
def host():
    made = WorkerHost("sunmao.server.devices.cameras.process")
    yield made
    made.close()


def require_sentence(text: dict) -> None:
    """The sentence says in both languages what to do, and which versions met."""
    assert "关掉榫卯" in text["zh"] and "Close Sunmao" in text["en"]
    for sentence in text.values():
        assert str(OTHER) in sentence and str(OURS) in sentence and "Traceback" not in sentence


def test_a_caller_of_before_there_were_versions():
    endpoint = LoopbackEndpoint()
    host, _, port = endpoint.address.partition(":")
    old = MessageConnection(socket.create_connection((host, int(port))))
    answer_challenge(old._connection, endpoint.key)
    deliver_challenge(old._connection, endpoint.key)
    old.send([messages.RunState("starting")])
    assert endpoint.opened.wait(HANG_TIMEOUT) and endpoint.connection is None
    with pytest.raises(ProtocolMismatch, match=f"{OURS}.*0"):
        endpoint.wait(0)
    old.close()


def test_a_program(updated, tmp_path):
    studio = Studio(tmp_path)
    try:
        told = studio.run("print('never')").ends()
    finally:
        studio.runs.close()
    assert told.states()[-1] == "error" and told.text() == ""
    error = told.kind("error")[0]
    require_sentence({lang: error["title"][lang] + error["hint"][lang] for lang in ("zh", "en")})
    assert "Traceback" not in json.dumps(error)


def test_a_job_of_a_data_set(updated, tmp_path):
    runner = JobRunner(tmp_path)
    try:
        with pytest.raises(HttpProblem) as caught:
            runner.start(JobSpec("p", "pets", "check", "check_dataset", {})).wait()
    finally:
        runner.close()
    assert caught.value.status == 503
    require_sentence(caught.value.text)


def test_a_model_that_is_tried(updated, tmp_path):
    (tmp_path / "model.onnx").write_bytes(sides())
    pool = InferencePool()
    try:
        with pytest.raises(HttpProblem) as caught:
            pool.ask("p", tmp_path, "model.onnx", b"")
    finally:
        pool.close()
    assert caught.value.status == 503
    require_sentence(caught.value.text)


def test_the_process_of_the_devices(updated, host):
    with pytest.raises(HttpProblem) as caught:
        host.ask("list")
    require_sentence(caught.value.text)
    with pytest.raises(HttpProblem) as caught:
        host.call({"page": True})
    require_sentence(caught.value.text)


def test_a_program_whose_bridge_has_another_version_than_the_studio(host, tmp_path, monkeypatch):
    studio = Studio(tmp_path, bridges=BridgeTickets({"cameras": host}, str.upper))
    ask = host._now
    # The program was started before the studio was updated, the bridge after it.
    monkeypatch.setattr(host, "_now", lambda: (monkeypatch.setattr(messages, "PROTOCOL_VERSION", OTHER), ask())[1])
    try:
        told = studio.run("from sunmao.runtime import session\nsession.connect_bridge('cameras')").ends()
    finally:
        studio.runs.close()
    error = told.kind("error")[0]
    assert error["type"] == "ProtocolMismatch"
    require_sentence({lang: error["title"][lang] + error["hint"][lang] for lang in ("zh", "en")})


def test_the_studio_and_a_ticket_of_the_devices(host, monkeypatch):
    address, key = host.ticket({"page": True})
    monkeypatch.setattr(messages, "PROTOCOL_VERSION", OTHER)
    with pytest.raises(ProtocolMismatch) as caught:
        connect(address, bytes.fromhex(key))
    require_sentence({lang: caught.value.text(lang) for lang in ("zh", "en")})


def test_a_program_and_a_ticket_of_the_devices(host, tmp_path):
    studio = Studio(tmp_path, bridges=BridgeTickets({"cameras": host}, str.upper))
    program = f"""
from sunmao.protocol import messages
from sunmao.runtime import session
messages.PROTOCOL_VERSION = {OTHER}
session.connect_bridge('cameras')
"""
    try:
        told = studio.run(program).ends()
    finally:
        studio.runs.close()
    error = told.kind("error")[0]
    assert error["type"] == "ProtocolMismatch"
    require_sentence({lang: error["title"][lang] + error["hint"][lang] for lang in ("zh", "en")})


def test_a_video_and_the_process_of_the_cameras(host, tmp_path):
    studio = Studio(tmp_path, bridges=BridgeTickets({"cameras": host}, str.upper))
    program = f"""
import time
import numpy
from sunmao.display.video import push_frame
from sunmao.protocol import messages
messages.PROTOCOL_VERSION = {OTHER}
while True:
    push_frame('t', numpy.zeros((4, 4, 3), 'uint8'))
    time.sleep(0.05)
"""
    try:
        told = studio.run(program)
        notice = told.until(lambda told: told.kind("note"), "the notice")[0]
        told.stop()
        told.ends()
    finally:
        studio.runs.close()
    require_sentence({lang: notice[lang] for lang in ("zh", "en")})
    assert len(told.kind("note")) == 1

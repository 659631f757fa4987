"""The gateway's routes, with its own server and certificate; Ray is not asked. What a stranger gets is a table."""

import os
import ssl
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from sunmao.cluster.cluster_address import ClusterAddress
from sunmao.cluster.content_store import ContentStore, compute_address
from sunmao.cluster.file_tree import dump_tree
from sunmao.cluster.gateway_client import GatewayClient
from sunmao.cluster.job import Limits, TrainingJob, list_versions
from sunmao.cluster.job_list import JobList
from sunmao.errors import ClusterError, ClusterUnreachable
from sunmao.protocol.codec import from_json, to_json
from sunmao.server.cluster.gateway import Gateway, Tokens, create_gateway_app
from sunmao.server.http import certificate
from sunmao.server.http.certificate import make_server_context
from sunmao.server.http.tls_server import TlsServer
from sunmao.server.http.wsgi_server import listen

TOKENS = Tokens("s" * 43, "j" * 43, "x" * 43, "r" * 64)
CONTENTS = {"c.yaml": b"format: 1\n", "data/1.png": b"picture"}


class MadeRay:
    """Says what its nodes have, unless its head is dead."""

    silent = False

    def list_nodes(self) -> dict[str, Limits]:
        if self.silent:
            raise ClusterUnreachable("cluster_ray_silent", reason="dead")
        return {"small": Limits(2, 0, 2**33), "large": Limits(8, 1, 2**32)}


@pytest.fixture
def gateway(tmp_path):
    """A gateway that answers; `address` of it, with the token of those who hand in."""
    made = Gateway(tmp_path / "cluster", JobList(tmp_path / "cluster"), MadeRay(), TOKENS)
    listener = listen("127.0.0.1", 0)
    port = listener.getsockname()[1]
    signed = certificate.get_certificate(tmp_path / "gateway.pem", frozenset(["127.0.0.1"]))
    context = make_server_context(signed.file)
    server = TlsServer(listener, create_gateway_app(made), lambda: context, lambda host: False)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    made.address = ClusterAddress("127.0.0.1", port, TOKENS.submit, signed.fingerprint.replace(":", "").lower())
    yield made
    server.shutdown()


@pytest.fixture
def client(gateway) -> GatewayClient:
    return GatewayClient(gateway.address)


def make_client(gateway, token: str) -> GatewayClient:
    return GatewayClient(replace(gateway.address, token=token))


def make_job(id: str = "ab" * 8, **changes) -> tuple[TrainingJob, dict[str, bytes]]:
    """A job and its contents by address."""
    tree = {name: compute_address(data) for name, data in CONTENTS.items()}
    listed = dump_tree(tree)
    job = TrainingJob(id, compute_address(listed), ".", "c.yaml", "models", list_versions(), Limits(64))
    return replace(job, **changes), {compute_address(each): each for each in (*CONTENTS.values(), listed)}


def send(client: GatewayClient, contents: dict[str, bytes], folder: Path, place: str = "") -> int:
    store = ContentStore(folder)
    return client.send_files({store.add_bytes(data): store.get_path(key) for key, data in contents.items()}, place)


def hand_in(client: GatewayClient, own: Path, **changes) -> TrainingJob:
    job, contents = make_job(**changes)
    send(client, contents, own)
    return from_json(TrainingJob, client.ask("/jobs", to_json(job)))


def test_a_job_is_taken_once_and_its_contents_are_sent_once(gateway, client, tmp_path):
    job, contents = make_job()
    with pytest.raises(ClusterError) as missing:
        client.ask("/jobs", to_json(job))
    assert missing.value.key == "cluster_files_missing"
    assert send(client, contents, tmp_path / "own") > 0
    assert send(client, contents, tmp_path / "own") == 0
    for _ in range(2):
        taken = from_json(TrainingJob, client.ask("/jobs", to_json(replace(job, state="finished", attempt=7))))
    assert (taken.state, taken.attempt, taken.limits.processors) == ("waiting", 0, 8)
    assert gateway.jobs.list_jobs() == [taken]


@pytest.mark.slow
@pytest.mark.parametrize(
    "changes, key",
    [
        ({"versions": {"python": "2.7"}}, "cluster_other_versions"),
        ({"limits": Limits(1, 2)}, "cluster_too_large"),
        ({"limits": Limits(1, 1, 2**33)}, "cluster_too_large"),
        ({"limits": Limits(1, -1)}, "cluster_too_large"),
        ({"output": "../out"}, "cluster_bad_path"),
        ({"output": ""}, "cluster_bad_path"),
        ({"folder": "/"}, "cluster_bad_path"),
        ({"config": "other.yaml"}, "cluster_bad_path"),
        ({"id": "../../etc"}, "cluster_bad_request"),
    ],
)
def test_what_cannot_be_done_is_refused(gateway, client, tmp_path, changes, key):
    with pytest.raises(ClusterError) as refused:
        hand_in(client, tmp_path / "own", **changes)
    assert refused.value.key == key
    assert gateway.jobs.list_jobs() == []


def test_a_job_is_taken_while_rays_head_is_dead(gateway, client, tmp_path, monkeypatch):
    monkeypatch.setattr(MadeRay, "silent", True)
    assert hand_in(client, tmp_path / "own").limits == Limits(64)
    monkeypatch.setattr(MadeRay, "silent", False)
    hand_in(client, tmp_path / "own", id="cd" * 8)
    monkeypatch.setattr(MadeRay, "silent", True)
    assert hand_in(client, tmp_path / "own", id="ef" * 8).limits == Limits(8)


def test_messages_and_results_arrive(gateway, client, tmp_path):
    job = hand_in(client, tmp_path / "own")
    gateway.jobs.update(job.id, state="handed", attempt=1)
    worker, path = make_client(gateway, TOKENS.make_attempt_token(job.id, 1)), f"/work/{job.id}/1"
    assert from_json(TrainingJob, worker.ask(path)).attempt == 1
    for _ in range(2):  # the first answer was lost
        assert worker.ask(f"{path}/events", {"number": 1, "events": [{"kind": "output", "text": "1"}]}) == {
            "stop": False
        }
    client.ask(f"/jobs/{job.id}/stop", {})
    assert worker.ask(f"{path}/events", {"number": 0, "events": []}) == {"stop": True}
    for text in (b"old", b"new"):
        listed = dump_tree({"models/latest.pth": compute_address(text)})
        send(worker, {compute_address(each): each for each in (text, listed)}, tmp_path / "own", f"{path}/results")
        worker.ask(f"{path}/results", {"results": compute_address(listed)})
    for _ in range(2):
        worker.ask(f"{path}/outcome", {"state": "stopped"})
    answer = client.ask(f"/jobs/{job.id}/events?after=0")
    assert answer["batches"] == [[{"kind": "output", "text": "1"}]]
    assert from_json(TrainingJob, answer["job"]).state == "stopped"
    there = gateway.get_results(job.id)
    assert there.has(compute_address(b"new")) and not there.has(compute_address(b"old"))
    store = ContentStore(tmp_path / "fetched")
    client.fetch([compute_address(b"new")], store, f"/jobs/{job.id}/results")
    assert store.read(compute_address(b"new")) == b"new"


def test_how_many_were_handed_in_before_it_and_have_not_ended(gateway, client, tmp_path):
    ids = [each * 8 for each in ("aa", "bb", "cc")]
    for id in ids:
        hand_in(client, tmp_path / "own", id=id)
    ask = lambda id: client.ask(f"/jobs/{id}/events?after=0&wait=0")["before"]  # noqa: E731
    assert [ask(id) for id in ids] == [0, 1, 2]
    gateway.jobs.update(ids[0], state="finished")
    assert [ask(id) for id in ids[1:]] == [0, 1]
    assert client.ask("/room")["jobs"] == 2


def test_an_attempt_that_was_taken_over_does_nothing_more(gateway, client, tmp_path):
    job = hand_in(client, tmp_path / "own")
    gateway.jobs.update(job.id, state="handed", attempt=2)
    old, path = make_client(gateway, TOKENS.make_attempt_token(job.id, 1)), f"/work/{job.id}/1"
    for name, data in (("events", {"number": 9, "events": [{}]}), ("outcome", {"state": "finished"})):
        with pytest.raises(ClusterError) as stale:
            old.ask(f"{path}/{name}", data)
        assert stale.value.key == "cluster_stale"
    assert gateway.jobs.get(job.id).state == "handed" and len(gateway.get_log(job.id)) == 0


@pytest.mark.long
@pytest.mark.slow
@pytest.mark.parametrize("token", ["", "guess" * 8, TOKENS.join, TOKENS.secret, TOKENS.ray, "attempt"])
@pytest.mark.parametrize(
    "path, data",
    [
        ("/jobs", None),
        ("/jobs", {}),
        ("/room", None),
        ("/jobs/{id}/events", None),
        ("/jobs/{id}/stop", {}),
        ("/jobs/{id}/results/contents/read", []),
        ("/work/{id}/2", None),
        ("/work/{id}/1", None),
        ("/missing", []),
        ("/contents/read", []),
        ("/nothing", None),
        ("/", None),
    ],
)
def test_a_stranger_cannot_hand_in_read_or_stop(gateway, client, tmp_path, token, path, data):
    """attempt: the token of an attempt of this job, which opens its own paths and the contents."""
    job = hand_in(client, tmp_path / "own")
    gateway.jobs.update(job.id, state="handed", attempt=1)
    if token == "attempt":
        if path.startswith(("/work/{id}/1", "/missing", "/contents")):
            return
        token = TOKENS.make_attempt_token(job.id, 1)
    before = gateway.jobs.list_jobs()
    with pytest.raises(ClusterError) as refused:
        make_client(gateway, token).ask(path.format(id=job.id), data)
    assert refused.value.key == "cluster_refused"
    assert gateway.jobs.list_jobs() == before


def test_nodes_join_with_their_own_token_alone(gateway):
    with pytest.raises(ClusterError) as alone:
        make_client(gateway, TOKENS.join).ask("/join")
    assert alone.value.key == "cluster_alone"
    gateway.join = {"head": "10.0.0.5:6379", "ray_token": TOKENS.ray}
    assert make_client(gateway, TOKENS.join).ask("/join")["head"] == "10.0.0.5:6379"
    with pytest.raises(ClusterError):
        make_client(gateway, TOKENS.submit).ask("/join")


def test_tls_alone(gateway):
    context = make_server_context(Path(gateway._folder).parent / "gateway.pem")
    assert context.minimum_version >= ssl.TLSVersion.TLSv1_2


def test_contents_that_no_job_used_for_long_are_removed_and_those_of_waiting_jobs_stay(gateway, client, tmp_path):
    waiting = hand_in(client, tmp_path / "own")
    unused = gateway.contents.add_bytes(b"of a job that has ended")
    recent = gateway.contents.add_bytes(b"sent a moment ago")
    results = tmp_path / "cluster" / "jobs" / "cd01" / "results"
    results.mkdir(parents=True)
    kept = [waiting.files, *map(compute_address, CONTENTS.values())]
    for address in (*kept, unused):
        os.utime(gateway.contents.get_path(address), (0, 0))
    assert gateway.remove_unused() == len(b"of a job that has ended")
    assert gateway.contents.find_missing([*kept, recent]) == []
    assert not gateway.contents.has(unused) and not results.exists()


def test_what_is_handed_in_again_counts_as_used(gateway, client, tmp_path):
    job = hand_in(client, tmp_path / "own")
    os.utime(gateway.contents.get_path(job.files), (0, 0))
    hand_in(client, tmp_path / "own", id="cd" * 8)
    gateway.jobs.update(job.id, state="stopped")
    gateway.jobs.update("cd" * 8, state="stopped")
    assert gateway.remove_unused() == 0 and gateway.contents.has(job.files)

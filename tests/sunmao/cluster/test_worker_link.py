"""A training's link: everything arrives, in order, and the wish to stop comes back once."""

import pytest

from sunmao.cluster.content_store import ContentStore, compute_address
from sunmao.cluster.file_tree import load_tree
from sunmao.cluster.worker_link import CheckpointUpload, WorkerLink
from sunmao.protocol.messages import Output
from tests.server.cluster.test_gateway import TOKENS, client, gateway, hand_in, make_client  # noqa: F401
from tests.support.limits import poll_until


@pytest.fixture
def job(gateway, client, tmp_path):
    made = hand_in(client, tmp_path / "own")
    return gateway.jobs.update(made.id, state="handed", attempt=1)


def test_all_arrives_and_stop_is_heard_once(gateway, job):
    worker, heard = make_client(gateway, TOKENS.make_attempt_token(job.id, 1)), []
    link = WorkerLink(worker, f"/work/{job.id}/1", lambda: heard.append(1))
    link.start()
    link.send([Output("a"), Output("b")])
    gateway.stop_job(job.id)
    poll_until(lambda: heard, "the wish to stop")
    link.send([Output("c")])
    link.close()
    rows = [row for batch in gateway.get_log(job.id).read(0) for row in batch]
    assert [row["text"] for row in rows] == ["a", "b", "c"] and heard == [1]


def test_checkpoints_arrive_and_older_ones_go(gateway, job, tmp_path):
    worker, path = make_client(gateway, TOKENS.make_attempt_token(job.id, 1)), f"/work/{job.id}/1"
    output, store = tmp_path / "files" / "models", ContentStore(tmp_path / "results")
    upload = CheckpointUpload(worker, WorkerLink(worker, path, lambda: None), path, output, tmp_path / "files", store)
    assert upload._upload() == ""
    output.mkdir(parents=True)
    for text in (b"one", b"two"):
        (output / "latest.pth").write_bytes(text)
        address = upload._upload()
        assert gateway.jobs.get(job.id).results == address
    kept = gateway.get_results(job.id)
    assert load_tree(kept.read(address)) == {"models/latest.pth": compute_address(b"two")}
    assert not kept.has(compute_address(b"one")) and not store.has(compute_address(b"one"))

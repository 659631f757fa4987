"""An attempt: its files, those of an earlier one, and what it tells of a failure."""

from dataclasses import replace

import pytest

from sunmao.cluster.content_store import compute_address
from sunmao.cluster.file_tree import dump_tree
from sunmao.cluster.worker import StudioOutbox, bring_files, tell_failure
from sunmao.errors import BadConfig, ClusterError, error_from_dict
from sunmao.protocol.messages import Ask
from tests.server.cluster.test_gateway import TOKENS, client, gateway, hand_in, make_client, send  # noqa: F401


def test_a_later_attempt_has_the_files_of_the_one_before(gateway, client, tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    job = hand_in(client, tmp_path / "own")
    job = gateway.jobs.update(job.id, state="handed", attempt=1)
    worker = make_client(gateway, TOKENS.make_attempt_token(job.id, 1))
    assert bring_files(job, worker, tmp_path / "first" / "files") is False
    assert (tmp_path / "first/files/data/1.png").read_bytes() == b"picture"
    listed = dump_tree({"models/latest.pth": compute_address(b"weights")})
    contents = {compute_address(each): each for each in (b"weights", listed)}
    send(worker, contents, tmp_path / "own", f"/work/{job.id}/1/results")
    later = replace(job, results=compute_address(listed))
    assert bring_files(later, worker, tmp_path / "second" / "files") is True
    assert (tmp_path / "second/files/models/latest.pth").read_bytes() == b"weights"
    assert (tmp_path / "second/files/c.yaml").is_file()


def test_a_training_there_asks_nobody():
    outbox = StudioOutbox(None)
    with pytest.raises(ClusterError) as refused:
        outbox.put(Ask(1, "which?", "text", []))
    assert refused.value.key == "cluster_no_question"


def test_a_failure_is_a_sentence_over_there():
    told = tell_failure(BadConfig("config_needs", setting="train.epochs"))
    assert "train.epochs" in str(error_from_dict(told["error"]))
    assert error_from_dict(tell_failure(ZeroDivisionError("division by zero"))["error"]).text("zh")

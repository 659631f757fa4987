"""The results of a job: the files where they belong, and the way it ended."""

from dataclasses import replace

import pytest

from sunmao.cluster.content_store import compute_address
from sunmao.cluster.file_tree import dump_tree
from sunmao.cluster.follow_job import land_results, raise_outcome
from sunmao.cluster.pack_training import PackedTraining
from sunmao.errors import BadConfig, ClusterError, error_to_dict
from tests.server.cluster.test_gateway import client, gateway, hand_in  # noqa: F401
from tests.sunmao.cluster.test_job_list import make_job


def land(gateway, client, tmp_path, tree):
    """Land a job whose results are these texts by path; its output was sent with `models/old.pth`."""
    job, here = hand_in(client, tmp_path / "own"), tmp_path / "project"
    for name in ("old.pth", "mine.txt"):
        (here / "models").mkdir(parents=True, exist_ok=True)
        (here / "models" / name).write_bytes(b"before")
    listed = dump_tree({name: compute_address(text) for name, text in tree.items()})
    for each in (*tree.values(), listed):
        gateway.get_results(job.id).add_bytes(each)
    ended = replace(job, results=compute_address(listed), state="finished")
    land_results(client, ended, PackedTraining(job, here, {}, {}, {"models/old.pth": "0" * 64}))
    return here / "models"


def test_weights_land_and_what_the_training_removed_goes(gateway, client, tmp_path):
    output = land(gateway, client, tmp_path, {"models/best.pth": b"best", "models/latest.pth": b"latest"})
    assert {path.name: path.read_bytes() for path in output.iterdir()} == {
        "best.pth": b"best",
        "latest.pth": b"latest",
        "mine.txt": b"before",
    }


def test_nothing_lands_outside_of_the_folder_of_the_weights(gateway, client, tmp_path):
    with pytest.raises(ClusterError) as refused:
        land(gateway, client, tmp_path, {"main.py": b"other"})
    assert refused.value.key == "cluster_bad_path"
    assert not (tmp_path / "project" / "main.py").exists()


def test_it_ends_as_it_ended_there():
    job = make_job("a")
    raise_outcome(replace(job, state="finished"))
    for state, error, kind in (
        ("stopped", {}, KeyboardInterrupt),
        ("lost", {}, ClusterError),
        ("error", {"type": "os"}, ClusterError),
        ("error", error_to_dict(BadConfig("config_needs", setting="a")), BadConfig),
    ):
        with pytest.raises(kind):
            raise_outcome(replace(job, state=state, error=error))

"""The results of a job: the files where they belong, and the way it ended."""

import threading
from dataclasses import replace

import pytest

from sunmao.cluster import follow_job
from sunmao.cluster.content_store import compute_address
from sunmao.cluster.file_tree import dump_tree
from sunmao.cluster.follow_job import JobFollower, land_results, raise_outcome
from sunmao.cluster.pack_training import PackedTraining
from sunmao.errors import BadConfig, ClusterError, error_to_dict
from sunmao.protocol.learning_messages import BestEpoch, TrainingEnded, TrainingPlace
from sunmao.protocol.messages import FileWritten, Metric, to_dict
from sunmao.runtime import session
from tests.server.cluster.test_gateway import client, gateway, hand_in  # noqa: F401
from tests.sunmao.cluster.test_job_list import make_job
from tests.support.limits import poll_until

pytestmark = pytest.mark.training


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


def test_the_end_is_told_when_the_files_are_here(gateway, client, tmp_path):
    shown = []
    session.set_viewer(type("Viewer", (), {"show_event": lambda self, event: shown.append(event)})())
    other, job = hand_in(client, tmp_path / "own", id="ab" * 8), hand_in(client, tmp_path / "own", id="cd" * 8)
    events = [
        Metric({"loss": 1.0}, 1),
        TrainingEnded("finished", 1, BestEpoch(), "models/best.pth", 1.0),
        FileWritten("models/best.pth", "weights"),
    ]
    follower = JobFollower(client, [job.id], "lab-server")
    thread = threading.Thread(target=lambda: [*follower.follow()])
    try:
        thread.start()
        poll_until(lambda: TrainingPlace("lab-server", "waiting", 1) in shown, "its place in the list")
        gateway.jobs.update(other.id, state="finished")
        gateway.jobs.update(job.id, state="handed", attempt=1)
        gateway.take_events(job.id, 1, {"number": 1, "events": [to_dict(each) for each in events]})
        poll_until(lambda: events[0] in shown, "the curve")
        gateway.jobs.update(job.id, state="finished")
        thread.join()
        assert not {*map(type, events[1:])} & {*map(type, shown)}
        assert follower.tell_last() == "models/best.pth"
        assert shown[-3:] == [*events[1:], TrainingPlace("lab-server", "ended")]
    finally:
        session.set_viewer(None)


def test_several_are_followed_at_once_and_stopped_at_once(gateway, client, tmp_path, monkeypatch):
    monkeypatch.setattr(follow_job, "PAUSE", 0.01)
    ids = [each * 8 for each in ("aa", "bb", "cc", "dd")]
    for id in ids:
        hand_in(client, tmp_path / "own", id=id)
    shown, ended = [], []
    follower = JobFollower(client, ids, "lab-server", lambda id, metric: shown.append((id, metric.step)))

    def follow():
        ended.extend((job.id, job.state) for job in follower.follow())

    thread = threading.Thread(target=follow)
    thread.start()
    for step, id in enumerate(ids[:2]):
        gateway.jobs.update(id, state="handed", attempt=1)
        gateway.take_events(id, 1, {"number": 1, "events": [to_dict(Metric({"mark": 1.0}, step))]})
    poll_until(lambda: len(shown) == 2, "both curves")
    gateway.jobs.update(ids[1], state="finished")
    poll_until(lambda: ended == [(ids[1], "finished")], "the end of the second")
    monkeypatch.setattr(session, "stop_requested", lambda: True)
    poll_until(lambda: [gateway.jobs.get(id).stop for id in ids] == [True, False, True, True], "the wish to stop")
    for id in (ids[2], ids[3], ids[0]):
        gateway.jobs.update(id, state="stopped")
    thread.join()
    assert sorted(shown) == [(ids[0], 0), (ids[1], 1)]  # which is looked at first is open
    assert sorted(ended[1:]) == [(id, "stopped") for id in (ids[0], ids[2], ids[3])]


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

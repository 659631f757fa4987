"""The list: in order, on the disk before it is seen, each job once."""

import pytest

from sunmao.cluster.job import Limits, TrainingJob, list_versions
from sunmao.cluster.job_list import FILE, KEPT, JobList
from sunmao.errors import ClusterError


def make_job(id: str) -> TrainingJob:
    return TrainingJob(id, "0" * 64, ".", "c.yaml", "models", list_versions(), Limits(2, 1, 3))


def test_it_is_the_same_after_a_death(tmp_path):
    jobs = JobList(tmp_path)
    for id in ("b", "a", "c"):
        jobs.add(make_job(id))
    jobs.update("a", state="handed", attempt=1)
    again = JobList(tmp_path)
    assert again.list_jobs() == jobs.list_jobs()
    assert [job.id for job in again.list_jobs()] == ["b", "a", "c"]
    assert again.get("a").limits == Limits(2, 1, 3)


def test_handed_in_twice_is_once(tmp_path):
    jobs = JobList(tmp_path)
    jobs.add(make_job("a"))
    jobs.update("a", state="handed", attempt=1)
    assert jobs.add(make_job("a")).state == "handed"
    assert len(jobs.list_jobs()) == 1


def test_what_has_ended_or_goes_on_elsewhere_does_not_change(tmp_path):
    jobs = JobList(tmp_path)
    jobs.add(make_job("a"))
    jobs.update("a", state="handed", attempt=2)
    assert jobs.update("a", 1, results="x") is None
    assert jobs.update("a", 2, state="finished").has_ended
    assert jobs.update("a", 2, state="error") is None
    assert jobs.update("unknown", stop=True) is None


def test_what_cannot_be_written_has_not_changed(tmp_path, monkeypatch):
    jobs = JobList(tmp_path)
    jobs.add(make_job("a"))

    def refuse(*args, **more):
        raise OSError(28, "no room")

    monkeypatch.setattr("sunmao.cluster.job_list.write_with_parents", refuse)
    with pytest.raises(OSError):
        jobs.add(make_job("b"))
    with pytest.raises(OSError):
        jobs.update("a", stop=True)
    assert [job.id for job in jobs.list_jobs()] == ["a"] and not jobs.get("a").stop


@pytest.mark.parametrize(
    "data", [b"", b"[]", b"{", b'{"format": 1, "jobs": [{"id": 3}]}', b'{"format": 2, "jobs": []}']
)
def test_a_damaged_list_is_left_as_it_is(tmp_path, data):
    (tmp_path / FILE).write_bytes(data)
    with pytest.raises(ClusterError):
        JobList(tmp_path)
    assert (tmp_path / FILE).read_bytes() == data


def test_the_oldest_that_have_ended_are_forgotten(tmp_path, monkeypatch):
    monkeypatch.setattr("sunmao.cluster.job_list.KEPT", 2)
    jobs = JobList(tmp_path)
    for id in "abcd":
        jobs.add(make_job(id))
    for id in "abc":
        jobs.update(id, state="finished")
    assert [job.id for job in jobs.list_jobs()] == ["b", "c", "d"] and KEPT > 2

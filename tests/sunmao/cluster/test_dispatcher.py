"""Handing in: in order, again after deaths, never twice at once. Ray is in `tests/server/cluster/test_serve_cluster.py`."""

from dataclasses import dataclass, field, replace

import pytest

from sunmao.cluster.dispatcher import Dispatcher
from sunmao.cluster.job import ATTEMPTS, Limits
from sunmao.cluster.job_list import JobList
from sunmao.cluster.ray_jobs import CommandProgress
from sunmao.errors import ClusterError, ClusterUnreachable
from tests.sunmao.cluster.test_job_list import make_job
from tests.support.limits import poll_until

NODE = "the node"


@dataclass
class MadeEngine:
    """Stands for Ray: so many jobs run at once, those in `progress`."""

    room: int = 2
    slow: bool = False  # what is handed in begins only by `begin`
    progress: dict = field(default_factory=dict)
    submitted: list = field(default_factory=list)
    silent: bool = False

    def submit(self, name, command, limits, environment):
        self.get_progress(name)
        self.submitted.append(name)
        self.progress[name] = "pending"
        if not self.slow:
            self.begin()

    def get_progress(self, name):
        if self.silent:
            raise ClusterUnreachable("cluster_ray_silent", reason="dead")
        state = self.progress.get(name, "unknown")
        return CommandProgress(state, NODE if state == "running" else "")

    def list_nodes(self):
        return {NODE: Limits(self.room)}

    def begin(self):
        """Ray starts what it has room for, in order."""
        for name, state in self.progress.items():
            running = sum(each == "running" for each in self.progress.values())
            if state == "pending" and running < self.room:
                self.progress[name] = "running"

    def stop(self, name):
        self.progress[name] = "ended"

    def end(self, name):
        self.progress[name] = "ended"
        self.begin()


@pytest.fixture
def jobs(tmp_path) -> JobList:
    jobs = JobList(tmp_path)
    for id in "abcd":
        jobs.add(replace(make_job(id), limits=Limits(1)))
    return jobs


def make_dispatcher(jobs, engine) -> Dispatcher:
    return Dispatcher(jobs, engine, lambda job: (job.id, {}))


def run_to_the_end(jobs, engine, dispatcher):
    for _ in range(100):
        dispatcher.step()
        for job in jobs.list_jobs():
            if engine.progress.get(job.submission) == "running" and not job.has_ended:
                jobs.update(job.id, job.attempt, state="finished")
                engine.end(job.submission)
                break
    return [job.state for job in jobs.list_jobs()]


def test_they_begin_in_order(jobs):
    engine = MadeEngine(room=1)
    assert run_to_the_end(jobs, engine, make_dispatcher(jobs, engine)) == ["finished"] * 4
    assert engine.submitted == ["a-1", "b-1", "c-1", "d-1"]


def test_of_those_that_wait_for_room_ray_has_one(jobs):
    engine = MadeEngine(room=2)
    dispatcher = make_dispatcher(jobs, engine)
    for _ in range(10):
        dispatcher.step()
    assert engine.submitted == ["a-1", "b-1", "c-1"]


def test_as_many_start_at_once_as_have_room(jobs):
    """A job that Ray is still starting has its room; of those that have none, one is handed in."""
    engine = MadeEngine(room=2, slow=True)
    dispatcher = make_dispatcher(jobs, engine)
    for _ in range(3):
        dispatcher.step()
    assert engine.submitted == ["a-1", "b-1", "c-1"]
    engine.begin()
    dispatcher.step()
    assert engine.submitted == ["a-1", "b-1", "c-1"]
    jobs.update("a", 1, state="finished")
    engine.end("a-1")
    dispatcher.step()
    assert engine.submitted == ["a-1", "b-1", "c-1", "d-1"]


def test_a_small_one_does_not_pass_a_large_one(jobs):
    jobs.add(replace(make_job("e"), limits=Limits(3)))
    jobs.add(replace(make_job("f"), limits=Limits(1)))
    engine = MadeEngine(room=6, slow=True)
    dispatcher = make_dispatcher(jobs, engine)
    for _ in range(3):
        dispatcher.step()
    assert engine.submitted == ["a-1", "b-1", "c-1", "d-1", "e-1"]


def test_behind_one_that_has_not_begun_nothing_smaller_is_handed_in(jobs):
    """By the list there is room for both; at Ray, the last process may not have gone yet."""
    jobs.add(replace(make_job("e"), limits=Limits(3)))
    jobs.add(replace(make_job("f"), limits=Limits(1)))
    engine = MadeEngine(room=9, slow=True)
    dispatcher = make_dispatcher(jobs, engine)
    dispatcher.step()
    assert engine.submitted == ["a-1", "b-1", "c-1", "d-1", "e-1"]
    engine.begin()
    dispatcher.step()
    assert engine.submitted[5:] == ["f-1"]


def test_after_the_heads_death_they_are_handed_in_again_in_order(jobs):
    engine = MadeEngine(room=2)
    dispatcher = make_dispatcher(jobs, engine)
    for _ in range(10):
        dispatcher.step()
    jobs.update("a", 1, state="finished")
    engine.silent = True
    with pytest.raises(ClusterUnreachable):
        dispatcher.step()
    fresh = MadeEngine(room=1)
    assert run_to_the_end(jobs, fresh, make_dispatcher(jobs, fresh)) == ["finished"] * 4
    assert fresh.submitted == ["b-2", "c-2", "d-1"]
    assert [job.deaths for job in jobs.list_jobs()] == [0, 0, 0, 0]


def test_a_killed_one_begins_again_but_not_for_ever(jobs):
    engine = MadeEngine(room=4)
    dispatcher = make_dispatcher(jobs, engine)
    for attempt in range(1, ATTEMPTS + 1):
        for _ in range(3):
            dispatcher.step()
        assert jobs.get("a").attempt == attempt
        engine.end(f"a-{attempt}")
    dispatcher.step()
    assert jobs.get("a").state == "lost"
    assert run_to_the_end(jobs, engine, dispatcher) == ["lost", "finished", "finished", "finished"]


def test_a_kill_between_list_and_ray_loses_nothing(jobs):
    engine = MadeEngine(room=4, silent=True)
    with pytest.raises(ClusterUnreachable):
        make_dispatcher(jobs, engine).step()
    assert jobs.get("a").state == "handed" and engine.submitted == []
    engine.silent = False
    assert run_to_the_end(jobs, engine, make_dispatcher(jobs, engine)) == ["finished"] * 4
    assert engine.submitted == ["a-2", "b-1", "c-1", "d-1"]


@pytest.mark.long
@pytest.mark.slow
def test_a_head_that_does_not_start_at_once_is_started_again(jobs):
    engine = MadeEngine(room=4, silent=True)
    dispatcher = make_dispatcher(jobs, engine)
    tries = []

    def revive():
        tries.append(1)
        if len(tries) < 3:
            raise ClusterError("cluster_ray_failed", reason="slow")
        engine.silent = False

    thread = dispatcher.start(revive)
    poll_until(lambda: len(engine.submitted) == 4, "the four jobs")
    dispatcher.end()
    thread.join()
    assert len(tries) == 3


def test_what_waits_and_shall_stop_never_begins(jobs):
    engine = MadeEngine(room=1)
    dispatcher = make_dispatcher(jobs, engine)
    for _ in range(5):
        dispatcher.step()
    jobs.update("b", stop=True)  # Ray has it, and it waits there
    jobs.update("c", stop=True)  # the list alone has it
    dispatcher.step()
    assert [job.state for job in jobs.list_jobs()][1:3] == ["stopped", "stopped"]
    assert engine.submitted[:2] == ["a-1", "b-1"] and "c-1" not in engine.submitted

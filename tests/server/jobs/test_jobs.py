"""Jobs in processes of their own: what they give back, and what is said of those that fail, crash or are stopped."""

from contextlib import closing

import pytest

from sunmao.server.errors import HttpProblem
from sunmao.server.jobs import jobs
from sunmao.server.jobs.jobs import JobRunner, JobSpec
from sunmao.server.texts import get_text

pytestmark = pytest.mark.process
EVENT = {"classes": [], "pictures": []}


@pytest.fixture
def runner(tmp_path):
    with closing(JobRunner(tmp_path)) as opened:
        yield opened


def spec(work: str = "compare_numbers", **more) -> JobSpec:
    given = {"before": {}, "after": {}}
    return JobSpec("p", "pets", "comparison", work, more.pop("given", given), **more)


def test_a_result_is_what_the_studio_makes_of_it(runner):
    ended = []
    job = runner.start(spec(finish=lambda result: {"made": result}, end=lambda: ended.append(True)))
    assert job.wait() == {"made": {"comparison": None}} and (job.state, ended) == ("done", [True])
    assert job.as_dict()["result"] == job.result and runner.get("p", job.id) is job and runner.of("p") == []


@pytest.mark.parametrize(
    ("module", "work", "crashed"),
    [("this", "compare_numbers", True), (jobs.MODULE, "no_such_work", False)],
    ids=["the process ends without a word", "the work fails"],
)
def test_what_went_wrong_is_our_own_mistake(runner, monkeypatch, module, work, crashed):
    monkeypatch.setattr(jobs, "MODULE", module)
    job = runner.start(spec(work))
    with pytest.raises(HttpProblem) as failed:
        job.wait()
    assert (failed.value.status, failed.value.text) == (500, get_text("job_failed"))
    assert (job.state, job.crashed) == ("failed", crashed) and job.as_dict()["text"] == get_text("job_failed")


def test_one_that_waits_for_its_turn_is_stopped(runner):
    assert runner._turns["comparison"].acquire(timeout=0)
    job = runner.start(spec())
    assert runner.of("p", "pets") == [job] and runner.of("q") == []
    runner.end("p", "pets")
    with pytest.raises(HttpProblem) as stopped:
        job.wait()
    assert (stopped.value.status, job.state) == (409, "stopped")


def test_nothing_begins_where_the_studio_ends(runner):
    ended = []
    runner.close()
    with pytest.raises(HttpProblem) as refused:
        runner.start(spec(end=lambda: ended.append(True)))
    assert refused.value.status == 503 and ended == [True]
    with pytest.raises(HttpProblem) as unknown:
        runner.get("p", "gone")
    assert unknown.value.status == 404

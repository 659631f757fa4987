"""Jobs: their versions, and how often they begin again."""

from sunmao.cluster.job import ATTEMPTS, compare_versions
from tests.sunmao.cluster.test_job_list import make_job


def test_versions_that_differ_are_named():
    assert compare_versions({"python": "3.11.7", "torch": "2.15.0"}, {"python": "3.11.7", "timm": "1"}) == (
        "torch 2.15.0 ≠ –, timm – ≠ 1"
    )
    assert compare_versions({"torch": "2"}, {"torch": "2"}) == ""


def test_only_its_own_deaths_count():
    job = make_job("a")
    for _ in range(2 * ATTEMPTS):
        job = job.begin_again(died=False)
    assert (job.state, job.deaths) == ("waiting", 0)
    for _ in range(ATTEMPTS):
        job = job.begin_again(died=True)
    assert job.state == "lost"

"""Ray's Jobs API where nobody answers; a real one is in `tests/server/cluster/test_serve_cluster.py`."""

import sys

import pytest

from sunmao.cluster import ray_jobs
from sunmao.errors import ClusterError


def test_without_ray_it_is_said_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "ray", None)
    with pytest.raises(ClusterError) as refused:
        ray_jobs.RayJobs("http://127.0.0.1:9")
    assert "sunmao[cluster]" in str(refused.value)


def test_an_error_is_told_by_its_last_line():
    assert ray_jobs._shorten(RuntimeError("trace\n  lines\nwhat happened")) == "what happened"
    assert ray_jobs._shorten(ConnectionError()) == "ConnectionError"

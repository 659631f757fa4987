"""The examples in the docstrings are true."""

import doctest
from importlib import import_module

import pytest
from sunmao.runtime import session, event_loop


@pytest.mark.parametrize("name", ["link", "waiting", "words", "curves", "tables", "strict", "data.dataset", "data.parts", "data.editing", "vision.results", "vision.reports", "vision.finding.report"])
def test_examples(name, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SUNMAO_LANG", "en")
    # What an example listens to is not heard in those of other tests, nor here later, when its names are gone.
    monkeypatch.setattr(event_loop, "_happenings", event_loop._EventLoop())
    monkeypatch.setattr(session._link, "attend", None)
    assert doctest.testmod(import_module(f"sunmao.{name}")).failed == 0

"""The examples in the docstrings are true."""

import doctest
from importlib import import_module

import pytest


@pytest.mark.parametrize("name", ["link", "waiting", "words", "curves", "tables", "strict", "data.dataset", "data.parts", "vision.results", "vision.reports"])
def test_examples(name, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SUNMAO_LANG", "en")
    assert doctest.testmod(import_module(f"sunmao.{name}")).failed == 0

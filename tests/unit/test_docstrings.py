"""The examples in the docstrings of waiting, asking and showing are true."""

import doctest
from importlib import import_module

import pytest


@pytest.mark.parametrize("name", ["link", "waiting", "words", "curves"])
def test_examples(name, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert doctest.testmod(import_module(f"sunmao.{name}")).failed == 0

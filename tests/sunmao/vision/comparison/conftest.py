"""Functions that tests of comparisons share."""

import pytest


@pytest.fixture(autouse=True)
def english(monkeypatch):
    monkeypatch.setenv("SUNMAO_LANG", "en")

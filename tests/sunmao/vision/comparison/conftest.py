"""What comparisons say, in English."""

import pytest


@pytest.fixture(autouse=True)
def english(monkeypatch):
    monkeypatch.setenv("SUNMAO_LANG", "en")

"""Fixture for lessons that show pictures."""

import pytest

from sunmao.display import video


@pytest.fixture(autouse=True)
def paces(monkeypatch):
    """Pictures of a test are no video because those of tests before it came quickly."""
    monkeypatch.setattr(video, "_paces", {})

"""A stage of its own for each test, shown to nobody."""

import pytest

from sunmao.runtime import event_loop, session
from sunmao.stage import current_scene, stage_window


@pytest.fixture(autouse=True)
def scene(monkeypatch):
    """The scene of this test's program."""
    monkeypatch.setattr(current_scene, "_only", [])
    monkeypatch.setattr(stage_window, "open_stage", lambda scene: None)
    before = list(event_loop._event_loop.first)
    yield current_scene.get_scene()
    event_loop._event_loop.first = before
    session.set_input_handler(None)

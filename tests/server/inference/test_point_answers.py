"""Points of pictures that a camera sends one after the other."""

import time

import pytest

from sunmao.server.inference import point_answers
from sunmao.server.inference.point_answers import answer_points
from tests.support.limits import HANG_TIMEOUT


@pytest.fixture
def picture(shared) -> bytes:
    return sorted((shared / "data" / "sign-digits" / "test_set" / "5").iterdir())[0].read_bytes()


def test_a_hand_is_followed_until_the_camera_pauses(picture, monkeypatch):
    from sunmao.landmarks import tracking

    asked, detect = [], tracking.find_landmarks
    monkeypatch.setattr(tracking, "find_landmarks", lambda *args: asked.append(1) or detect(*args))
    monkeypatch.setattr(point_answers, "_open_tracker", point_answers.cache(point_answers.LiveTracker))
    monkeypatch.setattr(point_answers, "PAUSE", HANG_TIMEOUT)
    first, second = (answer_points(picture, "hand", None) for _ in range(2))
    assert first["seen"] and second["seen"] and len(second["points"]) == 21 and len(asked) == 1
    later = time.monotonic() + 2 * HANG_TIMEOUT
    monkeypatch.setattr(time, "monotonic", lambda: later)
    assert answer_points(picture, "hand", None)["points"] == first["points"] and len(asked) == 2

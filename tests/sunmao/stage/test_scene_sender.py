"""The scene as it is sent: pictures once, and a backdrop no larger than a page shows."""

import base64

import numpy as np
import pytest

from sunmao.images.image_files import decode_image
from sunmao.protocol.stage_messages import StageCostume, StageScene
from sunmao.runtime import session
from sunmao.stage import Sprite
from sunmao.stage.scene_sender import LARGEST, SceneSender
from tests.support.limits import poll_until


class Viewer:
    """Keeps what is sent. until: waits for a scene of which something holds, and returns all up to it."""

    def __init__(self):
        self.events = []

    def show_event(self, event) -> None:
        self.events.append(event)

    def until(self, holds) -> list:
        def find() -> list:
            seen = list(self.events)
            last = next((n for n, each in enumerate(seen) if isinstance(each, StageScene) and holds(each)), None)
            return [] if last is None else seen[: last + 1]

        found = poll_until(find, "the scene")
        self.events = self.events[len(found) :]
        return found


@pytest.fixture
def viewer(scene):
    seen = Viewer()
    session.set_viewer(seen)
    SceneSender(scene)
    yield seen
    session.set_viewer(None)


@pytest.mark.parametrize(
    ("size", "shown"), [((90, 120), (90, 120)), ((1440, 1920), (720, LARGEST)), ((2 * LARGEST, 10), (LARGEST, 5))]
)
def test_a_backdrop_is_sent_once_and_no_larger_than_shown(scene, viewer, size, shown):
    scene.set_backdrop(np.full((*size, 3), (200, 30, 60), np.uint8), ())
    [told] = viewer.until(lambda each: each.backdrop == 1)
    picture = decode_image(base64.b64decode(told.image))
    assert picture.shape == (*shown, 3) and np.abs(picture.mean((0, 1)) - (200, 30, 60)).max() < 6
    Sprite()
    *_, again = viewer.until(lambda each: each.sprites)
    assert again.backdrop == 1 and again.image == "", "it is there already"
    scene.set_backdrop(np.zeros((8, 8, 3), np.uint8), (), "dark")
    *_, other = viewer.until(lambda each: each.backdrop == 2)
    assert other.image and other.label == "dark"


def test_a_costume_is_sent_before_who_wears_it_and_once(viewer):
    first = Sprite()
    sent = viewer.until(lambda each: each.sprites)
    [costume] = [each for each in sent if isinstance(each, StageCostume)]
    assert sent.index(costume) < len(sent) - 1 and decode_image(base64.b64decode(costume.data)).size
    Sprite()
    first.move_to(10, 20)
    *_, told = sent = viewer.until(lambda each: len(each.sprites) == 2 and each.sprites[0].x == 10)
    assert not any(isinstance(each, StageCostume) for each in sent)
    assert [each.costume for each in told.sprites] == [costume.key] * 2

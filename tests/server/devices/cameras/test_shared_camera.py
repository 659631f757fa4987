"""One camera for several: opened once, larger when somebody asks for more, let go of, and never in the way of another
one.
"""

import threading
import time

import numpy as np
import pytest

from sunmao.cameras.sources import Frame, SourceType
from sunmao.errors import CameraDisconnected, CameraMissing
from sunmao.server.devices.cameras import shared_camera
from sunmao.server.devices.cameras.live_images import TITLES, LiveVideos
from sunmao.server.devices.cameras.shared_camera import SharedCameras
from tests.support.limits import HANG_TIMEOUT, poll_until


class Counter:
    """A source whose pictures are black, as large as was asked for; 'hangs' never opens, 'broken' cannot, 'short' ends,
    'torn' breaks.
    """

    title, fps = "counter", 30.0

    def __init__(self, kind: SourceType, width: int, height: int, log: list):
        self._kind, self._size, self._log, self.ended = kind, (height, width, 3), log, False

    def open(self) -> None:
        self._log.append(("open", self._kind.text, self._size[1]))
        if self._kind.text == "hangs":
            threading.Event().wait()
        if self._kind.text == "broken":
            raise CameraMissing("camera_missing", name="broken")

    def next(self, after: int, within: float) -> Frame | None:
        if self._kind.text == "short" and after == 3:
            self.ended = True
            return None
        if self._kind.text == "torn" and after == 3:
            raise CameraDisconnected("camera_gone", name="torn")
        time.sleep(0.001)
        return Frame(after + 1, time.time(), np.zeros(self._size, np.uint8))

    def close(self) -> None:
        self._log.append(("close", self._kind.text, self._size[1]))


@pytest.fixture
def log():
    return []


@pytest.fixture
def cameras(log, monkeypatch):
    monkeypatch.setattr(shared_camera, "LINGERS", 0.05)
    made = SharedCameras(lambda kind, width, height: Counter(kind, width, height, log))
    yield made
    made.end()


def device(name: str) -> SourceType:
    return SourceType("device", name)


def test_two_share_a_camera_until_both_have_left(cameras, log):
    first, second = cameras.join(device("0"), 64, 48), cameras.join(device("0"), 32, 24)
    picture = first.next(0, HANG_TIMEOUT)
    assert second.next(picture.n, HANG_TIMEOUT).n > picture.n
    assert (
        picture.jpeg() is picture.jpeg() and picture.jpeg()[1:] == (64, 48) and picture.rgb(32, 24).shape == (24, 32, 3)
    )
    assert picture.jpeg(fine=True)[0] != picture.jpeg()[0] and picture.jpeg(fine=True)[1:] == (
        64,
        48,
    )  # what is kept is finer
    first.leave()
    assert second.next(picture.n + 20, HANG_TIMEOUT) is not None and cameras.names() == ["0"]
    second.leave()
    poll_until(lambda: not cameras.names())
    assert log == [("open", "0", 64), ("close", "0", 64)]


def test_who_leaves_takes_no_other_seat_along(cameras, log):
    first, second, third = (cameras.join(device("0"), 64, 48) for _ in range(3))
    first.leave()
    second.leave()
    newest = third.next(0, HANG_TIMEOUT)
    ends = time.monotonic() + 4 * shared_camera.LINGERS
    while time.monotonic() < ends:
        newest = third.next(newest.n, HANG_TIMEOUT)
        assert newest is not None
    assert cameras.names() == ["0"] and log == [("open", "0", 64)]


def test_a_page_finds_an_open_camera_without_its_password(cameras):
    secret = SourceType("address", "http://child:pw@10.0.0.2/video")
    cameras.join(secret, 64, 48)
    assert secret.shown == "http://10.0.0.2/video" and device("0").shown == "0"
    assert cameras.kind(secret.shown) == secret and cameras.kind("browser") == SourceType("browser", "browser")


def test_it_is_opened_again_for_larger_pictures(cameras, log):
    small = cameras.join(device("0"), 32, 24)
    before = small.next(0, HANG_TIMEOUT)
    large = cameras.join(device("0"), 64, 48)
    poll_until(lambda: (newest := large.next(0, HANG_TIMEOUT)) and newest.jpeg()[1] == 64)
    assert small.next(before.n, HANG_TIMEOUT).n > before.n
    assert log[:3] == [("open", "0", 32), ("close", "0", 32), ("open", "0", 64)]


def test_one_that_hangs_holds_up_no_other(cameras, monkeypatch):
    monkeypatch.setattr(shared_camera, "OPENS_WITHIN", 0.05)
    hanging = cameras.join(device("hangs"), 64, 48)
    other = cameras.join(device("0"), 64, 48)
    assert other.next(0, HANG_TIMEOUT) is not None
    with pytest.raises(CameraMissing):
        hanging.wait_open()


def test_one_that_cannot_be_opened_is_tried_anew_by_the_next(cameras, log):
    for _ in range(2):
        with pytest.raises(CameraMissing):
            cameras.join(device("broken"), 64, 48).wait_open()
        poll_until(lambda: not cameras.names())
    assert len(log) == 4


def test_the_end_of_a_film_and_of_a_cable(cameras):
    film, torn = cameras.join(device("short"), 64, 48), cameras.join(device("torn"), 64, 48)
    poll_until(lambda: film.ended)
    assert film.next(0, 0).n == 3 and film.next(3, 0) is None
    with pytest.raises(CameraDisconnected):
        while (picture := torn.next(0, HANG_TIMEOUT)) and torn.next(picture.n, HANG_TIMEOUT):
            continue


def test_a_program_is_asked_for_the_next_picture_when_a_page_wants_it():
    """Asked once, however many want it; a page that comes late gets the newest; so many titles and no more."""
    shown, asked = LiveVideos(), []
    who = {"project": "a/b", "title": "a", "run": "1"}
    topic = shown.begin(who, "眼 睛/1", lambda: asked.append(1))
    assert topic == "shown:a%2Fb/1/%E7%9C%BC%20%E7%9D%9B%2F1"
    shown.put(topic, {"caption": "one"}, b"jpeg")
    assert shown.next(topic, 0, 0) == (1, b'{"caption": "one", "n": 1}\njpeg') and not asked
    assert shown.next(topic, 1, 0) is None and shown.next(topic, 1, 0) is None and asked == [1]
    shown.put(topic, {"caption": "two"}, b"jpeg")
    assert shown.next(topic, 0, 0)[0] == 2
    assert [shown.begin(who, f"{number}", lambda: None) is None for number in range(TITLES)].count(True) == 1
    shown.end(topic)
    with pytest.raises(KeyError):
        shown.next(topic, 2, 0)

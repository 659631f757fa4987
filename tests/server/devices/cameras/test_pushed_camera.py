"""The browser's camera: pages push its pictures to the studio, which passes them on to previews and programs."""

import time
from contextlib import closing
from urllib.parse import quote

import cv2
import numpy as np
import pytest

from benchmarks.bench import Bench
from tests.support.network.live_page import LivePage, live_page
from tests.support.studio import start_studio, stop_studio

pytestmark = pytest.mark.process

COUNTS = """from sunmao.cameras import Camera
for image in Camera(source='browser'):
    print('bright' if image.mean() > 128 else 'dark', image.shape, flush=True)
"""


@pytest.fixture(scope="module")
def bench(tmp_path_factory):
    studio = start_studio(tmp_path_factory.mktemp("projects"))
    yield Bench(studio)
    stop_studio(studio)


class Eye(LivePage):
    """A page with a camera."""

    def until(self, wanted: bool) -> dict:
        """Wait until it is (not) wanted; what it was told then."""
        while (header := self.frame()[0])["wanted"] != wanted:
            continue
        return header

    def push(self, picture: bytes) -> dict:
        """Send a picture, and wait for the answer."""
        self.send(picture)
        return self.frame()[0]


def eye(bench: Bench, project: str = "one") -> Eye:
    return live_page(bench.visitor, f"push:browser:{project}", Eye)


def jpeg(gray: int, width: int = 64, height: int = 48) -> bytes:
    return cv2.imencode(".jpg", np.full((height, width, 3), gray, np.uint8))[1].tobytes()


def claiming(width: int, height: int) -> bytes:
    """A small JPEG whose header says that it is so large."""
    data = bytearray(jpeg(10))
    place = data.index(b"\xff\xc0")
    data[place + 5 : place + 9] = height.to_bytes(2, "big") + width.to_bytes(2, "big")
    return bytes(data)


@pytest.mark.long
def test_what_a_page_pushes_is_seen(bench):
    """Wanted with the first preview, passed on as it is, whatever its size; what is no JPEG, or too large, is not
    taken.
    """
    with closing(eye(bench)) as page:
        assert page.frame()[0]["wanted"] is False
        preview = live_page(bench.visitor, "camera:browser:one")
        assert page.until(True)["width"] == 640
        page.say(send={"ready": True})
        for picture in (jpeg(10), jpeg(200, 1080, 1920), jpeg(90, 33, 17)):
            assert page.push(picture)["wanted"]
            header, seen = preview.frame()
            assert seen == picture
        for bad in (
            b"",
            b"\x89PNG\r\n\x1a\n" + bytes(99),
            claiming(30_000, 30_000),
            claiming(0, 0),
            jpeg(10)[:40],
            b"\xff\xd8\xff",
        ):
            assert page.push(bad)["wanted"]
        page.push(last := jpeg(77))
        assert preview.frame()[1] == last
        preview.close()
        page.until(False)


def test_the_newest_page_that_is_ready_pushes(bench):
    with closing(live_page(bench.visitor, "camera:browser:one")) as preview, closing(eye(bench)) as first:
        first.until(True)
        first.say(send={"ready": True})
        first.push(jpeg(10))
        second = eye(bench)
        assert second.frame()[0]["wanted"] is False
        second.say(send={"ready": True})
        first.until(False)
        second.until(True)
        second.push(newer := jpeg(200))
        while preview.frame()[1] != newer:
            continue
        second.close()
        first.until(True)


def question(bench: Bench, program, which: int) -> int:
    """The number of the program's question, the first (1) or a later one, when it has been asked."""
    path = f"/api/projects/{program.project}/runs/{program.run}/events?after=0"
    while (
        len(asked := [event["id"] for event in bench.visitor.ask("GET", path)["events"] if event["kind"] == "ask"])
        < which
    ):
        time.sleep(0.05)
    return asked[-1]


@pytest.mark.fault("F9")
@pytest.mark.long
def test_a_program_waits_until_the_page_may_use_the_camera_again(bench, row):
    """Denied, then allowed: the program goes on by itself. Denied again, and the child chooses to end: the sentence."""
    program = bench.project(COUNTS)
    with closing(eye(bench, quote(program.project))) as page, closing(eye(bench, "another")) as stranger:
        program.start()
        page.until(True)
        assert stranger.frame()[0]["wanted"] is False  # another child's
        page.say(send={"denied": "NotAllowedError"})
        question(bench, program, 1)
        page.say(send={"ready": True})
        page.push(jpeg(200, 640, 480))
        program.says(b"bright (480, 640, 3)")
        program.says(b'"answered"')
        page.push(b"")  # a camera that gives 0 × 0 pixels for a moment
        page.push(jpeg(10, 320, 200))
        program.says(b"dark (200, 320, 3)")
    second = question(bench, program, 2)
    bench.visitor.ask("POST", f"/api/projects/{program.project}/runs/{program.run}/answers/{second}", {"value": "end"})
    told = next(event for event in bench.visitor.until_over(program.project, program.run) if event["kind"] == "error")
    assert told["type"] == "CameraDisconnected" and told["line"] == 2
    row(
        saw=f"{told['title']['zh']} / {told['title']['en']}",
        kept="the program waited and went on when pictures came again; the child ended it",
    )

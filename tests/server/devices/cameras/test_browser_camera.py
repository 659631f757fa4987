"""The choice of the page that pushes its camera's pictures, and of the programs that get them."""

import cv2
import numpy as np

from sunmao.server.devices.cameras.browser_camera import PATIENCE, SILENCE, BrowserCamera

JPEG = cv2.imencode(".jpg", np.zeros((48, 64, 3), np.uint8))[1].tobytes()


def ready(pages: BrowserCamera):
    """A page whose camera is open."""
    page = pages.add_page()
    assert page.next(0)["wanted"]
    page.handle_message({"ready": True})
    return page


def test_a_page_goes_on_when_larger_pictures_are_wanted():
    """A program wants more than the preview: the camera is opened anew, of which a page need not hear in time."""
    pages = BrowserCamera()
    small = pages.make_source(640, 480)
    page = ready(pages)
    page.push(JPEG)
    last = small.next(0, 0).n
    large = pages.make_source(1280, 720)
    small.close()  # as late as that
    page.push(JPEG)
    assert large.next(last, 0).n > last and large.trouble is None
    assert page.next(0) == {"wanted": True, "width": 1280, "height": 720}
    large.close()
    assert not page.next(0)["wanted"]


def test_a_page_that_has_fallen_silent_stands_in_nobodys_way():
    pages = BrowserCamera()
    source = pages.make_source(640, 480)
    silent = ready(pages)
    other = pages.add_page()
    assert not other.next(0)["wanted"]
    silent.last_seen -= PATIENCE
    assert other.next(0)["wanted"]
    other.handle_message({"ready": True})
    other.push(JPEG)
    assert source.next(0, 0) is not None and not silent.next(0)["wanted"]


def test_only_a_refusal_is_called_one():
    """A page that is slow, as while a model trains, is asked for patience, and not for a permission that it has."""
    pages = BrowserCamera()
    source = pages.make_source(640, 480)
    page = ready(pages)
    pages._last -= PATIENCE
    assert source.trouble is None
    pages._last -= SILENCE
    assert source.trouble.key == "camera_waits"
    page.push(JPEG)
    assert source.trouble is None
    page.handle_message({"denied": "NotAllowedError"})
    assert source.trouble.key == "camera_allow"

"""The page's own camera for a program: its pictures arrive, and what happens when the browser takes them away (row F9)."""

import re
from contextlib import contextmanager

import numpy as np
import pytest
from playwright.sync_api import expect

from tests.e2e.filming import KEEP_TRACKS, LIT, filmed, hide, moves
from tests.e2e.hands import wait_for
from tests.e2e.rooms import enter, make, program, read_output, run, stop
from tests.support.photographs import write_film
from tests.support.studio import ApiClient

# Prints sixteen brightnesses of every fifth picture (a grid of 4 × 4), and its size.
LOOKS = """
from sunmao import show
from sunmao.cameras import Camera
camera = Camera('browser')
for number, image in enumerate(camera):
    show(image, title='我')
    if number % 5 == 0:
        high, wide = image.shape[0] // 4 * 4, image.shape[1] // 4 * 4
        grid = image[:high, :wide].mean(2).reshape(4, high // 4, 4, wide // 4).mean((1, 3))
        print('grid', image.shape[1], image.shape[0], *grid.astype(int).ravel())
"""
OFF = "() => tracks.every(track => track.readyState === 'ended')"
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


def grids(clip: bytes) -> np.ndarray:
    """(N, 16): the brightness of each picture of a clip, as LOOKS prints it."""
    import cv2

    pictures = (
        cv2.imdecode(np.frombuffer(b"\xff\xd8" + each, np.uint8), cv2.IMREAD_GRAYSCALE)
        for each in clip.split(b"\xff\xd8")[1:]
    )
    return np.array([cv2.resize(picture, (4, 4), interpolation=cv2.INTER_AREA).ravel() for picture in pictures], float)


def printed(page) -> list[list[int]]:
    """The numbers of each line that the program has printed."""
    return [[int(number) for number in line.split()[1:]] for line in re.findall(r"grid[ \d]+", read_output(page))]


@pytest.fixture(scope="module")
def clip(tmp_path_factory):
    """The film for the camera of the page."""
    return write_film(tmp_path_factory.mktemp("camera") / "film.mjpeg")


@pytest.fixture(scope="module")
def seeing(browser, clip):
    """A browser with a camera, which nobody may use yet."""
    with filmed(browser, clip) as running:
        yield running


@pytest.fixture
def project(studio):
    """A project whose program looks through the page's camera; in Chinese."""
    ApiClient(studio).ask("PUT", "/api/settings", {"lang": "zh"})
    return make(studio, program(LOOKS))


@contextmanager
def opened(browser, studio, project, **more):
    """A page that shows the project, and its context. more: permissions, another browser's name."""
    context = browser.new_context(viewport={"width": 1366, "height": 768}, locale="zh-CN", **more)
    page = context.new_page()
    page.add_init_script(KEEP_TRACKS)
    page.goto(studio.url)
    enter(page, project)
    yield context, page
    context.close()


@pytest.mark.long
def test_a_program_sees_what_the_camera_of_the_page_sees(seeing, studio, clip, project):
    with opened(seeing, studio, project, permissions=["camera"]) as (_, page):
        run(page)
        moves(page)
        wait_for(page, "() => (document.querySelector('.con')?.textContent.match(/grid/g) ?? []).length >= 3")
        film = grids(clip.read_bytes())
        for _, _, *grid in printed(page):
            assert np.abs(film - grid).mean(1).min() < 8
        assert len({tuple(line) for line in printed(page)}) > 1
        assert page.evaluate(LIT) == 1
        stop(page)
        wait_for(page, OFF)


@pytest.mark.fault("F9")
@pytest.mark.long
def test_a_camera_that_the_browser_takes_back(seeing, studio, project, row):
    with opened(seeing, studio, project) as (context, page):
        banner = page.locator(".banner", has=page.get_by_role("button", name="再试一次"))
        run(page)
        expect(banner).to_contain_text("重新允许摄像头。点网址左边的小图标")  # nobody has allowed it yet
        expect(page.locator(".ask")).to_contain_text("自己接着走")
        with opened(seeing, studio, project, user_agent=FIREFOX) as (_, other):
            expect(other.locator(".banner")).to_contain_text("点网址左边的摄像头图标")
        context.grant_permissions(["camera"])  # it goes on by itself
        moves(page)
        expect(banner).to_have_count(0)
        expect(page.locator(".ask")).to_have_count(0)

        context.clear_permissions()
        expect(banner).to_contain_text("重新允许摄像头。")
        said = banner.inner_text().split("\n")[0]
        assert page.evaluate(LIT) == 0
        expect(page.locator("#run.stop")).to_be_visible()  # the program waits
        context.grant_permissions(["camera"])
        moves(page)

        # A tablet is turned: the pictures get another size in mid-stream.
        page.evaluate("() => tracks.at(-1).applyConstraints({ width: { exact: 180 }, height: { exact: 240 } })")
        wait_for(
            page,
            "() => [...document.querySelectorAll('.live-place canvas')].some(canvas => canvas.height > canvas.width)",
        )
        moves(page)

        # Something before the lens: the browser gives pictures of 0 × 0.
        page.evaluate(
            "() => Object.defineProperty(HTMLVideoElement.prototype, 'videoWidth', { configurable: true, get: () => 0 })"
        )
        page.evaluate(
            "() => { const now = performance.now.bind(performance); performance.now = () => now() + 5_000; }"
        )  # the page's patience
        expect(banner).to_contain_text("摄像头没有画面")
        page.evaluate(
            "() => Object.defineProperty(HTMLVideoElement.prototype, 'videoWidth', { configurable: true, get() { return this.videoHeight && 320 } })"
        )
        expect(banner).to_have_count(0)
        moves(page)

        before = len(printed(page))
        hide(page, True)  # the program goes on while another tab covers the page
        wait_for(page, f"() => (document.querySelector('.con').textContent.match(/grid/g)).length > {before}")
        stop(page)
        wait_for(page, OFF)
        row(saw=said, kept="the program waited and went on; the camera's light went out with the run")

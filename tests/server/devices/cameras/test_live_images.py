"""Pictures on their way from cameras and programs to pages: a real studio, real programs, and pages that watch."""

import json
import re
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import quote

import cv2
import numpy as np
import psutil
import pytest

from benchmarks.bench import Bench, Program
from sunmao.images.image_files import read_image_file
from tests.support.devices.hostile_camera import Server
from tests.support.network.live_page import LivePage, live_page
from tests.support.studio import cameras_process, start_studio, stop_studio

pytestmark = pytest.mark.process

WATCHES = """from sunmao import show
from sunmao.cameras import Camera
camera = Camera(source={source!r})
print('opened', flush=True)
for image in camera:
    show(image, title='看 my camera/1')
"""


@pytest.fixture(scope="module")
def bench(tmp_path_factory):
    studio = start_studio(tmp_path_factory.mktemp("projects"))
    yield Bench(studio)
    stop_studio(studio)


@contextmanager
def running(bench: Bench, source: str):
    """A program that runs; afterwards it is stopped."""
    program = bench.project(source)
    program.start()
    try:
        yield program
    finally:
        with suppress(Exception):
            program.stop()
        program.over()


def events(program: Program) -> list[dict]:
    return [json.loads(line) for line in program.log.read_text("utf-8").splitlines()]


def topic_of(program: Program) -> str:
    """Return the topic of a program's video."""
    program.says(b'"kind":"live"')
    return quote(next(event["topic"] for event in events(program) if event["kind"] == "live"))


def watch(bench: Bench, topic: str) -> LivePage:
    return live_page(bench.visitor, topic)


def size_of(jpeg: bytes) -> tuple[int, int]:
    image = cv2.imdecode(np.frombuffer(jpeg, np.uint8), cv2.IMREAD_COLOR)
    return image.shape[1], image.shape[0]


@pytest.mark.long
def test_pages_see_what_a_program_shows_and_its_camera(bench):
    """Two pages watch the video, one the camera: newest first, in order, JPEG; few pictures are in the log, the last
    one among them.
    """
    with running(bench, WATCHES.format(source="simulated")) as program:
        pages = [watch(bench, topic_of(program)) for _ in range(2)]
        camera = watch(bench, "camera:simulated")
        for page in [*pages, camera]:
            seen = [page.frame() for _ in range(5)]
            assert [header["n"] for header, _ in seen] == sorted({header["n"] for header, _ in seen})
            assert size_of(seen[-1][1]) == (640, 480) == (seen[-1][0]["width"], seen[-1][0]["height"])
        assert camera.frame()[0]["age"] < 1
        program.stop()
        program.over()
        for page in pages:
            while not page.frame()[0].get("closed"):
                continue
        camera.close()
    found = events(program)
    images = [event for event in found if event["kind"] == "image"]
    assert 2 <= len(images) <= 3 and len(found) < 40 and program.log.stat().st_size < 10_000
    assert images[-1]["title"] == "看 my camera/1" and found[-1]["state"] == "stopped"


@pytest.mark.long
def test_the_password_of_an_address_stays_with_the_program(bench):
    """A page sees the camera by a name that the run's log may hold."""
    server = Server()
    try:
        with running(bench, WATCHES.format(source=server.address("protected", "child:pw@"))) as program:
            program.says(b'"kind":"device"')
            camera = watch(bench, quote(next(event["topic"] for event in events(program) if event["kind"] == "device")))
            assert size_of(camera.frame()[1]) == (64, 48)
            camera.close()
        assert b"child" not in program.log.read_bytes()
    finally:
        server.end()


def test_a_page_that_does_not_acknowledge_gets_the_newest_afterwards(bench):
    """It holds up neither the program nor another page, and then sees what is new, not what it missed."""
    with running(bench, WATCHES.format(source="simulated")) as program:
        stalled, other = (watch(bench, topic_of(program)) for _ in range(2))
        stalled.receive(60)
        other.frame()
        program.says(b'"kind":"live"')
        first = other.frame()[0]
        while (newer := other.frame()[0])["n"] < first["n"] + 20:
            continue
        stalled.say(ack=True)
        assert stalled.frame()[0]["t"] >= newer["t"] - 0.5
        stalled.close()
        other.close()


@pytest.mark.long
def test_video_goes_on_when_the_process_of_the_cameras_is_killed(bench):
    """Whoever watches a camera sees it again; a program that only shows goes on showing."""
    source = "import numpy, time\nfrom sunmao import show\nwhile True:\n    show(numpy.random.randint(0, 255, (48, 64, 3), numpy.uint8), title='noise')\n    time.sleep(0.03)\n"
    with running(bench, source) as program:
        page, camera = watch(bench, topic_of(program)), watch(bench, "camera:simulated")
        page.frame()
        camera.frame()
        old = cameras_process(bench.studio)
        old.kill()
        old.wait()
        killed = time.time()
        while camera.frame()[0]["t"] < killed or page.frame()[0]["t"] < killed:
            continue
        assert cameras_process(bench.studio).pid != old.pid
        page.close()
        camera.close()


@pytest.mark.long
def test_a_camera_is_let_go_of(bench, tmp_path):
    """When nobody watches it any more, so that other programs can have it; the next one opens it anew."""
    film = tmp_path / "影片.avi"
    write_film(film)
    page = watch(bench, f"camera:{quote(str(film))}")
    page.frame()
    assert holds(cameras_process(bench.studio), film)
    page.close()
    while holds(cameras_process(bench.studio), film):
        time.sleep(0.02)
    page = watch(bench, f"camera:{quote(str(film))}")
    assert page.frame()[0]["n"] <= 5
    page.close()


def write_film(path: Path) -> None:
    """Ten seconds of noise, 64×48 pixels."""
    plain = path.with_name("film.avi")  # OpenCV cannot write to Chinese names
    writer = cv2.VideoWriter(str(plain), cv2.VideoWriter_fourcc(*"MJPG"), 30, (64, 48))
    picture = np.random.default_rng(0).integers(0, 255, (48, 64, 3), np.uint8)
    for shift in range(300):
        writer.write(np.roll(picture, shift, axis=1))
    writer.release()
    plain.rename(path)


def holds(process: psutil.Process, path: Path) -> bool:
    return any(Path(file.path) == path for file in process.open_files())


def test_cameras_that_are_not_there(bench):
    """The page gets the sentence, in both languages; nothing else is held up by a camera that does not answer."""
    for source, key in (("nothing.mp4", "camera_file_missing"), ("", "camera_no_source"), ("99", "camera_no_source")):
        page = watch(bench, f"camera:{quote(source)}")
        header, picture = page.frame()
        assert header["key"] == key and header["closed"] and set(header["error"]) == {"zh", "en"} and not picture
        page.close()


COLLECTS = """from sunmao.cameras import Camera
from sunmao.data import Dataset
camera = Camera(source='simulated', width=320, height=240)
Dataset(path='data/signs').collect(label='手', n=1000, camera=camera, interval=0, countdown=1)
"""


def test_a_program_that_collects_is_seen_and_stop_keeps_what_is_there(bench):
    with running(bench, COLLECTS) as program:
        page, count = watch(bench, topic_of(program)), 0
        while count < 3:
            header, picture = page.frame()
            taken = re.fullmatch(r"手\n(?:第 )?(\d+)(?: 张，共 | of )1000(?: 张)?", header["caption"])
            assert picture[:2] == b"\xff\xd8" and (
                taken or header["caption"] in ("手\n1 秒后开拍", "手\nbegins in 1 s")
            )
            count = int(taken[1]) if taken else 0
        page.close()
    kept = sorted((program.log.parents[2] / "data/signs/手").iterdir(), key=lambda each: int(each.stem))
    assert [each.name for each in kept] == [f"{n}.jpg" for n in range(1, len(kept) + 1)] and len(kept) >= 3
    assert all(read_image_file(each).shape == (240, 320, 3) for each in kept)
    said = [event["en"] for event in events(program) if event["kind"] == "note"]
    assert said == [f"Pictures of '手' taken: {len(kept)}, kept in data/signs/手."]

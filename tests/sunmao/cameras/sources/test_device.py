"""A camera of this computer that is missing, busy, silent or gone (row F8).

There is no camera on a machine that tests. In its place stands a named pipe that OpenCV opens as it opens a camera, and
from which real JPEG pictures come, or the same one again and again, or none: open and read block, fail and lie as a
driver's do.
"""

import os
import subprocess
import sys
import threading
import time

import cv2
import numpy as np
import pytest

from sunmao.cameras.sources import device, make_source, parse_source, threaded_source
from sunmao.errors import CameraBusy, CameraDisconnected, CameraMissing
from tests.support.limits import HANG_TIMEOUT, poll_until

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="named pipes in place of cameras")
CAMERA = "camera.mjpeg"
NOISE = np.random.default_rng(1)


@pytest.fixture(autouse=True)
def folder(monkeypatch, tmp_path):
    """An empty working folder, in which pipes give their pictures at once."""
    monkeypatch.setenv("SUNMAO_LANG", "en")
    monkeypatch.chdir(tmp_path)
    # A pipe's pictures are not looked at for seconds before the first one is given.
    monkeypatch.setenv("OPENCV_FFMPEG_CAPTURE_OPTIONS", "probesize;20000|analyzeduration;1000|fflags;nobuffer")
    monkeypatch.setattr(threaded_source, "LEAVES_WITHIN", 0.1)
    yield
    # A thread that waits for a pipe's other end may hold the lock under which OpenCV opens every film of this process.
    poll_until(lambda: not count_camera_threads(), "the end of the cameras' threads", pause=open_other_end)


def count_camera_threads() -> int:
    return sum(each.name == f"camera {CAMERA}" for each in threading.enumerate())


def open_other_end() -> None:
    os.close(os.open(CAMERA, os.O_RDWR | os.O_NONBLOCK))
    time.sleep(0.005)


@pytest.fixture
def opens_soon(monkeypatch):
    """Patience for cameras that never open."""
    monkeypatch.setattr(threaded_source, "OPEN_WITHIN", 0.6)


@pytest.fixture
def ages_soon(monkeypatch):
    """Patience for cameras that stop."""
    monkeypatch.setattr(threaded_source, "FRESH_WITHIN", 0.6)
    monkeypatch.setattr(device, "FRESH_WITHIN", 0.4)


class Pipe:
    """A named pipe that pictures go into. mode: 'new' (each one differs), 'same', 'nothing'; closed: the cable is out."""

    def __init__(self, path, mode: str = "new"):
        self.path, self.mode, self.closed = path, mode, threading.Event()
        os.mkfifo(path)
        self.picture = self._jpeg()
        # Both ways, so that opening it never waits here.
        self._end = os.open(path, os.O_RDWR)
        os.set_blocking(self._end, False)
        self._thread = threading.Thread(target=self._feed)
        self._thread.start()

    def pull(self) -> None:
        """Take the cable out."""
        self.closed.set()
        self._thread.join()

    def _feed(self) -> None:
        left = b""
        while not self.closed.wait(0.01):
            if not left:
                self.picture = self._jpeg() if self.mode == "new" else self.picture
                left = b"" if self.mode == "nothing" else self.picture
            try:
                left = left[os.write(self._end, left) :] if left else left
            except BlockingIOError:
                pass
        os.close(self._end)

    def _jpeg(self) -> bytes:
        return cv2.imencode(".jpg", NOISE.integers(0, 255, (48, 64, 3), np.uint8))[1].tobytes()


@pytest.fixture
def pipe():
    made = []

    def make(mode="new"):
        made.append(Pipe(CAMERA, mode))
        return made[-1]

    yield make
    for each in made:
        each.pull()


def opened(pipe) -> device.DeviceSource:
    source = device.DeviceSource(pipe.path)
    source.open()
    return source


def last(source) -> int:
    """Look on until the camera is gone; the number of its last picture."""
    number = 0
    while True:
        frame = source.next(number, 0.1)
        number = frame.n if frame else number


def test_a_living_camera(pipe):
    source = opened(pipe())
    first = source.next(0, 1)
    second = source.next(first.n, 1)
    assert second.n > first.n and second.size == (64, 48) and (second.image != first.image).any()
    # The newest: those between are not waited for.
    poll_until(lambda: (newest := source.next(second.n, 0)) and newest.n > second.n + 1)
    source.close()


@pytest.mark.fault("F8")
@pytest.mark.parametrize("ending", ["pulled", "silent", "same"])
@pytest.mark.slow
def test_the_camera_is_gone(pipe, ages_soon, ending, row):
    """Its reads end; or wait for ever; or go on to give the last picture, and nobody answers when it is opened again."""
    made = pipe()
    source = opened(made)
    if ending == "pulled":
        made.pull()
    else:
        made.mode = {"silent": "nothing", "same": "same"}[ending]
    if ending == "same":
        # Opened again, it is silent.
        threading.Timer(0.45, lambda: setattr(made, "mode", "nothing")).start()
    with pytest.raises(CameraDisconnected, match="is gone") as caught:
        last(source)
    source.close()
    row(
        saw={lang: caught.value.text(lang) for lang in ("zh", "en")}, kept="one exception; the program goes on after it"
    )


def test_a_drawn_picture_is_no_dead_camera(pipe, monkeypatch):
    """A camera that answers when it is opened again may show the same picture for ever: only then a second one comes."""
    monkeypatch.setattr(device, "FRESH_WITHIN", 0.1)
    monkeypatch.setattr(threaded_source, "FRESH_WITHIN", HANG_TIMEOUT)
    source = opened(pipe("same"))
    poll_until(lambda: (newest := source.next(5, 0)) and newest.n > 5)
    source.close()


@pytest.mark.fault("F8")
@pytest.mark.slow
def test_open_blocks(pipe, opens_soon, row):
    """Here the test itself has the pipe open: it is the one who holds the camera."""
    with pytest.raises(CameraBusy, match="This program has opened camera camera.mjpeg already") as caught:
        opened(pipe("nothing"))
    row(
        saw=caught.value.text("en"), kept="the program goes on after the deadline, though the driver does not come back"
    )


@pytest.mark.process
@pytest.mark.fault("F8")
def test_another_program_has_it(opens_soon, row):
    os.mkfifo(CAMERA)
    program = "import os, sys; os.open(sys.argv[1], os.O_RDWR); print('has it', flush=True); sys.stdin.read()"
    other = subprocess.Popen([sys.executable, "-c", program, CAMERA], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    try:
        other.stdout.readline()
        with pytest.raises(CameraBusy, match="is used by python") as caught:
            device.DeviceSource(CAMERA).open()
        row(saw=caught.value.text("en"), kept="the other program's camera")
    finally:
        other.communicate(b"")


@pytest.mark.fault("F8")
def test_no_such_camera_and_no_permission(row, monkeypatch):
    with pytest.raises(CameraMissing, match="There is no camera 63"):
        make_source(parse_source(63)).open()
    open("video0", "w").close()
    monkeypatch.setattr(os, "access", lambda path, mode: False)  # root may open everything
    with pytest.raises(CameraBusy, match="sudo usermod -aG") as caught:
        device.DeviceSource("video0").open()
    row(saw=caught.value.text("en"), kept="one command as the repair")


@pytest.mark.fault("F8")
@pytest.mark.slow
def test_a_black_picture_is_said(tmp_path, row, capsys):
    from sunmao.cameras import Camera, camera, open_camera

    picture = tmp_path / "black.png"
    cv2.imwrite(str(picture), np.full((48, 64, 3), 5, np.uint8))
    # A film in the place of camera 0, as `sunmao run --camera` puts it there.
    open_camera.instead = parse_source(str(picture))
    try:
        camera.DARK_FOR, before = 0.2, camera.DARK_FOR
        with Camera(0) as eye:
            for number, _ in enumerate(eye):
                if number == 6:
                    break
    finally:
        open_camera.instead, camera.DARK_FOR = None, before
    said = capsys.readouterr().err
    assert said.count("\n") == 1 and "is the lens cap on" in said
    row(saw=said, kept="the pictures go on")

"""Runs that use a camera in the studio: the real process that owns the cameras, and programs that come and go."""

import os
import signal

import psutil
import pytest

from sunmao.server.devices.bridge_tickets import BridgeTickets
from sunmao.server.devices.worker_host import WorkerHost
from tests.support.limits import poll_until
from tests.support.observed_run import Studio

pytestmark = pytest.mark.process

READS = """from sunmao.cameras import Camera
camera = Camera(source='simulated', width=320, height=240, mirror=True)
print(camera.width, camera.height, camera.read().shape, camera.read().flags.writeable, 0 <= camera.motion < 0.5)
camera.record('录像.mp4', seconds=0.2)
for number, image in enumerate(camera):
    if number == 5:
        break
print(len(list(Camera('录像.mp4'))) > 1)
"""
LOOKS = """from sunmao.cameras import Camera
camera = Camera(source='simulated')
for image in camera:
    print('seen', flush=True)
print('after the loop')
"""
RAW = """import cv2, numpy
cv2.namedWindow('窗')
picture = numpy.zeros((48, 64, 3), numpy.uint8)
while True:
    picture[..., 0] += 1
    cv2.imshow('窗', picture)
    if cv2.waitKey(20) == ord('q'):
        break
"""


@pytest.fixture(scope="module")
def cameras():
    made = WorkerHost("sunmao.server.devices.cameras.process")
    yield made
    made.close()


@pytest.fixture(scope="module")
def studio(tmp_path_factory, cameras):
    made = Studio(tmp_path_factory.mktemp("projects 张"), bridges=BridgeTickets({"cameras": cameras}, str.title))
    yield made
    made.runs.close()


def process() -> psutil.Process:
    """The process that owns the cameras."""
    children = psutil.Process().children(recursive=True)
    return next(child for child in children if "sunmao.server.devices.cameras.process" in child.cmdline())


def test_a_camera_over_the_bridge(studio):
    told = studio.run(READS).ends()
    assert told.text("stdout") == "320 240 (240, 320, 3) True True\nTrue\n" and told.states()[-1] == "finished"
    device = told.kind("device")[0]
    assert (device["what"], device["name"], device["topic"]) == ("camera", "simulated", "camera:simulated")
    assert (told.folder / "录像.mp4").stat().st_size > 1000


def test_two_programs_look_through_one_camera(studio, cameras):
    first, second = (studio.run(LOOKS).says("seen\nseen\nseen\n") for _ in range(2))
    assert cameras.ask("open") == {"open": ["simulated"]}
    for told in (first, second):
        assert told.stop() and told.ends().states()[-1] == "stopped"
        assert told.text().endswith("after the loop\n")  # the loop ends as `while running()` does


@pytest.mark.fault("F8")
def test_stop_works_when_the_cameras_hang(studio, row):
    told = studio.run("import os\nprint(os.getpid())\n" + LOOKS).says("seen")
    program, hung = int(told.text().split()[0]), process()
    hung.suspend()
    assert told.stop()
    poll_until(lambda: not psutil.pid_exists(program), "its end")
    hung.resume()  # else the studio gives it up and starts another
    assert told.ends().states()[-1] == "stopped"
    row(saw="", kept="Stop ends the program; the next run has the camera")
    studio.run(LOOKS).says("seen").stop()


@pytest.mark.fault("F8")
def test_the_process_of_the_cameras_is_killed(studio, row):
    told = studio.run(LOOKS).says("seen")
    os.kill(process().pid, signal.SIGKILL)
    error = told.ends().kind("error")[0]
    assert error["type"] == "CameraDisconnected" and error["line"] == 3
    row(saw=error["title"], kept="one exception at the child's line; the next run gets a new process")
    studio.run(LOOKS).says("seen").stop()


@pytest.mark.fault("F8")
@pytest.mark.skipif(os.name == "nt", reason="a machine without this camera")
def test_a_camera_that_is_not_there(studio, row):
    error = studio.run("from sunmao.cameras import Camera\nCamera(63)\n").ends().kind("error")[0]
    assert error["type"] == "CameraMissing" and error["line"] == 2 and "63" in error["title"]["en"]
    row(saw=error["title"], kept="the process of the cameras, for other programs")


def test_windows_of_opencv_are_on_the_page(studio):
    told = studio.run(RAW)
    told.until(lambda told: told.kind("live"))
    assert told.kind("live")[0]["title"] == told.kind("image")[0]["title"] == "窗"
    assert told.stop() and told.ends().states()[-1] == "stopped"
    assert len(told.kind("image")) <= 3

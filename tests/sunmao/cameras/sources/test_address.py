"""Cameras on the network, good ones and such as send nonsense: a real server, one behavior a path (row F10)."""

import threading

import psutil
import pytest

from sunmao.cameras import Camera
from sunmao.cameras.sources import make_source, parse_source, threaded_source
from sunmao.errors import BadValue, CameraDisconnected, CameraMissing, NotAPicture
from tests.support.devices.hostile_camera import Server, giant

NO_PICTURE = (
    "no_boundary",
    "endless_header",
    "endless_head",
    "endless_picture",
    "slow",
    "silent",
    "giant",
    "huge_length",
    "page",
    "circle",
    "to_a_file",
)


@pytest.fixture(scope="module")
def server():
    made = Server()
    yield made
    made.end()


@pytest.fixture(autouse=True)
def english(monkeypatch):
    monkeypatch.setenv("SUNMAO_LANG", "en")


@pytest.fixture
def opens_soon(monkeypatch):
    """Patience for cameras that never give a picture."""
    monkeypatch.setattr(threaded_source, "OPEN_WITHIN", 0.6)


def test_a_stream(server):
    with Camera(server.address("good")) as camera:
        pictures = [image for _, image in zip(range(8), camera, strict=False)]
        assert [image.shape for image in pictures] == [(48, 64, 3)] * 8
        levels = [round(image.mean()) for image in pictures]
        assert levels == sorted(set(levels))  # always a newer one


@pytest.mark.parametrize(
    "behavior, before", [("other_boundary", ""), ("one", ""), ("moved", ""), ("protected", "child:pw@")]
)
def test_other_good_ones(server, behavior, before):
    with Camera(server.address(behavior, before)) as camera:
        assert camera.read().shape == camera.read().shape == (48, 64, 3)
        assert "pw" not in camera._source.title + repr(camera)


@pytest.mark.slow
@pytest.mark.fault("F10")
@pytest.mark.parametrize("behavior", NO_PICTURE)
def test_no_picture_comes(server, opens_soon, behavior, row):
    before = psutil.Process().memory_info().rss
    with pytest.raises(CameraMissing, match="No picture comes from") as caught:
        Camera(server.address(behavior))
    assert psutil.Process().memory_info().rss - before < 64 * 1024 * 1024
    row(
        saw={lang: caught.value.text(lang) for lang in ("zh", "en")},
        kept="the program goes on after it; memory grew by less than 64 MB",
    )


@pytest.mark.slow
@pytest.mark.fault("F10")
@pytest.mark.parametrize("behavior", ["stops", "ends"])
def test_no_picture_comes_any_more(server, behavior, row, monkeypatch):
    monkeypatch.setattr(threaded_source, "FRESH_WITHIN", 0.5)
    with Camera(server.address(behavior)) as camera, pytest.raises(CameraDisconnected, match="any more") as caught:
        for _ in camera:
            pass
    row(saw={lang: caught.value.text(lang) for lang in ("zh", "en")}, kept="the loop ends with one exception")


@pytest.mark.slow
def test_the_reader_ends_with_the_camera(server, opens_soon):
    """Also where the other side sends a byte a second."""
    source = make_source(parse_source(server.address("slow")))
    with pytest.raises(CameraMissing):
        source.open()
    assert not any(thread.name == f"camera {source.title}" for thread in threading.enumerate())


def test_what_cannot_be_reached(server, opens_soon):
    for address in (server.address("nothing_there"), "http://127.0.0.1:1/", server.address("protected")):
        with pytest.raises(CameraMissing, match="cannot be reached|No picture comes"):
            Camera(address)
    for address in ("http://[::1", "http:///x", "http://127.0.0.1:99999/", "rtsp://"):
        with pytest.raises(BadValue):
            Camera(address)


def test_a_giant_is_refused_by_its_header():
    from sunmao.images.image_files import decode_image

    with pytest.raises(NotAPicture):
        decode_image(giant())


@pytest.mark.slow
def test_a_covered_camera_is_said_once(server, capsys):
    with Camera(server.address("dark")) as camera:
        for number, _ in enumerate(camera):
            if number == 70:
                break
    assert capsys.readouterr().err.count("is the lens cap on") == 1

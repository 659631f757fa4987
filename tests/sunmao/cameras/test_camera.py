"""Cameras without a camera: what words mean, the simulated one, films, and what the pupil's object does."""

import cv2
import numpy as np
import pytest

from sunmao.cameras import Camera
from sunmao.cameras.device_errors import _get_title
from sunmao.cameras.sources import SourceType, parse_source, simulated
from sunmao.cameras.sources.source import Frame, is_black, shrink_to_fit
from sunmao.errors import BadValue, CameraDisconnected, FileMissing, NotAPicture, UnknownName
from sunmao.runtime import session


@pytest.fixture(autouse=True)
def english(monkeypatch, tmp_path):
    monkeypatch.setenv("SUNMAO_LANG", "en")
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def camera():
    with Camera(source="simulated") as made:
        yield made


def film(path, pictures: int = 8, fps: int = 40) -> None:
    """A film whose pictures grow brighter."""
    writer = cv2.VideoWriter(str(path), cv2.CAP_FFMPEG, cv2.VideoWriter_fourcc(*"mp4v"), fps, (64, 48))
    for number in range(pictures):
        writer.write(np.full((48, 64, 3), 25 * number, np.uint8))
    writer.release()


@pytest.mark.parametrize(
    "source, kind",
    [
        (0, SourceType("device", "0")),
        ("1", SourceType("device", "1")),
        (" 02 ", SourceType("device", "2")),
        ("/dev/video3", SourceType("device", "/dev/video3")),
        ("simulated", SourceType("simulated", "simulated")),
        ("Browser", SourceType("browser", "browser")),
        ("clip.mp4", SourceType("file", "clip.mp4")),
        ("RTSP://10.0.0.2/live", SourceType("address", "RTSP://10.0.0.2/live")),
        ("http://10.0.0.2:8080/video", SourceType("address", "http://10.0.0.2:8080/video")),
        ("片段/小猫.mp4", SourceType("file", "片段/小猫.mp4")),
        (np.int64(1), SourceType("device", "1")),
    ],
)
def test_what_a_word_means(source, kind):
    assert parse_source(source) == kind


@pytest.mark.parametrize(
    "address, shown",
    [
        ("http://child:pw@10.0.0.2:8080/video", "http://10.0.0.2:8080/video"),
        ("rtsp://10.0.0.2/live?channel=1", "rtsp://10.0.0.2/live?channel=1"),
        ("http://10.0.0.2/video.cgi?user=admin&PWD=1234&rate=0", "http://10.0.0.2/video.cgi?user=…&PWD=…&rate=0"),
    ],
)
def test_what_people_see_of_an_address(address, shown):
    assert parse_source(address).shown == shown and parse_source(address).text == address


@pytest.mark.parametrize(
    "source",
    [True, None, -1, 64, "", "  ", "a\0b", 1.5, [0], b"0", "ftp://10.0.0.2/clip.mp4", "http://10.0.0.2:99999/"],
)
def test_what_is_no_camera(source):
    with pytest.raises(BadValue, match="There is no camera"):
        parse_source(source)


@pytest.mark.parametrize("size", [dict(width=15), dict(height=5000), dict(width="wide"), dict(height=None)])
def test_what_is_no_size(size):
    with pytest.raises(BadValue):
        Camera("simulated", **size)


def test_the_simulated_camera_shows_every_digit_in_turn():
    assert [simulated.get_digit(1 + 60 * turn) for turn in range(12)] == [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1]
    for number in (1, 61, 1234):
        picture = simulated.draw_frame(number)
        assert (
            picture.shape == (480, 640, 3)
            and picture.dtype == np.uint8
            and (picture == simulated.draw_frame(number)).all()
        )
        assert 0.02 < (picture > 128).mean() < 0.4 and picture[:, 0].max() == 0  # ink on black
    assert (simulated.draw_frame(1) != simulated.draw_frame(2)).any() and (
        simulated.draw_frame(1) != simulated.draw_frame(601)
    ).any()


def test_read_never_gives_a_picture_twice(camera):
    first, second = camera.read(), camera.read()
    assert first.shape == (480, 640, 3) and (first != second).any()
    assert (camera.width, camera.height, camera.source) == (640, 480, "simulated")


def test_a_picture_is_the_programs_own(camera):
    image = camera.read()
    image[:] = 7
    assert not (camera._newest.image == 7).all()


def test_a_mirror():
    with Camera("simulated", width=320, height=320, mirror=True) as camera:
        image = camera.read()
        assert image.shape == (240, 320, 3) and (image[:, ::-1] == camera._newest.image).all()
        camera.mirror = False
        assert (camera.read() == camera._newest.image).all()


def test_misspelled_names_fail(camera):
    with pytest.raises(UnknownName, match="Did you mean 'mirror'"):
        camera.mirorr = True
    with pytest.raises(UnknownName):
        camera.width = 320


def test_a_closed_camera(camera):
    pictures = iter(camera)
    next(pictures)
    camera.close()
    assert list(pictures) == []
    for use in (camera.read, lambda: next(iter(camera))):
        with pytest.raises(CameraDisconnected, match="is closed"):
            use()
    camera.close()


def test_a_camera_that_nobody_holds_any_more_is_let_go_of(tmp_path):
    film(tmp_path / "clip.mp4")
    source = Camera("clip.mp4")._source
    assert source._closed.is_set()


def test_iteration_ends_with_stop(camera, monkeypatch):
    monkeypatch.setattr(session, "_session", session._Session())
    seen = 0
    for _ in camera:
        seen += 1
        if seen == 3:
            session.request_stop()
    assert seen == 3


def test_a_film_ends(tmp_path):
    film(tmp_path / "短片.mp4")
    with Camera("短片.mp4") as camera:
        levels = [image.mean() for image in camera]
        assert levels and levels == sorted(levels) and levels[-1] > 165  # all of it was played
        with pytest.raises(CameraDisconnected, match="The film '短片.mp4' is over"):
            camera.read()


def test_a_film_waits_for_the_first_question(tmp_path):
    film(tmp_path / "film.mp4", pictures=3)
    with Camera("film.mp4", width=32) as camera:
        session.wait_seconds(0.3)  # as a training would take
        assert (camera.width, camera.height) == (32, 24) and camera.read().mean() < 10


def test_a_picture_is_shown_again_and_again(tmp_path):
    cv2.imencode(".png", np.full((20, 30, 3), (250, 10, 0), np.uint8)[..., ::-1])[1].tofile(tmp_path / "照片.png")
    with Camera("照片.png") as camera:
        assert [camera.read()[0, 0].tolist() for _ in range(2)] == [[250, 10, 0]] * 2


def test_files_that_are_none(tmp_path):
    (tmp_path / "main.py").write_text("print('hello')")
    with pytest.raises(NotAPicture, match="'main.py' is no film"):
        Camera("main.py")
    with pytest.raises(FileMissing, match="Did you mean 'simulated'"):
        Camera("simulatd")
    with pytest.raises(FileMissing):
        Camera("x" * 5000)
    assert [each.name for each in tmp_path.iterdir()] == ["main.py"]


@pytest.mark.slow
def test_a_film_is_recorded(camera, tmp_path):
    camera.record("录像/第 1 段.mp4", seconds=0.5)
    camera.record("录像/第 1 段.mp4", seconds=0.2)
    assert [each.name for each in tmp_path.rglob("*") if each.is_file()] == ["第 1 段.mp4"]
    with Camera("录像/第 1 段.mp4") as again:
        assert len(list(again)) <= 5 and (again.width, again.height) == (640, 480)
    with pytest.raises(BadValue, match="ends in .mp4"):
        camera.record("clip.avi", 1)
    (tmp_path / "file").touch()
    with pytest.raises(BadValue, match="cannot be written"):
        camera.record("file/clip.mp4", 0.1)
    assert not list(tmp_path.glob(".*"))


def test_motion(tmp_path):
    cv2.imwrite(str(tmp_path / "still.png"), np.random.default_rng(0).integers(0, 255, (48, 64, 3), np.uint8))
    with Camera("still.png") as camera:
        assert camera.motion == 0
    film(tmp_path / "film.mp4", pictures=10, fps=10)
    with Camera("film.mp4") as camera:
        assert camera.motion == 1  # all of it grew brighter


def test_a_camera_alone_says_that_there_is_no_page(capsys, monkeypatch):
    from sunmao.cameras import open_camera

    monkeypatch.setattr(open_camera, "make_source", lambda kind, *size: simulated.SimulatedSource(*size))
    assert Camera("browser").source == "0" and "no page of Sunmao" in capsys.readouterr().out


def test_pictures_fit():
    image = np.zeros((1080, 1920, 3), np.uint8)
    assert shrink_to_fit(image, 640, 480).shape == (360, 640, 3) and shrink_to_fit(image, 4000, 4000) is image
    frame = Frame(1, 0.0, bgr=np.full((2, 4, 3), (1, 2, 3), np.uint8))
    assert frame.image[0, 0].tolist() == [3, 2, 1] and frame.size == (4, 2) and frame.age > 0
    assert is_black(image) and not is_black(image + 40)


@pytest.mark.parametrize(
    "process, called",
    [
        ("Zoom.exe", "Zoom"),
        ("zoom.us", "Zoom"),
        ("wemeetapp.exe", "腾讯会议 (Tencent Meeting)"),
        ("obs64.exe", "OBS Studio"),
        ("ms-teams.exe", "Microsoft Teams"),
        ("QQ.exe", "QQ"),
        ("qqplot", ""),
        ("python3", ""),
        ("observer", ""),
    ],
)
def test_programs_that_hold_cameras(process, called):
    assert _get_title(process) == called

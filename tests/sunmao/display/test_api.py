"""Showing, drawing curves and asking without the studio."""

import atexit
import builtins

import cv2
import numpy as np
import pytest

from sunmao import choose, plot, show
from sunmao.display import api, desktop, video
from sunmao.display import plot as plot_module
from sunmao.display.image_encoding import DisplayedImage
from sunmao.images.image_files import save_image_file
from sunmao.protocol.learning_messages import Evaluation
from sunmao.tabular.table import Table


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SUNMAO_SCREEN", "0")
    monkeypatch.setattr(desktop, "_numbers", iter(range(1, 9)))
    monkeypatch.setattr(desktop, "_files", [])
    monkeypatch.setattr(video, "_paces", {})
    monkeypatch.setattr(video, "_crowd", video.FrameRate(5, video.QUICK))
    monkeypatch.setattr(plot_module, "_curves", {})
    monkeypatch.setattr(plot_module, "_counts", {})
    yield tmp_path
    atexit.unregister(plot_module.write_curves)


def test_a_picture_becomes_a_file(folder, capsys):
    show(np.full((10, 20, 3), (255, 0, 10), np.uint8), title="red")
    image = cv2.imdecode(np.fromfile(folder / "output/show_1.png", np.uint8), cv2.IMREAD_COLOR)
    assert image.shape == (10, 20, 3) and image[0, 0].tolist() == [10, 0, 255]
    assert capsys.readouterr().out == "red  output/show_1.png\n"


def test_large_photos_travel_small():
    event = DisplayedImage(np.random.default_rng(0).integers(0, 255, (2000, 4000), np.uint8)).as_event()
    assert (event.media_type, event.width, event.height) == ("image/jpeg", 4000, 2000)
    assert len(event.data) < 2_500_000


def test_pictures_that_come_quickly_are_one_file(folder, capsys):
    """The first ones by themselves; then the file of their title, which at the end holds the last one."""
    for gray in range(0, 200, 10):
        show(np.full((10, 20), gray, np.uint8), title="eye: 1")
    desktop._files[0].finish()
    assert sorted(path.name for path in (folder / "output").iterdir()) == ["eye_ 1.jpg", "show_1.png", "show_2.png"]
    assert cv2.imdecode(np.fromfile(folder / "output/eye_ 1.jpg", np.uint8), cv2.IMREAD_COLOR)[5, 5].tolist() == [
        190,
        190,
        190,
    ]
    assert len(capsys.readouterr().out.splitlines()) == 3


def test_a_crowd_of_titles_is_one_video(folder):
    """A title with a number in it, thirty times a second: the disk has no room for each; what comes slowly stands by
    itself again.
    """
    for number in range(20):
        show(np.full((10, 20), 5 * number, np.uint8), title=f"{number} %")
    video._crowd = video.FrameRate(5, video.QUICK)
    show(np.zeros((10, 20), np.uint8), title="end")
    assert len(list((folder / "output").glob("show_*.png"))) == 6
    desktop._files[0].finish()
    assert cv2.imdecode(np.fromfile(folder / "output/Sunmao.jpg", np.uint8), cv2.IMREAD_COLOR)[5, 5].tolist() == [
        95,
        95,
        95,
    ]


def test_a_list_of_pictures_is_no_video(folder):
    show([np.zeros((4, 4), np.uint8)] * 8, title="all")
    assert len(list((folder / "output").glob("show_*.png"))) == 8


def test_what_makes_a_video(monkeypatch):
    """Two pictures of a title in a quarter of a second are two pictures, the third is a video; without a title many
    are.
    """
    moments = iter([0, 0.2, 1, 1.2, 1.4, 9, *range(20), *(20 + n / 10 for n in range(12))])
    monkeypatch.setattr(video, "monotonic", lambda: next(moments))
    titled, untitled = video.FrameRate(video.TITLED, video.QUICK), video.FrameRate(video.UNTITLED, video.QUICK)
    assert [titled.count() for _ in range(6)] == [False, False, False, False, True, True]
    assert not any(untitled.count() for _ in range(20))
    assert [untitled.count() for _ in range(12)] == [False] * 10 + [True] * 2


def test_other_things(folder, capsys):
    show(5)
    show([np.zeros((4, 4), np.uint8)] * 2)
    show(Table(["fruit", "count"], [["apple", 3]]), title="my fruit")
    desktop.show_event(Evaluation(3, 4))
    assert capsys.readouterr().out.splitlines() == [
        "5",
        "output/show_1.png",
        "output/show_2.png",
        "my fruit",
        "fruit  count",
        "apple  3",
        "3 / 4",
    ]


def test_curves(folder, capsys):
    for number in range(3):
        plot("a", number)
        plot(name="温度", value=number / 2 if number else float("nan"))
    plot_module.write_curves()
    text = (folder / "output/curves.csv").read_text("utf-8-sig")
    assert text == "step,a,温度\n1,0.0,nan\n2,1.0,0.5\n3,2.0,1.0\n"
    assert (folder / "output/curves.png").read_bytes().startswith(b"\x89PNG")
    with pytest.raises(ValueError):
        plot("a", "warm")


def test_choose(monkeypatch):
    monkeypatch.setattr(builtins, "input", lambda prompt: "2")
    assert choose("which?", [10, 20]) == 20
    with pytest.raises(ValueError, match="|".join(words_of("nothing_to_choose"))):
        choose("which?", [])


def words_of(key):
    from sunmao import texts

    return [texts.split_text(key, lang)[0] for lang in texts.LANGUAGES]


def test_ask_for_a_picture(folder, monkeypatch):
    photo = np.random.default_rng(0).integers(0, 255, (40, 50, 3), np.uint8)
    save_image_file(folder / "photo 1.png", photo)
    monkeypatch.setattr(builtins, "input", lambda prompt: ' "photo 1.png" ')
    assert np.array_equal(api.ask_picture("a photo?"), photo)
    monkeypatch.setattr(builtins, "input", lambda prompt: "none.png")
    with pytest.raises(FileNotFoundError):
        api.ask_picture("a photo?")


def test_a_drawing_becomes_like_the_digits(folder, monkeypatch):
    drawing = np.full((300, 300, 3), 255, np.uint8)
    cv2.line(drawing, (150, 40), (150, 260), (20, 20, 20), 14, cv2.LINE_AA)
    save_image_file(folder / "one.png", drawing)
    monkeypatch.setattr(builtins, "input", lambda prompt: "one.png")
    made = api.ask_picture("draw a digit")
    assert made.shape == (96, 96, 3) and made[0, 0].tolist() == [0, 0, 0] and made.max() > 200

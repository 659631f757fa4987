"""Collecting pictures of a class: on the disk before they are counted, whole after a kill, and stopped without a loss."""

import os
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import SimpleNamespace

import cv2
import numpy as np
import pytest

from sunmao.cameras import Camera
from sunmao.data import Dataset, collect_dataset
from sunmao.data.capture import image_capture as capture
from sunmao.data.capture.image_capture import (
    COLLECTED,
    encode_captured,
    find_class_root,
    save_image_bytes,
    save_unlabeled_image,
)
from sunmao.errors import BadValue
from sunmao.images.image_files import decode_image, read_image_file, save_image_file
from sunmao.runtime import session

SMOOTH = np.indices((24, 32)).sum(0)[..., None].repeat(3, 2).astype(np.uint8) * 4


@pytest.fixture(autouse=True)
def workshop(monkeypatch, tmp_path):
    monkeypatch.setenv("SUNMAO_LANG", "en")
    monkeypatch.chdir(tmp_path)


@pytest.fixture(scope="module")
def camera():
    with Camera("simulated") as opened:
        yield opened


def quality(data: bytes) -> int:
    """The quality of a JPEG by its first table of steps, as libjpeg scales them (its first step is 16 at 50)."""
    place = data.index(b"\xff\xdb")
    return round((200 - 100 * data[place + 5] / 16) / 2)


def test_pictures_of_a_camera_become_a_class(camera, capsys):
    dataset = Dataset("data/pets")
    dataset.collect(label="猫", n=3, camera=camera, interval=0, countdown=0.05)
    dataset.collect(label="dog", n=2, camera=camera, interval=0, square=True)
    dataset.collect(label="dog", n=1, camera=camera)
    assert dataset.classes == ["dog", "猫"] and dataset.count_pictures("dog") == 3
    assert sorted(os.listdir("data/pets/dog")) == ["1.jpg", "2.jpg", "3.jpg"]
    assert read_image_file("data/pets/dog/1.jpg").shape == (480, 480, 3) and read_image_file(
        "data/pets/猫/1.jpg"
    ).shape == (480, 640, 3)
    assert quality(Path("data/pets/猫/1.jpg").read_bytes()) >= 90
    said = capsys.readouterr().out
    assert "1 s left" in said and "Pictures of '猫' taken: 3, kept in data/pets/猫." in said


@pytest.mark.slow
def test_a_class_called_by_a_number_is_told_from_what_is_counted(camera, monkeypatch):
    """Its name stands alone in the first line; what counts down is seconds. Each class waits for the pupil, and its name
    does not stand below the picture of what is held meanwhile.
    """
    said, asked = [], []
    monkeypatch.setattr(capture.session, "is_in_studio", lambda: True)
    monkeypatch.setattr("sunmao.display.video.push_frame", lambda title, image, caption: said.append(caption))
    monkeypatch.setattr(session, "ask_to_be_ready", lambda text, ready, look: asked.append((text["en"], ready, look())))
    collect_dataset("data/x", "1, 5", n=2, camera=camera, interval=0, countdown=0.5)
    assert list(dict.fromkeys(said)) == [
        "begins when you press Ready",
        "1\nbegins in 1 s",
        "1\n1 of 2",
        "1\n2 of 2",
        "5\nbegins in 1 s",
        "5\n1 of 2",
        "5\n2 of 2",
    ]
    assert said.count("begins when you press Ready") == 2
    assert asked == [
        ("First: 1. Hold it before the camera.", "Ready", None),
        ("Next: 5. Hold it before the camera.", "Ready", None),
    ]


def test_without_a_countdown_nothing_is_asked(camera, monkeypatch):
    monkeypatch.setattr(capture.session, "is_in_studio", lambda: True)
    monkeypatch.setattr("sunmao.display.video.push_frame", lambda *_: None)
    monkeypatch.setattr(session, "ask_to_be_ready", lambda *_: pytest.fail("who wants no countdown does not wait"))
    collect_dataset("data/x", "1, 5", n=1, camera=camera, interval=0, countdown=0)
    assert Dataset("data/x").count_pictures() == 2


def test_pictures_without_a_label_are_numbered_as_they_come(tmp_path):
    paths = [save_unlabeled_image(tmp_path / "things", str(number).encode(), ".png") for number in range(11)]
    assert [path.read_bytes() for path in sorted(paths)] == [str(number).encode() for number in range(11)]
    assert {path.parent for path in paths} == {tmp_path / "things" / COLLECTED} and paths == sorted(paths)


def test_a_film_does_not_wait(monkeypatch):
    monkeypatch.setattr(capture.session, "is_in_studio", lambda: True)
    monkeypatch.setattr(session, "ask_to_be_ready", lambda *_: pytest.fail("a film goes on meanwhile"))
    capture.wait_until_ready(Path("data/x"), "a", SimpleNamespace(source="film.mp4"), False, False)


def test_mirror_and_square_are_as_they_are_seen():
    image = SMOOTH.copy()
    whole, turned, middle = (
        decode_image(encode_captured(image, *wish)).astype(int)
        for wish in ((False, False), (True, False), (True, True))
    )
    assert np.abs(whole - image).max() < 8 and np.abs(turned - image[:, ::-1]).max() < 8
    assert np.abs(middle - image[:, 4:28][:, ::-1]).max() < 8


def test_training_folders_and_their_list_of_classes_grow_at_the_end(camera):
    save_image_file("data/x/training_set/b/1.png", SMOOTH)
    save_image_file("data/x/val_set/b/1.png", SMOOTH)
    Path("data/x/classes.txt").write_text("b", encoding="utf-8")
    dataset = Dataset("data/x")
    dataset.collect(label="a", n=1, camera=camera)
    dataset.collect(label="b", n=1, camera=camera)
    assert sorted(os.listdir("data/x/training_set/b")) == ["1.png", "2.jpg"] and os.listdir(
        "data/x/training_set/a"
    ) == ["1.jpg"]
    assert dataset.classes == ["b", "a"] and Path("data/x/classes.txt").read_text() == "b\na\n"


def test_a_data_set_that_is_wrapped_in_a_folder_keeps_its_place():
    for name in ("a", "b"):
        save_image_file(f"data/x/inner/{name}/1.png", SMOOTH)
    assert find_class_root(Path("data/x")) == Path("data/x/inner")
    assert find_class_root(Path("data/new")) == Path("data/new")


def test_where_a_folder_says_nothing_no_picture_is_put(camera):
    Path("data/coco/images").mkdir(parents=True)
    save_image_file("data/coco/images/1.png", SMOOTH)
    Path("data/coco/annotations.json").write_text('{"images": [], "annotations": [], "categories": []}')
    with pytest.raises(BadValue, match="one folder for each class"):
        Dataset("data/coco").collect(label="a", n=1, camera=camera)


@pytest.mark.parametrize("labels", [("mask", "face"), ("images", "b")])
def test_a_class_may_be_called_as_other_formats_call_their_folders(labels):
    """Drawn pictures are as flat as masks are."""
    image = np.zeros((30, 30, 3), np.uint8)
    image[5:9, 5:9] = 200
    for label in labels * 2:
        Dataset("data/drawn").add(image=image, label=label)
    dataset = Dataset("data/drawn")
    assert (dataset.task, dataset.classes, dataset.count_pictures(labels[0])) == ("classification", sorted(labels), 2)


@pytest.mark.parametrize("task", ["multi_label", "detection"])
def test_a_data_set_that_began_for_other_labels_gets_no_classes(task, camera):
    Path("data/fruit").mkdir(parents=True)
    Path("data/fruit/.sunmao.json").write_text(f'{{"task": "{task}", "classes": ["apple"]}}', encoding="ascii")
    for put in (
        lambda data: data.add(image=SMOOTH, label="apple"),
        lambda data: data.collect(label="apple", n=1, camera=camera),
    ):
        with pytest.raises(BadValue, match="one folder for each class"):
            put(Dataset("data/fruit"))
    assert os.listdir("data/fruit") == [".sunmao.json"]


@pytest.mark.parametrize(
    "label", ["", " ", "a ", ".a", "a.", "../a", "a/b", "a\nb", "NUL", "com1.x", "val_set", "好" * 40, 'a"b']
)
def test_a_label_names_a_folder_on_every_system(label, camera):
    with pytest.raises(BadValue):
        Dataset("data/new").collect(label=label, n=1, camera=camera)
    assert not Path("data").exists()


def test_another_spelling_of_a_class_is_no_new_class(camera):
    save_image_bytes(Path("data/x"), "Cat", encode_captured(SMOOTH))
    with pytest.raises(BadValue, match="'Cat'"):
        Dataset("data/x").collect(label="cat", n=1, camera=camera)


@pytest.mark.parametrize(
    "wrong", [{"n": 0}, {"n": 1.5}, {"interval": -1}, {"countdown": "x"}, {"camera": 0}, {"camera": None}]
)
def test_what_cannot_be_meant(wrong, camera):
    with pytest.raises(BadValue):
        Dataset("data/x").collect(**{"label": "a", "n": 1, "camera": camera, **wrong})


def test_stop_keeps_what_is_there(camera, capsys, monkeypatch):
    real = capture.save_image_bytes

    def stop_at_three(*given):
        kept = real(*given)
        if kept.stem == "3":
            session.request_stop()
        return kept

    monkeypatch.setattr(capture, "save_image_bytes", stop_at_three)
    try:
        with pytest.raises(session.StopProgram):
            Dataset("data/x").collect(label="a", n=50, camera=camera, interval=0)
    finally:
        session._session.stopping = False
    assert len(os.listdir("data/x/a")) == 3 and "taken: 3" in capsys.readouterr().out


def test_a_film_that_is_too_short_says_so(capsys):
    film = cv2.VideoWriter("short.mp4", cv2.CAP_FFMPEG, cv2.VideoWriter_fourcc(*"mp4v"), 25, (32, 24))
    for _ in range(3):
        film.write(SMOOTH)
    film.release()
    with Camera("short.mp4") as camera:
        Dataset("data/x").collect(label="a", n=9, camera=camera, interval=0)
    assert "pictures were taken, not 9" in capsys.readouterr().err and 1 <= len(os.listdir("data/x/a")) <= 3


def test_several_collect_the_same_class_at_once():
    data = encode_captured(SMOOTH)
    with ThreadPoolExecutor(8) as pool:
        kept = list(pool.map(lambda _: save_image_bytes(Path("data/x"), "a", data), range(40)))
    assert len(set(kept)) == 40 == len(os.listdir("data/x/a"))


def test_two_programs_never_take_the_same_number(monkeypatch):
    save_image_bytes(Path("data/x"), "a", b"first")
    monkeypatch.setattr(capture.os, "listdir", lambda folder: [])  # the other one was quicker
    assert (
        save_image_bytes(Path("data/x"), "a", b"second").name == "2.jpg"
        and Path("data/x/a/1.jpg").read_bytes() == b"first"
    )


def test_a_disk_without_links(monkeypatch):
    def no_links(*_):
        raise OSError("not here")

    monkeypatch.setattr(os, "link", no_links)
    assert [save_image_bytes(Path("data/x"), "a", b"one").name, save_image_bytes(Path("data/x"), "a", b"two").name] == [
        "1.jpg",
        "2.jpg",
    ]
    assert os.listdir("data") == ["x"]


def test_a_disk_that_is_full_keeps_what_was_there(monkeypatch):
    save_image_bytes(Path("data/x"), "a", b"one")

    def full(handle):
        raise OSError(28, "full")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError):
        save_image_bytes(Path("data/x"), "a", b"two")
    assert os.listdir("data/x/a") == ["1.jpg"] and os.listdir("data") == ["x"]


KILLED = """
import sys
from pathlib import Path
from sunmao.data.capture.image_capture import save_image_bytes
data = bytes(range(256)) * 800
while True:
    print(save_image_bytes(Path('data/x'), 'a', data).name, flush=True)
"""


@pytest.mark.process
def test_what_was_counted_is_there_after_a_kill_and_nothing_is_half():
    running = subprocess.Popen([sys.executable, "-c", KILLED], stdout=subprocess.PIPE, text=True)
    counted = [running.stdout.readline().strip() for _ in range(20)]
    killer = threading.Thread(target=running.kill)
    killer.start()
    counted += [line.strip() for line in running.stdout]
    killer.join()
    assert running.wait() != 0
    there = sorted(os.listdir("data/x/a"))
    assert set(counted) <= set(there) and len(there) <= len(counted) + 1
    assert {Path("data/x/a", name).stat().st_size for name in there} == {256 * 800}

"""Files that are whole or not there, the samples, tables and strict objects."""

import os
import threading
from pathlib import Path

import numpy as np
import pytest

from sunmao.core.atomic_files import display_path, new_folder, write_with_parents
from sunmao.core.strict import find_nearest
from sunmao.data import like_digits, sample_dataset
from sunmao.data.builtin.samples import SAMPLES, make_sample
from sunmao.errors import BadValue, UnknownName
from sunmao.images.digits import enlarge_digit
from sunmao.models import list_classifiers
from sunmao.tabular.table import Table
from sunmao.vision import Classification


@pytest.fixture(autouse=True)
def english(monkeypatch, tmp_path):
    monkeypatch.setenv("SUNMAO_LANG", "en")
    monkeypatch.chdir(tmp_path)


def test_a_failed_write_leaves_the_old_file_and_nothing_else(tmp_path, monkeypatch):
    write_with_parents("a/b.bin", b"old")
    monkeypatch.setattr(os, "fsync", lambda _: (_ for _ in ()).throw(OSError(28, "No space left on device")))
    with pytest.raises(OSError):
        write_with_parents("a/b.bin", b"new")
    assert Path("a/b.bin").read_bytes() == b"old" and os.listdir("a") == ["b.bin"]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")
def test_a_written_file_has_the_usual_permissions():
    write_with_parents("one", b"")
    Path("two").write_bytes(b"")
    assert Path("one").stat().st_mode == Path("two").stat().st_mode


def test_a_folder_appears_whole_or_not_at_all():
    with pytest.raises(RuntimeError), new_folder("data/x") as unfinished:
        Path(unfinished, "1.png").write_bytes(b"1")
        assert not Path("data/x").exists()
        raise RuntimeError
    assert os.listdir("data") == []
    with new_folder("data/x") as unfinished:
        Path(unfinished, "1.png").write_bytes(b"1")
    assert os.listdir("data/x") == ["1.png"] and os.listdir("data") == ["x"]


def test_paths_are_shown_from_the_working_folder_on(tmp_path):
    assert display_path(tmp_path / "models" / "x.onnx") == display_path("models/x.onnx") == "models/x.onnx"
    assert display_path(tmp_path.parent / "y") == (tmp_path.parent / "y").as_posix()


@pytest.mark.slow
@pytest.mark.long
def test_the_digits_are_made_once_even_by_two_at_a_time():
    makers = [threading.Thread(target=make_sample, args=("digits",)) for _ in range(2)]
    [each.start() for each in makers], [each.join() for each in makers]
    dataset = sample_dataset(name="digits")
    assert dataset.classes == list(SAMPLES["digits"].classes) and os.listdir("data") == ["digits"]
    counts = [dataset.count_pictures(split=split) for split in ("train", "val", "test")]
    assert sum(counts) == SAMPLES["digits"].pictures and [round(10 * count / 1797) for count in counts] == [7, 1, 2]
    assert Path("data/digits/test_set/3/17.png").is_file() and not dataset.check()
    assert Path("data/digits/test.txt").read_text().splitlines()[0] == "0/1.png 0"


def test_every_sample_is_complete():
    for name, sample in SAMPLES.items():
        assert name == sample.name and sample.source
        for said in (sample.title, sample.about, *sample.classes.values()):
            assert said["zh"] and said["en"]
    with pytest.raises(BadValue, match="Did you mean 'digits'"):
        sample_dataset(name="digit")


def test_drawings_become_like_the_digits():
    drawing = np.full((200, 300, 3), 255, np.uint8)
    drawing[30:90, 200:212] = 20
    light = 255 - drawing
    for image in (drawing, light, drawing[..., 0], np.kron(drawing, np.ones((3, 3, 1), np.uint8))):
        picture = like_digits(image)
        assert picture.shape == (96, 96, 3) and picture.dtype == np.uint8
        ink = picture[..., 0] > 128
        assert ink[48, 40:56].any() and not ink[:, :20].any() and not ink[:, -20:].any(), "centered"
        assert ink[2:-2].any(axis=1).all(), "fills the height"


@pytest.mark.parametrize(
    "image", [np.zeros((50, 50, 3), np.uint8), np.full((9, 9), 255, np.uint8), np.full((1, 1), 3, np.uint8)]
)
def test_an_empty_board_is_black(image):
    assert not like_digits(image).any()


@pytest.mark.parametrize("shape", [(1, 80), (80, 1), (3, 3), (400, 700)])
def test_any_ink_gives_a_picture(shape):
    board = np.zeros((500, 800), np.uint8)
    board[20 : 20 + shape[0], 30 : 30 + shape[1]] = 255
    assert like_digits(board).any()


def test_enlarged_digits_keep_their_ink():
    small = np.zeros((8, 8))
    small[2:6, 3:5] = 16
    large = enlarge_digit(small)
    assert large.shape == (96, 96) and large.dtype == np.uint8 and large[48, 48] == 255 and large[0, 0] == 0


def test_tables():
    table = Table(["name", "n"], [["cat", 3], ["dog", None]], title="pets")
    assert table.column("n") == [3, None] and len(table) == 2 and "cat" in str(table)
    [event] = table.as_events()
    assert (event.columns, event.rows, event.title) == (["name", "n"], [["cat", 3], ["dog", None]], "pets")


def test_misspelled_properties_and_verbs_are_refused():
    model = Classification(backbone="lenet")
    with pytest.raises(UnknownName, match="Did you mean 'save_fold'"):
        model.save_flod = "models/digits"
    with pytest.raises(UnknownName, match="Did you mean 'train'"):
        model.trian()
    model.save_fold = "models\\digits" if os.name == "nt" else "models/digits"
    assert model.save_fold == "models/digits" and model.backbone == "LeNet"


def test_the_nearest_name():
    assert find_nearest("mobilenet", ["LeNet", "MobileNet"]) == "MobileNet"
    assert find_nearest("xyz", ["LeNet"]) is None and find_nearest("", []) is None


@pytest.mark.parametrize(
    "options", [{"backbone": "LeNet", "image_size": 64}, {"backbone": "EfficientNet-Lite0", "image_size": 5}]
)
def test_impossible_sizes_are_said(options):
    with pytest.raises(BadValue):
        Classification(**options)


def test_the_textbooks_list_of_models(capsys):
    assert Classification.sota() == list_classifiers() and "LeNet" in capsys.readouterr().out

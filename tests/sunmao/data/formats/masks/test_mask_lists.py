"""Lists that name a picture and its mask on each line."""

import pytest

from sunmao.data.formats.masks.mask_lists import read_pair_lists
from tests.support.drawn_datasets import PNG, tree

FILES = {f"set/{folder}/{name}.png": PNG for folder in ("img", "lab") for name in ("a", "b 1")}


@pytest.mark.parametrize(
    "line",
    [
        "img/a.png lab/a.png",
        "img/a.png\tlab/a.png",
        'img/a.png,"lab/a.png"',
        "7;img/a.png;lab/a.png;0.5",
        "/SegNet/set/img/a.png /SegNet/set/lab/a.png",
        "C:\\Users\\li\\set\\img\\a.png C:\\Users\\li\\set\\lab\\a.png",
        "./set/IMG/a.PNG ./set/lab/a.png",
    ],
)
def test_a_line_names_two_files(line):
    found = read_pair_lists(tree(**FILES, **{"set/train.txt": f"{line}\nimg/b 1.png lab/b 1.png\n"}))
    assert found.pairs == {"set/img/a.png": "set/lab/a.png", "set/img/b 1.png": "set/lab/b 1.png"}
    assert set(found.parts.values()) == {"train"} and not found.gone


def test_what_is_not_there_is_said_and_what_could_be_two_is_not_taken():
    lines = "img/a.png lab/a.png\nimg/c.png lab/c.png\nother/a.png more/a.png\n"
    found = read_pair_lists(tree(**FILES, **{"set/val.txt": lines}))
    assert found.pairs == {"set/img/a.png": "set/lab/a.png"} and found.parts == {"set/img/a.png": "val"}
    assert found.gone == ["img/c.png", "lab/c.png", "other/a.png", "more/a.png"]


@pytest.mark.parametrize("text", ["img/a.png 0\nimg/b.png 1\n", "a\nb\n", "filename,label\na.png,cat\n"])
def test_other_lists_are_none(text):
    assert not read_pair_lists(tree(**FILES, **{"set/train.txt": text, "labels.csv": text})).pairs

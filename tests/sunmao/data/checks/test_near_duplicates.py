"""Near doubles: copies of photographs are found, other photographs of the same series are not."""

import numpy as np
import pytest
from PIL import Image

from benchmarks.alike import measure_planted_copies
from sunmao.data.check_dataset import check
from sunmao.data.checks.near_duplicates import (
    LENGTH,
    compute_fingerprint,
    find_near_duplicate_files,
    find_near_duplicates,
)
from tests.support.photographs import write_photographs


@pytest.fixture(params=["pieces of photographs", pytest.param("hands", marks=pytest.mark.slow)])
def pictures(request, tmp_path):
    """(files, of how many one is copied)."""
    if request.param == "pieces of photographs":
        write_photographs(tmp_path, ["0"], 98)
        return sorted(tmp_path.glob("0/*.jpg")), 2
    signs = request.getfixturevalue("shared") / "data/sign-digits"
    return sorted(signs.glob("*_set/*/*.jpg"))[::3], 4


@pytest.mark.long
def test_planted_copies_are_found_and_nothing_else(pictures):
    precision, recalls = measure_planted_copies(*pictures)
    assert precision >= 0.95
    assert min(recalls.values()) >= 0.9, recalls


def test_a_copy_in_color_is_no_copy_in_another_color():
    dice = np.random.default_rng(0)
    shape = Image.fromarray(dice.integers(0, 2, (8, 8)).astype(np.uint8) * 255).resize(
        (96, 96), Image.Resampling.NEAREST
    )
    red, green = (
        Image.merge("RGB", [shape.point(lambda level, part=part: level * part // 255) for part in color])
        for color in ((255, 0, 0), (0, 130, 0))
    )
    assert find_near_duplicates(
        np.stack([compute_fingerprint(red), compute_fingerprint(green), compute_fingerprint(red.resize((48, 48)))])
    ) == [[0, 2]]


def test_blank_pictures_are_alike_only_when_they_are_equal():
    blank = [Image.new("RGB", (64, 64), (level,) * 3) for level in (0, 128, 255, 128)]
    assert find_near_duplicates(np.stack([compute_fingerprint(each) for each in blank])) == [[1, 3]]


def test_few_or_no_pictures(tmp_path):
    (tmp_path / "no.jpg").write_bytes(b"no picture")
    Image.new("RGB", (1, 1)).save(tmp_path / "one.png")
    assert (
        find_near_duplicate_files([])
        == find_near_duplicate_files([tmp_path / "no.jpg"])
        == find_near_duplicate_files([tmp_path / "no.jpg", tmp_path / "one.png"])
        == []
    )


def test_a_thousand_equal_pictures_are_one_group():
    prints = np.repeat(np.random.default_rng(0).integers(0, 256, (2, LENGTH)).astype(np.uint8), 500, axis=0)
    assert [len(group) for group in find_near_duplicates(prints)] == [500, 500]


def test_pictures_that_begin_and_end_the_same_are_no_copies(tmp_path):
    """Drawings on white, as BMP, differ in their middle alone: only real copies are called so."""
    for number in range(3):
        picture = np.full((100, 100, 3), 255, np.uint8)
        picture[40:60, 20 * number : 20 * number + 30] = 0
        for label in ("a", "b") if number == 2 else ("a",):
            target = tmp_path / label / f"{number}.bmp"
            target.parent.mkdir(exist_ok=True)
            Image.fromarray(picture).save(target)
    found = {each.key: each.pictures for each in check(tmp_path).findings}
    assert found.get("contrary_copies") == ("a/2.bmp", "b/2.bmp")
    assert "copied_pictures" not in found

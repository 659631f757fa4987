"""The same picture in another size or format is found; series of one camera, and different pictures, are not."""

import io
import random

import numpy as np
import pytest
from PIL import Image, ImageEnhance

from sunmao.data.check_dataset import check
from sunmao.data.checks.inspect_image import inspect_image_bytes
from sunmao.data.checks.resized_copies import find_resized_copies
from tests.support.photographs import photographs


def encode(image: Image.Image, format: str) -> bytes:
    file = io.BytesIO()
    image.save(file, format, quality=80)
    return file.getvalue()


def scale(image: Image.Image, by: float) -> Image.Image:
    return image.resize([round(side * by) for side in image.size], Image.Resampling.BICUBIC)


def find(images: list[tuple[Image.Image, str]]) -> list[list[int]]:
    prints = [inspect_image_bytes(encode(*each), thumbnail=False, alike=True).print for each in images]
    return find_resized_copies(np.stack(prints), [(image.size, format) for image, format in images])


@pytest.mark.parametrize("seed", range(3))
def test_planted_copies_are_found_and_nothing_else(seed):
    dice = random.Random(seed)
    images = [(scale(Image.fromarray(each), dice.choice((1, 0.9))), "JPEG") for each in photographs()]
    origins = sorted(dice.sample(range(len(images)), 12))
    copies = [(scale(images[each][0], dice.uniform(0.8, 1.5)), dice.choice(("JPEG", "PNG"))) for each in origins]
    found = find(images + copies)
    planted = [[origin, len(images) + number] for number, origin in enumerate(origins)]
    assert all(group in planted for group in found) and len(found) >= 0.9 * len(planted)


def test_a_series_and_changed_pictures_are_no_copies():
    image = Image.fromarray(photographs()[0])
    assert find([(image, "PNG"), (image, "PNG")]) == [], "one size and one format: a series"
    brighter, turned = ImageEnhance.Brightness(image).enhance(1.2), image.rotate(5)
    assert find([(image, "PNG"), (scale(brighter, 0.9), "PNG"), (scale(turned, 0.9), "PNG")]) == []


def test_blank_pictures_are_copies_only_of_the_same_color():
    sheets = [(Image.new("RGB", (side, 60), (level,) * 3), "PNG") for side, level in ((60, 255), (80, 255), (90, 252))]
    assert find(sheets) == [[0, 1]]


def test_copies_of_a_folder_without_parts_are_named_unless_their_labels_differ(tmp_path, monkeypatch):
    monkeypatch.setenv("SUNMAO_LANG", "en")
    for label, start in (("a", 0), ("b", 20)):
        (tmp_path / label).mkdir()
        for number in range(12):
            Image.fromarray(photographs()[start + number]).save(tmp_path / label / f"{number}.png")
    image = Image.fromarray(photographs()[3])
    scale(image, 0.8).save(tmp_path / "a/small.png")
    scale(Image.fromarray(photographs()[20]), 0.8).save(tmp_path / "a/other label.png")
    (found,) = check(tmp_path).findings
    assert (found.key, {*found.pictures}) == ("resized_copies", {"a/3.png", "a/small.png"})
    assert "Keep one of each" in found.text["en"]

"""Classes that were all taken in one place of their own are named; those taken in the same places are not."""

import random

import numpy as np
import pytest
from PIL import Image

from sunmao.data.check_dataset import check
from sunmao.data.checks.background_cues import MIN_CLASS_IMAGES, find_background_cues
from sunmao.data.checks.near_duplicates import compute_fingerprint
from tests.support.photographs import photographs

CLASSES, EACH = "abcd", 24


def take(place: np.ndarray, thing: np.ndarray, dice: random.Random) -> Image.Image:
    """A photograph of a thing in the middle of a place, by a camera that is not quite still, in changing light."""
    left, top, light = dice.randint(0, 10), dice.randint(0, 10), dice.uniform(0.9, 1.1)
    image = Image.fromarray(place).resize((110, 110), Image.Resampling.BICUBIC).crop((left, top, left + 100, top + 100))
    image = image.point([min(255, round(level * light)) for level in range(256)] * 3)
    image.paste(Image.fromarray(thing).resize((50, 50)), (25 + dice.randint(-5, 5), 25 + dice.randint(-5, 5)))
    return image


def draw(own: str, seed: int) -> tuple[list[Image.Image], list[str]]:
    """Pictures of four classes in the same three places, but those of the classes in `own` each in one of its own."""
    dice = random.Random(seed)
    pieces = dice.sample(photographs(), len(photographs()))
    places = {label: [pieces[10 + number]] if label in own else pieces[:3] for number, label in enumerate(CLASSES)}
    labels = [label for label in CLASSES for _ in range(EACH)]
    return [take(dice.choice(places[label]), dice.choice(pieces[20:]), dice) for label in labels], labels


def find(images: list, labels: list[str]) -> list[str]:
    return find_background_cues(np.stack([compute_fingerprint(each) for each in images]), labels)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(4))
def test_a_class_in_a_place_of_its_own_is_named_and_no_other(seed):
    assert find(*draw("c", seed)) == ["c"]


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(4))
def test_classes_in_the_same_places_are_not_named(seed):
    assert find(*draw("", seed)) == []


def test_few_pictures_one_class_and_white_paper_are_not_judged():
    images, labels = draw("c", 0)
    few = [place for place, label in enumerate(labels) if label != "c"][:40]
    few += [place for place, label in enumerate(labels) if label == "c"][: MIN_CLASS_IMAGES - 1]
    assert find([images[place] for place in few], [labels[place] for place in few]) == []
    assert find(images[:EACH], labels[:EACH]) == []
    white = [Image.new("L", (64, 64), 255 - number % 2) for number in range(60)]
    assert find(white, ["a"] * 30 + ["b"] * 30) == []


@pytest.mark.slow
@pytest.mark.parametrize("name", ["sign-digits", "bccd-multilabel"])
@pytest.mark.long
def test_real_sets_are_not_suspected(shared, name):
    assert "background_cues" not in {each.key for each in check(shared / "data" / name).findings}


@pytest.mark.slow
def test_the_check_says_which_class_and_shows_its_pictures(tmp_path, monkeypatch):
    monkeypatch.setenv("SUNMAO_LANG", "en")
    for number, (image, label) in enumerate(zip(*draw("c", 1), strict=True)):
        (tmp_path / label).mkdir(exist_ok=True)
        image.save(tmp_path / label / f"{number}.png")
    found = {each.key: each for each in check(tmp_path).findings}["background_cues"]
    assert found.count == 1 and {path.split("/")[0] for path in found.pictures} == {"c"} and len(found.pictures) == EACH
    assert "one place" in found.text["en"] and "一个地方" in found.text["zh"]

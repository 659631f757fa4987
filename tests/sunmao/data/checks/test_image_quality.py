"""Pictures unlike the others: planted ones are found, and good ones are left in peace, whatever the set shows."""

import random

import cv2
import numpy as np
import pytest
from PIL import Image, ImageFilter

from benchmarks.planted_faults import blur
from sunmao.data.check_dataset import check, scan_listing
from sunmao.data.checks.image_quality import find_odd_sizes, find_quality_outliers, measure_quality
from sunmao.data.sources.detect_format import open_file_tree, read_listing
from tests.support.photographs import photographs

QUALITY = ("blurred_pictures", "dark_pictures", "bright_pictures", "odd_sizes")


@pytest.fixture(autouse=True)
def english(monkeypatch):
    monkeypatch.setenv("SUNMAO_LANG", "en")


def look(folder) -> dict:
    """The findings of a check that compares no pictures."""
    tree = open_file_tree(folder)
    return {each.key: each for each in scan_listing(tree, read_listing(tree), alike=False).findings}


def spoil(image: Image.Image, key: str, dice: random.Random) -> Image.Image:
    """A picture with one of the faults."""
    if key == "blurred_pictures":
        return image.filter(ImageFilter.GaussianBlur(dice.uniform(0.02, 0.04) * max(image.size)))
    if key == "dark_pictures":
        return image.point([round(level * 0.15) for level in range(256)] * 3)
    if key == "bright_pictures":
        return image.point([round(255 - (255 - level) * 0.1) for level in range(256)] * 3)
    width, height = image.size
    return image.resize(dice.choice([(14, 14), (width * 4, height), (width, height * 5)]))


def plant(folder, pictures: list[Image.Image], dice: random.Random) -> dict[str, set[str]]:
    """A set of one class with two of each fault. Returns: key of the finding → paths."""
    planted: dict[str, set[str]] = {key: set() for key in QUALITY}
    (folder / "a").mkdir(parents=True)
    spoiled = dict(zip(dice.sample(range(len(pictures)), 2 * len(QUALITY)), [*QUALITY, *QUALITY], strict=True))
    for number, picture in enumerate(pictures):
        key = spoiled.get(number)
        (spoil(picture, key, dice) if key else picture).save(folder / "a" / f"{number}.png")
        if key:
            planted[key].add(f"a/{number}.png")
    return planted


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.slow
def test_planted_faults_are_found_in_photographs_and_nothing_else(tmp_path, shared, seed):
    dice = random.Random(seed)
    files = sorted((shared / "data/sign-digits").glob("*_set/*/*.jpg"))
    planted = plant(tmp_path, [Image.open(path).convert("RGB") for path in dice.sample(files, 90)], dice)
    found = look(tmp_path)
    assert {key: {*found[key].pictures} for key in QUALITY if key in found} == planted
    assert all("Leave them out" in found[key].text["en"] for key in QUALITY[:3])


@pytest.mark.slow
@pytest.mark.parametrize("name", ["nuclei-fluo/images", "bccd/images", "shapes"])
@pytest.mark.long
def test_most_blurred_pictures_of_other_kinds_are_found_and_only_these(request, name):
    folder = (
        request.getfixturevalue("shapes") if name == "shapes" else request.getfixturevalue("shared") / "data" / name
    )
    files, named, planted, right = sorted({*folder.rglob("*.jpg"), *folder.rglob("*.png")}), 0, 0, 0
    for seed in range(3):
        dice = random.Random(seed)
        images = [cv2.cvtColor(cv2.imread(str(path)), cv2.COLOR_BGR2RGB) for path in dice.sample(files, 80)]
        blurred = {*dice.sample(range(80), 8)}
        images = [blur(image, dice) if number in blurred else image for number, image in enumerate(images)]
        scales = [128 / max(image.shape[:2]) for image in images]
        small = [
            cv2.resize(image, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
            for image, scale in zip(images, scales, strict=True)
        ]
        found = {*find_quality_outliers([measure_quality(each) for each in small], [None] * 80)["blurred_pictures"]}
        named, planted, right = named + len(found), planted + len(blurred), right + len(found & blurred)
    assert right >= 0.85 * planted and right >= 0.95 * named


def test_planted_light_and_sizes_are_found_in_pieces_of_two_photographs(tmp_path):
    planted = plant(tmp_path, [Image.fromarray(each) for each in photographs()], random.Random(0))
    found = look(tmp_path)
    for key in ("dark_pictures", "bright_pictures", "odd_sizes"):
        assert {*found[key].pictures} <= planted[key], "sky and shadows are no fault"
    assert {*found["odd_sizes"].pictures} == planted["odd_sizes"]


@pytest.mark.slow
@pytest.mark.long
def test_the_samples_that_come_along_are_good(tmp_path, shapes, monkeypatch):
    from sunmao.data.builtin.samples import make_sample

    monkeypatch.chdir(tmp_path)
    make_sample("digits")
    assert not {*QUALITY, "no_test_part"} & {*look(shapes), *look(tmp_path / "data/digits")}


@pytest.mark.slow
@pytest.mark.parametrize("name", ["sign-digits", "bccd", "bccd-multilabel", "nuclei-fluo"])
def test_real_sets_are_good(shared, name):
    assert look(shared / "data" / name) == {}


def test_digits_of_28_pixels_are_not_blurred():
    from sklearn.datasets import load_digits

    images = (load_digits().images * 15.9).astype(np.uint8)
    small = [np.asarray(Image.fromarray(each).resize((28, 28), Image.Resampling.BICUBIC)) for each in images]
    found = find_quality_outliers([measure_quality(each) for each in small], [None] * len(small))
    assert not any(found.values())


def test_a_class_that_is_dark_or_smooth_throughout_has_its_own_measure():
    dice = np.random.default_rng(0)
    fine = [dice.integers(0, 256, (64, 64, 3)).astype(np.uint8) for _ in range(80)]
    dark = [each // 8 for each in fine[:20]]
    smooth = [np.asarray(Image.fromarray(each).resize((8, 8)).resize((64, 64))) for each in fine[20:40]]
    labels = ["fine"] * 80 + ["dark"] * 20 + ["smooth"] * 20
    found = find_quality_outliers([measure_quality(each) for each in (*fine, *dark, *smooth)], labels)
    assert not any(found.values())


def test_without_those_that_were_found_no_other_one_is():
    dice = np.random.default_rng(1)
    strength = np.exp(-np.abs(dice.standard_cauchy(200)) / 2)  # many usual ones, and some ever further away
    measured = [measure_quality((dice.random((64, 64, 3)) * 255 * each).astype(np.uint8)) for each in strength]
    found = find_quality_outliers(measured, [None] * 200)
    named = {each for places in found.values() for each in places}
    rest = [each for place, each in enumerate(measured) if place not in named]
    assert named and not any(find_quality_outliers(rest, [None] * len(rest)).values())


def test_few_pictures_and_pictures_of_few_pixels_are_not_judged():
    black, white = np.zeros((64, 64), np.uint8), np.full((64, 64), 255, np.uint8)
    assert find_quality_outliers([measure_quality(each) for each in [white] * 10 + [black]], [None] * 11) == {}
    assert measure_quality(np.zeros((1, 1, 3), np.uint8)).contrast == 0
    assert measure_quality(np.full((300, 2), 7, np.uint8))[4:] == (7, 7)
    assert find_odd_sizes([(100, 100)] * 10 + [(10, 10)]) == []


def test_upright_and_larger_pictures_are_not_odd_but_strips_and_stamps_are():
    usual = [(640, 480)] * 40 + [(480, 640)] * 4 + [(1080, 1920)] * 3 + [(4000, 3000)] * 2
    assert find_odd_sizes(usual) == []
    assert find_odd_sizes([*usual, (64, 48), (1900, 480), (100, 420)]) == [49, 50, 51]
    assert find_odd_sizes([(96, 96)] * 30 + [(40, 40)] * 30) == [], "two kinds of pictures are no fault"


def make(folder, counts: dict[str, int]):
    """Pictures of noise: so many in each folder."""
    dice = np.random.default_rng(0)
    for path, count in counts.items():
        (folder / path).mkdir(parents=True)
        for number in range(count):
            Image.fromarray(dice.integers(0, 256, (24, 24, 3)).astype(np.uint8)).save(folder / path / f"{number}.png")
    return folder


def test_no_test_is_told_where_there_are_pictures_enough(tmp_path):
    enough = make(tmp_path / "enough", {"training_set/a": 20, "training_set/b": 20, "val_set/a": 2})
    assert "42 pictures" in look(enough)["no_test_part"].text["en"]
    assert "no_test_part" not in look(
        make(tmp_path / "few", {"training_set/a": 30, "training_set/b": 9, "val_set/a": 4})
    )
    assert "no_test_part" not in look(make(tmp_path / "undivided", {"a": 30, "b": 30}))


def test_names_that_differ_in_blanks_only_are_told(tmp_path):
    make(tmp_path, {"red ball": 4, "Redball": 4, "cube": 4})
    assert "Redball / red ball" in look(tmp_path)["similar_classes"].text["en"]


def test_equal_pictures_with_different_tags_contradict_each_other(tmp_path):
    make(tmp_path, {"images": 12})
    (tmp_path / "images/1.png").write_bytes((tmp_path / "images/0.png").read_bytes())
    (tmp_path / "images/3.png").write_bytes((tmp_path / "images/2.png").read_bytes())
    rows = [f"images/{number}.png,{int(number != 1)},1" for number in range(12)]
    (tmp_path / "labels.csv").write_text("\n".join(["filename,cat,dog", *rows]))
    found = {each.key: each.pictures for each in check(tmp_path).findings}
    assert found["contrary_copies"] == ("images/0.png", "images/1.png")
    assert found["copied_pictures"] == ("images/2.png", "images/3.png")

"""Points of hands in real pictures, at the places where they are however the picture lies."""

import hashlib
from importlib.resources import files

import numpy as np
import pytest

from sunmao.images.image_files import read_image_file
from sunmao.landmarks.drawing import draw_landmarks, draw_points_tile
from sunmao.landmarks.find_landmarks import LONGEST, find_landmarks
from sunmao.landmarks.straight_fingers import is_finger_straight
from sunmao.landmarks.targets.hand import FINGERS
from sunmao.landmarks.targets.registry import TARGETS

HAND = TARGETS["hand"]
STRAIGHT = {1: ("index",), 2: ("index", "middle"), 4: ("index", "middle", "ring", "little"), 5: tuple(FINGERS)}


@pytest.fixture(scope="module")
def hands(shared) -> dict[int, list[np.ndarray]]:
    """Some hand signs of each number of fingers."""
    folder = shared / "data" / "sign-digits" / "test_set"
    return {
        digit: [read_image_file(file) for file in sorted((folder / str(digit)).iterdir())[::8]] for digit in STRAIGHT
    }


def enlarge(image: np.ndarray, times: int) -> np.ndarray:
    return np.repeat(np.repeat(image, times, axis=0), times, axis=1)


def test_hands_are_found_where_they_are(hands):
    image = hands[5][0]
    [hand] = find_landmarks(image, HAND)
    assert hand.points.shape == (21, 3) and hand.points.dtype == np.float32
    assert hand.score > 0.9 and hand.side in ("left", "right") and hand.visibility.tolist() == [1] * 21
    wrist, tip = hand.points[0], hand.points[12]
    assert wrist[1] > tip[1] + 20, "the fingers of the sign point upward"

    twice = find_landmarks(enlarge(image, 2), HAND)[0]
    assert np.abs(twice.points[:, :2] / 2 - hand.points[:, :2]).max() < 5

    mirrored = find_landmarks(np.ascontiguousarray(image[:, ::-1]), HAND)[0]
    assert {mirrored.side, hand.side} == {"left", "right"}
    assert np.abs(image.shape[1] - mirrored.points[:, 0] - hand.points[:, 0]).max() < 8

    turned = find_landmarks(np.rot90(image).copy(), HAND)[0]
    assert np.abs(turned.points[:, 1] - (image.shape[1] - hand.points[:, 0])).max() < 8


def test_two_hands_are_two_and_the_larger_one_comes_first(hands):
    near, far = hands[5][0], hands[5][1]
    scene = np.full((400, 600, 3), 200, np.uint8)
    scene[50:350, 10:310] = enlarge(near, 3)
    scene[100:300, 380:580] = enlarge(far, 2)
    found = find_landmarks(scene, HAND)
    assert len(found) == 2 and found[0].area > found[1].area
    assert found[0].box[2] < 320 and found[1].box[0] > 370
    assert len(find_landmarks(scene, HAND, most=1)) == 1


@pytest.mark.slow
def test_straight_fingers_are_told(hands):
    asked, right = 0, 0
    for digit, images in hands.items():
        for image in images:
            for hand in find_landmarks(image, HAND)[:1]:
                for finger in FINGERS:
                    if finger != "thumb" or digit == 5:
                        asked += 1
                        right += is_finger_straight(hand.points, finger) == (finger in STRAIGHT[digit])
    assert asked > 60 and right / asked >= 0.95


@pytest.mark.slow
@pytest.mark.parametrize("target", TARGETS.values(), ids=TARGETS)
@pytest.mark.parametrize(
    "shape", [(1, 1, 3), (3, 500, 3), (240, 320, 3), (LONGEST + 300, 64, 3)], ids=["dot", "line", "gray", "tall"]
)
def test_where_nothing_is_nothing_is_found(target, shape):
    assert find_landmarks(np.full(shape, 90, np.uint8), target) == []


@pytest.mark.slow
def test_points_are_drawn_over_the_picture_and_alone(hands):
    image = enlarge(hands[5][0], 6)
    before = image.copy()
    found = find_landmarks(image, HAND)
    drawn = draw_landmarks(image, found)
    assert drawn.shape == image.shape and (drawn != image).any() and (image == before).all()
    colors = {tuple(pixel) for pixel in drawn.reshape(-1, 3).tolist()}
    assert set(HAND.colors) <= colors
    tile = draw_points_tile(found[0].points[:, :2], HAND, 48)
    assert tile.shape == (48, 48, 3) and 0.02 < (tile < 128).all(axis=2).mean() < 0.5
    assert (tile[:2] == 255).all() and (tile[-2:] == 255).all()


def test_the_packaged_models_are_those_of_the_checksums():
    folder = files("sunmao.landmarks").joinpath("models")
    sums = dict(reversed(line.split()) for line in folder.joinpath("SHA256SUMS").read_text().splitlines())
    assert len(sums) == 2 * len(TARGETS) + 1  # and that of people
    for name, checksum in sums.items():
        assert hashlib.sha256(folder.joinpath(name).read_bytes()).hexdigest() == checksum, name


@pytest.mark.parametrize("target", TARGETS.values(), ids=TARGETS)
def test_what_a_target_says_of_its_points_fits(target):
    count = target.point_count
    named = [name for names in target.point_names.values() for name in names]
    assert len(set(named)) == len(named) and set(target.point_names) <= set(range(count))
    numbers = {*target.center, *(each for group in (target.size, *target.lines) for pair in group for each in pair)}
    assert numbers <= set(range(count)) and len(target.lines) == len(target.colors)
    if target.mirrored:
        assert sorted(target.mirrored) == list(range(count))
        assert [target.mirrored[each] for each in target.mirrored] == list(range(count))

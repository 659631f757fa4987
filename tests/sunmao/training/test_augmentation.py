"""Pictures that are learned from: changed as the recipe says, and seen as in use."""

from concurrent.futures import ThreadPoolExecutor

import cv2
import numpy as np
import pytest
import torch

from sunmao.data.dataset import open_dataset
from sunmao.models import find_model
from sunmao.models.model_spec import Augmentation
from sunmao.models.network import InputNormalization
from sunmao.models.preprocessing import GEOMETRIES
from sunmao.training import dataloader
from sunmao.training.augmentation import augment
from sunmao.training.dataloader import ClassificationDataset
from sunmao.training.training_run import to_tensor

pytestmark = pytest.mark.training

NOTHING = Augmentation()
GEOMETRY = GEOMETRIES["MobileNet"]


@pytest.fixture
def picture():
    """A smooth picture without any symmetry, (100, 80, 3)."""
    noise = np.random.default_rng(0).integers(0, 256, (100, 80, 3), np.uint8)
    return cv2.normalize(cv2.GaussianBlur(noise, (0, 0), 6), None, 0, 255, cv2.NORM_MINMAX)


def of(data, learned_at, backbone="EfficientNet-Lite0"):
    dataset = open_dataset(data)
    return ClassificationDataset(
        dataset.items("train"), dataset.classes, GEOMETRIES[find_model(backbone).geometry], learned_at
    )


def read(pictures, indices):
    with ThreadPoolExecutor(2) as pool:
        return pictures.batch(indices, pool)


@pytest.mark.parametrize("size", [112, 128, 160, 224, 300])
def test_unchanged_it_is_what_the_network_sees_in_use(picture, size):
    front = InputNormalization((0.0,) * 3, (1.0,) * 3, size, GEOMETRY.crop)
    used = front(to_tensor(GEOMETRY.prepare(picture)[None], torch.device("cpu")))[0].permute(1, 2, 0).numpy()
    pictures = ClassificationDataset([], [], GEOMETRY, size)
    whole = pictures._make_sample(0, picture)
    [learned] = augment([whole], NOTHING, np.random.default_rng(0), size, pictures.view)
    assert learned.shape == (size, size, 3)
    assert np.abs(learned - used).mean() < 0.7  # moved by half a pixel: above 2


@pytest.mark.parametrize(
    "change",
    [{"rotate": 20}, {"scale": 0.3}, {"shift": 0.2}, {"shear": 0.3}, {"stroke": 1.0}, {"blur": 3.0}, {"color": 0.4}],
    ids=lambda change: next(iter(change)),
)
def test_each_change_changes_every_picture_differently(picture, change):
    image = cv2.resize(picture, (96, 96))
    changed = augment([image] * 3, Augmentation(**change), np.random.default_rng(1), 96)
    assert changed.shape == (3, 96, 96, 3) and changed.dtype == np.uint8
    assert len({each.tobytes() for each in (*changed, image)}) == 4


def test_flipped_pictures_are_the_mirror_image(picture):
    image = cv2.resize(picture, (96, 96))
    changed = augment([image] * 20, Augmentation(flip=True), np.random.default_rng(1), 96)
    same = [np.array_equal(each, image) for each in changed]
    assert 3 < sum(same) < 17
    assert all(
        np.array_equal(each, image[:, ::-1]) for each, unchanged in zip(changed, same, strict=True) if not unchanged
    )


def test_dark_pixels_stay_dark():
    black = np.zeros((32, 32, 3), np.uint8)
    changed = augment([black] * 50, Augmentation(color=0.2), np.random.default_rng(0), 32)
    assert changed.max() <= 26 and changed.min() == 0


def test_the_same_random_numbers_give_the_same_pictures(picture):
    images, how = [cv2.resize(picture, (64, 64))] * 4, find_model("EfficientNet-Lite0").recipe.augmentation
    one, two, other = (augment(images, how, np.random.default_rng(seed), 64) for seed in (3, 3, 4))
    assert np.array_equal(one, two) and not np.array_equal(one, other)


def test_gray_pictures_stay_gray(few):
    images, labels = read(of(few, 32, "LeNet"), [0, 1])
    assert augment(images, NOTHING, np.random.default_rng(0), 32).shape == (2, 32, 32) and len(labels) == 2


def test_pictures_are_kept_no_larger_than_the_network_sees_them(few):
    images, _ = read(of(few, 112), [0])
    assert images[0].shape == (128, 128, 3)
    assert read(of(few, 300), [0])[0][0].shape == (256, 256, 3)
    assert read(of(few, None), [0])[0][0].shape == (224, 224, 3)


def test_trainings_of_a_study_read_a_picture_once(few, monkeypatch):
    files, read_file = [], dataloader.read_image_file
    monkeypatch.setattr(dataloader, "read_image_file", lambda path: files.append(path) or read_file(path))
    with dataloader.share_images():
        [(first,), _], [(second,), _] = (read(of(few, 112), [0]) for _ in range(2))
        assert first is second and len(files) == 1
        assert read(of(few, 300), [0])[0][0].shape == (256, 256, 3)  # prepared in another way
    assert len(files) == 2 and read(of(few, 112), [0])[0][0] is not first


def test_what_does_not_fit_is_read_again(few, monkeypatch):
    monkeypatch.setattr(dataloader, "KEPT_BYTES", 3 * 128 * 128 * 3)
    pictures = of(few, 112)
    first, _ = read(pictures, range(6))
    assert len(pictures._kept) == 3
    again, _ = read(pictures, range(6))
    assert all(np.array_equal(one, two) for one, two in zip(first, again, strict=True))


def test_colors_lie_side_by_side_for_the_network():
    batch = to_tensor(np.zeros((2, 8, 8, 3), np.uint8), torch.device("cpu"))
    assert batch.shape == (2, 3, 8, 8) and batch.is_contiguous(memory_format=torch.channels_last)

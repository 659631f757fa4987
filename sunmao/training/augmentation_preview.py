"""Preview of pictures as a recipe changes them, before anything is trained."""

import cv2
import numpy as np

from sunmao.models.model_spec import Augmentation
from sunmao.training.augmentation import augment
from sunmao.training.dataloader import ClassificationDataset
from sunmao.training.prefetch import open_readers
from sunmao.training.training_loop import TrainConfig
from sunmao.training.training_run import change_batch

SMALLEST, GAP = 112, 6  # pixels: smaller pictures are shown larger; between a picture and what became of it


def preview_augmentation(
    train_set: ClassificationDataset, config: TrainConfig, changes: Augmentation, count: int
) -> list[np.ndarray]:
    """Some pictures as the network would see them, each beside what a first epoch would make of it.

    They are taken evenly from the set, at most `count`; files that cannot be read are left out.

    Returns: pictures, each (H, 2 H + gap, 3) uint8 RGB, unchanged on the left.
    """
    random = np.random.default_rng((config.seed or 0, 1))
    chosen = np.unique(np.linspace(0, len(train_set) - 1, min(count, len(train_set))).round().astype(int))
    with open_readers() as pool:
        images, labels = train_set.batch(chosen, pool)
    if not images:
        return []
    assert train_set.learned_at is not None  # it is made to be learned from
    before = augment(images, Augmentation(), random, train_set.learned_at, train_set.view)
    after, _ = change_batch(images, labels, train_set, config, changes, random)
    pairs = zip(map(_enlarge, before), map(_enlarge, np.rint(after).astype(np.uint8)), strict=True)
    return [np.hstack([first, np.full((len(first), GAP, 3), 255, np.uint8), second]) for first, second in pairs]


def _enlarge(image: np.ndarray) -> np.ndarray:
    image = image if image.ndim == 3 else cv2.cvtColor(image, cv2.COLOR_GRAY2RGB)
    times = max(1, -(-SMALLEST // len(image)))
    return image.repeat(times, 0).repeat(times, 1)

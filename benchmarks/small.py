"""Small trained models, for benchmarks that need a model but not its marks."""

import os
import shutil
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np

from benchmarks.rows import NotHere

INT8 = "INT8"
SIGNS = Path(__file__).resolve().parents[2] / "shared" / "data" / "sign-digits"
COUNTS = {"training_set": 6, "val_set": 3, "test_set": 3}  # pictures of each class
FEWEST = {"training_set": 2, "val_set": 1, "test_set": 1}


def small_set(folder: Path, classes: str = "037", counts: dict = COUNTS) -> Path:
    """A small data set: photographs of hand signs or, where these are not at hand, drawn figures."""
    random = np.random.default_rng(0)
    for part, count in counts.items():
        for label in classes:
            target = folder / part / label
            target.mkdir(parents=True)
            real = sorted((SIGNS / part / label).glob("*"))[:count] if SIGNS.is_dir() else []
            for path in real:
                shutil.copy(path, target)
            for number in range(len(real), count):
                cv2.imwrite(str(target / f"{number}.png"), draw_pictures(label, random))
    return folder


def draw_pictures(label: str, random) -> np.ndarray:
    """A figure somewhere on a colored ground, (100, 100, 3) uint8."""
    picture = np.full((100, 100, 3), random.integers(0, 90, 3), np.uint8)
    place = tuple(int(side) for side in random.integers((5, 70), (40, 95)))
    cv2.putText(picture, label, place, cv2.FONT_HERSHEY_SIMPLEX, 2.2, (255, 255, 255), 4)
    return picture


def train_and_convert(backbone: str, data: Path, folder: Path) -> Path:
    """The ONNX file of a backbone that has learned for one epoch."""
    from sunmao.vision import Classification

    model = Classification(backbone=backbone, weights="fresh")
    model.load_dataset(path=data)
    model.train(epochs=1, batch_size=4, random_seed=1, device="cpu", save_fold=folder / f"{backbone}-weights")
    return Path(model.convert(out_file=folder / f"{backbone}.onnx"))


@contextmanager
def change_folder(folder: Path):
    """The folder as working folder, as a pupil's program has its project's."""
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)


def write_model_file(model, name: str, backend: str) -> str:
    """The file of a trained model for a backend, or in 8 bits. backend: one of the registry's names, or `INT8`. Raises
    NotHere.
    """
    from sunmao.deploy.backends.registry import BACKENDS

    if backend == INT8:
        return model.quantize(out_file=f"models/{name}-int8.onnx")
    if missing := BACKENDS[backend].list_missing() if backend in BACKENDS else []:
        raise NotHere(f"{missing[0]} is not installed")
    return model.convert(out_file=f"models/{name}.onnx", backend=backend)


def use_all(model) -> None:
    """Learn from every sample: what is asked lies elsewhere."""
    listing = model._dataset.listing
    listing.items = [replace(item, split="train") for item in listing.items]

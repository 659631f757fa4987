"""Models that find things and have learned drawn shapes for a moment, for benchmarks that need a model but not its
marks.
"""

import json
from pathlib import Path

import cv2
import numpy as np

from benchmarks.finders import shapes

EMPTY = 6  # pictures without anything in them


def data_for(folder: Path, counts: dict, outlined: bool) -> Path:
    """So many pictures of shapes in each part, and in the validation set some without any. Returns the data set's
    folder.
    """
    made = shapes(folder, "shapes_outlines" if outlined else "shapes", counts)
    file = made / "annotations" / "valid.json"
    about = json.loads(file.read_text("utf-8"))
    random = np.random.default_rng(0)
    for number in range(EMPTY):
        name = f"empty-{number}.jpg"
        # Plain, and of soft stains: what is nothing should be said of both.
        stains = random.integers(60, 200, (1, 1, 3) if number % 2 else (6, 7, 3), np.uint8)
        cv2.imwrite(
            str(made / "images" / "valid" / name), cv2.resize(stains, (240, 200), interpolation=cv2.INTER_CUBIC)
        )
        about["images"].append({"id": 90_000 + number, "file_name": name, "width": 240, "height": 200})
    file.write_text(json.dumps(about), "utf-8")
    return made


def lonely(some: list, others: list, same) -> list:
    """Those of `some` without a partner among the others, of whom each is the partner of one; `same(one, other)` tells."""
    left, alone = list(others), []
    for thing in some:
        near = next((other for other in left if same(thing, other)), None)
        alone += [thing] if near is None else []
        left = [other for other in left if other is not near]
    return alone


def train_model(name: str, data: Path, epochs: int, image_size: int | None = None):
    """The model, trained on the data set in the working folder."""
    from sunmao.models import find_model
    from sunmao.vision import Detection, Segmentation

    entry = find_model(name)
    kind = Segmentation if entry.task == "instance" else Detection
    model = kind(backbone=name, weights=None if entry.packaged else "fresh", image_size=image_size)
    model.load_dataset(path=data)
    model.train(epochs=epochs, random_seed=1, save_fold=f"weights/{name}")
    return model

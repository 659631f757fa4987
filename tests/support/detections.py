"""Pictures with things, and what a made-up network found in them."""

from pathlib import Path

import numpy as np
from pycocotools import mask

from sunmao.data.listing import ObjectAnnotation, Sample
from sunmao.images.geometry import box_to_polygon
from sunmao.tasks.object_detection.detections import Detections

CLASSES = ["cell", "cat"]
SIZE = (320, 240)


def item(*things, polygons=None, name="data/things/a.jpg") -> Sample:
    """A picture with these (label, box)."""
    outlines = (polygons,) if polygons else ()
    return Sample(
        Path(name),
        None,
        "test",
        things=tuple(ObjectAnnotation(label, box, outlines) for label, box in things),
        size=SIZE,
    )


def found(*answers) -> Detections:
    """Make the detections of a network from (score, number of the class, box)."""
    boxes = np.array([box for _, _, box in answers], np.float32).reshape(-1, 4)
    return Detections(
        boxes,
        np.array([score for score, _, _ in answers], np.float32),
        np.array([label for _, label, _ in answers], np.int64),
    )


def masked(boxes: Detections) -> Detections:
    """The same with masks that fill the boxes."""
    width, height = SIZE
    outlines = [
        mask.merge(mask.frPyObjects([list(map(float, box_to_polygon(box)))], height, width)) for box in boxes.boxes
    ]
    return Detections(boxes.boxes, boxes.scores, boxes.labels, outlines)


def lined_up(count: int) -> tuple[Sample, Detections]:
    """A picture of so many things, and an answer for each."""
    boxes = [(12 * n % 300, 12 * (n // 25), 12 * n % 300 + 10, 12 * (n // 25) + 10) for n in range(count)]
    return item(*(("cell", box) for box in boxes)), found(*((1 - n / 1000, 0, box) for n, box in enumerate(boxes)))


def crowd(pictures: int, seed: int, masks: bool = False) -> tuple[list[Sample], list[Detections]]:
    """Crowded pictures, some empty, and answers of every kind: near, far off, of another label, several for one thing,
    unsure.
    """
    random = np.random.default_rng(seed)
    items, answers = [], []
    for picture in range(pictures):
        count = int(random.integers(0, 12)) if picture % 4 else 0
        corners = random.uniform(0, 180, (count, 2))
        boxes = np.concatenate([corners, corners + random.uniform(20, 60, (count, 2))], axis=1).round(2)
        labels = random.integers(0, 2, count)
        things = [(CLASSES[label], tuple(box)) for label, box in zip(labels, boxes.tolist(), strict=True)]
        items.append(item(*things, name=f"data/things/{picture:03}.jpg"))
        rows = []
        for box, label in zip(boxes, labels, strict=True):
            for again in range(random.integers(0, 4)):
                near = np.sort((box + random.normal(0, 3 + 6 * again, 4)).clip(0, 240).reshape(2, 2), axis=0).ravel()
                near[2:] += 1
                rows.append(
                    (
                        round(float(random.beta(3, 1 + 2 * again)), 2),
                        label if random.random() < 0.8 else 1 - label,
                        near,
                    )
                )
        for _ in range(random.integers(0, 6)):
            corner = random.uniform(0, 180, 2)
            rows.append((round(float(random.beta(1, 4)), 2), int(random.integers(0, 2)), np.r_[corner, corner + 30]))
        rows.sort(key=lambda row: -row[0])
        answers.append(masked(found(*rows)) if masks else found(*rows))
    return items, answers

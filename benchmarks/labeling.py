"""Labeling with help: how many boxes of a model that learned from 40 labeled pictures stay as they are, and how well
and how quickly GrabCut outlines a thing from one drag, or one click.

A proposed box stays as it is where it has the class of a true box and IoU ≥ 0.7 with it, each true box once; proposals
are shown from a confidence of 0.6 on. Seconds saved by a stated rule: 7 s to draw a box and name it (Papadopoulos and
others, 2017: 7.0 s by extreme clicking), 1 s to look at a box that stays, 2 s to refuse one.

A drag is the box of the true outline, each side off by up to 0.7 pixels (2 on the screen, where these pictures are
shown three times as large); a click falls where the thing is at least 0.6 of its deepest. The values of `outline.py`
were tuned on the part to learn from; what is measured here are the others. A fifth of these nuclei have fewer than 64
pixels, and some cannot be seen at all: the note says how it is for the larger ones.
"""

import random
import shutil
import statistics
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np

from benchmarks.rows import NotHere, Row, Size
from sunmao.data.builtin.samples import make_sample
from sunmao.data.dataset import Dataset
from sunmao.data.edits.annotate import make_change, set_annotations
from sunmao.data.formats.masks.class_masks import draw_object
from sunmao.data.listing import Sample
from sunmao.images.geometry import compute_box_iou
from sunmao.images.image_files import read_image_file
from sunmao.vision import Detection
from sunmao.vision.labeling.outline import outline_object
from sunmao.vision.labeling.propose import Proposal, propose_labels

SHARED = Path(__file__).resolve().parents[2] / "shared" / "data"
LABELED, EPOCHS, BACKBONE = 40, 40, "RTMDet-Lite0"
SHOWN, SAME = 0.6, 0.7  # confidence from which a box is proposed, IoU from which it stays
DRAWN, LOOKED_AT, REFUSED = 7.0, 1.0, 2.0  # seconds
OUTLINED = 1000
SMALL = 64  # pixels of a thing
OFF = 0.7  # pixels


def measure(size: Size = Size.FULL) -> Iterator[Row]:
    """Rows: boxes that stay and seconds saved; IoU and milliseconds of outlines. Raises NotHere."""
    if size is not Size.SMALLEST and not SHARED.is_dir():
        raise NotHere(f"no folder {SHARED}")
    with tempfile.TemporaryDirectory() as folder:
        cells = Path(make_sample("shapes", root=folder)) if size is Size.SMALLEST else SHARED / "bccd"
        yield from measure_proposals(Dataset(cells), Path(folder), size)
        nuclei = Dataset(cells if size is Size.SMALLEST else SHARED / "nuclei-fluo")
        yield from measure_outlines([*nuclei.items("val"), *nuclei.items("test")], size.pick(OUTLINED, 20))


def measure_proposals(full: Dataset, folder: Path, size: Size) -> Iterator[Row]:
    """Label some pictures as the files have them, train, and compare what the model proposes for the others."""
    items = sorted(full.items(), key=lambda item: item.path.name)
    random.Random(0).shuffle(items)
    items = items[: size.pick(len(items), 24)]
    bare = Dataset(copy_pictures(items, folder / "bare", full.classes))
    few = items[: size.pick(LABELED, 16)]
    changes = {item.path.name: make_change(item.things, None, item.size) for item in few}
    set_annotations(bare.path, changes)
    model = Detection(backbone=BACKBONE)
    model.load_dataset(path=bare.path)
    model.save_fold = (folder / "model").as_posix()
    model.train(epochs=size.pick(EPOCHS, 1), validate=True)
    left = Dataset(bare.path).unlabeled_items()
    truth = {item.path.name: item for item in items}
    proposals = list(propose_labels(model, left, SHOWN))
    met = sum(count_met(each, truth[each.item.path.name]) for each in proposals)
    shown = sum(len(each.objects) for each in proposals)
    needed = sum(len(truth[each.item.path.name].things) for each in proposals)
    alone = DRAWN * needed
    helped = LOOKED_AT * met + REFUSED * (shown - met) + DRAWN * (needed - met)
    note = f"{needed} boxes in {len(proposals)} pictures; {shown} proposed"
    yield Row("proposed boxes that stay as they are", 100 * met / max(1, shown), "%", ">= 70", note=note)
    yield Row("boxes that need not be drawn", 100 * met / max(1, needed), "%", ">= 0", note=f"{met} of {needed}")
    note = f"{helped / 60:.0f} minutes in place of {alone / 60:.0f}"
    yield Row("seconds saved a picture", (alone - helped) / max(1, len(proposals)), "s", ">= 0", note=note)


def copy_pictures(items: list[Sample], folder: Path, classes: list[str]) -> Path:
    """The pictures alone, in a new data set for boxes."""
    folder.mkdir()
    for item in items:
        shutil.copyfile(item.path, folder / item.path.name)
    Dataset(folder).declare(task="detection", classes=classes)
    return folder


def count_met(proposal: Proposal, truth: Sample) -> int:
    """Count the proposed boxes that stay as they are: the surest first, each true box once."""
    left, met = list(truth.things), 0
    for thing in proposal.objects:
        ious = [
            float(compute_box_iou(np.array([thing.box, other.box], np.float32))[0, 1])
            if other.label == thing.label
            else 0.0
            for other in left
        ]
        if ious and max(ious) >= SAME:
            left.pop(int(np.argmax(ious)))
            met += 1
    return met


def measure_outlines(items: list[Sample], count: int) -> Iterator[Row]:
    """Outline things from one drag, and from one click."""
    dice = random.Random(0)
    pairs = [(item, thing) for item in items for thing in item.things]
    pairs = dice.sample(pairs, min(count, len(pairs)))
    ious: dict[str, list[float]] = {"drag": [], "click": []}
    areas: list[int] = []
    times: dict[str, list[float]] = {"drag": [], "click": []}
    for item, thing in sorted(pairs, key=lambda pair: pair[0].path.name):
        image = read_image_file(item.path)
        size = image.shape[1], image.shape[0]
        true = draw_object(thing, size)
        if not true.any():
            continue
        areas.append(int(true.sum()))
        for kind in ious:
            box = draw_box(thing.box, dice) if kind == "drag" else None
            points = [pick_point(true, dice)] if kind == "click" else []
            began = time.perf_counter()
            mask = outline_object(image, box, points)
            times[kind].append(1000 * (time.perf_counter() - began))
            ious[kind].append(0.0 if mask is None else float((mask & true).sum() / (mask | true).sum()))
    for kind, goal in (("drag", ">= 0.85"), ("click", ">= 0.85")):
        half = statistics.median(ious[kind])
        large = [iou for iou, area in zip(ious[kind], areas, strict=True) if area >= SMALL]
        note = f"{len(areas)} things; median {half:.3f}; mean of {len(large)} of {SMALL} pixels or more"
        note += f" {statistics.mean(large):.3f}"
        yield Row(f"outline from one {kind}, mean IoU", statistics.mean(ious[kind]), "", goal, note=note)
        slow = float(np.percentile(times[kind], 95))
        note = f"median {statistics.median(times[kind]):.0f} ms"
        yield Row(f"outline from one {kind}, 95 % within", slow, "ms", "<= 150", note=note)


def draw_box(box: tuple[float, ...], dice: random.Random) -> list[float]:
    """A box as a hand draws it."""
    return [side + dice.uniform(-OFF, OFF) for side in box]


def pick_point(mask: np.ndarray, dice: random.Random) -> tuple[float, float, int]:
    """A click in the middle part of a thing."""
    depth = cv2.distanceTransform(np.pad(mask, 1), cv2.DIST_L2, 3)[1:-1, 1:-1]
    rows, columns = np.nonzero(depth >= 0.6 * depth.max())
    chosen = dice.randrange(len(rows))
    return float(columns[chosen]) + 0.5, float(rows[chosen]) + 0.5, 1

"""Cost of a smaller file of a model: the same pictures through all of its files, in steps that can be waited for."""

import random
import statistics
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import cv2
import numpy as np

from sunmao.data.dataset import open_dataset
from sunmao.data.listing import Sample
from sunmao.deploy.memory_usage import measure_memory
from sunmao.deploy.quantization.compare import compare_answers
from sunmao.deploy.workflow import Workflow
from sunmao.errors import BadData, BadValue
from sunmao.images.image_files import try_read_image
from sunmao.tasks.evaluation.batch_inference import select_split
from sunmao.texts import get_both

MAX_IMAGES = 300  # pictures: their order is random, but the same each time
WARM = 3  # pictures that are asked but not timed
NEAR = 0.03  # share of the time that is noise


@dataclass(frozen=True)
class CompressedFile:
    """One row. method: how it was made smaller ('int8', 'dynamic', 'float16'), None: not at all; pruned: whether
    channels were cut out of its network; bytes: of the file; ms: median time of one answer, milliseconds; memory: bytes
    in use, None where it could not be measured;
    correct: of a classifier, how many of the pictures whose label it knows (`labeled`) it answers rightly, else None;
    mark: of a model that finds things COCO's mAP50, of one that paints its mIoU (0 to 1), else None; changed: the
    pictures whose answer is not that of the first file: [(path, the first file's answer, this one's)]; best: no other
    row is at least as small, quick and right, and better in one of them; shown_map50: of a model that finds things the
    mAP50 of what it shows, by which it is compared, else None, as in comparisons that were kept before it was measured.
    """

    path: str
    method: str | None
    bytes: int
    ms: float
    memory: int | None
    correct: int | None
    labeled: int
    mark: float | None
    changed: list[tuple[str, str, str]]
    pruned: bool = False
    best: bool = False
    shown_map50: float | None = None


class Compression:
    """The files of one model on the same pictures.

    Args:
        files: ONNX files for the same task with the same classes, the one that the others are compared with first.
        path: a data set, a folder or a Dataset; its test pictures are asked, at most `MAX_IMAGES`.

    Raises: BadValue (fewer than two files, other classes, a model of several labels), BadModelFile, BadData.
    """

    def __init__(self, files: Sequence, path: Any) -> None:
        if len(files) < 2:
            raise BadValue("too_few_files")
        self._files = [Path(each) for each in files]
        self._models = [Workflow(each) for each in self._files]
        first = self._models[0]
        if not first._answering.compresses:
            raise BadValue("option_of_taggers", option=get_both("option_compress"))
        for model, file in zip(self._models, self._files, strict=True):
            if (model.task, model.classes) != (first.task, first.classes):
                raise BadValue("other_classes_in_file", path=file.as_posix(), first=self._files[0].as_posix())
        self._dataset = dataset = open_dataset(path)
        first._answering.require_dataset(dataset)
        self._path, (self._split, items) = dataset.path, select_split(dataset, None, True)
        self._items = random.Random(0).sample(items, min(MAX_IMAGES, len(items)))
        self._asked: list[Sample] = []
        self._sizes: list[tuple[int, int]] = []
        self._answers: list[list] = [[] for _ in files]
        self._times: list[list[float]] = [[] for _ in files]
        self._memory: list[int | None] = []
        self._done = 0
        self._rows: list[CompressedFile] | None = None

    @property
    def done(self) -> int:
        """Steps done."""
        return self._done

    @property
    def total(self) -> int:
        """Steps in all: a picture or the memory of a file each."""
        return len(self._items) + len(self._files)

    def advance(self, seconds: float) -> None:
        """Go on for so long. Raises BadData when no picture can be read."""
        end = time.monotonic() + seconds
        while self._done < self.total and time.monotonic() < end:
            if self._done < len(self._items):
                self._ask(self._items[self._done])
            else:
                self._memory.append(measure_memory(self._files[len(self._memory)]))
            self._done += 1
        if self._done >= len(self._items) and not self._asked:
            raise BadData("all_damaged", path=self._path)

    def list_rows(self) -> list[CompressedFile]:
        """A row for each file, when all is done; else none."""
        if self._done < self.total:
            return []
        if self._rows is None:
            rows = [self._make_row(place) for place in range(len(self._files))]
            self._rows = [_mark_best(row, rows) for row in rows]
        return self._rows

    def _ask(self, item: Sample) -> None:
        picture = try_read_image(item.path)
        if picture is None:
            return
        if (side := self._models[0]._answering.answer_side) is not None:
            picture = _shrink(picture, side)
        # By turns, and each first as often as the others: what else the computer does then hits all alike.
        order = np.roll(np.arange(len(self._models)), self._done)
        for place in order:
            began = time.perf_counter()
            [answer] = self._models[place]._look([picture])
            self._times[place].append(time.perf_counter() - began)
            self._answers[place].append(answer)
        self._asked.append(item)
        self._sizes.append(picture.shape[1::-1])

    def _make_row(self, place: int) -> CompressedFile:
        model, answers = self._models[place], self._answers[place]
        told = model.information.get("quantization") or {}
        changed = compare_answers(model._answering, self._answers[0], answers).changed
        asked = list(zip(self._asked, self._sizes, answers, strict=True))
        return CompressedFile(
            path=self._files[place].as_posix(),
            method=told.get("method"),
            bytes=self._files[place].stat().st_size,
            ms=1000 * statistics.median(self._times[place][WARM:] or self._times[place]),
            memory=self._memory[place],
            changed=[
                (self._asked[each].path.as_posix(), self._name(self._answers[0][each]), self._name(answers[each]))
                for each in changed
            ],
            pruned=bool(model.information.get("widths")),
            **model._answering.rate_answers(asked, model.classes, self._dataset, self._split),
        )

    def _name(self, answer: Any) -> str:
        return self._models[0]._answering.name_answer(answer, self._models[0].classes)


def _shrink(picture: np.ndarray, side: int) -> np.ndarray:
    factor = side / max(picture.shape[:2])
    return picture if factor >= 1 else cv2.resize(picture, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)


def _mark_best(row: CompressedFile, rows: list[CompressedFile]) -> CompressedFile:
    return replace(row, best=not any(_dominates(other, row) for other in rows if other is not row))


def _dominates(one: CompressedFile, other: CompressedFile) -> bool:
    """Whether one is nowhere worse and somewhere better (Pareto)."""
    right = [
        next((mark for mark in (row.shown_map50, row.mark, row.correct) if mark is not None), 0) for row in (one, other)
    ]
    worse = one.bytes > other.bytes or one.ms > other.ms * (1 + NEAR) or right[0] < right[1]
    better = one.bytes < other.bytes or one.ms < other.ms * (1 - NEAR) or right[0] > right[1]
    return better and not worse

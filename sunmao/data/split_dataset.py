"""Dividing the samples of a data set into three parts, those that are nearly the same or of one person together."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sunmao.core.regular_files import read_regular
from sunmao.data.formats.labels.imagenet import write_missing_lists
from sunmao.data.listing import SPLITS, DatasetListing
from sunmao.data.number_labels import stratify
from sunmao.data.samples.registry import make_sample_kind
from sunmao.data.split_labels import plan_labels, write_division
from sunmao.data.splits import FILE, assign_splits, break_up_groups, encode_split, parse_ratio, test_is_locked
from sunmao.protocol.messages import Progress
from sunmao.runtime import session
from sunmao.runtime.notices import show_notice


@dataclass(frozen=True)
class SplitResult:
    """Division of a data set.

    counts: pictures of each part. together: pictures that have a near double in the same part. broken: the classes
    whose pictures are all nearly the same, so that they had to be divided all the same. stale: files of labels, or
    folders of pictures, still tell other programs the division before.
    """

    counts: dict[str, int]
    together: int
    broken: list[str]
    stale: bool = False


def split_dataset(
    found: DatasetListing,
    ratio: Any = "8:1:1",
    seed: int = 0,
    lock_test: bool = False,
    on_picture: Callable[[int], None] | None = None,
) -> SplitResult:
    """Divide a data set in a folder; which picture belongs where is kept in `split.json`, no file is moved.

    Where COCO files or Pascal VOC's lists tell a division, they tell the new one as well (`split_labels.py`).

    Args:
        found: as it was just read.
        ratio: shares of training, validation and test; every class is divided so.
        seed: another number divides differently.
        lock_test: keep these test pictures whenever the set is divided again; then only what is like them joins them.
        on_picture: called with the number of pictures that were looked at.

    Raises: BadValue for a ratio that is none, OSError when it cannot be written.
    """
    wanted, items = parse_ratio(ratio), found.items
    names = [item.path.relative_to(found.root).as_posix() for item in items]
    strata: list = stratify(items) or [item.labels or "" for item in items]
    keys = list(zip(strata, names, strict=True))
    groups = make_sample_kind(found.sample_kind).find_groups(items, on_picture)
    locked = test_is_locked(found.root)
    tested = {number for number, item in enumerate(items) if item.split == "test"} if locked else set()
    tested |= {each for group in groups if tested & {*group} for each in group}
    free = [number for number in range(len(items)) if number not in tested]
    place = {number: n for n, number in enumerate(free)}
    left = (*wanted[:2], 0) if locked else wanted
    ours, broken = break_up_groups(
        [keys[number] for number in free],
        left,
        [[place[each] for each in group] for group in groups if not tested & {*group}],
    )
    parts = dict(
        zip(free, assign_splits([keys[number] for number in free], left, seed, ours), strict=True)
    ) | dict.fromkeys(tested, "test")
    named = {names[number]: part for number, part in parts.items()}
    files, stale = plan_labels(found, named)
    if found.format == "class_folders":
        files |= _plan_lists(found, {name: item.split for name, item in zip(names, items, strict=True)}, named)
    write_division(found.root, {**files, FILE: encode_split(ratio, seed, lock_test or locked, named)})
    write_missing_lists(found)
    counts = {split: sum(part == split for part in parts.values()) for split in SPLITS}
    return SplitResult(counts, sum(map(len, groups)), broken, stale)


def split_with_notices(found: DatasetListing, ratio: Any = "8:1:1", seed: int = 0, lock_test: bool = False) -> None:
    """As `split_dataset`, in a program: what is worth knowing is said, and it can be stopped."""
    total = len(found.items)

    def report_looked(done: int) -> None:
        if done % 200 == 0:
            session.check_stop()
            session.emit(Progress(done=done, total=total, unit=found.sample_kind, task="data"))

    divided = split_dataset(found, ratio, seed, lock_test, report_looked)
    if divided.stale:
        show_notice("other_programs", level="warn")
    if divided.broken:
        show_notice("series_divided", level="warn", names=", ".join(divided.broken))
    elif divided.together:
        show_notice("kept_together", count=divided.together)


def _make_lists(found: DatasetListing, parts: dict[str, str]) -> dict[str, str]:
    """Contents of `classes.txt` and the lists beside class folders when the pictures are divided so."""
    numbers = {label: number for number, label in enumerate(found.classes)}
    lines = {split: [] for split in SPLITS}
    for item in found.items:
        name = item.path.relative_to(found.root).as_posix()
        lines[parts[name]].append(f"{name} {numbers[item.require_label()]}\n")
    texts = {f"{split}.txt": "".join(lines[split]) for split in ("val", "test")}
    return texts | {"classes.txt": "".join(f"{label}\n" for label in found.classes)}


def _plan_lists(found: DatasetListing, before: dict[str, str], now: dict[str, str]) -> dict[str, bytes]:
    """The lists that are missing, and those that told the division before this one: name → bytes."""
    files = {}
    for name, text in _make_lists(found, now).items():
        file, old = found.root / name, _make_lists(found, before)[name]
        if not os.path.lexists(file) or _has_content(file, old):
            files[name] = text.encode("utf-8", "surrogatepass")
    return files


def _has_content(file: Path, text: str) -> bool:
    """Whether a file holds exactly this text; False for what is no regular file or cannot be read."""
    data = text.encode("utf-8", "surrogatepass")
    try:
        return read_regular(file, 2 * len(data), follow_link=True).replace(b"\r\n", b"\n") == data
    except OSError:
        return False

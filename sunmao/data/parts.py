"""Dividing a data set into training, validation and test, the same way every time."""

import json
from collections import defaultdict
from hashlib import blake2b
from pathlib import Path

from ..disk import write_atomically
from ..errors import BadValue

FILE = "split.json"
PARTS = ("train", "val", "test")


def shares(ratio) -> tuple[float, float, float]:
    """The three numbers of a ratio such as '8:1:1'.

    Raises: BadValue for anything else.

    Example:
        >>> shares('7:1:2')
        (7.0, 1.0, 2.0)
    """
    pieces = ratio.replace("：", ":").split(":") if isinstance(ratio, str) else ratio
    try:
        numbers = tuple(float(piece) for piece in pieces)
    except (TypeError, ValueError):
        numbers = ()
    if len(numbers) != 3 or min(numbers) < 0 or numbers[0] == 0 or not sum(numbers) < float("inf"):
        raise BadValue("bad_ratio", ratio=ratio)
    return numbers


def assigned(keys: list[tuple[str, str]], ratio: tuple, seed: int = 0) -> list[str]:
    """The part of each picture, stratified: every class is divided by the same ratio.

    Args:
        keys: (label, path) of each picture.
        ratio: shares of training, validation and test.

    Pictures are ordered by a hash of their path, so that a new picture moves few of the others.
    """
    classes = defaultdict(list)
    for label, path in keys:
        classes[label].append(path)
    part = {}
    for label, paths in classes.items():
        paths.sort(key=lambda path: blake2b(f"{seed}/{path}".encode("utf-8", "surrogatepass")).digest())
        counts = _counts(len(paths), ratio)
        names = [name for name, count in zip(PARTS, counts, strict=True) for _ in range(count)]
        part.update({(label, path): name for path, name in zip(paths, names, strict=True)})
    return [part[key] for key in keys]


def _counts(total: int, ratio: tuple) -> list[int]:
    """How many pictures of a class go to each part; each wanted part gets one as long as there are enough."""
    val, test = (round(total * share / sum(ratio)) for share in ratio[1:])
    if total >= sum(share > 0 for share in ratio):
        val, test = max(val, int(ratio[1] > 0)), max(test, int(ratio[2] > 0))
    else:
        val = test = 0
    return [total - val - test, val, test]


def read_split(root: Path) -> dict[str, str]:
    """Relative path → part, as `Dataset.split` saved it; empty where nothing was saved or the file is damaged."""
    try:
        return parts_saved((root / FILE).read_bytes())
    except OSError:
        return {}


def parts_saved(data: bytes) -> dict[str, str]:
    """As `read_split`, from the bytes of the file."""
    try:
        splits = json.loads(data.decode("utf-8"))["splits"]
        return {path: part for part in PARTS for path in splits[part]}
    except (ValueError, KeyError, TypeError, RecursionError):
        return {}


def test_is_locked(root: Path) -> bool:
    """Whether the last `split` locked the test pictures."""
    try:
        return json.loads((root / FILE).read_text(encoding="utf-8")).get("lock_test") is True
    except (OSError, ValueError, AttributeError):
        return False


def write_split(root: Path, ratio, seed: int, lock_test: bool, parts: dict[str, str]) -> None:
    """Save which picture belongs to which part. No picture is moved."""
    splits = {name: sorted(path for path, part in parts.items() if part == name) for name in PARTS}
    data = {"version": 1, "ratio": str(ratio), "seed": seed, "lock_test": lock_test, "splits": splits}
    write_atomically(root / FILE, json.dumps(data, ensure_ascii=False, indent=1).encode("utf-8", "surrogatepass"))

"""Dividing a data set into training, validation and test, the same way every time."""

import json
from collections import defaultdict
from collections.abc import Sequence
from hashlib import blake2b
from heapq import heapify, heappop, heappush
from pathlib import Path
from typing import Any

from sunmao.core.regular_files import read_regular
from sunmao.errors import BadValue

FILE = "split.json"
MAX_BYTES = 64 * 1024 * 1024  # bytes: of half a million pictures
PARTS = ("train", "val", "test")


def parse_ratio(ratio: Any) -> tuple[float, float, float]:
    """The three numbers of a ratio such as '8:1:1'.

    Raises: BadValue for anything else.

    Example:
        >>> parse_ratio('7:1:2')
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


def assign_splits(keys: list[tuple], ratio: tuple, seed: int = 0, groups: Sequence[list[int]] = ()) -> list[str]:
    """The part of each picture, stratified: every class is divided by the same ratio.

    Args:
        keys: (label, or a tuple of labels, path) of each picture.
        ratio: shares of training, validation and test.
        groups: numbers of pictures that belong together, each number once at most.

    Pictures are ordered by a hash of their path, so that a new picture moves few of the others.
    """
    if len(keys) == 0:
        return []
    labels = [(label,) if isinstance(label, str) else tuple(label) for label, _ in keys]
    if not groups and all(len(each) == 1 for each in labels):
        return _assign_singles(keys, labels, ratio, seed)
    units = [*groups, *([each] for each in sorted({*range(len(keys))}.difference(*groups)))]
    units.sort(key=lambda unit: _order_key(seed, min(keys[each][1] for each in unit)))
    if max(map(len, labels)) > 1:
        placed = _assign_by_rarest(units, [{label for each in unit for label in labels[each]} for unit in units], ratio)
    else:
        placed = _assign_by_class(units, labels, ratio)
    part = {each: PARTS[place] for unit, place in placed for each in unit}
    return [part[each] for each in range(len(keys))]


def _assign_singles(keys: list[tuple], labels: list[tuple], ratio: tuple, seed: int) -> list[str]:
    """As `assign_splits` where every picture stands for itself: the usual case of a folder with 50,000 of them."""
    classes = defaultdict(list)
    for number, ((_, path), (label,)) in enumerate(zip(keys, labels, strict=True)):
        classes[label].append((_order_key(seed, path), number))
    parts = [PARTS[0]] * len(keys)
    for rows in classes.values():
        rows.sort()
        start, *others = _count_per_split(len(rows), ratio)
        for part, count in zip(PARTS[1:], others, strict=True):
            for _, number in rows[start : start + count]:
                parts[number] = part
            start += count
    return parts


def break_up_groups(keys: list[tuple], ratio: tuple, groups: list[list[int]]) -> tuple[list[list[int]], list[str]]:
    """The groups, less those that are all there is of a class, which could not be divided otherwise; and these classes.

    Of such a group, neighbors by their names stay together: they were taken one after the other.
    """
    wanted, classes = sum(share > 0 for share in ratio), defaultdict(list)
    of = {each: number for number, group in enumerate(groups) for each in group}
    for each, (label, _) in enumerate(keys):
        for name in (label,) if isinstance(label, str) else label:
            classes[name].append(each)
    poor = {
        name: inside
        for name, inside in classes.items()
        if len({of.get(each, ("alone", each)) for each in inside}) < wanted <= len(inside)
    }
    large = {of[each] for inside in poor.values() for each in inside if each in of}
    kept = [group for number, group in enumerate(groups) if number not in large]
    for number in sorted(large):
        group = sorted(groups[number], key=lambda each: keys[each][1])
        step = max(1, len(group) // 10)
        kept += [group[start : start + step] for start in range(0, len(group), step)]
    return kept, sorted(poor)


def _order_key(seed: int, path: str) -> bytes:
    return blake2b(f"{seed}/{path}".encode("utf-8", "surrogatepass")).digest()


def _assign_by_class(units: list[list[int]], labels: list[tuple], ratio: tuple) -> list[tuple[list[int], int]]:
    """Each unit with its part: in order, each goes where there is room for all of it."""
    classes = defaultdict(list)
    for unit in units:
        # Sorted: where two classes are as many, the order of a set would be another in the next process.
        ours = [labels[each] for each in unit]
        (name,) = max(sorted(set(ours)), key=ours.count) or ("",)
        classes[name].append(unit)
    placed = []
    for inside in classes.values():
        room = _count_per_split(sum(map(len, inside)), ratio)
        found = []
        for unit in inside:
            place = next((place for place in range(3) if room[place] >= len(unit)), room.index(max(room)))
            room[place] -= len(unit)
            found.append((unit, place))
        placed += _fill_empty(found, ratio)
    return placed


def _assign_by_rarest(units: list[list[int]], names: list[set], ratio: tuple) -> list[tuple[list[int], int]]:
    """Each unit with its part, the rarest label first, to the part that lacks it most (Sechidis and others, 2011)."""
    share = [part / sum(ratio) for part in ratio]
    having: dict = defaultdict(list)
    for number, each in enumerate(names):
        for name in each or {""}:
            having[name].append(number)
    lack = {name: [part * len(numbers) for part in share] for name, numbers in having.items()}
    room = [part * sum(map(len, units)) for part in share]
    chosen = {}
    left = {name: len(numbers) for name, numbers in having.items()}
    waiting = [(count, name) for name, count in left.items()]
    heapify(waiting)
    while waiting:
        count, rarest = heappop(waiting)
        if count != left[rarest]:  # it has become rarer, and waits with that, too
            continue
        for number in having[rarest]:
            if number in chosen:
                continue
            place = max(
                (place for place in range(3) if ratio[place]),
                key=lambda place: (lack[rarest][place], room[place], -place),
            )
            chosen[number] = place
            room[place] -= len(units[number])
            for name in names[number] or {""}:
                lack[name][place] -= 1
                left[name] -= 1
                if left[name]:
                    heappush(waiting, (left[name], name))
    return _fill_empty([(unit, chosen[number]) for number, unit in enumerate(units)], ratio)


def _fill_empty(placed: list[tuple[list[int], int]], ratio: tuple) -> list[tuple[list[int], int]]:
    """The same; a wanted part that got nothing gets the smallest unit of the part that has most, when there are enough."""
    wanted = [place for place in range(3) if ratio[place]]
    while len(placed) >= len(wanted) and (
        empty := [place for place in wanted if all(place != there for _, there in placed)]
    ):
        count = [sum(place == there for _, there in placed) for place in range(3)]
        fullest = count.index(max(count))
        number = min((n for n, (_, there) in enumerate(placed) if there == fullest), key=lambda n: len(placed[n][0]))
        placed[number] = (placed[number][0], empty[0])
    return placed


def _count_per_split(total: int, ratio: tuple) -> list[int]:
    """Number of pictures of a class for each part; each wanted part gets one as long as there are enough."""
    val, test = (round(total * share / sum(ratio)) for share in ratio[1:])
    if total >= sum(share > 0 for share in ratio):
        val, test = max(val, int(ratio[1] > 0)), max(test, int(ratio[2] > 0))
    else:
        val = test = 0
    return [total - val - test, val, test]


def read_split(root: Path) -> dict[str, str]:
    """Relative path → part, as `Dataset.split` saved it; empty where nothing was saved or the file is damaged."""
    try:
        return parse_split(_read_file(root))
    except OSError:
        return {}


def parse_split(data: bytes) -> dict[str, str]:
    """As `read_split`, from the bytes of the file."""
    try:
        splits = json.loads(data.decode("utf-8"))["splits"]
        lists = {part: splits[part] for part in PARTS}
    except (ValueError, KeyError, TypeError, RecursionError):
        return {}
    if not all(isinstance(paths, list) and all(isinstance(path, str) for path in paths) for paths in lists.values()):
        return {}
    return {path: part for part, paths in lists.items() for path in paths}


def test_is_locked(root: Path) -> bool:
    """Whether the last `split` locked the test pictures."""
    try:
        return json.loads(_read_file(root).decode("utf-8")).get("lock_test") is True
    except (OSError, ValueError, AttributeError, RecursionError):
        return False


def _read_file(root: Path) -> bytes:
    return read_regular(root / FILE, MAX_BYTES, follow_link=True)


def encode_split(ratio: Any, seed: int, lock_test: bool, parts: dict[str, str]) -> bytes:
    """The file that says which picture belongs to which part."""
    splits = {name: sorted(path for path, part in parts.items() if part == name) for name in PARTS}
    data = {"version": 1, "ratio": str(ratio), "seed": seed, "lock_test": lock_test, "splits": splits}
    return json.dumps(data, ensure_ascii=False, indent=1).encode("utf-8", "surrogatepass")

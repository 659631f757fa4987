"""The verdict on the reading of a shape, held against the right one."""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from sunmao.data.listing import SPLITS, DatasetListing
from sunmao.data.sources.dataset_source import list_source
from sunmao.errors import BadData
from tests.support.dataset_shapes.shape import DatasetShape, Reads, Refused

RIGHT, REFUSED, MISREAD, SILENT, CRASHED = "right", "good one refused", "misread", "not said", "crashed"


@dataclass(frozen=True)
class Verdict:
    """outcome: RIGHT, REFUSED, MISREAD, SILENT or CRASHED. why: what was seen."""

    outcome: str
    why: str


def judge(shape: DatasetShape, folder: Path) -> Verdict:
    """Read a shape that lies in a folder."""
    try:
        tree, found = list_source(folder)
    except BadData as error:
        said = f"refused ({error.key}): {error.text('en')}"
        if isinstance(shape.right, Reads):
            return Verdict(REFUSED, said)
        fits = error.key == shape.right.key and all(word in error.text("en") for word in shape.right.words)
        return Verdict(RIGHT if fits else SILENT, said)
    except Exception as error:  # a table of what happens has a row for that, too
        return Verdict(CRASHED, f"{type(error).__name__}: {error}")
    seen = describe(found)
    refused = next((each for each in found.findings if each.level == "reject"), None)
    if isinstance(shape.right, Refused):
        if refused is None:
            return Verdict(MISREAD, seen)
        fits = refused.key == shape.right.key and all(word in refused.text["en"] for word in shape.right.words)
        return Verdict(RIGHT if fits else SILENT, f"refused ({refused.key}): {refused.text['en']}")
    if refused is not None:
        return Verdict(REFUSED, f"refused ({refused.key}): {refused.text['en']}")
    return _compare(shape.right, tree, found, seen)


def _compare(right: Reads, tree, found: DatasetListing, seen: str) -> Verdict:
    parts = Counter(item.split for item in found.items)
    wrong = [
        found.task != right.task,
        len(found.items) != right.pictures,
        right.classes is not None and sorted(found.classes) != sorted(right.classes),
        right.parts is not None and tuple(parts[split] for split in SPLITS) != right.parts,
        right.things is not None and sum(len(item.things) for item in found.items) != right.things,
    ]
    for path, things in right.boxes.items():
        item = next((each for each in found.items if tree.name(each.path) == path), None)
        got = sorted((thing.label, *thing.box) for thing in item.things) if item else None
        want = sorted((label, *box) for label, box in things)
        wrong.append(
            got is None
            or len(got) != len(want)
            or any(
                one[0] != other[0] or any(abs(a - b) > 0.51 for a, b in zip(one[1:], other[1:], strict=True))
                for one, other in zip(got, want, strict=True)
            )
        )
    if any(wrong):
        return Verdict(MISREAD, seen)
    if right.check is not None:
        try:
            right.check(found)
        except AssertionError as error:
            return Verdict(MISREAD, f"{seen}: {error}")
    missing = set(right.said) - {each.key for each in found.findings}
    return Verdict(SILENT, f"{seen}: not said: {', '.join(sorted(missing))}") if missing else Verdict(RIGHT, seen)


def describe(found: DatasetListing) -> str:
    """A listing in a line."""
    parts = Counter(item.split for item in found.items)
    things = sum(len(item.things) for item in found.items)
    return (
        f"{found.format}/{found.task}, {len(found.items)} pictures ({'/'.join(str(parts[split]) for split in SPLITS)}), "
        f"{things} things, classes {', '.join(found.classes[:6]) or 'none'}, "
        f"said {', '.join(each.key for each in found.findings) or 'nothing'}"
    )

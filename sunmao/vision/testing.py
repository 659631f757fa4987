"""Asking a model about every picture of a part."""

from .. import link
from ..data.folders import Item
from ..data.pictures import each_in_threads, read_picture
from ..errors import BadData, FileMissing, NotAPicture
from ..events import Progress
from ..notes import note
from ..texts import both
from .results import Result

BATCH = 64


def part(dataset, split: str) -> tuple[str, list[Item]]:
    """The pictures of a part; those of the validation set, with a note, where there is no test set.

    Raises: BadData when there are none.
    """
    items = dataset.items(split)
    if not items and split == "test" and dataset.items("val"):
        note("no_test_set", level="warn")
        return "val", dataset.items("val")
    if not items:
        raise BadData("empty_part", path=dataset.path, split=both(f"{split}_set"))
    return split, items


def results(scores, classes: list[str], items: list[Item]) -> list[Result]:
    """One Result a picture, with its truth. Files that cannot be read now are left out, with a note.

    Args:
        scores: from pictures, each (H, W, 3) uint8 RGB, to (N, C) float32.
    """
    answers = []
    for start in range(0, len(items), BATCH):
        link.stopping_point()
        some = items[start : start + BATCH]
        pairs = [(item, image) for item, image in zip(some, each_in_threads(_read, some), strict=True) if image is not None]
        if pairs:
            rows = scores([image for _, image in pairs])
            answers += [answered(item, row, classes) for (item, _), row in zip(pairs, rows, strict=True)]
        link.emit(Progress(done=start + len(some), total=len(items), unit="picture", task="evaluate"))
    return answers


def answered(item: Item, row, classes: list[str]) -> Result:
    """The Result for an item with these scores, (C,)."""
    # Without the picture: a test of thousands would fill the memory. It is read again when someone looks.
    return Result(None, row, classes, path=item.path.as_posix(), truth=item.label)


def _read(item: Item):
    try:
        return read_picture(item.path)
    except (NotAPicture, FileMissing):
        note("cannot_read_picture", level="warn", path=item.path.as_posix())
        return None

"""Asking a model about many pictures."""

from pathlib import Path

from sunmao.runtime import session
from sunmao.data.checks.check_dataset import NAMED, named
from sunmao.data.listing import Item
from sunmao.data.images.image_files import ENDINGS, each_in_threads, picture_missing, read_picture
from sunmao.errors import BadData, FileMissing, NotAPicture
from sunmao.protocol.messages import Progress
from sunmao.runtime.notices import note
from sunmao.texts import both
from sunmao.vision.inference.results import Result

BATCH = 64  # pictures
PIXELS = 16_000_000  # of a batch: a few photographs fill the memory as well as many small pictures


def part(dataset, split: str | None, own: bool) -> tuple[str, list[Item]]:
    """The pictures of a part, and the name of the part.

    Args:
        split: 'train', 'val', 'test', 'all', or None: the test pictures, and all of a folder that nobody has divided.
        own: the model has learned from this data set, divided by us where nobody else did.

    Without test pictures those of the validation set are taken, with a note.

    Raises: DataNotFound, BadData when there are no pictures.
    """
    dataset.need_folder()
    if split is None and not own and not dataset.divided:
        return "all", dataset.items("all")
    split = split or "test"
    items = dataset.items(split)
    if not items and split == "test" and dataset.items("val"):
        note("no_test_set", level="warn")
        return "val", dataset.items("val")
    if not items:
        raise BadData("empty_part", path=dataset.path, split=both(f"{split}_set"))
    return split, items


def known(items: list[Item], labels: list[str], path: str) -> list[Item]:
    """The items whose labels the model knows; the others, and the classes of which there is no picture, are named.

    Raises: BadData when no label is known.
    """
    here, ours = {item.label for item in items}, set(labels)
    if not here & ours:
        raise BadData("no_common_label", path=path, theirs=few(sorted(here)), ours=few(labels))
    if strangers := sorted(here - ours):
        count = sum(item.label in strangers for item in items)
        note("unknown_labels", level="warn", count=count, names=few(strangers))
    if missing := [label for label in labels if label not in here]:
        note("classes_not_asked", names=few(missing))
    return [item for item in items if item.label in ours]


def results(look, classes: list[str], items: list[Item]) -> list[Result]:
    """One Result a picture, with its truth. Files that cannot be read now are left out, with a note.

    Args:
        look: from pictures, each (H, W, 3) uint8 RGB, to (N, C) float32.
    """
    return [answered(item, row, classes) for item, _, row in asked(look, items, "evaluate")]


def asked(look, items: list[Item], task: str):
    """Yield (item, picture, answer) of every picture that can be read; the others are named in one note at the end.

    Args:
        look: from pictures, each (H, W, 3) uint8 RGB, to as many answers.
    """
    bad: list[tuple[Item, Exception]] = []
    done = 0
    for some in _batches(items, bad):
        session.stopping_point()
        rows = look([picture for _, picture in some])
        for (item, picture), row in zip(some, rows, strict=True):
            yield item, picture, row
        done += len(some)
        session.emit(Progress(done=done + len(bad), total=len(items), unit="picture", task=task))
    if bad:
        note("left_out", level="warn", count=len(bad), names=named(bad))


def answered(item: Item, row, classes: list[str], unknown: float = 0.0) -> Result:
    """The Result for an item with these scores, (C,)."""
    # Without the picture: a test of thousands would fill the memory. It is read again when someone looks.
    return Result(None, row, classes, path=item.path.as_posix(), truth=item.label or None, unknown=unknown)


def pictures_in(folder: Path) -> list[Item]:
    """The pictures that lie in a folder, without labels. Raises FileMissing, BadData when there are none."""
    if not folder.is_dir():
        raise picture_missing(folder)
    files = sorted(each for each in folder.iterdir() if each.suffix.lower() in ENDINGS and not each.name.startswith("."))
    if not files:
        raise BadData("no_pictures_here", path=folder.as_posix())
    return [Item(file, "", "") for file in files]


def _batches(items: list[Item], bad: list):
    """Yield lists of (item, picture) that fit the memory; items that cannot be read are put into `bad` with the error."""
    some, room = [], PIXELS
    for item, picture in zip(items, each_in_threads(_read, items), strict=True):
        if isinstance(picture, Exception):
            bad.append((item, picture))
            continue
        some.append((item, picture))
        room -= picture.shape[0] * picture.shape[1]
        if len(some) == BATCH or room <= 0:
            yield some
            some, room = [], PIXELS
    if some:
        yield some


def _read(item: Item):
    try:
        return read_picture(item.path)
    except (NotAPicture, FileMissing) as error:
        return error


def few(names: list[str]) -> str:
    """The first names, and how many more there are."""
    return ", ".join(names[: 2 * NAMED]) + (f" … (+{len(names) - 2 * NAMED})" if len(names) > 2 * NAMED else "")

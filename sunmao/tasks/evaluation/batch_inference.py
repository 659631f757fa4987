"""Asking a model about many samples."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sunmao.data.check_dataset import NAMED, list_damaged
from sunmao.data.listing import Sample
from sunmao.data.samples.registry import make_sample_kind
from sunmao.data.samples.sample_kind import SampleKind
from sunmao.errors import BadData, SunmaoError
from sunmao.images.image_files import ENDINGS, make_missing_error, map_in_threads
from sunmao.protocol.messages import Progress
from sunmao.runtime import session
from sunmao.runtime.notices import show_notice
from sunmao.texts import get_both

if TYPE_CHECKING:
    from sunmao.data.dataset import Dataset


BATCH = 64  # samples
NUMBERS = 48_000_000  # of a batch: a few photographs fill the memory as well as many small pictures


def select_split(dataset: "Dataset", split: str | None, own: bool) -> tuple[str, list[Sample]]:
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
        show_notice("no_test_set", level="warn")
        return "val", dataset.items("val")
    if not items:
        raise BadData("empty_part", path=dataset.path, split=get_both(f"{split}_set"))
    return split, items


def iter_outputs(
    look: Any, items: list[Sample], purpose: str, sample_kind: str = "picture"
) -> Iterator[tuple[Sample, Any, Any]]:
    """Yield (item, content, answer) of every sample that can be read; the others are named in one note at the end.

    Args:
        look: from contents of samples, such as pictures, each (H, W, 3) uint8 RGB, to as many answers.
        purpose: as of `Progress.task`. sample_kind: as in `sunmao.data.samples.registry`.
    """
    bad: list[tuple[Sample, Exception]] = []
    done = 0
    for some in _iter_batches(items, bad, make_sample_kind(sample_kind)):
        session.check_stop()
        rows = look([content for _, content in some])
        for (item, content), row in zip(some, rows, strict=True):
            yield item, content, row
        done += len(some)
        session.emit(Progress(done=done + len(bad), total=len(items), unit=sample_kind, task=purpose))
    if bad:
        show_notice("left_out", level="warn", count=len(bad), names=list_damaged(bad))


def predict_images(model: Any, images: list, confidence: float | None = None) -> list:
    """One result an image, in one batch. model: a `Predictor`; images: each (H, W, 3) uint8 RGB; confidence: as of
    `Predictor.inference`. Raises what `Predictor.inference` raises.
    """
    task = model._answering
    options = task.check_options(confidence=confidence)
    model._prepare()
    names = model._names()
    answers = model._look(images)
    return [task.make_result(each, image, "", names, options) for each, image in zip(answers, images, strict=True)]


def list_folder_images(folder: Path) -> list[Sample]:
    """The pictures that lie in a folder, without labels. Raises FileMissing, BadData when there are none."""
    if not folder.is_dir():
        raise make_missing_error(folder)
    files = sorted(
        each for each in folder.iterdir() if each.suffix.lower() in ENDINGS and not each.name.startswith(".")
    )
    if not files:
        raise BadData("no_pictures_here", path=folder.as_posix())
    return [Sample(file, "", "") for file in files]


def _iter_batches(items: list[Sample], bad: list, kind: SampleKind) -> Iterator[list]:
    """Yield lists of (item, content) that fit the memory; items that cannot be read are put into `bad` with the error."""
    some, room = [], NUMBERS
    for item, content in zip(items, map_in_threads(partial(_read, kind), items), strict=True):
        if isinstance(content, SunmaoError):
            bad.append((item, content))
            continue
        some.append((item, content))
        room -= kind.count_numbers(content)
        if len(some) == BATCH or room <= 0:
            yield some
            some, room = [], NUMBERS
    if some:
        yield some


def _read(kind: SampleKind, item: Sample) -> Any:
    try:
        return kind.read(item)
    except SunmaoError as error:
        return error


def format_few(names: list[str]) -> str:
    """The first names, and how many more there are."""
    return ", ".join(names[: 2 * NAMED]) + (f" … (+{len(names) - 2 * NAMED})" if len(names) > 2 * NAMED else "")

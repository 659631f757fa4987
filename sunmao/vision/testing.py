"""Asking a trained network about every picture of a part."""

from .. import link
from ..data.folders import Item
from ..data.pictures import each_in_threads, read_picture
from ..errors import FileMissing, NotAPicture
from ..events import Progress
from ..notes import note
from .learning import Trained
from .loading import chunks
from .results import Result

BATCH = 64


def results(trained: Trained, items: list[Item]) -> list[Result]:
    """One Result a picture, with its truth. Files that cannot be read now are left out, with a note."""
    return _by_rows(trained, items) if trained.frozen else _by_pictures(trained, items)


def _by_rows(trained: Trained, items: list[Item]) -> list[Result]:
    """Only the last layer was trained: what the packaged backbone sees is computed faster, and remembered."""
    from .embedding import Embedder

    items, rows = Embedder(trained.entry, trained.info["image_size"]).of_items(items)
    scores = trained.scores_of_rows(rows) if len(items) else []
    return [_result(trained, item, row) for item, row in zip(items, scores, strict=True)]


def _by_pictures(trained: Trained, items: list[Item]) -> list[Result]:
    answers = []
    for part in chunks(items, BATCH):
        link.stopping_point()
        pairs = [(item, image) for item, image in zip(part, each_in_threads(_read, part), strict=True) if image is not None]
        if pairs:
            rows = trained.scores([image for _, image in pairs])
            answers += [_result(trained, item, row) for (item, _), row in zip(pairs, rows, strict=True)]
        link.emit(Progress(done=len(answers), total=len(items), unit="picture", task="evaluate"))
    return answers


def _result(trained: Trained, item: Item, row) -> Result:
    # Without the picture: a test of thousands would fill the memory. It is read again when someone looks.
    return Result(None, row, trained.classes, path=item.path.as_posix(), truth=item.label)


def _read(item: Item):
    try:
        return read_picture(item.path)
    except (NotAPicture, FileMissing):
        note("cannot_read_picture", level="warn", path=item.path.as_posix())
        return None

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
    answers = []
    for part in chunks(items, BATCH):
        link.stopping_point()
        pairs = [(item, image) for item, image in zip(part, each_in_threads(_read, part), strict=True) if image is not None]
        if pairs:
            rows = trained.scores([image for _, image in pairs])
            answers += [
                Result(image, row, trained.classes, path=item.path.as_posix(), truth=item.label)
                for (item, image), row in zip(pairs, rows, strict=True)
            ]
        link.emit(Progress(done=len(answers), total=len(items), unit="picture", task="evaluate"))
    return answers


def _read(item: Item):
    try:
        return read_picture(item.path)
    except (NotAPicture, FileMissing):
        note("cannot_read_picture", level="warn", path=item.path.as_posix())
        return None

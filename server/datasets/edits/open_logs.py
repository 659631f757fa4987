"""The data sets that are edited: each is held by itself, so that nobody waits for another one, and its log is read once."""

import contextlib
from collections.abc import Iterator
from pathlib import Path

from sunmao.data.edits.edit_log import EditLog
from sunmao.data.edits.log_extent import EditLogTooLong
from sunmao.data.edits.picture_edit import PictureEdit
from sunmao.locks.lock_order import KeyedLocks, LockOrder, make_lock, make_rlock
from sunmao.server.dataset_index.index_db import DatasetLocation, list_names
from sunmao.server.errors import HttpProblem

REMEMBERED = 4  # logs that stay in memory


class _OpenDataset:
    """lock: held by whoever edits a data set, or uses its log; log: as far as it was read, None: not at all."""

    def __init__(self) -> None:
        self.lock = make_rlock(LockOrder.DATASET)
        self.log: EditLog | None = None


_open = KeyedLocks(_OpenDataset)  # by the data set's folder
_listing = make_lock()
_recent: dict[Path, _OpenDataset] = {}  # the last used one last


@contextlib.contextmanager
def hold_dataset(place: DatasetLocation) -> Iterator[None]:
    """Within, nobody else edits, renames or deletes this data set, or moves its project."""
    opened = _find(place.folder)
    with opened.lock:
        yield


@contextlib.contextmanager
def hold_datasets(data: Path) -> Iterator[None]:
    """As `hold_dataset`, all that lie in a project's folder `data`. Only for who holds the project."""
    with contextlib.ExitStack() as held:
        for name in list_names(data):
            held.enter_context(hold_dataset(DatasetLocation("", data, name)))
        yield


@contextlib.contextmanager
def hold_log(place: DatasetLocation) -> Iterator[EditLog]:
    """The log of a data set as it is now, while no other page edits this data set; only what is new is read.

    Raises HttpProblem 409 where it cannot be read; it stays as it is then.
    """
    opened = _find(place.folder)
    with opened.lock:
        try:
            log = opened.log or EditLog(place.folder)
            log.refresh()
        except EditLogTooLong:
            raise HttpProblem(409, "edits_too_long") from None
        except OSError as error:
            raise HttpProblem(409, "edits_unreadable", why=error.strerror or str(error)) from None
        opened.log = log
        yield log


def read_state(place: DatasetLocation) -> dict[str, PictureEdit]:
    """Read the decisions about the pictures of a data set, by their paths; {} where its log cannot be read."""
    with contextlib.suppress(HttpProblem), hold_log(place) as log:
        return dict(log.compute_state())
    return {}


def _find(folder: Path) -> _OpenDataset:
    opened = _open.find(folder)
    with _listing:
        _recent.pop(folder, None)
        _recent[folder] = opened
        for old in list(_recent)[:-REMEMBERED]:
            del _recent[old]  # forgotten when nobody holds it or waits for it
    return opened

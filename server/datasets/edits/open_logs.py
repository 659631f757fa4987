"""The logs of edits that are in use: each is read once, and held by itself, so that nobody waits for another data set."""

import contextlib
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from sunmao.core.lock_order import make_lock
from sunmao.data.edits.edit_log import EditLog
from sunmao.data.edits.log_extent import EditLogTooLong
from sunmao.data.edits.picture_edit import PictureEdit
from sunmao.server.dataset_index.index_db import DatasetLocation
from sunmao.server.errors import HttpProblem

REMEMBERED = 4  # logs that stay in memory


@dataclass
class _OpenLog:
    """A log as far as it was read; None where nobody has asked for long. lock: held by whoever uses it."""

    lock: threading.Lock = field(default_factory=make_lock)
    log: EditLog | None = None


_listing = make_lock()  # never held while something is read
_open_logs: dict[Path, _OpenLog] = {}  # by the data set's folder, the last used one last


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


def read_ahead(place: DatasetLocation) -> None:
    """Read the log of a data set that will be edited; one that cannot be read says so when it is."""
    with contextlib.suppress(HttpProblem), hold_log(place):
        pass


def read_state(place: DatasetLocation) -> dict[str, PictureEdit]:
    """What was decided of the pictures of a data set, by their paths; nothing where its log cannot be read."""
    with contextlib.suppress(HttpProblem), hold_log(place) as log:
        return dict(log.compute_state())
    return {}


def _find(folder: Path) -> _OpenLog:
    with _listing:
        opened = _open_logs[folder] = _open_logs.pop(folder, None) or _OpenLog()
        for old in list(_open_logs)[:-REMEMBERED]:
            _open_logs[old].log = None  # its lock stays: somebody may wait for it
        return opened

"""Whether anything in a data set's folder has changed, found without looking at its pictures."""

import contextlib
import os
import sqlite3
import time
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

from sunmao.data.dataset_metadata import NOTE
from sunmao.data.edits.edit_log import FILE as EDITS
from sunmao.data.formats.masks.mask_names import get_mask_kind

PICTURES = (".jpg", ".jpeg", ".png", ".bmp", ".webp", ".gif", ".tif", ".tiff")
REMEMBERED = 64  # folders
MAX_LABELS = 500  # files of labels: asking each takes no less than looking anew where there are more
SETTLED = 3_000_000_000  # nanoseconds: a folder's time may not tell two changes apart that are closer


@dataclass(frozen=True)
class FolderSurvey:
    """A folder at a glance. stamp: changes when a picture comes or goes, or a file of labels changes; files: how many;
    bytes: of the files of labels; masks: whether pictures lie in a folder that is called as those for masks."""

    stamp: str
    files: int
    bytes: int
    masks: bool


@dataclass(frozen=True)
class _CachedSurvey:
    """A survey, and the times of the folders and files of labels on which it rests."""

    survey: FolderSurvey
    times: dict[str, tuple]

    def holds(self) -> bool:
        try:
            return all(_get_times(os.lstat(path)) == times for path, times in self.times.items())
        except OSError:
            return False


# What a check looks at, of each picture. Whether a label was confirmed, and what was edited before, is not among it.
CHECKED = (
    "select path, bytes, changed, split, labels, deleted, details.things from rows join files using (id)"
    " left join details using (n) order by path"
)

_survey_cache: dict[str, _CachedSurvey] = {}


def compute_stamp(folder: Path, survey: FolderSurvey | None = None) -> str:
    """The stamp of a data set's folder, with those of the log of its edits and of what it is for, as they are now.

    survey: of the folder, where it was looked at already.
    """
    stamp = (survey or survey_folder(folder)).stamp
    for name in (EDITS, NOTE):
        with contextlib.suppress(OSError):
            about = os.lstat(folder / name)
            stamp += f" {about.st_size} {about.st_mtime_ns}"
    return stamp


def compute_content(db: sqlite3.Connection, task: str | None) -> str | None:
    """A hash of what the index of a data set says of its pictures: the same again where a change was taken back. None
    where the index does not hold all of their labels: those of masks are in files.
    """
    if task == "semantic":
        return None
    total = blake2b(digest_size=16)
    for row in db.execute(CHECKED):
        total.update(repr(row).encode("utf-8", "surrogatepass"))
    return total.hexdigest()


def survey_folder(folder: Path, most: int | None = None) -> FolderSurvey:
    """Look at a folder without looking at its pictures; no further than `most` files, where only their number matters."""
    known = _survey_cache.get(str(folder))
    if known is not None and known.holds():
        return known.survey
    now, total, files, size = time.time_ns(), blake2b(digest_size=16), 0, 0
    waiting, times, labels, sure, masks = [str(folder)], {}, 0, True, False
    while waiting and (most is None or files <= most):
        here = waiting.pop()
        try:
            about = os.stat(here)
            with os.scandir(here) as found:
                inside = sorted((each for each in found if not each.name.startswith(".")), key=lambda each: each.name)
            total.update(
                f"{here[len(str(folder)) :]} {os.stat(here).st_mtime_ns} {len(inside)}\n".encode(
                    "utf-8", "surrogatepass"
                )
            )
        except OSError:
            sure = False
            continue
        times[here] = _get_times(about)
        sure = sure and about.st_mtime_ns < now - SETTLED
        files += len(inside)
        for_masks = get_mask_kind(f"{here[len(str(folder)) + 1 :]}/x".replace(os.sep, "/"))
        for each in inside:
            if each.name.lower().endswith(PICTURES):
                masks = masks or for_masks is not None
                continue
            if each.is_dir(follow_symlinks=False):
                waiting.append(each.path)
                continue
            labels += 1
            with contextlib.suppress(OSError):
                about = each.stat(follow_symlinks=False)
                total.update(f"{each.name} {about.st_size} {about.st_mtime_ns}\n".encode("utf-8", "surrogatepass"))
                size += about.st_size
                if labels <= MAX_LABELS:
                    times[each.path] = _get_times(about)
    result = FolderSurvey(total.hexdigest(), files, size, masks)
    _survey_cache.pop(str(folder), None)
    if sure and not waiting and labels <= MAX_LABELS:
        _remember(str(folder), _CachedSurvey(result, times))
    return result


def _get_times(about: os.stat_result) -> tuple:
    return about.st_mtime_ns, about.st_size


def _remember(folder: str, seen: _CachedSurvey) -> None:
    _survey_cache[folder] = seen
    for old in list(_survey_cache)[:-REMEMBERED]:
        _survey_cache.pop(old, None)

"""Recordings of sound or motion, a file each, with their classes, and what is said of those that are not as they were."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

from sunmao.core.name_formatting import format_names
from sunmao.data.formats.reading.folder_words import get_split
from sunmao.data.issue import Issue
from sunmao.data.listing import DatasetListing
from sunmao.errors import NotAMotion, NotASound

Content = TypeVar("Content")


@dataclass(frozen=True)
class Recording:
    """A file of sound or motion. split: None where nobody says one."""

    file: str
    label: str
    split: str | None = None


def list_in_folders(paths: Iterable[str]) -> list[Recording]:
    """The files in folders, each with the class that its innermost folder says that is no part."""
    found = []
    for path in paths:
        split, named = parse_folders(path)
        if named:
            found.append(Recording(path, named[-1], split))
    return found


def parse_folders(path: str) -> tuple[str | None, list[str]]:
    """(the part that the folders of a file say, the names of those that say none)."""
    folders = path.split("/")[:-1]
    parts = [get_split(folder) for folder in folders]
    named = [folder for folder, part in zip(folders, parts, strict=True) if part is None]
    return next(filter(None, parts), None), named


def read_recordings(
    found: DatasetListing, rows: Iterable[Recording], read: Callable[[str], Content]
) -> list[tuple[Recording, Content]]:
    """The files that can be read, each with what `read` gives for its path; those for which it raises NotASound or
    NotAMotion are left out, which is a finding.
    """
    kept: list[tuple[Recording, Content]] = []
    damaged: dict[str, list[Recording]] = defaultdict(list)
    for row in rows:
        try:
            kept.append((row, read(row.file)))
        except (NotASound, NotAMotion) as error:
            damaged[error.key].append(row)
    for key, some in damaged.items():
        report_recordings(found, f"{key}_left", some)
    return kept


def report_recordings(found: DatasetListing, key: str, rows: list[Recording], **more: Any) -> None:
    """Add a finding about some files, unless there are none."""
    if rows:
        names = tuple(row.file for row in rows)
        holes = {"count": len(rows), "names": format_names(names), **more}
        found.findings.append(Issue(key, holes, "warn", names, len(rows)))

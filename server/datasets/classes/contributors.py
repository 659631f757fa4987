"""Records of the device that brought each picture of a data set, where several collect into one.

A hidden file of the data set says it by the contents of the pictures, which may move between classes and parts. Copies
and exports leave it out: names of children stay in the room.
"""

import contextlib
import json
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from sunmao.core.regular_files import open_for_append, read_regular
from sunmao.server.dataset_index.index_db import DatasetLocation

FILE = ".contributors.jsonl"
MAX_BYTES = 16 * 1024 * 1024  # a hundred thousand pictures
LONGEST = 20  # letters of a name


@dataclass(frozen=True)
class Contributor:
    """A device that brings pictures. name: '' where it has none; id: the same whatever it is called."""

    name: str = ""
    id: str = ""


Signature = tuple[int, str]  # bytes of a picture's file, and their SHA-256


def record_contributor(place: DatasetLocation, data: bytes, device: Contributor) -> None:
    """Note that the picture with these bytes came from a device; nothing where it has no name. A note that cannot be
    written is no reason to lose the picture.
    """
    if device.name:
        _append(place, {"bytes": len(data), "sha256": sha256(data).hexdigest()}, device)


def record_new_name(place: DatasetLocation, device: Contributor) -> None:
    """Note that a device is called otherwise from now on: so are all pictures that it has brought."""
    if (place.folder / FILE).is_file():
        _append(place, {}, device)


def _append(place: DatasetLocation, note: dict, device: Contributor) -> None:
    line = json.dumps({**note, "device": device.name, "by": device.id}, ensure_ascii=False)
    with contextlib.suppress(OSError), open_for_append(place.folder / FILE) as file:
        file.write(f"{line}\n".encode())


def find_contributors(place: DatasetLocation, paths: list[str]) -> dict[str, str]:
    """{path below the data set: device} of those pictures of which it is known. Only files of a size that was noted are
    read.
    """
    noted = _read_notes(place.folder)
    sizes = {size for size, _ in noted}
    found = {}
    for path in paths if noted else ():
        with contextlib.suppress(OSError):
            signature = _sign(place.folder / path, sizes)
            if signature in noted:
                found[path] = noted[signature]
    return found


def _read_notes(folder: Path) -> dict[Signature, str]:
    """Read the notes, the newest last, by the newest name of each device; {} where there are none. Lines that are no
    notes are passed over.
    """
    try:
        lines = read_regular(folder / FILE, MAX_BYTES).decode("utf-8", "replace").splitlines()
    except OSError:
        return {}
    notes, names = {}, {}
    for line in lines:
        with contextlib.suppress(ValueError, KeyError, TypeError, RecursionError):
            note = json.loads(line)
            # Before devices had an id, the name was all that was known of them.
            name = str(note["device"])[:LONGEST]
            device = str(note.get("by", f"called {name}"))
            names[device] = name
            notes[int(note["bytes"]), str(note["sha256"])] = device
    return {signature: names[device] for signature, device in notes.items()}


def _sign(file: Path, sizes: set[int]) -> Signature | None:
    status = file.stat(follow_symlinks=False)
    return _sign_content(file, status.st_mtime_ns, status.st_size) if status.st_size in sizes else None


@lru_cache(maxsize=100_000)
def _sign_content(file: Path, modified: int, size: int) -> Signature:
    return size, sha256(read_regular(file, size)).hexdigest()

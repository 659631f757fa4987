"""Description that one of our weights files gives of itself, read without torch: a page of text inside the file."""

import json
import zipfile
from pathlib import Path
from typing import Any

from sunmao.errors import BadModelFile

NAME = "sunmao.json"
MAX_TEXT_BYTES = 16 * 1024 * 1024  # bytes of text
_HEAVY = ("state_dict", "training")
_ZIP, _PICKLE = b"PK\x03\x04", b"\x80"


def read_metadata(path: str | Path) -> dict:
    """Metadata of a weights file of ours: model, task, classes, image_size, seed, parameters, data, versions,
    time, epoch, accuracy, val_loss …; {} for a file that another program wrote.

    Raises: BadModelFile when it is damaged or no weights file; OSError when it cannot be read.
    """
    with open(path, "rb") as file:
        start = file.read(4)
        if start != _ZIP and start[:1] == _PICKLE:
            return {}  # as torch wrote them until 2020
        try:
            with zipfile.ZipFile(file) as inside:
                return _find_page(inside)
        except (zipfile.BadZipFile, ValueError, EOFError, NotImplementedError):
            raise BadModelFile("bad_weights", path=Path(path).as_posix()) from None


def write_metadata(file: Any, info: dict) -> None:
    """Add the page to a weights file that torch has just written; `file`: open for reading and writing."""
    page = {key: value for key, value in info.items() if key not in _HEAVY}
    with zipfile.ZipFile(file, "a") as inside:
        folder = inside.namelist()[0].split("/")[0]
        # torch's own members are stored, not packed, and so is this one: its reader then takes the file as it is.
        inside.writestr(f"{folder}/{NAME}", json.dumps(page, ensure_ascii=False))


def _find_page(inside: zipfile.ZipFile) -> dict:
    member = next((each for each in inside.infolist() if each.filename.split("/")[1:] == [NAME]), None)
    if member is None:
        return {}
    if member.file_size > MAX_TEXT_BYTES:
        raise ValueError("too long")
    page = json.loads(inside.read(member), parse_constant=lambda _: None)
    if not isinstance(page, dict):
        raise ValueError("no page")
    return page

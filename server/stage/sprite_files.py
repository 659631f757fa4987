"""The sprites that a child made: pictures with transparency in the project's folder `stage`, called as blocks call them."""

import keyword
import struct
from pathlib import Path

from sunmao.core.atomic_files import write_atomic
from sunmao.server.errors import HttpProblem
from sunmao.server.storage import file_names
from sunmao.server.storage.safe_files import list_folder_safely, make_folder_safely
from sunmao.stage.sprite_catalog import OWN_FOLDER, find_sprite

ENDING = ".png"
LONGEST_NAME = 40  # characters
MAX_BYTES = 4 * 1024 * 1024
MAX_SIDE = 2048  # pixels
MAX_SPRITES = 200
SIGNATURE, HEADER = b"\x89PNG\r\n\x1a\n", b"IHDR"  # PNG specification, third edition, 5.2 and 11.2.1


def list_sprite_files(project: Path) -> list[str]:
    """The paths of the sprites that were made in a project, sorted."""
    try:
        names = sorted(list_folder_safely(project / OWN_FOLDER))
    except OSError:
        return []
    return [f"{OWN_FOLDER}/{name}" for name in names if name.endswith(ENDING) and file_names.is_visible(name)]


def save_sprite(project: Path, name: str, png: bytes) -> str:
    """Keep a picture under a name that is free, or `name_2`, `name_3` …: its path. Raises HttpProblem 413, 415, 422."""
    require_png(png)
    require_name(name)
    there = list_sprite_files(project)
    if len(there) >= MAX_SPRITES:
        raise HttpProblem(422, "sprites_full", most=MAX_SPRITES)
    make_folder_safely(project / OWN_FOLDER)
    path = _find_free(name, there)
    write_atomic(project / path, png, follow_link=False)
    return path


def rename_sprite(project: Path, path: str, name: str) -> str:
    """Call a picture otherwise: its new path. Raises HttpProblem 404, 422."""
    require_name(name)
    others = [each for each in list_sprite_files(project) if each != require_sprite(project, path)]
    fresh = _find_free(name, others)
    if fresh != path:
        (project / path).rename(project / fresh)
    return fresh


def delete_sprite(project: Path, path: str) -> None:
    """Take a picture away. Raises HttpProblem 404."""
    (project / require_sprite(project, path)).unlink(missing_ok=True)


def require_sprite(project: Path, path: str) -> str:
    """A path that is one of the sprites that were made. Raises HttpProblem 404."""
    if path not in list_sprite_files(project):
        raise HttpProblem(404, "no_file")
    return path


def require_name(name: str) -> None:
    """Let a name pass that may be a variable's, and is not one of a drawing that comes along. Raises HttpProblem 422."""
    legal = name.isidentifier() and not keyword.iskeyword(name) and len(name) <= LONGEST_NAME
    if not (legal and file_names.is_visible(name + ENDING)):
        raise HttpProblem(422, "sprite_name", name=name[:LONGEST_NAME], most=LONGEST_NAME)
    if find_sprite(name) is not None:
        raise HttpProblem(422, "sprite_name_taken", name=name)


def require_png(data: bytes) -> None:
    """Let a PNG of bearable size pass, by its first chunk. Raises HttpProblem 413, 415."""
    if len(data) < 24 or not data.startswith(SIGNATURE) or data[12:16] != HEADER:
        raise HttpProblem(415, "needs_picture")
    width, height = struct.unpack(">II", data[16:24])
    if not (0 < width <= MAX_SIDE and 0 < height <= MAX_SIDE):
        raise HttpProblem(413, "sprite_too_large", most=MAX_SIDE)


def _find_free(name: str, there: list[str]) -> str:
    taken = {file_names.collision_key(each) for each in there}
    number, path = 1, f"{OWN_FOLDER}/{name}{ENDING}"
    while file_names.collision_key(path) in taken:
        number += 1
        path = f"{OWN_FOLDER}/{name}_{number}{ENDING}"
    return path

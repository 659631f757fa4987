"""One picture for the wall: how large it is, and small."""

from pathlib import Path

from sunmao.data.checks.inspect_image import inspect_image_bytes
from sunmao.data.files.file_tree import read_first_bytes
from sunmao.images.image_files import PICTURE_BYTES


def make_thumbnail(file: Path) -> tuple[tuple[int, int] | None, bytes | None, str | None]:
    """(width, height) of the upright picture, its thumbnail as JPEG, and the key of the sentence that says what is
    wrong with it.
    """
    try:
        data = read_first_bytes(file, PICTURE_BYTES + 1)
    except OSError:
        return None, None, "file_missing"
    if len(data) > PICTURE_BYTES:
        return None, None, "picture_size"
    found = inspect_image_bytes(data)
    return found.size, None if found.error else found.thumbnail, found.error

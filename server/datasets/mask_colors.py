"""The mask of a picture as the page lays it over: a color for each class, nothing for the background. In a job's
process.
"""

import io
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sunmao.server.dataset_index import index_db
from sunmao.server.dataset_index.index_db import DatasetLocation

if TYPE_CHECKING:
    import numpy as np


# As `static/src/features/labels/labels.ts` colors classes.
COLORS = (
    "ffd43b",
    "4dabf7",
    "ff8787",
    "69db7c",
    "da77f2",
    "ffa94d",
    "3bc9db",
    "f783ac",
    "a9e34b",
    "9775fa",
    "e8b88a",
    "ced4da",
)
SHOWN = 170  # of 255: the picture shines through


def color_mask(studio: Any, project: str, data: str, name: str, path: str) -> dict:
    """Draw the mask of a picture into the index. Raises SunmaoError where it cannot be read."""
    place = DatasetLocation(project, Path(data), name)
    with index_db.open_for_writing(place.index) as db:
        found = db.execute(
            "select n, id, w, h, details.things, mask from details join rows using (n) join files using (id) where path = ?",
            (path,),
        ).fetchone()
        if found is None:
            return {}
        n, number, w, h, things, mask = found
        if not mask and not (w and h):
            return {}  # a picture that cannot be opened
        classes = [each["name"] for each in index_db.read_about(place.index)["classes"]]
        drawn = json.loads(things)  # of a picture with a file for its mask: somebody has painted it anew
        numbers = _draw_objects(drawn, classes, (w, h)) if drawn or not mask else _read_class_mask(place, mask, (w, h))
        with db:
            db.execute("insert or replace into masks values (?, ?)", (number, encode_png(numbers)))
    return {}


def _read_class_mask(place: DatasetLocation, mask: str, size: tuple[int | None, int | None]) -> "np.ndarray":
    from sunmao.data.files.file_tree import open_folder_tree
    from sunmao.data.formats.masks.label_masks import LabelMap
    from sunmao.data.formats.masks.mask_reader import read_class_mask

    said = index_db.read_about(place.index)["table"]
    table = LabelMap(
        said["classes"], {int(value): number for value, number in said["numbers"].items()}, colors=said["colors"]
    )
    width, height = size
    known = (width, height) if width and height else None
    return read_class_mask(open_folder_tree(place.folder), mask, table, known)


def _draw_objects(things: list[dict], classes: list[str], size: tuple[int, int]) -> "np.ndarray":
    import numpy as np

    from sunmao.images.geometry import rle_to_mask

    numbers = np.zeros((size[1], size[0]), np.uint16)
    for thing in things:
        if thing["rle"]:
            text, shape = thing["rle"]
            covered = rle_to_mask((text, tuple(shape))).astype(bool)
            if covered.shape == numbers.shape:
                numbers[covered] = 1 + (classes.index(thing["label"]) if thing["label"] in classes else len(COLORS) - 1)
    return numbers


def encode_png(numbers: "np.ndarray") -> bytes:
    """Numbers of classes, (H, W), 0 for the background, as a colored PNG."""
    import numpy as np
    from PIL import Image

    shown = np.where(numbers > 0, (numbers.astype(int) - 1) % len(COLORS) + 1, 0).astype(np.uint8)
    image = Image.fromarray(shown, "P")
    image.putpalette(bytes(3) + bytes.fromhex("".join(COLORS)))
    out = io.BytesIO()
    image.save(out, "PNG", transparency=bytes([0]) + bytes([SHOWN]) * len(COLORS))
    return out.getvalue()

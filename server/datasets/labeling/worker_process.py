"""The process that looks into pictures while somebody labels:
`python -P -m sunmao.server.datasets.labeling.worker_process`.

It connects, and finds outlines, follows things and reads masks until the studio has gone. The last pictures stay
decoded.
"""

import os
import sys
import time
import traceback
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sunmao.errors import FileMissing, NotAPicture, SunmaoError
from sunmao.protocol import frames
from sunmao.server.processes.worker_startup import start_worker
from sunmao.server.storage.files import open_below
from sunmao.texts import LANGUAGES

if TYPE_CHECKING:
    import numpy as np

    from sunmao.vision.labeling.segment_anything import SegmentAnything


PICTURES = 4  # that stay decoded
MIDDLE_EDGE = 0.06  # of a photo's sides: how far from its edge a thing in the middle may reach
FOUND_SIDE = 640  # pixels of the longer side in which people are looked for


def main() -> int:
    """Answer until there is nobody left to ask. Returns the exit status."""
    wire = start_worker()
    try:
        while True:
            asked, _ = frames.decode_frame(wire.receive_bytes(frames.MAX_QUESTION))
            wire.send_bytes(frames.encode_frame(answer(asked)))
    except (EOFError, OSError):
        pass  # the studio does not need this process any more
    return 0


def answer(asked: dict) -> dict[str, Any]:
    """{'done': the answer}, {'error': {'zh', 'en'}} for what was said in words, {'no_picture': True}, or {'failed':
    True} for our own mistake.
    """
    try:
        return {"done": ACTIONS[asked["action"]](**asked["given"])}
    except (NotAPicture, FileMissing):
        return {"no_picture": True}
    except SunmaoError as error:
        return {"error": {lang: error.text(lang) for lang in LANGUAGES}}
    except Exception:
        traceback.print_exc()
        return {"failed": True}


def find_outline(
    folder: str, path: str, box: list | None, points: list, model: list[str] | None = None
) -> dict[str, Any]:
    """The outline of a thing, see `sunmao.vision.labeling.outline`: {'found', 'polygons', 'box', 'rle', 'ms'}; without
    a box and points the picture is read ahead: {'found': False, 'ready': True}. model: the files of a
    `SegmentAnything`, which is asked then.
    """
    image = read_image(folder, path)
    if box is None and not points:
        read_encoded(folder, path, model) if model else warm_up()
        return {"found": False, "ready": True}
    from sunmao.vision.labeling.outline import outline_object

    began = time.perf_counter()
    if model:
        outliner, seen = read_encoded(folder, path, model)
        mask = outliner.outline(seen, box, points)
    else:
        mask = outline_object(image, box, points)
    found = {"found": False, "polygons": [], "box": None, "rle": None} if mask is None else describe_mask(mask)
    return {**found, "ms": round(1000 * (time.perf_counter() - began), 1)}


def read_encoded(folder: str, path: str, model: list[str]) -> tuple:
    """A `SegmentAnything`, and a picture as it sees it: looked at once, however often somebody clicks in it."""
    files = tuple((each, *_read_stamp(Path(each))) for each in model)
    return _open_outliner(files), _encode(files, folder, path, _read_stamp(Path(folder, path)))


def _read_stamp(path: Path) -> tuple[int, int]:
    """Return the size and modification time of a file, by which changes are noticed; zeros where there is none."""
    try:
        about = path.stat()
    except OSError:
        return 0, 0
    return about.st_size, about.st_mtime_ns


@lru_cache(maxsize=1)
def _open_outliner(files: tuple) -> "SegmentAnything":
    from sunmao.vision.labeling.segment_anything import SegmentAnything

    return SegmentAnything(*(path for path, *_ in files))


@lru_cache(maxsize=PICTURES)
def _encode(files: tuple, folder: str, path: str, stamp: tuple) -> Any:
    return _open_outliner(files).encode(read_image(folder, path))


@lru_cache(maxsize=1)
def warm_up() -> None:
    """Load what an outline needs: the first one is as quick as the others then."""
    import numpy as np
    import pycocotools.mask  # noqa: F401

    from sunmao.vision.labeling.outline import outline_object

    image = np.zeros((40, 40, 3), np.uint8)
    image[10:30, 10:30] = 200
    outline_object(image, points=[(20, 20, 1)])


def describe_mask(mask: Any) -> dict[str, Any]:
    """A mask, (H, W) uint8, as the page takes a thing: {'found', 'polygons', 'box', 'rle'}."""
    from sunmao.images import geometry
    from sunmao.tasks.object_detection.evaluation_event import mask_to_outlines

    rle = geometry.mask_to_rle(mask)
    polygons = mask_to_outlines(rle)
    counts = geometry.decode_run_lengths(rle[0])
    return {
        "found": bool(polygons),
        "polygons": polygons,
        "box": list(geometry.rle_to_box(rle) or ()) or None,
        "rle": {"size": list(rle[1]), "counts": counts},
    }


def follow_objects(folder: str, path: str, objects: list[dict], to: list[str]) -> dict[str, Any]:
    """Find the things of a picture in those that follow, see `sunmao.vision.labeling.follow_boxes`: {'frames':
    [{'path', 'objects'}]}.
    """
    from sunmao.vision.labeling.follow_boxes import follow_boxes

    images = (read_image(folder, each) for each in (path, *to))
    frames_found = follow_boxes(images, [each["box"] for each in objects])
    rows = []
    for where, found in zip(to, frames_found, strict=False):
        things = [
            {"label": objects[number]["label"], "box": [round(side, 2) for side in box], "confidence": round(sure, 3)}
            for number, (box, sure) in found.items()
        ]
        rows.append({"path": where, "objects": things})
    return {"frames": rows}


def read_mask(folder: str, mask: str, table: dict) -> list[dict[str, Any]]:
    """The file of a mask as things: one a class, with its run lengths. table: as the index keeps it."""
    import numpy as np

    from sunmao.data.edits.picture_edit import write_object
    from sunmao.data.files.file_tree import open_folder_tree
    from sunmao.data.formats.masks.label_masks import LabelMap
    from sunmao.data.formats.masks.mask_reader import read_class_mask
    from sunmao.data.listing import ObjectAnnotation
    from sunmao.images import geometry

    numbers = {int(value): number for value, number in table["numbers"].items()}
    labels = LabelMap(table["classes"], numbers, colors=table["colors"])
    pixels = read_class_mask(open_folder_tree(Path(folder)), mask, labels)
    things = []
    for number in np.unique(pixels[pixels > 0]).tolist():
        rle = geometry.mask_to_rle(pixels == number)
        if box := geometry.rle_to_box(rle):
            things.append(write_object(ObjectAnnotation(table["classes"][number - 1], box, (), rle)))
    return things


def cut_out(photo: str, taps: list) -> dict[str, Any]:
    """Segment the main thing of a photo: the people in it (`find_person`) where there are any, else what stands in its
    middle; with taps, (x, y, 1 in it or 0 beside it), what those say (`outline_object`, GrabCut).

    Returns: {'found', 'how': 'person', 'middle' or 'taps', 'counts': lengths of runs along the rows, the first outside,
    'width', 'height', 'faces': how many were found}.
    """
    import numpy as np

    from sunmao.images.image_files import decode_image, shrink_image
    from sunmao.ready.person_finding import find_person
    from sunmao.ready.point_finding import find_points
    from sunmao.vision.labeling.outline import outline_object

    image = decode_image(Path(photo).read_bytes())
    height, width = image.shape[:2]
    how, faces = "taps", 0
    if taps:
        mask = outline_object(image, points=taps)
    else:
        small = shrink_image(image, FOUND_SIDE)[0]
        faces = len(find_points(what="face", image=small).list_landmarks())
        # The network for people sees one in anything; whether there is one, their points say.
        if faces or find_points(what="body", image=small).list_landmarks():
            how, mask = "person", find_person(image).mask > 0
        else:
            how, edge = "middle", MIDDLE_EDGE
            box = (edge * width, edge * height, (1 - edge) * width, (1 - edge) * height)
            mask = outline_object(image, box)
    flat = np.zeros(width * height, bool) if mask is None else np.asarray(mask, bool).ravel()
    edges = np.flatnonzero(np.diff(np.concatenate([[False], flat]))).tolist()
    counts = np.diff([0, *edges, flat.size]).tolist()
    return {"found": bool(flat.any()), "how": how, "counts": counts, "width": width, "height": height, "faces": faces}


def read_image(folder: str, path: str) -> "np.ndarray":
    """A picture of a data set, upright, (H, W, 3) uint8 RGB. Raises FileMissing, NotAPicture."""
    file = open_below(Path(folder), path)
    if file is None:
        raise NotAPicture("damaged_picture", name=path)
    with file:
        about = os.fstat(file.fileno())
    return _decode(folder, path, (about.st_size, about.st_mtime_ns))


@lru_cache(maxsize=PICTURES)
def _decode(folder: str, path: str, stamp: tuple) -> "np.ndarray":
    from sunmao.images.image_files import read_image_file

    return read_image_file(Path(folder, path))


ACTIONS = {each.__name__: each for each in (find_outline, follow_objects, read_mask, cut_out)}

if __name__ == "__main__":
    sys.exit(main())

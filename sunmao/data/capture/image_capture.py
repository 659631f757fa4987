"""Collecting: pictures of one class, each on the disk before it is counted. Programs and the page save through the same
function.
"""

import math
import os
import secrets
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sunmao.core.atomic_files import replace, sync_folder
from sunmao.core.regular_files import read_regular
from sunmao.data.dataset_metadata import CLASSES, CLASSES_BYTES, read_metadata, write_metadata
from sunmao.data.files.file_tree import normalize_name
from sunmao.errors import BadData, BadValue
from sunmao.locks.lock_order import KeyedLocks, make_lock
from sunmao.runtime import session
from sunmao.runtime.notices import print_progress, show_notice
from sunmao.texts import get_both, get_text

if TYPE_CHECKING:
    import numpy as np


QUALITY = 95  # of a JPEG, 1 to 100
MAX_IMAGES = 100_000  # pictures at a time
RING = 0.28  # radius of the clock around the seconds that are left, as a share of the picture's height
PARTS = {"training_set", "trainning_set", "val_set", "test_set"}
TRAINING = ("training_set", "trainning_set")
COLLECTED, DIGITS = "collected", 5  # the folder of pictures that are labeled later, and digits of their names
FORBIDDEN = set('/\\:*?"<>|')
LONGEST = 100  # bytes of a class's name
DEVICES = {"CON", "PRN", "AUX", "NUL"} | {f"{device}{n}" for device in ("COM", "LPT") for n in range(10)}

_saving = KeyedLocks(make_lock)  # by the data set's folder


def save_image_bytes(root: Path, label: str, data: bytes, ending: str = ".jpg", split: str = "train") -> Path:
    """Save a picture's file as one more of `label`. On return it is on the disk; after a crash before, nothing of it is
    there.

    Args:
        root: the folder that holds the classes, as `find_class_root` gives it.
        data: the bytes of the file.
        split: 'train', or 'test' where the data set has a folder for each part.

    Returns: its path. Raises BadValue for a label that cannot name a folder, and OSError.
    """
    with _saving.find(os.path.realpath(root)):
        folder = get_class_folder(root, label, split)
        if not root.exists():
            _make(root)
            write_metadata(root, "classification")
        _make(folder)
        if _counter_start(folder):
            _append_class(root, folder.name)
        return _write_numbered(folder, data, ending, _get_staging_folder(root))


def save_unlabeled_image(root: Path, data: bytes, ending: str = ".jpg") -> Path:
    """Save a picture of which nobody has said yet what is in it, as `save_image_bytes` does; the names are in the order
    in which pictures were taken.

    Args:
        root: the folder of a data set that `takes_unlabeled`.
        data: the bytes of the file.

    Returns: its path. Raises OSError.
    """
    return write_image_bytes(root / COLLECTED, data, root, ending, DIGITS)


def write_image_bytes(folder: Path, data: bytes, root: Path, ending: str = ".jpg", digits: int = 0) -> Path:
    """Save a picture's file with the next number of a folder, which is made; root: of the data set around it; digits:
    of its name, at least. Returns its path. Raises OSError.
    """
    with _saving.find(os.path.realpath(root)):
        _make(folder)
        return _write_numbered(folder, data, ending, _get_staging_folder(root), digits)


def takes_unlabeled(folder: Path) -> bool:
    """Whether pictures of a data set are labeled after they came: it began without labels, for things or tags."""
    from sunmao.data.sources.detect_format import LABELED_BY_EDITS, open_file_tree, read_listing

    if read_metadata(folder).get("task") not in LABELED_BY_EDITS:
        return False
    try:
        return read_listing(open_file_tree(folder), edited=False).format == "bare"
    except BadData:
        return not _has_files(folder)


def find_class_root(folder: Path) -> Path:
    """The folder inside a data set that holds its classes; the data set may still be empty, or not there.

    Raises: BadValue where the labels do not stand in the names of folders, so that a picture in a folder would have
    none.
    """
    from sunmao.data.sources.detect_format import open_file_tree, read_listing

    if not folder.is_dir():
        return folder
    if (
        read_metadata(folder).get("task", "classification") != "classification"
    ):  # begun without pictures, for other labels
        raise BadValue("collect_format", path=folder.as_posix())
    try:
        found = read_listing(open_file_tree(folder))
    except BadData:
        if _has_files(folder):
            raise BadValue("collect_format", path=folder.as_posix()) from None
        return folder
    other = any(each.key in ("classes_by_deep_folders", "synset_names") for each in found.findings)
    if other or found.task != "classification" or found.format not in ("imagenet", "class_folders"):
        raise BadValue("collect_format", path=folder.as_posix())
    return found.root


def get_class_folder(root: Path, label: str, split: str = "train") -> Path:
    """Folder of new pictures of a class; the folder need not exist yet. split: as of `save_image_bytes`.

    Raises: BadValue for a name that some system cannot give to a folder, for another spelling of a class that is there,
    and for a test where pictures are not divided into parts.
    """
    label = str(label)
    if not _names_a_folder(label):
        raise BadValue("bad_label", label=label)
    training = next((root / name for name in TRAINING if (root / name).is_dir()), root)
    if split == "test" and training == root:
        raise BadValue("collect_no_test", path=root.as_posix())
    there = os.listdir(training) if training.is_dir() else []
    twin = next((name for name in there if name != label and normalize_name(name) == normalize_name(label)), None)
    if twin:
        raise BadValue("class_twin", label=label, name=twin)
    return (root / "test_set" if split == "test" else training) / label


def encode_captured(image: Any, mirror: bool = False, square: bool = False) -> bytes:
    """The JPEG of a picture, (H, W, 3) uint8 RGB, as it is kept. mirror: left and right change places; square: its
    middle only.
    """
    from sunmao.display.image_encoding import encode_jpeg

    return encode_jpeg(mirror_or_crop(image, mirror, square), QUALITY)


def mirror_or_crop(image: Any, mirror: bool, square: bool) -> "np.ndarray":
    """A picture, (H, W, 3) uint8 RGB, mirrored, or cut to the square in its middle, or both."""
    if square:
        height, width = image.shape[:2]
        side = min(height, width)
        top, left = (height - side) // 2, (width - side) // 2
        image = image[top : top + side, left : left + side]
    return image[:, ::-1].copy() if mirror else image


def capture_images(
    root: Path, label: str, n: Any, camera: Any, interval: Any, countdown: Any, mirror: Any, square: Any
) -> None:
    """See `Dataset.collect`; root: as `find_class_root` gives it."""
    folder, n = require_capture(root, label, n, camera, interval, countdown)
    taken, due, told = 0, time.monotonic() + float(countdown), 0
    print_progress("collecting", n=n, label=label)
    try:
        for image in camera:
            image, now = mirror_or_crop(image, mirror, square), time.monotonic()
            left = math.ceil(due - now) if not taken else 0
            if now >= due:
                save_image_bytes(root, folder.name, encode_captured(image))
                taken, due = taken + 1, now + float(interval)
            elif 0 < left != told:
                print_progress("collect_left", n=left)
                told = left
            said = {"n": left} if left else {"n": taken, "count": n}
            caption = get_text("collect_now" if left else "collect_taken", label=folder.name, **said)
            _show_preview(image, folder, left, caption)
            if taken == n:
                break
    finally:
        # Also when Stop, or a cable, ends it: what is there stays, and is said.
        if taken:
            show_notice("collected", n=taken, label=label, path=folder.as_posix())
    session.check_stop()
    if taken < n:
        show_notice("collect_film_over", level="warn", n=n, taken=taken)


def wait_until_ready(root: Path, label: str, camera: Any, mirror: bool, square: bool, first: bool = False) -> None:
    """Wait until the pupil, who holds a class before the camera, presses *ready*; meanwhile what the camera sees is on
    the page. Without a page, and with a film, which would go on meanwhile, it does nothing.

    Args:
        first: it is the first class that is taken.

    Raises: StopProgram, CameraDisconnected.
    """
    from sunmao.cameras.sources.source_types import parse_source

    if not session.is_in_studio() or parse_source(getattr(camera, "source", "film")).name == "file":
        return
    folder = get_class_folder(root, label)

    def look() -> None:
        # The question names the class; below the picture of what is held now its name would be wrong.
        _show_preview(mirror_or_crop(camera.read(), mirror, square), folder, 0, get_text("collect_wait"))

    question = get_both("collect_first" if first else "collect_next", label=label)
    session.ask_to_be_ready(question, get_text("collect_ready"), look)


def require_capture(root: Path, label: str, n: Any, camera: Any, interval: Any, countdown: Any) -> tuple[Path, int]:
    """The folder of a class and how many pictures of it are taken, for arguments of `Dataset.collect`. Raises BadValue."""
    from sunmao.core.validation import require_number, require_whole

    require_number("interval", interval, 0)
    require_number("countdown", countdown, 0)
    if not (hasattr(camera, "read") and hasattr(camera, "__iter__")):
        raise BadValue("collect_no_camera", value=repr(camera))
    return get_class_folder(root, label), require_whole("n", n, 1, MAX_IMAGES)


def _show_preview(image: Any, folder: Path, left: int, caption: str) -> None:
    """Show what the camera sees, on the page; seconds that are left stand in the picture as on a clock, to be read from
    afar and not taken for a class that is called by a number.
    """
    if not session.is_in_studio():
        return
    import cv2

    from sunmao.display import video

    if left:
        image, size, said = image.copy(), image.shape[0] / 200, f"{left} s"
        (width, height), _ = cv2.getTextSize(said, cv2.FONT_HERSHEY_SIMPLEX, size, 1)
        middle = image.shape[1] // 2, image.shape[0] // 2
        corner = middle[0] - width // 2, middle[1] + height // 2
        for color, thick in (((0, 0, 0), max(1, round(4 * size))), ((255, 255, 255), max(1, round(2 * size)))):
            cv2.circle(image, middle, round(image.shape[0] * RING), color, thick, cv2.LINE_AA)
            cv2.putText(image, said, corner, cv2.FONT_HERSHEY_SIMPLEX, size, color, thick, cv2.LINE_AA)
    video.push_frame(folder.parent.as_posix(), image, caption)


def _names_a_folder(label: str) -> bool:
    """Whether every system can give a folder this name, and no reader takes it for anything but a class."""
    plain = (
        label.strip() == label
        and label.isprintable()
        and not set(label) & FORBIDDEN
        and len(label.encode("utf-8", "replace")) <= LONGEST
    )
    return (
        bool(label)
        and plain
        and label[0] != "."
        and label[-1] != "."
        and label not in PARTS
        and label.split(".")[0].upper() not in DEVICES
    )


def _has_files(folder: Path) -> bool:
    """Whether anything but names of classes is in a folder."""
    return any(
        file.is_file()
        and file.name != CLASSES
        and not any(part.startswith(".") for part in file.relative_to(folder).parts)
        for file in folder.rglob("*")
    )


def _next_stem(name: str) -> str:
    return name.partition(".")[0]


def _counter_start(folder: Path) -> bool:
    return not any(folder.iterdir())


def _write_numbered(folder: Path, data: bytes, ending: str, stage: Path, digits: int = 0) -> Path:
    """Write a file with the next number of a folder as its name, of so many digits at least; returns its path."""
    number = 1 + max((int(stem) for stem in map(_next_stem, os.listdir(folder)) if stem.isdecimal()), default=0)
    while True:
        path = folder / f"{number:0{digits}}{ending}"
        try:
            _write_new(path, data, stage)
            return path
        except FileExistsError:  # another program collects the same class
            number += 1


def _make(folder: Path) -> None:
    """Make a folder, and those that hold it; all of them are on the disk then."""
    missing = [each for each in (folder, *folder.parents) if not each.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    for each in missing:
        sync_folder(each.parent)


def _append_class(root: Path, label: str) -> None:
    """A class that is new comes last in `classes.txt`, where there is one: the numbers of the others stay."""
    from sunmao.core.atomic_files import write_atomic

    file = root / CLASSES
    if not file.is_file():
        return
    text = read_regular(file, CLASSES_BYTES, follow_link=True).decode("utf-8-sig", "replace").replace("\r\n", "\n")
    if label not in map(str.strip, text.splitlines()):
        write_atomic(file, f"{text}{'' if not text or text.endswith(chr(10)) else chr(10)}{label}\n".encode())


def _get_staging_folder(root: Path) -> Path:
    """Place of a file until it is whole: beside the data set, where the studio tidies up after a crash, if that is
    the same disk.
    """
    beside = root.parent
    return beside if os.access(beside, os.W_OK) and beside.stat().st_dev == root.stat().st_dev else root


def _write_new(path: Path, data: bytes, stage: Path) -> None:
    """Write a file that was not there. Raises FileExistsError where it is there, and OSError; then nothing was written."""
    temporary = stage / f".{path.name}.{secrets.token_hex(4)}.tmp"
    try:
        with open(temporary, "xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        _rename_new(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)
    sync_folder(path.parent)


def _rename_new(temporary: Path, path: Path) -> None:
    try:
        os.link(temporary, path)
    except FileExistsError:
        raise
    except OSError:  # a disk without links, as USB sticks are
        if path.exists():
            raise FileExistsError(path) from None
        replace(temporary, path)

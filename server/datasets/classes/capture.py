"""Pictures that a page collects: kept by the library's own function, one at a time, and taken back again."""

import contextlib
import os
from pathlib import Path, PurePosixPath

from sunmao.core.atomic_files import sync_folder
from sunmao.data.dataset_metadata import read_class_order, read_metadata, sort_classes
from sunmao.data.edits.edit_log import EditLog
from sunmao.data.listing import SPLITS
from sunmao.errors import BadValue, NotAPicture, SunmaoError
from sunmao.server.dataset_index.index_db import DatasetLocation
from sunmao.server.datasets.classes.contributors import Contributor, find_contributors, record_contributor
from sunmao.server.datasets.edits.open_logs import read_state
from sunmao.server.errors import HttpProblem, localize_problem
from sunmao.server.storage import file_names
from sunmao.server.storage.files import require_space
from sunmao.texts import LANGUAGES

TEST = "test_set"
# Looked for anew only when the data set's own folder has changed: (its time, what was found).
_places: dict[Path, tuple[int, Path]] = {}
_unlabeled: dict[Path, tuple[int, bool]] = {}


def save_captured(
    place: DatasetLocation,
    label: str,
    data: bytes,
    mirror: bool,
    square: bool,
    split: str = "train",
    device: Contributor | None = None,
) -> dict:
    """Keep a picture as one more of a class, to learn from or, split 'test', to test with: {'path', 'label', 'count'};
    when this returns, it is on the disk. In a data set for things or tags it has no label yet, and `label` is ''.
    device: the one that took it, where others collect, too.

    Raises HttpProblem 422 for what is no picture, and where the data set cannot have it.
    """
    from sunmao.data.capture.image_capture import encode_captured, save_image_bytes, save_unlabeled_image
    from sunmao.images.exif import strip_metadata
    from sunmao.images.image_files import decode_image, detect_kind

    require_space(place.folder, len(data))
    try:
        ending = {"jpeg": ".jpg", "tiff": ".tif"}.get(kind := detect_kind(data), f".{kind}")
        image = decode_image(data)
        if mirror or square:
            data, ending = encode_captured(image, mirror, square), ".jpg"
        else:
            data, _ = strip_metadata(data)
        root = find_target(place, label)
        path = save_image_bytes(root, label, data, ending, split) if label else save_unlabeled_image(root, data, ending)
    except (BadValue, NotAPicture) as error:
        raise make_local_problem(error, place) from None
    if device is not None:
        record_contributor(place, data, device)
    return {"path": path.relative_to(place.folder).as_posix(), "label": label, "count": len(list_pictures(path.parent))}


def take_back(place: DatasetLocation, paths: list[str]) -> int:
    """Delete pictures that were collected, by their paths below the data set; returns how many there were. Raises
    Problem 422.
    """
    gone, folders = 0, set()
    unlabeled = find_unlabeled(place)
    root = unlabeled or find_classes(place)
    for path in paths:
        parts = file_names.split_components(path)
        file = place.folder / path
        ours = (
            file.parent == root
            if unlabeled
            else file.parent.parent in (root, *list_training_folders(root), root / TEST)
        )
        if parts is None or not ours or not is_picture(place, file):
            continue
        file.unlink()
        gone += 1
        folders.add(file.parent)
    for folder in folders:
        sync_folder(folder)
    with contextlib.suppress(OSError):
        EditLog(place.folder).forget(paths)
    return gone


def list_classes(place: DatasetLocation, newest: int = 0) -> list[dict]:
    """[{'name', 'count', 'tests', 'newest', 'contributors'}] of the folders that are classes, also of those that are
    still empty, as they are on the disk just now.

    tests: how many of the pictures are for the test; newest: the paths below the data set of so many of the others, the
    newest first; contributors: which device brought those of which that is known, by their paths. A data
    set for things or tags has one without a name: the pictures that were collected.
    """
    if unlabeled := find_unlabeled(place):
        deleted = {path for path, edit in read_state(place).items() if edit.deleted}
        start = unlabeled.relative_to(place.folder).as_posix()
        there = {f"{start}/{each}" for each in list_pictures(unlabeled)} - deleted
        return [
            {
                "name": "",
                "count": len(there),
                "tests": 0,
                "newest": sorted(there, reverse=True)[:newest],
                "contributors": find_contributors(place, sorted(there)),
            }
        ]
    root = find_classes(place)
    held, emptied = sort_pictures(place, root)
    order = read_class_order(root)
    gone = {name for name in emptied - {*order} if not any(held[name].values())}
    devices = find_contributors(place, [path for parts in held.values() for paths in parts.values() for path in paths])
    return [
        {
            "name": name,
            "count": sum(map(len, held[name].values())),
            "tests": len(held[name]["test"]),
            "newest": sorted(held[name]["train"], key=_count_up, reverse=True)[:newest],
            "contributors": {path: devices[path] for paths in held[name].values() for path in paths if path in devices},
        }
        for name in sort_classes(held.keys() - gone, order)
    ]


def sort_pictures(place: DatasetLocation, root: Path) -> tuple[dict[str, dict[str, list[str]]], set[str]]:
    """{class: {part: paths below the data set}} of the pictures that are not in the bin, and the classes of which an
    edit has taken some away. root: as of `find_classes`.
    """
    begun = [folder for folder in list_training_folders(root) if folder.is_dir()]
    parts = [*begun[:1], root / "val_set", root / TEST] if begun else [root]
    with os.scandir(parts[0]) as folders:
        called = [each.name for each in folders if each.is_dir(follow_symlinks=False) and not each.name.startswith(".")]
    splits = ("train", "val", "test") if begun else ("train",)
    held: dict[str, dict[str, list[str]]] = {name: {split: [] for split in SPLITS} for name in called}
    emptied = set()
    state = read_state(place)
    for name in called:
        for part, split in zip(parts, splits, strict=True):
            start = (part / name).relative_to(place.folder).as_posix()
            for path in (f"{start}/{each}" for each in list_pictures(part / name)):
                edit = state.get(path)
                if edit is None:
                    held[name][split].append(path)
                elif edit.deleted:
                    emptied.add(name)
                else:
                    label = edit.labels[0] if edit.labels else name
                    emptied |= {name} - {label}
                    held.setdefault(label, {each: [] for each in SPLITS})[edit.split or split].append(path)
    return held, emptied


def _count_up(path: str) -> tuple[int, str]:
    """Names that collecting gives, 1.jpg, 2.jpg …, in the order in which they were taken, after all others."""
    stem = PurePosixPath(path).stem
    return (int(stem) if stem.isascii() and stem.isdigit() and len(stem) < 10 else -1), path


def find_unlabeled(place: DatasetLocation) -> Path | None:
    """The folder for pictures that are labeled later; None where a picture is collected as one of a class. Raises
    HttpProblem 404 where it is a link.
    """
    from sunmao.data.capture.image_capture import COLLECTED, takes_unlabeled

    changed = place.folder.stat().st_mtime_ns
    if _unlabeled.get(place.folder, (0, False))[0] != changed:
        _unlabeled[place.folder] = changed, takes_unlabeled(place.folder)
    if not _unlabeled[place.folder][1]:
        return None
    folder = place.folder / COLLECTED
    _require_own(place, folder)
    return folder


def find_target(place: DatasetLocation, label: str) -> Path:
    """Find the folder where pictures of a class are collected, or, with the label '', those that are labeled later.
    Raises HttpProblem 404 and 422.
    """
    return place.folder if not label and find_unlabeled(place) else find_classes(place, label)


def find_classes(place: DatasetLocation, label: str | None = None) -> Path:
    """The folder that holds the classes of a data set.

    Raises HttpProblem 404 where it, or the folder of this class, is a link: it may lead anywhere. Raises
    LocalizedProblem 422.
    """
    from sunmao.data.capture.image_capture import find_class_root, get_class_folder

    try:
        if read_metadata(place.folder).get("task", "classification") != "classification":
            raise BadValue("collect_format", path=f"data/{place.name}")
        changed = place.folder.stat().st_mtime_ns
        if _places.get(place.folder, (0, None))[0] != changed:
            _places[place.folder] = changed, find_class_root(place.folder)
        root = _places[place.folder][1]
        folder = root if label is None else get_class_folder(root, label)
    except BadValue as error:
        raise make_local_problem(error, place) from None
    _require_own(place, folder)
    return root


def _require_own(place: DatasetLocation, folder: Path) -> None:
    """Raises HttpProblem 404 for a folder that is a link, or behind one: it may lead anywhere."""
    if os.path.realpath(folder) != os.path.join(os.path.realpath(place.data), folder.relative_to(place.data)):
        raise HttpProblem(404, "no_dataset")


def make_local_problem(error: SunmaoError, place: DatasetLocation) -> HttpProblem:
    """Make a problem for the page of an error that the library reports about a data set: with paths as the project has
    them.
    """
    return localize_problem({lang: error.text(lang) for lang in LANGUAGES}, place.data.parent)


def list_training_folders(root: Path) -> list[Path]:
    """The folders of a data set's training pictures, where it has parts."""
    from sunmao.data.capture.image_capture import TRAINING

    return [root / name for name in TRAINING]


def is_picture(place: DatasetLocation, file: Path) -> bool:
    """Whether a file is called as a picture and lies there itself, not behind a link."""
    from sunmao.images.image_files import ENDINGS

    real = os.path.realpath(file) == os.path.join(os.path.realpath(place.folder), file.relative_to(place.folder))
    return real and file.suffix.lower() in ENDINGS and file.is_file()


def list_pictures(folder: Path) -> set[str]:
    """The names of the pictures in a folder; links are none."""
    from sunmao.images.image_files import ENDINGS

    try:
        with os.scandir(folder) as found:
            return {
                each.name
                for each in found
                if PurePosixPath(each.name.lower()).suffix in ENDINGS and each.is_file(follow_symlinks=False)
            }
    except OSError:
        return set()

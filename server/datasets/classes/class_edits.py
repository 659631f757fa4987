"""The classes of a data set whose labels are the names of folders: begun, renamed, removed and brought back.

Nothing is deleted: what is removed waits in a hidden folder of the data set, which no reader looks into.
"""

import contextlib
import os
import secrets
from pathlib import Path

from sunmao.core.atomic_files import replace, sync_folder, write_atomic
from sunmao.core.regular_files import read_regular
from sunmao.data.dataset_metadata import CLASSES, CLASSES_BYTES, read_metadata, write_metadata
from sunmao.data.edits.edit_log import EditLog
from sunmao.data.edits.picture_edit import PictureEdit
from sunmao.errors import BadValue
from sunmao.server.dataset_index.index_db import DatasetLocation
from sunmao.server.datasets.classes.capture import (
    find_classes,
    list_classes,
    list_pictures,
    make_local_problem,
)
from sunmao.server.datasets.edits.open_logs import read_state
from sunmao.server.errors import HttpProblem
from sunmao.server.storage import file_names

REMOVED = ".removed"
EDIT = "edit-"  # what brings a class back that was put away by an edit, not by its folder
PARTS = ("test_set", "val_set", "training_set", "trainning_set")  # the training last: it says which classes there are
LISTS = ("val.txt", "test.txt")  # written anew when the data set is loaded, where folders say the same


def add_class(place: DatasetLocation, label: str) -> None:
    """Begin an empty class, the last of them. Raises HttpProblem 422 for a name that no folder can have, 409 for one
    that is taken.
    """
    folder = _get_folder(place, label)
    if folder.exists():
        raise HttpProblem(409, "set_taken", name=label)
    folder.mkdir(parents=True)
    sync_folder(folder.parent)
    _reorder(place, [*(name for name in _list_names(place) if name != label), label])


def rename_class(place: DatasetLocation, label: str, to: str) -> None:
    """Give a class another name; its pictures stay. Raises HttpProblem 404, 409 and 422."""
    _require_class(place, label)
    if label == to:
        return
    target, names = _get_folder(place, to, besides=label), _list_names(place)
    if to in names or (target.exists() and not target.samefile(_get_folder(place, label))):
        raise HttpProblem(409, "set_taken", name=to)
    moved = []
    for folder in _find_folders(find_classes(place), label):
        replace(folder, folder.with_name(target.name))
        sync_folder(folder.parent)
        above = folder.parent.relative_to(place.folder)
        moved.append(((above / label).as_posix(), (above / target.name).as_posix()))
    with contextlib.suppress(OSError):
        EditLog(place.folder).rename_class(moved, label, target.name)
    _reorder(place, [target.name if name == label else name for name in names], {label: target.name})


def remove_class(place: DatasetLocation, label: str) -> str:
    """Put a class away with its pictures; returns what brings it back. Raises HttpProblem 404."""
    _require_class(place, label)
    root, names = find_classes(place), _list_names(place)
    if state := read_state(place):
        return _delete_pictures(place, state, label, [name for name in names if name != label])
    bin_folder = root / REMOVED / secrets.token_hex(8)
    for folder in _find_folders(root, label):
        goal = bin_folder / folder.relative_to(root)
        goal.parent.mkdir(parents=True, exist_ok=True)
        replace(folder, goal)
        sync_folder(folder.parent)
    write_atomic(bin_folder / CLASSES, "\n".join(names).encode())
    _reorder(place, [name for name in names if name != label], {label: None})
    return bin_folder.name


def empty_class(place: DatasetLocation, label: str) -> str:
    """Put all pictures of a class into the data set's bin; the class stays. Returns what brings them back. Raises
    HttpProblem 404.
    """
    _require_class(place, label)
    return _delete_pictures(place, read_state(place), label, _list_names(place))


def _delete_pictures(place: DatasetLocation, state: dict[str, PictureEdit], label: str, stay: list[str]) -> str:
    """Put the pictures of a class into the data set's bin: its folder may hold those of others. stay: the classes that
    there are then.
    """
    root = find_classes(place)
    inside = [
        (folder / name).relative_to(place.folder).as_posix()
        for folder in _find_folders(root, label)
        for name in list_pictures(folder)
    ]
    own = [path for path in inside if path not in state or state[path].labels in (None, (label,))]
    others = [path for path, edit in state.items() if edit.labels == (label,)]
    changes = {path: PictureEdit(deleted=True) for path in dict.fromkeys([*own, *others])}
    detail = {"class": label, "classes": _list_names(place), "removed": label not in stay}
    edit = EditLog(place.folder).append("delete", changes, detail)
    _reorder(place, stay, {label: None})
    return EDIT + edit.id


def _restore_pictures(place: DatasetLocation, edit_id: str) -> None:
    edit = EditLog(place.folder).undo(edit_id)
    if edit is None:
        raise HttpProblem(404, "no_file")
    follow_turn(place, edit.detail, edit.active)


def follow_turn(place: DatasetLocation, detail: dict, active: bool) -> bool:
    """Bring the list of classes to what it is after an edit was taken back, or done again; returns whether it was one
    that put the pictures of a class away. active: it was done again.
    """
    if "class" not in detail:
        return False
    label, names, now = detail["class"], detail.get("classes", []), _list_names(place)
    if not active:
        back = [name for name in names if name in now or name == label]
        _reorder(place, [*back, *(name for name in now if name not in back)])
    elif detail.get("removed"):
        _reorder(place, [name for name in now if name != label], {label: None})
    return True


def restore_class(place: DatasetLocation, removed: str) -> None:
    """Bring a class back that was put away, to its place among the others. Raises HttpProblem 404 and 409."""
    if removed.startswith(EDIT):
        return _restore_pictures(place, removed.removeprefix(EDIT))
    root = find_classes(place)
    bin_folder = root / REMOVED / removed
    if not file_names.is_safe(removed) or not bin_folder.is_dir():
        raise HttpProblem(404, "no_file")
    names = _read_old_order(bin_folder)
    inside = [part for part in (bin_folder, *(bin_folder / part for part in PARTS)) if part.is_dir()]
    folders = [each for part in inside for each in part.iterdir() if each.is_dir() and each.name not in PARTS]
    if taken := next((each.name for each in folders if (root / each.relative_to(bin_folder)).exists()), None):
        raise HttpProblem(409, "set_taken", name=taken)
    for folder in folders:
        goal = root / folder.relative_to(bin_folder)
        goal.parent.mkdir(parents=True, exist_ok=True)
        replace(folder, goal)
        sync_folder(goal.parent)
    now = _list_names(place)
    _reorder(place, [*(name for name in names if name in now), *(name for name in now if name not in names)])


def _read_old_order(bin_folder: Path) -> list[str]:
    """The classes as they stood when one was removed; none where that can no longer be read: its pictures come back."""
    try:
        return read_regular(bin_folder / CLASSES, CLASSES_BYTES).decode().split("\n")
    except (OSError, UnicodeDecodeError):
        return []


def _list_names(place: DatasetLocation) -> list[str]:
    return [row["name"] for row in list_classes(place)]


def _require_class(place: DatasetLocation, label: str) -> None:
    if label not in _list_names(place):
        raise HttpProblem(404, "no_file")


def _get_folder(place: DatasetLocation, label: str, besides: str | None = None) -> Path:
    """Return the folder from which the pictures of a class are learned. besides: a class whose other spelling this may
    be. Raises HttpProblem 422.
    """
    from sunmao.data.capture.image_capture import get_class_folder
    from sunmao.data.files.file_tree import normalize_name

    try:
        if besides is not None and normalize_name(besides) == normalize_name(label):
            return get_class_folder(find_classes(place), besides).with_name(label)
        return get_class_folder(find_classes(place), label)
    except BadValue as error:
        raise make_local_problem(error, place) from None


def _find_folders(root: Path, label: str) -> list[Path]:
    """The folders of a class in all parts of a data set."""
    parts = [root / part for part in PARTS if (root / part).is_dir()] or [root]
    return [part / label for part in parts if (part / label).is_dir() and not os.path.islink(part / label)]


def _reorder(place: DatasetLocation, names: list[str], changed: dict[str, str | None] | None = None) -> None:
    """Note the classes in this order. changed: old names and the new ones, or None for a class that is gone: lists that
    name them are no longer true.
    """
    root = find_classes(place)
    write_metadata(root, read_metadata(root).get("task", "classification"), names)
    if (root / CLASSES).is_file():
        write_atomic(root / CLASSES, "".join(f"{name}\n" for name in names).encode())
    for name in LISTS if changed else ():
        (root / name).unlink(missing_ok=True)

"""Whether a data set has a picture already: the same file, or the same without what a camera writes beside it."""

import os
from pathlib import Path

from sunmao.server.dataset_index.index_db import DatasetLocation
from sunmao.server.datasets.classes.capture import TEST, find_classes, list_training_folders
from sunmao.server.datasets.edits.open_logs import read_state
from sunmao.server.storage.files import open_below


def find_same_file(place: DatasetLocation, data: bytes) -> dict | None:
    """{'path', 'label'} of the picture of a data set, in any of its parts, whose file is this one; None where there is
    none, or where it lies in the bin. Files of another size are not read. Raises HttpProblem as `find_classes`.
    """
    from sunmao.images.exif import strip_metadata

    wanted = {data, strip_metadata(data)[0]}
    sizes = {len(each) for each in wanted}
    found = [file for folder in _list_class_folders(find_classes(place)) for file in _list_files(folder, sizes)]
    same = [file for file in found if _read(place, file) in wanted]
    if not same:
        return None
    state = read_state(place)
    for file in same:
        path = file.relative_to(place.folder).as_posix()
        edit = state.get(path)
        if edit is None or not edit.deleted:
            return {"path": path, "label": edit.labels[0] if edit and edit.labels else file.parent.name}
    return None


def _list_class_folders(root: Path) -> list[Path]:
    parts = [folder for folder in (*list_training_folders(root), root / "val_set", root / TEST) if folder.is_dir()]
    return [
        Path(each.path)
        for part in parts or [root]
        if part.is_dir()
        for each in os.scandir(part)
        if each.is_dir(follow_symlinks=False) and not each.name.startswith(".")
    ]


def _list_files(folder: Path, sizes: set[int]) -> list[Path]:
    with os.scandir(folder) as found:
        return [
            Path(each.path)
            for each in found
            if each.is_file(follow_symlinks=False) and each.stat(follow_symlinks=False).st_size in sizes
        ]


def _read(place: DatasetLocation, file: Path) -> bytes | None:
    opened = open_below(place.folder, file.relative_to(place.folder).as_posix())
    if opened is None:
        return None
    with opened:
        return opened.read()

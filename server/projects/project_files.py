"""Contents of the folders of a project, by names that are safe to hand on; links are not followed."""

import os
from itertools import chain, islice
from pathlib import Path

from sunmao.data.builtin.samples import SAMPLES
from sunmao.server.dataset_index.index_db import list_names
from sunmao.server.storage import file_names, safe_files

FOLDERS = 300
FILES = 200  # of one kind in one folder
MODELS = (".onnx", ".pth")
MODEL_FOLDERS = ("models", "checkpoints")
MODEL_DEPTH = 4
MODEL_FILES = 500
SHOWN = (".jpg", ".jpeg", ".png", ".bmp", ".webp")
LOOSE = (*SHOWN, ".gif")  # a picture that lies beside the folders
SOUNDS = (".wav", ".mp3", ".ogg", ".opus", ".flac")
CARRIED = (*LOOSE, *SOUNDS)  # what beside the folders goes along with the project
# For a card: data sets and folders that are looked into, names in each, and how deep.
LOOKED_INTO, LOOKED_AT, PICTURE_DEPTH = 12, 50, 3


def iter_folders(project: Path, folder: str, depth: int) -> list[str]:
    """The folders inside `folder`, each followed by those inside it."""
    found = []
    for name in list_names(project / folder) if depth else []:
        path = f"{folder}/{name}"
        found += [path, *iter_folders(project, path, depth - 1)]
        if len(found) >= FOLDERS:
            break
    return found


def list_loose_files(project: Path, endings: tuple[str, ...]) -> list[str]:
    """The files of a kind in the project itself or straight in `data/`."""
    found = [name for name in list_entries(project) if name.lower().endswith(endings)]
    found += [f"data/{name}" for name in list_entries(project / "data") if name.lower().endswith(endings)]
    return [path for path in found[:FILES] if (project / path).is_file()]


def list_model_files(project: Path, endings: tuple[str, ...] = MODELS) -> list[str]:
    """The paths of what is called a model file, in the folders of a project that hold such."""
    tops = [top for top in MODEL_FOLDERS if not (project / top).is_symlink()]
    places = chain.from_iterable([top, *iter_folders(project, top, MODEL_DEPTH)] for top in tops)
    found = (f"{place}/{name}" for place in places for name in list_entries(project / place))
    found = (path for path in found if path.lower().endswith(endings))
    return list(islice(found, MODEL_FILES))


def list_own_pictures(project: Path, most: int) -> list[str]:
    """The paths of a few pictures of the data sets that did not come along, each of another folder. Cheap, also where
    there are very many.
    """
    own = [name for name in list_names(project / "data") if name not in SAMPLES][:LOOKED_INTO]
    places = chain.from_iterable(
        [f"data/{name}", *iter_folders(project, f"data/{name}", PICTURE_DEPTH)[:LOOKED_INTO]] for name in own
    )
    return list(islice(filter(None, (_find_picture(project, place) for place in places)), most))


def _find_picture(project: Path, folder: str) -> str | None:
    try:
        with os.scandir(project / folder) as inside:
            for each in islice(inside, LOOKED_AT):
                shown = each.name.lower().endswith(SHOWN) and file_names.is_visible(each.name)
                if shown and each.is_file(follow_symlinks=False):
                    return f"{folder}/{each.name}"
    except OSError:
        pass
    return None


def list_entries(folder: Path) -> list[str]:
    """The visible names in a folder that are safe to hand on, sorted; none where there is no folder."""
    try:
        names = safe_files.list_folder_safely(folder)
        return sorted(name for name in names if file_names.is_visible(name))
    except OSError:
        return []

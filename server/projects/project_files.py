"""What lies in the folders of a project, by names that are safe to hand on; links are not followed."""

from itertools import chain, islice
from pathlib import Path

from sunmao.server.datasets.index_db import list_names
from sunmao.server.storage import file_names, own_files

FOLDERS = 300
FILES = 200  # of one kind in one folder
MODELS = (".onnx", ".pth")
MODEL_FOLDERS = ("models", "checkpoints")
MODEL_DEPTH = 4
MODEL_FILES = 500


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


def list_model_files(project: Path) -> list[str]:
    """The paths of what is called a model file, in the folders of a project that hold such."""
    tops = [top for top in MODEL_FOLDERS if not (project / top).is_symlink()]
    places = chain.from_iterable([top, *iter_folders(project, top, MODEL_DEPTH)] for top in tops)
    found = (
        f"{place}/{name}" for place in places for name in list_entries(project / place) if name.lower().endswith(MODELS)
    )
    return list(islice(found, MODEL_FILES))


def list_entries(folder: Path) -> list[str]:
    """The visible names in a folder that are safe to hand on, sorted; none where there is no folder."""
    try:
        names = own_files.list_own_folder(folder)
        return sorted(name for name in names if file_names.is_safe(name) and not name.startswith("."))
    except OSError:
        return []

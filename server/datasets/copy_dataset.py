"""A data set's folder is copied with its edits: without links, other hidden files, and what is no file at all."""

import os
import shutil
from pathlib import Path

from sunmao.core.atomic_files import FULL
from sunmao.data.dataset_metadata import NOTE
from sunmao.data.edits.edit_log import FILE
from sunmao.server.errors import HttpProblem


def copy_dataset_folder(folder: Path, target: Path) -> None:
    """Copy a data set into the folder `target`, which is made. Raises HttpProblem 507."""
    shutil.copytree(folder, target, ignore=_list_skipped, copy_function=_copy_file)


def _list_skipped(folder: str, inside: list[str]) -> list[str]:
    return [
        name
        for name in inside
        if name.startswith(".")
        and name not in (NOTE, FILE)
        or os.path.islink(os.path.join(folder, name))
        or _is_special(os.path.join(folder, name))
    ]


def _copy_file(source: str, target: str) -> None:
    # Not an OSError: `copytree` would go on with all others, and hide why.
    try:
        shutil.copy2(source, target)
    except FileNotFoundError:
        return  # it went meanwhile
    except OSError as error:
        raise HttpProblem(507, "job_no_room" if error.errno in FULL else "job_disk", why=error.strerror) from None


def _is_special(path: str) -> bool:
    return not os.path.isdir(path) and not os.path.isfile(path)

"""Other names and places for the model files of a project; what lies beside a file goes along."""

import os
import shutil
from pathlib import Path

from sunmao.core.atomic_files import new_file, replace, write_atomic
from sunmao.deploy.companion_files import get_example_path, get_report_path
from sunmao.deploy.example_program import is_ours
from sunmao.server.errors import HttpProblem
from sunmao.server.storage import file_names, files


def rename_model(project: Path, path: str, name: str) -> str:
    """Give a model file of the project another name in its folder. Weights of a training keep theirs, as what trained
    them goes on to name them so: a copy gets it, in `models/`.

    name: as a pupil writes it. Returns the new path. Raises HttpProblem 404 where there is no such file, OSError.
    """
    file = require_file(project, path)
    is_copy = file.suffix.lower() == ".pth" and path.count("/") > 1
    folder = project / "models" if is_copy else file.parent
    folder.mkdir(exist_ok=True)
    stem = file_names.make_slug(name, "model")
    if not is_copy and stem == file.stem:
        return path
    target = (
        folder / f"{file_names.find_free_name(stem, [Path(each).stem for each in os.listdir(folder)])}{file.suffix}"
    )
    if is_copy:
        files.require_space(folder, file.stat().st_size)
        with new_file(target) as temporary:
            shutil.copyfile(file, temporary)
    else:
        replace(file, target)
        move_companions(file, target)
    return target.relative_to(project).as_posix()


def require_file(project: Path, path: str) -> Path:
    """Return the path of a model file. Raises HttpProblem 404 for what is no regular file of the project."""
    opened = files.open_below(project, path)
    if opened is None:
        raise HttpProblem(404, "no_file")
    opened.close()
    return project.joinpath(*path.split("/"))


def move_companions(file: Path, target: Path) -> None:
    """Move the files that Sunmao wrote beside a model file to its other name or folder."""
    if get_report_path(file).is_file():
        replace(get_report_path(file), get_report_path(target))
    example = get_example_path(file)
    if is_ours(example):
        text = example.read_text(encoding="utf-8").replace(repr(file.name), repr(target.name))
        write_atomic(get_example_path(target), text.encode("utf-8"))
        example.unlink()

"""Data sets that come in, go out, or begin empty."""

import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path

from sunmao.data.dataset_metadata import begin as note
from sunmao.data.listing import TASKS
from sunmao.data.safe_names import portable
from sunmao.server.storage import files, file_names
from sunmao.server.http.errors import Problem
from sunmao.server.projects.export_zip import Sink, entry
from sunmao.server.datasets.jobs import Job, Task
from sunmao.server.datasets.uploads import stage
from sunmao.server.datasets.dataset_store import Sets, wanted
from sunmao.server.datasets.index_db import Place

MOST_CLASSES = 1000


def begin(sets: Sets, project: str, folder: Path, name: str, task: str, classes: list) -> Place:
    """Make a data set without pictures. Raises Problem 400."""
    if task not in TASKS:
        raise Problem(400, "bad_value", name="task")
    labels = list(dict.fromkeys(label.strip() for label in classes if isinstance(label, str) and label.strip()))
    if len(labels) != len(classes) or len(labels) > MOST_CLASSES:
        raise Problem(400, "bad_value", name="classes")
    place = Place(project, folder / "data", wanted(name))
    with stage(place.data) as made:
        inside = made / "set"
        inside.mkdir()
        note(inside, task, labels)
        for label in labels if task == "classification" else ():
            (inside / portable(label)).mkdir(exist_ok=True)
        files.sync_tree(inside)
        place = Place(project, place.data, sets.settle(inside, place))
        shutil.rmtree(made)
    return place


def bring(sets: Sets, project: str, made: Path, name: str, source: str | None = None) -> Job:
    """Begin to make a data set of what lies in the folder `made`, or of `source`, which stays as it is."""
    place = Place(project, made.parent, file_names.slug(name, "pictures"))

    def finish(result: dict) -> dict:
        return {"path": f"data/{sets.settle(made / 'set', place)}", **result}

    given = {"stage": str(made), "source": source, "target": str(made / "set"), "name": place.name}
    return sets.jobs.start(Task(project, place.name, "import", "bring", given, finish, lambda: shutil.rmtree(made, ignore_errors=True)))


def carry(sets: Sets, place: Place, made: Path, format: str) -> Job:
    """Begin to write a data set in a format into `made`/`name`."""
    given = {"source": str(place.folder), "target": str(made / place.name), "format": format}
    return sets.jobs.start(Task(place.project, place.name, "export", "carry", given))


def zipped(made: Path, folder: Path) -> Iterator[bytes]:
    """The zip of a folder, in pieces while it is read, with paths below `made`."""
    sink = Sink()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                yield from _added(archive, sink, path, path.relative_to(made).as_posix())
    yield sink.take()


def _added(archive: zipfile.ZipFile, sink: Sink, path: Path, name: str) -> Iterator[bytes]:
    about = path.stat()
    with open(path, "rb") as file, archive.open(entry(name, about.st_mtime), "w", force_zip64=about.st_size > 2**31) as target:
        while piece := file.read(files.PIECE):
            target.write(piece)
            yield sink.take()
    yield sink.take()

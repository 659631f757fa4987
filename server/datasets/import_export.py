"""Data sets that come in, go out, or begin empty."""

import shutil
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

from sunmao.data.dataset_metadata import write_metadata
from sunmao.data.listing import DECLARED
from sunmao.data.safe_names import make_portable
from sunmao.server.dataset_index.index_db import DatasetLocation
from sunmao.server.datasets.dataset_store import DatasetStore, make_folder_name
from sunmao.server.datasets.uploads import make_staging_folder
from sunmao.server.errors import HttpProblem
from sunmao.server.jobs.jobs import DatasetJob, JobSpec
from sunmao.server.projects.export_zip import StreamBuffer, make_zip_info
from sunmao.server.storage import files

MAX_CLASSES = 1000


def create_dataset(
    sets: DatasetStore, project: str, folder: Path, name: str, task: str, classes: list, divided: bool = False
) -> DatasetLocation:
    """Make a data set without pictures. divided: with a folder for each part, so that pictures can be taken for a test
    alone. Raises HttpProblem 400.
    """
    if task not in DECLARED:
        raise HttpProblem(400, "bad_value", name="task")
    labels = list(dict.fromkeys(label.strip() for label in classes if isinstance(label, str) and label.strip()))
    if len(labels) != len(classes) or len(labels) > MAX_CLASSES:
        raise HttpProblem(400, "bad_value", name="classes")

    def fill(inside: Path) -> None:
        write_metadata(inside, task, labels)
        for label in labels if task == "classification" else ():
            (inside / ("training_set" if divided else "") / make_portable(label)).mkdir(parents=True, exist_ok=True)

    return publish_dataset(sets, project, folder, name, fill)


def publish_dataset(
    sets: DatasetStore, project: str, folder: Path, name: str, fill: Callable[[Path], None]
) -> DatasetLocation:
    """Make a data set of what `fill` puts into its folder, under a free name. Raises HttpProblem 400."""
    place = DatasetLocation(project, folder / "data", make_folder_name(name))
    with make_staging_folder(place.data) as made:
        inside = made / "set"
        inside.mkdir()
        fill(inside)
        files.sync_tree(inside)
        place = DatasetLocation(project, place.data, sets.publish(inside, place))
        shutil.rmtree(made)
    return place


def begin_boxing(sets: DatasetStore, source: DatasetLocation, name: str) -> DatasetJob:
    """Begin to make a data set of the pictures of another one, in which things are boxed; the job's result is {path,
    pictures}. Raises HttpProblem 400.
    """
    labels = [each["name"] for each in sets.get_summary(source).get("classes", [])][:MAX_CLASSES]
    made = create_dataset(sets, source.project, source.data.parent, name, "detection", labels)

    def finish(result: dict) -> dict:
        sets.mark_changed(made)
        return {"path": f"data/{made.name}", **result}

    given = {"source": str(source.folder), "into": str(made.folder)}
    return sets.jobs.start(JobSpec(source.project, made.name, "import", "add_pictures", given, finish))


def export_dataset(sets: DatasetStore, place: DatasetLocation, made: Path, format: str) -> DatasetJob:
    """Begin to write a data set in a format into `made`/`name`."""
    given = {"source": str(place.folder), "target": str(made / place.name), "format": format}
    return sets.jobs.start(JobSpec(place.project, place.name, "export", "export_dataset", given))


def stream_zip(made: Path, folder: Path) -> Iterator[bytes]:
    """The zip of a folder, in pieces while it is read, with paths below `made`."""
    sink = StreamBuffer()
    # It writes without looking back, which typeshed does not know.
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as archive:  # type: ignore[call-overload]
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                yield from _add_to_zip(archive, sink, path, path.relative_to(made).as_posix())
    yield sink.take()


def _add_to_zip(archive: zipfile.ZipFile, sink: StreamBuffer, path: Path, name: str) -> Iterator[bytes]:
    about = path.stat()
    with (
        open(path, "rb") as file,
        archive.open(make_zip_info(name, about.st_mtime), "w", force_zip64=about.st_size > 2**31) as target,
    ):
        while piece := file.read(files.PIECE):
            target.write(piece)
            yield sink.take()
    yield sink.take()

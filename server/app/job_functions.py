"""Functions that a job's process can run: each is called with the studio, for progress, and with what the page asked
for. The rooms bring most of them; what stands here puts several together.

Each process does one job: what not all of them need is imported where it is needed.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from pkgutil import resolve_name
from typing import Any

from sunmao.server.dataset_index import build_index, index_db
from sunmao.server.dataset_index.change_detection import compute_stamp
from sunmao.server.datasets.video_frames import extract_frames

THREADS = 2


def make_index(studio: Any, project: str, data: str, name: str, careful: list[str], bad: list[str]) -> dict:
    """Make the index of a data set, or bring it up to date: what the labels say first, then every thumbnail
    (`build_index.make_thumbnails`).
    """
    from sunmao.server.datasets.thumbnail import make_thumbnail

    place = index_db.DatasetLocation(project, Path(data), name)
    with index_db.open_for_writing(place.index) as db, ThreadPoolExecutor(THREADS) as pool:
        if index_db.read_about(place.index).get("stamp") != compute_stamp(place.folder):
            build_index.write_listing(db, place)
        else:
            build_index.forget_overwritten(db, place)
        build_index.make_thumbnails(
            db, place, lambda files: list(pool.map(make_thumbnail, files)), studio, careful, bad
        )
    return {}


def compare_detections(studio: Any, before: dict, after: dict) -> dict:
    """Compare two events of tests of models that find things: {'comparison'}, see `bootstrap_comparison`."""
    from sunmao.server.runs.bootstrap_comparison import compare_detection_events

    return {"comparison": compare_detection_events(before, after)}


def compare_numbers(studio: Any, before: dict, after: dict) -> dict:
    """Compare two tests of models that give a number, see `compare_number_events`."""
    from sunmao.server.runs.bootstrap_comparison import compare_number_events

    return {"comparison": compare_number_events(before, after)}


def describe_import(studio: Any, stage: str, source: str | None, name: str, reading: str | None) -> dict:
    """Say what somebody wants to import, see `pending_imports`; the pictures that show it are drawn into `stage`."""
    from sunmao.data.samples.recording_tiles import RecordingPainter
    from sunmao.data.sources.describe_source import describe_source
    from sunmao.data.sources.sample_pictures import SamplePainter
    from sunmao.server.datasets.imports.received_files import get_sample_file, open_received

    found = describe_source(open_received(Path(stage), source, name), reading)
    paint = SamplePainter if found.sample_kind == "picture" else RecordingPainter
    painter, said = paint(found.tree, found.listing), found.as_dict()
    for number, (sample, told) in enumerate(zip(found.samples, said["samples"], strict=True)):
        drawn, file = painter.draw(sample), get_sample_file(Path(stage), found.reading, number)
        told["drawn"] = drawn is not None
        if drawn is not None:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(drawn)
    return said


def import_dataset(
    studio: Any,
    stage: str,
    source: str | None,
    target: str,
    name: str,
    reading: str | None = None,
    into: str | None = None,
) -> dict:
    """Make the folder `target` of a folder or zip of this computer, or of what was received into `stage`, which is
    called `name`. reading: how it is taken, None: as it is recognized. into: the folder of a data set to which the
    pictures are added then.
    """
    from sunmao.data.convert import convert_dataset
    from sunmao.server.datasets.imports.fill_dataset import fill_dataset
    from sunmao.server.datasets.imports.received_files import open_received

    tree = open_received(Path(stage), source, name)
    made = convert_dataset(tree, target, reading=reading, on_progress=studio.progress)
    if into is None:
        return format_converted(made)
    return {**format_converted(made), "pictures": fill_dataset(Path(target), Path(into), studio.progress)}


def add_pictures(studio: Any, source: str, into: str) -> dict:
    """Add the pictures of the data set in one folder to that in another one, see `fill_dataset`."""
    from sunmao.server.datasets.imports.fill_dataset import fill_dataset

    return {"pictures": fill_dataset(Path(source), Path(into), studio.progress)}


def find_unreadable_logs(studio: Any, folder: str, paths: list[str]) -> dict:
    """{'paths'} of those logs of edits, below a folder, that hold more than is read."""
    from sunmao.data.edits.edit_log import EditLog

    found = []
    for path in paths:
        try:
            EditLog(Path(folder, path).parent).compute_state()
        except OSError:
            found.append(path)
    return {"paths": found}


def export_dataset(studio: Any, source: str, target: str, format: str) -> dict:
    """Write the data set in a folder into a new folder, in a format."""
    from sunmao.data.convert import convert_dataset

    return format_converted(convert_dataset(source, target, format, on_progress=studio.progress))


def split_dataset(studio: Any, folder: str, ratio: str, seed: int, lock_test: bool) -> dict:
    """Divide a data set into training, validation and test."""
    from sunmao.data.dataset import Dataset

    Dataset(folder).split(ratio, seed=seed, lock_test=lock_test)
    return {}


def format_converted(made: Any) -> dict:
    """Describe for the page a data set that was made (`ConvertedDataset`): {'task', 'sample_kind', 'classes',
    'pictures', 'left_out', 'renamed', 'findings'}.
    """
    from sunmao.data.formats.registry import FORMATS

    kind = FORMATS[made.format].sample_kind
    return {
        "task": made.health.task if kind == "picture" else None,
        "sample_kind": kind,
        "classes": [{"name": name, "count": count} for name, count in made.classes.items()],
        "pictures": made.pictures,
        "left_out": made.left_out,
        "renamed": made.renamed,
        "findings": [
            {"key": each.key, "level": each.level, "count": each.count, **each.text} for each in made.findings
        ],
    }


JOB_FUNCTIONS: dict[str, Callable[..., dict]] = {
    work.__name__: work
    for work in (
        make_index,
        compare_detections,
        compare_numbers,
        extract_frames,
        describe_import,
        import_dataset,
        add_pictures,
        find_unreadable_logs,
        export_dataset,
        split_dataset,
    )
}
# As entry points name them: imported by the job that needs one.
ENTRY_POINTS = {
    "index_table": "sunmao.server.datasets.tables.build_table_index:index_table",
    "check_dataset": "sunmao.server.datasets.run_check:run_dataset_check",
    "mend_dataset": "sunmao.server.datasets.run_check:run_dataset_mend",
    "find_suspects": "sunmao.server.datasets.edits.label_suspects:find_suspects",
    "draw_map": "sunmao.server.datasets.image_map.draw_map:draw_map",
    "propose_labels": "sunmao.server.datasets.labeling.propose_job:propose_for_dataset",
    "compress_model": "sunmao.server.models.model_compression:compress_model",
    "color_mask": "sunmao.server.datasets.mask_colors:color_mask",
}


def find_job_function(name: str) -> Callable[..., dict]:
    """Find the function that a job calls, by its name. Raises KeyError."""
    return JOB_FUNCTIONS.get(name) or resolve_name(ENTRY_POINTS[name])

"""What a job's process can do: each function is called with the studio, for progress, and with what the page asked for.

Each process does one job: what not all of them need is imported where it is needed.
"""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from sunmao.server.dataset_index import build_index, index_db
from sunmao.server.dataset_index.change_detection import compute_stamp
from sunmao.server.datasets.video_frames import extract_frames

THREADS = 2


def make_index(studio, project: str, data: str, name: str, careful: list[str], bad: list[str]) -> dict:
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


def check_dataset(studio, project: str, data: str, name: str) -> dict:
    """Check a data set, see `run_check`."""
    from sunmao.server.datasets import run_check

    return run_check.run_dataset_check(studio, project, data, name)


def mend_dataset(studio, project: str, data: str, name: str, key: str) -> dict:
    """Mend a finding of a data set, see `run_check`."""
    from sunmao.server.datasets import run_check

    return run_check.run_dataset_mend(studio, project, data, name, key)


def find_suspects(studio, project: str, data: str, name: str) -> dict:
    """Find labels that are probably wrong, see `label_suspects`."""
    from sunmao.server.datasets.edits import label_suspects

    return label_suspects.find_suspects(studio, project, data, name)


def draw_map(studio, project: str, data: str, name: str, method: str) -> dict:
    """Lay the pictures of a data set out as a map, see `image_map.draw_map`."""
    from sunmao.server.datasets.image_map import draw_map

    return draw_map.draw_map(studio, project, data, name, method)


def compare_detections(studio, before: dict, after: dict) -> dict:
    """Compare two events of tests of models that find things: {'comparison'}, see `detection_comparison`."""
    from sunmao.server.runs.bootstrap_comparison import compare_detection_events

    return {"comparison": compare_detection_events(before, after)}


def compare_numbers(studio, before: dict, after: dict) -> dict:
    """Compare two tests of models that give a number, see `compare_number_events`."""
    from sunmao.server.runs.bootstrap_comparison import compare_number_events

    return {"comparison": compare_number_events(before, after)}


def propose_labels(
    studio, project: str, data: str, name: str, model: str, shown: str, confidence: float, all_pictures: bool
) -> dict:
    """Ask a model about the pictures of a data set, see `propose_job`."""
    from sunmao.server.datasets.labeling import propose_job

    return propose_job.propose_for_dataset(studio, project, data, name, model, shown, confidence, all_pictures)


def compress_model(studio, folder: str, weights: str, dataset: str, files: dict[str, str]) -> dict:
    """Write a trained model as smaller files, see `model_compression`."""
    from sunmao.server.models import model_compression

    return model_compression.compress_model(studio, folder, weights, dataset, files)


def color_mask(studio, project: str, data: str, name: str, path: str) -> dict:
    """Draw the mask of a picture, see `mask_colors`."""
    from sunmao.server.datasets import mask_colors

    return mask_colors.color_mask(studio, project, data, name, path)


def describe_import(studio, stage: str, source: str | None, name: str, reading: str | None) -> dict:
    """Say what somebody wants to import, see `pending_imports`; the pictures that show it are drawn into `stage`."""
    from sunmao.data.sources.describe_source import describe_source
    from sunmao.data.sources.sample_pictures import SamplePainter
    from sunmao.server.datasets.imports.received_files import get_sample_file, open_received

    found = describe_source(open_received(Path(stage), source, name), reading)
    painter, said = SamplePainter(found.tree, found.listing), found.as_dict()
    for number, (sample, told) in enumerate(zip(found.samples, said["samples"], strict=True)):
        drawn, file = painter.draw(sample), get_sample_file(Path(stage), found.reading, number)
        told["drawn"] = drawn is not None
        if drawn is not None:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(drawn)
    return said


def import_dataset(
    studio, stage: str, source: str | None, target: str, name: str, reading: str | None = None, into: str | None = None
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


def add_pictures(studio, source: str, into: str) -> dict:
    """Add the pictures of the data set in one folder to that in another one, see `fill_dataset`."""
    from sunmao.server.datasets.imports.fill_dataset import fill_dataset

    return {"pictures": fill_dataset(Path(source), Path(into), studio.progress)}


def find_unreadable_logs(studio, folder: str, paths: list[str]) -> dict:
    """{'paths'} of those logs of edits, below a folder, that hold more than is read."""
    from sunmao.data.edits.edit_log import EditLog

    found = []
    for path in paths:
        try:
            EditLog(Path(folder, path).parent).compute_state()
        except OSError:
            found.append(path)
    return {"paths": found}


def export_dataset(studio, source: str, target: str, format: str) -> dict:
    """Write the data set in a folder into a new folder, in a format."""
    from sunmao.data.convert import convert_dataset

    return format_converted(convert_dataset(source, target, format, on_progress=studio.progress))


def split_dataset(studio, folder: str, ratio: str, seed: int, lock_test: bool) -> dict:
    """Divide a data set into training, validation and test."""
    from sunmao.data.dataset import Dataset

    Dataset(folder).split(ratio, seed=seed, lock_test=lock_test)
    return {}


def format_converted(made) -> dict:
    """What the page is told of a data set that was made (`ConvertedDataset`): {'task', 'classes', 'pictures',
    'left_out', 'renamed', 'findings'}.
    """
    return {
        "task": made.health.task,
        "classes": [{"name": name, "count": count} for name, count in made.classes.items()],
        "pictures": made.pictures,
        "left_out": made.left_out,
        "renamed": made.renamed,
        "findings": [
            {"key": each.key, "level": each.level, "count": each.count, **each.text} for each in made.findings
        ],
    }


JOB_FUNCTIONS = {
    work.__name__: work
    for work in (
        make_index,
        check_dataset,
        mend_dataset,
        find_suspects,
        draw_map,
        compare_detections,
        compare_numbers,
        propose_labels,
        compress_model,
        color_mask,
        extract_frames,
        describe_import,
        import_dataset,
        add_pictures,
        find_unreadable_logs,
        export_dataset,
        split_dataset,
    )
}

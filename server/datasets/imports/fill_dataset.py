"""Pictures of a data set that was just made, added to another one: what an import brings into the set that is open."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from sunmao.data.capture.image_capture import find_class_root, save_image_bytes, save_unlabeled_image, takes_unlabeled
from sunmao.data.dataset import Dataset
from sunmao.data.dataset_metadata import read_metadata
from sunmao.data.edits.annotate import set_annotations
from sunmao.data.edits.picture_edit import PictureEdit
from sunmao.data.listing import Sample, is_labeled
from sunmao.errors import BadData

BOXED = ("detection", "instance")  # tasks of sets that say where each thing is
TOGETHER = 200  # pictures whose labels are written at once


def fill_dataset(made: Path, target: Path, on_progress: Callable[[int, int], object] | None = None) -> int:
    """Add the pictures of the data set in the folder `made` to the one in `target`; returns how many came.

    Where pictures are labeled after they came, they bring what is marked in them as far as that fits; else each goes
    into its class. What was added before this is stopped stays.

    on_progress: called with how many are done, and of how many.

    Raises: BadData where none can be added, as they have no classes. BadValue for a class that cannot be a folder.
    """
    dataset, later = Dataset(str(made)), takes_unlabeled(target)
    known = {item.path: item for item in (*dataset.items(), *dataset.unlabeled_items())}
    if dataset.listing.sample_kind != "picture":
        raise BadData(f"{dataset.listing.sample_kind}_not_pictures", path=made.name)
    items = [item for item in known.values() if later or item.label]
    if not items:
        raise BadData("fill_without_classes", path=target.name)
    root, task = (target if later else find_class_root(target)), read_metadata(target).get("task", "classification")
    changes: dict[str, PictureEdit] = {}
    for number, item in enumerate(items, 1):
        data, ending = item.path.read_bytes(), item.path.suffix.lower()
        if later:
            path = save_unlabeled_image(root, data, ending)
            if edit := make_edit(item, dataset.task, task):
                changes[path.relative_to(target).as_posix()] = edit
        elif item.label is not None:
            save_image_bytes(root, item.label, data, ending)
        if changes and (len(changes) == TOGETHER or number == len(items)):
            set_annotations(target, changes)
            changes = {}
        if on_progress:
            on_progress(number, len(items))
    return len(items)


def make_edit(item: Sample, task: str, wanted: str) -> PictureEdit | None:
    """Convert the labels of a picture in a set for `task` to an edit in one for the task `wanted`; None where nothing
    can be kept.
    """
    if not is_labeled(item, task):
        return None
    if wanted == "multi_label" and item.labels:
        return PictureEdit(labels=item.labels)
    if task == wanted and task in BOXED:
        return PictureEdit(objects=item.things)
    if task == "instance" and wanted == "detection":
        return PictureEdit(objects=tuple(replace(each, polygons=(), rle=None) for each in item.things))
    return None

"""Data sets of pictures as data sets of points: what a posture model learns of them."""

from dataclasses import replace
from typing import Any

from sunmao.core.name_formatting import format_names
from sunmao.data.dataset import Dataset, open_dataset
from sunmao.data.formats.points.class_tables import NAME, SAMPLE_KIND, TASK
from sunmao.errors import BadData
from sunmao.landmarks.targets.target import Target
from sunmao.protocol.messages import Progress
from sunmao.runtime import session
from sunmao.runtime.notices import show_notice
from sunmao.tasks.points_classification.landmark_cache import LandmarkCache
from sunmao.texts import get_both


def open_points_dataset(source: Any, target: Target) -> Dataset:
    """The data set of points at a path, or a `Dataset` itself; of folders of pictures, their points in memory.

    Raises: DataNotFound, BadData (points of something else).
    """
    dataset = open_dataset(source)
    dataset.read_again()
    if dataset.task == "classification":
        return read_points(dataset, target)
    if dataset.task == TASK and (there := next((item.content.target for item in dataset.items()), target)) != target:
        theirs, ours = get_both(f"points_{there.name}"), get_both(f"points_{target.name}")
        raise BadData("points_other_thing", path=dataset.path, theirs=theirs, what=ours)
    return dataset


def read_points(dataset: Dataset, target: Target) -> Dataset:
    """A data set of pictures as one of the points in them, in memory; pictures in which nothing is seen are named and
    left out.
    """
    items, unseen, every, memory = [], [], dataset.items(), LandmarkCache(target)
    for done, item in enumerate(every, 1):
        session.check_stop()
        found, size = memory.find(item.path)
        if found is None:
            unseen.append(item.path.name)
        else:
            items.append(replace(item, content=found, size=size))
        session.emit(Progress(done=done, total=len(every), unit="picture", task="embed"))
    memory.close()
    if unseen:
        what, names = get_both(f"points_{target.name}"), format_names(unseen)
        show_notice("points_left_out", level="warn", what=what, count=len(unseen), names=names)
    listing = replace(dataset.listing, items=items, task=TASK, sample_kind=SAMPLE_KIND, format=NAME)
    return Dataset(dataset.path, listing=listing)

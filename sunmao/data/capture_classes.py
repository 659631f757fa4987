"""A data set of own photos: its classes are taken one after the other, with time to change what is shown."""

import re
from pathlib import Path
from typing import Any

from sunmao.data.capture.earlier_pictures import plan_captures
from sunmao.data.capture.image_capture import find_class_root, require_capture, wait_until_ready
from sunmao.data.dataset import Dataset
from sunmao.errors import BadValue

BETWEEN = re.compile(r"[,，、;；\n]")


def collect_dataset(
    path: str,
    labels: Any,
    n: int = 30,
    camera: Any = None,
    interval: float = 0.2,
    countdown: float = 3,
    mirror: bool = False,
    square: bool = False,
) -> Dataset:
    """Take `n` pictures of each of some classes with a camera, class after class.

    In the studio, what an earlier run has taken is not taken again without a question: to go on with it, to take it
    anew, or to add more. There, each class waits until the pupil presses *ready*, unless there is no countdown.

    Args:
        path: the folder of the data set, which need not be there yet.
        labels: the classes, as a list or as a text with commas between them.
        camera: a `sunmao.cameras.Camera`.
        interval: seconds between two pictures, at least.
        countdown: seconds before the first picture of each class, in which its name is shown.
        mirror: left and right are exchanged, as in a mirror, also in what is kept.
        square: only the square in the middle is kept.

    Returns: the data set.

    Raises: BadValue, CameraDisconnected.

    Example:
        >>> from sunmao.cameras import Camera
        >>> with Camera(source='simulated') as camera:
        ...     faces = collect_dataset('data/friends', 'ann, bob', n=1, camera=camera, countdown=0)
        Taking 1 pictures of 'ann'…
        Pictures of 'ann' taken: 1, kept in data/friends/ann.
        Taking 1 pictures of 'bob'…
        Pictures of 'bob' taken: 1, kept in data/friends/bob.
        >>> faces.classes
        ['ann', 'bob']
    """
    dataset, names = Dataset(path), split_labels(labels)
    root = find_class_root(Path(dataset.path))
    for label in names:
        require_capture(root, label, n, camera, interval, countdown)
    plan = {label: missing for label, missing in plan_captures(Path(dataset.path), names, n).items() if missing}
    for number, (label, missing) in enumerate(plan.items()):
        if countdown:
            wait_until_ready(root, label, camera, mirror, square, first=not number)
        dataset.collect(label, missing, camera, interval, countdown, mirror, square)
    return dataset


def split_labels(labels: Any) -> list[str]:
    """The classes, each once, in their order. labels: a list, or a text with commas between. Raises BadValue for none.

    Example:
        >>> split_labels('rock, paper，scissors、paper')
        ['rock', 'paper', 'scissors']
    """
    given = BETWEEN.split(labels) if isinstance(labels, str) else labels
    if not isinstance(given, (list, tuple)) or not (names := [name for each in given if (name := str(each).strip())]):
        raise BadValue("collect_no_labels", value=repr(labels))
    return list(dict.fromkeys(names))

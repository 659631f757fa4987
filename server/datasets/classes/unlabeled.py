"""Pictures of which the model was unsure, as the page sees them: kept, labeled or thrown away."""

from typing import TYPE_CHECKING

from sunmao.errors import BadValue, NotAPicture
from sunmao.server.dataset_index.index_db import DatasetLocation
from sunmao.server.datasets.classes.capture import find_classes, make_local_problem
from sunmao.server.storage.files import require_space

if TYPE_CHECKING:
    from sunmao.data.capture.unlabeled import UnlabeledPictures


MAX_WAITING = 100  # that wait at once


def list_unlabeled(place: DatasetLocation) -> dict:
    """{'paths': below the data set, the newest first; 'most'}. Raises HttpProblem as `find_classes`."""
    waiting = _open(place)
    start = waiting.folder.relative_to(place.folder).as_posix()
    return {"paths": [f"{start}/{name}" for name in waiting.list_names()], "most": MAX_WAITING}


def keep_unlabeled(place: DatasetLocation, data: bytes) -> bool:
    """Keep a picture, unless enough wait or one that waits is nearly the same; returns whether it was kept. Raises
    HttpProblem 422 for what is no picture, 507, and as `find_classes`.
    """
    from sunmao.images.image_files import decode_image

    require_space(place.folder, len(data))
    try:
        return _open(place).add(decode_image(data), MAX_WAITING) is not None
    except NotAPicture as error:
        raise make_local_problem(error, place) from None


def label_unlabeled(place: DatasetLocation, labels: dict[str, str | None]) -> None:
    """Make pictures, by their paths below the data set, pictures of a class; with None they are deleted. One that is
    gone is passed over. Raises HttpProblem 422 for a label that can be none, and as `find_classes`.
    """
    waiting = _open(place)
    start = f"{waiting.folder.relative_to(place.folder).as_posix()}/"
    for path, label in labels.items():
        name = path.removeprefix(start)
        try:
            if label is None:
                waiting.discard(name)
            else:
                find_classes(place, label)  # refuses a link
                waiting.label(name, label)
        except BadValue as error:
            raise make_local_problem(error, place) from None


def _open(place: DatasetLocation) -> "UnlabeledPictures":
    from sunmao.data.capture.unlabeled import UnlabeledPictures

    return UnlabeledPictures(find_classes(place))

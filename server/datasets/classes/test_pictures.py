"""The pictures that a model is tested with: taken anew, while those of earlier tests stay what they were.

Nothing is overwritten or deleted: the pictures before go to the bin of the data set, so that the record of a test still
shows what was asked, and they can be brought back.
"""

from sunmao.data.edits.edit_log import EditLog
from sunmao.data.edits.picture_edit import PictureEdit
from sunmao.server.dataset_index.index_db import DatasetLocation
from sunmao.server.datasets.classes.capture import find_classes, sort_pictures
from sunmao.server.datasets.edits.open_logs import read_state
from sunmao.server.errors import HttpProblem


def choose_tests(place: DatasetLocation, chosen: dict[str, list[str]]) -> dict[str, list[str]]:
    """Let these be all test pictures of their classes; returns those that go to the bin, as {class: paths}: called with
    that, it takes the choice back.

    chosen: class → paths below the data set, of test pictures that are there or in the bin. Raises HttpProblem 404 for
    a class that there is not, and as `find_classes`.
    """
    held, _ = sort_pictures(place, find_classes(place))
    if not chosen.keys() <= held.keys():
        raise HttpProblem(404, "no_file")
    state, log = read_state(place), EditLog(place.folder)
    back = [path for paths in chosen.values() for path in paths if path in state and state[path].deleted]
    away = {label: sorted({*held[label]["test"]} - {*paths}) for label, paths in chosen.items()}
    for kind, paths in (("restore", back), ("delete", [path for each in away.values() for path in each])):
        if paths:
            log.append(kind, {path: PictureEdit(deleted=kind == "delete") for path in paths})
    return {label: paths for label, paths in away.items() if paths}

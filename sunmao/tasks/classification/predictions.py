"""Predictions of a classifier for the pictures of a data set."""

from typing import Any

from sunmao.data.listing import Sample
from sunmao.errors import BadData
from sunmao.runtime.notices import show_notice
from sunmao.tasks.classification.results import Result
from sunmao.tasks.evaluation.batch_inference import format_few


def keep_known_labels(items: list[Sample], labels: list[str], path: str) -> list[Sample]:
    """The items whose labels the model knows; the others, and the classes of which there is no picture, are named.

    Raises: BadData when no label is known.
    """
    here, ours = {item.require_label() for item in items}, set(labels)
    if not here & ours:
        raise BadData("no_common_label", path=path, theirs=format_few(sorted(here)), ours=format_few(labels))
    if strangers := sorted(here - ours):
        count = sum(item.label in strangers for item in items)
        show_notice("unknown_labels", level="warn", count=count, names=format_few(strangers))
    if missing := [label for label in labels if label not in here]:
        show_notice("classes_not_asked", names=format_few(missing))
    return [item for item in items if item.label in ours]


def make_result(item: Sample, row: Any, classes: list[str], unknown: float = 0.0) -> Result:
    """The Result for an item with these scores, (C,)."""
    # Without the picture: a test of thousands would fill the memory. It is read again when someone looks.
    return Result(None, row, classes, path=item.path.as_posix(), truth=item.label or None, unknown=unknown)

"""The labels of a data set that a model knows."""

from dataclasses import replace

from sunmao.data.listing import Sample
from sunmao.errors import BadData
from sunmao.runtime.notices import show_notice
from sunmao.tasks.evaluation.batch_inference import format_few


def keep_known_tags(items: list[Sample], labels: list[str], path: str) -> list[Sample]:
    """The items with those of their labels that the model knows; the other labels, and those of which there is no
    picture, are named. Raises BadData when no label is known.
    """
    here, ours = {label for item in items for label in item.tags}, set(labels)
    if not here & ours:
        raise BadData("no_common_label", path=path, theirs=format_few(sorted(here)), ours=format_few(labels))
    if strangers := here - ours:
        count = sum(bool(strangers.intersection(item.tags)) for item in items)
        show_notice("unknown_tags", level="warn", count=count, names=format_few(sorted(strangers)))
    if missing := [label for label in labels if label not in here]:
        show_notice("classes_not_asked", names=format_few(missing))
    return [replace(item, tags=tuple(label for label in item.tags if label in ours)) for item in items]

"""Selection of the pictures on which a model that finds things is tested."""

from dataclasses import replace

from sunmao.data.listing import Sample
from sunmao.errors import BadData
from sunmao.runtime.notices import show_notice
from sunmao.tasks.evaluation.batch_inference import format_few


def keep_known_objects(items: list[Sample], labels: list[str], path: str) -> list[Sample]:
    """The items with those things whose labels the model knows; the other labels are named.

    Pictures without things stay: whatever is found in them is imagined.

    Raises: BadData when there are things and none has a known label.
    """
    here, ours = {thing.label for item in items for thing in item.things}, set(labels)
    if here and not here & ours:
        raise BadData("no_common_label", path=path, theirs=format_few(sorted(here)), ours=format_few(labels))
    if not here - ours:
        return items
    count = sum(thing.label not in ours for item in items for thing in item.things)
    show_notice("unknown_things", level="warn", count=count, names=format_few(sorted(here - ours)))
    return [replace(item, things=tuple(thing for thing in item.things if thing.label in ours)) for item in items]

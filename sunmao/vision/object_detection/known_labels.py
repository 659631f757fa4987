"""Which pictures a model that finds things is tested on."""

from dataclasses import replace

from sunmao.data.listing import Item
from sunmao.errors import BadData
from sunmao.runtime.notices import note
from sunmao.vision.inference.batch_inference import few


def known(items: list[Item], labels: list[str], path: str) -> list[Item]:
    """The items with those things whose labels the model knows; the other labels are named.

    Pictures without things stay: whatever is found in them is imagined.

    Raises: BadData when there are things and none has a known label.
    """
    here, ours = {thing.label for item in items for thing in item.things}, set(labels)
    if here and not here & ours:
        raise BadData("no_common_label", path=path, theirs=few(sorted(here)), ours=few(labels))
    if not here - ours:
        return items
    count = sum(thing.label not in ours for item in items for thing in item.things)
    note("unknown_things", level="warn", count=count, names=few(sorted(here - ours)))
    return [replace(item, things=tuple(thing for thing in item.things if thing.label in ours)) for item in items]

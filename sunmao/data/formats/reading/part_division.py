"""The parts of a data set whose samples are read from files of their own: those that somebody said, and drawn ones."""

from collections import defaultdict
from dataclasses import replace

from sunmao.data.listing import DatasetListing
from sunmao.data.splits import assign_splits, break_up_groups


def divide_listing(found: DatasetListing, said: set[str | None]) -> None:
    """Give each sample its part: those that somebody has said, and a tenth of the training for the validation; samples
    of one group stay together, as far as a class has several.
    """
    # Who has said of each that it is for training has none for the test yet.
    found.divided = "test" in said or "val" in said or said == {"train"}
    learned = [place for place, item in enumerate(found.items) if item.split == "train"]
    if not learned or "val" in said:
        return
    items = [found.items[place] for place in learned]
    ratio = (9, 1, 0) if found.divided else (8, 1, 1)
    keys = [(item.label or "", item.path.relative_to(found.root).as_posix()) for item in items]
    together: dict[str, list[int]] = defaultdict(list)
    for place, item in enumerate(items):
        if item.group is not None:
            together[item.group].append(place)
    groups, _ = break_up_groups(keys, ratio, list(together.values()))
    for place, part in zip(learned, assign_splits(keys, ratio, groups=groups), strict=True):
        found.items[place] = replace(found.items[place], split=part)

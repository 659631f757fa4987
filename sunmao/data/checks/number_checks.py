"""Faults of the numbers of a data set: too few, all alike, or one far from all others."""

import numpy as np

from sunmao.core.name_formatting import format_names
from sunmao.data.files.file_tree import FileTree
from sunmao.data.issue import Issue
from sunmao.data.listing import DatasetListing

ENOUGH = 40  # pictures that are a good beginning
FAR = 3  # times the distance between the quartiles beyond them: "far out" (Tukey: Exploratory Data Analysis, 1977)


def check_numbers(found: DatasetListing, tree: FileTree) -> list[Issue]:
    """The findings about a listing of pictures with numbers, of which there is at least one."""
    numbers = np.array([item.number for item in found.items], float)
    if np.ptp(numbers) == 0:
        return [Issue("numbers_alike", {"value": f"{numbers[0]:g}"}, "reject")]
    findings = []
    if len(numbers) < ENOUGH:
        findings.append(Issue("few_numbers", {"count": len(numbers), "enough": ENOUGH}, count=len(numbers)))
    low, high = np.quantile(numbers, [0.25, 0.75])
    reach = FAR * (high - low)
    far = (numbers < low - reach) | (numbers > high + reach)
    if reach and (paths := tuple(tree.name(found.items[place].path) for place in np.flatnonzero(far))):
        said = {"count": len(paths), "names": format_names(paths)}
        findings.append(Issue("numbers_far_off", said, "warn", paths, len(paths)))
    return findings

"""Points of hands, bodies or faces: many in one table, read with the listing. No picture is kept."""

from collections import Counter
from pathlib import Path

import numpy as np

from sunmao.core.name_formatting import format_names
from sunmao.data.files.file_tree import FileTree
from sunmao.data.issue import Issue
from sunmao.data.listing import DatasetListing, Sample
from sunmao.data.samples.same_samples import find_close
from sunmao.data.samples.sample_kind import SampleKind, hash_bytes, make_sample_issue
from sunmao.landmarks.landmarks import Landmarks
from sunmao.runtime.notices import show_notice

FEWEST = 5  # samples of a class
# Root of the mean squared distance of two samples' points, in palms or trunks: a hand held still differs by more.
SAME = 0.01
MAX_COMPARED = 10_000  # samples: each is compared with each
CUT = 0.2  # share of the points outside the picture from which a sample is named


class PointSamples(SampleKind):
    """A `Landmarks` each. Those of one hold of the button, or of one person, stay together."""

    name = "points"
    sources = ("camera", "file")
    keeps = "features"
    unit = "burst"

    def count_numbers(self, content: Landmarks) -> int:
        """Three a point."""
        return content.points.size

    def hash_sample(self, sample: Sample) -> list[bytes]:
        """Of the numbers of its points, and of which hand it is."""
        return [hash_bytes(sample.content.points.tobytes()), hash_bytes((sample.content.side or "").encode())]

    def check(self, tree: FileTree, found: DatasetListing, alike: bool) -> tuple[list[Issue], set[Path]]:
        """Classes with few samples, samples that are partly outside their picture, and those nearly the same."""
        findings = [*found.findings, *find_point_issues(found, alike)]
        for finding in findings:
            show_notice(finding.key, level="warn", **finding.holes)
        return findings, set()

    def draw_tile(self, sample: Sample, side: int) -> np.ndarray:
        """Its points and lines in ink on paper."""
        from sunmao.landmarks.drawing import draw_points_tile

        return draw_points_tile(sample.content.points[:, :2], sample.content.target, side)


def find_point_issues(found: DatasetListing, alike: bool = True) -> list[Issue]:
    """Oddities of the samples of a listing, without what was found while it was read. alike: as of
    `SampleKind.check`.
    """
    items = found.items
    counts = Counter(item.label for item in items)
    few = [label for label in found.classes if counts[label] < FEWEST]
    twice, torn = find_same_samples(items) if alike else ([], [])
    issues = [
        Issue("points_few", {"count": len(few), "names": format_names(few), "least": FEWEST}, count=len(few)),
        make_sample_issue("points_in_two_classes", found, torn),
        make_sample_issue("point_rows_twice", found, twice),
        make_sample_issue("points_cut", found, [item for item in items if _measure_cut(item) >= CUT]),
    ]
    return [each for each in issues if each.count]


def find_same_samples(items: list[Sample]) -> tuple[list[Sample], list[Sample]]:
    """(samples that an earlier one of the same class nearly equals, samples that one of another class does)."""
    from sunmao.landmarks.normalization import normalize_landmarks

    items = items[:MAX_COMPARED]
    if not items:
        return [], []
    rows = normalize_landmarks([item.content for item in items], mirrored=False)
    rows = rows.reshape(len(rows), -1) / np.float32(rows.shape[1] ** 0.5)
    return find_close(items, rows, SAME**2)


def _measure_cut(item: Sample) -> float:
    """The share of its points outside its picture."""
    if item.size is None:
        return 0.0
    points = item.content.points[:, :2]
    return float(((points < 0) | (points > np.array(item.size))).any(axis=1).mean())

"""Motion of two seconds, a table each."""

from collections import Counter
from pathlib import Path

import numpy as np

from sunmao.core.name_formatting import format_names
from sunmao.data.files.file_tree import FileTree
from sunmao.data.issue import Issue
from sunmao.data.listing import DatasetListing, Sample
from sunmao.data.samples.same_samples import MAX_COMPARED, find_close
from sunmao.data.samples.sample_kind import SampleKind, hash_bytes, make_sample_issue
from sunmao.errors import FileMissing, NotAMotion
from sunmao.motion.motion_clip import MotionClip
from sunmao.motion.motion_files import read_motion
from sunmao.motion.windows import is_stillness, make_window
from sunmao.runtime.notices import show_notice

FEWEST = 5  # samples of a class
SAME = 0.02  # g: by how much two takes differ that are the same recording


class MotionSamples(SampleKind):
    """A `MotionClip` of two seconds each."""

    name = "motion"
    sources = ("sensor", "file")
    unit = "recording"

    def read(self, sample: Sample) -> MotionClip:
        """Two seconds at 50 Hz. Raises NotAMotion, FileMissing."""
        return MotionClip(make_window(read_motion(sample.path)))

    def count_numbers(self, content: MotionClip) -> int:
        """Three a reading."""
        return content.samples.size

    def hash_sample(self, sample: Sample) -> list[bytes]:
        """Of its two seconds."""
        try:
            return [hash_bytes(self.read(sample).samples.tobytes())]
        except (NotAMotion, FileMissing):
            return [hash_bytes(b"")]  # a file that has gone meanwhile is a change, not an error

    def check(self, tree: FileTree, found: DatasetListing, alike: bool) -> tuple[list[Issue], set[Path]]:
        """Look at each sample once: what cannot be read, what does not move, few and same ones."""
        issues, bad = find_motion_issues(found, alike)
        findings = [*found.findings, *issues]
        for finding in findings:
            show_notice(finding.key, level="warn", **finding.holes)
        return findings, bad

    def draw_tile(self, sample: Sample, side: int) -> np.ndarray:
        """Its three curves."""
        from sunmao.motion.curves import draw_curves

        return draw_curves(self.read(sample).samples, side, side)


def find_motion_issues(found: DatasetListing, alike: bool = True) -> tuple[list[Issue], set[Path]]:
    """Oddities of the samples of a listing, without what was found while it was read; and the paths of those that
    cannot be read. alike: look for the same recording, too.
    """
    kind, bad, still = MotionSamples(), [], []
    felt: list[tuple[Sample, np.ndarray]] = []
    for item in found.items:
        try:
            clip = kind.read(item)
        except (NotAMotion, FileMissing):
            bad.append(item)
            continue
        if clip.is_still and not is_stillness(item.label or ""):
            still.append(item)
        elif len(felt) < MAX_COMPARED and not clip.is_still:
            felt.append((item, clip.samples))
    counts = Counter(item.label for item in found.items)
    few = [label for label in found.classes if counts[label] < FEWEST]
    twice, torn = find_same_motions(felt) if alike else ([], [])
    issues = [
        make_sample_issue("not_a_motion_left", found, bad),
        Issue("motions_few", {"count": len(few), "names": format_names(few), "least": FEWEST}, count=len(few)),
        make_sample_issue("motions_still", found, still),
        make_sample_issue("motion_in_two_classes", found, torn),
        make_sample_issue("motion_twice", found, twice),
    ]
    return [each for each in issues if each.count], {item.path for item in bad}


def find_same_motions(felt: list[tuple[Sample, np.ndarray]]) -> tuple[list[Sample], list[Sample]]:
    """(samples that an earlier one of the same class nearly equals, samples that one of another class does)."""
    if not felt:
        return [], []
    rows = np.stack([samples.reshape(-1) for _, samples in felt]).astype(np.float32)
    return find_close([item for item, _ in felt], rows, SAME**2 * rows.shape[1])

"""Sentences: many in one file, read with the listing."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import numpy as np

from sunmao.core.name_formatting import format_names
from sunmao.data.files.file_tree import FileTree
from sunmao.data.issue import Issue
from sunmao.data.listing import DatasetListing, Sample
from sunmao.data.samples.sample_kind import SampleKind
from sunmao.data.sentences import count_words, find_script, group_same_sentences
from sunmao.runtime.notices import show_notice

FEWEST_WORDS = 2
RULING = 0.8  # share of the sentences in one script from which the others are named


class SentenceSamples(SampleKind):
    """A text in one line each. The same sentence again stays in the same part: a test would ask what was learned by
    heart.
    """

    name = "sentence"
    sources = ("keys", "file")

    def check(self, tree: FileTree, found: DatasetListing, alike: bool) -> tuple[list[Issue], set[Path]]:
        """Sentences twice in a class and in two classes, too short ones, and those in another script than the rest."""
        findings = [*found.findings, *find_sentence_issues(found)]
        for finding in findings:
            show_notice(finding.key, level="warn", **finding.holes)
        return findings, set()

    def find_groups(self, items: list[Sample], on_sample: Callable[[int], None] | None = None) -> list[list[int]]:
        """The places of sentences of a class that are the same."""
        return group_same_sentences((item.content for item in items), (item.label for item in items))

    def draw_tile(self, sample: Sample, side: int) -> np.ndarray:
        """The beginning of the sentence in one line."""
        from sunmao.images.annotation_drawing import draw_line_of_text, make_drawable

        tile = np.full((side, side, 3), 255, np.uint8)
        (words,) = make_drawable([sample.content[:side]])
        draw_line_of_text(tile, words, (1, side // 3), max(6, side // 4))
        return tile


def find_sentence_issues(found: DatasetListing) -> list[Issue]:
    """Oddities of the sentences of a listing, without what was found while it was read."""
    items = found.items
    groups = [[items[place] for place in same] for same in group_same_sentences(item.content for item in items)]
    torn = [group for group in groups if len({item.label for item in group}) > 1]
    twice = [group for group in groups if len({item.label for item in group}) == 1]
    wordless = [item for item in items if not count_words(item.content)]
    short = [item for item in items if 0 < count_words(item.content) < FEWEST_WORDS]
    issues = [
        _make_issue("sentence_in_two_classes", found, [each for group in torn for each in group], len(torn)),
        _make_issue("sentence_twice", found, [each for group in twice for each in group[1:]]),
        _make_issue("sentence_without_words", found, wordless),
        _make_issue("sentence_short", found, short),
        _make_issue("sentence_other_script", found, _list_other_script(items)),
    ]
    return [each for each in issues if each.count]


def _list_other_script(items: list[Sample]) -> list[Sample]:
    """The sentences in another script than nearly all of the others."""
    scripts = [find_script(item.content) for item in items]
    counts = Counter(script for script in scripts if script)
    if not counts:
        return []
    ruling, count = counts.most_common(1)[0]
    if count < RULING * counts.total():
        return []
    return [item for item, script in zip(items, scripts, strict=True) if script not in (None, ruling)]


def _make_issue(key: str, found: DatasetListing, items: list[Sample], count: int | None = None) -> Issue:
    count = len(items) if count is None else count
    names = format_names(dict.fromkeys(item.content for item in items))
    paths = tuple(item.path.relative_to(found.root).as_posix() for item in items)
    return Issue(key, {"count": count, "names": names}, "warn", paths, count)

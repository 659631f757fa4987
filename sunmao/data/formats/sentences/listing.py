"""Base of the formats of sentences: rows become a listing, within its limits, and its parts."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from sunmao.core.name_formatting import format_names
from sunmao.data.files.file_tree import FileTree
from sunmao.data.files.text_encoding import read_bytes
from sunmao.data.issue import Issue
from sunmao.data.listing import DatasetListing, Sample
from sunmao.data.sentences import LONGEST, MAX_BYTES, clean_sentence, decode_sentences, group_same_sentences
from sunmao.data.splits import assign_splits
from sunmao.errors import BadData

TASK = "text_classification"
SAMPLE_KIND = "sentence"


@dataclass(frozen=True)
class SentenceRow:
    """A sentence as its file says it. file: its path; number: its line or row there, from 1; split: None where nobody
    says one.
    """

    file: str
    number: int
    text: str
    label: str
    split: str | None = None


def read_text(tree: FileTree, path: str) -> str:
    """A file of sentences as text. Raises BadData for what is none."""
    found = decode_sentences(read_bytes(tree, path, MAX_BYTES))
    if found is None:
        raise BadData("labels_no_text", name=path)
    return found


def require_small(tree: FileTree, paths: Iterable[str]) -> None:
    """Raises BadData where files of sentences have more than `MAX_BYTES` together."""
    size = sum(tree.files[path].size for path in paths)
    if size > MAX_BYTES:
        shown, most = f"{size / 2**20:.1f}", MAX_BYTES // 2**20
        raise BadData("sentences_too_large", path=tree.root.as_posix(), size=shown, most=most)


def make_listing(tree: FileTree, format: str, rows: Iterable[SentenceRow]) -> DatasetListing:
    """The listing of some rows: those without a text or a label, and those that are too long, are left out and named."""
    found = DatasetListing(tree.root, divided=False, task=TASK, format=format, sample_kind=SAMPLE_KIND)
    rows = [replace(row, text=clean_sentence(row.text), label=clean_sentence(row.label)) for row in rows]
    odd = [row for row in rows if not row.text or not row.label]
    long = [row for row in rows if len(row.text) > LONGEST]
    kept = [row for row in rows if row.text and row.label and len(row.text) <= LONGEST]
    _report(found, "sentence_rows_odd", odd, [f"{row.file}: {row.number}" for row in odd])
    _report(found, "sentences_long", long, [f"{row.text[:20]}…" for row in long], most=LONGEST)
    if not kept:
        found.findings.insert(0, Issue("sentences_none", {"path": tree.root.as_posix()}, "reject"))
    found.classes = list(dict.fromkeys(sorted(row.label for row in kept)))
    found.items = [
        Sample(tree.place(row.file) / str(row.number), row.label, row.split or "train", content=row.text)
        for row in kept
    ]
    _divide(found, {row.split for row in kept})
    return found


def _divide(found: DatasetListing, said: set[str | None]) -> None:
    """Give each sentence its part: those that somebody has said, and a tenth of the training for the validation."""
    # Who has said of each that it is for training has none for the test yet.
    found.divided = "test" in said or "val" in said or said == {"train"}
    ratio = (9, 1, 0) if found.divided else (8, 1, 1)
    learned = [place for place, item in enumerate(found.items) if item.split == "train"]
    if not learned or "val" in said:
        return
    items = [found.items[place] for place in learned]
    # By its words, not by its line: a line that is put in before it moves no other sentence to another part.
    keys = _count_repeated([(item.label or "", item.content) for item in items])
    groups = group_same_sentences((item.content for item in items), (item.label for item in items))
    for place, part in zip(learned, assign_splits(keys, ratio, groups=groups), strict=True):
        found.items[place] = replace(found.items[place], split=part)


def _count_repeated(keys: list[tuple[str, str]]) -> list[tuple[str, str]]:
    seen: Counter = Counter()
    found = []
    for label, text in keys:
        seen[text] += 1
        found.append((label, f"{text}\0{seen[text]}"))
    return found


def _report(found: DatasetListing, key: str, rows: list[SentenceRow], names: list[str], **holes: Any) -> None:
    if rows:
        paths = tuple(dict.fromkeys(row.file for row in rows))
        about = {"count": len(rows), "names": format_names(names), **holes}
        found.findings.append(Issue(key, about, "warn", paths, len(rows)))

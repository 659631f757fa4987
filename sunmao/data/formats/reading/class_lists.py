"""Classes and parts as folders and lists tell them: what the formats of classification share."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from sunmao.core.name_formatting import format_names
from sunmao.data.dataset_metadata import read_metadata, sort_classes
from sunmao.data.files.file_tree import FileTree, normalize_name
from sunmao.data.formats.reading.class_layout import ClassLayout
from sunmao.data.formats.reading.file_lists import is_picture, read_lines
from sunmao.data.issue import Issue
from sunmao.data.listing import DatasetListing, Sample
from sunmao.data.number_labels import stratify
from sunmao.data.splits import assign_splits
from sunmao.errors import BadData

NOTES = (
    ".txt",
    ".md",
    ".json",
    ".csv",
    ".xml",
    ".yaml",
    ".yml",
    ".ini",
    ".log",
)  # what people and tools write beside pictures


def order_classes(tree: FileTree, present: set[str], known: set[str], found: DatasetListing) -> list[str]:
    """Class names in the order of their numbers: classes.txt first, then as the data set began, then the alphabet;
    classes without pictures go.

    present: those with pictures. known: those that have a folder.
    """
    said = read_lines_beside(tree, "classes.txt", found)
    listed = list(dict.fromkeys(said))
    if len(listed) < len(said):
        twice = sorted(name for name, count in Counter(said).items() if count > 1)
        found.findings.append(Issue("class_twice", {"names": ", ".join(twice)}, count=len(twice)))
    if empty := sorted((known | set(listed)) - present):
        found.findings.append(Issue("empty_classes", {"names": ", ".join(empty)}, count=len(empty)))
    unlisted = sorted(present - set(listed))
    if listed and unlisted:
        found.findings.append(Issue("unlisted_classes", {"names": ", ".join(unlisted)}, count=len(unlisted)))
    begun = read_metadata(tree.root).get("classes", []) if tree.folder else []
    return [name for name in listed if name in present] + sort_classes(unlisted, begun)


def read_lines_beside(tree: FileTree, path: str, found: DatasetListing) -> list[str]:
    """As `read_lines`, of a list beside folders that say the same: where it is too large that is a finding, once."""
    try:
        return read_lines(tree, path)
    except BadData as error:
        if all(each.holes.get("name") != path for each in found.findings):
            found.findings.append(Issue(error.key, error.params))
        return []


def split_training(tree: FileTree, found: DatasetListing, ratio: tuple[int, int, int]) -> None:
    """Give the training pictures of a listing their parts, every class and every part of a range of numbers by the same
    ratio; those of several labels count as one.
    """
    learned = [number for number, item in enumerate(found.items) if item.split == "train" and item.labeled]
    items = [found.items[number] for number in learned]
    strata = stratify(items) or [item.label or "" for item in items]
    keys = [(stratum, tree.name(item.path)) for stratum, item in zip(strata, items, strict=True)]
    for number, part in zip(learned, assign_splits(keys, ratio), strict=True):
        if part != "train":
            found.items[number] = replace(found.items[number], split=part)


def hold_out_validation(tree: FileTree, found: DatasetListing) -> None:
    """Keep a tenth of the training pictures for the validation when there are none for it, and say so."""
    parts = {item.split for item in found.items if item.labeled}
    if "train" not in parts or "val" in parts:
        return
    split_training(tree, found, (9, 1, 0))
    if lent := [tree.name(item.path) for item in found.items if item.split == "val" and item.labeled]:
        found.findings.append(Issue("no_validation_set", {"pictures": len(lent)}, count=len(lent)))


def report_unknown_files(tree: FileTree, folders: Iterable[str], found: DatasetListing) -> None:
    """Say which files in class folders are not called as pictures are: nobody would miss them otherwise. folders: ''
    for the tree itself.
    """
    inside = (path for folder in folders for path in tree.below(folder) if path.count("/") > (folder != ""))
    if other := tuple(path for path in inside if not is_picture(path) and not path.lower().endswith(NOTES)):
        found.findings.append(
            Issue("other_files", {"count": len(other), "names": format_names(other)}, "warn", other, len(other))
        )


def report_pictures(key: str, pictures: Iterable[str], found: DatasetListing, **holes: Any) -> None:
    """Add a finding of pictures that are left out, if there are any. key: of a sentence with {count} and {names}."""
    if paths := tuple(sorted(pictures)):
        found.findings.append(
            Issue(key, {"count": len(paths), "names": format_names(paths), **holes}, "warn", paths, len(paths))
        )


def report_elsewhere(tree: FileTree, places: dict[str, str | None], found: DatasetListing) -> None:
    """Say which pictures were found by their names, in another folder than the one that a list says. places: name in
    the list → path, or None.
    """
    named = []
    for name, path in places.items():
        said = normalize_name(name.replace("\\", "/").removeprefix("./").lstrip("/"))
        there = f"/{normalize_name(path)}" if path else ""
        if path and "/" in said and not there.endswith((f"/{said}", f"/{said}{there[there.rfind('.') :]}")):
            named.append(path)
    report_pictures("pictures_elsewhere", named, found)


def report_inner_folders(layout: ClassLayout, found: DatasetListing) -> None:
    """Say which of two levels of folders the classes are, where both may be."""
    if layout.inner:
        level, names = layout.inner
        found.findings.append(
            Issue(f"classes_by_{level}_folders", {"names": format_names(names)}, count=len(found.classes))
        )


def make_samples(tree: FileTree, rows: list[tuple[str, str]], split: str) -> list[Sample]:
    """The items of (path, label) rows."""
    return [Sample(tree.place(path), label, split) for path, label in rows]
